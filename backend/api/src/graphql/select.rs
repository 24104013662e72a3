//! Which rows a filter wants.

use std::sync::Arc;

use app::{
    datasets::DatasetRow,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::{IncidentRow, IncidentState},
    systems::SystemRow,
};
use kernel::Subject as Name;

use super::{
    filters::{DatasetFilter, DeploymentFilter, EvidenceFilter, IncidentFilter, SystemFilter},
    scalars::Subject,
};
use crate::{
    reply::{Answer, Reply},
    scope::{Ref, Thing},
};

/// Most roots of one question about the lineage.
const ROOTS: usize = 200;

/// All rows, or those of a system.
pub(super) async fn of<V: Thing>(scope: &Ref, system: Option<Subject>) -> Answer<Vec<Arc<V>>> {
    match system {
        Some(system) => scope.of_system(&system.0).await,
        None => Ok(scope.table::<V>().await?.rows.clone()),
    }
}

/// Roots of a question about the lineage.
pub(super) fn roots(roots: Vec<Subject>) -> Answer<Vec<Name>> {
    if roots.len() > ROOTS {
        return Err(Reply::bad_input("roots", format!("name at most {ROOTS} roots")));
    }
    Ok(roots.into_iter().map(|root| root.0).collect())
}

/// Systems.
pub(super) async fn systems(scope: &Ref, filter: SystemFilter) -> Answer<Vec<Arc<SystemRow>>> {
    let mut rows = of::<SystemRow>(scope, None).await?;
    if let Some(class) = filter.risk_class.map(domain::systems::RiskClass::from) {
        rows.retain(|row| row.risk_class == class);
    }
    if let Some(missing) = filter.owner_missing {
        rows.retain(|row| row.owner.is_none() == missing);
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

/// Datasets.
pub(super) async fn datasets(scope: &Ref, filter: DatasetFilter) -> Answer<Vec<Arc<DatasetRow>>> {
    let mut rows = of::<DatasetRow>(scope, filter.system).await?;
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

/// Evidence, newest first.
pub(super) async fn evidence(scope: &Ref, filter: EvidenceFilter) -> Answer<Vec<Arc<EvidenceRow>>> {
    let mut rows = of::<EvidenceRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(Subject(subject)) = filter.subject {
        rows.retain(|row| row.about == subject || row.dataset.as_ref() == Some(&subject));
    }
    if let Some(outcome) = filter.outcome.map(domain::evaluations::Outcome::from) {
        rows.retain(|row| row.outcome == outcome);
    }
    if let Some(freshness) = filter.freshness.map(app::evaluations::Freshness::from) {
        rows.retain(|row| row.freshness(scope.sight.time) == freshness);
    }
    Ok(rows)
}

/// Deployments, newest first.
pub(super) async fn deployments(
    scope: &Ref,
    filter: DeploymentFilter,
) -> Answer<Vec<Arc<DeploymentRow>>> {
    let mut rows = of::<DeploymentRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(stage) = filter.stage.map(domain::deployments::Stage::from) {
        rows.retain(|row| row.stage == stage);
    }
    if let Some(live) = filter.live {
        rows.retain(|row| row.is_live() == live);
    }
    if let Some(suspect) = filter.suspect {
        let standings = scope.standings().await?;
        rows.retain(|row| standings.is_unclean(&row.subject) == suspect);
    }
    Ok(rows)
}

/// Incidents, newest first.
pub(super) async fn incidents(
    scope: &Ref,
    filter: IncidentFilter,
) -> Answer<Vec<Arc<IncidentRow>>> {
    let mut rows = of::<IncidentRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        rows.retain(|row| (row.state != IncidentState::Closed) == open);
    }
    Ok(rows)
}

fn contains(text: &str, fields: &[&str]) -> bool {
    let wanted = text.trim().to_lowercase();
    fields.iter().any(|field| field.to_lowercase().contains(&wanted))
}
