//! What a deployment's facts mean.
use super::queries::Deployment;
use crate::rows::{DeploymentRow, StopRow};

/// How far a stop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopState {
    /// Nobody asked for one.
    None,
    /// Asked for; nobody has seen it stop.
    Requested,
    /// Somebody saw that it had stopped.
    Confirmed,
}

impl StopState {
    fn of(requested: bool, confirmed: bool) -> Self {
        match (requested, confirmed) {
            (_, true) => Self::Confirmed,
            (true, false) => Self::Requested,
            (false, false) => Self::None,
        }
    }

    /// The words.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "Not requested",
            Self::Requested => "Stop requested, not confirmed",
            Self::Confirmed => "Stop confirmed",
        }
    }
}

impl StopRow {
    /// How far it has come.
    pub fn state(&self) -> StopState {
        StopState::of(true, self.confirmed_at.is_some())
    }
}

impl DeploymentRow {
    /// How far a stop has come.
    pub fn stop_state(&self) -> StopState {
        self.stop.as_ref().map_or(StopState::None, StopRow::state)
    }
}

impl Deployment {
    /// How far a stop has come.
    pub fn stop_state(&self) -> StopState {
        let confirmed = self.stop.as_ref().is_some_and(|stop| stop.confirmed_at.is_some());
        StopState::of(self.stop.is_some(), confirmed)
    }

    /// Guards in place, and guards that somebody said anything about.
    pub fn guarded(&self) -> (usize, usize) {
        let known = self.hardening.iter().filter_map(|check| check.state);
        (known.clone().filter(|state| *state).count(), known.count())
    }

    /// Whether the artefact that runs is the one that was registered; unknown when a digest is
    /// missing.
    pub fn runs_what_was_registered(&self) -> Option<bool> {
        let registered = self.model_version.as_ref()?.digest.as_ref()?;
        Some(self.digest.as_ref()? == registered)
    }
}
