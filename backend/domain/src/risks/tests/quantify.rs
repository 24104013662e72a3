use kernel::Decimal;
use serde_json::Value;

use super::super::{Inputs, Range, Refusal, Simulation};
use crate::golden::name;

fn worked() -> Value {
    let file: Value =
        serde_json::from_str(include_str!("../../../catalog/risk_scoring.json")).unwrap();
    file["quantitative"]["worked_example"].clone()
}

fn decimal(value: &Value) -> Decimal {
    Decimal::parse(&value.to_string()).unwrap()
}

fn range(three: &Value) -> Range {
    Range { min: decimal(&three[0]), most_likely: decimal(&three[1]), max: decimal(&three[2]) }
}

fn simulation(example: &Value) -> Simulation {
    let (inputs, result) = (&example["inputs"], &example["result"]);
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    Simulation {
        seed: number(&result["seed"]),
        iterations: number(&result["iterations"]),
        currency: name("EUR"),
        inputs: Box::new(Inputs {
            frequency: range(&inputs["threat_event_frequency_per_year"]),
            vulnerability: range(&inputs["vulnerability"]),
            primary_loss: range(&inputs["primary_loss"]),
            secondary_probability: decimal(&inputs["secondary_loss_probability"]),
            secondary_loss: range(&inputs["secondary_loss"]),
        }),
    }
}

/// Whether two figures differ by no more than a share of the expected one.
fn is_near(found: &Decimal, expected: &Value, share: f64) -> bool {
    let expected = expected.as_f64().unwrap();
    (found.approx() - expected).abs() <= expected * share
}

/// The figures of the catalogue are one run of 20,000 years. Of the residual state, where nine years
/// in ten have no loss, that run lies 5 % under the exact mean and two runs differ by more than the
/// catalogue allows for: its figures are held wider there, and the exact mean as close as elsewhere.
#[test]
fn the_worked_example_is_reproduced() {
    let worked = worked();
    for (state, mean, tail) in [("inherent", 0.05, 0.08), ("residual", 0.1, 0.12)] {
        let expected = &worked[state]["result"];
        let found = simulation(&worked[state]).run().unwrap();
        assert!(is_near(&found.mean, &expected["ale_mean"], mean), "{state}: {found:?}");
        let p90 = found.percentile(90).unwrap();
        assert!(is_near(p90, &expected["p90"], tail), "{state}: {p90}");
        assert!(is_near(&found.any_loss, &expected["prob_any_loss"], 0.05), "{state}: {found:?}");
    }
}

/// The mean yearly loss by arithmetic: means of PERT ranges, multiplied.
fn exact_mean(inputs: &Inputs) -> f64 {
    let mean = |range: &Range| {
        let (min, mode, max) = (&range.min, &range.most_likely, &range.max);
        (min.approx() + 4.0 * mode.approx() + max.approx()) / 6.0
    };
    let secondary = inputs.secondary_probability.approx() * mean(&inputs.secondary_loss);
    mean(&inputs.frequency) * mean(&inputs.vulnerability) * (mean(&inputs.primary_loss) + secondary)
}

#[test]
fn the_mean_is_the_one_that_arithmetic_gives() {
    let worked = worked();
    for state in ["inherent", "residual"] {
        let simulation = Simulation { iterations: 100_000, ..simulation(&worked[state]) };
        let exact = serde_json::json!(exact_mean(&simulation.inputs));
        let found = simulation.run().unwrap();
        assert!(is_near(&found.mean, &exact, 0.03), "{state}: {} for {exact}", found.mean);
    }
}

#[test]
fn the_same_seed_gives_the_same_figures() {
    let simulation = simulation(&worked()["inherent"]);
    let found = simulation.run().unwrap();
    assert_eq!(found, simulation.run().unwrap());
    let other = Simulation { seed: 1, ..simulation };
    assert_ne!(found, other.run().unwrap());
}

#[test]
fn the_curve_rises() {
    let found = simulation(&worked()["inherent"]).run().unwrap();
    let curve: Vec<(u8, f64)> = found.curve().map(|(at, loss)| (at, loss.approx())).collect();
    assert_eq!(curve.len(), 20);
    assert!(curve.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1));
}

#[test]
fn nothing_happens_where_nothing_can() {
    let mut simulation = simulation(&worked()["inherent"]);
    let zero = || Decimal::parse("0").unwrap();
    simulation.inputs.frequency = Range { min: zero(), most_likely: zero(), max: zero() };
    let found = simulation.run().unwrap();
    assert_eq!((found.mean.as_str(), found.any_loss.as_str()), ("0", "0.0000"));
}

#[test]
fn what_is_no_range_is_refused() {
    let fair = simulation(&worked()["inherent"]);
    let refused = |change: &dyn Fn(&mut Simulation)| {
        let mut simulation = fair.clone();
        change(&mut simulation);
        simulation.run().unwrap_err()
    };
    let two = || Decimal::parse("2").unwrap();
    assert_eq!(refused(&|s| s.iterations = 10), Refusal::Iterations(10));
    let field = |field| Refusal::BadRange { field };
    assert_eq!(refused(&|s| s.inputs.vulnerability.max = two()), field("vulnerability"));
    assert_eq!(refused(&|s| s.inputs.frequency.min = two()), field("frequency"));
    assert_eq!(
        refused(&|s| s.inputs.secondary_probability = two()),
        field("secondary_probability")
    );
}
