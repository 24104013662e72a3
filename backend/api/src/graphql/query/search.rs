//! The question what a text finds.
//!
//! # Invariants
//! - What is found, counted and listed is of systems the caller may see. (`a_team_sees_nothing_of_another_team`)
//!
//! # Deliberately absent
//! - A way on behind the listed: who does not find it among the first types another word.

use app::search::{Asked, Finds, Hit, LONGEST};
use async_graphql::{Context, Object, SimpleObject};

use super::{Moment, rows};
use crate::{
    graphql::scalars::{Long, Subject},
    reply::{Answer, Reply},
};

/// Hits when nobody says how many.
const USUAL: i32 = 20;
/// Most hits.
const MOST: i32 = 100;

/// Something that was found.
#[derive(SimpleObject, Clone, Debug)]
pub struct SearchHit {
    /// What it is.
    pub subject: Subject,
    /// The word for its kind, such as `model_version`.
    pub kind: &'static str,
    /// What it is called; a person who was erased by their id.
    pub title: String,
    /// A line about it.
    pub detail: String,
    /// How it stands, in one word.
    pub state: Option<String>,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// The section, of an item of the catalogue.
    pub section: Option<String>,
    /// The id of a module, a campaign or an item of the catalogue, which are parts of the subject.
    pub item: Option<String>,
}

/// How many of a kind were found.
#[derive(SimpleObject, Clone, Debug)]
pub struct SearchFacet {
    /// The word for the kind.
    pub kind: &'static str,
    /// How many, whatever kinds are listed.
    pub count: Long,
}

/// What a text finds.
#[derive(SimpleObject, Clone, Debug)]
pub struct SearchAnswer {
    /// The best of it, in order.
    pub hits: Vec<SearchHit>,
    /// How many there are of each kind that has any.
    pub facets: Vec<SearchFacet>,
    /// How many there are of the kinds that are listed.
    pub total: Long,
}

impl From<Hit> for SearchHit {
    fn from(hit: Hit) -> Self {
        let Hit { subject, kind, title, detail, state, system, item } = hit;
        let (subject, system) = (Subject(subject), system.map(Subject));
        let (section, item) = item.map_or((None, None), |item| (item.section, Some(item.id)));
        Self { subject, kind, title, detail, state, system, section, item }
    }
}

impl From<Finds> for SearchAnswer {
    fn from(found: Finds) -> Self {
        let facet = |(kind, count)| SearchFacet { kind, count: Long(count) };
        Self {
            hits: found.hits.into_iter().map(SearchHit::from).collect(),
            facets: found.facets.into_iter().map(facet).collect(),
            total: Long(found.total),
        }
    }
}

/// The question what a text finds.
#[derive(Default)]
pub struct SearchQuery(pub(super) Moment);

#[Object]
impl SearchQuery {
    /// What has all the words of a text: in its name, its id or what is said about it. The last word
    /// may be only begun.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        text: String,
        #[graphql(desc = "Only these kinds, by their words; all when none is named.")]
        kinds: Option<Vec<String>>,
        #[graphql(desc = "So many hits, at most 100.")] first: Option<i32>,
    ) -> Answer<SearchAnswer> {
        let scope = self.0.scope(ctx).await?;
        let first = first.unwrap_or(USUAL);
        if !(0..=MOST).contains(&first) {
            return Err(Reply::bad_input("first", format!("there are 0 to {MOST} hits at once")));
        }
        if text.chars().count() > LONGEST {
            let sentence = format!("a text to look for has at most {LONGEST} characters");
            return Err(Reply::bad_input("text", sentence));
        }
        let first = usize::try_from(first).map_err(app::AppError::internal)?;
        let asked = Asked { text, kinds: kinds.unwrap_or_default(), first };
        Ok(scope.app.search(&scope.sight, asked).await?.into())
    }
}
