use kernel::{Refusal as _, testing::given};

use super::{Command, Event, Refusal, Systems, registered};
use crate::{
    golden::{name, note, reason, subject},
    systems::{
        ActClass, Duty, Profile, RiskClass,
        questionnaire::{Answer, Answers, Unanswered},
    },
};

fn report(called: &str) -> Command {
    Command::ReportUse {
        name: name(called),
        purpose: note("Writes summaries"),
        found_by: name("expense report"),
        vendor: None,
        team: Some(subject("team:t-care")),
        details: reason(),
    }
}

fn reported(called: &str) -> Event {
    Event::UseReported {
        name: name(called),
        purpose: note("Writes summaries"),
        found_by: name("expense report"),
        vendor: None,
        team: Some(subject("team:t-care")),
        details: reason(),
    }
}

fn settle(system: &str) -> Command {
    Command::SettleUse { system: subject(system), registered: false }
}

fn settled(system: &str) -> Event {
    Event::UseSettled { system: subject(system), registered: false }
}

#[test]
fn a_use_is_reported_once() {
    given::<Systems>([]).when(report("Helper")).then([reported("Helper")]);
    given::<Systems>([reported("Helper")])
        .when(report("Another"))
        .then_refused(Refusal::AlreadyReported);
}

#[test]
fn a_report_is_settled_once() {
    given::<Systems>([reported("Helper")])
        .when(settle("system:care"))
        .then([settled("system:care")]);
    given::<Systems>([reported("Helper"), settled("system:care")])
        .when(settle("system:other"))
        .then_refused(Refusal::AlreadySettled);
    let dismiss = Command::DismissUse { reason: reason() };
    given::<Systems>([reported("Helper"), settled("system:care")])
        .when(dismiss.clone())
        .then_refused(Refusal::AlreadySettled);
    given::<Systems>([reported("Helper")])
        .when(dismiss.clone())
        .then([Event::UseDismissed { reason: reason() }]);
    given::<Systems>([]).when(dismiss).then_refused(Refusal::NotReported);
    given::<Systems>([reported("Helper")])
        .when(settle("model:care"))
        .then_refused(Refusal::NotASystem(subject("model:care")));
    assert_eq!(Refusal::NotReported.code(), "intake.unknown");
}

/// Answers of a system that nobody would call risky.
fn harmless() -> Answers {
    let no = [
        "Q02", "Q04", "Q10", "Q11", "Q12", "Q13", "Q14", "Q15", "Q16", "Q17", "Q18", "Q20", "Q40",
        "Q41", "Q42", "Q43", "Q50", "Q60", "Q61", "Q62", "Q63", "Q64",
    ];
    let flag = |id: &str, yes: bool| (String::from(id), Answer::Flag(yes));
    let chosen =
        |id: &str, option: &str| (String::from(id), Answer::Choices([String::from(option)].into()));
    let yes = [flag("Q01", true), flag("Q05", true), chosen("Q03", "deployer")];
    no.map(|id| flag(id, false)).into_iter().chain(yes).chain([chosen("Q30", "none")]).collect()
}

fn answered(answers: Answers) -> [Event; 2] {
    let act_class = ActClass::Minimal;
    [
        Event::QuestionnaireAnswered { questionnaire: 1, answers, act_class, flags: Vec::new() },
        Event::ClassificationProposed { act_class, answers: None },
    ]
}

#[test]
fn answers_propose_the_class_that_follows() {
    let answer = |answers: Answers| Command::AnswerQuestionnaire { answers };
    given::<Systems>([registered()]).when(answer(harmless())).then(answered(harmless()));
    let mut open = harmless();
    open.remove("Q10");
    let refusal = Refusal::Unanswered(Unanswered::Missing(vec![String::from("Q10")]));
    assert_eq!(refusal.field(), Some("answers"));
    given::<Systems>([registered()]).when(answer(open)).then_refused(refusal);
}

fn profile() -> Profile {
    Profile {
        purpose: note("Early detection at home"),
        kinds: Vec::new(),
        risk_class: RiskClass::High,
        processes_personal_data: true,
        affects_persons: true,
        trained_in_house: true,
        vendor: None,
        data_subjects: vec![name("patients")],
        autonomy: None,
        criticality: None,
    }
}

#[test]
fn a_system_is_described_anew() {
    given::<Systems>([registered()])
        .when(Command::ChangeProfile(profile()))
        .then([Event::ProfileChanged(profile())]);
}

#[test]
fn a_decommissioned_system_rests() {
    let (end, ended) =
        (Command::Decommission { reason: reason() }, Event::Decommissioned { reason: reason() });
    given::<Systems>([registered()]).when(end).then([ended.clone()]);
    let answer = Command::AnswerQuestionnaire { answers: harmless() };
    for command in [Command::ChangeProfile(profile()), answer] {
        given::<Systems>([registered(), ended.clone()])
            .when(command)
            .then_refused(Refusal::IsDecommissioned);
    }
}

#[test]
fn many_are_responsible() {
    let (one, other) = ("person:p-1", "person:p-2");
    let owner = super::assigned(one, Duty::Owner, None);
    given::<Systems>([registered(), owner.clone()])
        .when(super::assign(one, Duty::Responsible, None))
        .then([super::assigned(one, Duty::Responsible, None)]);
    given::<Systems>([registered(), owner, super::assigned(one, Duty::Responsible, None)])
        .when(super::assign(other, Duty::Responsible, None))
        .then([super::assigned(other, Duty::Responsible, None)]);
}
