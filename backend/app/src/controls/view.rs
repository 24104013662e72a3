//! What people decided about a control of a system, and what somebody was told.

use domain::{
    Event,
    controls::{self, Status, control_of},
};
use kernel::{Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// Most notices kept in a row; older ones stay in the log.
const KEPT: usize = 40;

/// What people decided about a control of a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlRow {
    /// The stream, `control:SYSTEM.CONTROL`.
    pub subject: Subject,
    /// The system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// Who answers for it, and since when.
    pub owner: Option<(Subject, Micros)>,
    /// Set while somebody has decided that it does not apply.
    pub not_applicable: Option<Decided>,
    /// Evidence that speaks for it because somebody said so.
    pub linked: Vec<Subject>,
    /// Changes of status that were noticed, oldest first.
    pub notices: Vec<Notice>,
    /// Dates that somebody was told about, oldest first.
    pub told: Vec<Told>,
}

/// A decision: when, by whom and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// Why.
    pub reason: Personal,
}

/// A change of status that was noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// What it was.
    pub from: Status,
    /// What it became.
    pub to: Status,
    /// Because of what.
    pub because: Personal,
    /// When it turned, where somebody was told of a turn for the worse.
    pub since: Option<Micros>,
}

/// A date that somebody was told about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// When.
    pub at: Micros,
    /// What came due.
    pub what: Subject,
    /// When it came due.
    pub due: Micros,
    /// Who was told.
    pub told: Option<Subject>,
}

impl ControlRow {
    fn new(stream: &Subject, event: &controls::Event) -> Self {
        Self {
            subject: stream.clone(),
            system: event.system().clone(),
            control: control_of(stream),
            owner: None,
            not_applicable: None,
            linked: Vec::new(),
            notices: Vec::new(),
            told: Vec::new(),
        }
    }

    fn change(&mut self, fact: &Fact, event: &controls::Event) {
        use controls::Event;
        let (at, by) = (fact.at, fact.by().clone());
        match event {
            Event::OwnerAssigned { person, .. } => self.owner = Some((person.clone(), at)),
            Event::MarkedNotApplicable { reason, .. } => {
                self.not_applicable = Some(Decided { at, by, reason: reason.clone() });
            }
            Event::ApplicabilityRestored { .. } => self.not_applicable = None,
            Event::EvidenceLinked { evidence, .. } => self.linked.push(evidence.clone()),
            Event::EvidenceUnlinked { evidence, .. } => self.linked.retain(|old| old != evidence),
            Event::StatusNoticed { from, to, because, .. } => {
                let because = because.clone();
                self.notices.push(Notice { at, by, from: *from, to: *to, because, since: None });
                keep(&mut self.notices);
            }
            Event::TurnNoticed { from, to, since, .. } => {
                let (because, since) = (Personal::Erased, Some(*since));
                self.notices.push(Notice { at, by, from: *from, to: *to, because, since });
                keep(&mut self.notices);
            }
            Event::DueNoticed { what, due, told, .. } => {
                let (what, told) = (what.clone(), told.clone());
                self.told.push(Told { at, what, due: *due, told });
                keep(&mut self.told);
            }
        }
    }
}

fn keep<T>(list: &mut Vec<T>) {
    let more = list.len().saturating_sub(KEPT);
    list.drain(..more);
}

impl View for ControlRow {
    const NAME: &'static str = "controls";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Controls(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Controls(event) = &fact.event else { return row };
        let mut row = row.unwrap_or_else(|| Self::new(&fact.stream, event));
        row.change(fact, event);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        Some(&self.system)
    }

    fn sort(&self) -> String {
        self.subject.to_string()
    }
}
