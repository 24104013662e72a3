//! The log as a list: filtered, paged, counted, and only what the caller may see.
//!
//! # Invariants
//! - An event is shown whole or not at all: whoever may not see a system, risk or action it names
//!   does not see it, neither in lists nor by its position nor its leaf.
//!   (`what_is_everybodys_names_nothing_hidden`)
//! - Whoever was told something themselves reads what they were told, whatever else they may see.
//!   (`who_was_told_reads_it_whatever_their_roles`)

use std::collections::BTreeSet;

use kernel::{Kind, Subject};
use store::{EventQuery, Stored};

use crate::{
    App, AppError, Reach, Sight, Visible, facts::system_of, notices::KINDS, reviews::ActionRow,
    risks::RiskRow,
};

/// Events looked through at a time when rights must be checked one by one.
const STEP: u32 = 2_000;

/// What a stream of a person's learning begins with.
const LEARNER: &str = "learner:";
/// The types of events in such streams.
const LEARNING: [&str; 5] = [
    "awareness.assigned",
    "awareness.attempted",
    "awareness.completed",
    "awareness.waived",
    "awareness.due_noticed",
];

/// Which events are asked for.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Types; empty means every type.
    pub kinds: Vec<String>,
    /// Only events about this.
    pub subject: Option<Subject>,
    /// First position.
    pub from: u64,
    /// Last position, inclusive.
    pub to: Option<u64>,
    /// Only events behind this position, in the direction asked for.
    pub after: Option<u64>,
    /// Newest first.
    pub newest_first: bool,
}

/// Events, and how many there are in all.
#[derive(Clone, Debug)]
pub struct EventPage {
    /// The events asked for, in order.
    pub events: Vec<Stored>,
    /// Whether there are more behind them.
    pub has_more: bool,
    /// How many events the caller may see under the filter, on all pages.
    pub total: u64,
}

impl EventFilter {
    /// What a person was told, newest first.
    pub fn told_to(person: &Subject, after: Option<u64>) -> Self {
        let (kinds, subject) = (KINDS.map(String::from).to_vec(), Some(person.clone()));
        Self { kinds, subject, after, newest_first: true, ..Self::default() }
    }

    /// Whether it asks for nothing but what a person was told.
    pub fn is_told_to(&self, person: &Subject) -> bool {
        let is_notice = |kind: &String| KINDS.contains(&kind.as_str());
        self.subject.as_ref() == Some(person)
            && !self.kinds.is_empty()
            && self.kinds.iter().all(is_notice)
    }
}

impl App {
    /// A page of events.
    pub async fn events(
        &self,
        sight: &Sight,
        filter: &EventFilter,
        first: u32,
    ) -> Result<EventPage, AppError> {
        let all = query(sight, filter);
        match &sight.visible {
            Visible::Nothing => Ok(EventPage { events: Vec::new(), has_more: false, total: 0 }),
            Visible::All if sight.learning.named == Reach::All || !may_be_learning(filter) => {
                self.every_event(all, filter.after, first).await
            }
            Visible::All if all.subjects.is_empty() => {
                self.all_but_learning(sight, all, filter.after, first).await
            }
            Visible::All | Visible::Only(_) => {
                self.visible_events(sight, all, filter.after, first).await
            }
        }
    }

