//! Inputs about systems.

use async_graphql::{ID, InputObject};
use domain::systems::{
    Command, Profile, Registration,
    questionnaire::{Answer as Said, Answers},
};

use super::{maybe, maybe_name, name, names, note, orders, word};
use crate::{
    graphql::{
        mutation::SystemRoom,
        scalars::Subject,
        words::{ActClass, Autonomy, Criticality, RiskClass, Stage, SystemKind},
    },
    reply::{Answer, Reply},
};

/// An answer to one question of the questionnaire: yes or no, or the options chosen.
#[derive(InputObject, Clone, Debug)]
pub struct AnswerInput {
    /// The id of the question, `Q01`.
    pub question: String,
    /// Yes or no.
    pub yes: Option<bool>,
    /// The options chosen.
    pub options: Option<Vec<String>>,
}

/// Answers by the id of their question.
pub fn answers(given: Vec<AnswerInput>) -> Answer<Answers> {
    let mut answers = Answers::new();
    for AnswerInput { question, yes, options } in given {
        let said = match (yes, options) {
            (Some(yes), None) => Said::Flag(yes),
            (None, Some(options)) => Said::Choices(options.into_iter().collect()),
            (None, None) | (Some(_), Some(_)) => {
                let sentence = format!("answer {question} with yes or no, or with options");
                return Err(Reply::bad_input("answers", sentence));
            }
        };
        if answers.insert(question.clone(), said).is_some() {
            return Err(Reply::bad_input("answers", format!("{question} is answered twice")));
        }
    }
    Ok(answers)
}

/// Answers to the questionnaire of the EU AI Act; the class that follows is proposed.
#[derive(InputObject, Clone, Debug)]
pub struct AnswerQuestionnaireInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// An answer to every question that applies.
    pub answers: Vec<AnswerInput>,
}

/// What a system is now; every field replaces what was known.
#[derive(InputObject, Clone, Debug)]
pub struct ChangeSystemProfileInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which system.
    pub system: Subject,
    /// What it is for.
    pub purpose: String,
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
    /// Who sells or hosts it.
    pub vendor: Option<String>,
    /// Whom its data or its decisions are about.
    pub data_subjects: Option<Vec<String>>,
    /// How far it acts by itself.
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    pub criticality: Option<Criticality>,
}

/// A system to take out of use for good.
#[derive(InputObject, Clone, Debug)]
pub struct DecommissionSystemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which.
    pub system: Subject,
    /// Why.
    pub reason: String,
}

/// The use of an AI that nobody registered.
#[derive(InputObject, Clone, Debug)]
pub struct ReportUseInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// An id for the report, `intake:NAME`.
    pub intake: Subject,
    /// What it is called.
    pub name: String,
    /// What it is used for.
    pub purpose: String,
    /// How it was found, such as `expense report`.
    pub found_by: String,
    /// Who sells or hosts it.
    pub vendor: Option<String>,
    /// The team that uses it.
    pub team: Option<Subject>,
    /// What else there is to say.
    pub details: Option<String>,
}

/// A report to settle with a system.
#[derive(InputObject, Clone, Debug)]
pub struct SettleUseInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which report.
    pub intake: Subject,
    /// The system it became, or belongs to.
    pub system: Subject,
    /// Whether the system was registered because of the report.
    pub registered: bool,
}

/// A report to dismiss.
#[derive(InputObject, Clone, Debug)]
pub struct DismissUseInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which report.
    pub intake: Subject,
    /// Why there is nothing to govern.
    pub reason: String,
}

/// A system to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterSystemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `system:NAME`.
    pub system: Subject,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// The team that builds and runs it.
    pub team: Subject,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
}

/// An accountability to give.
#[derive(InputObject, Clone, Debug)]
pub struct AssignOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// To whom.
    pub person: Subject,
    /// `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// For one stage; for all when absent.
    pub stage: Option<Stage>,
}

