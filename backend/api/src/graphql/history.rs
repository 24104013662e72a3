//! The timeline of a thing, in lanes.

use std::sync::Arc;

use app::history::Item;
use async_graphql::{Object, SimpleObject};

use super::{
    people::Person,
    scalars::{Position, Subject, Time},
};
use crate::{reply::Answer, scope::Ref};

/// What happened to a thing.
#[derive(SimpleObject)]
pub struct Timeline {
    /// The thing.
    subject: Subject,
    /// One lane per room in which something happened.
    lanes: Vec<Lane>,
    /// Where the time axis begins.
    from: Time,
    /// Where it ends.
    to: Time,
    /// The position of the oldest event shown, where older ones are left out: they are in the log
    /// before it. Absent where nothing is left out.
    since: Option<Position>,
}

/// What happened in one room.
#[derive(SimpleObject)]
pub struct Lane {
    /// What people call it.
    name: &'static str,
    /// What happened, oldest first.
    items: Vec<TimelineItem>,
    /// When something was missing.
    gaps: Vec<Gap>,
}

/// A time in which something was missing.
#[derive(SimpleObject)]
pub struct Gap {
    /// From.
    from: Time,
    /// To.
    to: Time,
    /// What was missing.
    sentence: String,
}

/// Something that happened.
pub struct TimelineItem {
    scope: Ref,
    item: Item,
}

impl Timeline {
    /// A timeline, as shown.
    pub async fn of(scope: &Ref, subject: &kernel::Subject) -> Answer<Self> {
        let timeline = scope.app.timeline(&scope.sight, subject).await?;
        let gap = |gap: app::history::Gap| Gap {
            from: gap.from.into(),
            to: gap.to.into(),
            sentence: gap.sentence,
        };
        let lane = |lane: app::history::Lane| Lane {
            name: lane.name,
            items: lane.items.into_iter().map(|item| TimelineItem::new(scope, item)).collect(),
            gaps: lane.gaps.into_iter().map(gap).collect(),
        };
        Ok(Self {
            subject: timeline.subject.into(),
            lanes: timeline.lanes.into_iter().map(lane).collect(),
            from: timeline.from.into(),
            to: timeline.to.into(),
            since: timeline.since.map(Position),
        })
    }
}

impl TimelineItem {
    /// An item, as shown.
    pub fn new(scope: &Ref, item: Item) -> Self {
        Self { scope: Arc::clone(scope), item }
    }
}

/// Something that happened.
#[Object]
impl TimelineItem {
    /// Its position.
    async fn position(&self) -> Position {
        Position(self.item.pos)
    }

    /// When, on the timeline.
    async fn at(&self) -> Time {
        self.item.at.into()
    }

    /// The event type.
    async fn kind(&self) -> &str {
        &self.item.kind
    }

    /// What happened.
    async fn sentence(&self) -> &str {
        &self.item.sentence
    }

    /// Who did it.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.item.by).await
    }

    /// To what.
    async fn subject(&self) -> Subject {
        Subject::from(&self.item.subject)
    }

    /// What was said about it; absent when nothing was, or when it was erased.
    async fn note(&self) -> Answer<Option<String>> {
        self.scope.text(&self.item.note).await
    }

    /// The leaf's hash, in hex.
    async fn leaf_hash(&self) -> String {
        self.item.leaf_hash.to_string()
    }

    /// Whether it came with a historic import.
    async fn imported(&self) -> bool {
        self.item.imported
    }

    /// How it is to be read: `good`, `bad`, `warn`, `info` or `neutral`.
    async fn tone(&self) -> &str {
        self.item.tone.as_str()
    }
}
