//! Amounts of money: plain decimals that add up exactly.

use kernel::Decimal;

/// Digits behind the point that are kept.
const DIGITS: usize = 4;
/// Most digits before it: more than all the money there is.
const WHOLE: usize = 18;
const UNIT: i128 = 10_000;

/// An amount in ten-thousandths; `None` when it is written with an exponent, too fine, or too large.
pub(super) fn exact(amount: &Decimal) -> Option<i128> {
    let text = amount.as_str();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > WHOLE
        || fraction.len() > DIGITS
        || !is_plain(whole)
        || !is_plain(fraction)
    {
        return None;
    }
    let units: i128 = whole.parse().ok()?;
    let parts: i128 = format!("{fraction:0<DIGITS$}").parse().ok()?;
    units.checked_mul(UNIT)?.checked_add(parts)?.checked_mul(sign)
}

/// The sum of some amounts, written plainly; those that are not plain count nothing, and no decider
/// lets them in.
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Decimal>) -> String {
    let exact = amounts.into_iter().filter_map(exact);
    let total = exact.fold(0_i128, i128::saturating_add);
    let sign = if total < 0 { "-" } else { "" };
    let (whole, parts) = (total.unsigned_abs() / 10_000, total.unsigned_abs() % 10_000);
    match (parts, parts % 100) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{:02}", parts / 100),
        (..) => format!("{sign}{whole}.{parts:04}"),
    }
}
