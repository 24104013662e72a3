//! What is recorded once: exercises, surveys, and feedback with what it led to.

use std::collections::BTreeMap;

use domain::{
    Event,
    programme::{self, Settled},
};
use kernel::{Decimal, Kind, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// An exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExerciseRow {
    /// The exercise.
    pub subject: Subject,
    /// What was played.
    pub scenario: Note,
    /// The system it was played on.
    pub system: Option<Subject>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<u64>,
    /// Hours until it was contained.
    pub hours_to_contain: Option<Decimal>,
    /// How much was found to mend.
    pub findings: u64,
    /// What was measured.
    pub metrics: BTreeMap<String, Decimal>,
    /// When it ended.
    pub completed: Micros,
    /// Who recorded it.
    pub by: Subject,
}

/// A survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurveyRow {
    /// The survey.
    pub subject: Subject,
    /// What people call it.
    pub title: Option<Name>,
    /// What it says.
    pub metrics: BTreeMap<String, Decimal>,
    /// How many answered.
    pub responses: u64,
    /// When it was closed.
    pub closed: Micros,
}

/// A piece of feedback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedbackRow {
    /// The feedback.
    pub subject: Subject,
    /// As what somebody spoke.
    pub from_role: Name,
    /// What they said.
    pub text: Personal,
    /// About which system.
    pub system: Option<Subject>,
    /// When.
    pub received: Micros,
    /// Who.
    pub by: Subject,
    /// What it led to.
    pub settled: Option<Settlement>,
}

/// What feedback led to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    /// To what sort of thing.
    pub outcome: Settled,
    /// To which action or risk.
    pub to: Option<Subject>,
    /// Why.
    pub why: Personal,
    /// Who settled it.
    pub by: Subject,
    /// When.
    pub at: Micros,
}

fn only(fact: &Fact, kind: Kind) -> Vec<String> {
    let is_ours = fact.stream.kind() == kind;
    if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
}

impl View for ExerciseRow {
    const NAME: &'static str = "exercises";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        only(fact, Kind::Exercise)
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(programme::Event::ExerciseCompleted {
            scenario,
            system,
            minutes_to_blast_radius,
            hours_to_contain,
            findings,
            metrics,
        }) = &fact.event
        else {
            return row;
        };
        Some(Self {
            subject: fact.stream.clone(),
            scenario: scenario.clone(),
            system: system.clone(),
            minutes_to_blast_radius: *minutes_to_blast_radius,
            hours_to_contain: hours_to_contain.clone(),
            findings: *findings,
            metrics: metrics.clone(),
            completed: fact.at,
            by: fact.by().clone(),
        })
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.completed.to_string()
    }
}

impl View for SurveyRow {
    const NAME: &'static str = "surveys";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        only(fact, Kind::Survey)
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(programme::Event::SurveyClosed { title, metrics, responses }) =
            &fact.event
        else {
            return row;
        };
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            metrics: metrics.clone(),
            responses: *responses,
            closed: fact.at,
        })
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.closed.to_string()
    }
}

impl View for FeedbackRow {
    const NAME: &'static str = "feedback";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        only(fact, Kind::Feedback)
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(event) = &fact.event else { return row };
        if let programme::Event::Received { from_role, text, system } = event {
            return Some(Self {
                subject: fact.stream.clone(),
                from_role: from_role.clone(),
                text: text.clone(),
                system: system.clone(),
                received: fact.at,
                by: fact.by().clone(),
                settled: None,
            });
        }
        let mut row = row?;
        if let programme::Event::FeedbackAnswered { outcome, to, why } = event {
            row.settled = Some(Settlement {
                outcome: *outcome,
                to: to.clone(),
                why: why.clone(),
                by: fact.by().clone(),
                at: fact.at,
            });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.received.to_string()
    }
}
