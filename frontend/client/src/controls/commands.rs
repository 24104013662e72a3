//! What can be done about controls.
use crate::{
    answer, ask,
    scalars::Subject,
    schema,
    shared::{Receipt, Refusal},
};

/// What a command about a control answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlPayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
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

#[derive(cynic::QueryVariables, Clone, Debug)]
struct AssignControlOwnerVars {
    input: AssignControlOwnerInput,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct ControlReasonVars {
    input: ControlReasonInput,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct ControlEvidenceVars {
    input: ControlEvidenceInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AssignControlOwnerVars")]
struct AssignControlOwner {
    #[arguments(input: $input)]
    assign_control_owner: ControlPayload,
}

/// Makes a person answer for a control.
pub fn order_owner(input: AssignControlOwnerInput) -> String {
    ask::order::<AssignControlOwner, _>(AssignControlOwnerVars { input })
}

/// Reads the answer to [`order_owner`].
pub fn read_owner(text: &str) -> Result<ControlPayload, String> {
    answer::decode::<AssignControlOwner>(text).map(|answer| answer.assign_control_owner)
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ControlReasonVars")]
struct MarkControlNotApplicable {
    #[arguments(input: $input)]
    mark_control_not_applicable: ControlPayload,
}

/// Decides that a control does not apply.
pub fn order_not_applicable(input: ControlReasonInput) -> String {
    ask::order::<MarkControlNotApplicable, _>(ControlReasonVars { input })
}

/// Reads the answer to [`order_not_applicable`].
pub fn read_not_applicable(text: &str) -> Result<ControlPayload, String> {
    answer::decode::<MarkControlNotApplicable>(text)
        .map(|answer| answer.mark_control_not_applicable)
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ControlReasonVars")]
struct RestoreControlApplicability {
    #[arguments(input: $input)]
    restore_control_applicability: ControlPayload,
}

/// Lets a control apply again.
pub fn order_applicable(input: ControlReasonInput) -> String {
    ask::order::<RestoreControlApplicability, _>(ControlReasonVars { input })
}

/// Reads the answer to [`order_applicable`].
pub fn read_applicable(text: &str) -> Result<ControlPayload, String> {
    answer::decode::<RestoreControlApplicability>(text)
        .map(|answer| answer.restore_control_applicability)
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ControlEvidenceVars")]
struct LinkControlEvidence {
    #[arguments(input: $input)]
    link_control_evidence: ControlPayload,
}

/// Lets evidence speak for a control.
pub fn order_link(input: ControlEvidenceInput) -> String {
    ask::order::<LinkControlEvidence, _>(ControlEvidenceVars { input })
}

/// Reads the answer to [`order_link`].
pub fn read_link(text: &str) -> Result<ControlPayload, String> {
    answer::decode::<LinkControlEvidence>(text).map(|answer| answer.link_control_evidence)
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ControlEvidenceVars")]
struct UnlinkControlEvidence {
    #[arguments(input: $input)]
    unlink_control_evidence: ControlPayload,
}

/// Takes such a link back.
pub fn order_unlink(input: ControlEvidenceInput) -> String {
    ask::order::<UnlinkControlEvidence, _>(ControlEvidenceVars { input })
}

/// Reads the answer to [`order_unlink`].
pub fn read_unlink(text: &str) -> Result<ControlPayload, String> {
    answer::decode::<UnlinkControlEvidence>(text).map(|answer| answer.unlink_control_evidence)
}
