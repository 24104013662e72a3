//! Where a risk stands: the part of its row that lists, maps and gates ask for, and nothing else.
//!
//! Row and register fold the same state with the same function, so that no two screens can differ.

use domain::risks::{Band, Cause, Due, Event, Score, Scores, Treatment, Which};
use kernel::{Micros, Name, Subject};
use serde::{Deserialize, Serialize};

/// How a risk stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nobody scored it yet.
    Unassessed,
    /// It was scored, and nothing else.
    Assessed,
    /// Something is being done about it.
    InTreatment,
    /// Those who may were asked to accept it.
    AwaitingAcceptance,
    /// It is accepted for now.
    Accepted,
    /// Its acceptance ended by time, and nothing was decided since.
    AcceptanceExpired,
    /// It went back to review and was not scored since.
    Reopened,
    /// It is off the open register.
    Closed,
}

impl Status {
    /// Every status, in the order of a risk's life.
    pub const ALL: [Self; 8] = [
        Self::Unassessed,
        Self::Assessed,
        Self::InTreatment,
        Self::AwaitingAcceptance,
        Self::Accepted,
        Self::AcceptanceExpired,
        Self::Reopened,
        Self::Closed,
    ];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unassessed => "unassessed",
            Self::Assessed => "assessed",
            Self::InTreatment => "in_treatment",
            Self::AwaitingAcceptance => "awaiting_acceptance",
            Self::Accepted => "accepted",
            Self::AcceptanceExpired => "acceptance_expired",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
        }
    }
}

/// Why an acceptance ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It was taken back.
    Revoked,
    /// The band rose above the accepted one.
    BandRose,
    /// An incident or a new version reopened the risk.
    Reopened,
}

/// An acceptance, as far as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The band that was accepted.
    pub band: Band,
    /// When it was given.
    pub given: Micros,
    /// Until when (exclusive).
    pub until: Micros,
    /// Whether it ended earlier, when and why.
    pub ended: Option<(Micros, Ending)>,
}

impl Accepted {
    /// Whether it counts at a moment.
    pub fn counts(&self, at: Micros) -> bool {
        self.ended.is_none() && at < self.until
    }

    /// Whether it ended by time.
    pub fn is_expired(&self, at: Micros) -> bool {
        self.ended.is_none() && self.until <= at
    }
}

/// Where a risk stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RiskState {
    /// Its scores; none until somebody scored it.
    pub scores: Option<Scores>,
    /// When it was scored last.
    pub assessed: Option<Micros>,
    /// Its latest acceptance.
    pub accepted: Option<Accepted>,
    /// Whether an acceptance is asked for.
    pub is_requested: bool,
    /// Why it is back under review.
    pub reopened: Option<Cause>,
    /// Whether it is off the open register.
    pub is_closed: bool,
    /// What is done about it, and until when.
    pub treatment: Option<(Treatment, Option<Micros>)>,
    /// When its review is due.
    pub review: Option<Micros>,
    /// Its open tasks, with the days they are due.
    pub open_tasks: Vec<(Name, Micros)>,
    /// How many of its tasks are done.
    pub done_tasks: u32,
    /// The indicators that reopened it, each with since when it was red.
    pub reddened: Vec<(Name, Micros)>,
    /// What put it back to review, ever.
    pub causes: Vec<(Cause, Subject)>,
    /// Of what was due somebody was told.
    pub told: Vec<DueItem>,
}

/// Something of a risk is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DueItem {
    /// Since when.
    pub due: Micros,
    /// What.
    pub what: Due,
    /// Which task, where it is one.
    pub task: Option<Name>,
}

impl RiskState {
    /// One of its scores; none until somebody scored it, never a low one instead. While an
    /// indicator is red, the current score is one step likelier.
    pub fn score(&self, which: Which) -> Option<Score> {
        let score = self.scores?.get(which);
        Some(if which == Which::Current && self.is_red() { score.raised() } else { score })
    }

    /// Whether an indicator turned red since it was scored.
    pub fn is_red(&self) -> bool {
        self.reopened == Some(Cause::Indicator)
    }

    /// Whether an incident or a new version of its system puts it back to review, which happened at
    /// one moment and is asked about at another: it was judged before that, and nothing put it back
    /// for that yet. A new version concerns only what is accepted.
    pub fn is_overtaken(&self, cause: &(Cause, Subject), since: Micros, at: Micros) -> bool {
        if self.is_closed || self.causes.contains(cause) {
            return false;
        }
        let counts = |accepted: Accepted| accepted.counts(at) && accepted.given <= since;
        let is_accepted_before = self.accepted.is_some_and(counts);
        match cause.0 {
            Cause::Incident => {
                is_accepted_before || self.assessed.is_some_and(|assessed| assessed <= since)
            }
            Cause::NewVersion => is_accepted_before,
            Cause::Indicator | Cause::Expiry | Cause::ThreatChanged => false,
        }
    }

    /// Its band.
    pub fn band(&self, which: Which) -> Option<Band> {
        self.score(which).map(Score::band)
    }

    /// Whether what is left is more than is tolerated; unknown until it is scored.
    pub fn is_above(&self, tolerated: Band) -> Option<bool> {
        self.band(Which::Residual).map(|band| band > tolerated)
    }

