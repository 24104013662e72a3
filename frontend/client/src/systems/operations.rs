//! What the pages of systems send, with examples.
use super::{
    act::{ActPage, Answers, Concluded, conclude},
    commands::{
        AnswerQuestionnaire, AnswerQuestionnaireInput, ApproveClass, ApproveClassInput,
        ChangeSystemProfile, DecommissionSystem, DecommissionSystemInput, DismissUse,
        DismissUseInput, RegisterSystem, ReportUse, ReportUseInput, SettleUse, SettleUseInput,
    },
    draft::Draft,
    intake::{IntakePage, RegisterPage, TriagePage},
    queries::ProfilePage,
};
use crate::{
    operations::{Operation, Sample, command, of, one, whole, words},
    scalars::Subject,
    words::{ActClass, SystemKind},
};

pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    let mut answers = Answers::default();
    answers.say("Q01", true);
    answers.choose("Q03", "deployer", true);
    vec![
        one::<ProfilePage>(sample, &sample.system),
        one::<ActPage>(sample, &sample.system),
        of::<Concluded>(conclude(sample.moment.clone(), &answers)),
        one::<IntakePage>(sample, &sample.intake),
        whole::<TriagePage>(sample),
        whole::<RegisterPage>(sample),
    ]
}

/// A system that nobody registered yet.
fn draft(sample: &Sample) -> Draft {
    Draft {
        name: "A new system".to_owned(),
        purpose: "Sorts letters".to_owned(),
        kinds: vec![SystemKind::Predictive, SystemKind::ThirdParty],
        vendor: "A vendor".to_owned(),
        processes_personal_data: true,
        data_subjects: "customers, their families".to_owned(),
        autonomy: "advises".to_owned(),
        criticality: "minor".to_owned(),
        risk: "low".to_owned(),
        team: sample.team.clone(),
        ..Draft::default()
    }
}

/// Answers that put a system outside the Act: it is not used in the Union.
fn outside() -> Answers {
    let mut answers = Answers::default();
    let flags = [
        "Q01", "Q02", "Q04", "Q05", "Q10", "Q11", "Q12", "Q13", "Q14", "Q15", "Q16", "Q17", "Q18",
        "Q20", "Q40", "Q41", "Q42", "Q43", "Q50", "Q60", "Q61", "Q62", "Q63", "Q64",
    ];
    for question in flags {
        answers.say(question, question == "Q01");
    }
    answers.choose("Q03", "deployer", true);
    answers.choose("Q30", "none", true);
    answers
}

/// In an order in which each can be done: a report becomes a system, which is classified and ends.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let (draft, report) = (draft(sample), || Subject("intake:a-new-report".to_owned()));
    let system = || draft.subject();
    vec![
        command::<ReportUse>(ReportUseInput {
            intake: report(),
            name: "A letter sorter".to_owned(),
            purpose: "Sorts letters".to_owned(),
            found_by: "expense report".to_owned(),
            vendor: Some("A vendor".to_owned()),
            team: Some(Subject(sample.team.clone())),
            details: Some(words()),
        }),
        command::<RegisterSystem>(draft.registration()),
        command::<ChangeSystemProfile>(draft.profile()),
        command::<SettleUse>(SettleUseInput {
            intake: report(),
            system: system(),
            registered: true,
        }),
        command::<DismissUse>(DismissUseInput {
            intake: Subject(sample.intake.clone()),
            reason: words(),
        }),
        command::<AnswerQuestionnaire>(AnswerQuestionnaireInput {
            system: system(),
            answers: outside().sent(|_| true),
        }),
        command::<ApproveClass>(ApproveClassInput {
            system: system(),
            act_class: ActClass::OutOfScope,
            obligations_from: Some("2027-12-02".to_owned()),
            note: words(),
        }),
        command::<DecommissionSystem>(DecommissionSystemInput {
            system: system(),
            reason: words(),
        }),
    ]
}
