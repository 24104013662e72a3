//! What the pages of the programme say, in words and figures.
use super::queries::{Initiative, PolicyRow, ProgrammePage, Survey};

/// How much of a budget is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// Which share is spent, from 0; more than 1 when it is overspent.
    pub share: f64,
    /// In words: `12,500.50 of 240,000 EUR`.
    pub words: String,
}

/// An amount with its thousands set apart; the digits stay those of the log.
fn grouped(amount: &str) -> String {
    let (sign, digits) = amount.strip_prefix('-').map_or(("", amount), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let lead = whole.len() % 3;
    let mut out = sign.to_owned();
    for (at, digit) in whole.char_indices() {
        if at > 0 && at % 3 == lead {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl Initiative {
    /// How much of its budget is gone.
    pub fn budget(&self) -> Budget {
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        let amount = number(&self.amount);
        let share = if amount > 0.0 { number(&self.spent) / amount } else { 0.0 };
        let words =
            format!("{} of {} {}", grouped(&self.spent), grouped(&self.amount), self.currency);
        Budget { share, words }
    }

    /// Its share of all money for AI, in words.
    pub fn share_words(&self) -> Option<String> {
        let share: f64 = self.share_of_ai_budget.as_deref()?.parse().ok()?;
        Some(format!("{:.1} % of the money for AI", share * 100.0))
    }
}

impl PolicyRow {
    /// Whether the reader is bound and has not attested the current version.
    pub fn waits_for_me(&self) -> bool {
        self.mine.as_ref().is_some_and(|mine| mine.attested.is_none())
    }
}

impl Survey {
    /// A figure of it, by metric.
    pub fn figure(&self, metric: &str) -> Option<f64> {
        self.figures.iter().find(|pair| pair.name == metric)?.value.parse().ok()
    }
}

impl ProgrammePage {
    /// The course of a figure over the surveys that have it, oldest first.
    pub fn course(&self, metric: &str) -> Vec<f64> {
        self.surveys.iter().filter_map(|survey| survey.figure(metric)).collect()
    }

    /// Policies that wait for the reader.
    pub fn to_attest(&self) -> usize {
        self.policies.iter().filter(|policy| policy.waits_for_me()).count()
    }
}
