//! What containing would do, by name, before anybody presses the button.
use std::collections::BTreeSet;

use super::{BlastRadius, LiveEndpoint, ReachedDeployment};
use crate::shared::PersonLink;

/// Everything that one containment would record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Versions that will be quarantined.
    pub versions: Vec<String>,
    /// Deployments that will be flagged.
    pub flagged: Vec<ReachedDeployment>,
    /// Rollbacks that will be proposed.
    pub rollbacks: Vec<Proposal>,
    /// Live deployments that nothing clean precedes: they can only be stopped.
    pub stuck: Vec<LiveEndpoint>,
    /// People who will be told.
    pub told: Vec<PersonLink>,
}

/// A rollback that will be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What would be rolled back.
    pub deployment: String,
    /// Where it serves.
    pub endpoint: String,
    /// The version it serves now.
    pub from: String,
    /// The last clean version before it.
    pub to: String,
}

impl BlastRadius {
    /// What containing this blast radius would record. Only live deployments are flagged: those
    /// that ended serve nobody any more.
    pub fn plan(&self) -> Plan {
        let flagged = self.deployments.iter().filter(|deployment| deployment.live).cloned();
        let (ready, stuck): (Vec<_>, Vec<_>) =
            self.live_endpoints.iter().cloned().partition(|live| live.last_clean.is_some());
        let rollbacks = ready.into_iter().filter_map(|live| {
            let to = live.last_clean?.0;
            Some(Proposal {
                deployment: live.deployment.subject.0,
                endpoint: live.endpoint.0,
                from: live.model.0,
                to,
            })
        });
        Plan {
            versions: self.versions_to_stop(),
            flagged: flagged.collect(),
            rollbacks: rollbacks.collect(),
            stuck,
            told: self.owners.clone(),
        }
    }

    /// The versions among the roots, and the dataset versions that batches among the roots went
    /// into directly. What is further down becomes suspect by itself.
    fn versions_to_stop(&self) -> Vec<String> {
        let roots: BTreeSet<&str> = self.roots.iter().map(|root| root.0.as_str()).collect();
        let named = roots.iter().copied().filter(|root| root.contains('@'));
        let fed = self.lineage.edges.iter().filter_map(|edge| {
            let (from, to) = (edge.from.0.as_str(), edge.to.0.as_str());
            let stops = roots.contains(from) && !from.contains('@') && to.contains('@');
            stops.then_some(to)
        });
        let all: BTreeSet<&str> = named.chain(fed).collect();
        all.into_iter().map(str::to_owned).collect()
    }

    /// Endpoints that were not confirmed to have stopped, and those that were.
    pub fn live_by_stop(&self) -> (Vec<LiveEndpoint>, Vec<LiveEndpoint>) {
        self.live_endpoints.iter().cloned().partition(|live| !live.stop_confirmed)
    }

    /// Whether nothing was reached.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|kind| kind.count == 0)
    }

    /// How many things of a kind were reached.
    pub fn count_of(&self, kind: &str) -> i32 {
        self.counts.iter().find(|one| one.kind == kind).map_or(0, |one| one.count)
    }

    /// A title to begin with.
    pub fn suggested_title(&self) -> String {
        let systems: Vec<&str> = self.systems.iter().map(|system| system.name.as_str()).collect();
        match systems.as_slice() {
            [] => "Data that cannot be trusted".to_owned(),
            [only] => format!("{only}: data that cannot be trusted"),
            [first, rest @ ..] => {
                format!("{first} and {} more: data that cannot be trusted", rest.len())
            }
        }
    }
}
