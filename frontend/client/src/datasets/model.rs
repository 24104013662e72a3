//! What the rows of a dataset mean.
use super::{commands::Act, queries::Dataset, version::DatasetVersion};
use crate::{offer::Ask, scalars::Subject};

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

    /// How the next act about its quarantine is spoken of: lifting takes somebody else than the one
    /// who asked for it.
    pub fn ask(&self, act: Act) -> Ask<'_> {
        let asked = self.quarantine.as_ref().and_then(|one| one.lift_requested_by.as_ref());
        match act {
            Act::Quarantine => Ask::of(act.mutation(), "quarantine this version"),
            Act::RequestLift => Ask {
                waits: true,
                ..Ask::of(act.mutation(), "ask for the quarantine to be lifted")
            },
            Act::Lift => Ask::of(act.mutation(), "lift the quarantine")
                .second(asked, "asked for it to be lifted"),
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
