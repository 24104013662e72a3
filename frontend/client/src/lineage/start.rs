//! Where a walk through the graph can begin.
use crate::{
    scalars::Subject,
    schema,
    shared::{At, WholeFields},
    words::Standing,
};

/// Datasets and models with their versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct StartAnswer {
    /// The moment.
    pub at: At,
    /// Datasets.
    #[arguments(first: 200)]
    pub datasets: StartDatasets,
    /// Models.
    #[arguments(first: 200)]
    pub models: StartModels,
}

/// Datasets to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetConnection")]
pub struct StartDatasets {
    /// The datasets.
    pub nodes: Vec<StartDataset>,
}

/// A dataset to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct StartDataset {
    /// Its name.
    pub name: String,
    /// Its versions.
    pub versions: Vec<StartDatasetVersion>,
}

/// A dataset version to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetVersion")]
pub struct StartDatasetVersion {
    /// The version.
    pub subject: Subject,
    /// Whether it can be trusted.
    pub standing: Standing,
}

/// Models to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelConnection")]
pub struct StartModels {
    /// The models.
    pub nodes: Vec<StartModel>,
}

/// A model to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Model")]
pub struct StartModel {
    /// Its name.
    pub name: String,
    /// Its versions.
    pub versions: Vec<StartModelVersion>,
}

/// A model version to begin at.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelVersion")]
pub struct StartModelVersion {
    /// The version.
    pub subject: Subject,
    /// Whether it can be trusted.
    pub standing: Standing,
}

/// A named thing and its versions, whatever it is.
#[derive(Clone, Debug, PartialEq)]
pub struct StartPoint {
    /// Its name.
    pub name: String,
    /// Its versions with their standing.
    pub versions: Vec<(Subject, Standing)>,
}

impl StartAnswer {
    /// Datasets with at least one version.
    pub fn dataset_points(&self) -> Vec<StartPoint> {
        let points = self.datasets.nodes.iter().map(|dataset| StartPoint {
            name: dataset.name.clone(),
            versions: dataset
                .versions
                .iter()
                .map(|one| (one.subject.clone(), one.standing))
                .collect(),
        });
        points.filter(|point| !point.versions.is_empty()).collect()
    }

    /// Models with at least one version.
    pub fn model_points(&self) -> Vec<StartPoint> {
        let points = self.models.nodes.iter().map(|model| StartPoint {
            name: model.name.clone(),
            versions: model
                .versions
                .iter()
                .map(|one| (one.subject.clone(), one.standing))
                .collect(),
        });
        points.filter(|point| !point.versions.is_empty()).collect()
    }
}
