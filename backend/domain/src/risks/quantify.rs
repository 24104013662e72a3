//! Yearly loss by simulation: how often it happens times how much it costs, many times over.
//!
//! Frequency of loss events is frequency of threat events times vulnerability; the loss of one is
//! the primary loss and, sometimes, a secondary one. Ranges are PERT distributions, events of a year
//! are Poisson. The generator is seeded, so that the same inputs give the same figures again.

use std::collections::BTreeMap;

use kernel::{Decimal, Name};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rand_distr::{Distribution, Pert, Poisson, StandardUniform};
use serde::{Deserialize, Serialize};

use super::Refusal;

/// Fewest and most simulated years.
const ITERATIONS: std::ops::RangeInclusive<u32> = 1_000..=100_000;
/// Most loss events a year that are simulated one by one.
const FREQUENT: f64 = 1_000.0;
/// Most that a single loss can cost, in the currency.
const DEAREST: f64 = 1e15;
/// The percentiles that are kept: enough to draw the loss exceedance curve.
const PERCENTILES: [u8; 20] =
    [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 99];

/// A range somebody believes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// At least.
    pub min: Decimal,
    /// Most likely.
    pub most_likely: Decimal,
    /// At most.
    pub max: Decimal,
}

/// What is believed about a risk, in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Threat events a year.
    pub frequency: Range,
    /// Share of threat events that become losses, 0 to 1.
    pub vulnerability: Range,
    /// Loss of one event, in the currency.
    pub primary_loss: Range,
    /// How likely a further loss follows, 0 to 1.
    pub secondary_probability: Decimal,
    /// That further loss, in the currency.
    pub secondary_loss: Range,
}

/// A simulation to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulation {
    /// What the generator begins with.
    pub seed: u32,
    /// How many years are simulated.
    pub iterations: u32,
    /// The currency, `EUR`.
    pub currency: Name,
    /// What is believed.
    pub inputs: Box<Inputs>,
}

/// What a simulation found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// Annualised loss expectancy: the mean yearly loss, in whole units of the currency.
    pub mean: Decimal,
    /// Share of years with any loss.
    pub any_loss: Decimal,
    /// Yearly loss that is not exceeded in so many percent of the years, by `p05` to `p99`.
    pub percentiles: BTreeMap<String, Decimal>,
}

impl Estimate {
    /// The loss exceedance curve: percent of years, and the loss they stay within; ascending.
    pub fn curve(&self) -> impl Iterator<Item = (u8, &Decimal)> {
        let percent = |name: &String| name.trim_start_matches('p').parse().ok();
        self.percentiles.iter().filter_map(move |(name, loss)| Some((percent(name)?, loss)))
    }

    /// The loss that so many percent of the years stay within.
    pub fn percentile(&self, percent: u8) -> Option<&Decimal> {
        self.percentiles.get(&format!("p{percent:02}"))
    }
}

impl Simulation {
    /// Simulates the years. Refuses figures that cannot be.
    pub fn run(&self) -> Result<Estimate, Refusal> {
        if !ITERATIONS.contains(&self.iterations) {
            return Err(Refusal::Iterations(self.iterations));
        }
        let years = Years::of(&self.inputs)?;
        let mut generator = ChaCha8Rng::seed_from_u64(self.seed.into());
        let mut losses: Vec<f64> =
            (0..self.iterations).map(|_| years.simulate(&mut generator)).collect();
        losses.sort_by(f64::total_cmp);
        let count = f64::from(self.iterations);
        let none = losses.iter().take_while(|loss| **loss <= 0.0).count();
        let none = f64::from(u32::try_from(none).unwrap_or(u32::MAX));
        let percentile = |percent: u8| {
            let place = losses.len().saturating_mul(percent.into()) / 100;
            let loss = losses.get(place).or(losses.last()).copied().unwrap_or_default();
            Ok((format!("p{percent:02}"), decimal(&format!("{loss:.0}"))?))
        };
        Ok(Estimate {
            mean: decimal(&format!("{:.0}", losses.iter().sum::<f64>() / count))?,
            any_loss: decimal(&format!("{:.4}", 1.0 - none / count))?,
            percentiles: PERCENTILES.into_iter().map(percentile).collect::<Result<_, _>>()?,
        })
    }
}

fn decimal(text: &str) -> Result<Decimal, Refusal> {
    Decimal::parse(text).map_err(|_| Refusal::BadRange { field: "inputs" })
}

/// A range to draw from; a single value where its ends meet.
enum Spread {
    Fixed(f64),
    Pert(Pert<f64>),
}

impl Spread {
    fn of(field: &'static str, range: &Range, most: f64) -> Result<Self, Refusal> {
        let (min, mode, max) = (range.min.approx(), range.most_likely.approx(), range.max.approx());
        let in_order = 0.0 <= min && min <= mode && mode <= max && max <= most;
        if !in_order {
            return Err(Refusal::BadRange { field });
        }
        if max <= min {
            return Ok(Self::Fixed(min));
        }
        let pert = Pert::new(min, max).with_mode(mode);
        pert.map(Self::Pert).map_err(|_| Refusal::BadRange { field })
    }

    fn draw(&self, generator: &mut ChaCha8Rng) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Pert(pert) => pert.sample(generator),
        }
    }
}

/// A year, to be simulated again and again.
struct Years {
    frequency: Spread,
    vulnerability: Spread,
    primary: Spread,
    again: f64,
    secondary: Spread,
}

impl Years {
    fn of(inputs: &Inputs) -> Result<Self, Refusal> {
        let again = inputs.secondary_probability.approx();
        if !(0.0..=1.0).contains(&again) {
            return Err(Refusal::BadRange { field: "secondary_probability" });
        }
        Ok(Self {
            frequency: Spread::of("frequency", &inputs.frequency, FREQUENT)?,
            vulnerability: Spread::of("vulnerability", &inputs.vulnerability, 1.0)?,
            primary: Spread::of("primary_loss", &inputs.primary_loss, DEAREST)?,
            again,
            secondary: Spread::of("secondary_loss", &inputs.secondary_loss, DEAREST)?,
        })
    }

    /// The loss of one year.
    fn simulate(&self, generator: &mut ChaCha8Rng) -> f64 {
        let rate = self.frequency.draw(generator) * self.vulnerability.draw(generator);
        // A rate of zero has no distribution: nothing happens.
        let Ok(events) = Poisson::new(rate) else { return 0.0 };
        let mut left: f64 = events.sample(generator);
        let mut loss = 0.0;
        while left >= 1.0 {
            left -= 1.0;
            loss += self.primary.draw(generator);
            let chance: f64 = StandardUniform.sample(generator);
            if chance < self.again {
                loss += self.secondary.draw(generator);
            }
        }
        loss
    }
}
