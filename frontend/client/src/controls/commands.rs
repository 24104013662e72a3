//! What can be done about controls.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    scalars::Subject,
    schema,
};

payloads! {
    /// What a command about a control answers.
    ControlPayload {}
}

/// Who is to answer for a control.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignControlOwnerInput {
    /// Of which system.
    pub system: Subject,
    /// Which control.
    pub control: String,
    /// Who.
    pub person: Subject,
}

/// A control, and why something is decided about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ControlReasonInput {
    /// Of which system.
    pub system: Subject,
    /// Which control.
    pub control: String,
    /// Why.
    pub reason: String,
}

/// A control, and evidence that speaks for it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ControlEvidenceInput {
    /// Of which system.
    pub system: Subject,
    /// Which control.
    pub control: String,
    /// The evidence.
    pub evidence: Subject,
}

commands! {
    /// Makes a person answer for a control.
    AssignControlOwner = "assignControlOwner" of AssignControlOwnerInput, answers ControlPayload;
    /// Decides that a control does not apply.
    MarkControlNotApplicable = "markControlNotApplicable" of ControlReasonInput, answers ControlPayload;
    /// Lets a control apply again.
    RestoreControlApplicability = "restoreControlApplicability" of ControlReasonInput, answers ControlPayload;
    /// Lets evidence speak for a control.
    LinkControlEvidence = "linkControlEvidence" of ControlEvidenceInput, answers ControlPayload;
    /// Takes such a link back.
    UnlinkControlEvidence = "unlinkControlEvidence" of ControlEvidenceInput, answers ControlPayload;
}

/// What is decided about whether a control applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does not apply.
    NotApplicable,
    /// It applies again.
    Applicable,
}

impl Verdict {
    /// Name of the mutation.
    pub fn mutation(self) -> &'static str {
        match self {
            Self::NotApplicable => MarkControlNotApplicable::NAME,
            Self::Applicable => RestoreControlApplicability::NAME,
        }
    }

    /// The request that decides it, under an id.
    pub fn order(self, id: &str, input: ControlReasonInput) -> String {
        match self {
            Self::NotApplicable => MarkControlNotApplicable::order(id, input),
            Self::Applicable => RestoreControlApplicability::order(id, input),
        }
    }

    /// Reads what became of it.
    pub fn sent(self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::NotApplicable => done::<MarkControlNotApplicable>(text),
            Self::Applicable => done::<RestoreControlApplicability>(text),
        }
    }
}
