//! Teams and their security champions, as a list.

use std::{collections::BTreeSet, sync::Arc};

use app::people::{PersonRow, TeamRow, activity};
use async_graphql::InputObject;
use kernel::Subject;

use super::{
    order::{Key, Keys, Sorted, each},
    query::{called, contains},
};
use crate::{reply::Answer, scope::Ref};

/// Which teams are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ChampionTeamFilter {
    /// Those that need a security champion and have none, or all others.
    pub missing: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// The teams that are wanted: those that need a champion first, then those that have one, by name.
pub async fn wanted(scope: &Ref, filter: ChampionTeamFilter) -> Answer<Vec<Arc<TeamRow>>> {
    let ChampionTeamFilter { missing, text } = filter;
    let gaps = scope.app.champion_coverage(&scope.sight).await?.missing.into_iter();
    let gaps: BTreeSet<Subject> = gaps.map(|gap| gap.subject).collect();
    let (people, at) = (scope.table::<PersonRow>().await?, scope.sight.time);
    let mut rows = scope.table::<TeamRow>().await?.rows.clone();
    rows.retain(|row| {
        missing.is_none_or(|missing| gaps.contains(&row.subject) == missing)
            && text
                .as_ref()
                .is_none_or(|text| contains(text, &[row.name.as_str(), row.subject.name()]))
    });
    rows.sort_by_cached_key(|row| {
        let has_one = people.iter().any(|one| one.champions(&row.subject, at));
        (!gaps.contains(&row.subject), !has_one)
    });
    Ok(rows)
}

impl Sorted for TeamRow {
    const KEYS: &'static [&'static str] =
        &["name", "champion", "reviews", "findings", "actions", "last"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        let (people, at) = (scope.table::<PersonRow>().await?, scope.sight.time);
        if key == "name" {
            return Ok(each(rows, |row| Key::words(row.name.as_str())));
        }
        if key == "champion" {
            let champion = |row: &Arc<Self>| {
                let one = people.iter().find(|one| one.champions(&row.subject, at));
                one.map(|one| one.subject.clone())
            };
            let champions: Vec<Option<Subject>> = rows.iter().map(champion).collect();
            return called(scope, champions.iter().map(Option::as_ref)).await;
        }
        let deeds = scope.deeds().await?;
        Ok(each(rows, |row| {
            let did = activity(&row.subject, people.iter(), deeds, at)?;
            match key {
                "reviews" => Key::number(did.reviews_attended),
                "findings" => Key::number(did.findings_handled),
                "actions" => Key::number(did.actions_done),
                _ => Key::number(did.last?.0),
            }
        }))
    }
}
