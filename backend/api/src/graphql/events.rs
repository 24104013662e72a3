//! Events, with the leaf they are hashed as.

use std::sync::Arc;

use app::history::{EventFilter as Filter, EventPage, sentence};
use async_graphql::{InputObject, Object, SimpleObject};
use kernel::Micros;
use store::{PartRef, Stored};

use super::{
    connection::{Connection, PageInfo, cursor, key, size},
    people::Person,
    scalars::{Position, Subject, Time},
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// An event that occurred so much before it was recorded is late.
const LATE: i64 = Micros::DAY;

/// Which events are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct EventFilter {
    /// Types; none means every type.
    pub kinds: Option<Vec<String>>,
    /// Only events about this.
    pub subject: Option<Subject>,
    /// First position.
    pub from: Option<Position>,
    /// Last position, inclusive.
    pub to: Option<Position>,
}

/// An event.
pub struct Event {
    scope: Ref,
    stored: Stored,
    fact: app::Fact,
}

/// A personal text of an event.
#[derive(SimpleObject, Clone, Debug)]
pub struct EventPart {
    /// Where in the data it stands.
    pointer: String,
    /// Whose key seals it.
    of: Subject,
    /// Whether it was erased.
    erased: bool,
    /// The text; absent when erased, and for the answers of a test.
    text: Option<String>,
}

impl Event {
    /// An event, as shown.
    pub fn new(scope: &Ref, stored: Stored) -> Answer<Self> {
        let fact = app::recorded(&stored)?;
        Ok(Self { scope: Arc::clone(scope), stored, fact })
    }

    /// Whether its type and subject are wanted.
    pub fn is_wanted(stored: &Stored, kinds: &[String], subject: Option<&str>) -> bool {
        let leaf = &stored.leaf;
        let is_about = |subject: &str| leaf.about.iter().any(|about| about == subject);
        (kinds.is_empty() || kinds.contains(&leaf.kind)) && subject.is_none_or(is_about)
    }

    /// A page of events.
    pub async fn page(
        scope: &Ref,
        filter: EventFilter,
        newest_first: bool,
        (first, after): (Option<i32>, Option<String>),
    ) -> Answer<Connection<Self>> {
        let after = after.map(|after| position(&after)).transpose()?;
        let wanted = Filter {
            kinds: filter.kinds.unwrap_or_default(),
            subject: filter.subject.map(|subject| subject.0),
            from: filter.from.map(|from| from.0).unwrap_or_default(),
            to: filter.to.map(|to| to.0),
            after,
            newest_first,
        };
        // What one was told oneself is one's own to read, whatever else one may see.
        if wanted.is_told_to(&scope.caller.person) {
            return Self::own(scope, &wanted, first).await;
        }
        let page = scope.app.events(&scope.sight, &wanted, size(first)?).await?;
        Self::connection(scope, page)
    }

    /// A page of what the caller was told themselves, whatever else they may see. A type that is
    /// no notice asks for nothing.
    pub async fn told(
        scope: &Ref,
        (kinds, since): (Option<Vec<String>>, Option<Position>),
        (first, after): (Option<i32>, Option<String>),
    ) -> Answer<Connection<Self>> {
        let after = after.map(|after| position(&after)).transpose()?;
        let mut wanted = Filter::told_to(&scope.caller.person, after);
        if let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) {
            wanted.kinds = kinds;
        }
        wanted.from = since.map(|since| since.0).unwrap_or_default();
        Self::own(scope, &wanted, first).await
    }

    async fn own(scope: &Ref, wanted: &Filter, first: Option<i32>) -> Answer<Connection<Self>> {
        let person = &scope.caller.person;
        let page = scope.app.told(&scope.sight, person, wanted, size(first)?).await?;
        Self::connection(scope, page)
    }

    fn connection(scope: &Ref, page: EventPage) -> Answer<Connection<Self>> {
        let end_cursor = page.events.last().map(|last| cursor(&last.pos.to_string()));
        let nodes = page.events.into_iter().map(|stored| Self::new(scope, stored));
        Ok(Connection {
            nodes: nodes.collect::<Answer<_>>()?,
            page_info: PageInfo { has_next_page: page.has_more, end_cursor },
            total_count: usize::try_from(page.total).map_err(app::AppError::internal)?,
        })
    }
}

fn position(after: &str) -> Answer<u64> {
    let bad = |_| Reply::bad_input("after", "this cursor is not of this list");
    key(after)?.parse().map_err(bad)
}

