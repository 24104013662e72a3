//! The key risk indicators of the catalogue: figures that say when a threat has become likelier.

use std::sync::LazyLock;

use super::files::{items, parse, text};

/// A key risk indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its id, `KRI-06`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The threats it watches.
    pub threats: Vec<String>,
}

static INDICATORS: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    let file = parse(include_str!("../../catalog/kris.json"));
    let indicator = |item: &serde_json::Value| {
        let threats = item.get("threats").and_then(serde_json::Value::as_array);
        let threats = threats.into_iter().flatten().filter_map(serde_json::Value::as_str);
        Indicator {
            id: text(item, "id").to_owned(),
            title: text(item, "title").to_owned(),
            threats: threats.map(str::to_owned).collect(),
        }
    };
    items(&file).iter().map(indicator).collect()
});

/// Every indicator, in the order of the catalogue.
pub fn indicators() -> &'static [Indicator] {
    &INDICATORS
}

/// The indicator with this id.
pub fn indicator(id: &str) -> Option<&'static Indicator> {
    indicators().iter().find(|indicator| indicator.id == id)
}

#[cfg(test)]
mod tests {
    use super::{super::threat, indicator, indicators};

    #[test]
    fn every_indicator_watches_known_threats() {
        assert!(indicators().len() > 10);
        for known in indicators() {
            assert!(!known.title.is_empty());
            assert!(!known.threats.is_empty(), "{}", known.id);
            assert!(known.threats.iter().all(|id| threat(id).is_some()), "{}", known.id);
        }
        assert!(indicator("KRI-06").is_some() && indicator("KRI-99").is_none());
    }
}
