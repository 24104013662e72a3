//! The list of feedback.
use crate::{
    list::{Heading, List, day, is_open, list, subject},
    programme::words::Settled,
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
};

/// Which feedback; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct FeedbackFilter {
    /// About this system.
    pub system: Option<Subject>,
    /// Not settled, or settled.
    pub open: Option<bool>,
}

impl FeedbackFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, system: &str) -> Self {
        Self { system: subject(system), open: is_open(state) }
    }
}

/// A piece of feedback in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Feedback")]
pub struct FeedbackRow {
    /// `feedback:…`.
    pub subject: Subject,
    /// As what somebody spoke.
    pub from_role: String,
    /// What they said; absent when they were erased.
    pub text: Option<String>,
    /// About which system.
    pub system: Option<SystemLink>,
    /// Who.
    pub by: Option<PersonLink>,
    /// When.
    pub received: Time,
    /// What it led to.
    pub settled: Option<Settlement>,
}

/// What feedback led to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Settlement {
    /// To what sort of thing.
    pub outcome: Settled,
    /// To which.
    pub to: Option<Subject>,
    /// Why.
    pub why: Option<String>,
    /// Who settled it.
    pub by: Option<PersonLink>,
    /// When.
    pub at: Time,
}

impl FeedbackRow {
    /// What was said, or why it is not there.
    pub fn words(&self) -> &str {
        super::model::said(self.text.as_ref())
    }
}

list! {
    /// The feedback.
    Feedbacks = feedback(FeedbackFilter): "FeedbackConnection" of FeedbackRow
}

impl List for Feedbacks {
    const ONE: &'static str = "piece of feedback";
    const WHAT: &'static str = "pieces of feedback";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Feedback"),
        Heading::new("Identifier").file_only(),
        Heading::new("From").sorted("from"),
        Heading::new("By").sorted("by"),
        Heading::new("System").sorted("system"),
        Heading::new("Received").sorted("received"),
        Heading::new("Led to").sorted("settled"),
    ];

    fn cells(row: &FeedbackRow) -> Vec<String> {
        vec![
            row.words().to_owned(),
            row.subject.0.clone(),
            row.from_role.clone(),
            row.by.as_ref().map(PersonLink::words).unwrap_or_default(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            day(Some(&row.received)),
            row.settled.as_ref().map_or("Waits", |settled| settled.outcome.word()).to_owned(),
        ]
    }
}