/// An event: what happened, who recorded it, and the exact bytes that are hashed.
#[Object]
impl Event {
    /// Its position in the log.
    async fn position(&self) -> Position {
        Position(self.stored.pos)
    }

    /// Its type, `dataset.quarantined`.
    async fn kind(&self) -> &str {
        &self.stored.leaf.kind
    }

    /// Version of the type.
    async fn version(&self) -> u16 {
        self.stored.leaf.tver
    }

    /// The thing it happened to.
    async fn stream(&self) -> Subject {
        Subject::from(&self.fact.stream)
    }

    /// Version of that thing's stream with this event.
    async fn stream_version(&self) -> Position {
        Position(self.stored.leaf.ver)
    }

    /// When the log recorded it.
    async fn recorded(&self) -> Time {
        self.fact.recorded.into()
    }

    /// Where it stands in time: claimed time if imported, recorded time otherwise.
    async fn at(&self) -> Time {
        self.fact.at.into()
    }

    /// When it happened, as the source claims.
    async fn occurred(&self) -> Option<Time> {
        self.stored.leaf.occurred.map(|occurred| Time(Micros(occurred)))
    }

    /// Whether it came with a historic import.
    async fn imported(&self) -> bool {
        self.fact.imported
    }

    /// Whether it was recorded well after it occurred, other than by an import.
    async fn late(&self) -> bool {
        let leaf = &self.stored.leaf;
        let delay = leaf.occurred.map(|occurred| leaf.time.saturating_sub(occurred));
        !leaf.imported && delay.is_some_and(|delay| delay > LATE)
    }

    /// Who recorded it.
    async fn actor(&self) -> Subject {
        Subject::from(&self.fact.actor)
    }

    /// What they are called; absent when erased.
    async fn actor_name(&self) -> Answer<Option<String>> {
        Person::name_of(&self.scope, &self.fact.actor).await
    }

    /// Who acted, as the source claims.
    async fn claimed_actor(&self) -> Option<Subject> {
        self.fact.claimed_actor.as_ref().map(Subject::from)
    }

    /// What they are called; absent when erased.
    async fn claimed_actor_name(&self) -> Answer<Option<String>> {
        match &self.fact.claimed_actor {
            Some(actor) => Person::name_of(&self.scope, actor).await,
            None => Ok(None),
        }
    }

    /// The permission it was recorded under.
    async fn ground(&self) -> &str {
        &self.stored.leaf.ground
    }

    /// Id of the command it answers.
    async fn command(&self) -> &str {
        &self.stored.leaf.command
    }

    /// What it concerns.
    async fn about(&self) -> Vec<Subject> {
        self.stored.leaf.about.iter().filter_map(|text| text.parse().ok().map(Subject)).collect()
    }

    /// The event that caused it.
    async fn cause(&self) -> Option<&str> {
        self.stored.leaf.cause.as_deref()
    }

    /// What it belongs together with.
    async fn corr(&self) -> Option<&str> {
        self.stored.leaf.corr.as_deref()
    }

    /// What happened, in a sentence.
    async fn sentence(&self) -> String {
        sentence(&self.fact)
    }

    /// What is said about it and is not personal, as JSON text; without the tests of a curriculum.
    async fn data(&self) -> String {
        let leaf = &self.stored.leaf;
        app::catalogue::readable_data(&leaf.kind, &leaf.data).to_string()
    }

    /// The leaf: the exact bytes that are hashed, as text.
    async fn leaf(&self) -> String {
        String::from_utf8_lossy(&self.stored.bytes).into_owned()
    }

    /// The leaf's hash, in hex.
    async fn leaf_hash(&self) -> String {
        self.stored.leaf_hash.to_string()
    }

    /// Its personal texts.
    async fn parts(&self) -> Answer<Vec<EventPart>> {
        let mut parts = Vec::new();
        for part in &self.stored.leaf.parts {
            let wanted = PartRef { pos: self.stored.pos, pointer: part.n.clone() };
            let text = self.scope.part(wanted).await?;
            let of: kernel::Subject = part.key.parse().map_err(app::AppError::internal)?;
            let (pointer, erased) = (part.n.clone(), text.is_none());
            // What a curriculum seals are the answers of its tests: nobody reads them here. What
            // somebody saved as a view, only they do: for others there are the menus of lists.
            let is_view = self.fact.stream.kind() == kernel::Kind::View;
            let is_open = of.kind() != kernel::Kind::Curriculum
                && (!is_view || *self.fact.by() == self.scope.caller.person);
            let text = text.filter(|_| is_open);
            parts.push(EventPart { pointer, of: Subject(of), erased, text });
        }
        Ok(parts)
    }
}
