//! What is learnt from an incident, and what people are told of its days.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decision, Kind, Micros, Moment, Name, Note, Subject, nothing_new, record, refuse};

use super::{State, clock, is_person};
use crate::incidents::{Command, Due, Event, Refusal};

/// What an incident may lead to.
const CORRECTIONS: [Kind; 7] = [
    Kind::Action,
    Kind::Risk,
    Kind::Control,
    Kind::Finding,
    Kind::Review,
    Kind::Policy,
    Kind::Curriculum,
];

/// A day, and what of the incident it is the day of.
type Told = (Due, Option<Name>, Micros);

/// What was learnt and told so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LookBack {
    pub(super) root_causes: Option<Vec<Note>>,
    corrections: BTreeMap<Subject, Option<Note>>,
    reviews: BTreeSet<(Micros, Vec<Subject>)>,
    told: BTreeSet<Told>,
}

pub(super) fn publish(state: &State, root_causes: Vec<Note>) -> Decision<Event, Refusal> {
    if state.look_back.root_causes.as_ref() == Some(&root_causes) {
        return nothing_new();
    }
    record(Event::PostmortemPublished { root_causes })
}

pub(super) fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    if let Command::LinkCorrection { to, cause } = command {
        return link(&state.look_back, to, cause);
    }
    if let Command::UnlinkCorrection { to } = command {
        let is_linked = state.look_back.corrections.contains_key(&to);
        return if is_linked { record(Event::CorrectionUnlinked { to }) } else { nothing_new() };
    }
    if let Command::NoticeDue { what, period, due, told } = command {
        return tell(state, (what, period, due), told, moment);
    }
    let Command::HoldReview { held, participants, note } = command else { return nothing_new() };
    let review = (held, participants);
    if state.look_back.reviews.contains(&review) {
        return nothing_new();
    }
    let (held, participants) = review;
    if !state.is_contained {
        return refuse(Refusal::NotContained);
    }
    if participants.is_empty() {
        return refuse(Refusal::NoParticipants);
    }
    for person in &participants {
        is_person("participants", person)?;
    }
    clock::not_future("held", held, moment)?;
    record(Event::ReviewHeld { held, participants, note })
}

fn link(known: &LookBack, to: Subject, cause: Option<Note>) -> Decision<Event, Refusal> {
    if known.corrections.get(&to) == Some(&cause) {
        return nothing_new();
    }
    if !CORRECTIONS.contains(&to.kind()) {
        let expected = "an action, a risk, a control, a finding, a review, a policy or training";
        return refuse(Refusal::WrongKind { field: "to", subject: to, expected });
    }
    let is_published =
        |cause: &Note| known.root_causes.as_ref().is_some_and(|causes| causes.contains(cause));
    match cause {
        Some(cause) if !is_published(&cause) => refuse(Refusal::UnknownCause(cause)),
        cause => record(Event::CorrectionLinked { to, cause }),
    }
}

/// Records that somebody was told, when there was something to tell and nobody did.
fn tell(
    state: &State,
    news: Told,
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if state.look_back.told.contains(&news) {
        return nothing_new();
    }
    let (what, period, due) = news;
    let clock = period.as_ref().and_then(|period| state.clocks.get(period));
    let runs_until = clock.is_some_and(|clock| clock.ends(due));
    let is_due = match what {
        Due::Coming => runs_until && moment.now >= due.plus_days(-1) && moment.now <= due,
        Due::Overdue => runs_until && moment.now > due,
        Due::Review => state.review_due() == Some(due) && moment.now.is_after_day_of(due),
    };
    if is_due { record(Event::DueNoticed { what, period, due, told }) } else { nothing_new() }
}

impl State {
    /// The day by which it is looked back on together; none before its end, where nobody must, and
    /// once it was done.
    fn review_due(&self) -> Option<Micros> {
        let is_held = !self.look_back.reviews.is_empty();
        let days = self.severity()?.review_within_days().filter(|_| !is_held)?;
        self.closed.map(|closed| closed.plus_days(days))
    }
}

pub(super) fn evolve(look_back: &mut LookBack, event: &Event) {
    if let Event::PostmortemPublished { root_causes } = event {
        look_back.root_causes = Some(root_causes.clone());
    }
    if let Event::CorrectionLinked { to, cause } = event {
        look_back.corrections.insert(to.clone(), cause.clone());
    }
    if let Event::CorrectionUnlinked { to } = event {
        look_back.corrections.remove(to);
    }
    if let Event::ReviewHeld { held, participants, .. } = event {
        look_back.reviews.insert((*held, participants.clone()));
    }
    if let Event::DueNoticed { what, period, due, .. } = event {
        look_back.told.insert((*what, period.clone(), *due));
    }
}
