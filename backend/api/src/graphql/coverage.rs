//! Who covers what: champions of teams, owners of systems, and what leavers leave to hand over.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::{
    people::Person,
    scalars::{Subject, Time},
};
use crate::{reply::Answer, scope::Ref};

/// Who covers what at the moment asked about.
pub struct Accountabilities {
    scope: Ref,
}

/// How much of something is covered.
#[derive(SimpleObject)]
pub struct Coverage {
    /// How many need somebody.
    total: usize,
    /// How many have somebody.
    covered: usize,
    /// Those that have nobody.
    missing: Vec<Uncovered>,
}

/// A thing that nobody covers.
#[derive(SimpleObject)]
pub struct Uncovered {
    /// The thing.
    subject: Subject,
    /// Who covered it until they left.
    left: Option<Person>,
    /// Since when nobody does.
    since: Time,
}

/// Something a leaver still stands for.
#[derive(SimpleObject)]
pub struct HandOver {
    /// Who left.
    person: Option<Person>,
    /// When.
    left: Time,
    /// What needs a successor.
    subject: Subject,
    /// As what, in words.
    role: String,
    /// Who could follow.
    suggested: Option<Person>,
}

impl Uncovered {
    /// A gap, with who left it.
    pub(super) async fn of(scope: &Ref, gap: app::people::coverage::Missing) -> Answer<Self> {
        Ok(Self {
            left: Person::by_maybe(scope, gap.left.as_ref()).await?,
            subject: Subject(gap.subject),
            since: gap.since.into(),
        })
    }
}

impl Accountabilities {
    /// Of the moment of a question.
    pub fn new(scope: &Ref) -> Self {
        Self { scope: Arc::clone(scope) }
    }

    async fn shown(&self, found: app::people::Coverage) -> Answer<Coverage> {
        let (total, covered) = (found.total(), found.covered.len());
        let mut missing = Vec::with_capacity(found.missing.len());
        for gap in found.missing {
            missing.push(Uncovered::of(&self.scope, gap).await?);
        }
        Ok(Coverage { total, covered, missing })
    }
}

/// Who covers what at the moment asked about.
#[Object]
impl Accountabilities {
    /// Teams that run a system in use, and whether they have a security champion.
    async fn champions(&self) -> Answer<Coverage> {
        let found = self.scope.app.champion_coverage(&self.scope.sight).await?;
        self.shown(found).await
    }

    /// Systems in use, and whether they have an accountable owner who has not left.
    async fn owners(&self) -> Answer<Coverage> {
        let found = self.scope.app.owner_coverage(&self.scope.sight).await?;
        self.shown(found).await
    }

    /// What those who left still stand for; each vanishes when a successor is named.
    async fn hand_overs(&self) -> Answer<Vec<HandOver>> {
        let mut tasks = Vec::new();
        for task in self.scope.app.hand_overs(&self.scope.sight).await? {
            tasks.push(HandOver {
                person: Person::by_name(&self.scope, &task.person).await?,
                left: task.left.into(),
                subject: Subject(task.subject),
                role: task.role,
                suggested: Person::by_maybe(&self.scope, task.suggested.as_ref()).await?,
            });
        }
        Ok(tasks)
    }
}