    /// Whether it is open, above what is tolerated, and not accepted at a moment.
    pub fn is_undecided(&self, tolerated: Band, at: Micros) -> bool {
        let is_accepted = self.accepted.is_some_and(|accepted| accepted.counts(at));
        !self.is_closed && self.is_above(tolerated) == Some(true) && !is_accepted
    }

    /// How it stands at a moment.
    pub fn status(&self, at: Micros) -> Status {
        if self.is_closed {
            return Status::Closed;
        }
        if self.reopened.is_some() {
            return Status::Reopened;
        }
        if self.scores.is_none() {
            return Status::Unassessed;
        }
        match self.accepted {
            Some(accepted) if accepted.counts(at) => Status::Accepted,
            _ if self.is_requested => Status::AwaitingAcceptance,
            Some(accepted) if accepted.is_expired(at) => Status::AcceptanceExpired,
            Some(_) | None if self.is_in_treatment() => Status::InTreatment,
            Some(_) | None => Status::Assessed,
        }
    }

    fn is_in_treatment(&self) -> bool {
        let does_something = |treatment: &(Treatment, Option<Micros>)| {
            treatment.0 != Treatment::Accept
                && (!self.open_tasks.is_empty() || self.done_tasks == 0)
        };
        !self.open_tasks.is_empty() || self.treatment.as_ref().is_some_and(does_something)
    }

    /// What is due at a moment, longest due first. Of a closed risk nothing is.
    pub fn due(&self, at: Micros) -> Vec<DueItem> {
        let mut items = Vec::new();
        if self.is_closed {
            return items;
        }
        let mut add = |what, task: Option<&Name>, due: Option<Micros>| {
            let due = due.filter(|due| *due <= at);
            items.extend(due.map(|due| DueItem { due, what, task: task.cloned() }));
        };
        let ends = self.accepted.filter(|accepted| accepted.ended.is_none());
        add(Due::Acceptance, None, ends.map(|accepted| accepted.until));
        add(Due::Review, None, self.review);
        for (task, due) in &self.open_tasks {
            add(Due::Task, Some(task), Some(*due));
        }
        if let Some((treatment, due)) = self.treatment {
            let is_done = self.open_tasks.is_empty() && self.done_tasks > 0;
            add(Due::Treatment, None, due.filter(|_| treatment != Treatment::Accept && !is_done));
        }
        items.sort();
        items
    }

    /// Takes one fact in.
    pub fn change(&mut self, event: &Event, at: Micros) {
        match event {
            Event::Assessed { scores, .. } => self.assess(*scores, at),
            Event::TreatmentPlanned { treatment, due, .. } => {
                self.treatment = Some((*treatment, *due));
            }
            Event::TaskAdded { task, due, .. } => self.open_tasks.push((task.clone(), *due)),
            Event::TaskDone { task, .. } => {
                let before = self.open_tasks.len();
                self.open_tasks.retain(|(open, _)| open != task);
                let done = u32::from(self.open_tasks.len() < before);
                self.done_tasks = self.done_tasks.saturating_add(done);
            }
            Event::AcceptanceRequested { .. } => self.is_requested = true,
            Event::AcceptanceDeclined { .. } => self.is_requested = false,
            Event::Accepted { band, until, .. } => {
                self.is_requested = false;
                let (band, until) = (*band, *until);
                self.accepted = Some(Accepted { band, given: at, until, ended: None });
            }
            Event::AcceptanceRevoked { .. } => self.end(at, Ending::Revoked),
            Event::Reopened { why, cause, indicator, since, .. } => {
                self.causes.extend(cause.iter().map(|cause| (*why, cause.clone())));
                let red = indicator.as_ref().filter(|_| *why == Cause::Indicator);
                self.reddened.extend(red.map(|one| (one.clone(), since.unwrap_or(at))));
                self.reopen(*why, at);
            }
            Event::Reviewed { next, .. } => self.review = Some(*next),
            Event::ReviewScheduled { due } => self.review = Some(*due),
            Event::DueNoticed { what, task, due, .. } => {
                self.told.push(DueItem { due: *due, what: *what, task: task.clone() });
            }
            Event::Closed { .. } => {
                self.is_closed = true;
                self.is_requested = false;
            }
            Event::Identified { .. }
            | Event::AcceptanceAgreed { .. }
            | Event::Linked { .. }
            | Event::Unlinked { .. }
            | Event::TaskReassigned { .. }
            | Event::OwnerAssigned { .. }
            | Event::Quantified { .. } => {}
        }
    }

    fn assess(&mut self, scores: Scores, at: Micros) {
        let rose = self.accepted.is_some_and(|accepted| scores.residual.band() > accepted.band);
        if rose {
            self.end(at, Ending::BandRose);
        }
        self.scores = Some(scores);
        self.assessed = Some(at);
        self.reopened = None;
        self.is_requested = false;
    }

    fn reopen(&mut self, why: Cause, at: Micros) {
        self.is_closed = false;
        self.is_requested = false;
        self.reopened = Some(why);
        if matches!(why, Cause::Incident | Cause::NewVersion) {
            self.end(at, Ending::Reopened);
        }
    }

    /// Ends an acceptance that still counts.
    fn end(&mut self, at: Micros, why: Ending) {
        if let Some(accepted) = self.accepted.as_mut().filter(|accepted| accepted.counts(at)) {
            accepted.ended = Some((at, why));
        }
    }
}
