//! Days that have passed: who is to be told, and the record that they were.
//!
//! Whether something is overdue is derived whenever one asks. What is recorded is that somebody was
//! told, once for each thing and day, on the stream of the thing itself.
//!
//! # Invariants
//! - A day that has passed is noticed once, however often one looks. (`a_passed_day_is_told_once`)
//! - What is closed or attested in time is never noticed. (`what_is_done_in_time_is_never_told`)
//! - A design review that a newer one has replaced is no news. (`only_the_newest_review_of_a_system_lapses`)
//!
//! # Deliberately absent
//! - A way to people: a notice stands on the pages of the thing and of those told; carrying it
//!   further is the work of doors.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    authority::{Act, Caller, Permit},
    programme::{self, Programme},
    reviews::{self, Reviews},
};
use kernel::{Decider, Kind, Micros, Subject};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    App, AppError, Filter, Meta, Sight,
    people::PersonRow,
    programme::{AttestationRow, MeetingRow, PolicyRow, attestation, coverage},
    reviews::{ActionRow, ReviewRow},
    transact::request_bytes,
};

/// Who records what the product does by itself.
const CLOCK: &str = "clock";

/// Something whose day has passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    /// On which stream it is noticed.
    pub stream: Subject,
    /// The day.
    pub due: Micros,
    /// What records it.
    pub notice: Notice,
}

/// The record of a notice, by the room it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An action is overdue, or a design review counts no longer.
    Reviews(reviews::Command),
    /// A policy's review, an attestation or a decision is overdue.
    Programme(programme::Command),
}

impl App {
    /// Everything whose day has passed now and about which nobody was told yet.
    pub async fn passed_days(&self) -> Result<Vec<Passed>, AppError> {
        let all = self.everything();
        let mut passed = self.passed_actions(&all).await?;
        passed.extend(self.passed_reviews(&all).await?);
        passed.extend(self.passed_policies(&all).await?);
        passed.extend(self.passed_decisions(&all).await?);
        Ok(passed)
    }

    /// Records a notice for every day that has passed. Answers how many were new.
    pub async fn notice_passed_days(&self) -> Result<usize, AppError> {
        let mut new = 0_usize;
        for passed in self.passed_days().await? {
            let Passed { stream, notice, .. } = passed;
            let recorded = match notice {
                Notice::Reviews(command) => self.notice_passed::<Reviews>(&stream, command).await?,
                Notice::Programme(command) => {
                    self.notice_passed::<Programme>(&stream, command).await?
                }
            };
            new = new.saturating_add(usize::from(recorded));
        }
        Ok(new)
    }

