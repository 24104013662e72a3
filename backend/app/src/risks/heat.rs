//! The heat map and the exposure against the appetite: counts over the register.
//!
//! # Invariants
//! - Register, map, row and export give a risk the same score. (`every_surface_gives_the_same_score`)
//! - What nobody scored is in no cell and no band; it is counted by itself. (`an_unassessed_risk_has_no_score`)

use std::collections::BTreeMap;

use domain::risks::{Band, Category, Score, Which, scheme};
use kernel::{Micros, Name, Subject};

use super::{
    filter::RiskFilter,
    register::{Hit, Register},
};
use crate::{App, AppError, Sight};

/// How many risks a cell names.
const NAMED: usize = 3;
/// How many points an exposure has, one a month.
const POINTS: i64 = 13;
/// Days between two points.
const STRIDE: i64 = 30;

/// A cell of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The score it stands for.
    pub score: Score,
    /// How many risks have it.
    pub count: usize,
    /// How many of them are above what their category tolerates.
    pub above: usize,
    /// The first few of them.
    pub examples: Vec<(Subject, Name)>,
}

/// How many risks move from one cell to another when their controls work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// As if no control worked.
    pub from: Score,
    /// What is left.
    pub to: Score,
    /// How many.
    pub count: usize,
}

/// The map of open risks by likelihood and impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// The score it shows.
    pub which: Which,
    /// All twenty-five cells, by likelihood, then by impact.
    pub cells: Vec<Cell>,
    /// Risks nobody scored.
    pub unscored: usize,
    /// The first few of them.
    pub unscored_examples: Vec<(Subject, Name)>,
    /// From inherent to residual, most frequent first.
    pub moves: Vec<Move>,
    /// The worst band the strictest of the counted categories tolerates.
    pub tolerance: Band,
    /// All risks counted, scored or not.
    pub total: usize,
}

/// What there was at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    /// When.
    pub time: Micros,
    /// Open risks.
    pub open: usize,
    /// Of these, nobody scored.
    pub unscored: usize,
    /// Scored ones by residual band, the lowest band first.
    pub bands: Vec<(Band, usize)>,
    /// Above what their category tolerates.
    pub above: usize,
    /// Above it, and not accepted at that moment.
    pub undecided: usize,
    /// Mean inherent product of the scored ones.
    pub inherent: Option<f64>,
    /// Mean residual product of the scored ones.
    pub residual: Option<f64>,
    /// Mean of the largest products their categories tolerate.
    pub appetite: Option<f64>,
}

impl App {
    /// The map of the open risks a filter wants.
    pub async fn heat_map(
        &self,
        sight: &Sight,
        filter: RiskFilter,
        which: Which,
    ) -> Result<HeatMap, AppError> {
        let filter = RiskFilter { open: Some(filter.open.unwrap_or(true)), ..filter };
        self.register
            .ask(&self.store, sight.upto, |register| map(register, sight, &filter, which))
            .await
    }

    /// The exposure of the last twelve months, oldest first, up to the moment of the question.
    pub async fn exposure(
        &self,
        sight: &Sight,
        filter: RiskFilter,
    ) -> Result<Vec<Exposure>, AppError> {
        let times =
            (0..POINTS).rev().map(|back| sight.time.plus_days(back.saturating_mul(-STRIDE)));
        let times: Vec<Micros> = times.collect();
        let answer = |register: &Register| {
            times.iter().map(|time| exposure(register, sight, &filter, *time)).collect()
        };
        self.register.ask(&self.store, sight.upto, answer).await
    }
}

