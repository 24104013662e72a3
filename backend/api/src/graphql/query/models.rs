//! Questions about models and prompts.

use std::{collections::HashSet, sync::Arc};

use app::{
    deployments::DeploymentRow,
    models::{ModelRow, ModelVersionRow},
};
use async_graphql::{Context, InputObject, Object};
use kernel::Subject as Name;

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, contains, each, of, page, rows, step,
    systems_called,
};
use crate::{
    graphql::{
        models::{Model, ModelVersion},
        scalars::Subject,
    },
    reply::Answer,
    scope::Ref,
};

/// Which models are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ModelFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version that is live, or without.
    pub live: Option<bool>,
    /// With a live version that is suspect or quarantined, or without.
    pub suspect: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Questions about models and prompts.
#[derive(Default)]
pub struct ModelQuery(pub(super) Moment);

#[Object]
impl ModelQuery {
    /// Models and prompts, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn models(
        &self,
        ctx: &Context<'_>,
        filter: Option<ModelFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Model>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One model or prompt.
    async fn model(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Model>> {
        Model::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// One model version or prompt version.
    async fn model_version(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<ModelVersion>> {
        ModelVersion::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: ModelFilter) -> Answer<Vec<Arc<ModelRow>>> {
    let mut rows = of::<ModelRow>(scope, filter.system).await?;
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.name.as_str(), row.subject.name()]));
    }
    if filter.live.is_none() && filter.suspect.is_none() {
        return Ok(rows);
    }
    let (live, standings) = (Live::of(scope).await?, scope.standings().await?);
    let is_suspect = |row: &ModelRow| live.of_model(row).any(|one| standings.is_unclean(one));
    rows.retain(|row| {
        filter.live.is_none_or(|wanted| live.of_model(row).next().is_some() == wanted)
    });
    rows.retain(|row| filter.suspect.is_none_or(|wanted| is_suspect(row) == wanted));
    Ok(rows)
}

/// The exact versions that are live.
struct Live(HashSet<Name>);

impl Live {
    async fn of(scope: &Ref) -> Answer<Self> {
        let table = scope.table::<DeploymentRow>().await?;
        let live = table.rows.iter().filter(|row| row.is_live());
        Ok(Self(
            live.flat_map(|row| std::iter::once(&row.model).chain(&row.uses)).cloned().collect(),
        ))
    }

    fn of_model<'a>(&'a self, row: &'a ModelRow) -> impl Iterator<Item = &'a Name> {
        row.versions.iter().filter(|version| self.0.contains(version))
    }
}

impl Sorted for ModelRow {
    const KEYS: &'static [&'static str] =
        &["name", "live", "standing", "latest", "versions", "system"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "live" => {
                let live = Live::of(scope).await?;
                each(rows, |row| Key::number(live.of_model(row).count()))
            }
            "standing" => {
                let (live, standings) = (Live::of(scope).await?, scope.standings().await?);
                let worst = |row: &ModelRow| {
                    live.of_model(row).map(|version| standings.of_subject(version)).max()
                };
                each(rows, |row| worst(row).and_then(step))
            }
            "latest" => {
                let table = scope.table::<ModelVersionRow>().await?;
                each(rows, |row| Key::number(table.get(row.versions.last()?)?.registered.0))
            }
            "versions" => each(rows, |row| Key::number(row.versions.len())),
            "system" => systems_called(scope, rows).await?,
            _ => each(rows, |row| Key::words(&row.name)),
        })
    }
}
