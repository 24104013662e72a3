//! What does not add up: one list of all findings, and the checks that found them.

use std::sync::Arc;

use app::{
    consistency::{Check, Checked, Inconsistency as Found, Weight},
    systems::SystemRow,
};
use async_graphql::{Enum, InputObject, Object, SimpleObject};

use super::{
    connection::{Cut, PageInfo, Part, cut, rows, size},
    order::{Key, Keys, arranged, known},
    query::contains,
    scalars::{Subject, Time},
    systems::System,
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

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
#[derive(Clone)]
pub struct Inconsistency {
    scope: Ref,
    check: &'static Check,
    row: Found,
}

/// Something that does not add up.
#[Object]
impl Inconsistency {
    /// The check that found it.
    async fn check(&self) -> &'static str {
        self.check.key
    }

    /// What the check means, in a few words.
    async fn title(&self) -> &'static str {
        self.check.title
    }

    /// How much it weighs.
    async fn weight(&self) -> ConsistencyWeight {
        self.check.weight.into()
    }

    /// The thing.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// The system it belongs to; absent where it belongs to several or to none.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// Why, as a sentence.
    async fn why(&self) -> &str {
        &self.row.why
    }

    /// Since when.
    async fn since(&self) -> Time {
        self.row.since.into()
    }

    /// What to do about it, in a few words.
    async fn mend(&self) -> &'static str {
        self.check.mend
    }

    /// The page that mends it: a path of the product, without the moment looked at.
    async fn mend_at(&self) -> &str {
        &self.row.mend_at
    }
}

/// One thing that is looked for, and what was found.
pub struct ConsistencyCheck {
    check: &'static Check,
    found: Vec<Inconsistency>,
}

/// One thing that is looked for, and what was found.
#[Object]
impl ConsistencyCheck {
    /// Its name: filters and links use it.
    async fn key(&self) -> &'static str {
        self.check.key
    }

    /// What it means, in a few words.
    async fn title(&self) -> &'static str {
        self.check.title
    }

    /// How much a finding weighs.
    async fn weight(&self) -> ConsistencyWeight {
        self.check.weight.into()
    }

    /// What to do about a finding, in a few words.
    async fn mend(&self) -> &'static str {
        self.check.mend
    }

    /// How much was found.
    async fn total(&self) -> usize {
        self.found.len()
    }

    /// What was found, the oldest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn findings(&self, first: Option<i32>) -> Answer<Vec<Inconsistency>> {
        let first = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
        Ok(self.found.iter().take(first).cloned().collect())
    }
}

impl ConsistencyCheck {
    /// Every check with what it finds among what the caller may see; also those that find nothing.
    async fn all(scope: &Ref) -> Answer<Vec<Self>> {
        let checked = scope.app.consistency(&scope.sight).await?;
        Ok(checked.into_iter().map(|one| Self::of(scope, one)).collect())
    }

    fn of(scope: &Ref, Checked { check, findings }: Checked) -> Self {
        let found = |row| Inconsistency { scope: Arc::clone(scope), check, row };
        Self { check, found: findings.into_iter().map(found).collect() }
    }
}

/// Which findings are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InconsistencyFilter {
    /// Of this check, by its key.
    pub check: Option<String>,
    /// That weigh so.
    pub weight: Option<ConsistencyWeight>,
    /// About this kind of thing: `risk`, `deployment`.
    pub kind: Option<String>,
    /// Of this system.
    pub system: Option<Subject>,
    /// With this text in the thing, its system, the check or the reason.
    pub text: Option<String>,
}

/// A page of findings.
#[derive(SimpleObject)]
pub struct InconsistencyConnection {
    /// The findings on this page.
    nodes: Vec<Inconsistency>,
    /// Whether and where it goes on.
    page_info: PageInfo,
    /// How many there are on all pages.
    total_count: usize,
    /// Every check, with what it found under the filter, whatever check was asked for.
    checks: Vec<ConsistencyCheck>,
}

/// Keys of the columns of the list.
const KEYS: [&str; 5] = ["name", "check", "weight", "system", "since"];

