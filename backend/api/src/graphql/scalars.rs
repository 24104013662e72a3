//! The scalars of the schema.
//!
//! # Deliberately absent
//! - No scalar for personal text or secrets: they are plain strings where they are shown, and absent
//!   where they were erased.

use async_graphql::{InputValueError, InputValueResult, Number, Scalar, ScalarType, Value};
use kernel::Micros;

/// A moment in UTC, RFC 3339, `2026-02-10T14:35:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub Micros);

/// A place in the log; the first event has position 0. A JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(pub u64);

/// A whole number that may not fit into 32 bits. A JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Long(pub u64);

/// The name of a thing, `kind:name@version`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject(pub kernel::Subject);

/// A moment in UTC, RFC 3339, `2026-02-10T14:35:00Z`.
#[Scalar]
impl ScalarType for Time {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        text.parse().map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A place in the log; the first event has position 0. A JSON number.
#[Scalar]
impl ScalarType for Position {
    fn parse(value: Value) -> InputValueResult<Self> {
        whole(&value).map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::Number(Number::from(self.0))
    }
}

/// A whole number that may not fit into 32 bits. A JSON number.
#[Scalar]
impl ScalarType for Long {
    fn parse(value: Value) -> InputValueResult<Self> {
        whole(&value).map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::Number(Number::from(self.0))
    }
}

/// The name of a thing, `kind:name@version`.
#[Scalar]
impl ScalarType for Subject {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        text.parse().map(Self).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A whole number, not negative, that every JSON reader holds exactly.
fn whole(value: &Value) -> Result<u64, String> {
    let number = if let Value::Number(number) = value { number.as_u64() } else { None };
    let held = number.filter(|number| *number <= ledger::leaf::LARGEST_INTEGER);
    held.ok_or_else(|| String::from("this must be a whole number from 0 to 9007199254740991"))
}

impl From<Micros> for Time {
    fn from(time: Micros) -> Self {
        Self(time)
    }
}

impl From<u64> for Long {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl From<&kernel::Subject> for Subject {
    fn from(subject: &kernel::Subject) -> Self {
        Self(subject.clone())
    }
}

impl From<kernel::Subject> for Subject {
    fn from(subject: kernel::Subject) -> Self {
        Self(subject)
    }
}

/// Subjects as the schema shows them.
pub fn subjects<'a>(subjects: impl IntoIterator<Item = &'a kernel::Subject>) -> Vec<Subject> {
    subjects.into_iter().map(Subject::from).collect()
}
