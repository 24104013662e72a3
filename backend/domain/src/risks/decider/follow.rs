//! Following a risk: reviews, what reopens it, what it is connected with, what is due, what it costs.

use kernel::{
    Decision, Kind, Micros, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::{Assessed, Ended, Event, Refusal, Reviewed, Simulation, State};
use crate::{
    about::first_inexact,
    risks::{Cause, Due, Treatment, Which},
};

pub(super) fn reopen(
    state: &State,
    cause: (Cause, Option<Subject>, Option<Name>),
    note: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if !state.is_closed && state.reopened.as_ref() == Some(&cause) {
        return nothing_new();
    }
    let (why, cause, indicator) = cause;
    let is_incident = cause.as_ref().is_some_and(|cause| cause.kind() == Kind::Incident);
    let has_ended = state
        .accepted
        .as_ref()
        .is_some_and(|accepted| accepted.ended.is_none() && accepted.until <= moment.now);
    match why {
        Cause::Incident if !is_incident => return refuse(no_incident(cause)),
        Cause::Indicator if indicator.is_none() => return refuse(Refusal::NoIndicator),
        Cause::Expiry if !has_ended => return refuse(Refusal::NotExpired),
        Cause::Incident
        | Cause::Indicator
        | Cause::Expiry
        | Cause::NewVersion
        | Cause::ThreatChanged => {}
    }
    record(Event::Reopened { why, cause, indicator, since: None, note })
}

/// Puts a risk back to review because an indicator turned red, once for each turn: not again while
/// it stays red, however often it was scored since, and not where somebody reopened it for that.
pub(super) fn redden(
    state: &State,
    (indicator, since): (Name, Micros),
    cause: Option<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if state.reddened.get(&indicator).is_some_and(|known| *known >= since) {
        return nothing_new();
    }
    if since > moment.now {
        return refuse(Refusal::NotDue(since));
    }
    record(Event::Reopened {
        why: Cause::Indicator,
        cause,
        indicator: Some(indicator),
        since: Some(since),
        note: Personal::Erased,
    })
}

/// Puts an open risk back to review because of an incident of its system, once for each incident,
/// where it was judged before that happened. Who judged it since then knew of the incident.
pub(super) fn strike(
    state: &State,
    incident: Subject,
    since: Micros,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if incident.kind() != Kind::Incident {
        let (field, expected) = ("incident", "an incident");
        return refuse(Refusal::WrongKind { field, subject: incident, expected });
    }
    let is_before = |assessed: &Assessed| assessed.at <= since;
    let is_judged_before = state.assessed.as_ref().is_some_and(is_before)
        || is_accepted_before(state, since, moment.now);
    overtake(state, (Cause::Incident, incident), (since, is_judged_before), moment)
}

/// Puts an accepted risk back to review because a version came into use after it was accepted.
pub(super) fn outdate(
    state: &State,
    version: Subject,
    since: Micros,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Some(other) = first_inexact([&version], &[Kind::Model]) {
        let (field, expected) = ("version", "an exact version of a model");
        return refuse(Refusal::WrongKind { field, subject: other.clone(), expected });
    }
    let is_accepted_before = is_accepted_before(state, since, moment.now);
    overtake(state, (Cause::NewVersion, version), (since, is_accepted_before), moment)
}

/// Whether an acceptance counts now that was given before a moment.
fn is_accepted_before(state: &State, since: Micros, now: Micros) -> bool {
    state.accepted.as_ref().is_some_and(|accepted| {
        accepted.ended.is_none() && now < accepted.until && accepted.at <= since
    })
}

fn overtake(
    state: &State,
    (why, cause): (Cause, Subject),
    (since, is_overtaken): (Micros, bool),
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if since > moment.now {
        return refuse(Refusal::NotDue(since));
    }
    let known = (why, cause);
    if state.is_closed || !is_overtaken || state.causes.contains(&known) {
        return nothing_new();
    }
    let (indicator, note) = (None, Personal::Erased);
    record(Event::Reopened { why, cause: Some(known.1), indicator, since: Some(since), note })
}

fn no_incident(named: Option<Subject>) -> Refusal {
    match named {
        Some(subject) => Refusal::WrongKind { field: "cause", subject, expected: "an incident" },
        None => Refusal::NoCause,
    }
}

/// What a risk can be connected with.
const LINKED: [Kind; 4] = [Kind::Incident, Kind::Control, Kind::Evidence, Kind::Finding];

pub(super) fn link(state: &State, to: Subject) -> Decision<Event, Refusal> {
    if state.links.contains(&to) {
        return nothing_new();
    }
    if !LINKED.contains(&to.kind()) {
        let (field, expected) = ("to", "an incident, a control, a finding or a piece of evidence");
        return refuse(Refusal::WrongKind { field, subject: to, expected });
    }
    record(Event::Linked { to })
}

pub(super) fn review(
    state: &State,
    next: Micros,
    note: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let is_known = |known: &Reviewed| known.next == next && known.at == Some(moment.now);
    if state.review.as_ref().is_some_and(is_known) {
        return nothing_new();
    }
    if next <= moment.now {
        return refuse(Refusal::ReviewInThePast(next));
    }
    record(Event::Reviewed { next, note })
}

pub(super) fn schedule(state: &State, due: Micros, moment: &Moment) -> Decision<Event, Refusal> {
    if state.review.as_ref().is_some_and(|known| known.next == due) {
        return nothing_new();
    }
    // Today is not over: a review may still be asked for by its end.
    if moment.now.is_after_day_of(due) {
        return refuse(Refusal::ScheduledInThePast(due));
    }
    record(Event::ReviewScheduled { due })
}

/// Records once that something was due. Refuses what is not, so that nobody is told for nothing.
pub(super) fn notice(
    state: &State,
    item: (Due, Option<Name>, Micros),
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if state.noticed.contains(&item) {
        return nothing_new();
    }
    let (what, task, due) = item;
    if due > moment.now || due_at(state, what, task.as_ref()) != Some(due) {
        return refuse(Refusal::NotDue(due));
    }
    record(Event::DueNoticed { what, task, due, told })
}

/// When something is due; none when there is nothing to be due.
fn due_at(state: &State, what: Due, task: Option<&Name>) -> Option<Micros> {
    if state.is_closed {
        return None;
    }
    match what {
        Due::Acceptance => {
            let accepted = state.accepted.as_ref().filter(|accepted| accepted.ended.is_none())?;
            Some(accepted.until)
        }
        Due::Review => state.review.as_ref().map(|review| review.next),
        Due::Task => {
            let (task, _) = state.tasks.get(task?).filter(|(_, is_done)| !is_done)?;
            Some(task.due)
        }
        Due::Treatment => {
            let plan = state.plan.as_ref().filter(|plan| plan.treatment != Treatment::Accept)?;
            let is_done = !state.tasks.is_empty() && state.open_tasks() == 0;
            plan.due.filter(|_| !is_done)
        }
    }
}

pub(super) fn quantify(
    state: &State,
    which: Which,
    simulation: Simulation,
) -> Decision<Event, Refusal> {
    if state.estimates.get(&which) == Some(&simulation) {
        return nothing_new();
    }
    let result = simulation.run()?;
    let Simulation { seed, iterations, currency, inputs } = simulation;
    record(Event::Quantified { which, seed, iterations, currency, inputs, result })
}

pub(super) fn evolve(state: &mut State, event: &Event, by: &Moment) {
    if let Event::Reopened { why, cause, indicator, since, .. } = event {
        reopened(state, *why, by.now);
        if let Some(indicator) = indicator.as_ref().filter(|_| *why == Cause::Indicator) {
            state.reddened.insert(indicator.clone(), since.unwrap_or(by.now));
        }
        state.causes.extend(cause.iter().map(|cause| (*why, cause.clone())));
        state.links.extend(cause.iter().filter(|cause| LINKED.contains(&cause.kind())).cloned());
        state.reopened = Some((*why, cause.clone(), indicator.clone()));
    }
    if let Event::Linked { to } = event {
        state.links.insert(to.clone());
    }
    if let Event::Unlinked { to } = event {
        state.links.remove(to);
    }
    if let Event::Reviewed { next, .. } = event {
        state.review = Some(Reviewed { next: *next, at: Some(by.now) });
    }
    if let Event::ReviewScheduled { due } = event {
        state.review = Some(Reviewed { next: *due, at: None });
    }
    if let Event::DueNoticed { what, task, due, .. } = event {
        state.noticed.insert((*what, task.clone(), *due));
    }
    if let Event::Quantified { which, seed, iterations, currency, inputs, .. } = event {
        let (seed, iterations) = (*seed, *iterations);
        let (currency, inputs) = (currency.clone(), inputs.clone());
        state.estimates.insert(*which, Simulation { seed, iterations, currency, inputs });
    }
}

/// A reopened risk is open again, what was asked about it is void, and an incident or a new version
/// ends its acceptance.
fn reopened(state: &mut State, why: Cause, now: Micros) {
    state.is_closed = false;
    state.request = None;
    if matches!(why, Cause::Incident | Cause::NewVersion)
        && let Some(accepted) = &mut state.accepted
        && accepted.ended.is_none()
        && now < accepted.until
    {
        accepted.ended = Some(Ended::Reopened);
    }
}
