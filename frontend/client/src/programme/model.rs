//! What the pages and the forms of the programme say, in words and figures.
use super::{
    commands::{AppetiteStatementInput, DecisionInput, MetricInput},
    initiatives::InitiativeRow,
    queries::{Appetite, Feedback, Initiative, ProgrammePage},
};
use crate::{
    people::catalogue::first_moment,
    programme::words::{AppetiteLevel, Tolerance},
    scalars::Subject,
};

/// How much of a budget is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// Which share is spent, from 0; more than 1 when it is overspent.
    pub share: f64,
    /// In words: `12,500.50 of 240,000 EUR`.
    pub words: String,
}

impl Budget {
    /// Of an amount, as the log writes it, and what was spent of it.
    fn new(amount: &str, spent: &str, currency: &str) -> Self {
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        let all = number(amount);
        let share = if all > 0.0 { number(spent) / all } else { 0.0 };
        Self { share, words: format!("{} of {} {currency}", grouped(spent), grouped(amount)) }
    }
}

/// An amount with its thousands set apart; the digits stay those of the log.
pub fn grouped(amount: &str) -> String {
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

/// A share of all money for AI, in words.
fn share_words(share: Option<&String>) -> Option<String> {
    let share: f64 = share?.parse().ok()?;
    Some(format!("{:.1} % of the money for AI", share * 100.0))
}

impl InitiativeRow {
    /// How much of its budget is gone.
    pub fn budget(&self) -> Budget {
        Budget::new(&self.amount, &self.spent, &self.currency)
    }

    /// Its share of all money for AI, in words.
    pub fn share_words(&self) -> Option<String> {
        share_words(self.share_of_ai_budget.as_ref())
    }
}

impl Initiative {
    /// How much of its budget is gone.
    pub fn budget(&self) -> Budget {
        Budget::new(&self.amount, &self.spent, &self.currency)
    }

    /// Its share of all money for AI, in words.
    pub fn share_words(&self) -> Option<String> {
        share_words(self.share_of_ai_budget.as_ref())
    }
}

impl Feedback {
    /// What was said, or why it is not there.
    pub fn words(&self) -> &str {
        said(self.text.as_ref())
    }
}

/// What was said, or why it is not there.
pub(super) fn said(text: Option<&String>) -> &str {
    text.map_or("What was said was erased.", String::as_str)
}

impl ProgrammePage {
    /// The course of a figure over the surveys that have it, oldest first.
    pub fn course(&self, metric: &str) -> Vec<f64> {
        let newest_first = self.surveys.nodes.iter();
        newest_first.rev().filter_map(|survey| survey.figure(metric)).collect()
    }

    /// Policies that wait for the reader.
    pub fn to_attest(&self) -> usize {
        self.policies.nodes.iter().filter(|policy| policy.waits_for_me()).count()
    }
}

/// Lines of a form, without those that say nothing.
pub fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(['-', '•']).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Words of a form set apart by commas or spaces: ids of threats, roles, risks.
pub fn ids(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', ' ', '\n']);
    parts.map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// Figures of a form, one a line: `culture.score 0.74`. The error is a sentence for people.
pub fn figures(text: &str) -> Result<Vec<MetricInput>, String> {
    let figure = |line: String| {
        let (name, value) = line.rsplit_once([' ', '=', ':']).ok_or_else(|| {
            format!("\u{201c}{line}\u{201d} names no figure: write it like culture.score 0.74.")
        })?;
        let (name, value) = (name.trim_end_matches([' ', '=', ':']).to_owned(), value.to_owned());
        Ok(MetricInput { name, value })
    };
    lines(text).into_iter().map(figure).collect()
}

/// A decision of the form for meetings, one a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What was decided.
    pub text: String,
    /// Who sees to it; nobody when empty.
    pub owner: String,
    /// The day by which it is done; none when empty.
    pub due: String,
}

impl Draft {
    /// The input, unless nothing was decided.
    pub fn input(&self) -> Option<DecisionInput> {
        let text = self.text.trim();
        let owner = (!self.owner.is_empty()).then(|| Subject::from(self.owner.as_str()));
        let due = first_moment(&self.due);
        (!text.is_empty()).then(|| DecisionInput { text: text.to_owned(), owner, due })
    }
}

impl Appetite {
    /// The statements as a form begins with them.
    pub fn inputs(&self) -> Vec<AppetiteStatementInput> {
        let input = |one: &super::queries::AppetiteStatement| AppetiteStatementInput {
            category: one.category.clone(),
            appetite: one.appetite,
            tolerance_max_band: one.tolerance_max_band,
            limit: one.limit.clone(),
        };
        self.statements.iter().map(input).collect()
    }
}

/// A statement that says nothing yet.
pub fn blank_statement() -> AppetiteStatementInput {
    AppetiteStatementInput {
        category: String::new(),
        appetite: AppetiteLevel::Low,
        tolerance_max_band: Tolerance::Low,
        limit: None,
    }
}
