//! Yearly losses, and the steps of a risk's history.

use app::risks::{EstimateLine, Step};
use async_graphql::SimpleObject;
use domain::risks::Range;

use super::RiskScore;
use crate::{
    graphql::{
        people::Person,
        scalars::{Position, Time},
        words::WhichScore,
    },
    reply::Answer,
    scope::Ref,
};

/// A range somebody believes in, as decimals.
#[derive(SimpleObject, Clone, Debug)]
pub struct LossRange {
    /// At least.
    min: String,
    /// Most likely.
    most_likely: String,
    /// At most.
    max: String,
}

impl From<&Range> for LossRange {
    fn from(range: &Range) -> Self {
        let (min, most_likely) = (range.min.to_string(), range.most_likely.to_string());
        Self { min, most_likely, max: range.max.to_string() }
    }
}

/// A point of the loss exceedance curve.
#[derive(SimpleObject, Clone, Debug)]
pub struct LossPoint {
    /// In how many percent of the years the loss is not larger.
    percent: i32,
    /// The loss, in whole units of the currency.
    loss: String,
}

/// A yearly loss, as simulated.
#[derive(SimpleObject)]
pub struct LossEstimate {
    /// Of which state.
    which: WhichScore,
    /// What the generator began with.
    seed: i32,
    /// How many years were simulated.
    iterations: i32,
    /// The currency.
    currency: String,
    /// Threat events a year.
    frequency: LossRange,
    /// Share of them that become losses.
    vulnerability: LossRange,
    /// Loss of one event.
    primary_loss: LossRange,
    /// How likely a further loss follows.
    secondary_probability: String,
    /// That further loss.
    secondary_loss: LossRange,
    /// Mean yearly loss.
    mean: String,
    /// Share of years with any loss.
    any_loss: String,
    /// The loss exceedance curve, ascending.
    curve: Vec<LossPoint>,
    /// When it was simulated.
    at: Time,
    /// By whom.
    by: Option<Person>,
}

impl LossEstimate {
    /// As shown.
    pub(super) async fn of(scope: &Ref, line: &EstimateLine) -> Answer<Self> {
        let (simulation, inputs) = (&line.simulation, &line.simulation.inputs);
        let point = |(percent, loss): (u8, &kernel::Decimal)| LossPoint {
            percent: percent.into(),
            loss: loss.to_string(),
        };
        Ok(Self {
            which: line.which.into(),
            seed: i32::try_from(simulation.seed).unwrap_or(i32::MAX),
            iterations: i32::try_from(simulation.iterations).unwrap_or(i32::MAX),
            currency: simulation.currency.to_string(),
            frequency: (&inputs.frequency).into(),
            vulnerability: (&inputs.vulnerability).into(),
            primary_loss: (&inputs.primary_loss).into(),
            secondary_probability: inputs.secondary_probability.to_string(),
            secondary_loss: (&inputs.secondary_loss).into(),
            mean: line.result.mean.to_string(),
            any_loss: line.result.any_loss.to_string(),
            curve: line.result.curve().map(point).collect(),
            at: line.at.into(),
            by: Person::by_name(scope, &line.by).await?,
        })
    }
}

/// A value that became another.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskChange {
    /// Which value.
    what: String,
    /// Before; absent when there was none.
    from: Option<String>,
    /// Afterwards.
    to: String,
}

/// Something that happened to a risk.
#[derive(SimpleObject)]
pub struct RiskStep {
    /// Position of the event.
    position: Position,
    /// When.
    at: Time,
    /// The event type.
    kind: String,
    /// Who did it.
    by: Option<Person>,
    /// What happened.
    sentence: String,
    /// What is another than before.
    changes: Vec<RiskChange>,
    /// The inherent score after it.
    inherent: Option<RiskScore>,
    /// The residual score after it.
    residual: Option<RiskScore>,
    /// What was said about it.
    note: Option<String>,
}

impl RiskStep {
    /// As shown.
    pub(super) async fn of(scope: &Ref, step: Step) -> Answer<Self> {
        let change = |change: app::risks::Change| RiskChange {
            what: change.what,
            from: change.from,
            to: change.to,
        };
        Ok(Self {
            position: Position(step.pos),
            at: step.at.into(),
            by: Person::by_name(scope, &step.by).await?,
            inherent: step.inherent.map(RiskScore::from),
            residual: step.residual.map(RiskScore::from),
            note: scope.text(&step.note).await?,
            changes: step.changes.into_iter().map(change).collect(),
            sentence: step.sentence,
            kind: step.kind,
        })
    }
}
