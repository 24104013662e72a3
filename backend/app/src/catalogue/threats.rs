//! The threats of the catalogue and their techniques.

use std::sync::LazyLock;

use domain::{
    risks::{Category, Level, Score},
    systems::RiskClass,
};
use serde_json::Value;

use super::files::{items, parse, text};

/// A threat, or a technique of one.
#[derive(Clone, Debug)]
pub struct Threat {
    /// Its id, `THR-06` or `THR-06.03`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The id of the threat it is a technique of.
    pub of: Option<String>,
    /// The category of appetite its first harm belongs to.
    pub category: Category,
    /// Its score before any control, by risk class.
    inherent: Vec<(RiskClass, Score)>,
}

impl Threat {
    /// The score the catalogue begins with, for a system of a risk class.
    pub fn inherent(&self, class: RiskClass) -> Option<Score> {
        self.inherent.iter().find(|(known, _)| *known == class).map(|(_, score)| *score)
    }
}

static THREATS: LazyLock<Vec<Threat>> = LazyLock::new(|| {
    let file = parse(include_str!("../../catalog/threats.json"));
    items(&file).iter().flat_map(with_techniques).collect()
});

/// Every threat, each before its techniques.
pub fn threats() -> &'static [Threat] {
    &THREATS
}

/// The threat or technique with this id.
pub fn threat(id: &str) -> Option<&'static Threat> {
    threats().iter().find(|threat| threat.id == id)
}

fn with_techniques(item: &Value) -> Vec<Threat> {
    let one = |source: &Value, of: Option<&str>| Threat {
        id: text(source, "id").to_owned(),
        title: text(source, "title").to_owned(),
        of: of.map(str::to_owned),
        category: category(item),
        inherent: RiskClass::ALL.iter().filter_map(|class| inherent(item, *class)).collect(),
    };
    let techniques = item.get("sub_techniques").and_then(Value::as_array);
    let techniques =
        techniques.into_iter().flatten().map(|source| one(source, Some(text(item, "id"))));
    [one(item, None)].into_iter().chain(techniques).collect()
}

fn category(item: &Value) -> Category {
    match item.pointer("/harms/0").and_then(Value::as_str).unwrap_or_default() {
        "integrity" => Category::Integrity,
        "confidentiality" | "privacy" => Category::Privacy,
        "fairness" => Category::Fairness,
        "availability" => Category::Availability,
        _ => Category::PeopleSafety,
    }
}

fn inherent(item: &Value, class: RiskClass) -> Option<(RiskClass, Score)> {
    let defaults = item.get("default_inherent")?;
    let level = |member: &str| Level::parse(defaults.get(member)?.as_i64()?).ok();
    let impact = level(&format!("impact_{class}_class"))?;
    Some((class, Score::new(level("likelihood")?, impact)))
}

#[cfg(test)]
mod tests {
    use super::{threat, threats};

    #[test]
    fn every_threat_and_technique_is_read() {
        assert_eq!(threats().iter().filter(|threat| threat.of.is_none()).count(), 17);
        assert_eq!(threats().iter().filter(|threat| threat.of.is_some()).count(), 116);
        for known in threats() {
            let scored = super::RiskClass::ALL.iter().filter_map(|class| known.inherent(*class));
            assert_eq!(scored.count(), 3, "{}", known.id);
            assert!(!known.title.is_empty());
        }
        assert_eq!(threat("THR-06.03").unwrap().of.as_deref(), Some("THR-06"));
        assert!(threat("THR-99").is_none());
    }
}
