//! An action: what is to be done, by whom, by when, and who saw that it is done.

use domain::{Event, reviews};
use kernel::{Kind, Micros, Name, Subject};
use serde::{Deserialize, Serialize};

use super::Done;
use crate::{Fact, View};

/// An action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActionRow {
    /// The action.
    pub subject: Subject,
    /// What is to be done.
    pub title: Name,
    /// Who does it.
    pub owner: Subject,
    /// The day by which it is done.
    pub due: Micros,
    /// The controls it strengthens.
    pub controls: Vec<Name>,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The incident it follows from.
    pub incident: Option<Subject>,
    /// The finding it mends.
    pub finding: Option<Subject>,
    /// When it was opened.
    pub opened: Micros,
    /// By whom.
    pub opened_by: Subject,
    /// When its owner reported it done, and what they said.
    pub reported: Option<Done>,
    /// When it was closed, by whom, and what they saw.
    pub closed: Option<Done>,
    /// Who was told that the day has passed.
    pub told: Vec<Told>,
}

/// Somebody was told that a day has passed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Which day.
    pub due: Micros,
    /// When they were told.
    pub at: Micros,
    /// Who.
    pub people: Vec<Subject>,
}

/// How an action stands at a moment; the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// Its day has passed and nobody closed it.
    Overdue,
    /// It is being worked on.
    Open,
    /// Its owner says it is done; nobody saw it yet.
    Reported,
    /// Somebody saw that it is done.
    Closed,
}

impl ActionRow {
    /// How it stands at a moment not before its last change.
    pub fn state(&self, at: Micros) -> ActionState {
        if self.closed.is_some() {
            return ActionState::Closed;
        }
        if at.is_after_day_of(self.due) {
            return ActionState::Overdue;
        }
        if self.reported.is_some() { ActionState::Reported } else { ActionState::Open }
    }

    /// Whether it is overdue at a moment.
    pub fn is_overdue(&self, at: Micros) -> bool {
        self.state(at) == ActionState::Overdue
    }

    /// Whether it was closed after its day.
    pub fn is_late(&self) -> bool {
        self.closed.as_ref().is_some_and(|(at, ..)| at.is_after_day_of(self.due))
    }

    fn opened(fact: &Fact, event: &reviews::Event) -> Option<Self> {
        let reviews::Event::ActionOpened { title, owner, due, controls, system, incident, finding } =
            event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            owner: owner.clone(),
            due: *due,
            controls: controls.clone(),
            system: system.clone(),
            incident: incident.clone(),
            finding: finding.clone(),
            opened: fact.at,
            opened_by: fact.by().clone(),
            reported: None,
            closed: None,
            told: Vec::new(),
        })
    }
}

impl View for ActionRow {
    const NAME: &'static str = "actions";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_action = fact.stream.kind() == Kind::Action;
        if is_action { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Reviews(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::opened(fact, event))?;
        if let reviews::Event::Reassigned { owner } = event {
            row.owner = owner.clone();
            row.reported = None;
        }
        if let reviews::Event::Done { note } = event {
            row.reported = Some((fact.at, fact.by().clone(), note.clone()));
        }
        if let reviews::Event::ActionClosed { note } = event {
            row.closed = Some((fact.at, fact.by().clone(), note.clone()));
        }
        if let reviews::Event::OverdueNoticed { due, told } = event {
            row.told.push(Told { due: *due, at: fact.at, people: told.clone() });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.opened.to_string()
    }
}
