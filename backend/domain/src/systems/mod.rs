//! AI systems: what they are for, how risky they are, who answers for them.
//!
//! A system is registered once; owners and deputies come and go; its class under the AI Act is
//! proposed by one person and approved by another.
//!
//! # Invariants
//! - A system is registered before anything else happens to it. (`an_unknown_system_is_refused`)
//! - A system cannot be registered again as something else. (`a_registration_is_not_overwritten`)
//! - One owner per stage: a new owner releases the old one. (`a_new_owner_releases_the_old_one`)
//! - Owner and deputy are two people. (`an_owner_cannot_be_the_own_deputy`)
//! - Only services and people of the kind `person` own systems. (`only_people_own_systems`)
//! - Who proposed a class cannot approve it. (`a_proposer_cannot_approve`)
//! - Without a proposal, who registered the system cannot approve. (`a_registrant_cannot_approve_alone`)
//! - An approval takes the class that was proposed. (`an_approval_keeps_to_the_proposal`)
//! - A class follows from the answers, by the rules of the catalogue.
//!   (`the_class_follows_from_the_answers_as_the_catalogue_says`)
//! - A conclusion names the answers that decided it.
//!   (`a_conclusion_names_the_answers_that_decided_it`)
//! - An answered questionnaire proposes its class. (`answers_propose_the_class_that_follows`)
//! - What was decommissioned does not change any more. (`a_decommissioned_system_rests`)
//! - Many are responsible, one is accountable. (`many_are_responsible`)
//! - A reported use is settled once: registered, linked or dismissed. (`a_report_is_settled_once`)
//!
//! # Deliberately absent
//! - No phase of life but its end: the others follow from the facts of other rooms.

mod decider;
mod events;
pub mod questionnaire;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{deployments::Stage, words::words};

pub use decider::{State, Systems};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// What sort of AI a system is; several may apply.
    pub enum SystemKind {
        /// Predicts, scores or classifies.
        Predictive = "predictive",
        /// Writes text, images or sound.
        Generative = "generative",
        /// Acts by itself through tools.
        Agent = "agent",
        /// Bought or hosted by somebody else.
        ThirdParty = "third_party",
    }
}

words! {
    /// Our own scale of how much harm a system could do. Not the class of the law.
    pub enum RiskClass {
        /// People or the business could be badly harmed.
        High = "high",
        /// Harm is limited or can be undone.
        Medium = "medium",
        /// Hardly any harm.
        Low = "low",
    }
}

words! {
    /// The class under the EU AI Act.
    pub enum ActClass {
        /// Outside the Act.
        OutOfScope = "out_of_scope",
        /// A prohibited practice (Art. 5).
        Prohibited = "prohibited",
        /// High risk as a product or safety component (Annex I).
        HighRiskAnnexI = "high_risk_annex_i",
        /// High risk by use (Annex III).
        HighRiskAnnexIii = "high_risk_annex_iii",
        /// Listed in Annex III, yet exempt (Art. 6(3)).
        AnnexIiiExempt = "annex_iii_exempt",
        /// Transparency duties (Art. 50).
        Transparency = "transparency",
        /// A general-purpose model.
        Gpai = "gpai",
        /// A general-purpose model with systemic risk.
        GpaiSystemic = "gpai_systemic",
        /// Minimal risk.
        Minimal = "minimal",
    }
}

words! {
    /// How a person answers for a system.
    pub enum Duty {
        /// Accountable.
        Owner = "owner",
        /// Stands in for the owner.
        Deputy = "deputy",
        /// Does the work; many may.
        Responsible = "responsible",
    }
}

words! {
    /// How far a system acts by itself.
    pub enum Autonomy {
        /// Informs; a person decides.
        Advises = "advises",
        /// Decides; a person reviews before it takes effect.
        Reviewed = "reviewed",
        /// Decides and acts; a person can step in afterwards.
        Acts = "acts",
    }
}

words! {
    /// How much hangs on a decision of a system.
    pub enum Criticality {
        /// Life, freedom, livelihood or rights.
        Vital = "vital",
        /// Money or access to a service.
        Serious = "serious",
        /// Comfort.
        Minor = "minor",
    }
}

/// What is known of a system beyond its registration; later words replace earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What it is for, now.
    pub purpose: Note,
    /// What sort of AI it is, now.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do, now.
    pub risk_class: RiskClass,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in the organisation.
    pub trained_in_house: bool,
    /// Who sells or hosts it, where somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Name>,
    /// Whom its data or its decisions are about, such as `patients`.
    #[serde(default)]
    pub data_subjects: Vec<Name>,
    /// How far it acts by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criticality: Option<Criticality>,
}

/// What a system is, as registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// What people call it.
    pub name: Name,
    /// What it is for.
    pub purpose: Note,
    /// What sort of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// The team that builds and runs it (`team:…`).
    pub team: Subject,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in the organisation.
    pub trained_in_house: bool,
}

/// What can be asked of a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register it.
    Register(Registration),
    /// Make a person accountable, for one stage or for all.
    AssignOwner {
        /// Who (`person:…`).
        person: Subject,
        /// As owner or deputy.
        duty: Duty,
        /// For which stage; none means all.
        stage: Option<Stage>,
    },
    /// End an accountability.
    ReleaseOwner {
        /// Who.
        person: Subject,
        /// As what.
        duty: Duty,
        /// For which stage; none means the accountability for all stages.
        stage: Option<Stage>,
    },
    /// Describe it anew.
    ChangeProfile(Profile),
    /// Answer the questionnaire of the AI Act; the class that follows is proposed.
    AnswerQuestionnaire {
        /// The answers.
        answers: questionnaire::Answers,
    },
    /// Take it out of use for good.
    Decommission {
        /// Why, in the words of who does it.
        reason: Personal,
    },
    /// Report the use of an AI that nobody registered (stream `intake:…`).
    ReportUse {
        /// What it is called.
        name: Name,
        /// What it is used for.
        purpose: Note,
        /// How it was found, such as `expense report`.
        found_by: Name,
        /// Who sells or hosts it.
        vendor: Option<Name>,
        /// The team that uses it.
        team: Option<Subject>,
        /// What else there is to say.
        details: Personal,
    },
    /// Settle a report: it became a system, or belongs to one that is registered.
    SettleUse {
        /// The system.
        system: Subject,
        /// Whether the system was registered because of the report.
        registered: bool,
    },
    /// Settle a report: there is nothing to govern.
    DismissUse {
        /// Why.
        reason: Personal,
    },
    /// Propose a class under the AI Act.
    ProposeClass {
        /// The class.
        act_class: ActClass,
        /// Where the answers to the questionnaire are.
        answers: Option<Name>,
    },
    /// Approve a class under the AI Act.
    ApproveClass {
        /// The class.
        act_class: ActClass,
        /// From which day its duties apply, `2028-08-02`.
        obligations_from: Option<Name>,
        /// Why, in the approver's words.
        note: Personal,
    },
}
