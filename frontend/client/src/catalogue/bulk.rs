//! Own items from a file: what a dry run found.
use super::{commands::ImportedItem, files::DifferenceFate};
use crate::words::counted;

/// A file to begin with: a framework of our own, one of its items, and a stricter limit.
pub const EXAMPLE: &str = r#"[
  { "section": "frameworks", "id": "ORG-HOUSE",
    "body": { "name": "House rules" } },
  { "section": "framework_items", "id": "ORG-HOUSE-1",
    "body": { "framework": "ORG-HOUSE", "title": "Every letter is read by a person" } },
  { "section": "limits", "id": "ORG-LIMIT-OUTLIERS", "validFrom": "2027-01-01",
    "body": { "test": "AIC-DI-03-T1", "metric": "data.outlier.flagged_ratio", "value": "0.005",
              "rationale": "Stricter than what ships" } }
]
"#;

/// What would become of each item of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    items: Vec<ImportedItem>,
}

impl Seen {
    /// What a dry run said.
    pub fn of(items: Vec<ImportedItem>) -> Self {
        Self { items }
    }

    /// The items; those that are wrong first.
    pub fn items(&self) -> Vec<ImportedItem> {
        let mut items = self.items.clone();
        items.sort_by_key(|item| (item.refusal.is_none(), item.number));
        items
    }

    /// How many are added and how many changed.
    pub fn counts(&self) -> (usize, usize) {
        let of = |fate| {
            let fates = self.items.iter().filter_map(|item| Some(item.difference.as_ref()?.fate));
            fates.filter(|found| *found == fate).count()
        };
        (of(DifferenceFate::Added), of(DifferenceFate::Changed))
    }

    /// How many are wrong.
    pub fn wrong(&self) -> usize {
        self.items.iter().filter(|item| item.refusal.is_some()).count()
    }

    /// Whether the file can be recorded: nothing is wrong, and something is new.
    pub fn is_ready(&self) -> bool {
        self.wrong() == 0 && self.counts() != (0, 0)
    }

    /// What would happen, in a sentence.
    pub fn words(&self) -> String {
        let (wrong, (added, changed)) = (self.wrong(), self.counts());
        let items = counted(self.items.len(), "item", "items");
        if wrong > 0 {
            let verb = if wrong == 1 { "is" } else { "are" };
            return format!("{wrong} of {items} {verb} refused, so none would be recorded.");
        }
        if (added, changed) == (0, 0) {
            return format!("All of {items} stands as the file says; there is nothing new.");
        }
        format!("Of {items}, {added} would be added and {changed} changed.")
    }
}
