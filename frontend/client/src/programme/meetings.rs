//! The list of meetings.
use crate::{
    list::{Heading, List, day, is_open, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::SystemLink,
};

/// Which meetings; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct MeetingFilter {
    /// About this system.
    pub system: Option<Subject>,
    /// With a decision that is not done, or without.
    pub open: Option<bool>,
    /// Its title or period contains this.
    pub text: Option<String>,
}

impl MeetingFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, system: &str, words: &str) -> Self {
        Self { system: subject(system), open: is_open(state), text: text(words) }
    }
}

/// A meeting in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Meeting")]
pub struct MeetingRow {
    /// `meeting:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The period it looked at.
    pub period: String,
    /// The moment its figures count from.
    pub figures_as_of: Time,
    /// The system it was about.
    pub system: Option<SystemLink>,
    /// How many decisions are not done.
    pub open_decisions: i32,
    /// How many of them are overdue.
    pub overdue_decisions: i32,
}

list! {
    /// The meetings.
    Meetings = meetings(MeetingFilter): "MeetingConnection" of MeetingRow
}

impl List for Meetings {
    const ONE: &'static str = "meeting";
    const WHAT: &'static str = "meetings";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Meeting").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("Period").sorted("period"),
        Heading::new("Figures as of").sorted("figures"),
        Heading::new("About").sorted("system"),
        Heading::number("Open decisions").sorted("open"),
    ];

    fn cells(row: &MeetingRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.period.clone(),
            day(Some(&row.figures_as_of)),
            row.system.as_ref().map_or_else(|| "All systems".to_owned(), |one| one.name.clone()),
            row.open_decisions.to_string(),
        ]
    }
}
