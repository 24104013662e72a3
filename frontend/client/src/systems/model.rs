//! What a system's rows mean.
use super::queries::System;

impl System {
    /// What it does, in words.
    pub fn kinds(&self) -> String {
        self.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }

    /// How many of its deployments answer now.
    pub fn live_count(&self) -> usize {
        self.deployments.iter().filter(|one| one.live).count()
    }
}
