//! What the rows of a dataset mean.
use super::{
    commands::Act,
    queries::{Dataset, DatasetFilter, DatasetRow, VersionMark},
    version::DatasetVersion,
};
use crate::{scalars::Subject, words::Standing};

impl DatasetRow {
    /// The version registered last.
    pub fn latest(&self) -> Option<&VersionMark> {
        self.versions.iter().max_by(|a, b| a.registered.cmp(&b.registered))
    }

    /// How many versions stand like this.
    pub fn count(&self, standing: Standing) -> usize {
        self.versions.iter().filter(|version| version.standing == standing).count()
    }

    /// The worst standing among its versions; `None` without versions.
    pub fn worst(&self) -> Option<Standing> {
        self.versions.iter().map(|version| version.standing).min()
    }
}

impl Dataset {
    /// Rows of every version that states them, oldest first.
    pub fn rows_trend(&self) -> Vec<(String, i64)> {
        let mut versions: Vec<_> = self.versions.iter().collect();
        versions.sort_by(|a, b| a.registered.cmp(&b.registered));
        let known = |version: &&crate::rows::VersionRow| {
            Some((version.registered.0.clone(), version.rows?.0))
        };
        versions.iter().filter_map(known).collect()
    }
}

impl DatasetVersion {
    /// What is to be done next about its quarantine, if anything.
    pub fn next_act(&self) -> Act {
        match &self.quarantine {
            None => Act::Quarantine,
            Some(quarantine) if quarantine.lift_requested_by.is_none() => Act::RequestLift,
            Some(_) => Act::Lift,
        }
    }

    /// Models that runs made of it, each once.
    pub fn models(&self) -> Vec<Subject> {
        let mut models: Vec<Subject> =
            self.used_by.iter().flat_map(|run| run.outputs.clone()).collect();
        models.sort();
        models.dedup();
        models
    }
}

impl DatasetFilter {
    /// Reads what stands in the address.
    pub fn read(system: &str, standing: &str, text: &str) -> Self {
        Self {
            system: (!system.is_empty()).then(|| Subject::from(system)),
            standing: Standing::read(standing),
            text: (!text.trim().is_empty()).then(|| text.trim().to_owned()),
        }
    }

    /// Whether it leaves everything in.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}
