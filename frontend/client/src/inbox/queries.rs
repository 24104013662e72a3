//! What the inbox asks for, and what the bell asks for.
use super::kinds_of;
use crate::{
    ask::{answer, question},
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, PageInfo},
};

/// Which notices, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct InboxVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Of these kinds; of all when absent.
    pub kinds: Option<Vec<String>>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// A page of notices, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "InboxVars")]
pub struct InboxAnswer {
    /// The moment.
    pub at: At,
    /// What the reader was told, newest first.
    #[arguments(kinds: $kinds, first: $first, after: $after)]
    pub my_notices: Notices,
}

/// Notices, newest first.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "EventConnection")]
pub struct Notices {
    /// The notices.
    pub nodes: Vec<Notice>,
    /// Where the next page begins.
    pub page_info: PageInfo,
    /// How many there are in all.
    pub total_count: i32,
}

/// Something the reader was told.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Event")]
pub struct Notice {
    /// The place of its event in the log.
    pub position: Position,
    /// What kind.
    pub kind: String,
    /// On what it was recorded.
    pub stream: Subject,
    /// When they were told.
    pub at: Time,
    /// Everything it names.
    pub about: Vec<Subject>,
    /// What it says.
    pub sentence: String,
}

/// From where on notices are counted.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UnseenVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// From this place of the log on.
    pub since: Option<Position>,
}

/// How many notices are new.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "UnseenVars")]
pub struct UnseenAnswer {
    /// Those from that place on.
    #[arguments(since: $since, first: 0)]
    pub my_notices: Counted,
}

/// A number of notices.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "EventConnection")]
pub struct Counted {
    /// How many.
    pub total_count: i32,
}

/// Asks for a page of the inbox; `choice` is a word of an address.
pub fn inbox(moment: &Moment, choice: &str, first: i32, after: Option<String>) -> String {
    let kinds = kinds_of(choice);
    question::<InboxAnswer, _>(InboxVars {
        time: moment.time.clone(),
        position: moment.position,
        kinds: (!kinds.is_empty()).then_some(kinds),
        first: Some(first),
        after,
    })
}

/// Reads the answer to [`inbox`].
pub fn read_inbox(text: &str) -> Result<InboxAnswer, String> {
    answer::<InboxAnswer>(text)
}

/// Asks how many notices there are from a place of the log on.
pub fn unseen(since: u64) -> String {
    let since = Some(Position(since));
    question::<UnseenAnswer, _>(UnseenVars { time: None, position: None, since })
}

/// Reads the answer to [`unseen`].
pub fn read_unseen(text: &str) -> Result<usize, String> {
    let count = answer::<UnseenAnswer>(text)?.my_notices.total_count;
    Ok(usize::try_from(count).unwrap_or_default())
}
