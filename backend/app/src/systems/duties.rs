//! What the AI Act asks for, by the ids of the catalogue (`catalog/frameworks/eu_ai_act.json`).
//!
//! # Invariants
//! - Every obligation that the questionnaire names has words. (`every_obligation_has_words`)

use std::{collections::BTreeMap, sync::LazyLock};

use domain::systems::ActClass;
use serde::Deserialize;

/// Something the Act asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Duty {
    /// Its id, `EUAI-9.1`.
    pub id: String,
    /// Where it stands, `9(1)-9(2)`.
    pub article: String,
    /// What is asked, in our own words.
    pub title: String,
    applies_from: From,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum From {
    Day(String),
    ByClass(BTreeMap<String, String>),
}

#[derive(Default, Deserialize)]
struct Act {
    items: Vec<Duty>,
}

static ACT: LazyLock<Act> = LazyLock::new(|| {
    // A test reads the file, so a broken one never ships.
    let text = include_str!("../../catalog/frameworks/eu_ai_act.json");
    serde_json::from_str(text).unwrap_or_default()
});

impl Duty {
    /// The day from which it applies to a class, `2027-12-02`; absent where the Act names none.
    pub fn applies_from(&self, class: ActClass) -> Option<&str> {
        match &self.applies_from {
            From::Day(day) => Some(day),
            From::ByClass(days) => days.get(class.as_str()).map(String::as_str),
        }
    }
}

/// The duties of these ids, in their order.
pub fn duties(ids: &[String]) -> impl Iterator<Item = &'static Duty> {
    ids.iter().filter_map(|id| ACT.items.iter().find(|duty| duty.id == *id))
}

#[cfg(test)]
mod tests {
    use domain::systems::{ActClass, questionnaire::obligations};

    use super::duties;

    #[test]
    fn every_obligation_has_words() {
        let flags = ["fria_required", "dpia_screening", "transparency", "treated_as_provider"];
        let flags: Vec<String> = flags.into_iter().map(String::from).collect();
        for class in ActClass::ALL {
            let ids = obligations(*class, &flags);
            let found: Vec<_> = duties(&ids).collect();
            assert_eq!(found.len(), ids.len(), "{class}");
            assert!(found.iter().all(|duty| !duty.title.is_empty() && !duty.article.is_empty()));
        }
        let annex = obligations(ActClass::HighRiskAnnexIii, &[]);
        let from = duties(&annex).find_map(|duty| duty.applies_from(ActClass::HighRiskAnnexIii));
        assert_eq!(from, Some("2027-12-02"));
    }
}
