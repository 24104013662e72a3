//! The list of evidence.
use crate::{
    list::{Heading, List, day, list, subject, text},
    rows::EvidenceRow,
    scalars::Subject,
    schema,
    words::{Freshness, Outcome},
};

/// Which evidence; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct EvidenceFilter {
    /// About this.
    pub subject: Option<Subject>,
    /// Of this system.
    pub system: Option<Subject>,
    /// That said this.
    pub outcome: Option<Outcome>,
    /// That is this fresh.
    pub freshness: Option<Freshness>,
    /// Its type, its tool or what was tested contains this.
    pub text: Option<String>,
}

impl EvidenceFilter {
    /// Reads what stands in the address.
    pub fn read(about: (&str, &str), outcome: &str, freshness: &str, words: &str) -> Self {
        let (thing, system) = about;
        Self {
            subject: subject(thing),
            system: subject(system),
            outcome: Outcome::read(outcome),
            freshness: Freshness::read(freshness),
            text: text(words),
        }
    }
}

list! {
    /// The evidence.
    EvidenceList = evidence(EvidenceFilter): "EvidenceConnection" of EvidenceRow
}

impl List for EvidenceList {
    const ONE: &'static str = "piece";
    const WHAT: &'static str = "pieces";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Evidence").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("Outcome").sorted("outcome"),
        Heading::new("Counts").sorted("freshness"),
        Heading::new("Rests on suspect data").file_only(),
        Heading::new("About").sorted("about"),
        Heading::new("Tool").sorted("tool").minor(),
        Heading::new("Attached").sorted("attached"),
    ];

    fn cells(row: &EvidenceRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.outcome.word().to_owned(),
            row.freshness.word().to_owned(),
            if row.affected { "Yes" } else { "No" }.to_owned(),
            row.about.0.clone(),
            row.tool.clone(),
            day(Some(&row.attached)),
        ]
    }
}
