mod actions;
mod findings;

use kernel::{
    Decider, Moment, Name, Refusal as _,
    testing::{by, given},
};

use super::{
    Answer, Command, Event, Grade, Opening, Participant, Phase, Question, Refusal, Reviews, State,
    Technique, Threat, Traits, Verdict, fresh_until, questions,
};
use crate::{
    golden::{self, name, note, reason, subject},
    systems::SystemKind,
};

fn participant(person: &str, roles: &[&str]) -> Participant {
    Participant {
        person: subject(&format!("person:{person}")),
        roles: roles.iter().map(|role| name(role)).collect(),
    }
}

fn asked(threat: &str) -> Question {
    Question { threat: name(threat), text: note("Could this happen here?") }
}

fn opening(participants: Vec<Participant>, threats: &[&str]) -> Opening {
    Opening {
        system: subject("system:care"),
        phase: Phase::Design,
        participants,
        questions: threats.iter().map(|threat| asked(threat)).collect(),
    }
}

fn people() -> Vec<Participant> {
    vec![participant("tester", &["security_champion"]), participant("builder", &["ml_engineer"])]
}

fn opened(threats: &[&str]) -> Event {
    let Opening { system, phase, participants, questions } = opening(people(), threats);
    Event::Opened { system, phase, participants, questions }
}

fn answer(threat: &str, answer: Answer, severity: Option<Grade>) -> Command {
    Command::Answer { threat: name(threat), answer, severity, note: reason() }
}

fn answered(threat: &str, answer: Answer, severity: Option<Grade>) -> Event {
    Event::Answered { threat: name(threat), answer, severity, note: reason() }
}

fn conclude(verdict: Verdict) -> Command {
    let (threats, open_high) = (Vec::new(), 0);
    Command::Conclude { verdict: Some(verdict), threats, open_high, note: reason() }
}

fn concluded(verdict: Verdict, threats: &[&str], open_high: u64) -> Event {
    let threats: Vec<Name> = threats.iter().map(|threat| name(threat)).collect();
    Event::Concluded { verdict: Some(verdict), threats, open_high, note: reason() }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("reviews");
}

#[test]
fn an_unknown_review_is_refused() {
    assert_eq!(Refusal::UnknownReview.code(), "review.unknown");
    for command in [answer("THR-06", Answer::Covered, None), conclude(Verdict::Approved)] {
        given::<Reviews>([]).when(command).then_refused(Refusal::UnknownReview);
    }
}

#[test]
fn a_review_is_opened_once() {
    let again = Command::Open(opening(people(), &["THR-06"]));
    given::<Reviews>([]).when(again.clone()).then([opened(&["THR-06"])]);
    // The catalogue may have grown meanwhile: it is still the same review.
    given::<Reviews>([opened(&["THR-06", "THR-01"])]).when(again).then_nothing();
    let other = Command::Open(Opening { phase: Phase::Change, ..opening(people(), &[]) });
    given::<Reviews>([opened(&[])]).when(other).then_refused(Refusal::ReviewOpened);
}

#[test]
fn a_review_needs_security() {
    let builders = vec![participant("builder", &["ml_engineer"]), participant("other", &[])];
    for nobody in [builders, Vec::new()] {
        let command = Command::Open(opening(nobody, &["THR-06"]));
        given::<Reviews>([]).when(command).then_refused(Refusal::NoSecurity);
    }
    let service =
        Participant { person: subject("service:ci"), roles: vec![name("ai_security_lead")] };
    let command = Command::Open(opening(vec![service], &[]));
    given::<Reviews>([]).when(command).then_refused(Refusal::WrongKind {
        field: "participants",
        subject: subject("service:ci"),
        expected: "people",
    });
}

/// What is recorded when somebody answers.
fn said(history: &[Event], person: &str, command: Command) -> Result<Vec<Event>, Refusal> {
    let fold = |state, event: &Event| Reviews::evolve(state, event, &by("tester"));
    let state = history.iter().fold(State::default(), fold);
    Reviews::decide(&state, command, &by(person))
}

#[test]
fn only_participants_answer() {
    let command = || answer("THR-06", Answer::Covered, None);
    let history = [opened(&["THR-06"])];
    assert_eq!(said(&history, "stranger", command()), Err(Refusal::NotAParticipant));
    let kept = answered("THR-06", Answer::Covered, None);
    assert_eq!(said(&history, "builder", command()), Ok(vec![kept]));
}

#[test]
fn others_join_until_it_is_concluded() {
    let third = || participant("third", &["security_champion"]);
    let history = || [opened(&["THR-06"])];
    given::<Reviews>(history()).when(Command::Join(third())).then([Event::Joined(third())]);
    // Whoever takes part already keeps the roles of the beginning.
    given::<Reviews>(history()).when(Command::Join(participant("builder", &[]))).then_nothing();
    let joined = [opened(&["THR-06"]), Event::Joined(third())];
    let kept = answered("THR-06", Answer::Covered, None);
    let command = answer("THR-06", Answer::Covered, None);
    assert_eq!(said(&joined, "third", command), Ok(vec![kept.clone()]));
    let again = Command::Open(opening(people(), &["THR-06"]));
    given::<Reviews>(joined).when(again).then_nothing();
    let over = [opened(&["THR-06"]), kept, concluded(Verdict::Approved, &["THR-06"], 0)];
    given::<Reviews>(over).when(Command::Join(third())).then_refused(Refusal::IsConcluded);
    given::<Reviews>([]).when(Command::Join(third())).then_refused(Refusal::UnknownReview);
}

