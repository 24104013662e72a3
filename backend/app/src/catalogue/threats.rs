//! What a risk can come from: the threats of a catalogue, each with its techniques.

use std::collections::BTreeMap;

use domain::{
    catalogue,
    risks::{Category, Score},
    systems::RiskClass,
};

use super::Book;

/// A threat, or a technique of one, as a risk names it.
#[derive(Clone, Copy, Debug)]
pub struct Threat<'a> {
    /// Its id, `THR-06` or `THR-06.03`.
    pub id: &'a str,
    /// What people call it.
    pub title: &'a str,
    /// The id of the threat it is a technique of.
    pub of: Option<&'a str>,
    /// The category of appetite its first harm belongs to.
    pub category: Category,
    /// Its score before any control, by risk class.
    inherent: &'a BTreeMap<RiskClass, Score>,
}

impl Threat<'_> {
    /// The score the catalogue begins with, for a system of a risk class.
    pub fn inherent(&self, class: RiskClass) -> Option<Score> {
        self.inherent.get(&class).copied()
    }
}

impl Book {
    /// Every threat, each before its techniques.
    pub fn risk_threats(&self) -> impl Iterator<Item = Threat<'_>> {
        self.threats.values().flat_map(with_techniques)
    }

    /// The threat or technique with this id.
    pub fn risk_threat(&self, id: &str) -> Option<Threat<'_>> {
        self.risk_threats().find(|threat| threat.id == id)
    }
}

fn with_techniques(item: &catalogue::Threat) -> impl Iterator<Item = Threat<'_>> {
    let threat = Threat {
        id: &item.id,
        title: &item.title,
        of: None,
        category: category(item),
        inherent: &item.inherent,
    };
    let techniques = item.sub_techniques.iter();
    let techniques = techniques.map(move |technique| Threat {
        id: &technique.id,
        title: &technique.title,
        of: Some(threat.id),
        ..threat
    });
    std::iter::once(threat).chain(techniques)
}

fn category(item: &catalogue::Threat) -> Category {
    match item.harms.first().map(String::as_str).unwrap_or_default() {
        "integrity" => Category::Integrity,
        "confidentiality" | "privacy" => Category::Privacy,
        "fairness" => Category::Fairness,
        "availability" => Category::Availability,
        _ => Category::PeopleSafety,
    }
}

#[cfg(test)]
mod tests {
    use super::{Book, RiskClass};

    #[test]
    fn every_threat_and_technique_is_read() {
        let book = Book::shipped();
        assert_eq!(book.risk_threats().filter(|threat| threat.of.is_none()).count(), 17);
        assert_eq!(book.risk_threats().filter(|threat| threat.of.is_some()).count(), 116);
        for known in book.risk_threats() {
            let scored = RiskClass::ALL.iter().filter_map(|class| known.inherent(*class));
            assert_eq!(scored.count(), 3, "{}", known.id);
            assert!(!known.title.is_empty());
        }
        assert_eq!(book.risk_threat("THR-06.03").unwrap().of, Some("THR-06"));
        assert!(book.risk_threat("THR-99").is_none());
    }

    #[test]
    fn every_indicator_watches_known_threats() {
        let book = Book::shipped();
        assert!(book.indicators.len() > 10);
        for known in book.indicators.values() {
            assert!(!known.title.is_empty());
            assert!(!known.threats.is_empty(), "{}", known.id);
            assert!(known.threats.iter().all(|id| book.risk_threat(id).is_some()), "{}", known.id);
        }
    }
}
