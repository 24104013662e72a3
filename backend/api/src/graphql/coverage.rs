//! Who covers what: champions of teams and what they do, and owners of systems.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use kernel::Micros;

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

/// What the security champions of a team did while they were it, as far as the caller may see it.
#[derive(SimpleObject)]
pub struct ChampionActivity {
    /// Since when the team has had them.
    since: Time,
    /// Design reviews attended in the last twelve calendar months (UTC): those they took part in to the
    /// end, and open ones in which they answered.
    reviews_attended: usize,
    /// Findings handled in the same time: closed, owned until closed, or mended by an action of theirs.
    findings_handled: usize,
    /// Actions done or closed in the same time that mend no finding.
    actions_done: usize,
    /// When they last did any of it, however long ago; absent when they never did.
    last: Option<Time>,
    /// Whole days since then.
    days_since_last: Option<i64>,
    /// The twelve months, oldest first; they add up to the counts.
    months: Vec<ActiveMonth>,
}

/// A calendar month, and how much was done in it.
#[derive(SimpleObject)]
pub struct ActiveMonth {
    /// Which, such as `2026-02`.
    month: String,
    /// How many reviews, findings and actions.
    count: usize,
}

impl ChampionActivity {
    /// What was done as of a moment.
    pub fn of(found: app::people::Activity, at: Micros) -> Self {
        let month =
            |month: app::people::Month| ActiveMonth { month: month.name, count: month.count };
        Self {
            since: found.since.into(),
            reviews_attended: found.reviews_attended,
            findings_handled: found.findings_handled,
            actions_done: found.actions_done,
            last: found.last.map(Time::from),
            days_since_last: found.days_since_last(at),
            months: found.months.into_iter().map(month).collect(),
        }
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
}
