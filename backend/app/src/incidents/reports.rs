//! Which reports the law asks for: by the harm that was judged, and by what the system is.
//!
//! # Invariants
//! - A class that is said in the same moment starts the clocks that bind by it.
//!   (`a_class_said_in_the_same_moment_is_seen`)
//! - A clock asked for again after a change of class is the same request.
//!   (`a_clock_is_asked_for_again_after_a_change_of_class`)

use std::collections::BTreeSet;

use domain::{
    Event,
    authority::Caller,
    incidents::{self, Command, Incidents, Period, PeriodVersion, period, periods},
    systems::{self, ActClass},
};
use kernel::{Micros, Name, Subject};

use super::{IncidentRow, act};
use crate::{
    App, AppError, Draft, Fact, Meta, Outcome, Sight,
    systems::SystemRow,
    transact::{TRIES, request_bytes},
};

/// A report that the law knows, held against an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalReport {
    /// The legal period.
    pub period: &'static Period,
    /// Its version when the incident was opened.
    pub version: &'static PeriodVersion,
    /// Whether the law binds the system, or may only be followed voluntarily.
    pub binds: bool,
    /// Whether the harm that was judged asks for it.
    pub asked: bool,
    /// Whether its clock was ever started.
    pub started: bool,
    /// When the time is over, counted from the opening.
    pub due: Micros,
}

impl LegalReport {
    /// Whether the harm asks for it, and nobody started its clock.
    pub fn is_open(&self) -> bool {
        self.asked && !self.started
    }
}

impl App {
    /// Every report that the law knows, held against an incident.
    pub async fn legal_reports(
        &self,
        sight: &Sight,
        row: &IncidentRow,
    ) -> Result<Vec<LegalReport>, AppError> {
        let system = match &row.system {
            Some(system) => self.find::<SystemRow>(sight, system).await?,
            None => None,
        };
        let class = system.and_then(|row| row.classification).map(|known| known.act_class);
        let known = &row.handling;
        let reports = periods().iter().filter_map(|period| {
            let version = period.at(row.opened)?;
            Some(LegalReport {
                period,
                version,
                binds: period.binds(class, row.opened),
                asked: period.is_about(&known.harms),
                started: known.clocks.iter().any(|clock| clock.period == period.id),
                due: version.ends(row.opened),
            })
        });
        Ok(reports.collect())
    }

    /// Judges an incident, and starts the clocks of the laws that bind because of it.
    pub(super) async fn assess(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let request = request_bytes(&(act.as_str(), incident, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let place = draft.decide::<Incidents>(Some(caller), incident, command.clone()).await?;
            let permit = caller.permit(act, &place)?;
            for start in to_start(&mut draft, incident, &command).await? {
                draft.decide::<Incidents>(Some(caller), incident, start).await?;
            }
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// Starts a clock, and says whether it follows a law that does not bind. The request is what was
    /// asked, so that asking again after a change of class is no other one.
    pub(super) async fn start_clock(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        (named, aware): (Name, Option<Micros>),
    ) -> Result<Outcome, AppError> {
        let start = |voluntary| Command::StartClock { period: named.clone(), aware, voluntary };
        let asked = start(false);
        let act = act(&asked);
        let request = request_bytes(&(act.as_str(), incident, &asked))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let voluntary = is_voluntary(&mut draft, incident, &named, aware).await?;
            let place = draft.decide::<Incidents>(Some(caller), incident, start(voluntary)).await?;
            let permit = caller.permit(act, &place)?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }
}

/// The clocks that harm starts by itself: of the laws that bind, none that was started before.
pub(super) async fn to_start(
    draft: &mut Draft<'_>,
    incident: &Subject,
    command: &Command,
) -> Result<Vec<Command>, AppError> {
    let Command::Assess { harms, .. } = command else { return Ok(Vec::new()) };
    let facts = draft.read(incident).await?;
    let Some(opened) = facts.first() else { return Ok(Vec::new()) };
    let class = class_of(draft, opened.system.as_ref()).await?;
    let known: BTreeSet<&Name> = facts.iter().filter_map(started).collect();
    let binding = periods().iter().filter(|period| {
        period.is_about(harms) && period.binds(class, opened.at) && !known.contains(&period.id)
    });
    let start = binding.map(|period| Command::StartClock {
        period: period.id.clone(),
        aware: None,
        voluntary: false,
    });
    Ok(start.collect())
}

/// Whether a clock follows a law that does not bind.
async fn is_voluntary(
    draft: &mut Draft<'_>,
    incident: &Subject,
    named: &Name,
    aware: Option<Micros>,
) -> Result<bool, AppError> {
    let Some(period) = period(named.as_str()) else { return Ok(false) };
    let facts = draft.read(incident).await?;
    let Some(opened) = facts.first() else { return Ok(false) };
    let class = class_of(draft, opened.system.as_ref()).await?;
    Ok(!period.binds(class, aware.unwrap_or(opened.at)))
}

/// The class of a system under the AI Act, as said last. That nothing else is said of the system
/// meanwhile becomes a condition.
async fn class_of(
    draft: &mut Draft<'_>,
    system: Option<&Subject>,
) -> Result<Option<ActClass>, AppError> {
    let Some(system) = system else { return Ok(None) };
    let mut class = None;
    for fact in draft.read(system).await? {
        let Event::Systems(event) = fact.event else { continue };
        if let systems::Event::QuestionnaireAnswered { act_class, .. }
        | systems::Event::ClassificationProposed { act_class, .. }
        | systems::Event::ClassificationApproved { act_class, .. } = event
        {
            class = Some(act_class);
        }
    }
    Ok(class)
}

fn started(fact: &Fact) -> Option<&Name> {
    let Event::Incidents(incidents::Event::ClockStarted { period, .. }) = &fact.event else {
        return None;
    };
    Some(period)
}
