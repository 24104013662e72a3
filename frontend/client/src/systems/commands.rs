//! What can be done about a system, and about a use that nobody registered.
use crate::{
    command::{commands, payloads},
    scalars::Subject,
    schema,
    words::{ActClass, Autonomy, Criticality, RiskClass, Stage, SystemKind},
};

/// Somebody to be made accountable.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignOwnerInput {
    /// The system.
    pub system: Subject,
    /// Who.
    pub person: Subject,
    /// For what: `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// For one stage; for all when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// A duty to end.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReleaseOwnerInput {
    /// The system.
    pub system: Subject,
    /// Whose.
    pub person: Subject,
    /// Which: `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// Of one stage; of all when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// A system to register.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct RegisterSystemInput {
    /// `system:…`.
    pub system: Subject,
    /// Name for people.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// Its team.
    pub team: Subject,
    /// Whether personal data goes in.
    pub processes_personal_data: bool,
    /// Whether it decides about people.
    pub affects_persons: bool,
    /// Whether we train it ourselves.
    pub trained_in_house: bool,
}

/// A system as it is now; every field replaces what was known.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct ChangeSystemProfileInput {
    /// `system:…`.
    pub system: Subject,
    /// What it is for.
    pub purpose: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// Whether personal data goes in.
    pub processes_personal_data: bool,
    /// Whether it decides about people.
    pub affects_persons: bool,
    /// Whether we train it ourselves.
    pub trained_in_house: bool,
    /// Who sells or hosts it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// Whom its data or its decisions are about.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub data_subjects: Option<Vec<String>>,
    /// How far it acts by itself.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub criticality: Option<Criticality>,
}

/// An answer to one question of the AI Act's questionnaire.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct AnswerInput {
    /// Its id.
    pub question: String,
    /// Yes or no.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub yes: Option<bool>,
    /// The options chosen.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<String>>,
}

/// Answers to the AI Act's questionnaire.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AnswerQuestionnaireInput {
    /// For which system.
    pub system: Subject,
    /// One for every question that applies.
    pub answers: Vec<AnswerInput>,
}

/// A proposed class to approve.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ApproveClassInput {
    /// For which system.
    pub system: Subject,
    /// The class.
    pub act_class: ActClass,
    /// The day from which its duties apply.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub obligations_from: Option<String>,
    /// Why.
    pub note: String,
}

/// A system to take out of use.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DecommissionSystemInput {
    /// Which.
    pub system: Subject,
    /// Why.
    pub reason: String,
}

/// The use of an AI that nobody registered.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReportUseInput {
    /// `intake:…`.
    pub intake: Subject,
    /// What it is called.
    pub name: String,
    /// What it is used for.
    pub purpose: String,
    /// How it was found.
    pub found_by: String,
    /// Who sells or hosts it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The team that uses it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub team: Option<Subject>,
    /// What else there is to say.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
}

/// A report to settle with a system.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SettleUseInput {
    /// Which report.
    pub intake: Subject,
    /// The system it became, or belongs to.
    pub system: Subject,
    /// Whether the system was registered because of it.
    pub registered: bool,
}

/// A report to dismiss.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DismissUseInput {
    /// Which report.
    pub intake: Subject,
    /// Why there is nothing to govern.
    pub reason: String,
}

payloads! {
    /// What a command about a system answers.
    SystemPayload {}
}

commands! {
    /// Makes a person accountable.
    AssignOwner = "assignOwner" of AssignOwnerInput, answers SystemPayload;
    /// Ends a duty.
    ReleaseOwner = "releaseOwner" of ReleaseOwnerInput, answers SystemPayload;
    /// Registers a system.
    RegisterSystem = "registerSystem" of RegisterSystemInput, answers SystemPayload;
    /// Describes a system anew.
    ChangeSystemProfile = "changeSystemProfile" of ChangeSystemProfileInput, answers SystemPayload;
    /// Answers the questionnaire; the class that follows is proposed.
    AnswerQuestionnaire = "answerQuestionnaire" of AnswerQuestionnaireInput, answers SystemPayload;
    /// Approves a proposed class.
    ApproveClass = "approveClass" of ApproveClassInput, answers SystemPayload;
    /// Takes a system out of use for good.
    DecommissionSystem = "decommissionSystem" of DecommissionSystemInput, answers SystemPayload;
    /// Reports the use of an AI that nobody registered.
    ReportUse = "reportUse" of ReportUseInput, answers SystemPayload;
    /// Settles a report: it became a system, or belongs to one.
    SettleUse = "settleUse" of SettleUseInput, answers SystemPayload;
    /// Settles a report: there is nothing to govern.
    DismissUse = "dismissUse" of DismissUseInput, answers SystemPayload;
}