pub(super) fn map(
    register: &Register,
    sight: &Sight,
    filter: &RiskFilter,
    which: Which,
) -> HeatMap {
    let empty = |score| Cell { score, count: 0, above: 0, examples: Vec::new() };
    let mut cells: BTreeMap<Score, Cell> =
        Score::all().map(|score| (score, empty(score))).collect();
    let mut moves: BTreeMap<(Score, Score), usize> = BTreeMap::new();
    let (mut unscored, mut unscored_examples, mut total) = (0_usize, Vec::new(), 0_usize);
    let mut tolerance: Option<Band> = None;
    for hit in register.hits(sight, filter) {
        total = total.saturating_add(1);
        let tolerated = hit.tolerated;
        tolerance = Some(tolerance.map_or(tolerated, |known| known.min(tolerated)));
        let (Some(scores), Some(score)) = (hit.state.scores, hit.state.score(which)) else {
            unscored = unscored.saturating_add(1);
            name(&mut unscored_examples, &hit);
            continue;
        };
        if let Some(cell) = cells.get_mut(&score) {
            cell.count = cell.count.saturating_add(1);
            cell.above = cell.above.saturating_add(usize::from(score.band() > tolerated));
            name(&mut cell.examples, &hit);
        }
        let count = moves.entry((scores.inherent, scores.residual)).or_default();
        *count = count.saturating_add(1);
    }
    let mut moves: Vec<Move> =
        moves.into_iter().map(|((from, to), count)| Move { from, to, count }).collect();
    moves.sort_by_key(|step| std::cmp::Reverse(step.count));
    HeatMap {
        which,
        cells: cells.into_values().collect(),
        unscored,
        unscored_examples,
        moves,
        tolerance: tolerance
            .unwrap_or_else(|| register.tolerances(sight).of(Category::PeopleSafety)),
        total,
    }
}

fn name(examples: &mut Vec<(Subject, Name)>, hit: &Hit<'_>) {
    if examples.len() < NAMED {
        examples.push((hit.line.subject.clone(), hit.line.title.clone()));
    }
}

/// Sums over the scored risks of one moment.
#[derive(Default)]
struct Sums {
    scored: u32,
    inherent: u32,
    residual: u32,
    appetite: u32,
}

impl Sums {
    fn mean(&self, sum: u32) -> Option<f64> {
        (self.scored > 0).then(|| f64::from(sum) / f64::from(self.scored))
    }
}

pub(super) fn exposure(
    register: &Register,
    sight: &Sight,
    filter: &RiskFilter,
    time: Micros,
) -> Exposure {
    let mut sums = Sums::default();
    let mut bands: Vec<(Band, usize)> = Band::ALL.iter().map(|band| (*band, 0)).collect();
    let (mut open, mut unscored, mut above, mut undecided) = (0_usize, 0_usize, 0_usize, 0_usize);
    let wanted = filter.prepared();
    let is_open = |hit: &Hit<'_>| !hit.state.is_closed && wanted.wants(hit, time);
    for hit in register.seen_at(sight, time).filter(is_open) {
        open = open.saturating_add(1);
        let Some(scores) = hit.state.scores else {
            unscored = unscored.saturating_add(1);
            continue;
        };
        let band = scores.residual.band();
        if let Some((_, count)) = bands.iter_mut().find(|(known, _)| *known == band) {
            *count = count.saturating_add(1);
        }
        let is_above = hit.state.is_above(hit.tolerated) == Some(true);
        let is_undecided = hit.state.is_undecided(hit.tolerated, time);
        above = above.saturating_add(usize::from(is_above));
        undecided = undecided.saturating_add(usize::from(is_undecided));
        let most = scheme().most(hit.tolerated);
        sums.scored = sums.scored.saturating_add(1);
        sums.inherent = sums.inherent.saturating_add(scores.inherent.value().into());
        sums.residual = sums.residual.saturating_add(scores.residual.value().into());
        sums.appetite = sums.appetite.saturating_add(most.into());
    }
    Exposure {
        time,
        open,
        unscored,
        bands,
        above,
        undecided,
        inherent: sums.mean(sums.inherent),
        residual: sums.mean(sums.residual),
        appetite: sums.mean(sums.appetite),
    }
}
