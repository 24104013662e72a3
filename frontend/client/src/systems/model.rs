//! What a system's rows mean.
use super::queries::System;
use crate::accountability::queries::Accountability;

impl System {
    /// Whether the reader may register versions of its prompts.
    pub fn may_register_prompts(&self) -> bool {
        self.offers.iter().any(|one| one.mutation == "registerPromptVersion" && one.may)
    }

    /// What it does, in words.
    pub fn kinds(&self) -> String {
        self.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }

    /// Every duty that lasts, the heaviest first.
    pub fn duties(&self) -> Vec<&Accountability> {
        let mut now: Vec<&Accountability> =
            self.accountable.iter().filter(|held| held.until.is_none()).collect();
        now.sort_by_key(|held| held.weight());
        now
    }

    /// Duties that last beside those of the owner and the deputy of all stages.
    pub fn other_duties(&self) -> Vec<&Accountability> {
        let mut duties = self.duties();
        duties.retain(|held| held.stage.is_some() || held.duty == "responsible");
        duties
    }

    /// How many of its deployments answer now.
    pub fn live_count(&self) -> usize {
        self.deployments.iter().filter(|one| one.live).count()
    }
}
