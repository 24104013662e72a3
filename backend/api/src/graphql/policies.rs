//! Mandated policies, whom they bind, and who attested them.

use std::sync::Arc;

use app::programme::{
    AttestationRow, Bound as Binding, Coverage as Covered, KeptText, PolicyRow, coverage,
};
use async_graphql::{InputObject, Object, SimpleObject};
use futures::future::try_join_all;

use super::{
    connection::{Connection, Cut, Part, cut},
    findings::DayNotice,
    offers::Offers,
    order::{Key, Keys, OrderBy, arranged, known},
    people::{Person, role_title},
    query::{called, contains},
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
    /// Its text, once it is kept.
    text: Option<PolicyText>,
}

/// The text of a version of a policy.
#[derive(SimpleObject)]
pub struct PolicyText {
    /// SHA-256 of its bytes, in hex. The file itself is at
    /// `/api/v1/policies/NAME/versions/NUMBER/text`.
    digest: String,
    /// Its media type.
    media_type: String,
    /// How many bytes it has.
    bytes: Long,
    /// What whoever sent it called it; absent when they did not say, or were erased.
    name: Option<String>,
    /// When it was kept.
    kept_at: Time,
    /// By whom.
    kept_by: Option<Person>,
}

/// Somebody a policy binds, at the moment asked about.
#[derive(SimpleObject)]
#[graphql(name = "BoundPerson")]
pub struct Bound {
    /// What binds them.
    policy: Policy,
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

/// Which of those whom policies bind are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct AttestationFilter {
    /// Bound by this policy.
    pub policy: Option<Subject>,
    /// Who attested the current version, or did not.
    pub attested: Option<bool>,
    /// Who have not attested in time, or all others.
    pub overdue: Option<bool>,
    /// With this text in the name or id of the person, or in the title of the policy.
    pub text: Option<String>,
}

/// A policy, and somebody it binds.
type Bond = (Arc<PolicyRow>, Binding);

/// A page of those whom policies bind: overdue first, then those who have not attested, then the
/// others.
pub(super) async fn attestations(
    scope: &Ref,
    filter: AttestationFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Bound>> {
    let bonds = ordered(scope, wanted(scope, filter).await?, order).await?;
    let Cut { rows, page_info, total_count } =
        cut(bonds, (first, after), |(policy, one)| format!("{} {}", policy.subject, one.person))?;
    let mut nodes = Vec::with_capacity(rows.len());
    for (policy, one) in rows {
        nodes.push(Policy::new(scope, policy).shown(&one).await?);
    }
    Ok(Connection { nodes, page_info, total_count })
}

async fn wanted(scope: &Ref, filter: AttestationFilter) -> Answer<Vec<Bond>> {
    let AttestationFilter { policy, attested, overdue, text } = filter;
    let (now, table) = (scope.sight.time, scope.table::<PolicyRow>().await?);
    let mut all: Vec<Bond> = Vec::new();
    for row in &table.rows {
        if policy.as_ref().is_none_or(|policy| policy.0 == row.subject) {
            let bound = covered(scope, row).await?.bound.into_iter();
            all.extend(bound.map(|one| (Arc::clone(row), one)));
        }
    }
    all.retain(|(_, one)| {
        attested.is_none_or(|attested| one.attested.is_some() == attested)
            && overdue.is_none_or(|overdue| one.is_overdue(now) == overdue)
    });
    all.sort_by_key(|(_, one)| (!one.is_overdue(now), one.attested.is_some(), one.due));
    let Some(text) = text else { return Ok(all) };
    // Names are opened for this question only; who was erased has none to be found by.
    let names =
        try_join_all(all.iter().map(|(_, one)| Person::name_of(scope, &one.person))).await?;
    let found = names.into_iter().zip(all).filter(|(name, (policy, one))| {
        let name = name.as_deref().unwrap_or_default();
        contains(&text, &[name, one.person.name(), policy.title.as_str()])
    });
    Ok(found.map(|(_, bond)| bond).collect())
}

async fn ordered(scope: &Ref, bonds: Vec<Bond>, order: Option<OrderBy>) -> Answer<Vec<Bond>> {
    let Some(order) = order else { return Ok(bonds) };
    let now = scope.sight.time;
    let late = |one: &Binding| u8::from(one.attested.is_none()) + u8::from(one.is_overdue(now));
    let keys: Keys = match known(&order, &["person", "state", "due", "attested"])? {
        "state" => bonds.iter().map(|(_, one)| Key::number(late(one))).collect(),
        "due" => bonds.iter().map(|(_, one)| Key::number(one.due?.0)).collect(),
        "attested" => bonds.iter().map(|(_, one)| Key::number(one.attested?.0)).collect(),
        _ => called(scope, bonds.iter().map(|(_, one)| Some(&one.person))).await?,
    };
    Ok(arranged(bonds, keys, order.descending))
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

    async fn kept(&self, text: Option<&KeptText>) -> Answer<Option<PolicyText>> {
        let Some(text) = text else { return Ok(None) };
        Ok(Some(PolicyText {
            digest: text.digest.to_string(),
            media_type: text.media_type.to_string(),
            bytes: text.bytes.into(),
            name: self.scope.text(&text.name).await?,
            kept_at: text.at.into(),
            kept_by: Person::by_name(&self.scope, &text.by).await?,
        }))
    }

    async fn shown(&self, bound: &Binding) -> Answer<Bound> {
        Ok(Bound {
            policy: Self::new(&self.scope, Arc::clone(&self.row)),
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

    /// The text of the current version, once it is kept.
    async fn text(&self) -> Answer<Option<PolicyText>> {
        self.kept(self.row.text()).await
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
                text: self.kept(version.text.as_ref()).await?,
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
