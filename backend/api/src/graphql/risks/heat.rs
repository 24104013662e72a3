//! The heat map and the exposure against the appetite.

use app::risks::{Cell, Exposure};
use async_graphql::SimpleObject;
use kernel::Name;

use super::{RiskFilter, RiskScore, parsed};
use crate::{
    graphql::{
        scalars::{Subject, Time},
        words::{RiskBand, WhichScore},
    },
    reply::Answer,
    scope::Ref,
};

/// A risk, by name alone.
#[derive(SimpleObject, Clone, Debug)]
pub struct NamedRisk {
    /// The risk.
    subject: Subject,
    /// What people call it.
    title: String,
}

fn named(examples: Vec<(kernel::Subject, Name)>) -> Vec<NamedRisk> {
    let named = |(subject, title): (kernel::Subject, Name)| NamedRisk {
        subject: subject.into(),
        title: title.to_string(),
    };
    examples.into_iter().map(named).collect()
}

/// A cell of the map.
#[derive(SimpleObject, Clone, Debug)]
pub struct HeatCell {
    /// The score it stands for.
    score: RiskScore,
    /// How many risks have it.
    count: usize,
    /// How many of them are above what their category tolerates.
    above: usize,
    /// Whether its band is above the appetite line of the map.
    beyond: bool,
    /// The first few of them.
    examples: Vec<NamedRisk>,
}

/// How many risks move from one cell to another when their controls work.
#[derive(SimpleObject, Clone, Debug)]
pub struct HeatMove {
    /// As if no control worked.
    from: RiskScore,
    /// What is left.
    to: RiskScore,
    /// How many.
    count: usize,
}

/// The map of open risks by likelihood and impact.
#[derive(SimpleObject, Clone, Debug)]
pub struct HeatMap {
    /// The score it shows.
    which: WhichScore,
    /// All twenty-five cells, by likelihood, then by impact.
    cells: Vec<HeatCell>,
    /// Risks nobody scored: in no cell.
    unscored: usize,
    /// The first few of them.
    unscored_examples: Vec<NamedRisk>,
    /// From inherent to residual, most frequent first.
    moves: Vec<HeatMove>,
    /// The worst band the strictest of the counted categories tolerates.
    tolerance: RiskBand,
    /// All risks counted, scored or not.
    total: usize,
}

impl HeatMap {
    /// The map of the open risks a filter wants.
    pub async fn of(scope: &Ref, filter: RiskFilter, which: WhichScore) -> Answer<Self> {
        let map = scope.app.heat_map(&scope.sight, parsed(filter)?, which.into()).await?;
        let tolerance = map.tolerance;
        let cell = |cell: Cell| HeatCell {
            score: cell.score.into(),
            count: cell.count,
            above: cell.above,
            beyond: cell.score.band() > tolerance,
            examples: named(cell.examples),
        };
        let step = |step: app::risks::Move| HeatMove {
            from: step.from.into(),
            to: step.to.into(),
            count: step.count,
        };
        Ok(Self {
            which: map.which.into(),
            cells: map.cells.into_iter().map(cell).collect(),
            unscored: map.unscored,
            unscored_examples: named(map.unscored_examples),
            moves: map.moves.into_iter().map(step).collect(),
            tolerance: tolerance.into(),
            total: map.total,
        })
    }
}

/// How many risks are in a band.
#[derive(SimpleObject, Clone, Debug)]
pub struct BandCount {
    /// The band.
    band: RiskBand,
    /// How many.
    count: usize,
}

/// What there was at one moment.
#[derive(SimpleObject, Clone, Debug)]
pub struct ExposurePoint {
    /// When.
    time: Time,
    /// Open risks.
    open: usize,
    /// Of these, nobody scored.
    unscored: usize,
    /// Scored ones by residual band, the lowest band first.
    bands: Vec<BandCount>,
    /// Above what their category tolerates.
    above: usize,
    /// Above it, and not accepted at that moment.
    undecided: usize,
    /// Mean inherent product of the scored ones.
    inherent: Option<f64>,
    /// Mean residual product of the scored ones.
    residual: Option<f64>,
    /// Mean of the largest products their categories tolerate.
    appetite: Option<f64>,
}

impl ExposurePoint {
    /// The exposure of the last twelve months, oldest first.
    pub async fn all(scope: &Ref, filter: RiskFilter) -> Answer<Vec<Self>> {
        let points = scope.app.exposure(&scope.sight, parsed(filter)?).await?;
        Ok(points.into_iter().map(Self::from).collect())
    }
}

impl From<Exposure> for ExposurePoint {
    fn from(point: Exposure) -> Self {
        let count =
            |(band, count): (domain::risks::Band, usize)| BandCount { band: band.into(), count };
        Self {
            time: point.time.into(),
            open: point.open,
            unscored: point.unscored,
            bands: point.bands.into_iter().map(count).collect(),
            above: point.above,
            undecided: point.undecided,
            inherent: point.inherent,
            residual: point.residual,
            appetite: point.appetite,
        }
    }
}
