//! Days of the programme that have passed: the review of a policy, an attestation, a decision.
//!
//! # Invariants
//! - What is attested or followed up in time is not told.
//!   (`what_is_attested_or_done_in_time_is_not_told`)

use domain::programme::Command;
use kernel::{Kind, Micros};

use super::{AttestationRow, MeetingRow, PolicyRow, attestation, coverage};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice, unless_refused},
    people::PersonRow,
};

impl App {
    /// What of the programme is overdue, and about which nobody was told.
    pub(crate) async fn programme_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let policies = self.table::<PolicyRow>(sight).await?;
        let people = self.table::<PersonRow>(sight).await?;
        let attested = self.table::<AttestationRow>(sight).await?;
        let meetings = self.table::<MeetingRow>(sight).await?;
        let mut due = Vec::new();
        for policy in &*policies {
            due.extend(review(policy, sight.time));
            for late in coverage(policy, people.iter(), &attested, sight.time).overdue() {
                let (version, Some(day)) = (policy.version, late.due) else { continue };
                // Names too long to be put together have no place to be told at.
                let stream = attestation(&policy.subject, &late.person);
                let Some(stream) = unless_refused(stream, Kind::Attestation)? else { continue };
                if attested.get(&stream).is_some_and(|row| was_told(&row, version, day)) {
                    continue;
                }
                let (policy, person) = (policy.subject.clone(), late.person.clone());
                let command = Command::NoticeAttestation { policy, person, version, due: day };
                due.push(Due { stream, day, notice: Notice::Programme(command) });
            }
        }
        due.extend(meetings.iter().flat_map(|meeting| decisions(meeting, sight.time)));
        Ok(due)
    }
}

fn was_told(row: &AttestationRow, version: u64, due: Micros) -> bool {
    row.told.iter().any(|(known, day, _)| (*known, *day) == (version, due))
}

/// The review of a policy; who published it and who approved it are told.
fn review(policy: &PolicyRow, at: Micros) -> Option<Due> {
    let due = policy.review_by;
    let was_told = policy.told.iter().any(|told| told.due == due);
    if was_told || !policy.is_review_overdue(at) {
        return None;
    }
    let told = vec![policy.published_by.clone(), policy.approved_by.clone()];
    let notice = Notice::Programme(Command::NoticeReview { due, told });
    Some(Due { stream: policy.subject.clone(), day: due, notice })
}

/// Decisions of a meeting; their owner is told, or who recorded the meeting where there is none.
fn decisions(meeting: &MeetingRow, at: Micros) -> Vec<Due> {
    let news = meeting.decisions.iter().filter(|one| one.told.is_empty() && one.is_overdue(at));
    let due = news.filter_map(|decision| {
        let due = decision.due?;
        let told = vec![decision.owner.clone().unwrap_or_else(|| meeting.held_by.clone())];
        let command = Command::NoticeDecision { decision: decision.number, due, told };
        let notice = Notice::Programme(command);
        Some(Due { stream: meeting.subject.clone(), day: due, notice })
    });
    due.collect()
}
