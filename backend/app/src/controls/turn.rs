//! Turns for the worse: a control whose evidence an event made stale, or that fails or has nothing
//! to show any more, and the person who is told, once for each turn.
//!
//! How a control stood is never stored, so a turn is found where it happened: the control stands as
//! it does since a moment at which something was recorded, and stood better right before.
//!
//! # Deliberately absent
//! - Turns that nobody looked for within a week, or that sixteen later moments hide:
//!   every look would read all boards of all times.
//! - Turns because a deployment ended: what is live no longer has nothing to show.
//! - That a control applies again: it turned nowhere.

use std::collections::BTreeSet;

use domain::controls::{Command, Status, stream};
use kernel::{Micros, Subject};
use store::EventQuery;

use super::{Board, ChangeRow, Standing, due::answers};
use crate::{
    App, AppError, Sight,
    evaluations::EvidenceRow,
    notices::{Due, Notice},
    reviews::ReviewRow,
    systems::SystemRow,
    view::Filter,
};

/// Most moments of a system looked at for the one at which a control turned.
const LOOKED_AT: usize = 16;
/// How many days back they are looked for: longer than no clock stands still.
const LOOKED_BACK: i64 = 7;
/// What is recorded about a system itself that its controls go by, and that is neither a change nor
/// evidence nor a review.
const OWN: [&str; 6] = [
    "control.evidence_linked",
    "control.evidence_unlinked",
    "system.classification_approved",
    "system.classification_proposed",
    "system.owner_assigned",
    "system.owner_released",
];
/// The same of what a system is made of, which may be another's. What arrives speaks only once it is
/// in a version, and that is a change.
const ELSEWHERE: [&str; 2] = ["batch.marked", "environment.attested"];

impl App {
    /// Controls of a system that turned for the worse after the log began, about which nobody was
    /// told.
    pub(super) async fn turns_to_tell(
        &self,
        sight: &Sight,
        (board, system): (&Board, &SystemRow),
        began: Micros,
    ) -> Result<Vec<Due>, AppError> {
        let mut open: Vec<&Standing> = board.of(&system.subject).collect();
        open.retain(|standing| is_bad(standing.status()));
        let mut found = Vec::new();
        for moment in self.turning_points(sight, &system.subject, began).await? {
            open.retain(|standing| !is_told(standing, moment));
            if open.is_empty() {
                break;
            }
            // What stood otherwise at that moment turned later, by itself.
            let then = self.board_at(sight, &system.subject, moment).await?;
            open.retain(|standing| stood(&then, standing) == Some(standing.status()));
            let right_before = Micros(moment.0.saturating_sub(1));
            let before = self.board_at(sight, &system.subject, right_before).await?;
            let mut earlier = Vec::new();
            for standing in open {
                let (from, to) = (stood(&before, standing), standing.status());
                if from == Some(to) {
                    earlier.push(standing);
                } else if let Some(from) = from.filter(|from| is_turn(*from, to)) {
                    let notice = Notice::Controls(Command::NoticeTurn {
                        system: standing.system.clone(),
                        from,
                        to,
                        since: moment,
                        told: answers(standing, system),
                    });
                    let stream = stream(&standing.system, &standing.control);
                    let stream = stream.map_err(AppError::internal)?;
                    found.push(Due { stream, day: moment, notice });
                }
            }
            open = earlier;
        }
        Ok(found)
    }

    /// How the controls of a system stood at a moment.
    async fn board_at(
        &self,
        sight: &Sight,
        system: &Subject,
        time: Micros,
    ) -> Result<Board, AppError> {
        let upto = self.store.position_at(time.0).await?.min(sight.upto);
        let then = Sight { upto, time, live: false, ..sight.clone() };
        self.control_board(&then, Some(system)).await
    }

    /// The moments of the last days, since the log began, at which something was recorded that
    /// controls of a system go by, newest first.
    async fn turning_points(
        &self,
        sight: &Sight,
        system: &Subject,
        began: Micros,
    ) -> Result<Vec<Micros>, AppError> {
        let own = || Filter { system: Some(system.clone()), ..Filter::default() };
        let wide = || Filter { wide: true, ..own() };
        let changes: Vec<ChangeRow> = self.list(sight, wide()).await?.rows;
        let evidence: Vec<EvidenceRow> = self.list(sight, wide()).await?.rows;
        let reviews: Vec<ReviewRow> = self.list(sight, own()).await?.rows;
        let mut moments: BTreeSet<Micros> = changes.iter().map(|row| row.at).collect();
        moments.extend(evidence.iter().map(|row| row.attached));
        moments.extend(evidence.iter().filter_map(|row| Some(row.withdrawn.as_ref()?.0)));
        moments.extend(reviews.iter().filter_map(|row| Some(row.concluded.as_ref()?.at)));
        moments.extend(self.recorded_of(sight, &OWN, vec![system.to_string()]).await?);
        moments.extend(self.recorded_of(sight, &ELSEWHERE, Vec::new()).await?);
        let first = began.max(sight.time.plus_days(-LOOKED_BACK));
        let newest = moments.into_iter().rev().take_while(|moment| *moment >= first);
        Ok(newest.take(LOOKED_AT).collect())
    }

    /// The moments of the newest events of some types, about any of some subjects or about anything.
    async fn recorded_of(
        &self,
        sight: &Sight,
        kinds: &[&str],
        subjects: Vec<String>,
    ) -> Result<Vec<Micros>, AppError> {
        let query = EventQuery {
            kinds: kinds.iter().map(ToString::to_string).collect(),
            subjects,
            upto: Some(sight.upto),
            limit: u32::try_from(LOOKED_AT).ok(),
            newest_first: true,
            ..EventQuery::default()
        };
        let found = self.store.events(query).await?;
        Ok(found.iter().map(|stored| Micros(stored.timeline)).collect())
    }
}

/// How a control stood on another board.
fn stood(board: &Board, standing: &Standing) -> Option<Status> {
    board.get(&standing.system, &standing.control).map(Standing::status)
}

/// Whether somebody has to do something about it.
fn is_bad(status: Status) -> bool {
    matches!(status, Status::Fail | Status::Missing | Status::Stale)
}

/// Whether it became worse. What begins to apply, or begins with nothing to show, turned nowhere.
fn is_turn(from: Status, to: Status) -> bool {
    match to {
        Status::Fail => from != Status::NotApplicable,
        Status::Missing => matches!(from, Status::Pass | Status::Inconclusive | Status::Stale),
        Status::Stale => matches!(from, Status::Pass | Status::Inconclusive),
        Status::Inconclusive | Status::Pass | Status::NotApplicable => false,
    }
}

/// Whether somebody was told that it stands as it does since a moment.
fn is_told(standing: &Standing, moment: Micros) -> bool {
    let mut notices = standing.decided.iter().flat_map(|row| &row.notices);
    notices.any(|notice| (notice.to, notice.since) == (standing.status(), Some(moment)))
}

#[cfg(test)]
mod tests {
    use domain::controls::Status;

    use super::is_turn;

    #[test]
    fn what_begins_turned_nowhere() {
        for to in [Status::Fail, Status::Missing, Status::Stale] {
            assert!(is_turn(Status::Pass, to), "{to}");
            assert!(!is_turn(Status::NotApplicable, to), "{to}");
        }
        assert!(is_turn(Status::Missing, Status::Fail) && !is_turn(Status::Missing, Status::Stale));
        assert!(!is_turn(Status::Fail, Status::Pass) && !is_turn(Status::Fail, Status::Stale));
    }
}
