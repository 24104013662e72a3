//! Mandated policies, whom they bind, and who attested them.

use app::programme::{AttestationRow, Bound as Binding, Coverage as Covered, PolicyRow, coverage};
use async_graphql::{Object, SimpleObject};

use super::{
    findings::DayNotice,
    offers::Offers,
    people::{Person, role_title},
    scalars::{Long, Subject, Time},
    things::Shown,
};
use crate::{reply::Answer, scope::Ref};

/// A policy.
pub type Policy = Shown<PolicyRow>;

/// A version of a policy.
#[derive(SimpleObject)]
pub struct PolicyVersion {
    /// Its number.
    version: Long,
    /// When it was published.
    published: Time,
    /// By whom.
    published_by: Option<Person>,
    /// Who approved it.
    approved_by: Option<Person>,
    /// The SHA-256 of its text.
    digest: Option<String>,
}

/// Somebody a policy binds, at the moment asked about.
#[derive(SimpleObject)]
#[graphql(name = "BoundPerson")]
pub struct Bound {
    /// Who; absent when unknown.
    person: Option<Person>,
    /// Since when it binds them.
    since: Time,
    /// The day by which they attest; none is set where absent.
    due: Option<Time>,
    /// When they attested the current version.
    attested: Option<Time>,
    /// Whether they have not attested in time.
    overdue: bool,
}

/// How many of those bound attested the current version.
#[derive(SimpleObject, Clone, Copy)]
#[graphql(name = "PolicyCoverage")]
pub struct Coverage {
    /// Those bound.
    bound: usize,
    /// Those who attested.
    attested: usize,
    /// Those who have not in time.
    overdue: usize,
}

/// Whom a policy binds at the moment of a question.
pub(super) async fn covered(scope: &Ref, row: &PolicyRow) -> Answer<Covered> {
    let people = scope.table::<app::people::PersonRow>().await?;
    let attested = scope.table::<AttestationRow>().await?;
    Ok(coverage(row, people.iter(), &attested, scope.sight.time))
}

impl Shown<PolicyRow> {
    async fn covered(&self) -> Answer<Covered> {
        covered(&self.scope, &self.row).await
    }

    async fn shown(&self, bound: &Binding) -> Answer<Bound> {
        Ok(Bound {
            person: Person::by_name(&self.scope, &bound.person).await?,
            since: bound.since.into(),
            due: bound.due.map(Time::from),
            attested: bound.attested.map(Time::from),
            overdue: bound.is_overdue(self.scope.sight.time),
        })
    }
}

/// A policy: its current version, whom it binds, and who attested it.
#[Object(name = "Policy")]
impl Shown<PolicyRow> {
    /// The policy, `policy:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// The number of the current version.
    async fn version(&self) -> Long {
        self.row.version.into()
    }

    /// The SHA-256 of its text.
    async fn digest(&self) -> Option<&str> {
        self.row.digest.as_ref().map(kernel::Digest::as_str)
    }

    /// Titles of the roles it binds; empty when it binds everybody.
    async fn binds(&self) -> Vec<String> {
        self.row.binds.iter().map(|role| role_title(role.as_str())).collect()
    }

    /// Within how many days those bound attest it.
    async fn attest_within_days(&self) -> Option<Long> {
        self.row.attest_within_days.map(Long::from)
    }

    /// The day by which it is reviewed.
    async fn review_by(&self) -> Time {
        self.row.review_by.into()
    }

    /// Whether that day has passed at the moment asked about.
    async fn review_overdue(&self) -> bool {
        self.row.is_review_overdue(self.scope.sight.time)
    }

    /// When the current version was published.
    async fn published(&self) -> Time {
        self.row.published.into()
    }

    /// By whom.
    async fn published_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.published_by).await
    }

    /// Who approved it.
    async fn approved_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.approved_by).await
    }

    /// Every version, oldest first.
    async fn versions(&self) -> Answer<Vec<PolicyVersion>> {
        let mut all = Vec::with_capacity(self.row.versions.len());
        for version in &self.row.versions {
            all.push(PolicyVersion {
                version: version.version.into(),
                published: version.published.into(),
                published_by: Person::by_name(&self.scope, &version.published_by).await?,
                approved_by: Person::by_name(&self.scope, &version.approved_by).await?,
                digest: version.digest.as_ref().map(ToString::to_string),
            });
        }
        Ok(all)
    }

    /// When it was retired.
    async fn retired(&self) -> Option<Time> {
        self.row.retired.as_ref().map(|(at, _)| (*at).into())
    }

    /// Why it was retired.
    async fn retired_reason(&self) -> Answer<Option<String>> {
        match &self.row.retired {
            Some((_, reason)) => self.scope.text(reason).await,
            None => Ok(None),
        }
    }

    /// How many of those bound attested.
    async fn coverage(&self) -> Answer<Coverage> {
        let covered = self.covered().await?;
        Ok(Coverage {
            bound: covered.bound.len(),
            attested: covered.attested(),
            overdue: covered.overdue().count(),
        })
    }

    /// Everybody it binds: overdue first, then those who have not attested, then the others.
    async fn bound(&self) -> Answer<Vec<Bound>> {
        let mut covered = self.covered().await?;
        let at = covered.at;
        covered.bound.sort_by_key(|one| (!one.is_overdue(at), one.attested.is_some(), one.due));
        let mut all = Vec::with_capacity(covered.bound.len());
        for bound in &covered.bound {
            all.push(self.shown(bound).await?);
        }
        Ok(all)
    }

    /// How it stands towards the one who asks; absent when it does not bind them.
    async fn mine(&self) -> Answer<Option<Bound>> {
        let covered = self.covered().await?;
        let mine = covered.bound.iter().find(|one| one.person == self.scope.caller.person);
        match mine {
            Some(bound) => self.shown(bound).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who was told that its review is due.
    async fn notices(&self) -> Answer<Vec<DayNotice>> {
        DayNotice::all(&self.scope, &self.row.told).await
    }
}
