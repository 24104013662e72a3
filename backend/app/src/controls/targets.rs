//! What of a system has to be covered by evidence: what is live, and the data that went into it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{controls::Target, datasets::Sensitivity, deployments::Stage};
use kernel::{Kind, Subject};

use super::Rows;
use crate::{
    datasets::VersionState, deployments::DeploymentRow, models::ModelVersionRow,
    systems::SystemRow, training::RunRow,
};

/// Steps back through models made from models.
const DEPTH: usize = 8;

/// What of one system has to be covered.
#[derive(Clone, Debug)]
pub(super) struct Live {
    /// Live deployments, or else what was promoted last; and the data that went into them.
    pub(super) targets: Vec<Target>,
    /// What is asked while nothing of a kind is live.
    pub(super) otherwise: Target,
    /// What is about everything: the system and its team.
    pub(super) wide: BTreeSet<Subject>,
    /// Deployment → what it stands for.
    pub(super) serves: BTreeMap<Subject, Vec<Subject>>,
    /// Where the system is live.
    pub(super) stages: BTreeSet<Stage>,
    /// How sensitive the data is that went into what is live; while there is none, all its data.
    pub(super) segments: BTreeSet<Sensitivity>,
}

/// Everything one thing that is live stands on.
#[derive(Default)]
struct Ground {
    runs: BTreeSet<Subject>,
    environments: BTreeSet<Subject>,
    data: BTreeSet<Subject>,
}

impl Live {
    pub(super) fn of(system: &SystemRow, rows: &Rows) -> Self {
        let name = system.subject.clone();
        let mut live = Self {
            targets: Vec::new(),
            otherwise: Target {
                covers: [name.clone()].into(),
                name: name.clone(),
                is_data: false,
                segment: None,
            },
            wide: [name, system.team.clone()].into(),
            serves: BTreeMap::new(),
            stages: stages(system, rows),
            segments: BTreeSet::new(),
        };
        let mut data = BTreeSet::new();
        let deployments = live_deployments(system, rows);
        for row in &deployments {
            let mut stands_for = vec![row.model.clone(), row.endpoint.clone()];
            stands_for.extend(row.uses.iter().cloned());
            let ground = ground(&stands_for, rows);
            live.target(&row.subject, &stands_for, &ground, rows);
            live.serves.insert(row.subject.clone(), stands_for);
            data.extend(ground.data);
        }
        if deployments.is_empty() {
            for row in promoted(system, rows) {
                let ground = ground(std::slice::from_ref(&row.subject), rows);
                live.target(&row.subject, &[], &ground, rows);
                data.extend(ground.data);
            }
        }
        for version in &data {
            let mut covers: BTreeSet<Subject> = [version.clone(), version.stream()].into();
            covers.extend(rows.source(version).cloned());
            let segment = rows.segment(&version.stream());
            live.segments.extend(segment);
            live.targets.push(Target { name: version.clone(), covers, is_data: true, segment });
        }
        if data.is_empty() {
            live.segments = rows.segments_of(&system.subject);
        }
        let all = live.targets.iter().flat_map(|target| target.covers.iter().cloned());
        live.otherwise.covers.extend(all.collect::<Vec<_>>());
        live
    }

    fn target(&mut self, name: &Subject, stands_for: &[Subject], ground: &Ground, rows: &Rows) {
        let mut covers: BTreeSet<Subject> = [name.clone()].into();
        covers.extend(stands_for.iter().cloned());
        covers.extend(ground.runs.iter().chain(&ground.environments).cloned());
        for version in &ground.data {
            covers.extend([version.clone(), version.stream()]);
            covers.extend(rows.source(version).cloned());
        }
        self.targets.push(Target { name: name.clone(), covers, is_data: false, segment: None });
    }

    /// Whether evidence about a subject covers anything.
    pub(super) fn reaches(&self, about: &Subject) -> bool {
        self.wide.contains(about) || self.targets.iter().any(|target| target.covers.contains(about))
    }
}

/// Where a system is live.
fn stages(system: &SystemRow, rows: &Rows) -> BTreeSet<Stage> {
    let of_it = rows.deployments.iter().filter(|row| row.system.as_ref() == Some(&system.subject));
    of_it.filter(|row| row.is_live()).map(|row| row.stage).collect()
}

/// The deployments that count: those in production, or all where none is.
fn live_deployments<'a>(system: &SystemRow, rows: &'a Rows) -> Vec<&'a DeploymentRow> {
    let of_it = rows.deployments.iter().filter(|row| row.system.as_ref() == Some(&system.subject));
    let live: Vec<&DeploymentRow> = of_it.filter(|row| row.is_live()).collect();
    let in_production = |row: &&&DeploymentRow| row.stage == Stage::Production;
    let production: Vec<&DeploymentRow> = live.iter().filter(in_production).copied().collect();
    if production.is_empty() { live } else { production }
}

/// The newest promoted version of each model of a system.
fn promoted<'a>(system: &SystemRow, rows: &'a Rows) -> Vec<&'a ModelVersionRow> {
    let mut newest: BTreeMap<Subject, &ModelVersionRow> = BTreeMap::new();
    for row in rows.models.values() {
        let counts = row.system.as_ref() == Some(&system.subject)
            && row.state == VersionState::Promoted
            && row.subject.kind() == Kind::Model;
        if !counts {
            continue;
        }
        let known = newest.entry(row.subject.stream()).or_insert(row);
        if known.registered < row.registered {
            *known = row;
        }
    }
    newest.into_values().collect()
}

/// The runs, environments and dataset versions that versions stand on, back through models that
/// were made from models.
fn ground(versions: &[Subject], rows: &Rows) -> Ground {
    let mut found = Ground::default();
    let mut front: BTreeSet<Subject> = versions.iter().cloned().collect();
    for _ in 0..DEPTH {
        let mut next = BTreeSet::new();
        for version in front {
            if version.kind() == Kind::Dataset {
                found.data.insert(version);
                continue;
            }
            let Some(row) = rows.models.get(&version) else { continue };
            next.extend(row.derived_from.iter().cloned());
            let run: Option<&RunRow> = row.run.as_ref().and_then(|run| rows.runs.get(run));
            if let Some(run) = run {
                found.runs.insert(run.subject.clone());
                found.environments.extend(run.environment.clone());
                next.extend(run.inputs.iter().cloned());
            }
        }
        front = next;
        if front.is_empty() {
            break;
        }
    }
    found
}
