//! Questions about incidents.

use std::sync::Arc;

use app::{
    deployments::DeploymentRow,
    incidents::{IncidentRow, IncidentState},
};
use async_graphql::{Context, InputObject, Object};
use domain::incidents::Severity::{Sev1, Sev2, Sev3, Sev4};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, contains, each, of, page, rows,
    systems_called,
};
use crate::{
    graphql::{incidents::Incident, scalars::Subject, words::Severity},
    reply::Answer,
    scope::Ref,
};

/// Which incidents are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct IncidentFilter {
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Of this system.
    pub system: Option<Subject>,
    /// As bad as this.
    pub severity: Option<Severity>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Questions about incidents.
#[derive(Default)]
pub struct IncidentQuery(pub(super) Moment);

#[Object]
impl IncidentQuery {
    /// Incidents, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn incidents(
        &self,
        ctx: &Context<'_>,
        filter: Option<IncidentFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Incident>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One incident.
    async fn incident(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Incident>> {
        Incident::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: IncidentFilter) -> Answer<Vec<Arc<IncidentRow>>> {
    let mut rows = of::<IncidentRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        rows.retain(|row| (row.state != IncidentState::Closed) == open);
    }
    if let Some(severity) = filter.severity.map(domain::incidents::Severity::from) {
        rows.retain(|row| row.severity == severity);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.title.as_str(), row.subject.name()]));
    }
    Ok(rows)
}

impl Sorted for IncidentRow {
    const KEYS: &'static [&'static str] =
        &["title", "severity", "state", "system", "live", "opened", "contained", "closed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        const STATES: [IncidentState; 3] =
            [IncidentState::Closed, IncidentState::Contained, IncidentState::Open];
        Ok(match key {
            "severity" => each(rows, |row| Key::step(&[Sev4, Sev3, Sev2, Sev1], &row.severity)),
            "state" => each(rows, |row| Key::step(&STATES, &row.state)),
            "system" => systems_called(scope, rows).await?,
            "live" => {
                let table = scope.table::<DeploymentRow>().await?;
                let live: Vec<_> = table.rows.iter().filter(|one| one.is_live()).collect();
                each(rows, |row| Key::number(live.iter().filter(|one| row.touches(one)).count()))
            }
            "opened" => each(rows, |row| Key::number(row.opened.0)),
            "contained" => each(rows, |row| Key::number(row.contained?.0)),
            "closed" => each(rows, |row| Key::number(row.closed?.0)),
            _ => each(rows, |row| Key::words(row.title.as_str())),
        })
    }
}
