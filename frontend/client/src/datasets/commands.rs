//! What can be done to a version: stop it, ask to lift the stop, lift it; and to a dataset: say how
//! people in it are protected, how much of their privacy may be spent, who owns it, and who may touch
//! it.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    scalars::{Subject, Time},
    schema,
};

/// A version and a reason.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct VersionReasonInput {
    /// The version.
    pub version: Subject,
    /// Why.
    pub reason: String,
}

/// A parameter of a technique.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PairInput {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// How the people in a dataset are protected.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeclarePrivacyTechniqueInput {
    /// Which dataset.
    pub dataset: Subject,
    /// By which technique.
    pub technique: String,
    /// With which parameters.
    pub parameters: Option<Vec<PairInput>>,
    /// In which versions, by label.
    pub versions: Option<Vec<String>>,
    /// What shows it.
    pub evidence: Option<Subject>,
}

/// A technique to withdraw.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawPrivacyTechniqueInput {
    /// Of which dataset.
    pub dataset: Subject,
    /// Which.
    pub technique: String,
    /// Why.
    pub reason: String,
}

/// A privacy budget to set.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SetPrivacyBudgetInput {
    /// Of which dataset.
    pub dataset: Subject,
    /// The most epsilon.
    pub epsilon: String,
    /// The most delta.
    pub delta: Option<String>,
    /// From when on spending counts.
    pub from: Option<Time>,
    /// Before when it counts.
    pub until: Option<Time>,
    /// Why so much.
    pub reason: String,
}

/// A dataset on whose use somebody else decides from now on.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignDatasetInput {
    /// Which dataset.
    pub dataset: Subject,
    /// Who.
    pub owner: Subject,
}

/// A right to grant.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct GrantAccessInput {
    /// On which dataset.
    pub dataset: Subject,
    /// To whom.
    pub principal: Subject,
    /// To do what.
    pub right: String,
    /// Until when; until revoked when absent.
    pub until: Option<Time>,
}

/// A right that stays.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct HeldAccessInput {
    /// Whose.
    pub principal: Subject,
    /// To do what.
    pub right: String,
}

/// A right that is taken away.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct WithdrawnAccessInput {
    /// From whom.
    pub principal: Subject,
    /// To do what.
    pub right: String,
    /// Why.
    pub reason: String,
}

/// A review of access in which every right in force is kept or withdrawn.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct CompleteAccessReviewInput {
    /// Of which dataset.
    pub dataset: Subject,
    /// What was looked at.
    pub scope: String,
    /// What stays.
    pub kept: Vec<HeldAccessInput>,
    /// What is taken away.
    pub withdrawn: Vec<WithdrawnAccessInput>,
    /// When the next one is due.
    pub next_due: Time,
}

payloads! {
    /// What a command about a version answers.
    DatasetPayload {}
}

commands! {
    /// Stops a version.
    QuarantineDatasetVersion = "quarantineDatasetVersion" of VersionReasonInput, answers DatasetPayload;
    /// Asks that the stop be lifted.
    RequestQuarantineLift = "requestQuarantineLift" of VersionReasonInput, answers DatasetPayload;
    /// Lifts the stop that somebody else asked to lift.
    LiftQuarantine = "liftQuarantine" of VersionReasonInput, answers DatasetPayload;
    /// Says how people in a dataset are protected.
    DeclarePrivacyTechnique = "declarePrivacyTechnique" of DeclarePrivacyTechniqueInput, answers DatasetPayload;
    /// Says that a technique is not used, or no longer.
    WithdrawPrivacyTechnique = "withdrawPrivacyTechnique" of WithdrawPrivacyTechniqueInput, answers DatasetPayload;
    /// Sets how much privacy may be spent.
    SetPrivacyBudget = "setPrivacyBudget" of SetPrivacyBudgetInput, answers DatasetPayload;
    /// Makes somebody else the owner of a dataset.
    ReassignDataset = "reassignDataset" of ReassignDatasetInput, answers DatasetPayload;
    /// Lets somebody touch a dataset.
    GrantAccess = "grantAccess" of GrantAccessInput, answers DatasetPayload;
    /// Completes a review of who may touch a dataset.
    CompleteAccessReview = "completeAccessReview" of CompleteAccessReviewInput, answers DatasetPayload;
}

/// What to do with a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Stop it.
    Quarantine,
    /// Ask that the stop be lifted.
    RequestLift,
    /// Lift the stop that somebody else asked to lift.
    Lift,
}

impl Act {
    /// Name of the mutation.
    pub fn mutation(self) -> &'static str {
        match self {
            Self::Quarantine => QuarantineDatasetVersion::NAME,
            Self::RequestLift => RequestQuarantineLift::NAME,
            Self::Lift => LiftQuarantine::NAME,
        }
    }

    /// The request that does it, under an id.
    pub fn order(self, id: &str, version: &str, reason: &str) -> String {
        let (version, reason) = (Subject::from(version), reason.trim().to_owned());
        let input = VersionReasonInput { version, reason };
        match self {
            Self::Quarantine => QuarantineDatasetVersion::order(id, input),
            Self::RequestLift => RequestQuarantineLift::order(id, input),
            Self::Lift => LiftQuarantine::order(id, input),
        }
    }

    /// Reads what became of it.
    pub fn sent(self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::Quarantine => done::<QuarantineDatasetVersion>(text),
            Self::RequestLift => done::<RequestQuarantineLift>(text),
            Self::Lift => done::<LiftQuarantine>(text),
        }
    }
}
