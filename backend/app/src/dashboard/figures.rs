//! Counting rows as they stood at a moment: rows keep the times at which they changed.

use std::collections::BTreeSet;

use domain::evaluations::Outcome;
use kernel::{Micros, Subject};

use super::Portfolio;
use crate::{
    deployments::DeploymentRow,
    evaluations::{EvidenceRow, Freshness},
    lineage::Standings,
};

/// The figures of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When.
    pub time: Micros,
    /// Systems with a live deployment.
    pub live_systems: usize,
    /// Systems with a live deployment that is suspect.
    pub suspect_systems: usize,
    /// Incidents that are not closed.
    pub open_incidents: usize,
    /// Evidence that is too old.
    pub stale_evidence: usize,
    /// Evidence that says no.
    pub failed_evidence: usize,
}

/// Evidence that was not withdrawn, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvidenceCounts {
    /// All of it.
    pub total: usize,
    /// What still counts, without end or before its end.
    pub fresh: usize,
    /// What is too old.
    pub stale: usize,
    /// What says yes.
    pub passed: usize,
    /// What says no.
    pub failed: usize,
    /// What cannot tell.
    pub inconclusive: usize,
}

/// Counts evidence as of a moment.
pub fn count_evidence<'a>(
    rows: impl IntoIterator<Item = &'a EvidenceRow>,
    at: Micros,
) -> EvidenceCounts {
    let mut counts = EvidenceCounts::default();
    for row in rows.into_iter().filter(|row| counts_at(row, at)) {
        counts.total = counts.total.saturating_add(1);
        let end = row.stale_at();
        let age =
            if end.is_some_and(|end| end <= at) { &mut counts.stale } else { &mut counts.fresh };
        *age = age.saturating_add(1);
        let verdict = match row.outcome {
            Outcome::Pass => &mut counts.passed,
            Outcome::Fail => &mut counts.failed,
            Outcome::Inconclusive => &mut counts.inconclusive,
            Outcome::NotApplicable => continue,
        };
        *verdict = verdict.saturating_add(1);
    }
    counts
}

/// Whether a piece of evidence had been attached and not yet withdrawn.
fn counts_at(row: &EvidenceRow, at: Micros) -> bool {
    let withdrawn = row.withdrawn.as_ref().is_some_and(|(when, _)| *when <= at);
    let is_withdrawn = withdrawn && row.freshness(at) == Freshness::Withdrawn;
    row.attached <= at && !is_withdrawn
}

/// Whether a deployment answered at a moment.
fn was_live(row: &DeploymentRow, at: Micros) -> bool {
    row.activated <= at && row.ended.is_none_or(|end| end > at)
}

impl Portfolio {
    /// Systems with a deployment that was live at a moment.
    pub(super) fn live_at(&self, at: Micros) -> BTreeSet<Subject> {
        let live = self.deployments.iter().filter(|row| was_live(row, at));
        live.filter_map(|row| row.system.clone()).collect()
    }

    /// Systems with a deployment that was live and suspect at a moment.
    pub(super) fn suspect_at(&self, standings: &Standings, at: Micros) -> BTreeSet<Subject> {
        let live = self.deployments.iter().filter(|row| was_live(row, at));
        let suspect = live.filter(|row| standings.is_unclean(&row.subject));
        suspect.filter_map(|row| row.system.clone()).collect()
    }

    /// The figures of a moment not later than the portfolio's.
    pub(super) fn figures(&self, standings: &Standings, at: Micros) -> Figures {
        let is_open = |opened: Micros, closed: Option<Micros>| {
            opened <= at && closed.is_none_or(|closed| closed > at)
        };
        let evidence = count_evidence(self.evidence.iter(), at);
        Figures {
            time: at,
            live_systems: self.live_at(at).len(),
            suspect_systems: self.suspect_at(standings, at).len(),
            open_incidents: self
                .incidents
                .iter()
                .filter(|row| is_open(row.opened, row.closed))
                .count(),
            stale_evidence: evidence.stale,
            failed_evidence: evidence.failed,
        }
    }
}