#[test]
fn a_lapsed_review_is_noticed_once() {
    let told = || vec![subject("person:tester")];
    let due = fresh_until(by("tester").now);
    let history = vec![opened(&["THR-06"]), concluded(Verdict::Approved, &["THR-06"], 0)];
    let noticed = Event::LapseNoticed { due, told: told() };
    let notice = |history: &[Event], days: i64, due| {
        let fold = |state, event: &Event| Reviews::evolve(state, event, &by("tester"));
        let state = history.iter().fold(State::default(), fold);
        let moment = Moment { now: fresh_until(by("tester").now).plus_days(days), ..by("clock") };
        Reviews::decide(&state, Command::NoticeLapse { due, told: told() }, &moment)
    };
    // The whole day counts.
    assert_eq!(notice(&history, 0, due), Ok(Vec::new()));
    assert_eq!(notice(&history, 1, due), Ok(vec![noticed.clone()]));
    assert_eq!(notice(&history, 1, due.plus_days(-1)), Ok(Vec::new()), "another day is no news");
    assert_eq!(notice(&[opened(&["THR-06"])], 1, due), Ok(Vec::new()), "it is under way");
    let after = [history, vec![noticed]].concat();
    assert_eq!(notice(&after, 2, due), Ok(Vec::new()));
}

#[test]
fn an_unknown_question_is_refused() {
    given::<Reviews>([opened(&["THR-06"])])
        .when(answer("THR-01", Answer::Covered, None))
        .then_refused(Refusal::UnknownQuestion(name("THR-01")));
}

#[test]
fn an_open_answer_says_how_bad_it_is() {
    let history = [opened(&["THR-06"])];
    let open = |severity| answer("THR-06", Answer::Open, severity);
    assert_eq!(said(&history, "builder", open(None)), Err(Refusal::SeverityMissing));
    let kept = answered("THR-06", Answer::Open, Some(Grade::Low));
    assert_eq!(said(&history, "builder", open(Some(Grade::Low))), Ok(vec![kept]));
    // How bad it would be says nothing about what is covered.
    let covered = answer("THR-06", Answer::Covered, Some(Grade::Low));
    let kept = answered("THR-06", Answer::Covered, None);
    assert_eq!(said(&history, "builder", covered), Ok(vec![kept]));
}

#[test]
fn every_question_is_answered_first() {
    let half = || [opened(&["THR-06", "THR-01"]), answered("THR-06", Answer::Covered, None)];
    let refusal = Refusal::Unanswered { count: 1, first: name("THR-01") };
    given::<Reviews>(half()).when(conclude(Verdict::Rejected)).then_refused(refusal);
    let rest = [answered("THR-01", Answer::NotApplicable, None)];
    given::<Reviews>(half())
        .and_by("builder", rest)
        .when(conclude(Verdict::Approved))
        .then([concluded(Verdict::Approved, &["THR-06", "THR-01"], 0)]);
}

#[test]
fn security_concludes() {
    let history = || [opened(&["THR-06"]), answered("THR-06", Answer::Covered, None)];
    for person in ["builder", "stranger"] {
        given::<Reviews>(history())
            .when_by(person, conclude(Verdict::Approved))
            .then_refused(Refusal::NotSecurity);
    }
}

#[test]
fn an_open_high_threat_is_not_approved() {
    let open = |grade| [opened(&["THR-06"]), answered("THR-06", Answer::Open, Some(grade))];
    for grade in [Grade::High, Grade::Critical] {
        given::<Reviews>(open(grade))
            .when(conclude(Verdict::Approved))
            .then_refused(Refusal::OpenHighThreats(1));
    }
    given::<Reviews>(open(Grade::High)).when(conclude(Verdict::Conditional)).then([concluded(
        Verdict::Conditional,
        &["THR-06"],
        1,
    )]);
    given::<Reviews>(open(Grade::Medium)).when(conclude(Verdict::Approved)).then([concluded(
        Verdict::Approved,
        &["THR-06"],
        0,
    )]);
}

#[test]
fn open_high_threats_are_counted_from_answers() {
    let history = [
        opened(&["THR-06", "THR-01"]),
        answered("THR-06", Answer::Open, Some(Grade::High)),
        answered("THR-01", Answer::Open, Some(Grade::High)),
        // The last answer counts.
        answered("THR-01", Answer::Covered, None),
    ];
    let command = Command::Conclude {
        verdict: Some(Verdict::Conditional),
        threats: vec![name("THR-99")],
        open_high: 7,
        note: reason(),
    };
    given::<Reviews>(history).when(command).then([concluded(
        Verdict::Conditional,
        &["THR-06", "THR-01"],
        1,
    )]);
}

