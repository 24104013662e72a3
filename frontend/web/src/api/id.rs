//! Ids of commands: random, from the browser.

/// Characters of a hexadecimal digit.
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A fresh id. `crypto.randomUUID` exists only where the page came over TLS or from this machine;
/// random bytes exist everywhere.
pub fn fresh_id() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        // A browser without chance: the time and a number that the page gives out once.
        return format!("{}-{}", js_sys::Date::now(), crate::ui::fresh_id("command"));
    }
    hex(&bytes)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().map_or('0', char::from);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::hex;

    #[test]
    fn bytes_are_written_as_digits() {
        assert_eq!(hex(&[0, 15, 16, 255]), "000f10ff");
    }
}
