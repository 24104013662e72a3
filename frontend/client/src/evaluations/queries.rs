//! What the pages of evidence show.
use crate::{
    offer::Offer,
    rows::Metric,
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, Pair, PersonLink, SystemLink},
    words::{Freshness, Outcome},
};

/// The page of one piece.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ItemPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The piece.
    #[arguments(subject: $subject)]
    pub evidence_item: Option<Evidence>,
}

/// A piece of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Evidence {
    /// `evidence:…`.
    pub subject: Subject,
    /// What was tested.
    pub about: Subject,
    /// With which exact data.
    pub dataset: Option<Subject>,
    /// Type by the catalogue.
    pub evidence_type: String,
    /// The type in words.
    pub title: String,
    /// What made it.
    pub tool: String,
    /// SHA-256 of the report.
    pub digest: String,
    /// When it was attached.
    pub attached: Time,
    /// Who attached it.
    pub by: Option<PersonLink>,
    /// What it said.
    pub outcome: Outcome,
    /// Whether it still counts.
    pub freshness: Freshness,
    /// Until when.
    pub stale_at: Option<Time>,
    /// What it measured.
    pub metrics: Vec<Metric>,
    /// Threats and controls it speaks to.
    pub speaks_to: Vec<String>,
    /// What else the report said.
    pub details: Vec<Pair>,
    /// The files kept with it, oldest first.
    pub files: Vec<EvidenceFile>,
    /// Whether it rests on something suspect.
    pub affected: bool,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who may do what about it; whoever may attach evidence may keep files with it.
    #[arguments(mutations: ["attachEvidence", "withdrawEvidence"])]
    pub offers: Vec<Offer>,
}

/// A file kept with a piece of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct EvidenceFile {
    /// SHA-256 of its bytes.
    pub digest: String,
    /// What it is.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: Long,
    /// What whoever sent it called it.
    pub name: Option<String>,
    /// When it was kept.
    pub kept_at: Time,
    /// By whom.
    pub kept_by: Option<PersonLink>,
    /// Whether it is the report itself.
    pub is_report: bool,
}
