//! What can be recorded about evidence: that it is there, and that it was wrong.
use crate::{
    command::{commands, payloads},
    datasets::commands::PairInput,
    scalars::{Long, Subject},
    schema,
};

/// A number that was measured.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct MetricInput {
    /// The metric.
    pub name: String,
    /// The number, as the tool writes it.
    pub value: String,
}

/// Something that was found to be so or not.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct FlagInput {
    /// The metric.
    pub name: String,
    /// Whether it is so.
    pub value: bool,
}

/// A limit that a metric must keep.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct ThresholdInput {
    /// The metric.
    pub metric: String,
    /// How it is compared.
    pub op: String,
    /// The limit; 1 or 0 for a flag.
    pub value: String,
    /// Where the limit comes from.
    pub source: String,
}

/// A result to attach.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AttachEvidenceInput {
    /// Its own name.
    pub evidence: Subject,
    /// What was tested.
    pub about: Subject,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Its type by the catalogue.
    pub evidence_type: String,
    /// What wrote it.
    pub tool: String,
    /// SHA-256 of the report.
    pub digest: String,
    /// Numbers.
    pub metrics: Option<Vec<MetricInput>>,
    /// Yes or no.
    pub flags: Option<Vec<FlagInput>>,
    /// What else it says.
    pub details: Option<Vec<PairInput>>,
    /// The exact data it was measured on.
    pub dataset: Option<Subject>,
    /// Limits of its own; those of the catalogue when absent.
    pub thresholds: Option<Vec<ThresholdInput>>,
    /// Threats and controls it speaks to.
    pub speaks_to: Option<Vec<String>>,
    /// For how many days it is good.
    pub fresh_days: Option<Long>,
}

/// A result that was wrong.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawEvidenceInput {
    /// Which one.
    pub evidence: Subject,
    /// Why.
    pub reason: String,
}

payloads! {
    /// What a command about evidence answers.
    EvidencePayload {}
}

commands! {
    /// Attaches a result.
    AttachEvidence = "attachEvidence" of AttachEvidenceInput, answers EvidencePayload;
    /// Withdraws one.
    WithdrawEvidence = "withdrawEvidence" of WithdrawEvidenceInput, answers EvidencePayload;
}
