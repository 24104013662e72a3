//! What the event explorer asks for, and what it follows.
use cynic::SubscriptionBuilder;

use crate::{
    answer::decode,
    ask::{answer, question},
    list::Page,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, PageInfo},
};

/// Which events, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct EventsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<EventFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
    /// Whether the newest is first.
    pub newest_first: Option<bool>,
}

/// Which events.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct EventFilter {
    /// Only these kinds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<String>>,
    /// Only those about this.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
}

/// A page of events, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "EventsVars")]
pub struct EventsAnswer {
    /// The moment.
    pub at: At,
    /// The events.
    #[arguments(filter: $filter, first: $first, after: $after, newestFirst: $newest_first)]
    pub events: Events,
}

/// Events, in order.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "EventConnection")]
pub struct Events {
    /// The events.
    pub nodes: Vec<EventRow>,
    /// Where the next page begins.
    pub page_info: PageInfo,
    /// How many there are in all.
    pub total_count: i32,
}

/// An event in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Event")]
pub struct EventRow {
    /// Its place in the log.
    pub position: Position,
    /// What kind.
    pub kind: String,
    /// What happened to.
    pub stream: Subject,
    /// When, on the timeline.
    pub at: Time,
    /// Whether it came with a historic import.
    pub imported: bool,
    /// Whether it was recorded well after it happened.
    pub late: bool,
    /// Who did it.
    pub actor: Subject,
    /// The actor's name, unless erased.
    pub actor_name: Option<String>,
    /// Who the source says did it.
    pub claimed_actor: Option<Subject>,
    /// That person's name, unless erased.
    pub claimed_actor_name: Option<String>,
    /// What happened.
    pub sentence: String,
    /// Hash of its leaf.
    pub leaf_hash: String,
}

/// Which event, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct EventVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Its place in the log.
    pub place: Position,
}

/// One event, and the moment it is looked at from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "EventVars")]
pub struct EventAnswer {
    /// The moment.
    pub at: At,
    /// The event, if the log reached so far.
    #[arguments(position: $place)]
    pub event: Option<Event>,
}

/// All that is known about an event.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the log.
    pub position: Position,
    /// What kind.
    pub kind: String,
    /// Version of the kind.
    pub version: i32,
    /// What happened to.
    pub stream: Subject,
    /// Its place in the stream.
    pub stream_version: Position,
    /// When the log took it.
    pub recorded: Time,
    /// When, on the timeline.
    pub at: Time,
    /// When it happened, as the source says.
    pub occurred: Option<Time>,
    /// Whether it came with a historic import.
    pub imported: bool,
    /// Whether it was recorded well after it happened.
    pub late: bool,
    /// Who sent it.
    pub actor: Subject,
    /// The actor's name, unless erased.
    pub actor_name: Option<String>,
    /// Who the source says did it.
    pub claimed_actor: Option<Subject>,
    /// That person's name, unless erased.
    pub claimed_actor_name: Option<String>,
    /// By what right.
    pub ground: String,
    /// The command that led to it.
    pub command: String,
    /// Everything it names.
    pub about: Vec<Subject>,
    /// The event or command that caused it.
    pub cause: Option<String>,
    /// What it belongs together with.
    pub corr: Option<String>,
    /// What happened.
    pub sentence: String,
    /// The facts, as JSON.
    pub data: String,
    /// The exact bytes of its leaf.
    pub leaf: String,
    /// Hash of its leaf, by the server.
    pub leaf_hash: String,
    /// Personal parts, kept beside the log.
    pub parts: Vec<EventPart>,
}

/// A part that can be erased without touching the log.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct EventPart {
    /// Where it belongs in the data, as a JSON pointer.
    pub pointer: String,
    /// Whose key protects it.
    pub of: Subject,
    /// Whether that key was destroyed.
    pub erased: bool,
    /// The text, unless erased.
    pub text: Option<String>,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
pub(crate) struct FollowVars {
    after: Option<Position>,
    kinds: Option<Vec<String>>,
    subject: Option<Subject>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Subscription", variables = "FollowVars")]
pub(crate) struct Follow {
    #[arguments(after: $after, kinds: $kinds, subject: $subject)]
    events: EventRow,
}

/// Follows everything, to hear only that something happened.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Subscription", variables = "FollowVars")]
pub(crate) struct News {
    #[arguments(after: $after, kinds: $kinds, subject: $subject)]
    events: Command,
}

/// Only the command that led to an event.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Event")]
pub(crate) struct Command {
    command: String,
}

/// What is looked for in the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Kinds of events; all when empty.
    pub kinds: Vec<String>,
    /// What they are about; anything when empty.
    pub subject: String,
    /// Whether the oldest is first, and not the newest.
    pub oldest_first: bool,
}

impl Wanted {
    fn kinds(&self) -> Option<Vec<String>> {
        (!self.kinds.is_empty()).then(|| self.kinds.clone())
    }

    fn subject(&self) -> Option<Subject> {
        let subject = self.subject.trim();
        (!subject.is_empty()).then(|| Subject(subject.to_owned()))
    }
}

/// Asks for a page of events.
pub fn events(moment: &Moment, wanted: &Wanted, first: i32, after: Option<String>) -> String {
    let filter = EventFilter { kinds: wanted.kinds(), subject: wanted.subject() };
    question::<EventsAnswer, _>(EventsVars {
        time: moment.time.clone(),
        position: moment.position,
        filter: Some(filter),
        first: Some(first),
        after,
        newest_first: Some(!wanted.oldest_first),
    })
}

impl EventsAnswer {
    /// The answer as a page of a list.
    pub fn page(self) -> Page<EventRow> {
        let Events { nodes, page_info, total_count } = self.events;
        Page::new(self.at, nodes, page_info, total_count)
    }
}

/// Reads the answer to [`events`].
pub fn read_events(text: &str) -> Result<EventsAnswer, String> {
    answer::<EventsAnswer>(text)
}

/// Asks for one event.
pub fn event(moment: &Moment, place: u64) -> String {
    question::<EventAnswer, _>(EventVars {
        time: moment.time.clone(),
        position: moment.position,
        place: Position(place),
    })
}

/// Reads the answer to [`event`].
pub fn read_event(text: &str) -> Result<EventAnswer, String> {
    answer::<EventAnswer>(text)
}

/// Follows new events after a position.
pub fn follow(after: Option<u64>, wanted: &Wanted) -> String {
    let operation = Follow::build(FollowVars {
        after: after.map(Position),
        kinds: wanted.kinds(),
        subject: wanted.subject(),
    });
    // Strings, numbers and lists always have a JSON form.
    serde_json::to_string(&operation).unwrap_or_default()
}

/// Follows everything from now on, to hear only that something happened.
pub fn follow_news() -> String {
    let operation = News::build(FollowVars { after: None, kinds: None, subject: None });
    // Strings, numbers and lists always have a JSON form.
    serde_json::to_string(&operation).unwrap_or_default()
}

/// Reads one message of [`follow_news`]: the id of the command that led to the event.
pub fn read_news(text: &str) -> Result<String, String> {
    decode::<News>(text).map(|news| news.events.command)
}

/// Reads one message of [`follow`].
pub fn read_follow(text: &str) -> Result<EventRow, String> {
    decode::<Follow>(text).map(|follow| follow.events)
}