/// An accountability to end.
#[derive(InputObject, Clone, Debug)]
pub struct ReleaseOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// Whose.
    pub person: Subject,
    /// `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// Of one stage; of all when absent.
    pub stage: Option<Stage>,
}

/// A class under the EU AI Act to propose.
#[derive(InputObject, Clone, Debug)]
pub struct ProposeClassInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// The class.
    pub act_class: ActClass,
    /// Where the answers to the questionnaire are.
    pub answers: Option<String>,
}

/// A class under the EU AI Act to approve.
#[derive(InputObject, Clone, Debug)]
pub struct ApproveClassInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// For which system.
    pub system: Subject,
    /// The class.
    pub act_class: ActClass,
    /// The day from which its duties apply, `2028-08-02`.
    pub obligations_from: Option<String>,
    /// Why.
    pub note: String,
}

orders! {
    RegisterSystemInput => SystemRoom, system, |input, _| Ok(Command::Register(Registration {
        name: name("name", &input.name)?,
        purpose: note("purpose", &input.purpose)?,
        kinds: input.kinds.into_iter().map(Into::into).collect(),
        risk_class: input.risk_class.into(),
        team: input.team.0,
        processes_personal_data: input.processes_personal_data,
        affects_persons: input.affects_persons,
        trained_in_house: input.trained_in_house,
    }));
    AssignOwnerInput => SystemRoom, system, |input, _| Ok(Command::AssignOwner {
        person: input.person.0,
        duty: word("duty", &input.duty)?,
        stage: input.stage.map(Into::into),
    });
    ReleaseOwnerInput => SystemRoom, system, |input, _| Ok(Command::ReleaseOwner {
        person: input.person.0,
        duty: word("duty", &input.duty)?,
        stage: input.stage.map(Into::into),
    });
    AnswerQuestionnaireInput => SystemRoom, system, |input, _| Ok(Command::AnswerQuestionnaire {
        answers: answers(input.answers)?,
    });
    ChangeSystemProfileInput => SystemRoom, system, |input, _| Ok(Command::ChangeProfile(Profile {
        purpose: note("purpose", &input.purpose)?,
        kinds: input.kinds.into_iter().map(Into::into).collect(),
        risk_class: input.risk_class.into(),
        processes_personal_data: input.processes_personal_data,
        affects_persons: input.affects_persons,
        trained_in_house: input.trained_in_house,
        vendor: maybe_name("vendor", input.vendor.as_ref())?,
        data_subjects: names("dataSubjects", &input.data_subjects.unwrap_or_default())?,
        autonomy: input.autonomy.map(Into::into),
        criticality: input.criticality.map(Into::into),
    }));
    DecommissionSystemInput => SystemRoom, system, |input, asked| Ok(Command::Decommission {
        reason: asked.must_say("reason", &input.reason)?,
    });
    ReportUseInput => SystemRoom, intake, |input, asked| Ok(Command::ReportUse {
        name: name("name", &input.name)?,
        purpose: note("purpose", &input.purpose)?,
        found_by: name("foundBy", &input.found_by)?,
        vendor: maybe_name("vendor", input.vendor.as_ref())?,
        team: maybe(input.team),
        details: asked.said(&input.details.unwrap_or_default()),
    });
    SettleUseInput => SystemRoom, intake, |input, _| Ok(Command::SettleUse {
        system: input.system.0,
        registered: input.registered,
    });
    DismissUseInput => SystemRoom, intake, |input, asked| Ok(Command::DismissUse {
        reason: asked.must_say("reason", &input.reason)?,
    });
    ProposeClassInput => SystemRoom, system, |input, _| Ok(Command::ProposeClass {
        act_class: input.act_class.into(),
        answers: maybe_name("answers", input.answers.as_ref())?,
    });
    ApproveClassInput => SystemRoom, system, |input, asked| Ok(Command::ApproveClass {
        act_class: input.act_class.into(),
        obligations_from: maybe_name("obligationsFrom", input.obligations_from.as_ref())?,
        note: asked.said(&input.note),
    });
}
