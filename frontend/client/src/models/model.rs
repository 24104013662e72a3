//! What the rows of a model mean.
use super::queries::{Model, ModelVersion, ProviderChange, WholeModel};
use crate::{
    rows::{EvidenceRow, ModelVersionRow},
    scalars::Subject,
    words::{Outcome, Stage, Standing},
};

impl ModelVersionRow {
    /// The most serious stage at which it answers now.
    pub fn live_stage(&self) -> Option<Stage> {
        self.deployments.iter().filter(|one| one.live).map(|one| one.stage).min()
    }
}

impl Model {
    /// Versions that answer now.
    pub fn live(&self) -> Vec<&ModelVersionRow> {
        self.versions.iter().filter(|version| version.live_stage().is_some()).collect()
    }

    /// The version registered last.
    pub fn latest(&self) -> Option<&ModelVersionRow> {
        self.versions.iter().max_by(|a, b| a.registered.cmp(&b.registered))
    }

    /// The worst standing among the versions that answer now.
    pub fn worst_live(&self) -> Option<Standing> {
        self.live().into_iter().map(|version| version.standing).min()
    }
}

impl WholeModel {
    /// How many versions answer now.
    pub fn live_count(&self) -> usize {
        self.versions.iter().filter(|version| version.live_stage().is_some()).count()
    }

    /// The versions that a provider may have replaced: the newest first, the last one put there
    /// before all.
    pub fn replaceable(&self) -> Vec<Subject> {
        let put = self.provider_changes.iter().rev().map(|change| change.to.clone()).take(1);
        let mut all: Vec<Subject> = put.collect();
        for version in self.versions.iter().rev() {
            if !all.contains(&version.subject) {
                all.push(version.subject.clone());
            }
        }
        all
    }
}

impl ProviderChange {
    /// How long before they said so.
    pub fn notice(&self) -> String {
        match self.notice_days.0 {
            0 => "Without notice".to_owned(),
            1 => "1 day before".to_owned(),
            days => format!("{days} days before"),
        }
    }
}

impl ModelVersion {
    /// Evidence outside a limit, or resting on something suspect.
    pub fn doubts(&self) -> usize {
        let doubtful = |one: &&EvidenceRow| one.outcome == Outcome::Fail || one.affected;
        self.evidence.iter().filter(doubtful).count()
    }

    /// Whether it answers somewhere now.
    pub fn is_live(&self) -> bool {
        self.deployments.iter().any(|one| one.live)
    }
}
