//! What the rows of a model mean.
use super::queries::{Model, ModelVersion};
use crate::{
    rows::{EvidenceRow, ModelVersionRow},
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
