//! Accepting a risk for a time: asked for by one, agreed to by those whom the catalogue names.

use std::collections::BTreeMap;

use kernel::{Decision, Micros, Moment, Name, Personal, Subject, nothing_new, record, refuse};

use super::{Accepted, Assessed, Ended, Event, Refusal, Request, State, Terms};
use crate::risks::{
    Acceptance, Agreed, Band,
    acceptance::{Acceptor, part, phrase, quorum},
    scheme,
};

pub(super) fn request(state: &State, terms: Terms, moment: &Moment) -> Decision<Event, Refusal> {
    let is_open = |open: &Request| open.by == moment.actor && open.terms.is_same(&terms);
    if state.request.as_ref().is_some_and(is_open) {
        return nothing_new();
    }
    let band = ready(state)?.scores.residual.band();
    check_terms(band, level(state, band)?, &terms, moment.now)?;
    let Terms { until, compensating, review, reason } = terms;
    record(Event::AcceptanceRequested { until, compensating, review, reason })
}

pub(super) fn accept(
    state: &State,
    asked: Acceptance,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if is_done(state, &asked, moment.now) {
        return nothing_new();
    }
    let assessed = ready(state)?;
    let band = assessed.scores.residual.band();
    if asked.band.is_some_and(|expected| expected != band) {
        return refuse(Refusal::AnotherBand(band));
    }
    if asked.prohibited {
        return refuse(Refusal::Prohibited);
    }
    if band == Band::VeryHigh
        && let Some(test) = asked.unwaivable.first()
    {
        return refuse(Refusal::Unwaivable(test.clone()));
    }
    let level = level(state, band)?;
    let terms = terms(state, &asked, level)?;
    check_terms(band, level, &terms, moment.now)?;
    check_plan(state, band, moment.now)?;
    for acceptor in &asked.acceptors {
        part(level, acceptor)?;
        check_distance(state, assessed, level, &acceptor.person)?;
    }
    decide(state, asked, (band, level), terms, moment)
}

/// Records the acceptance if enough agreed; else that one more did.
fn decide(
    state: &State,
    asked: Acceptance,
    (band, level): (Band, Band),
    terms: Terms,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let mut agreed: BTreeMap<Subject, Vec<Name>> =
        state.request.as_ref().map(|request| request.agreed.clone()).unwrap_or_default();
    agreed.extend(asked.acceptors.iter().map(|a| (a.person.clone(), a.roles.clone())));
    if let Some(filled) = quorum(level, &agreed) {
        let reported_to = if band == Band::VeryHigh { asked.board } else { Vec::new() };
        return record(Event::Accepted {
            band,
            until: terms.until,
            accepted_by: filled.into_iter().map(|(person, role)| Agreed { person, role }).collect(),
            compensating: terms.compensating,
            review: terms.review,
            reported_to,
            reason: asked.reason,
        });
    }
    let [Acceptor { person, roles, .. }] = asked.acceptors.as_slice() else {
        return refuse(Refusal::NotEnough(phrase(level)));
    };
    if *person != moment.actor || state.request.is_none() {
        return refuse(Refusal::NotEnough(phrase(level)));
    }
    record(Event::AcceptanceAgreed { roles: roles.clone(), reason: asked.reason })
}

/// Whether everybody named has agreed already, or those of them accepted whom it took.
fn is_done(state: &State, asked: &Acceptance, now: Micros) -> bool {
    if asked.acceptors.is_empty() {
        return false;
    }
    let all = |agreed: &dyn Fn(&Subject) -> bool| {
        asked.acceptors.iter().all(|acceptor| agreed(&acceptor.person))
    };
    if let Some(request) = &state.request {
        return all(&|person| request.agreed.contains_key(person));
    }
    let is_same = |until: Micros| asked.terms.as_ref().is_none_or(|terms| terms.until == until);
    let is_named = |by: &Subject| asked.acceptors.iter().any(|acceptor| acceptor.person == *by);
    state.accepted.as_ref().is_some_and(|accepted| {
        let is_current = accepted.ended.is_none() && now < accepted.until;
        // Of more people than it took, those stand in the acceptance whom it took.
        let is_theirs = all(&|person| accepted.by.contains(person))
            || (!accepted.by.is_empty() && accepted.by.iter().all(is_named));
        is_current && is_same(accepted.until) && is_theirs
    })
}

/// The assessment that is accepted, if there is one that still holds.
fn ready(state: &State) -> Result<&Assessed, Refusal> {
    let Some(assessed) = &state.assessed else { return Err(Refusal::NotAssessed) };
    if state.reopened.is_some() { Err(Refusal::UnderReview) } else { Ok(assessed) }
}

