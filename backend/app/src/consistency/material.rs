//! What the checks look at, read once.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{
    controls::{Status, stream},
    risks::Scores,
};
use kernel::{Micros, Subject};

use crate::{
    App, AppError, Sight, Table,
    catalogue::Book,
    controls::Board,
    datasets::VersionRow,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::IncidentRow,
    lineage::{Standing, Standings},
    people::{self, PersonRow, TeamRow},
    reviews::{ActionRow, ReviewRow},
    risks::{RiskFilter, RiskLine, RiskOrder, RiskRow},
    systems::SystemRow,
    training::{EnvironmentRow, RunRow},
};

/// The rows a caller sees at a moment.
pub(super) struct Material {
    /// The moment.
    pub(super) at: Micros,
    pub(super) systems: Arc<Table<SystemRow>>,
    pub(super) versions: Arc<Table<VersionRow>>,
    pub(super) environments: Arc<Table<EnvironmentRow>>,
    pub(super) runs: Arc<Table<RunRow>>,
    pub(super) evidence: Arc<Table<EvidenceRow>>,
    pub(super) deployments: Arc<Table<DeploymentRow>>,
    pub(super) incidents: Arc<Table<IncidentRow>>,
    pub(super) reviews: Arc<Table<ReviewRow>>,
    pub(super) actions: Arc<Table<ActionRow>>,
    pub(super) owners: people::Coverage,
    pub(super) champions: people::Coverage,
    /// The register, as lists show it.
    pub(super) risks: Vec<RiskLine>,
    /// How every control of every system stands.
    pub(super) board: Board,
    /// Open risks that were scored lower, with no control to show for it.
    pub(super) unfounded: Vec<RiskRow>,
    standings: Standings,
}

impl App {
    pub(super) async fn material(&self, sight: &Sight) -> Result<Material, AppError> {
        let systems = self.table::<SystemRow>(sight).await?;
        let people = rows(&*self.table::<PersonRow>(sight).await?);
        let teams = rows(&*self.table::<TeamRow>(sight).await?);
        let listed = rows(&systems);
        let board = self.control_board(sight, None).await?;
        let risks = self.risk_lines(sight, &RiskFilter::default(), RiskOrder::default()).await?;
        let unfounded = self.unfounded(sight, &risks, &board).await?;
        Ok(Material {
            at: sight.time,
            owners: people::coverage::of_owners(&listed, &people),
            champions: people::coverage::of_champions(&listed, &teams, &people, sight.time),
            systems,
            versions: self.table(sight).await?,
            environments: self.table(sight).await?,
            runs: self.table(sight).await?,
            evidence: self.table(sight).await?,
            deployments: self.table(sight).await?,
            incidents: self.table(sight).await?,
            reviews: self.table(sight).await?,
            actions: self.table(sight).await?,
            standings: self.standings(sight).await?,
            risks,
            board,
            unfounded,
        })
    }

    /// Open risks of systems that were scored lower, although neither a control that counters their
    /// threat nor one they are connected with is shown to work.
    ///
    /// The register says which risks come into question; only their rows are read.
    async fn unfounded(
        &self,
        sight: &Sight,
        risks: &[RiskLine],
        board: &Board,
    ) -> Result<Vec<RiskRow>, AppError> {
        let mut known: HashMap<(&Subject, &str), bool> = HashMap::new();
        let mut subjects = Vec::new();
        for risk in risks.iter().filter(|risk| !risk.state.is_closed) {
            let Some(system) = &risk.system else { continue };
            if !risk.state.scores.is_some_and(is_lowered) {
                continue;
            }
            let threat = threat_of(&board.book, risk.threat.as_str());
            let works = known
                .entry((system, threat))
                .or_insert_with(|| board.effectiveness(system, threat).points > 0);
            if !*works {
                subjects.push(risk.subject.clone());
            }
        }
        let mut rows: Vec<RiskRow> = self.pick(sight, &subjects).await?;
        let passing = passing(board);
        rows.retain(|row| {
            let planned = row.tasks.iter().flat_map(|line| &line.task.controls);
            !row.links.iter().chain(planned).any(|control| passing.contains(control))
        });
        Ok(rows)
    }
}

/// Whether controls are said to take something away.
fn is_lowered(scores: Scores) -> bool {
    scores.residual.value() < scores.inherent.value()
}

/// The controls of systems that are shown to work.
fn passing(board: &Board) -> HashSet<Subject> {
    let pass = board.standings.iter().filter(|standing| standing.status() == Status::Pass);
    pass.filter_map(|standing| stream(&standing.system, &standing.control).ok()).collect()
}

/// The threat that controls counter: a technique is one of a threat.
pub(super) fn threat_of<'a>(book: &Book, threat: &'a str) -> &'a str {
    if book.threats.contains_key(threat) {
        return threat;
    }
    threat.rsplit_once('.').map_or(threat, |(whole, _)| whole)
}

fn rows<V: Clone>(table: &Table<V>) -> Vec<V> {
    table.rows.iter().map(|row| V::clone(row)).collect()
}

impl Material {
    /// What is live.
    pub(super) fn live(&self) -> impl Iterator<Item = &Arc<DeploymentRow>> {
        self.deployments.rows.iter().filter(|row| row.is_live())
    }

    /// The first moment at which each system had something that is live now.
    pub(super) fn systems_in_use(&self) -> HashMap<&Subject, Micros> {
        let mut since: HashMap<&Subject, Micros> = HashMap::new();
        for row in self.live() {
            let Some(system) = &row.system else { continue };
            let first = since.entry(system).or_insert(row.activated);
            *first = (*first).min(row.activated);
        }
        since
    }

    /// Whether something tainted went into a thing.
    pub(super) fn is_clean(&self, subject: &Subject) -> bool {
        self.standings.of_subject(subject) == Standing::Clean
    }
}
