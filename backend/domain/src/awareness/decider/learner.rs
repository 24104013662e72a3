//! The rules for what one person does about the curriculum.

use std::collections::BTreeMap;

use kernel::{
    Decimal, Decision, Micros, Moment, Name, Personal, Subject, nothing_new, record, record_all,
    refuse,
};

use super::{State, grading::grade};
use crate::awareness::{Event, Notice, Paper, Refusal, TRIES, Terms};

/// Longest waiver, in days.
const LONGEST_WAIVER: i64 = 366;

pub(super) fn take(
    state: &State,
    attempt: Name,
    answers: &BTreeMap<String, u32>,
    paper: Paper,
) -> Decision<Event, Refusal> {
    if state.attempts.contains(&attempt) {
        return nothing_new();
    }
    let module = paper.terms.module.id.clone();
    if state.records.get(&module).is_some_and(|record| record.failed >= TRIES) {
        return refuse(Refusal::NoTriesLeft);
    }
    let marks = grade(&paper, answers)?;
    let (score, passed) = (marks.score, marks.passed);
    let attempted =
        Event::Attempted { module, attempt: attempt.clone(), score: score.clone(), passed };
    let mut events = vec![attempted];
    if passed {
        events.push(completed(paper.terms, score, Some(attempt), None));
    }
    record_all(events)
}

fn completed(terms: Terms, score: Decimal, attempt: Option<Name>, on: Option<Micros>) -> Event {
    let Terms { curriculum, module } = terms;
    Event::Completed {
        module: module.id,
        score,
        curriculum,
        digest: module.digest,
        refresh_months: module.refresh_months,
        attempt,
        on,
    }
}

pub(super) fn record_result(
    state: &State,
    score: Decimal,
    on: Option<Micros>,
    terms: Terms,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if on.is_some_and(|on| on > moment.now) {
        return refuse(Refusal::FromTheFuture);
    }
    let share = score.approx();
    if !(0.0..=1.0).contains(&share) {
        return refuse(Refusal::BadScore);
    }
    let pass = &terms.module.pass_score;
    if share < pass.approx() {
        let (score, pass) = (score.to_string(), pass.to_string());
        return refuse(Refusal::BelowPass { score, pass });
    }
    let at = on.unwrap_or(moment.now);
    let known = state.records.get(&terms.module.id).and_then(|record| record.completed.as_ref());
    if known.is_some_and(|done| (done.at, &done.score) == (at, &score)) {
        return nothing_new();
    }
    record(completed(terms, score, None, on))
}

pub(super) fn assign(
    state: &State,
    module: Name,
    due: Micros,
    why: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let known = state.records.get(&module);
    let is_asked = known.is_some_and(|record| {
        record.failed == 0 && record.assigned.is_some_and(|asked| asked.due == due)
    });
    if is_asked {
        return nothing_new();
    }
    if due <= moment.now {
        return refuse(Refusal::DueInThePast);
    }
    record(Event::Assigned { module, due, why })
}

pub(super) fn waive(
    state: &State,
    module: Name,
    until: Micros,
    reason: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if state.records.get(&module).is_some_and(|record| record.waived == Some(until)) {
        return nothing_new();
    }
    if until <= moment.now {
        return refuse(Refusal::WaiverOver);
    }
    if until > moment.now.plus_days(LONGEST_WAIVER) {
        return refuse(Refusal::WaiverTooLong);
    }
    record(Event::Waived { module, until, reason })
}

pub(super) fn tell(
    state: &State,
    notices: Vec<Notice>,
    told: &[Subject],
) -> Decision<Event, Refusal> {
    let is_new = |notice: &Notice| {
        let Notice { module, what, due } = notice.clone();
        !state.told.contains(&(module, what, due))
    };
    let event = |notice: Notice| {
        let Notice { module, what, due } = notice;
        Event::DueNoticed { module, what, due, told: told.to_vec() }
    };
    record_all(notices.into_iter().filter(is_new).map(event).collect())
}
