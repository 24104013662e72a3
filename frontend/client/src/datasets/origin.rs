//! What the pages of sources and batches show.
use super::version::SourceLine;
use crate::{
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, OneFields, Pair, SystemLink},
};

/// The page of one source.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct SourcePage {
    /// What the answer counts from.
    pub at: At,
    /// The source.
    #[arguments(subject: $subject)]
    pub source: Option<Source>,
}

/// Where data comes from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Source {
    /// `source:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How far it is trusted.
    pub trust: String,
    /// How carefully what it sends must be handled.
    pub sensitivity: String,
    /// How it is let in.
    pub profile: Option<String>,
    /// Since when it is known.
    pub registered: Time,
    /// The system it feeds.
    pub system: Option<SystemLink>,
    /// What it sent.
    pub batches: Vec<SourceBatch>,
}

/// A batch in the list of its source.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Batch")]
pub struct SourceBatch {
    /// `batch:…`.
    pub subject: Subject,
    /// How many records arrived.
    pub records: Long,
    /// What it was let in with.
    pub credential: String,
    /// From how many addresses.
    pub origins: Option<i32>,
    /// When it arrived.
    pub received: Time,
    /// What somebody found out about it.
    pub verdict: Option<String>,
}

/// The page of one batch.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct BatchPage {
    /// What the answer counts from.
    pub at: At,
    /// The batch.
    #[arguments(subject: $subject)]
    pub batch: Option<Batch>,
}

/// One delivery.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Batch {
    /// `batch:…`.
    pub subject: Subject,
    /// Who sent it.
    pub source: Option<SourceLine>,
    /// How many records arrived.
    pub records: Long,
    /// What it was let in with.
    pub credential: String,
    /// What was checked on the way in.
    pub checks: Vec<Pair>,
    /// From how many addresses.
    pub origins: Option<i32>,
    /// What it was sent with.
    pub client: Option<String>,
    /// When it arrived.
    pub received: Time,
    /// What somebody found out about it.
    pub verdict: Option<String>,
    /// Why.
    pub verdict_reason: Option<String>,
    /// Versions it went into.
    pub versions: Vec<Subject>,
}