/// The level that decides: that of the band; one higher when it was renewed before.
fn level(state: &State, band: Band) -> Result<Band, Refusal> {
    let in_a_row = state.accepted.as_ref().filter(|accepted| accepted.band == band);
    if in_a_row.is_none_or(|accepted| accepted.in_a_row < 2) {
        return Ok(band);
    }
    if band == Band::VeryHigh { Err(Refusal::RenewedEnough) } else { Ok(band.raised()) }
}

/// The terms of the open request; without one, those an owner names for a low risk.
fn terms(state: &State, asked: &Acceptance, level: Band) -> Result<Terms, Refusal> {
    match (&state.request, &asked.terms) {
        (Some(request), Some(terms)) if !request.terms.is_same(terms) => Err(Refusal::OtherTerms),
        (Some(request), _) => Ok(request.terms.clone()),
        (None, _) if level > Band::Low => Err(Refusal::NotRequested(level)),
        (None, None) => Err(Refusal::NoEnd),
        (None, Some(terms)) => Ok(terms.clone()),
    }
}

fn check_terms(band: Band, level: Band, terms: &Terms, now: Micros) -> Result<(), Refusal> {
    if terms.until <= now {
        return Err(Refusal::EndsInThePast(terms.until));
    }
    let max_days = scheme().rule(band).map_or(0, |rule| rule.max_days);
    if terms.until > now.plus_days(max_days) {
        return Err(Refusal::TooLong { band, max_days });
    }
    if level >= Band::High && terms.compensating.is_empty() {
        return Err(Refusal::NoCompensation(band));
    }
    Ok(())
}

fn check_plan(state: &State, band: Band, now: Micros) -> Result<(), Refusal> {
    let due = state.plan.as_ref().and_then(|plan| plan.due);
    let is_dated = due.is_some_and(|due| due > now);
    if band == Band::VeryHigh && !is_dated { Err(Refusal::NoDatedPlan) } else { Ok(()) }
}

/// Requester, author and acceptor are different people, save an owner who accepts a low risk. The
/// second line assesses and takes part in accepting a medium risk; from high on it does not do both.
fn check_distance(
    state: &State,
    assessed: &Assessed,
    level: Band,
    person: &Subject,
) -> Result<(), Refusal> {
    if level == Band::Low {
        return Ok(());
    }
    if state.request.as_ref().is_some_and(|request| request.by == *person) {
        return Err(Refusal::RequesterAccepts(person.clone()));
    }
    let identified = state.identified.as_ref().is_some_and(|known| known.by == *person);
    let planned = state.plan.as_ref().is_some_and(|plan| plan.by == *person);
    let scored = level >= Band::High && assessed.by == *person;
    if identified || planned || scored {
        return Err(Refusal::AuthorAccepts(person.clone()));
    }
    Ok(())
}

pub(super) fn decline(
    state: &State,
    reason: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if state.request.is_some() {
        return record(Event::AcceptanceDeclined { reason });
    }
    if state.declined_by.as_ref() == Some(&moment.actor) {
        return nothing_new();
    }
    refuse(Refusal::NoRequest)
}

pub(super) fn revoke(state: &State, reason: Personal, moment: &Moment) -> Decision<Event, Refusal> {
    match &state.accepted {
        Some(accepted) if accepted.ended == Some(Ended::Revoked) => nothing_new(),
        Some(accepted) if accepted.ended.is_none() && moment.now < accepted.until => {
            record(Event::AcceptanceRevoked { reason })
        }
        Some(_) | None => refuse(Refusal::NotAccepted),
    }
}

pub(super) fn evolve(state: &mut State, event: &Event, by: &Moment) {
    if let Event::AcceptanceRequested { until, compensating, review, .. } = event {
        state.declined_by = None;
        state.request = Some(Request {
            terms: Terms {
                until: *until,
                compensating: compensating.clone(),
                review: *review,
                reason: Personal::Erased,
            },
            by: by.actor.clone(),
            agreed: BTreeMap::new(),
        });
    }
    if let Event::AcceptanceAgreed { roles, .. } = event
        && let Some(request) = &mut state.request
    {
        request.agreed.insert(by.actor.clone(), roles.clone());
    }
    if matches!(event, Event::AcceptanceDeclined { .. }) {
        state.request = None;
        state.declined_by = Some(by.actor.clone());
    }
    if let Event::Accepted { band, until, accepted_by, .. } = event {
        let before = state.accepted.as_ref().filter(|known| known.band == *band);
        let in_a_row = before.map_or(0, |known| known.in_a_row).saturating_add(1);
        state.request = None;
        state.accepted = Some(Accepted {
            band: *band,
            at: by.now,
            until: *until,
            by: accepted_by.iter().map(|agreed| agreed.person.clone()).collect(),
            in_a_row,
            ended: None,
        });
    }
    if matches!(event, Event::AcceptanceRevoked { .. })
        && let Some(accepted) = &mut state.accepted
    {
        accepted.ended = Some(Ended::Revoked);
    }
}
