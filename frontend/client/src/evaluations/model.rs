//! What a piece of evidence says, in a sentence.
use super::queries::Evidence;
use crate::words::Outcome;

impl Evidence {
    /// How many limits were broken, of how many.
    pub fn limits(&self) -> (usize, usize) {
        let held = self.metrics.iter().filter_map(|metric| metric.passed);
        let broken = held.clone().filter(|passed| !passed).count();
        (broken, held.count())
    }

    /// What it said, in a sentence.
    pub fn verdict(&self) -> String {
        match (self.outcome, self.limits()) {
            (Outcome::Fail, (broken, all)) => format!("{broken} of {all} limits broken"),
            (Outcome::Pass, (_, all)) => format!("All {all} limits kept"),
            (Outcome::Inconclusive, _) => "No limit to hold it against".to_owned(),
            (Outcome::NotApplicable, _) => "The question does not arise".to_owned(),
        }
    }
}
