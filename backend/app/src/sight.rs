//! What a question may see: up to which position, and which systems.

use std::collections::BTreeSet;

use domain::{
    Event,
    authority::{Caller, Place},
    systems,
};
use kernel::{Kind, Micros, Subject};

use crate::{App, AppError, systems::SystemRow};

/// A moment a question counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Instant {
    /// Whatever is recorded when the question is answered.
    #[default]
    Now,
    /// Everything whose timeline time is not later.
    Time(Micros),
    /// Everything up to and with this position.
    Position(u64),
}

/// The systems a caller may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Everything of the organisation.
    All,
    /// These systems, and what belongs to no system.
    Only(BTreeSet<String>),
    /// Nothing at all: the caller holds no role.
    Nothing,
}

/// What one question sees. Made once per request.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Number of events counted (exclusive position).
    pub upto: u64,
    /// The moment they stand for: as asked, or that of the last event.
    pub time: Micros,
    /// Whether the question is about now.
    pub live: bool,
    /// What the caller may read, judged now.
    pub visible: Visible,
}

impl Sight {
    /// Whether what belongs to this system may be seen.
    pub fn sees(&self, system: Option<&Subject>) -> bool {
        match (&self.visible, system) {
            (Visible::Nothing, _) => false,
            (Visible::All, _) | (Visible::Only(_), None) => true,
            (Visible::Only(systems), Some(system)) => systems.contains(&system.to_string()),
        }
    }

    /// The scopes of rows that may be read; `None` means all.
    pub fn scopes(&self) -> Option<Vec<String>> {
        match &self.visible {
            Visible::All => None,
            Visible::Nothing => Some(Vec::new()),
            Visible::Only(systems) => {
                Some(systems.iter().cloned().chain([String::new()]).collect())
            }
        }
    }
}

impl App {
    /// Resolves a moment to a position and judges the caller's rights now.
    pub async fn sight(&self, caller: &Caller, instant: Instant) -> Result<Sight, AppError> {
        let head = self.store.head();
        let (upto, live) = match instant {
            Instant::Now => (head, true),
            Instant::Time(time) => (self.store.position_at(time.0).await?, false),
            Instant::Position(position) => (position.saturating_add(1).min(head), false),
        };
        let time = match instant {
            Instant::Now => self.now(),
            Instant::Time(time) => time,
            Instant::Position(_) => self.time_before(upto).await?,
        };
        let visible = self.visible(caller).await?;
        Ok(Sight { upto, time, live, visible })
    }

    async fn time_before(&self, upto: u64) -> Result<Micros, AppError> {
        let Some(last) = upto.checked_sub(1) else { return Ok(Micros::default()) };
        Ok(Micros(self.store.timeline_of(last).await?.unwrap_or_default()))
    }

    async fn visible(&self, caller: &Caller) -> Result<Visible, AppError> {
        if caller.sees_everything() {
            return Ok(Visible::All);
        }
        if !caller.sees(&Place::default()) {
            return Ok(Visible::Nothing);
        }
        let all =
            Sight { upto: self.store.head(), time: self.now(), live: true, visible: Visible::All };
        let systems = self.table::<SystemRow>(&all).await?;
        let seen = systems.rows.iter().filter(|row| {
            let place = Place { system: Some(row.subject.clone()), team: Some(row.team.clone()) };
            caller.sees(&place)
        });
        Ok(Visible::Only(seen.map(|row| row.subject.to_string()).collect()))
    }

    /// Where a thing of this system belongs, as of now.
    pub async fn place(&self, system: Option<Subject>) -> Result<Place, AppError> {
        let Some(system) = system else { return Ok(Place::default()) };
        debug_assert_eq!(system.kind(), Kind::System);
        let facts = self.store.read_stream(&system.to_string(), u64::MAX).await?;
        let first = facts.first().map(crate::recorded).transpose()?;
        let team = first.and_then(|fact| registered_team(fact.event));
        Ok(Place { system: Some(system), team })
    }
}

fn registered_team(event: Event) -> Option<Subject> {
    let Event::Systems(systems::Event::Registered { team, .. }) = event else { return None };
    Some(team)
}
