//! What the checks look at, read once.

use std::{collections::HashMap, sync::Arc};

use kernel::{Micros, Subject};

use crate::{
    App, AppError, Sight, Table,
    datasets::VersionRow,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::IncidentRow,
    lineage::{Standing, Standings},
    people::{self, PersonRow, TeamRow},
    reviews::{ActionRow, ReviewRow},
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
    standings: Standings,
}

impl App {
    pub(super) async fn material(&self, sight: &Sight) -> Result<Material, AppError> {
        let systems = self.table::<SystemRow>(sight).await?;
        let people = rows(&*self.table::<PersonRow>(sight).await?);
        let teams = rows(&*self.table::<TeamRow>(sight).await?);
        let listed = rows(&systems);
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
        })
    }
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
