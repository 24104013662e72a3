//! The portfolio at a glance: what is live, what is suspect, what is missing, and since when.
//!
//! # Invariants
//! - The last point of the trend says what the figures say. (`the_trend_ends_at_the_figures`)
//! - Nothing of a hidden system is counted. (`a_hidden_system_is_in_no_figure`)
//! - A past point of the trend equals the figures asked of that moment. (`the_trend_is_the_past`)
//!
//! # Deliberately absent
//! - No score: every figure opens the rows it counts.

mod attention;
mod duties;
mod figures;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::systems::RiskClass;
use kernel::{Micros, Subject};

use crate::{
    App, AppError, Sight, Table,
    datasets::VersionRow,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::{IncidentRow, IncidentState},
    lineage::{Graph, Standings},
    models::ModelVersionRow,
    people::{
        PersonRow,
        coverage::{Missing, owner_gap},
    },
    programme::{AttestationRow, PolicyRow},
    reviews::{ActionRow, FindingRow},
    systems::SystemRow,
};

pub use attention::Attention;
pub use figures::{EvidenceCounts, Figures, count_evidence};

/// Points of the trend at most.
const POINTS: i64 = 26;
/// Days between two points.
const WEEK: i64 = 7;

/// The rows that the figures count, as of one moment.
pub struct Portfolio {
    sight: Sight,
    systems: Arc<Table<SystemRow>>,
    deployments: Arc<Table<DeploymentRow>>,
    incidents: Arc<Table<IncidentRow>>,
    evidence: Arc<Table<EvidenceRow>>,
    datasets: Arc<Table<VersionRow>>,
    models: Arc<Table<ModelVersionRow>>,
    actions: Arc<Table<ActionRow>>,
    findings: Arc<Table<FindingRow>>,
    policies: Arc<Table<PolicyRow>>,
    attestations: Arc<Table<AttestationRow>>,
    people: Arc<Table<PersonRow>>,
    graph: Graph,
    standings: Standings,
}

/// How many systems of a risk class there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskClassCount {
    /// The class.
    pub risk_class: RiskClass,
    /// All of them.
    pub total: usize,
    /// Those with a live deployment.
    pub live: usize,
    /// Those with a live deployment that is suspect.
    pub suspect: usize,
}

impl App {
    /// Reads what the dashboard counts.
    pub async fn portfolio(&self, sight: &Sight) -> Result<Portfolio, AppError> {
        Ok(Portfolio {
            systems: self.table(sight).await?,
            deployments: self.table(sight).await?,
            incidents: self.table(sight).await?,
            evidence: self.table(sight).await?,
            datasets: self.table(sight).await?,
            models: self.table(sight).await?,
            actions: self.table(sight).await?,
            findings: self.table(sight).await?,
            policies: self.table(sight).await?,
            attestations: self.table(sight).await?,
            people: self.table(sight).await?,
            graph: self.graph(sight).await?,
            standings: self.standings(sight).await?,
            sight: sight.clone(),
        })
    }

    /// Weekly figures up to the moment of a portfolio.
    pub async fn trend(&self, portfolio: &Portfolio) -> Result<Vec<Figures>, AppError> {
        let end = portfolio.sight.time;
        let Some(first) = portfolio.systems.iter().map(|row| row.registered).min() else {
            return Ok(Vec::new());
        };
        let mut points = Vec::new();
        for weeks in (0..POINTS).rev() {
            let time = end.plus_days(weeks.saturating_mul(WEEK).saturating_neg());
            if time < first && weeks > 0 {
                continue;
            }
            let upto = self.store.position_at(time.0).await?.min(portfolio.sight.upto);
            let upto = if weeks == 0 { portfolio.sight.upto } else { upto };
            let then = Sight { upto, time, ..portfolio.sight.clone() };
            let standings = self.standings(&then).await?;
            points.push(portfolio.figures(&standings, time));
        }
        Ok(points)
    }
}

impl Portfolio {
    /// The figures of the moment.
    pub fn now(&self) -> Figures {
        self.figures(&self.standings, self.sight.time)
    }

    /// Systems with a live deployment that is suspect, as the register orders them.
    pub fn suspect_systems(&self) -> Vec<Subject> {
        let suspect = self.suspect_at(&self.standings, self.sight.time);
        let is_suspect = |row: &&SystemRow| suspect.contains(&row.subject);
        self.systems.iter().filter(is_suspect).map(|row| row.subject.clone()).collect()
    }

    /// Systems in use without an accountable owner who is still there.
    pub fn owners_missing(&self) -> Vec<Subject> {
        self.owner_gaps().map(|(row, _)| row.subject.clone()).collect()
    }

    /// The same systems, with what is missing.
    fn owner_gaps(&self) -> impl Iterator<Item = (&SystemRow, Missing)> {
        self.systems.iter().filter_map(|row| {
            let owner = row.owner.as_ref().and_then(|owner| self.people.get(owner));
            Some((row, owner_gap(row, owner.as_deref())?))
        })
    }

    /// Incidents that are not closed, worst first.
    pub fn open_incidents(&self) -> Vec<Subject> {
        let mut open: Vec<&IncidentRow> =
            self.incidents.iter().filter(|row| row.state != IncidentState::Closed).collect();
        open.sort_by_key(|row| (row.severity, std::cmp::Reverse(row.opened)));
        open.into_iter().map(|row| row.subject.clone()).collect()
    }

    /// Versions that are quarantined.
    pub fn quarantined_versions(&self) -> usize {
        let data = self.datasets.iter().map(|row| &row.subject);
        let models = self.models.iter().map(|row| &row.subject);
        let quarantined = crate::lineage::Standing::Quarantined;
        data.chain(models).filter(|s| self.standings.of_subject(s) == quarantined).count()
    }

    /// Systems by risk class, worst first.
    pub fn by_risk_class(&self) -> Vec<RiskClassCount> {
        let live = self.live_at(self.sight.time);
        let suspect = self.suspect_at(&self.standings, self.sight.time);
        let count = |risk_class: &RiskClass| {
            let of_class = || self.systems.iter().filter(|row| row.risk_class == *risk_class);
            RiskClassCount {
                risk_class: *risk_class,
                total: of_class().count(),
                live: of_class().filter(|row| live.contains(&row.subject)).count(),
                suspect: of_class().filter(|row| suspect.contains(&row.subject)).count(),
            }
        };
        RiskClass::ALL.iter().map(count).collect()
    }

    /// How many systems there are.
    pub fn total_systems(&self) -> usize {
        self.systems.rows.len()
    }

    /// The evidence of the moment, counted.
    pub fn evidence(&self) -> EvidenceCounts {
        count_evidence(self.evidence.iter(), self.sight.time)
    }

    /// When it is.
    pub fn time(&self) -> Micros {
        self.sight.time
    }
}