/// A page of the findings a filter wants: what weighs most first, and of a check the oldest.
pub async fn page(
    scope: &Ref,
    filter: InconsistencyFilter,
    Part { order, first, after }: Part,
) -> Answer<InconsistencyConnection> {
    let wanted = Wanted::of(&filter)?;
    let mut checks = ConsistencyCheck::all(scope).await?;
    let key = wanted.check(&checks)?;
    let systems = scope.table::<SystemRow>().await?;
    let called = |one: &Inconsistency| {
        let system = one.row.system.as_ref().and_then(|system| systems.get(system));
        system.map(|row| row.name.as_str().to_owned()).unwrap_or_default()
    };
    for check in &mut checks {
        check.found.retain(|one| wanted.wants(one, &called(one)));
    }
    let of_check = checks.iter().filter(|one| key.is_none_or(|key| key == one.check.key));
    let mut found: Vec<Inconsistency> =
        of_check.flat_map(|one| one.found.iter().cloned()).collect();
    // Stable: checks stand in the order of their weight, and findings in that of their age.
    found.sort_by_key(|one| one.check.weight);
    if let Some(order) = order {
        let keys = match known(&order, &KEYS)? {
            "check" => each(&found, |one| Key::words(one.check.title)),
            "weight" => each(&found, |one| Key::step(&MILDEST_FIRST, &one.check.weight)),
            "system" => each(&found, |one| {
                one.row.system.as_ref()?;
                Key::words(&called(one))
            }),
            "since" => each(&found, |one| Key::number(one.row.since.0)),
            _ => each(&found, |one| Key::words(&one.row.subject.label())),
        };
        found = arranged(found, keys, order.descending);
    }
    let Cut { rows: nodes, page_info, total_count } =
        cut(found, (first, after), Inconsistency::name)?;
    Ok(InconsistencyConnection { nodes, page_info, total_count, checks })
}

/// Weights as keys of an order: the milder is the smaller.
const MILDEST_FIRST: [Weight; 3] = [Weight::Hole, Weight::Open, Weight::Urgent];

fn each(found: &[Inconsistency], key: impl Fn(&Inconsistency) -> Option<Key>) -> Keys {
    found.iter().map(key).collect()
}

impl Inconsistency {
    /// What tells a finding from every other: a check finds a thing once.
    fn name(&self) -> String {
        format!("{} {}", self.check.key, self.row.subject)
    }
}

/// A filter that was read.
struct Wanted<'a> {
    filter: &'a InconsistencyFilter,
    kind: Option<kernel::Kind>,
    weight: Option<Weight>,
    text: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(filter: &'a InconsistencyFilter) -> Answer<Self> {
        let kind = filter.kind.as_deref().map(str::parse::<kernel::Kind>).transpose();
        let kind = kind.map_err(|bad| Reply::bad_input("filter.kind", bad.to_string()))?;
        let text = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Ok(Self { filter, kind, weight: filter.weight.map(Weight::from), text })
    }

    /// The check that is asked for, if there is one of this key.
    fn check(&self, checks: &[ConsistencyCheck]) -> Answer<Option<&'a str>> {
        let Some(key) = self.filter.check.as_deref() else { return Ok(None) };
        if checks.iter().any(|one| one.check.key == key) {
            return Ok(Some(key));
        }
        let keys: Vec<&str> = checks.iter().map(|one| one.check.key).collect();
        let sentence = format!("there is no check '{key}'; name one of: {}", keys.join(", "));
        Err(Reply::bad_input("filter.check", sentence))
    }

    fn wants(&self, one: &Inconsistency, system: &str) -> bool {
        let Inconsistency { check, row, .. } = one;
        let says =
            |text: &str| contains(text, &[&row.subject.to_string(), system, check.title, &row.why]);
        let of_system = |wanted: &Subject| row.system.as_ref() == Some(&wanted.0);
        self.kind.is_none_or(|kind| kind == row.subject.kind())
            && self.weight.is_none_or(|weight| weight == check.weight)
            && self.filter.system.as_ref().is_none_or(of_system)
            && self.text.is_none_or(says)
    }
}
