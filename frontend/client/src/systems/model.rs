//! What a system's rows mean.
use super::queries::{System, SystemFilter, SystemRow};
use crate::words::{IncidentState, RiskClass};

impl SystemRow {
    /// How many of its incidents are not closed.
    pub fn open_incidents(&self) -> usize {
        self.incidents.iter().filter(|incident| incident.state != IncidentState::Closed).count()
    }

    /// Whether something live of it cannot be trusted.
    pub fn is_suspect(&self) -> bool {
        !self.suspect_because.is_empty()
    }

    /// What it does, in words.
    pub fn kinds(&self) -> String {
        self.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }
}

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

impl SystemFilter {
    /// Reads what stands in the address: `risk`, `show` and `q`.
    pub fn read(risk: &str, show: &str, text: &str) -> Self {
        Self {
            risk_class: RiskClass::read(risk),
            live: (show == "live").then_some(true),
            suspect: (show == "suspect").then_some(true),
            owner_missing: (show == "ownerless").then_some(true),
            text: (!text.trim().is_empty()).then(|| text.trim().to_owned()),
        }
    }

    /// Whether it leaves everything in.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}
