//! Questions about systems.

use std::sync::Arc;

use app::{
    Table,
    deployments::DeploymentRow,
    evaluations::{EvidenceRow, Freshness},
    incidents::{IncidentRow, IncidentState},
    people::{PersonRow, coverage::owner_gap},
    systems::SystemRow,
};
use async_graphql::{Context, InputObject, Object};
use domain::systems::{
    ActClass,
    RiskClass::{High, Low, Medium},
};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    step,
};
use crate::{
    graphql::{scalars::Subject, systems::System, words::RiskClass},
    reply::Answer,
    scope::Ref,
};

/// Which systems are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SystemFilter {
    /// Of this risk class.
    pub risk_class: Option<RiskClass>,
    /// Live, or not live.
    pub live: Option<bool>,
    /// With a live deployment that is suspect, or without.
    pub suspect: Option<bool>,
    /// In use without an accountable owner who is still there, or not.
    pub owner_missing: Option<bool>,
    /// With this text in name, purpose or id.
    pub text: Option<String>,
}

/// Questions about systems.
#[derive(Default)]
pub struct SystemQuery(pub(super) Moment);

#[Object]
impl SystemQuery {
    /// The register of AI systems, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn systems(
        &self,
        ctx: &Context<'_>,
        filter: Option<SystemFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<System>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One system.
    async fn system(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<System>> {
        System::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: SystemFilter) -> Answer<Vec<Arc<SystemRow>>> {
    let mut rows = of::<SystemRow>(scope, None).await?;
    if let Some(class) = filter.risk_class.map(domain::systems::RiskClass::from) {
        rows.retain(|row| row.risk_class == class);
    }
    if let Some(missing) = filter.owner_missing {
        let people = scope.table::<PersonRow>().await?;
        let is_missing = |row: &SystemRow| {
            let owner = row.owner.as_ref().and_then(|owner| people.get(owner));
            owner_gap(row, owner.as_deref()).is_some()
        };
        rows.retain(|row| is_missing(row) == missing);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| {
            contains(&text, &[row.name.as_str(), row.purpose.as_str(), row.subject.name()])
        });
    }
    if filter.live.is_none() && filter.suspect.is_none() {
        return Ok(rows);
    }
    let table = scope.table::<DeploymentRow>().await?;
    let standings = scope.standings().await?;
    let live: Vec<_> = table.rows.iter().filter(|row| row.is_live()).collect();
    let is_live = |row: &SystemRow| live.iter().any(|d| d.system.as_ref() == Some(&row.subject));
    let is_suspect = |row: &SystemRow| {
        live.iter().any(|deployment| {
            let of_it = deployment.system.as_ref() == Some(&row.subject);
            of_it && standings.is_unclean(&deployment.subject)
        })
    };
    rows.retain(|row| filter.live.is_none_or(|live| is_live(row) == live));
    rows.retain(|row| filter.suspect.is_none_or(|suspect| is_suspect(row) == suspect));
    Ok(rows)
}

impl Sorted for SystemRow {
    const KEYS: &'static [&'static str] =
        &["name", "risk", "live", "standing", "owner", "act", "incidents", "stale"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "risk" => each(rows, |row| Key::step(&[Low, Medium, High], &row.risk_class)),
            "live" => {
                let table = scope.table::<DeploymentRow>().await?;
                each(rows, |row| Key::number(live(&table, row).count()))
            }
            "standing" => {
                let (table, standings) =
                    (scope.table::<DeploymentRow>().await?, scope.standings().await?);
                let worst = |row: &SystemRow| {
                    live(&table, row).map(|one| standings.of_subject(&one.subject)).max()
                };
                each(rows, |row| worst(row).and_then(step))
            }
            "owner" => called(scope, rows.iter().map(|row| row.owner.as_ref())).await?,
            "act" => each(rows, |row| {
                let class = row.classification.as_ref()?.act_class;
                Key::step(ActClass::ALL, &class)
            }),
            "incidents" => {
                let table = scope.table::<IncidentRow>().await?;
                let is_open = |one: &Arc<IncidentRow>| one.state != IncidentState::Closed;
                let open = |row: &SystemRow| {
                    table.of_system(&row.subject).iter().filter(|one| is_open(one)).count()
                };
                each(rows, |row| Key::number(open(row)))
            }
            "stale" => {
                let (table, now) = (scope.table::<EvidenceRow>().await?, scope.sight.time);
                let is_stale = |one: &Arc<EvidenceRow>| one.freshness(now) == Freshness::Stale;
                let stale = |row: &SystemRow| {
                    table.of_system(&row.subject).iter().filter(|one| is_stale(one)).count()
                };
                each(rows, |row| Key::number(stale(row)))
            }
            _ => each(rows, |row| Key::words(row.name.as_str())),
        })
    }
}

/// What is live of a system.
fn live(
    table: &Table<DeploymentRow>,
    system: &SystemRow,
) -> impl Iterator<Item = Arc<DeploymentRow>> {
    table.of_system(&system.subject).into_iter().filter(|row| row.is_live())
}
