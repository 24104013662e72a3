//! The only clock of the product.

use std::{sync::Arc, time::UNIX_EPOCH};

/// Microseconds since 1970 in UTC, now.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the time; everything else is given it"
)]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// The clock, to hand out.
pub(crate) fn clock() -> store::Clock {
    Arc::new(now)
}
