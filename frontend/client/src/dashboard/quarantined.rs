//! Everything that is stopped, of data and of models: the rows behind one figure.
use crate::{
    ask,
    datasets::list::DatasetFilter,
    moment::Moment,
    rows::{ModelVersionRow, VersionRow},
    scalars::{Position, Time},
    schema,
    shared::{At, PageInfo},
    words::Standing,
};

/// Which versions, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct QuarantinedVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Datasets with a stopped version.
    pub filter: Option<DatasetFilter>,
    /// How many of each.
    pub first: Option<i32>,
}

/// Datasets and models with their versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "QuarantinedVars")]
pub struct QuarantinedPage {
    /// What the answer counts from.
    pub at: At,
    /// Datasets with a stopped version.
    #[arguments(filter: $filter, first: $first)]
    pub datasets: DatasetList,
    /// All models.
    #[arguments(first: $first)]
    pub models: ModelList,
}

/// Datasets in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetConnection")]
pub struct DatasetList {
    /// The rows.
    pub nodes: Vec<DatasetVersions>,
    /// How it goes on.
    pub page_info: PageInfo,
}

/// A dataset's versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DatasetVersions {
    /// Its versions.
    pub versions: Vec<VersionRow>,
}

/// Models in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelConnection")]
pub struct ModelList {
    /// The rows.
    pub nodes: Vec<ModelVersions>,
    /// How it goes on.
    pub page_info: PageInfo,
}

/// A model's versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Model")]
pub struct ModelVersions {
    /// Its versions.
    pub versions: Vec<ModelVersionRow>,
}

impl QuarantinedPage {
    /// Versions of datasets that are stopped.
    pub fn data(&self) -> Vec<VersionRow> {
        let all = self.datasets.nodes.iter().flat_map(|dataset| dataset.versions.iter());
        all.filter(|version| version.standing == Standing::Quarantined).cloned().collect()
    }

    /// Versions of models that are stopped.
    pub fn of_models(&self) -> Vec<ModelVersionRow> {
        let all = self.models.nodes.iter().flat_map(|model| model.versions.iter());
        all.filter(|version| version.standing == Standing::Quarantined).cloned().collect()
    }

    /// Whether there may be more than were asked for.
    pub fn is_cut(&self) -> bool {
        self.datasets.page_info.has_next_page || self.models.page_info.has_next_page
    }
}

/// Asks for everything that is stopped.
pub fn ask(moment: Moment) -> String {
    let Moment { time, position } = moment;
    let filter =
        DatasetFilter { standing: Some(Standing::Quarantined), ..DatasetFilter::default() };
    let first = Some(ask::MOST);
    ask::question::<QuarantinedPage, _>(QuarantinedVars {
        time,
        position,
        filter: Some(filter),
        first,
    })
}

/// Reads everything that is stopped.
pub fn read(text: &str) -> Result<QuarantinedPage, String> {
    ask::answer(text)
}
