//! Scoring a risk.

use kernel::{Decimal, Decision, Moment, nothing_new, record, refuse};

use super::{Assessed, Assessment, Ended, Event, Refusal, Scores, State};
use crate::risks::scheme;

pub(super) fn assess(state: &State, new: Assessment, moment: &Moment) -> Decision<Event, Refusal> {
    let Assessment { scores, effectiveness, rationale } = new;
    // Looking again another day and finding the same is a fact of its own.
    let is_known = |known: &Assessed| {
        (known.scores, &known.effectiveness) == (scores, &effectiveness)
            && known.by == moment.actor
            && known.at.date() == moment.now.date()
    };
    if state.reopened.is_none() && state.assessed.as_ref().is_some_and(is_known) {
        return nothing_new();
    }
    if let Some(share) = &effectiveness
        && !(0.0..=1.0).contains(&share.approx())
    {
        return refuse(Refusal::NotAShare(share.clone()));
    }
    let (before, after) = (scores.inherent, scores.residual);
    if after.likelihood > before.likelihood || after.impact > before.impact {
        return refuse(Refusal::ResidualAboveInherent);
    }
    record(Event::Assessed { scores, effectiveness, scheme: scheme().version, rationale })
}

/// A new score ends the review, voids what was agreed about the old one, and ends an acceptance of a
/// lower band.
pub(super) fn take_in(
    state: &mut State,
    scores: Scores,
    effectiveness: Option<&Decimal>,
    by: &Moment,
) {
    if let Some(accepted) = &mut state.accepted {
        let is_current = accepted.ended.is_none() && by.now < accepted.until;
        if is_current && scores.residual.band() > accepted.band {
            accepted.ended = Some(Ended::BandRose);
        }
    }
    state.reopened = None;
    state.request = None;
    state.assessed = Some(Assessed {
        scores,
        effectiveness: effectiveness.cloned(),
        by: by.actor.clone(),
        at: by.now,
    });
}
