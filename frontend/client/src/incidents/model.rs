//! What an incident's page says, in words.
use super::{Act, FlaggedDeployment, Incident, RealisedThreat, Rollback};
use crate::{risks::act::Origin, words::IncidentState};

/// Whether a deployment that was flagged still serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Serving {
    /// It serves, and nobody asked it to stop.
    Untouched,
    /// It serves, as far as anybody knows: the stop was asked for and not confirmed.
    Unconfirmed,
    /// Somebody who looked says that it stopped.
    Stopped,
    /// The log says that it ended.
    Ended,
}

impl Serving {
    /// The words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Untouched => "Live, no stop requested",
            Self::Unconfirmed => "Stop requested, not confirmed",
            Self::Stopped => "Stop confirmed",
            Self::Ended => "Ended",
        }
    }
}

impl FlaggedDeployment {
    /// Whether it still serves. An end in the log outweighs everything else.
    pub fn serving(&self) -> Serving {
        if !self.live {
            return Serving::Ended;
        }
        match &self.stop {
            None => Serving::Untouched,
            Some(stop) if stop.confirmed_at.is_none() => Serving::Unconfirmed,
            Some(_) => Serving::Stopped,
        }
    }
}

/// Where a proposed rollback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody decided yet.
    Waiting,
    /// Approved, not done yet.
    Approved,
    /// Turned down.
    Rejected,
    /// Done.
    Done,
}

impl Rollback {
    /// Where it stands.
    pub fn progress(&self) -> Progress {
        if self.completed_at.is_some() {
            return Progress::Done;
        }
        match self.approved {
            None => Progress::Waiting,
            Some(true) => Progress::Approved,
            Some(false) => Progress::Rejected,
        }
    }
}

impl RealisedThreat {
    /// Its id, and what it is called.
    pub fn words(&self) -> String {
        match &self.title {
            Some(title) => format!("{} {title}", self.id),
            None => self.id.clone(),
        }
    }

    /// Its page, or that of the threat it is a technique of.
    pub fn page(&self) -> String {
        let whole = self.id.split_once('.').map_or(self.id.as_str(), |(whole, _)| whole);
        format!("/threats/{whole}")
    }
}

/// One step of an incident's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its word.
    pub name: &'static str,
    /// When it was reached.
    pub at: Option<String>,
    /// Whether the incident is here now.
    pub current: bool,
}

impl Incident {
    /// The way from open to closed, and how far it has been gone.
    pub fn steps(&self) -> [Step; 3] {
        let step = |state: IncidentState, at: Option<String>| Step {
            name: state.word(),
            at,
            current: self.state == state,
        };
        [
            step(IncidentState::Open, Some(self.opened.0.clone())),
            step(IncidentState::Contained, self.contained.as_ref().map(|at| at.0.clone())),
            step(IncidentState::Closed, self.closed.as_ref().map(|at| at.0.clone())),
        ]
    }

    /// Flagged deployments that may still serve, the least attended first, and the others.
    pub fn by_serving(&self) -> (Vec<FlaggedDeployment>, Vec<FlaggedDeployment>) {
        let (mut serving, over): (Vec<_>, Vec<_>) =
            self.deployments.iter().cloned().partition(|one| {
                matches!(one.serving(), Serving::Untouched | Serving::Unconfirmed)
            });
        serving.sort_by_key(FlaggedDeployment::serving);
        (serving, over)
    }

    /// Naming its threats, beginning with those that are named.
    pub fn naming(&self) -> Act {
        let known: Vec<&str> = self.threats.iter().map(|threat| threat.id.as_str()).collect();
        Act::NameThreats { known: known.join("\n") }
    }

    /// What a risk begins with that follows from it.
    pub fn origin(&self) -> Origin {
        Origin {
            subject: self.subject.clone(),
            text: self.title.clone(),
            system: self.system.as_ref().map(|system| system.subject.clone()),
            threat: self.threats.first().map(|threat| threat.id.clone()),
        }
    }

    /// Whether anything can still be done about it.
    pub fn is_closed(&self) -> bool {
        self.state == IncidentState::Closed
    }
}
