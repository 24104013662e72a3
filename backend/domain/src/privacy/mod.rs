//! Differential privacy adds up: what single uses of the same data spend of epsilon and delta.
//!
//! Sums follow *basic composition*: uses that keep (ε₁, δ₁), … (εₖ, δₖ) keep (Σεᵢ, Σδᵢ) together
//! (C. Dwork, A. Roth, "The Algorithmic Foundations of Differential Privacy", 2014, theorem 3.16).
//! Versions of a dataset mostly hold the same people, so all of them draw on one budget. Tighter
//! accounting inside a run is the business of its accountant: the run reports one pair.
//!
//! # Invariants
//! - Amounts add up without rounding, in any order. (`amounts_add_up_exactly`)
//! - A number that cannot be kept exactly is none. (`an_amount_is_exact_or_none`)
//! - A budget is overspent only beyond its limit, and used up at it. (`a_budget_stands_as_its_limits_say`)
//!
//! # Deliberately absent
//! - No advanced composition: it needs assumptions that the log does not hold.
//! - No guess of a delta that nobody stated: it is counted, and the standing says so.

#[cfg(test)]
mod tests;

use std::fmt;

use kernel::Decimal;

use crate::words::words;

/// Digits behind the point that are kept: deltas are small.
const DIGITS: usize = 24;
/// One, in the smallest units that are kept.
const ONE: u128 = 1_000_000_000_000_000_000_000_000;
/// More than any epsilon that still protects somebody; so many of them never overflow.
const MOST: u128 = 1_000_000;

/// An amount of epsilon or delta: never negative, kept exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u128);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One: a delta may not be larger.
    pub const ONE: Self = Self(ONE);

    /// Reads an amount; `None` when it is negative, above a million, or finer than is kept.
    pub fn read(number: &Decimal) -> Option<Self> {
        let text = number.as_str().to_ascii_lowercase();
        let text = text.strip_prefix('+').unwrap_or(&text);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_plain {
            return None;
        }
        let digits = digits.trim_start_matches('0');
        // What follows the last other digit is only length.
        let short = digits.trim_end_matches('0');
        if short.is_empty() {
            return Some(Self::ZERO);
        }
        let behind = i64::try_from(fraction.len()).ok()?;
        let dropped = i64::try_from(digits.len().checked_sub(short.len())?).ok()?;
        let exponent: i64 = exponent.parse().ok()?;
        let kept = i64::try_from(DIGITS).ok()?;
        let shift = kept.checked_add(exponent)?.checked_add(dropped)?.checked_sub(behind)?;
        let scale = 10_u128.checked_pow(u32::try_from(shift).ok()?)?;
        let units = short.parse::<u128>().ok()?.checked_mul(scale)?;
        (units <= ONE.saturating_mul(MOST)).then_some(Self(units))
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left when another is taken away; nothing when the other is larger.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, parts) = (self.0 / ONE, self.0 % ONE);
        if parts == 0 {
            return write!(f, "{whole}");
        }
        let parts = format!("{parts:0>DIGITS$}");
        write!(f, "{whole}.{}", parts.trim_end_matches('0'))
    }
}

words! {
    /// How what was spent of a dataset's privacy stands against its budget.
    pub enum BudgetStanding {
        /// Nobody set a budget.
        Unlimited = "no_budget",
        /// Something is left.
        Within = "within",
        /// Within the limits as far as is known, but a use did not state its delta.
        Unclear = "unclear",
        /// Exactly all was spent.
        UsedUp = "used_up",
        /// More was spent than may be.
        Overspent = "overspent",
    }
}

/// What several uses spent together, by basic composition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The sum of epsilon.
    pub epsilon: Amount,
    /// The sum of those deltas that were stated.
    pub delta: Amount,
    /// How many uses stated no delta.
    pub unstated: u64,
}

impl Total {
    /// What some uses spent, each an epsilon and a delta where it was stated. A number that no
    /// decider lets in counts nothing.
    pub fn of<'a>(uses: impl IntoIterator<Item = (&'a Decimal, Option<&'a Decimal>)>) -> Self {
        uses.into_iter().fold(Self::default(), |total, (epsilon, delta)| Self {
            epsilon: total.epsilon.plus(Amount::read(epsilon).unwrap_or_default()),
            delta: total.delta.plus(delta.and_then(Amount::read).unwrap_or_default()),
            unstated: total.unstated.saturating_add(u64::from(delta.is_none())),
        })
    }

    /// How the total stands against a limit of epsilon and, where there is one, of delta.
    pub fn against(&self, epsilon: Amount, delta: Option<Amount>) -> BudgetStanding {
        let beyond = |limit: Amount| self.delta > limit;
        if self.epsilon > epsilon || delta.is_some_and(beyond) {
            return BudgetStanding::Overspent;
        }
        // A limit of nothing for delta asks for pure differential privacy, and is no pot to empty.
        let emptied = |limit: Amount| limit > Amount::ZERO && self.delta == limit;
        if self.epsilon == epsilon || delta.is_some_and(emptied) {
            return BudgetStanding::UsedUp;
        }
        let is_unclear = delta.is_some() && self.unstated > 0;
        if is_unclear { BudgetStanding::Unclear } else { BudgetStanding::Within }
    }
}

/// Whether two numbers can be an epsilon and a delta; the field that cannot.
pub(crate) fn check_pair(epsilon: &Decimal, delta: Option<&Decimal>) -> Result<(), &'static str> {
    if Amount::read(epsilon).is_none() {
        return Err("epsilon");
    }
    match delta.map(Amount::read) {
        None => Ok(()),
        Some(Some(amount)) if amount <= Amount::ONE => Ok(()),
        Some(_) => Err("delta"),
    }
}

/// Whether two pairs say the same amounts, however they are written.
pub(crate) fn is_same_pair(
    one: (&Decimal, Option<&Decimal>),
    other: (&Decimal, Option<&Decimal>),
) -> bool {
    let read = |(epsilon, delta): (&Decimal, Option<&Decimal>)| {
        (Amount::read(epsilon), delta.map(Amount::read))
    };
    read(one) == read(other)
}
