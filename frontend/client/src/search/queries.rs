//! What the palette and the page of search ask.
use crate::{
    ask,
    moment::Moment,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::At,
};

/// Longest text that can be looked for, in characters.
pub const LONGEST: usize = 200;

/// What is looked for, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SearchVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// What somebody typed.
    pub text: String,
    /// Only these kinds.
    pub kinds: Option<Vec<String>>,
    /// How many results.
    pub first: Option<i32>,
}

/// What a text finds at a moment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "SearchVars")]
pub struct SearchPage {
    /// What the answer counts from.
    pub at: At,
    /// What was found.
    #[arguments(text: $text, kinds: $kinds, first: $first)]
    pub search: Finds,
}

/// What was found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SearchAnswer")]
pub struct Finds {
    /// The best of it.
    pub hits: Vec<Hit>,
    /// How many of each kind, whatever kinds are listed.
    pub facets: Vec<Facet>,
    /// How many of the kinds that are listed.
    pub total: Long,
}

/// Something that was found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SearchHit")]
pub struct Hit {
    /// What it is.
    pub subject: Subject,
    /// The word for its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// A line about it.
    pub detail: String,
    /// How it stands.
    pub state: Option<String>,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// The section, of an item of the catalogue.
    pub section: Option<String>,
    /// The id of a part of the subject.
    pub item: Option<String>,
}

/// How many of a kind were found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SearchFacet")]
pub struct Facet {
    /// The word for the kind.
    pub kind: String,
    /// How many.
    pub count: Long,
}

/// Asks what a text finds; an empty kind means all.
pub fn ask(moment: Moment, text: &str, kind: &str, first: i32) -> String {
    let Moment { time, position } = moment;
    let text: String = text.trim_start().chars().take(LONGEST).collect();
    let kinds = (!kind.is_empty()).then(|| vec![kind.to_owned()]);
    ask::question::<SearchPage, _>(SearchVars { time, position, text, kinds, first: Some(first) })
}

/// Reads what a text finds; the error is a sentence for people.
pub fn read(text: &str) -> Result<SearchPage, String> {
    ask::answer(text)
}
