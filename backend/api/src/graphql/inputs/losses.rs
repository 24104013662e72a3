//! Inputs of a simulated loss.

use async_graphql::{ID, InputObject};
use domain::risks::{Command, Inputs, Range, Simulation};
use kernel::Decimal;

use super::{name, orders};
use crate::{
    graphql::{mutation::RiskRoom, scalars::Subject, words::WhichScore},
    reply::{Answer, Reply},
};

/// Years a simulation has when nobody says how many.
const USUAL: i32 = 20_000;

/// A range somebody believes in, as decimals.
#[derive(InputObject, Clone, Debug)]
pub struct RangeInput {
    /// At least.
    pub min: String,
    /// Most likely.
    pub most_likely: String,
    /// At most.
    pub max: String,
}

/// A yearly loss to simulate.
#[derive(InputObject, Clone, Debug)]
pub struct QuantifyRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Of which state.
    pub which: WhichScore,
    /// What the generator begins with; the same gives the same figures.
    pub seed: Option<i32>,
    /// How many years, 1000 to 100000.
    pub iterations: Option<i32>,
    /// The currency, `EUR`.
    pub currency: String,
    /// Threat events a year.
    pub frequency: RangeInput,
    /// Share of them that become losses, 0 to 1.
    pub vulnerability: RangeInput,
    /// Loss of one event.
    pub primary_loss: RangeInput,
    /// How likely a further loss follows, 0 to 1.
    pub secondary_probability: String,
    /// That further loss.
    pub secondary_loss: RangeInput,
}

orders! {
    QuantifyRiskInput => RiskRoom, risk, |input, _| Ok(Command::Quantify {
        which: input.which.into(),
        simulation: simulation(&input)?,
    });
}

/// A decimal number.
pub fn decimal(field: &str, text: &str) -> Answer<Decimal> {
    Decimal::parse(text).map_err(|e| Reply::bad_input(field, e.to_string()))
}

fn range(field: &str, input: &RangeInput) -> Answer<Range> {
    Ok(Range {
        min: decimal(field, &input.min)?,
        most_likely: decimal(field, &input.most_likely)?,
        max: decimal(field, &input.max)?,
    })
}

fn simulation(input: &QuantifyRiskInput) -> Answer<Simulation> {
    let counted = |field: &str, number: i32| {
        u32::try_from(number).map_err(|_| Reply::bad_input(field, "this cannot be negative"))
    };
    Ok(Simulation {
        seed: counted("seed", input.seed.unwrap_or(1))?,
        iterations: counted("iterations", input.iterations.unwrap_or(USUAL))?,
        currency: name("currency", &input.currency)?,
        inputs: Box::new(Inputs {
            frequency: range("frequency", &input.frequency)?,
            vulnerability: range("vulnerability", &input.vulnerability)?,
            primary_loss: range("primaryLoss", &input.primary_loss)?,
            secondary_probability: decimal("secondaryProbability", &input.secondary_probability)?,
            secondary_loss: range("secondaryLoss", &input.secondary_loss)?,
        }),
    })
}
