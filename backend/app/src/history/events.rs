//! The log as a list: filtered, paged, counted, and only what the caller may see.

use kernel::Subject;
use store::{EventQuery, Stored};

use crate::{App, AppError, Sight, Visible, facts::system_of};

/// Events looked through at a time when rights must be checked one by one.
const STEP: u32 = 2_000;

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

impl App {
    /// A page of events.
    pub async fn events(
        &self,
        sight: &Sight,
        filter: &EventFilter,
        first: u32,
    ) -> Result<EventPage, AppError> {
        let upto = filter.to.map_or(sight.upto, |to| to.saturating_add(1).min(sight.upto));
        let all = EventQuery {
            kinds: filter.kinds.clone(),
            subjects: filter.subject.iter().map(ToString::to_string).collect(),
            from: filter.from,
            upto: Some(upto),
            limit: None,
            newest_first: filter.newest_first,
        };
        match &sight.visible {
            Visible::Nothing => Ok(EventPage { events: Vec::new(), has_more: false, total: 0 }),
            Visible::All => self.every_event(all, filter.after, first).await,
            Visible::Only(_) => self.visible_events(sight, all, filter.after, first).await,
        }
    }

    /// One event, if it is counted and may be seen.
    pub async fn event(&self, sight: &Sight, pos: u64) -> Result<Option<Stored>, AppError> {
        if pos >= sight.upto {
            return Ok(None);
        }
        let found = self.store.read(pos, 1).await?.into_iter().next();
        Ok(found.filter(|stored| stored.pos == pos && sees(sight, stored)))
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
            for stored in step.into_iter().filter(|stored| sees(sight, stored)) {
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

/// Whether every system an event names may be seen.
pub fn sees(sight: &Sight, stored: &Stored) -> bool {
    let mut systems = stored.leaf.about.iter().filter_map(|text| system_of(text)).peekable();
    if systems.peek().is_none() {
        return sight.sees(None);
    }
    systems.all(|system| sight.sees(Some(&system)))
}

fn behind(query: EventQuery, after: Option<u64>) -> EventQuery {
    let Some(after) = after else { return query };
    if query.newest_first {
        let upto = query.upto.map_or(after, |upto| upto.min(after));
        return EventQuery { upto: Some(upto), ..query };
    }
    EventQuery { from: query.from.max(after.saturating_add(1)), ..query }
}
