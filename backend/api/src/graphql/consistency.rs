//! What does not add up, check by check.

use app::consistency::{Checked, Weight};
use async_graphql::{ComplexObject, Enum, SimpleObject};

use super::{
    connection::{rows, size},
    scalars::{Subject, Time},
};
use crate::reply::Answer;

/// How much an inconsistency weighs.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Weight")]
pub enum ConsistencyWeight {
    /// It can do harm now.
    Urgent,
    /// A duty is open.
    Open,
    /// The record has a hole.
    Hole,
}

/// Something that does not add up.
#[derive(SimpleObject, Clone)]
pub struct Inconsistency {
    /// The thing.
    subject: Subject,
    /// Why, as a sentence.
    why: String,
    /// Since when.
    since: Time,
}

/// One thing that is looked for, and what was found.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ConsistencyCheck {
    /// Its name: filters and links use it.
    key: &'static str,
    /// What it means, in a few words.
    title: &'static str,
    /// How much a finding weighs.
    weight: ConsistencyWeight,
    /// How to mend it.
    mend: &'static str,
    /// How much was found.
    total: usize,
    #[graphql(skip)]
    found: Vec<Inconsistency>,
}

#[ComplexObject]
impl ConsistencyCheck {
    /// What was found, the oldest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn findings(&self, first: Option<i32>) -> Answer<Vec<Inconsistency>> {
        let first = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
        Ok(self.found.iter().take(first).cloned().collect())
    }
}

impl From<Checked> for ConsistencyCheck {
    fn from(Checked { check, findings }: Checked) -> Self {
        let found = findings.into_iter().map(|one| Inconsistency {
            subject: Subject(one.subject),
            why: one.why,
            since: one.since.into(),
        });
        let found: Vec<_> = found.collect();
        Self {
            key: check.key,
            title: check.title,
            weight: check.weight.into(),
            mend: check.mend,
            total: found.len(),
            found,
        }
    }
}
