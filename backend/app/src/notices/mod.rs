//! Days that come or pass: who is to be told, and the record that they were.
//!
//! Whether something is due is derived whenever one asks. What is recorded is that somebody was
//! told, once for each thing and day, on the stream of the thing itself. Each room says what of it
//! is due; this is the only place that records it.
//!
//! # Invariants
//! - A day is told once, however often one looks. (`a_year_passes_and_each_day_is_told_once`)
//! - One thing that is refused keeps nobody else from being told.
//!   (`one_refusal_keeps_nobody_else_from_being_told`)
//! - What people are told is of these types and no others. (`every_notice_is_of_a_known_type`)
//! - What came due before the log began is not told: it was not ours to tell.
//!   (`a_year_passes_and_each_day_is_told_once`, `the_history_of_the_drill_stays`)
//!
//! # Deliberately absent
//! - A way to people: a notice is an event about the thing and about those told, and is found by
//!   either in the log; carrying it further is the work of doors.

#[cfg(test)]
mod tests;

use domain::{
    authority::Permit,
    awareness::{self, Awareness},
    controls::{self, Controls},
    datasets::{self, Datasets},
    incidents::{self, Incidents},
    people::{self, People},
    programme::{self, Programme},
    reviews::{self, Reviews},
    risks::{self, Risks},
    training::{self, Training},
};
use kernel::{Decider, Kind, Micros, Subject};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{App, AppError, Meta, transact::request_bytes};

/// Who records what the product does by itself.
const CLOCK: &str = "clock";

/// The types of events by which people are told of a day, or of a turn for the worse.
pub const KINDS: [&str; 13] = [
    "action.overdue_noticed",
    "awareness.due_noticed",
    "control.due_noticed",
    "control.turn_noticed",
    "dataset.access_review_due_noticed",
    "environment.attestation_lapse_noticed",
    "incident.due_noticed",
    "meeting.decision_due_noticed",
    "person.delegation_end_noticed",
    "policy.attestation_due_noticed",
    "policy.review_due_noticed",
    "review.lapse_noticed",
    "risk.due_noticed",
];

/// Something that is due and about which nobody was told yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// On which stream it is noticed.
    pub stream: Subject,
    /// The day.
    pub day: Micros,
    /// What records it.
    pub notice: Notice,
}

/// The record of a notice, by the room it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Training comes due, is overdue or runs out.
    Awareness(awareness::Command),
    /// Evidence counts no longer, or a control turned for the worse.
    Controls(controls::Command),
    /// The day of a review of access has come.
    Datasets(datasets::Command),
    /// A report to an authority, or the look back on an incident, is due.
    Incidents(incidents::Command),
    /// A lent role has reached its end.
    People(people::Command),
    /// The review of a policy, an attestation or a decision is overdue.
    Programme(programme::Command),
    /// An action is overdue, or a design review counts no longer.
    Reviews(reviews::Command),
    /// An acceptance, a review, a task or a treatment of a risk has reached its day, an indicator
    /// turned red that warns of it, or an incident or a new version overtook what was decided.
    Risks(risks::Command),
    /// The attestation of an environment counts no longer.
    Training(training::Command),
}

/// What was not refused. One thing that is refused, an id that others used up among them, keeps
/// nothing else from being told; it stands in the server's log, without naming anybody.
pub(crate) fn unless_refused<T>(
    answer: Result<T, AppError>,
    kind: Kind,
) -> Result<Option<T>, AppError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(AppError::Refused(refused)) => {
            tracing::warn!(code = %refused.code, kind = kind.as_str(), "a notice is refused");
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

impl App {
    /// Everything that is due now and about which nobody was told yet.
    pub async fn what_is_due(&self) -> Result<Vec<Due>, AppError> {
        let Some(began) = self.log_began().await? else { return Ok(Vec::new()) };
        let sight = self.everything();
        let mut due = self.controls_to_tell(&sight, began).await?;
        due.extend(self.access_to_tell(&sight).await?);
        due.extend(self.delegations_to_tell(&sight).await?);
        due.extend(self.incidents_to_tell(&sight).await?);
        due.extend(self.programme_to_tell(&sight).await?);
        due.extend(self.reviews_to_tell(&sight).await?);
        due.extend(self.risks_to_tell(&sight).await?);
        due.extend(self.indicators_to_tell(&sight, began).await?);
        due.extend(self.overtaken_to_tell(&sight, began).await?);
        due.extend(self.training_to_tell(&sight).await?);
        due.extend(self.attestations_to_tell(&sight).await?);
        due.retain(|one| one.day >= began);
        Ok(due)
    }

    /// Records a notice of everything that is due. Answers of how many things people were told.
    pub async fn tell_what_is_due(&self) -> Result<usize, AppError> {
        let mut told = 0_usize;
        for Due { stream, notice, .. } in self.what_is_due().await? {
            let answer = match notice {
                Notice::Awareness(command) => self.tell::<Awareness>(&stream, command).await,
                Notice::Controls(command) => self.tell::<Controls>(&stream, command).await,
                Notice::Datasets(command) => self.tell::<Datasets>(&stream, command).await,
                Notice::Incidents(command) => self.tell::<Incidents>(&stream, command).await,
                Notice::People(command) => self.tell::<People>(&stream, command).await,
                Notice::Programme(command) => self.tell::<Programme>(&stream, command).await,
                Notice::Reviews(command) => self.tell::<Reviews>(&stream, command).await,
                Notice::Risks(command) => self.tell::<Risks>(&stream, command).await,
                Notice::Training(command) => self.tell::<Training>(&stream, command).await,
            };
            let is_new = unless_refused(answer, stream.kind())?.unwrap_or_default();
            told = told.saturating_add(usize::from(is_new));
        }
        Ok(told)
    }

    /// Whether there was something to record. When others write to the stream meanwhile, the next
    /// look finds what is left.
    async fn tell<D>(&self, stream: &Subject, command: D::Command) -> Result<bool, AppError>
    where
        D: Decider,
        D::Command: Serialize,
    {
        let clock = Subject::new(Kind::Service, CLOCK, None).map_err(AppError::internal)?;
        let permit = Permit::clock(clock.clone());
        let request = request_bytes(&(stream, &command))?;
        let id = hex::encode(Sha256::digest(&request));
        let meta = Meta { source: clock.to_string(), command: id, ..Meta::default() };
        let mut draft = self.draft_of(clock, &meta);
        draft.decide::<D>(None, stream, command).await?;
        match draft.commit_quietly(&permit, &meta, request).await {
            Ok(outcome) => Ok(outcome.is_some()),
            Err(AppError::Conflict) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// When the log recorded its first event.
    async fn log_began(&self) -> Result<Option<Micros>, AppError> {
        let first = self.store.read(0, 1).await?;
        Ok(first.first().map(|stored| Micros(stored.leaf.time)))
    }
}
