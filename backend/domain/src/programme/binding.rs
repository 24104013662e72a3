//! Whom a policy binds, and until when.

use kernel::{Micros, Name};

use crate::authority::{Act, Grant, allows};

/// A policy is reviewed within a year (the catalogue's AIC-EX-01) where it says nothing else.
const REVIEW_DAYS: i64 = 365;

/// Since when a policy binds somebody who holds these roles; `None` when it does not.
///
/// A policy that names no role binds everybody whose role lets them attest: auditors only read, and
/// machines attest nothing.
pub fn bound_since(binds: &[Name], roles: &[Grant], at: Micros) -> Option<Micros> {
    let is_named = |role: &str| binds.is_empty() || binds.iter().any(|name| name.as_str() == role);
    let binding = roles.iter().filter(|grant| {
        grant.is_current(at) && is_named(&grant.role) && allows(&grant.role, Act::AttestPolicy)
    });
    binding.map(|grant| grant.from).min()
}

/// The day by which somebody attests: counted from the publication, or from when it first bound
/// them if that was later. `None` where the policy sets no day.
pub fn attest_by(published: Micros, within_days: Option<u64>, since: Micros) -> Option<Micros> {
    let days = i64::try_from(within_days?).ok()?;
    Some(published.max(since).plus_days(days))
}

/// The day by which a policy is reviewed.
pub fn review_by(published: Micros, review_due: Option<Micros>) -> Micros {
    review_due.unwrap_or_else(|| published.plus_days(REVIEW_DAYS))
}
