//! The heat map, and the exposure against the appetite.
use super::{
    list::{RiskFilter, Score},
    words::{RiskBand, WhichScore},
};
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, SystemLink},
};

/// Which risks, by which score, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct HeatVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<RiskFilter>,
    /// By which score.
    pub which: Option<WhichScore>,
}

/// The map and the exposure.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "HeatVars")]
pub struct HeatPage {
    /// What the answer counts from.
    pub at: At,
    /// The map.
    #[arguments(filter: $filter, which: $which)]
    pub heat_map: HeatMap,
    /// The exposure, oldest first.
    #[arguments(filter: $filter)]
    pub risk_exposure: Vec<Exposure>,
    /// Systems to choose from.
    #[arguments(first: 500)]
    pub systems: SystemChoices,
}

/// Systems to choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemChoices {
    /// The systems, by name.
    pub nodes: Vec<SystemLink>,
}

/// A risk, by name alone.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct NamedRisk {
    /// `risk:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
}

/// A cell of the map.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "HeatCell")]
pub struct Cell {
    /// The score it stands for.
    pub score: Score,
    /// How many risks have it.
    pub count: i32,
    /// How many of them are above the appetite of their category.
    pub above: i32,
    /// Whether it lies beyond the appetite line.
    pub beyond: bool,
    /// The first few of them.
    pub examples: Vec<NamedRisk>,
}

/// From one cell to another.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "HeatMove")]
pub struct Move {
    /// As if no control worked.
    pub from: Score,
    /// What is left.
    pub to: Score,
    /// How many.
    pub count: i32,
}

/// The map of open risks.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// The score it shows.
    pub which: WhichScore,
    /// Twenty-five cells.
    pub cells: Vec<Cell>,
    /// Risks nobody scored.
    pub unscored: i32,
    /// The first few of them.
    pub unscored_examples: Vec<NamedRisk>,
    /// From inherent to residual.
    pub moves: Vec<Move>,
    /// The worst band the strictest counted category tolerates.
    pub tolerance: RiskBand,
    /// All risks counted.
    pub total: i32,
}

impl HeatMap {
    /// The cell of a likelihood and an impact.
    pub fn cell(&self, likelihood: i32, impact: i32) -> Option<&Cell> {
        let is_it =
            |cell: &&Cell| (cell.score.likelihood, cell.score.impact) == (likelihood, impact);
        self.cells.iter().find(is_it)
    }

    /// Where the appetite line runs around a cell: below it, and at its left.
    pub fn edges(&self, likelihood: i32, impact: i32) -> (bool, bool) {
        let beyond =
            |likelihood, impact| self.cell(likelihood, impact).is_some_and(|cell| cell.beyond);
        let here = beyond(likelihood, impact);
        let below = likelihood > 1 && here && !beyond(likelihood - 1, impact);
        let left = impact > 1 && here && !beyond(likelihood, impact - 1);
        (below, left)
    }
}

/// What there was at one moment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ExposurePoint")]
pub struct Exposure {
    /// When.
    pub time: Time,
    /// Open risks.
    pub open: i32,
    /// Of these, nobody scored.
    pub unscored: i32,
    /// Above what their category tolerates.
    pub above: i32,
    /// Above it, and not accepted.
    pub undecided: i32,
    /// Mean inherent product.
    pub inherent: Option<f64>,
    /// Mean residual product.
    pub residual: Option<f64>,
    /// Mean of what is tolerated.
    pub appetite: Option<f64>,
}

/// Asks for the map.
pub fn ask_map(moment: Moment, filter: RiskFilter, which: WhichScore) -> String {
    ask::question::<HeatPage, _>(HeatVars {
        time: moment.time,
        position: moment.position,
        filter: Some(filter),
        which: Some(which),
    })
}

/// Asks for the map of everything, by what is left.
pub fn whole_map(moment: Moment) -> String {
    ask_map(moment, RiskFilter::default(), WhichScore::Residual)
}

/// Reads the answer to [`ask_map`].
pub fn read_map(text: &str) -> Result<HeatPage, String> {
    ask::answer(text)
}
