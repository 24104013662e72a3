//! Bounded text: parsed once, then always right.
//!
//! Events hold these types too, so a rule here may only ever become more permissive: what was once
//! recorded must always load. Tighten in a decider instead.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Why a text was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing but white space.
    #[error("this must not be empty")]
    Empty,
    /// More characters than fit.
    #[error("this is {0} characters long; at most {1} fit")]
    TooLong(usize, usize),
    /// Control characters, which hide things on screens and in logs.
    #[error("this contains a control character")]
    Control,
    /// Not a SHA-256.
    #[error("a digest is the 64 hexadecimal digits of a SHA-256; this has {0} characters")]
    Digest(usize),
    /// Not a decimal number.
    #[error("'{0}' is not a decimal number such as 0.87")]
    Decimal(String),
}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident, $most:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = BadText;

            fn try_from(text: String) -> Result<Self, BadText> {
                let checked = checked(&text, $most)?;
                // What was recorded is trimmed, and need not be copied.
                Ok(if checked.len() == text.len() { Self(text) } else { Self(checked.to_owned()) })
            }
        }

        impl $name {
            /// Trims and checks the text.
            pub fn parse(text: &str) -> Result<Self, BadText> {
                checked(text, $most).map(|text| Self(text.to_owned()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The text, trimmed, if it has 1 to `most` characters and none that hides things.
fn checked(text: &str, most: usize) -> Result<&str, BadText> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadText::Empty);
    }
    // No text has more characters than bytes.
    if text.len() > most {
        let length = text.chars().count();
        if length > most {
            return Err(BadText::TooLong(length, most));
        }
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(BadText::Control);
    }
    Ok(text)
}

bounded! {
    /// A short label that holds no personal data: a title, a tool, a role id. At most 200 characters.
    Name, 200
}
bounded! {
    /// A longer text that holds no personal data: a purpose, a rule's reason. At most 4,000 characters.
    Note, 4000
}

/// A SHA-256, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest(String);

impl TryFrom<String> for Digest {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        Self::parse(&text)
    }
}

impl Digest {
    /// Accepts upper or lower case, with or without a `sha256:` in front.
    pub fn parse(text: &str) -> Result<Self, BadText> {
        let text = text.trim();
        let digits = text.strip_prefix("sha256:").unwrap_or(text);
        if digits.len() != 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(BadText::Digest(digits.chars().count()));
        }
        Ok(Self(digits.to_ascii_lowercase()))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A decimal number kept as the text the source wrote: metrics, scores, money. Never a float in the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Decimal(String);

impl Decimal {
    /// Accepts an optional sign, digits, an optional fraction and an optional exponent.
    pub fn parse(text: &str) -> Result<Self, BadText> {
        let text = text.trim();
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
        let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
        if !plain || !finite || text.len() > 40 {
            return Err(BadText::Decimal(text.chars().take(40).collect()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double, for comparing and drawing; never for storing.
    pub fn approx(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Decimal {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Decimal {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        Self::parse(&text)
    }
}
