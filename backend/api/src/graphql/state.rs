//! How a node of the lineage stands, in one word.

use app::{
    datasets::{BatchRow, VersionRow, VersionState},
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    models::ModelVersionRow,
    training::RunRow,
};
use kernel::{Kind, Subject};

use crate::{reply::Answer, scope::Ref};

/// The word; empty where nothing is decided.
pub(super) async fn of(scope: &Ref, subject: &Subject) -> Answer<&'static str> {
    let kind = subject.kind();
    let word = if kind == Kind::Dataset {
        scope.find::<VersionRow>(subject).await?.map(|row| version(row.state))
    } else if matches!(kind, Kind::Model | Kind::Prompt) {
        scope.find::<ModelVersionRow>(subject).await?.map(|row| version(row.state))
    } else if kind == Kind::Batch {
        let row = scope.find::<BatchRow>(subject).await?;
        row.and_then(|row| row.verdict.map(domain::datasets::BatchVerdict::as_str))
    } else if kind == Kind::Run {
        scope.find::<RunRow>(subject).await?.map(|row| row.state.as_str())
    } else if kind == Kind::Deployment {
        let row = scope.find::<DeploymentRow>(subject).await?;
        row.map(|row| if row.is_live() { "live" } else { "ended" })
    } else if kind == Kind::Evidence {
        scope.find::<EvidenceRow>(subject).await?.map(|row| row.outcome.as_str())
    } else {
        None
    };
    Ok(word.unwrap_or_default())
}

fn version(state: VersionState) -> &'static str {
    match state {
        VersionState::Candidate => "candidate",
        VersionState::Active => "active",
        VersionState::Promoted => "promoted",
        VersionState::Rejected => "rejected",
        VersionState::Quarantined => "quarantined",
        VersionState::Retired => "retired",
    }
}
