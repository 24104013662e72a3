//! The list of exercises.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Long, Subject, Time},
    schema,
    shared::SystemLink,
};

/// Which exercises; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ExerciseFilter {
    /// On this system.
    pub system: Option<Subject>,
    /// With something to mend, or without.
    pub findings: Option<bool>,
    /// What was played contains this.
    pub text: Option<String>,
}

impl ExerciseFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, system: &str, words: &str) -> Self {
        let findings = match show {
            "findings" => Some(true),
            "clean" => Some(false),
            _ => None,
        };
        Self { system: subject(system), findings, text: text(words) }
    }
}

/// An exercise.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Exercise")]
pub struct ExerciseRow {
    /// `exercise:…`.
    pub subject: Subject,
    /// What was played.
    pub scenario: String,
    /// On which system.
    pub system: Option<SystemLink>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<Long>,
    /// Hours until it was contained.
    pub hours_to_contain: Option<String>,
    /// How much was found to mend.
    pub findings: Long,
    /// When it ended.
    pub completed: Time,
}

list! {
    /// The exercises.
    Exercises = exercises(ExerciseFilter): "ExerciseConnection" of ExerciseRow
}

impl List for Exercises {
    const ONE: &'static str = "exercise";
    const WHAT: &'static str = "exercises";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Scenario").sorted("scenario"),
        Heading::new("Identifier").file_only(),
        Heading::new("System").sorted("system"),
        Heading::number("Blast radius, minutes").sorted("minutes"),
        Heading::number("Contained, hours").sorted("hours"),
        Heading::number("To mend").sorted("findings"),
        Heading::new("On").sorted("completed"),
    ];

    fn cells(row: &ExerciseRow) -> Vec<String> {
        vec![
            row.scenario.clone(),
            row.subject.0.clone(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.minutes_to_blast_radius.map(|minutes| minutes.0.to_string()).unwrap_or_default(),
            row.hours_to_contain.clone().unwrap_or_default(),
            row.findings.0.to_string(),
            day(Some(&row.completed)),
        ]
    }
}
