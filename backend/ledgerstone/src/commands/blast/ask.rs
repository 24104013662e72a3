//! The blast radius from a server.

use std::collections::BTreeMap;

use kernel::{Micros, Subject};
use serde::Deserialize;
use serde_json::json;

use super::{Live, Radius};
use crate::{failure::Failure, remote::Remote};

const QUERY: &str = "query Blast($roots: [Subject!]!, $time: Time) { asOf(time: $time) {
  blastRadius(roots: $roots) {
    at { time } roots batches datasetVersions runs modelVersions evidence
    deployments { subject }
    liveEndpoints { endpoint model stage lastClean deployment { subject } owner { subject } }
    owners { subject } peopleAffected decisionsAffected lastClean { model clean }
  }
} }";

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "asOf")]
    as_of: AsOf,
}

#[derive(Deserialize)]
struct AsOf {
    #[serde(rename = "blastRadius")]
    radius: Told,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    at: At,
    roots: Vec<String>,
    batches: Vec<String>,
    dataset_versions: Vec<String>,
    runs: Vec<String>,
    model_versions: Vec<String>,
    evidence: Vec<String>,
    deployments: Vec<Thing>,
    live_endpoints: Vec<Reached>,
    owners: Vec<Thing>,
    people_affected: Option<u64>,
    decisions_affected: Option<u64>,
    last_clean: Vec<Clean>,
}

#[derive(Deserialize)]
struct At {
    time: String,
}

#[derive(Deserialize)]
struct Thing {
    subject: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reached {
    endpoint: String,
    model: String,
    stage: String,
    last_clean: Option<String>,
    deployment: Thing,
    owner: Option<Thing>,
}

#[derive(Deserialize)]
struct Clean {
    model: String,
    clean: Option<String>,
}

pub(super) async fn ask(
    remote: &Remote,
    roots: &[Subject],
    as_of: Option<Micros>,
) -> Result<Radius, Failure> {
    let roots: Vec<String> = roots.iter().map(ToString::to_string).collect();
    let time = as_of.map(|time| time.to_string());
    let data = remote.graphql(QUERY, json!({ "roots": roots, "time": time })).await?;
    let answer: Answer = serde_json::from_value(data).map_err(|why| Failure::broke(&why))?;
    Ok(answer.as_of.radius.into())
}

impl From<Told> for Radius {
    fn from(told: Told) -> Self {
        let names = |things: Vec<Thing>| things.into_iter().map(|thing| thing.subject).collect();
        let affected = [
            ("batch", told.batches),
            ("dataset_version", told.dataset_versions),
            ("run", told.runs),
            ("model_version", told.model_versions),
            ("deployment", names(told.deployments)),
            ("evidence", told.evidence),
        ];
        let affected = affected.into_iter().filter(|(_, subjects)| !subjects.is_empty());
        Self {
            roots: told.roots,
            as_of: told.at.time,
            affected: affected.map(|(kind, subjects)| (kind.to_owned(), subjects)).collect(),
            counts: BTreeMap::new(),
            live_endpoints: told.live_endpoints.into_iter().map(Live::from).collect(),
            owners: names(told.owners),
            people_affected: told.people_affected,
            decisions_affected: told.decisions_affected,
            last_clean: told.last_clean.into_iter().map(|one| (one.model, one.clean)).collect(),
        }
    }
}

impl From<Reached> for Live {
    fn from(live: Reached) -> Self {
        Self {
            endpoint: live.endpoint,
            deployment: live.deployment.subject,
            model: live.model,
            stage: live.stage.to_lowercase(),
            owner: live.owner.map(|owner| owner.subject),
            last_clean: live.last_clean,
        }
    }
}
