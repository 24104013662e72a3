//! Questions about environments and runs.

use std::sync::Arc;

use app::training::{EnvironmentRow, RunRow};
use async_graphql::{Context, InputObject, Object};
use domain::training::RunKind;

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, contains, each, of, page, rows,
    standings, systems_called,
};
use crate::{
    graphql::{
        inputs::word,
        scalars::Subject,
        training::{Environment, Run},
    },
    reply::Answer,
    scope::Ref,
};

/// Which runs are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct RunFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// In this environment.
    pub environment: Option<Subject>,
    /// That do this: `train`, `fine_tune` and so on.
    pub kind: Option<String>,
    /// That stand so: `running`, `completed`, `failed` or `stopped`.
    pub state: Option<String>,
    /// With this text in the id, or in what went in or came out.
    pub text: Option<String>,
}

/// Which environments are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct EnvironmentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Whose attestation counts, or does not.
    pub attested: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Questions about environments and runs.
#[derive(Default)]
pub struct TrainingQuery(pub(super) Moment);

#[Object]
impl TrainingQuery {
    /// Training environments, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn environments(
        &self,
        ctx: &Context<'_>,
        filter: Option<EnvironmentFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Environment>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted_environments(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One training environment.
    async fn environment(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<Environment>> {
        Environment::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Runs, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn runs(
        &self,
        ctx: &Context<'_>,
        filter: Option<RunFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Run>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One run.
    async fn run(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Run>> {
        Run::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: RunFilter) -> Answer<Vec<Arc<RunRow>>> {
    let mut rows = of::<RunRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(Subject(environment)) = filter.environment {
        rows.retain(|row| row.environment.as_ref() == Some(&environment));
    }
    if let Some(kind) = filter.kind {
        let kind: RunKind = word("filter.kind", &kind)?;
        rows.retain(|row| row.kind == kind);
    }
    if let Some(state) = filter.state {
        rows.retain(|row| row.state.as_str() == state);
    }
    if let Some(text) = filter.text {
        let holds = |row: &RunRow| {
            let named =
                row.inputs.iter().chain(&row.outputs).any(|one| contains(&text, &[one.name()]));
            named || contains(&text, &[row.subject.name(), row.code_commit.as_str()])
        };
        rows.retain(|row| holds(row));
    }
    Ok(rows)
}

async fn wanted_environments(
    scope: &Ref,
    filter: EnvironmentFilter,
) -> Answer<Vec<Arc<EnvironmentRow>>> {
    let mut rows = of::<EnvironmentRow>(scope, filter.system).await?;
    if let Some(attested) = filter.attested {
        let now = scope.sight.time;
        let counts = |row: &EnvironmentRow| row.attestation().is_some_and(|one| now < one.until);
        rows.retain(|row| counts(row) == attested);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.name.as_str(), row.subject.name()]));
    }
    Ok(rows)
}

impl Sorted for RunRow {
    const KEYS: &'static [&'static str] =
        &["name", "kind", "standing", "system", "state", "started", "minutes"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "kind" => each(rows, |row| Key::words(row.kind.as_str())),
            "standing" => standings(scope, rows).await?,
            "system" => systems_called(scope, rows).await?,
            "state" => each(rows, |row| Key::words(row.state.as_str())),
            "started" => each(rows, |row| Key::number(row.started.0)),
            "minutes" => each(rows, |row| Key::number(row.minutes?)),
            _ => each(rows, |row| Key::words(row.subject.name())),
        })
    }
}

impl Sorted for EnvironmentRow {
    const KEYS: &'static [&'static str] = &["name", "isolation", "until", "system"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "isolation" => each(rows, |row| Key::words(row.isolation.as_str())),
            "until" => each(rows, |row| Key::number(row.attestation()?.until.0)),
            "system" => systems_called(scope, rows).await?,
            _ => each(rows, |row| Key::words(row.name.as_str())),
        })
    }
}
