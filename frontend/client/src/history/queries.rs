//! What the evidence timeline asks for.
use crate::{
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, OneFields, PersonLink},
};

/// A history, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct TimelineAnswer {
    /// The moment.
    pub at: At,
    /// The history.
    #[arguments(subject: $subject)]
    pub timeline: Timeline,
}

/// What happened to one thing, in lanes.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Whose.
    pub subject: Subject,
    /// One lane per kind of happening.
    pub lanes: Vec<Lane>,
    /// Where the time axis begins.
    pub from: Time,
    /// Where it ends.
    pub to: Time,
    /// The oldest event shown, where older ones are left out.
    pub since: Option<Position>,
}

/// Happenings of one kind.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Lane {
    /// The kind: `data`, `training`, `test`.
    pub name: String,
    /// What happened, oldest first.
    pub items: Vec<TimelineItem>,
    /// When something should have happened and did not.
    pub gaps: Vec<Gap>,
}

/// Something that happened.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TimelineItem {
    /// Its event.
    pub position: Position,
    /// When.
    pub at: Time,
    /// Kind of the event.
    pub kind: String,
    /// What happened.
    pub sentence: String,
    /// Who did it.
    pub by: Option<PersonLink>,
    /// To what.
    pub subject: Subject,
    /// What was said about it.
    pub note: Option<String>,
    /// Hash of its leaf in the log.
    pub leaf_hash: String,
    /// Whether it came with a historic import.
    pub imported: bool,
    /// What it means: `good`, `bad`, `warn`, `info` or `neutral`.
    pub tone: String,
}

/// A time in which something should have happened and did not.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Gap {
    /// From.
    pub from: Time,
    /// To.
    pub to: Time,
    /// What was missing.
    pub sentence: String,
}
