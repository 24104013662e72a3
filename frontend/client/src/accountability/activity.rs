//! What the security champions of a team did, in words and as a line.
use crate::{scalars::Time, schema, words::counted};

/// What the champions of a team did while they were it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ChampionActivity {
    /// Since when the team has had them.
    pub since: Time,
    /// Design reviews attended in twelve months.
    pub reviews_attended: i32,
    /// Findings handled in them.
    pub findings_handled: i32,
    /// Other actions done in them.
    pub actions_done: i32,
    /// When they last did any of it.
    pub last: Option<Time>,
    /// Whole days since then.
    pub days_since_last: Option<i32>,
    /// The twelve months, oldest first.
    pub months: Vec<ActiveMonth>,
}

/// A month, and how much was done in it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ActiveMonth {
    /// Which, such as `2026-02`.
    pub month: String,
    /// How many things.
    pub count: i32,
}

impl ChampionActivity {
    /// How long ago the last of it is.
    pub fn last_words(&self) -> String {
        match self.days_since_last {
            None => "Nothing yet".to_owned(),
            Some(0) => "Today".to_owned(),
            Some(1) => "1 day ago".to_owned(),
            Some(days) => format!("{days} days ago"),
        }
    }

    /// How much was done, month by month, for a line.
    pub fn course(&self) -> Vec<f64> {
        self.months.iter().map(|month| f64::from(month.count)).collect()
    }

    /// What the line shows, for those who do not see it.
    pub fn course_words(&self) -> String {
        let busy: Vec<String> = self
            .months
            .iter()
            .filter(|month| month.count > 0)
            .map(|month| format!("{} in {}", month.count, month.month))
            .collect();
        if busy.is_empty() {
            return "Nothing done in the last twelve months".to_owned();
        }
        format!("Done by month in the last twelve: {}", busy.join(", "))
    }

    /// What was done in twelve months: `1 review attended, 2 findings handled, …`.
    pub fn words(&self) -> String {
        let part = |count: i32, one: &str, many: &str| {
            counted(usize::try_from(count).unwrap_or_default(), one, many)
        };
        format!(
            "{}, {}, {}",
            part(self.reviews_attended, "review attended", "reviews attended"),
            part(self.findings_handled, "finding handled", "findings handled"),
            part(self.actions_done, "other action done", "other actions done"),
        )
    }
}
