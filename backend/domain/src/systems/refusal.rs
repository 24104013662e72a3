//! How the room says no.

use kernel::Subject;

use super::{ActClass, Duty, questionnaire::Unanswered};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is registered under this name.
    #[error("there is no such system; register it first")]
    Unknown,
    /// It is registered with other details.
    #[error("this system is already registered with other details")]
    AlreadyRegistered,
    /// The team is not a team.
    #[error("{0} is not a team: a system belongs to one")]
    NotATeam(Subject),
    /// Only people are accountable.
    #[error("{0} is not a person: only people answer for a system")]
    NotAPerson(Subject),
    /// The same person is owner and deputy.
    #[error("{0} already answers for this as {1}; owner and deputy must be two people")]
    OwnerIsDeputy(Subject, Duty),
    /// There is nothing to release.
    #[error("{0} does not answer for this as {1}")]
    NotAccountable(Subject, Duty),
    /// Questions are open.
    #[error("{0}")]
    Unanswered(Unanswered),
    /// It is out of use.
    #[error("this system was decommissioned; register a new one instead of changing it")]
    IsDecommissioned,
    /// Nobody reported such a use.
    #[error("there is no such report; report the use first")]
    NotReported,
    /// It was reported with other details.
    #[error("this is already reported with other details; report it under another id")]
    AlreadyReported,
    /// It was settled another way.
    #[error("this report is settled already; report the use anew if that was wrong")]
    AlreadySettled,
    /// It is settled with a system.
    #[error("{0} is not a system; name the one it belongs to, like system:NAME")]
    NotASystem(Subject),
    /// The proposer approves.
    #[error("you proposed this class; somebody else must approve it")]
    ProposerApproves,
    /// The registrant approves without a proposal.
    #[error("you registered this system; somebody else must propose or approve its class")]
    RegistrantApproves,
    /// Another class was proposed.
    #[error("the class proposed is {proposed}, not {asked}; propose {asked} first")]
    AnotherClassProposed {
        /// What was proposed.
        proposed: ActClass,
        /// What was to be approved.
        asked: ActClass,
    },
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "system.unknown",
            Self::AlreadyRegistered => "system.already_registered",
            Self::NotATeam(_) => "system.not_a_team",
            Self::NotAPerson(_) => "system.not_a_person",
            Self::OwnerIsDeputy(..) => "system.owner_is_deputy",
            Self::NotAccountable(..) => "system.not_accountable",
            Self::Unanswered(_) => "system.questionnaire_unanswered",
            Self::IsDecommissioned => "system.is_decommissioned",
            Self::NotReported => "intake.unknown",
            Self::AlreadyReported => "intake.already_reported",
            Self::AlreadySettled => "intake.already_settled",
            Self::NotASystem(_) => "intake.not_a_system",
            Self::ProposerApproves => "system.proposer_approves",
            Self::RegistrantApproves => "system.registrant_approves",
            Self::AnotherClassProposed { .. } => "system.another_class_proposed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotATeam(_) => Some("team"),
            Self::NotAPerson(_) | Self::OwnerIsDeputy(..) | Self::NotAccountable(..) => {
                Some("person")
            }
            Self::AnotherClassProposed { .. } => Some("act_class"),
            Self::Unanswered(_) => Some("answers"),
            Self::NotASystem(_) => Some("system"),
            Self::Unknown
            | Self::IsDecommissioned
            | Self::NotReported
            | Self::AlreadyReported
            | Self::AlreadySettled
            | Self::AlreadyRegistered
            | Self::ProposerApproves
            | Self::RegistrantApproves => None,
        }
    }
}
