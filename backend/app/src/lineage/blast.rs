//! Blast radius: everything downstream of some nodes, down to live endpoints and their owners.

use std::collections::{BTreeMap, BTreeSet};

use domain::deployments::Stage;
use kernel::{Kind, Subject};

use super::graph::Direction;
use crate::{
    App, AppError, Sight, deployments::DeploymentRow, incidents::IncidentRow,
    models::ModelVersionRow, systems::SystemRow, view::Filter,
};

/// What is downstream of some roots, at a moment.
#[derive(Clone, Debug)]
pub struct Blast {
    /// What was asked about.
    pub roots: Vec<Subject>,
    /// Affected things by kind word, sorted, the roots themselves left out.
    pub affected: BTreeMap<&'static str, Vec<Subject>>,
    /// Deployments reached, live or ended.
    pub deployments: Vec<DeploymentRow>,
    /// Endpoints where something reached is live now.
    pub live: Vec<LiveEndpoint>,
    /// Accountable owners of the systems reached.
    pub owners: Vec<Subject>,
    /// Systems reached.
    pub systems: Vec<Subject>,
    /// People served by the deployments reached, where any states it.
    pub people: Option<u64>,
    /// Decisions made by the deployments reached; unknown until somebody counted.
    pub decisions: Option<u64>,
    /// For each model version reached, the last version before it that is clean.
    pub last_clean: Vec<(Subject, Option<Subject>)>,
}

/// A live endpoint that serves something affected.
#[derive(Clone, Debug)]
pub struct LiveEndpoint {
    /// What is live there.
    pub deployment: DeploymentRow,
    /// Who is accountable.
    pub owner: Option<Subject>,
    /// The version to go back to.
    pub last_clean: Option<Subject>,
}

/// The word a kind of node is counted under.
pub fn kind_of(subject: &Subject) -> &'static str {
    match (subject.kind(), subject.version()) {
        (Kind::Dataset, Some(_)) => "dataset_version",
        (Kind::Model, Some(_)) => "model_version",
        (Kind::Prompt, Some(_)) => "prompt_version",
        (kind, _) => kind.as_str(),
    }
}

impl App {
    /// Everything downstream of some roots. Roots that do not exist yet reach nothing.
    pub async fn blast(&self, sight: &Sight, roots: &[Subject]) -> Result<Blast, AppError> {
        let graph = self.graph(sight).await?;
        let reached = graph.reach(roots, Direction::Down, None, sight);
        let asked: BTreeSet<&Subject> = roots.iter().collect();
        let mut affected: BTreeMap<&'static str, Vec<Subject>> = BTreeMap::new();
        for node in reached.iter().filter_map(|number| graph.node(*number)) {
            if !asked.contains(&node.subject) {
                affected.entry(kind_of(&node.subject)).or_default().push(node.subject.clone());
            }
        }
        for subjects in affected.values_mut() {
            subjects.sort();
        }
        let of = |kind: &str| affected.get(kind).cloned().unwrap_or_default();
        let deployments = self.pick::<DeploymentRow>(sight, &of("deployment")).await?;
        let last_clean = self.last_clean_of(sight, &of("model_version"), &reached).await?;
        let systems = self.systems_of(sight, &deployments).await?;
        Ok(Blast {
            roots: roots.to_vec(),
            live: live_endpoints(&deployments, &systems, &last_clean),
            owners: owners(&systems),
            systems: systems.into_iter().map(|row| row.subject).collect(),
            people: people(&deployments),
            decisions: self.decisions(sight, &deployments).await?,
            deployments,
            last_clean,
            affected,
        })
    }

    /// The last clean predecessor of each model version, `unclean` nodes left out.
    async fn last_clean_of(
        &self,
        sight: &Sight,
        versions: &[Subject],
        reached: &BTreeSet<usize>,
    ) -> Result<Vec<(Subject, Option<Subject>)>, AppError> {
        let graph = self.graph(sight).await?;
        let standings = self.standings(sight).await?;
        let mut unclean = standings.unclean_nodes();
        unclean.extend(reached);
        let proven = self.proven_models(sight).await?;
        let found = versions.iter().map(|version| {
            let clean = graph.find(version).and_then(|number| {
                graph.last_clean(number, &unclean, sight, |candidate| proven.contains(candidate))
            });
            let clean = clean.and_then(|number| graph.node(number));
            (version.clone(), clean.map(|node| node.subject.clone()))
        });
        Ok(found.collect())
    }

