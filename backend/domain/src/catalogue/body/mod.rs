//! What items of the catalogue say, section by section.
//!
//! Items are stored as they are written in the files; these types read the parts that rules use.

mod control;
mod lists;
mod threat;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

pub use control::{
    AppliesIf, Comparison, Control, Freshness, Function, Limit, PassIf, Predicate, Required,
    SegmentTest, Severity, Test,
};
pub use lists::{
    AppliesFrom, Colour, Condition, EvidenceType, Feature, Framework, FrameworkItem, Indicator,
    Metric, OwnLimit, TraceRow, Workflow,
};
pub use threat::{Subtechnique, Threat};

use super::{Refusal, Section};

/// The value as the log takes it: fractions become text, absent members are left out.
#[must_use]
pub fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) if !(number.is_i64() || number.is_u64()) => {
            Value::String(number.to_string())
        }
        Value::Array(items) => {
            Value::Array(items.into_iter().filter(|item| !item.is_null()).map(plain).collect())
        }
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, member)| !member.is_null())
                .map(|(name, member)| (name, plain(member)))
                .collect::<Map<_, _>>(),
        ),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

/// Whether an item has the shape of its section. Sections that no rule reads only need an id.
pub(super) fn check(section: &str, item: &Value) -> Result<(), Refusal> {
    let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
    let bad =
        |why: String| Refusal::BadItem { section: section.to_owned(), id: id.to_owned(), why };
    if id.trim().is_empty() {
        return Err(bad(String::from("it has no id")));
    }
    let Ok(section) = section.parse::<Section>() else { return Ok(()) };
    match section {
        Section::Controls => read::<Control>(item).and_then(|control| control.check()),
        Section::Threats => read::<Threat>(item).map(drop),
        Section::EvidenceTypes => read::<EvidenceType>(item).map(drop),
        Section::Metrics => read::<Metric>(item).map(drop),
        Section::Indicators => read::<Indicator>(item).map(drop),
        Section::Limits => read::<OwnLimit>(item).map(drop),
        Section::Frameworks => read::<Framework>(item).map(drop),
        Section::FrameworkItems => read::<FrameworkItem>(item).and_then(|item| item.check()),
    }
    .map_err(bad)
}

fn read<T: DeserializeOwned>(item: &Value) -> Result<T, String> {
    T::deserialize(item).map_err(|error| error.to_string())
}
