//! A finding: what is wrong, what follows from it, and who saw that it is mended.

use domain::{
    Event,
    reviews::{self, Grade},
};
use kernel::{Kind, Micros, Name, Note, Subject};
use serde::{Deserialize, Serialize};

use super::Done;
use crate::{Fact, View};

/// A finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRow {
    /// The finding.
    pub subject: Subject,
    /// The control that does not hold.
    pub control: Name,
    /// How bad it is.
    pub severity: Grade,
    /// What was found.
    pub text: Note,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The review it comes from.
    pub review: Option<Subject>,
    /// Who mends it now.
    pub owner: Option<Subject>,
    /// When it was raised.
    pub raised: Micros,
    /// By whom.
    pub raised_by: Subject,
    /// The risks and actions that follow from it.
    pub links: Vec<Subject>,
    /// When it was closed, by whom, and what they saw.
    pub closed: Option<Done>,
}

impl FindingRow {
    fn raised(fact: &Fact, event: &reviews::Event) -> Option<Self> {
        let reviews::Event::Raised { control, severity, text, system, review, owner } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            control: control.clone(),
            severity: *severity,
            text: text.clone(),
            system: system.clone(),
            review: review.clone(),
            owner: owner.clone(),
            raised: fact.at,
            raised_by: fact.by().clone(),
            links: Vec::new(),
            closed: None,
        })
    }
}

impl View for FindingRow {
    const NAME: &'static str = "findings";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_finding = fact.stream.kind() == Kind::Finding;
        if is_finding { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Reviews(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::raised(fact, event))?;
        if let reviews::Event::Linked { to } = event {
            row.links.push(to.clone());
        }
        if let reviews::Event::FindingReassigned { owner } = event {
            row.owner = Some(owner.clone());
        }
        if let reviews::Event::FindingClosed { note } = event {
            row.closed = Some((fact.at, fact.by().clone(), note.clone()));
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.raised.to_string()
    }
}