    /// Whether there was something to record. When others write to the stream meanwhile, the next
    /// look finds what is left.
    async fn notice_passed<D>(
        &self,
        stream: &Subject,
        command: D::Command,
    ) -> Result<bool, AppError>
    where
        D: Decider,
        D::Command: Serialize,
    {
        let clock = Subject::new(Kind::Service, CLOCK, None).map_err(AppError::internal)?;
        let caller = Caller { person: clock.clone(), grants: Vec::new(), now: self.now() };
        let permit = Permit::clock(Act::NoticeDay, clock.clone())?;
        let request = request_bytes(&(stream, &command))?;
        let command_id = hex::encode(Sha256::digest(&request));
        let meta = Meta { source: clock.to_string(), command: command_id, ..Meta::default() };
        let mut draft = self.draft(&caller, &meta);
        draft.decide::<D>(None, stream, command).await?;
        match draft.commit_quietly(&permit, &meta, request).await {
            Ok(outcome) => Ok(outcome.is_some()),
            Err(AppError::Conflict) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn passed_actions(&self, sight: &Sight) -> Result<Vec<Passed>, AppError> {
        let rows = self.list::<ActionRow>(sight, Filter::default()).await?.rows;
        let is_news = |row: &ActionRow| {
            row.is_overdue(sight.time) && !row.told.iter().any(|told| told.due == row.due)
        };
        let passed = rows.into_iter().filter(is_news).map(|row| {
            let (due, told) = (row.due, vec![row.owner]);
            let notice = Notice::Reviews(reviews::Command::NoticeOverdue { due, told });
            Passed { stream: row.subject, due, notice }
        });
        Ok(passed.collect())
    }

    /// Conclusions that count no longer and that no newer one of their system has replaced.
    async fn passed_reviews(&self, sight: &Sight) -> Result<Vec<Passed>, AppError> {
        let rows = self.list::<ReviewRow>(sight, Filter::default()).await?.rows;
        let mut newest: BTreeMap<&Subject, (&ReviewRow, Micros)> = BTreeMap::new();
        for row in &rows {
            let Some(concluded) = &row.concluded else { continue };
            let held = newest.entry(&row.system).or_insert((row, concluded.at));
            if concluded.at > held.1 {
                *held = (row, concluded.at);
            }
        }
        let mut passed = Vec::new();
        for (row, _) in newest.into_values() {
            let (Some(due), Some(concluded)) = (row.fresh_until(), &row.concluded) else {
                continue;
            };
            if row.is_fresh(sight.time) || row.told.iter().any(|told| told.due == due) {
                continue;
            }
            let told = vec![concluded.by.clone()];
            let notice = Notice::Reviews(reviews::Command::NoticeLapse { due, told });
            passed.push(Passed { stream: row.subject.clone(), due, notice });
        }
        Ok(passed)
    }

    async fn passed_policies(&self, sight: &Sight) -> Result<Vec<Passed>, AppError> {
        let policies = self.list::<PolicyRow>(sight, Filter::default()).await?.rows;
        let people = self.list::<PersonRow>(sight, Filter::default()).await?.rows;
        let attested = self.list::<AttestationRow>(sight, Filter::default()).await?.rows;
        let mut passed = Vec::new();
        for policy in &policies {
            passed.extend(passed_review(policy, sight.time));
            for late in coverage(policy, &people, &attested, sight.time).overdue() {
                let stream = attestation(&policy.subject, &late.person)?;
                let (version, due) = (policy.version, late.due.unwrap_or(sight.time));
                let was_told =
                    attested.iter().find(|row| row.subject == stream).is_some_and(|row| {
                        row.told.iter().any(|(known, day, _)| (*known, *day) == (version, due))
                    });
                if was_told {
                    continue;
                }
                let (policy, person) = (policy.subject.clone(), late.person.clone());
                let command =
                    programme::Command::NoticeAttestation { policy, person, version, due };
                passed.push(Passed { stream, due, notice: Notice::Programme(command) });
            }
        }
        Ok(passed)
    }

    async fn passed_decisions(&self, sight: &Sight) -> Result<Vec<Passed>, AppError> {
        let meetings = self.list::<MeetingRow>(sight, Filter::default()).await?.rows;
        let mut passed = Vec::new();
        for meeting in meetings {
            let overdue = meeting.decisions.iter().filter(|one| one.is_overdue(sight.time));
            for decision in overdue.filter(|one| one.told.is_empty()) {
                let Some(due) = decision.due else { continue };
                let told = vec![decision.owner.clone().unwrap_or_else(|| meeting.held_by.clone())];
                let decision = decision.number;
                let command = programme::Command::NoticeDecision { decision, due, told };
                let stream = meeting.subject.clone();
                passed.push(Passed { stream, due, notice: Notice::Programme(command) });
            }
        }
        Ok(passed)
    }
}

fn passed_review(policy: &PolicyRow, at: Micros) -> Option<Passed> {
    let due = policy.review_by;
    let was_told = policy.told.iter().any(|told| told.due == due);
    if was_told || !policy.is_review_overdue(at) {
        return None;
    }
    let told = vec![policy.published_by.clone(), policy.approved_by.clone()];
    let notice = Notice::Programme(programme::Command::NoticeReview { due, told });
    Some(Passed { stream: policy.subject.clone(), due, notice })
}
