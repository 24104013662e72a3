use kernel::Decimal;
use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};

use super::{Amount, BudgetStanding, Total, check_pair, is_same_pair};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn amount(text: &str) -> Amount {
    Amount::read(&decimal(text)).unwrap()
}

fn total(uses: &[(&str, Option<&str>)]) -> Total {
    let uses: Vec<_> =
        uses.iter().map(|(epsilon, delta)| (decimal(epsilon), delta.map(decimal))).collect();
    Total::of(uses.iter().map(|(epsilon, delta)| (epsilon, delta.as_ref())))
}

#[test]
fn an_amount_is_exact_or_none() {
    for (written, plain) in [
        ("7.6", "7.6"),
        ("7.60", "7.6"),
        ("+8", "8"),
        ("0", "0"),
        ("0.000", "0"),
        ("1e-5", "0.00001"),
        ("1.50E+1", "15"),
        ("100e-2", "1"),
        ("0.000000000000000000000001", "0.000000000000000000000001"),
        ("1000000", "1000000"),
    ] {
        assert_eq!(amount(written).to_string(), plain, "{written}");
    }
    for none in ["-1", "-0.5", "1e-25", "0.0000000000000000000000015", "1000000.1", "1e300"] {
        assert_eq!(Amount::read(&decimal(none)), None, "{none}");
    }
}

#[test]
fn amounts_add_up_exactly() {
    // In binary floating point a tenth and two tenths are not three tenths.
    let sum = total(&[("0.1", Some("1e-6")), ("0.2", Some("2e-6")), ("7.3", None)]);
    assert_eq!(sum.epsilon.to_string(), "7.6");
    assert_eq!(sum.delta.to_string(), "0.000003");
    assert_eq!(sum.unstated, 1);
    assert_eq!(amount("8").less(sum.epsilon).to_string(), "0.4");
    assert_eq!(amount("1").less(amount("2")), Amount::ZERO);
}

#[test]
fn a_budget_stands_as_its_limits_say() {
    use BudgetStanding::{Overspent, Unclear, UsedUp, Within};
    let limits = (amount("8"), Some(amount("1e-5")));
    let stands = |uses: &[(&str, Option<&str>)]| total(uses).against(limits.0, limits.1);
    assert_eq!(stands(&[]), Within);
    assert_eq!(stands(&[("7.6", Some("1e-6"))]), Within);
    assert_eq!(stands(&[("7.6", None)]), Unclear);
    assert_eq!(stands(&[("7.6", Some("1e-5"))]), UsedUp);
    assert_eq!(stands(&[("7.6", None), ("0.4", None)]), UsedUp);
    assert_eq!(stands(&[("8.000001", None)]), Overspent);
    assert_eq!(stands(&[("0.1", Some("1.1e-5"))]), Overspent);
    assert_eq!(total(&[("7.6", None)]).against(limits.0, None), Within, "delta is not limited");
    let pure = Some(Amount::ZERO);
    assert_eq!(total(&[("7.6", Some("0"))]).against(limits.0, pure), Within);
    assert_eq!(total(&[("7.6", Some("1e-9"))]).against(limits.0, pure), Overspent);
}

#[test]
fn a_pair_is_an_epsilon_and_a_delta_of_at_most_one() {
    assert_eq!(check_pair(&decimal("7.6"), None), Ok(()));
    assert_eq!(check_pair(&decimal("7.6"), Some(&decimal("1"))), Ok(()));
    assert_eq!(check_pair(&decimal("-7.6"), None), Err("epsilon"));
    assert_eq!(check_pair(&decimal("7.6"), Some(&decimal("1.01"))), Err("delta"));
    assert_eq!(check_pair(&decimal("7.6"), Some(&decimal("-0.1"))), Err("delta"));
    let (plain, scientific) = (decimal("0.00001"), decimal("1e-5"));
    let (short, long) = (decimal("7.6"), decimal("7.60"));
    assert!(is_same_pair((&short, Some(&plain)), (&long, Some(&scientific))));
    assert!(!is_same_pair((&short, Some(&plain)), (&short, None)));
}

/// A number of millionths, and the same as somebody may write it.
fn written() -> impl Strategy<Value = (u64, String)> {
    (0_u64..20_000_000, 0_u8..3).prop_map(|(millionths, style)| {
        let (whole, parts) = (millionths / 1_000_000, millionths % 1_000_000);
        let text = match style {
            0 => format!("{whole}.{parts:06}"),
            1 => format!("{millionths}e-6"),
            _ => format!("+{whole}.{parts:06}000"),
        };
        (millionths, text)
    })
}

proptest! {
    #[test]
    fn a_total_is_what_counting_in_whole_numbers_gives(
        uses in prop::collection::vec(written(), 0..60),
    ) {
        let texts: Vec<Decimal> = uses.iter().map(|(_, text)| decimal(text)).collect();
        for position in 0..=uses.len() {
            let counted: u64 = uses[..position].iter().map(|(millionths, _)| millionths).sum();
            let epsilons = texts[..position].iter().map(|epsilon| (epsilon, None));
            let expected = amount(&format!("{counted}e-6"));
            prop_assert_eq!(Total::of(epsilons).epsilon, expected);
            let backwards = texts[..position].iter().rev().map(|epsilon| (epsilon, Some(epsilon)));
            prop_assert_eq!(Total::of(backwards).delta, expected);
        }
    }
}