    /// The last clean version before a model version, judged by the standings of the moment.
    pub async fn last_clean(
        &self,
        sight: &Sight,
        version: &Subject,
    ) -> Result<Option<Subject>, AppError> {
        let versions = std::slice::from_ref(version);
        let found = self.last_clean_of(sight, versions, &BTreeSet::new()).await?;
        Ok(found.into_iter().next().and_then(|(_, clean)| clean))
    }

    /// Model versions good enough to go back to: promoted once, or live once; not stopped since.
    async fn proven_models(&self, sight: &Sight) -> Result<BTreeSet<Subject>, AppError> {
        let deployments = self.list::<DeploymentRow>(sight, Filter::default()).await?.rows;
        let versions = self.list::<ModelVersionRow>(sight, Filter::default()).await?.rows;
        let stopped: BTreeSet<&Subject> =
            versions.iter().filter(|row| row.is_stopped()).map(|row| &row.subject).collect();
        let promoted = versions.iter().filter(|row| row.is_promoted()).map(|row| &row.subject);
        let served = deployments.iter().map(|row| &row.model);
        Ok(promoted.chain(served).filter(|model| !stopped.contains(model)).cloned().collect())
    }

    async fn systems_of(
        &self,
        sight: &Sight,
        deployments: &[DeploymentRow],
    ) -> Result<Vec<SystemRow>, AppError> {
        let systems: BTreeSet<Subject> =
            deployments.iter().filter_map(|row| row.system.clone()).collect();
        self.pick(sight, &systems.into_iter().collect::<Vec<_>>()).await
    }

    /// Decisions by the deployments reached, as the incidents of the moment counted them.
    async fn decisions(
        &self,
        sight: &Sight,
        deployments: &[DeploymentRow],
    ) -> Result<Option<u64>, AppError> {
        let incidents = self.list::<IncidentRow>(sight, Filter::default()).await?.rows;
        let counted: BTreeMap<&str, u64> = incidents
            .iter()
            .filter_map(|row| row.rescored.as_ref())
            .flat_map(|rescored| &rescored.by_deployment)
            .map(|(deployment, decisions)| (deployment.as_str(), *decisions))
            .collect();
        let known: Vec<u64> = deployments
            .iter()
            .filter_map(|row| {
                let by_name = counted.get(row.subject.name());
                by_name.or_else(|| counted.get(row.subject.to_string().as_str())).copied()
            })
            .collect();
        Ok((!known.is_empty()).then(|| known.iter().sum()))
    }
}

fn owners(systems: &[SystemRow]) -> Vec<Subject> {
    systems
        .iter()
        .filter_map(|row| row.owner.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn people(deployments: &[DeploymentRow]) -> Option<u64> {
    let stated: Vec<u64> = deployments.iter().filter_map(|row| row.people).collect();
    (!stated.is_empty()).then(|| stated.iter().sum())
}

fn live_endpoints(
    deployments: &[DeploymentRow],
    systems: &[SystemRow],
    last_clean: &[(Subject, Option<Subject>)],
) -> Vec<LiveEndpoint> {
    let owner_of = |row: &DeploymentRow| {
        let system = systems.iter().find(|system| Some(&system.subject) == row.system.as_ref());
        system.and_then(|system| system.owner.clone())
    };
    let clean_of = |row: &DeploymentRow| {
        last_clean
            .iter()
            .find(|(model, _)| model == &row.model)
            .and_then(|(_, clean)| clean.clone())
    };
    let mut live: Vec<LiveEndpoint> = deployments
        .iter()
        .filter(|row| row.is_live())
        .map(|row| LiveEndpoint {
            owner: owner_of(row),
            last_clean: clean_of(row),
            deployment: row.clone(),
        })
        .collect();
    live.sort_by_key(|endpoint| std::cmp::Reverse(weight(endpoint.deployment.stage)));
    live
}

fn weight(stage: Stage) -> u8 {
    match stage {
        Stage::Production => 2,
        Stage::Staging => 1,
        Stage::Test => 0,
    }
}
