//! The clocks of an incident: how long an authority may wait for a report.

use std::collections::BTreeMap;

use kernel::{Decision, Micros, Moment, Name, Personal, nothing_new, record, refuse};

use super::State;
use crate::incidents::{Command, Event, Refusal, period};

/// The clocks, by legal period.
pub(super) type Clocks = BTreeMap<Name, Clock>;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clock {
    aware: Micros,
    due: Micros,
    standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    Running,
    Met,
    Dismissed,
}

impl Clock {
    fn is_running(&self) -> bool {
        self.standing == Standing::Running
    }

    /// Whether it runs and ends then.
    pub(super) fn ends(&self, due: Micros) -> bool {
        self.is_running() && self.due == due
    }
}

/// The clock that ends first of those that run.
pub(super) fn next(clocks: &Clocks) -> Option<(&Name, Micros)> {
    let running = clocks.iter().filter(|(_, clock)| clock.is_running());
    running.map(|(period, clock)| (period, clock.due)).min_by_key(|(_, due)| *due)
}

pub(super) fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    if let Command::StartClock { period, aware, voluntary } = command {
        return start(state, period, (aware, voluntary), moment);
    }
    if let Command::MeetClock { period, submitted, addressee, about } = command {
        return meet(&state.clocks, period, submitted, (addressee, about), moment);
    }
    let Command::DismissClock { period, why } = command else { return nothing_new() };
    dismiss(&state.clocks, period, why)
}

fn start(
    state: &State,
    named: Name,
    (aware, voluntary): (Option<Micros>, bool),
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let known = state.clocks.get(&named).filter(|clock| clock.standing != Standing::Dismissed);
    let since = aware.or(state.began).unwrap_or(moment.now);
    match known {
        // Who says nothing of the moment asks only that it runs.
        Some(clock) if aware.is_none() || clock.aware == since => return nothing_new(),
        Some(clock) if clock.standing == Standing::Met => return refuse(Refusal::ClockMet(named)),
        Some(clock) if clock.aware < since => {
            return refuse(Refusal::ClockRuns { period: named, due: clock.due });
        }
        Some(_) | None => {}
    }
    let Some((law, version)) =
        period(named.as_str()).and_then(|period| Some((&period.law, period.at(since)?)))
    else {
        return refuse(Refusal::UnknownPeriod(named));
    };
    not_future("aware", since, moment)?;
    record(Event::ClockStarted {
        period: named,
        version: version.version,
        law: law.clone(),
        hours: version.hours,
        aware: since,
        due: version.ends(since),
        voluntary,
    })
}

fn meet(
    clocks: &Clocks,
    period: Name,
    submitted: Micros,
    (addressee, about): (Personal, Personal),
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(clock) = clocks.get(&period) else {
        return refuse(Refusal::NoClock(period));
    };
    match clock.standing {
        Standing::Met => return nothing_new(),
        Standing::Dismissed => return refuse(Refusal::NoClock(period)),
        Standing::Running => {}
    }
    not_future("submitted", submitted, moment)?;
    if submitted < clock.aware {
        return refuse(Refusal::BeforeAware(clock.aware));
    }
    record(Event::ClockMet { period, submitted, addressee, about })
}

fn dismiss(clocks: &Clocks, period: Name, why: Personal) -> Decision<Event, Refusal> {
    let Some(clock) = clocks.get(&period) else {
        return refuse(Refusal::NoClock(period));
    };
    match clock.standing {
        Standing::Dismissed => nothing_new(),
        Standing::Met => refuse(Refusal::ClockMet(period)),
        Standing::Running => record(Event::ClockDismissed { period, why }),
    }
}

/// Refuses a moment that has not come.
pub(super) fn not_future(field: &'static str, at: Micros, moment: &Moment) -> Result<(), Refusal> {
    if at > moment.now { Err(Refusal::InFuture { field, at }) } else { Ok(()) }
}

pub(super) fn evolve(clocks: &mut Clocks, event: &Event) {
    if let Event::ClockStarted { period, aware, due, .. } = event {
        let new = Clock { aware: *aware, due: *due, standing: Standing::Running };
        clocks.insert(period.clone(), new);
    }
    if let Event::ClockMet { period, .. } = event
        && let Some(clock) = clocks.get_mut(period)
    {
        clock.standing = Standing::Met;
    }
    if let Event::ClockDismissed { period, .. } = event
        && let Some(clock) = clocks.get_mut(period)
    {
        clock.standing = Standing::Dismissed;
    }
}
