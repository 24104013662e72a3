//! Questions about datasets and their versions, and about what is stopped.

use std::sync::Arc;

use app::{
    Table,
    datasets::{DatasetRow, VersionRow},
    people::TeamRow,
};
use async_graphql::{Context, InputObject, Object};
use domain::datasets::Sensitivity;
use kernel::{Kind, Subject as Name};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    step, systems_called,
};
use crate::{
    graphql::{
        datasets::{Dataset, DatasetVersion},
        quarantine::{self, QuarantineFilter, QuarantinedVersion},
        scalars::Subject,
        words::Standing,
    },
    reply::Answer,
    scope::Ref,
};

/// Which datasets are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DatasetFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version that stands so.
    pub standing: Option<Standing>,
    /// Whose review of access is due, or is not.
    pub access_review_due: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Questions about datasets and their versions, and about what is stopped.
#[derive(Default)]
pub struct DataQuery(pub(super) Moment);

#[Object]
impl DataQuery {
    /// The datasets, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn datasets(
        &self,
        ctx: &Context<'_>,
        filter: Option<DatasetFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Dataset>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One dataset.
    async fn dataset(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Dataset>> {
        Dataset::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Versions of data and of models that are stopped: what was stopped last is first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn quarantined(
        &self,
        ctx: &Context<'_>,
        filter: Option<QuarantineFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<QuarantinedVersion>> {
        let scope = self.0.scope(ctx).await?;
        quarantine::page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One dataset version.
    async fn dataset_version(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<DatasetVersion>> {
        DatasetVersion::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: DatasetFilter) -> Answer<Vec<Arc<DatasetRow>>> {
    let mut rows = of::<DatasetRow>(scope, filter.system).await?;
    if let Some(wanted) = filter.access_review_due {
        rows.retain(|row| row.is_review_due(scope.sight.time) == wanted);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.name.as_str(), row.subject.name()]));
    }
    if let Some(wanted) = filter.standing.map(app::lineage::Standing::from) {
        let standings = scope.standings().await?;
        let stands = |version: &Name| standings.of_subject(version) == wanted;
        rows.retain(|row| row.versions.iter().any(stands));
    }
    Ok(rows)
}

impl Sorted for DatasetRow {
    const KEYS: &'static [&'static str] =
        &["name", "latest", "standing", "versions", "rows", "sensitivity", "system", "owner"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "latest" => {
                let table = scope.table::<VersionRow>().await?;
                each(rows, |row| Key::number(latest(&table, row)?.registered.0))
            }
            "rows" => {
                let table = scope.table::<VersionRow>().await?;
                each(rows, |row| Key::number(latest(&table, row)?.rows))
            }
            "standing" => {
                let standings = scope.standings().await?;
                let worst = |row: &DatasetRow| {
                    row.versions.iter().map(|version| standings.of_subject(version)).max()
                };
                each(rows, |row| worst(row).and_then(step))
            }
            "versions" => each(rows, |row| Key::number(row.versions.len())),
            "sensitivity" => each(rows, |row| Key::step(Sensitivity::ALL, &row.sensitivity)),
            "system" => systems_called(scope, rows).await?,
            "owner" => owners(rows, scope).await?,
            _ => each(rows, |row| Key::words(row.name.as_str())),
        })
    }
}

/// The version registered last.
fn latest(table: &Table<VersionRow>, dataset: &DatasetRow) -> Option<Arc<VersionRow>> {
    table.get(dataset.versions.last()?)
}

/// What owners are called: people, or teams.
async fn owners(rows: &[Arc<DatasetRow>], scope: &Ref) -> Answer<Keys> {
    let teams = scope.table::<TeamRow>().await?;
    let person = |row: &DatasetRow| row.owner.kind() != Kind::Team;
    let people = called(scope, rows.iter().map(|row| person(row).then_some(&row.owner))).await?;
    let team = |row: &Arc<DatasetRow>| Key::words(teams.get(&row.owner)?.name.as_str());
    Ok(people.into_iter().zip(rows).map(|(key, row)| key.or_else(|| team(row))).collect())
}
