mod meetings;
mod money;
mod policies;
mod records;

use kernel::Decimal;

use super::Event;
use crate::golden;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("programme");
}
