//! Questions about deployments.

use std::sync::Arc;

use app::{deployments::DeploymentRow, systems::SystemRow};
use async_graphql::{Context, InputObject, Object};
use domain::deployments::Stage as Phase;

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    standings, systems_called,
};
use crate::{
    graphql::{deployments::Deployment, scalars::Subject, words::Stage},
    reply::Answer,
    scope::Ref,
};

/// Which deployments are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DeploymentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Live, or ended.
    pub live: Option<bool>,
    /// Suspect or quarantined, or clean.
    pub suspect: Option<bool>,
    /// With this text in its id, its endpoint or what it runs.
    pub text: Option<String>,
}

/// Questions about deployments.
#[derive(Default)]
pub struct DeploymentQuery(pub(super) Moment);

#[Object]
impl DeploymentQuery {
    /// Deployments: what is live first, and the newest first among equals.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn deployments(
        &self,
        ctx: &Context<'_>,
        filter: Option<DeploymentFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Deployment>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One deployment.
    async fn deployment(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Deployment>> {
        Deployment::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: DeploymentFilter) -> Answer<Vec<Arc<DeploymentRow>>> {
    let mut rows = of::<DeploymentRow>(scope, filter.system).await?;
    rows.reverse();
    rows.sort_by_key(|row| !row.is_live());
    if let Some(stage) = filter.stage.map(Phase::from) {
        rows.retain(|row| row.stage == stage);
    }
    if let Some(live) = filter.live {
        rows.retain(|row| row.is_live() == live);
    }
    if let Some(suspect) = filter.suspect {
        let standings = scope.standings().await?;
        rows.retain(|row| standings.is_unclean(&row.subject) == suspect);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| {
            let model = row.model.to_string();
            contains(&text, &[row.subject.name(), row.endpoint.name(), &model])
        });
    }
    Ok(rows)
}

impl Sorted for DeploymentRow {
    const KEYS: &'static [&'static str] =
        &["name", "state", "stage", "standing", "model", "system", "owner", "activated"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "state" => each(rows, |row| Key::number(i64::from(row.is_live()))),
            "stage" => each(rows, |row| Key::step(Phase::ALL, &row.stage)),
            "standing" => standings(scope, rows).await?,
            "model" => each(rows, |row| Key::words(&row.model.to_string())),
            "system" => systems_called(scope, rows).await?,
            "owner" => {
                let table = scope.table::<SystemRow>().await?;
                let system = |row: &DeploymentRow| table.get(row.system.as_ref()?);
                let systems: Vec<_> = rows.iter().map(|row| system(row)).collect();
                called(scope, systems.iter().map(|row| row.as_ref()?.owner.as_ref())).await?
            }
            "activated" => each(rows, |row| Key::number(row.activated.0)),
            _ => each(rows, |row| Key::words(row.subject.name())),
        })
    }
}