    /// A page of what a person was told has come due or has passed. A notice is about nobody but
    /// those it told, so no right is asked for: whoever lost a role, or never had one, was told all
    /// the same. A filter that asks for anything else asks for nothing here.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told(
        &self,
        sight: &Sight,
        person: &Subject,
        filter: &EventFilter,
        first: u32,
    ) -> Result<EventPage, AppError> {
        if !filter.is_told_to(person) {
            return Ok(EventPage { events: Vec::new(), has_more: false, total: 0 });
        }
        self.every_event(query(sight, filter), filter.after, first).await
    }

    /// What a person was told at a position, if they were told something there; no right is asked
    /// for, as for all of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn told_at(
        &self,
        sight: &Sight,
        person: &Subject,
        pos: u64,
    ) -> Result<Option<Stored>, AppError> {
        let filter = EventFilter { from: pos, to: Some(pos), ..EventFilter::told_to(person, None) };
        let page = self.told(sight, person, &filter, 1).await?;
        Ok(page.events.into_iter().next())
    }

    /// One event, if it is counted and may be seen.
    pub async fn event(&self, sight: &Sight, pos: u64) -> Result<Option<Stored>, AppError> {
        if pos >= sight.upto {
            return Ok(None);
        }
        let mut found = self.store.read(pos, 1).await?;
        found.retain(|stored| stored.pos == pos);
        Ok(self.seen_events(sight, found).await?.into_iter().next())
    }

    /// Those of some events that may be seen. What is everybody's may name risks and actions of
    /// teams: their systems stand in their own rows and not in the event.
    pub async fn seen_events(
        &self,
        sight: &Sight,
        mut events: Vec<Stored>,
    ) -> Result<Vec<Stored>, AppError> {
        events.retain(|stored| sees(sight, stored));
        let things: BTreeSet<Subject> = match &sight.visible {
            Visible::Only(_) => events.iter().flat_map(named).collect(),
            Visible::All | Visible::Nothing => return Ok(events),
        };
        if things.is_empty() {
            return Ok(events);
        }
        let things: Vec<Subject> = things.into_iter().collect();
        let risks = self.pick::<RiskRow>(sight, &things).await?;
        let actions = self.pick::<ActionRow>(sight, &things).await?;
        let seen: BTreeSet<Subject> = risks
            .into_iter()
            .map(|row| row.subject)
            .chain(actions.into_iter().map(|row| row.subject))
            .collect();
        events.retain(|stored| named(stored).iter().all(|subject| seen.contains(subject)));
        Ok(events)
    }

    async fn every_event(
        &self,
        all: EventQuery,
        after: Option<u64>,
        first: u32,
    ) -> Result<EventPage, AppError> {
        let total = self.store.count_events(all.clone()).await?;
        let mut page = behind(all, after);
        page.limit = Some(first.saturating_add(1));
        let mut events = self.store.events(page).await?;
        let wanted = usize::try_from(first).map_err(AppError::internal)?;
        let has_more = events.len() > wanted;
        events.truncate(wanted);
        Ok(EventPage { events, has_more, total })
    }

    /// Everything but the learning of others: few events, found by their types, so that only the page
    /// itself is judged event by event.
    async fn all_but_learning(
        &self,
        sight: &Sight,
        all: EventQuery,
        after: Option<u64>,
        first: u32,
    ) -> Result<EventPage, AppError> {
        let wanted = usize::try_from(first).map_err(AppError::internal)?;
        let hidden = self.hidden_learning(sight, &all).await?;
        let total = self.store.count_events(all.clone()).await?.saturating_sub(hidden);
        let mut page = EventPage { events: Vec::new(), has_more: false, total };
        let mut rest = behind(EventQuery { limit: Some(first.saturating_add(1)), ..all }, after);
        loop {
            let step = self.store.events(rest.clone()).await?;
            let Some(last) = step.last().map(|stored| stored.pos) else { return Ok(page) };
            for stored in step.into_iter().filter(|stored| sees(sight, stored)) {
                if page.events.len() == wanted {
                    page.has_more = true;
                    return Ok(page);
                }
                page.events.push(stored);
            }
            // Many notices about learning may follow one another.
            rest = behind(EventQuery { limit: Some(STEP), ..rest }, Some(last));
        }
    }

    /// How many events of a query are about the learning of somebody whose records may not be seen.
    async fn hidden_learning(&self, sight: &Sight, all: &EventQuery) -> Result<u64, AppError> {
        let is_asked = |kind: &&str| all.kinds.is_empty() || all.kinds.iter().any(|k| k == kind);
        let kinds: Vec<String> =
            LEARNING.iter().filter(|kind| is_asked(kind)).map(ToString::to_string).collect();
        let persons = match &sight.learning.named {
            Reach::Only(persons) if !kinds.is_empty() => persons,
            Reach::Only(_) | Reach::All => return Ok(0),
        };
        let learning = EventQuery { kinds, ..all.clone() };
        let streams = persons.iter().filter_map(|person| person.strip_prefix("person:"));
        let subjects: Vec<String> = streams.map(|name| format!("{LEARNER}{name}")).collect();
        let every = self.store.count_events(learning.clone()).await?;
        let seen = if subjects.is_empty() {
            0
        } else {
            self.store.count_events(EventQuery { subjects, ..learning }).await?
        };
        Ok(every.saturating_sub(seen))
    }

    /// Rights are judged event by event, so the whole range is looked through.
    async fn visible_events(
        &self,
        sight: &Sight,
        all: EventQuery,
        after: Option<u64>,
        first: u32,
    ) -> Result<EventPage, AppError> {
        let wanted = usize::try_from(first).map_err(AppError::internal)?;
        let newest_first = all.newest_first;
        let is_behind =
            |pos: u64| after.is_none_or(|a| if newest_first { pos < a } else { pos > a });
        let mut page = EventPage { events: Vec::new(), has_more: false, total: 0 };
        let mut rest = EventQuery { limit: Some(STEP), ..all };
        loop {
            let step = self.store.events(rest.clone()).await?;
            let Some(last) = step.last().map(|stored| stored.pos) else { return Ok(page) };
            for stored in self.seen_events(sight, step).await? {
                page.total = page.total.saturating_add(1);
                let fits = page.events.len() < wanted;
                if is_behind(stored.pos) && fits {
                    page.events.push(stored);
                } else if is_behind(stored.pos) {
                    page.has_more = true;
                }
            }
            rest = behind(rest, Some(last));
        }
    }
}

