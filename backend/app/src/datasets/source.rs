//! A source of data, and how strictly what it delivers is checked.

use domain::{
    Event,
    datasets::{self, Sensitivity, Trust},
};
use kernel::{Kind, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    /// The source.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// How far it is trusted.
    pub trust: Trust,
    /// How sensitive what it delivers is.
    pub sensitivity: Sensitivity,
    /// The system it delivers to.
    pub system: Option<Subject>,
    /// When it was registered.
    pub registered: Micros,
    /// The checks in force.
    pub profile: Option<Note>,
    /// Why they are as they are.
    pub profile_reason: Personal,
}

impl View for SourceRow {
    const NAME: &'static str = "sources";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_source = fact.stream.kind() == Kind::Source;
        if is_source { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Datasets(event) = &fact.event else { return row };
        if let datasets::Event::SourceRegistered { name, trust, sensitivity, system } = event {
            return Some(Self {
                subject: fact.stream.clone(),
                name: name.clone(),
                trust: *trust,
                sensitivity: *sensitivity,
                system: system.clone(),
                registered: fact.at,
                profile: None,
                profile_reason: Personal::Erased,
            });
        }
        let mut row = row?;
        if let datasets::Event::SourceProfileChanged { profile, reason } = event {
            row.profile = Some(profile.clone());
            row.profile_reason = reason.clone();
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.name.as_str().to_lowercase()
    }
}
