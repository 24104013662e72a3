//! The rules for one meeting.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Kind, Micros, Moment, Personal, Subject, nothing_new, record, refuse};

use super::is_of;
use crate::programme::{Command, Decision, Event, Minutes, Refusal};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meeting {
    pub(super) minutes: Minutes,
    /// To whom decisions were given since.
    given: BTreeMap<u64, Subject>,
    done: BTreeSet<u64>,
    noticed: BTreeSet<(u64, Micros)>,
}

impl Meeting {
    fn decision(&self, number: u64) -> Option<&Decision> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.minutes.decisions.get(index)
    }

    /// A decision that was made.
    fn made(&self, number: u64) -> Result<&Decision, Refusal> {
        let made = u64::try_from(self.minutes.decisions.len()).unwrap_or(u64::MAX);
        self.decision(number).ok_or(Refusal::UnknownDecision(number, made))
    }
}

type Answer = kernel::Decision<Event, Refusal>;

pub(super) fn hold(known: Option<&Meeting>, new: Minutes, moment: &Moment) -> Answer {
    if let Some(known) = known {
        let is_same = known.minutes == new;
        return if is_same { nothing_new() } else { refuse(Refusal::MeetingHeld) };
    }
    if new.as_of > moment.now {
        return refuse(Refusal::SeesFuture(new.as_of));
    }
    if new.highlights.is_empty() && new.decisions.is_empty() {
        return refuse(Refusal::SaysNothing);
    }
    is_of("system", new.system.as_ref(), Kind::System, "a system")?;
    for decision in &new.decisions {
        is_of("decisions", decision.owner.as_ref(), Kind::Person, "people as owners")?;
    }
    let Minutes { title, period, as_of, system, highlights, decisions } = new;
    record(Event::Held { title, period, as_of, system, highlights, decisions })
}

pub(super) fn go_on(meeting: &Meeting, command: Command, moment: &Moment) -> Answer {
    if let Command::FollowUp { decision, done, note } = command {
        return follow_up(meeting, decision, (done, note));
    }
    if let Command::ReassignDecision { decision, owner } = command {
        return reassign(meeting, decision, owner);
    }
    let Command::NoticeDecision { decision, due, told } = command else {
        return nothing_new();
    };
    notice(meeting, (decision, due), told, moment)
}

/// The same may be said twice while a decision is open; the command's id tells a retry apart.
fn follow_up(meeting: &Meeting, number: u64, (done, note): (bool, Personal)) -> Answer {
    meeting.made(number)?;
    if meeting.done.contains(&number) {
        return if done { nothing_new() } else { refuse(Refusal::DecisionDone(number)) };
    }
    record(Event::FollowedUp { decision: number, done, note })
}

fn reassign(meeting: &Meeting, number: u64, owner: Subject) -> Answer {
    let decision = meeting.made(number)?;
    if meeting.given.get(&number).or(decision.owner.as_ref()) == Some(&owner) {
        return nothing_new();
    }
    is_of("owner", Some(&owner), Kind::Person, "a person")?;
    if meeting.done.contains(&number) {
        return refuse(Refusal::DecisionDone(number));
    }
    record(Event::DecisionReassigned { decision: number, owner })
}

fn notice(
    meeting: &Meeting,
    (number, due): (u64, Micros),
    told: Vec<Subject>,
    moment: &Moment,
) -> Answer {
    let is_due = meeting.decision(number).is_some_and(|decision| decision.due == Some(due));
    let is_over = meeting.done.contains(&number) || meeting.noticed.contains(&(number, due));
    if !is_due || is_over || !moment.now.is_after_day_of(due) {
        return nothing_new();
    }
    record(Event::DecisionDueNoticed { decision: number, due, told })
}

pub(super) fn evolve(meeting: &mut Option<Meeting>, event: &Event) {
    if let Event::Held { title, period, as_of, system, highlights, decisions } = event {
        let minutes = Minutes {
            title: title.clone(),
            period: period.clone(),
            as_of: *as_of,
            system: system.clone(),
            highlights: highlights.clone(),
            decisions: decisions.clone(),
        };
        let (given, done, noticed) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        *meeting = Some(Meeting { minutes, given, done, noticed });
    }
    let Some(meeting) = meeting else { return };
    if let Event::FollowedUp { decision, done: true, .. } = event {
        meeting.done.insert(*decision);
    }
    if let Event::DecisionReassigned { decision, owner } = event {
        meeting.given.insert(*decision, owner.clone());
    }
    if let Event::DecisionDueNoticed { decision, due, .. } = event {
        meeting.noticed.insert((*decision, *due));
    }
}