/// Whether events of a filter can be about somebody's learning.
fn may_be_learning(filter: &EventFilter) -> bool {
    let is_kind = |kind: &String| LEARNING.contains(&kind.as_str());
    let is_one_of_them = |subject: &Subject| {
        matches!(subject.kind(), Kind::Curriculum | Kind::Learner | Kind::Person | Kind::Service)
    };
    (filter.kinds.is_empty() || filter.kinds.iter().any(is_kind))
        && filter.subject.as_ref().is_none_or(is_one_of_them)
}

/// The risks and actions an event names beside the thing it happened to.
fn named(stored: &Stored) -> Vec<Subject> {
    let others = stored.leaf.about.iter().filter(|text| **text != stored.leaf.stream);
    let others = others.filter_map(|text| text.parse::<Subject>().ok());
    others.filter(|subject| matches!(subject.kind(), Kind::Risk | Kind::Action)).collect()
}

/// Whether every system an event names may be seen, and the learning it is about.
fn sees(sight: &Sight, stored: &Stored) -> bool {
    if let Some(name) = stored.leaf.stream.strip_prefix(LEARNER)
        && !sight.learning.named.has(&format!("person:{name}"))
    {
        return false;
    }
    let mut systems = stored.leaf.about.iter().filter_map(|text| system_of(text)).peekable();
    if systems.peek().is_none() {
        return sight.sees(None);
    }
    systems.all(|system| sight.sees(Some(&system)))
}

/// The events that a filter asks for at the moment of a question, on all pages.
fn query(sight: &Sight, filter: &EventFilter) -> EventQuery {
    let upto = filter.to.map_or(sight.upto, |to| to.saturating_add(1).min(sight.upto));
    EventQuery {
        kinds: filter.kinds.clone(),
        subjects: filter.subject.iter().map(ToString::to_string).collect(),
        from: filter.from,
        upto: Some(upto),
        limit: None,
        newest_first: filter.newest_first,
    }
}

fn behind(query: EventQuery, after: Option<u64>) -> EventQuery {
    let Some(after) = after else { return query };
    if query.newest_first {
        let upto = query.upto.map_or(after, |upto| upto.min(after));
        return EventQuery { upto: Some(upto), ..query };
    }
    EventQuery { from: query.from.max(after.saturating_add(1)), ..query }
}
