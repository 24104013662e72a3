//! What risks mean in words.
use super::{
    list::{RiskRow, Score},
    one::{Acceptance, Estimate, LossPoint, Rule},
    words::RiskBand,
};
use crate::{list::day, words::counted};

impl Score {
    /// `4 × 5 = 20`.
    pub fn words(&self) -> String {
        format!("{} × {} = {}", self.likelihood, self.impact, self.value)
    }
}

impl RiskRow {
    /// The level it is drawn with; none while nobody scored it.
    pub fn level(&self) -> Option<RiskBand> {
        self.residual.map(|score| score.band)
    }

    /// The day of its next review, where one is set.
    pub fn review_day(&self) -> Option<String> {
        self.next_review.as_ref().map(|time| day(Some(time)))
    }

    /// What of it is due, in words; empty when nothing is.
    pub fn overdue(&self) -> String {
        let what: Vec<&str> = self.due.iter().map(|due| due.what.word()).collect();
        match what.as_slice() {
            [] => String::new(),
            [one] => format!("{one} due"),
            more => format!("{} due", counted(more.len(), "thing", "things")),
        }
    }
}

impl Rule {
    /// Who accepts together: `CISO and Chief risk officer`.
    pub fn who(&self) -> String {
        self.titles.join(" and ")
    }

    /// The rule as a sentence.
    pub fn words(&self) -> String {
        let (band, who) = (self.band.word().to_lowercase(), self.who());
        format!("A {band} risk is accepted by {who}, for {} days at most.", self.max_days)
    }
}

impl Acceptance {
    /// The day on which it ends.
    pub fn last_day(&self) -> String {
        day(Some(&self.until))
    }

    /// How it stands, in one word.
    pub fn word(&self) -> &'static str {
        match self.ended_because {
            Some(why) => why.word(),
            None if self.counts => "In force",
            None => "Expired",
        }
    }
}

impl Estimate {
    /// The points of the curve as numbers: the loss, and the share of years that exceed it.
    pub fn exceedance(&self) -> Vec<(f64, f64)> {
        let point = |point: &LossPoint| {
            let loss = point.loss.parse().ok()?;
            Some((loss, 1.0 - f64::from(point.percent) / 100.0))
        };
        self.curve.iter().filter_map(point).collect()
    }

    /// The loss that so many percent of the years do not exceed.
    pub fn at(&self, percent: i32) -> Option<&str> {
        let point = self.curve.iter().find(|point| point.percent == percent)?;
        Some(point.loss.as_str())
    }
}

/// An amount with its thousands set apart: `1,584,127`.
pub fn amount(digits: &str) -> String {
    let lead = digits.len() % 3;
    digits.char_indices().fold(String::new(), |mut out, (at, digit)| {
        if at > 0 && at % 3 == lead && digit.is_ascii_digit() {
            out.push(',');
        }
        out.push(digit);
        out
    })
}
