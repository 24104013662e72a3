//! The rows that something live stands on, whichever system they belong to.
//!
//! One system is asked about with its own rows, and with those of others that went into what it
//! runs: a version, its run, the environment of that and the data. So it stands alike, asked alone
//! and among all.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Kind, Subject};

use super::board::Made;
use crate::{
    App, AppError, Sight,
    datasets::{BatchRow, DatasetRow, VersionRow},
    deployments::DeploymentRow,
    models::ModelVersionRow,
    training::{EnvironmentRow, RunRow},
    view::Filter,
};

impl App {
    /// The versions of models and the runs of a filter, and those of others that what is deployed
    /// stands on, as far back as they go.
    pub(super) async fn made_of(
        &self,
        sight: &Sight,
        filter: Filter,
        deployments: &[DeploymentRow],
    ) -> Result<(Vec<ModelVersionRow>, Vec<RunRow>), AppError> {
        let mut models: Vec<ModelVersionRow> = self.list(sight, filter.clone()).await?.rows;
        let mut runs: Vec<RunRow> = self.list(sight, filter).await?.rows;
        // What was asked for once is not asked for again, found or not: so this ends.
        let mut asked: BTreeSet<Subject> = models.iter().map(|row| row.subject.clone()).collect();
        asked.extend(runs.iter().map(|row| row.subject.clone()));
        loop {
            let named = named_in((deployments, &models, &runs));
            let named = named.filter(|one| !asked.contains(*one)).cloned();
            let named: BTreeSet<Subject> = named.collect();
            if named.is_empty() {
                return Ok((models, runs));
            }
            asked.extend(named.iter().cloned());
            let (missing_runs, missing): (Vec<Subject>, Vec<Subject>) =
                named.into_iter().partition(|one| one.kind() == Kind::Run);
            models.extend(self.pick::<ModelVersionRow>(sight, &missing).await?);
            runs.extend(self.pick::<RunRow>(sight, &missing_runs).await?);
        }
    }

    /// The environments of a filter, and those of others in which something was made.
    pub(super) async fn environments_of(
        &self,
        sight: &Sight,
        filter: Filter,
        runs: &[RunRow],
    ) -> Result<Vec<EnvironmentRow>, AppError> {
        let mut environments: Vec<EnvironmentRow> = self.list(sight, filter).await?.rows;
        let named = runs.iter().filter_map(|row| row.environment.as_ref());
        let mut others: BTreeSet<Subject> = named.cloned().collect();
        for known in &environments {
            others.remove(&known.subject);
        }
        let others: Vec<Subject> = others.into_iter().collect();
        environments.extend(self.pick::<EnvironmentRow>(sight, &others).await?);
        Ok(environments)
    }

    /// The dataset versions of a filter, and those of others that went into what is asked about, each
    /// with the ones before it.
    pub(super) async fn versions_of(
        &self,
        sight: &Sight,
        filter: Filter,
        (made, datasets): (Made<'_>, &[DatasetRow]),
    ) -> Result<BTreeMap<Subject, VersionRow>, AppError> {
        let key = |row: VersionRow| (row.subject.clone(), row);
        let own: Vec<VersionRow> = self.list(sight, filter).await?.rows;
        let mut versions: BTreeMap<Subject, VersionRow> = own.into_iter().map(key).collect();
        let named = data_in(made).chain(datasets.iter().flat_map(|row| &row.versions));
        let others = named.filter(|one| !versions.contains_key(*one)).cloned();
        let others: BTreeSet<Subject> = others.collect();
        let others: Vec<Subject> = others.into_iter().collect();
        versions.extend(self.pick::<VersionRow>(sight, &others).await?.into_iter().map(key));
        Ok(versions)
    }

    /// The batches in the data that went into what is asked about.
    pub(super) async fn batches_of(
        &self,
        sight: &Sight,
        (made, data): (Made<'_>, &BTreeMap<Subject, VersionRow>),
    ) -> Result<BTreeMap<Subject, BatchRow>, AppError> {
        let rows = data_in(made).filter_map(|one| data.get(one));
        let named: BTreeSet<Subject> = rows.flat_map(|row| row.batches.iter().cloned()).collect();
        let named: Vec<Subject> = named.into_iter().collect();
        let found = self.pick::<BatchRow>(sight, &named).await?;
        Ok(found.into_iter().map(|row| (row.subject.clone(), row)).collect())
    }

    /// The datasets of a filter, and those of others that went into what is asked about.
    pub(super) async fn datasets_of(
        &self,
        sight: &Sight,
        filter: Filter,
        made: Made<'_>,
    ) -> Result<Vec<DatasetRow>, AppError> {
        let mut datasets: Vec<DatasetRow> = self.list(sight, filter).await?.rows;
        let mut others: BTreeSet<Subject> = data_in(made).map(Subject::stream).collect();
        for known in &datasets {
            others.remove(&known.subject);
        }
        let others: Vec<Subject> = others.into_iter().collect();
        datasets.extend(self.pick::<DatasetRow>(sight, &others).await?);
        Ok(datasets)
    }
}

/// The data that is named as what something was made from or uses.
fn data_in((deployments, models, runs): Made<'_>) -> impl Iterator<Item = &Subject> {
    let used = deployments.iter().flat_map(|row| &row.uses);
    let parents = models.iter().flat_map(|row| &row.derived_from);
    let inputs = runs.iter().flat_map(|row| &row.inputs);
    used.chain(parents).chain(inputs).filter(|one| one.kind() == Kind::Dataset)
}

/// The versions and runs that are named as what something stands on: all but data and places.
fn named_in((deployments, models, runs): Made<'_>) -> impl Iterator<Item = &Subject> {
    let live = deployments.iter().flat_map(|row| row.uses.iter().chain([&row.model]));
    let parents = models.iter().flat_map(|row| row.derived_from.iter().chain(&row.run));
    let inputs = runs.iter().flat_map(|row| &row.inputs);
    live.chain(parents).chain(inputs).filter(|one| one.kind() != Kind::Dataset)
}