#[test]
fn a_conclusion_names_threats() {
    given::<Reviews>([opened(&[])])
        .when(conclude(Verdict::Approved))
        .then_refused(Refusal::NoThreats);
    let threats = vec![name("THR-02")];
    let claimed =
        Command::Conclude { verdict: None, threats: threats.clone(), open_high: 1, note: reason() };
    let kept = Event::Concluded { verdict: None, threats, open_high: 1, note: reason() };
    given::<Reviews>([opened(&[])]).when(claimed).then([kept]);
}

#[test]
fn a_concluded_review_takes_no_more_answers() {
    let history = || [opened(&["THR-06"]), concluded(Verdict::Rejected, &["THR-06"], 0)];
    given::<Reviews>(history())
        .when(answer("THR-06", Answer::Covered, None))
        .then_refused(Refusal::IsConcluded);
    given::<Reviews>(history()).when(conclude(Verdict::Rejected)).then_nothing();
    given::<Reviews>(history())
        .when(conclude(Verdict::Approved))
        .then_refused(Refusal::IsConcluded);
}

#[test]
fn questions_follow_from_the_system() {
    let threat = |id: &str, stages: &[&str], harms: &[&str]| Threat {
        id: name(id),
        question: note("Could this happen here?"),
        stages: stages.iter().map(ToString::to_string).collect(),
        harms: harms.iter().map(ToString::to_string).collect(),
        techniques: Vec::new(),
    };
    let all = [
        threat("always", &["operation"], &["integrity", "privacy"]),
        threat("gathering", &["data", "training"], &["integrity"]),
        threat("privacy", &["data", "operation"], &["privacy"]),
        threat("fairness", &["design"], &["fairness"]),
        threat("people", &["organisation"], &["accountability"]),
        threat("whenever", &[], &[]),
    ];
    let ids = |processes_personal_data, affects_persons, trained_in_house| -> Vec<String> {
        let kinds = vec![SystemKind::Predictive];
        let system = Traits { kinds, processes_personal_data, affects_persons, trained_in_house };
        questions(&all, &system).iter().map(|asked| asked.threat.to_string()).collect()
    };
    assert_eq!(ids(true, true, true), ["always", "gathering", "privacy", "fairness", "whenever"]);
    assert_eq!(ids(false, false, true), ["always", "gathering", "whenever"]);
    assert_eq!(ids(true, false, false), ["always", "privacy", "whenever"]);
    assert_eq!(ids(false, true, false), ["always", "fairness", "whenever"]);
}

#[test]
fn questions_follow_from_the_kind() {
    use SystemKind::{Agent, Generative, Predictive, ThirdParty};
    let technique = |title: &str, stages: &[&str], kinds: &[SystemKind]| Technique {
        title: title.to_owned(),
        stages: stages.iter().map(ToString::to_string).collect(),
        kinds: kinds.to_vec(),
    };
    let threat = |id: &str, techniques: Vec<Technique>| Threat {
        id: name(id),
        question: note("Could it?"),
        stages: vec![String::from("training"), String::from("operation")],
        harms: vec![String::from("integrity")],
        techniques,
    };
    let all = [
        threat(
            "inputs",
            vec![
                technique("Evasion", &["operation"], &[Predictive]),
                technique("Injection", &["operation"], &[Generative, Agent]),
                technique("Flooding", &["operation"], &[]),
            ],
        ),
        threat("tools", vec![technique("Misuse of tools", &["operation"], &[Agent])]),
        threat("supplier", vec![technique("Silent change", &["operation"], &[ThirdParty])]),
        threat("weights", vec![technique("Tampering", &["training"], &[])]),
        threat("own", Vec::new()),
    ];
    let asked = |kinds: &[SystemKind], trained_in_house| -> Vec<String> {
        let kinds = kinds.to_vec();
        let (processes_personal_data, affects_persons) = (false, false);
        let system = Traits { kinds, processes_personal_data, affects_persons, trained_in_house };
        let told = questions(&all, &system).into_iter();
        told.map(|asked| format!("{}: {}", asked.threat, asked.text)).collect()
    };
    let (weights, own) = ("weights: Could it? Think of: Tampering.", "own: Could it?");
    assert_eq!(
        asked(&[Predictive], true),
        ["inputs: Could it? Think of: Evasion; Flooding.", weights, own]
    );
    assert_eq!(
        asked(&[Generative], true),
        ["inputs: Could it? Think of: Injection; Flooding.", weights, own]
    );
    let tools = "tools: Could it? Think of: Misuse of tools.";
    assert_eq!(
        asked(&[Generative, Agent], true),
        ["inputs: Could it? Think of: Injection; Flooding.", tools, weights, own]
    );
    let supplier = "supplier: Could it? Think of: Silent change.";
    assert_eq!(
        asked(&[Predictive, ThirdParty], false),
        ["inputs: Could it? Think of: Evasion; Flooding.", supplier, own]
    );
    // One that only says who made it may do anything.
    let whole = "inputs: Could it? Think of: Evasion; Injection; Flooding.";
    assert_eq!(asked(&[ThirdParty], false), [whole, tools, supplier, own]);
}
