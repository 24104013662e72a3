//! Duties that nobody who is still here holds, as a list.

use app::{people::Vacancy as Found, systems::SystemRow};
use async_graphql::{InputObject, SimpleObject};
use futures::future::try_join_all;

use super::{
    connection::{Connection, Cut, Part, cut},
    order::{Key, Keys, OrderBy, arranged, known},
    people::Person,
    query::{called, contains},
    scalars::{Subject, Time},
    systems::System,
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// A duty that nobody who is still here holds.
#[derive(SimpleObject)]
pub struct Vacancy {
    /// What it is for.
    subject: Subject,
    /// As what, in words.
    role: String,
    /// Whether coverage misses it: a system in use without an owner, a team without a champion.
    gap: bool,
    /// Who held it until they left or it ended.
    left: Option<Person>,
    /// Since when nobody holds it.
    since: Time,
    /// Who could follow.
    suggested: Option<Person>,
    /// The system it belongs to.
    system: Option<System>,
}

/// Which vacant duties are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct VacancyFilter {
    /// Those that coverage misses, or all others.
    pub gap: Option<bool>,
    /// For this kind of thing: `system`, `action`.
    pub kind: Option<String>,
    /// With this text in the thing, its system, the duty, or the name of who held it.
    pub text: Option<String>,
}

/// A page of vacant duties: what coverage misses first, and the oldest first.
pub async fn page(
    scope: &Ref,
    filter: VacancyFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Vacancy>> {
    let found = ordered(scope, wanted(scope, filter).await?, order).await?;
    let Cut { rows, page_info, total_count } =
        cut(found, (first, after), |one| format!("{} {}", one.subject, one.role))?;
    let mut nodes = Vec::with_capacity(rows.len());
    for Found { subject, role, gap, left, since, suggested, system } in rows {
        nodes.push(Vacancy {
            left: Person::by_maybe(scope, left.as_ref()).await?,
            suggested: Person::by_maybe(scope, suggested.as_ref()).await?,
            system: System::by_maybe(scope, system.as_ref()).await?,
            subject: Subject(subject),
            since: since.into(),
            role,
            gap,
        });
    }
    Ok(Connection { nodes, page_info, total_count })
}

async fn wanted(scope: &Ref, filter: VacancyFilter) -> Answer<Vec<Found>> {
    let VacancyFilter { gap, kind, text } = filter;
    let kind = kind.as_deref().map(str::parse::<kernel::Kind>).transpose();
    let kind = kind.map_err(|bad| Reply::bad_input("filter.kind", bad.to_string()))?;
    let mut all = scope.app.vacancies(&scope.sight).await?;
    all.retain(|one| {
        gap.is_none_or(|gap| one.gap == gap) && kind.is_none_or(|kind| one.subject.kind() == kind)
    });
    let Some(text) = text else { return Ok(all) };
    let systems = scope.table::<SystemRow>().await?;
    // Names are opened for this question only; who was erased has none to be found by.
    let names = try_join_all(all.iter().map(|one| name(scope, one.left.as_ref()))).await?;
    let found = names.into_iter().zip(all).filter(|(name, one)| {
        let system = one.system.as_ref().and_then(|system| systems.get(system));
        let system = system.map(|row| row.name.as_str().to_owned()).unwrap_or_default();
        let name = name.as_deref().unwrap_or_default();
        contains(&text, &[&one.subject.to_string(), &one.role, &system, name])
    });
    Ok(found.map(|(_, one)| one).collect())
}

async fn name(scope: &Ref, who: Option<&kernel::Subject>) -> Answer<Option<String>> {
    match who {
        Some(who) => Person::name_of(scope, who).await,
        None => Ok(None),
    }
}

async fn ordered(scope: &Ref, found: Vec<Found>, order: Option<OrderBy>) -> Answer<Vec<Found>> {
    let Some(order) = order else { return Ok(found) };
    let keys: Keys = match known(&order, &["name", "role", "left", "since"])? {
        "role" => found.iter().map(|one| Key::words(&one.role)).collect(),
        "left" => called(scope, found.iter().map(|one| one.left.as_ref())).await?,
        "since" => found.iter().map(|one| Key::number(one.since.0)).collect(),
        _ => found.iter().map(|one| Key::words(&one.subject.label())).collect(),
    };
    Ok(arranged(found, keys, order.descending))
}
