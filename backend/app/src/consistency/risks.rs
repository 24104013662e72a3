//! The checks of the register of risks.

use super::{
    Inconsistency,
    checks::found,
    material::{Material, threat_of},
    mend,
};
use crate::risks::RiskLine;

fn open(material: &Material) -> impl Iterator<Item = &RiskLine> {
    material.risks.iter().filter(|risk| !risk.state.is_closed)
}

/// Nobody lives with it on purpose any more. Asking again is not yet a decision.
pub(super) fn lapsed_acceptance(material: &Material) -> Vec<Inconsistency> {
    let lapsed = open(material).filter_map(|risk| {
        let accepted = risk.state.accepted.filter(|one| one.is_expired(material.at))?;
        let then = if risk.state.is_requested {
            "whoever may has not decided on it again"
        } else {
            "nobody asked again"
        };
        let why = format!("It was accepted until {}, and {then}", accepted.until.date());
        Some(found((&risk.subject, risk.system.as_ref()), why, accepted.until))
    });
    lapsed.collect()
}

/// What is left was scored lower than what there would be without controls, and no control that
/// counters the threat is shown to work. It counts from the day the risk was scored; since when the
/// evidence of a control no longer counts, the control says.
pub(super) fn lowered_without_control(material: &Material) -> Vec<Inconsistency> {
    let lowered = material.unfounded.iter().filter_map(|row| {
        let (system, scores) = (row.system.as_ref()?, row.state.scores?);
        let threat = threat_of(&material.board.book, row.threat.as_str());
        let (before, after) = (scores.inherent, scores.residual);
        let why =
            format!("Scored {before}, then {after}, with nothing that works against {threat}");
        let since = row.state.assessed.unwrap_or(row.identified);
        let one = found((&row.subject, Some(system)), why, since);
        Some(one.mended_at(mend::controls_of(system, threat)))
    });
    lowered.collect()
}

/// It is on the register, and on no map and under no limit.
pub(super) fn unscored_risk(material: &Material) -> Vec<Inconsistency> {
    let unscored = open(material).filter(|risk| risk.state.scores.is_none());
    unscored
        .map(|risk| {
            let why = "Nobody said yet how likely and how bad it is";
            found((&risk.subject, risk.system.as_ref()), why, risk.identified)
        })
        .collect()
}
