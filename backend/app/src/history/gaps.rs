//! Times in which something was missing: fresh evidence, or an accountable owner.

use std::collections::BTreeMap;

use domain::{
    Event, evaluations,
    systems::{self, Duty},
};
use kernel::Micros;

use crate::{Fact, catalogue::evidence_title};

/// A time in which something was missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// From.
    pub from: Micros,
    /// To.
    pub to: Micros,
    /// What was missing.
    pub sentence: String,
}

/// Times without fresh evidence, per type of evidence that was ever attached.
pub(super) fn stale_evidence(facts: &[Fact], end: Micros) -> Vec<Gap> {
    let mut by_type: BTreeMap<&str, Vec<(Micros, Micros)>> = BTreeMap::new();
    for fact in facts {
        let Event::Evaluations(evaluations::Event::Attached { kind, fresh_days, .. }) = &fact.event
        else {
            continue;
        };
        let days = fresh_days.and_then(|days| i64::try_from(days).ok());
        if let Some(days) = days {
            by_type.entry(kind.as_str()).or_default().push((fact.at, fact.at.plus_days(days)));
        }
    }
    let mut gaps = Vec::new();
    for (kind, attached) in by_type {
        let mut good_until = Micros(i64::MIN);
        for (at, until) in attached.iter().copied().chain([(end, end)]) {
            if good_until > Micros(i64::MIN) && good_until < at {
                gaps.push(gap(good_until, at, &format!("No fresh {}", evidence_title(kind))));
            }
            good_until = good_until.max(until);
        }
    }
    gaps.sort_by_key(|gap| gap.from);
    gaps
}

/// Times without an accountable owner, from the registration on.
pub(super) fn ownerless(facts: &[Fact], end: Micros) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut since = None;
    for fact in facts {
        let Event::Systems(event) = &fact.event else { continue };
        if let systems::Event::Registered { .. }
        | systems::Event::OwnerReleased { duty: Duty::Owner, stage: None, .. } = event
        {
            since = since.or(Some(fact.at));
        } else if let systems::Event::OwnerAssigned { duty: Duty::Owner, stage: None, .. } = event {
            gaps.extend(since.take().map(|from| gap(from, fact.at, "No accountable owner")));
        }
    }
    gaps.extend(since.map(|from| gap(from, end, "No accountable owner")));
    gaps.retain(|gap| gap.from < gap.to);
    gaps
}

fn gap(from: Micros, to: Micros, what: &str) -> Gap {
    let days = to.days_since(from);
    let unit = if days == 1 { "day" } else { "days" };
    Gap { from, to, sentence: format!("{what} for {days} {unit}") }
}
