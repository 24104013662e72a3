//! How the people in a dataset are protected, and what was spent of their privacy.
use crate::{
    scalars::{Subject, Time},
    schema,
    shared::{Pair, PersonLink},
    words::plain,
};

/// How a dataset's privacy stands, for lists.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetPrivacy")]
pub struct PrivacyMark {
    /// `no_budget`, `within`, `unclear`, `used_up` or `overspent`.
    pub standing: String,
}

/// Techniques, budget and ledger of a dataset.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetPrivacy")]
pub struct Privacy {
    /// The techniques in use.
    pub techniques: Vec<Technique>,
    /// Those used no longer, oldest first.
    pub withdrawn: Vec<Withdrawn>,
    /// How much may be spent.
    pub budget: Option<PrivacyBudget>,
    /// What runs spent, oldest first.
    pub ledger: Vec<LedgerLine>,
    /// `no_budget`, `within`, `unclear`, `used_up` or `overspent`.
    pub standing: String,
    /// The sum of epsilon that counts.
    pub spent_epsilon: String,
    /// The sum of delta that counts.
    pub spent_delta: String,
    /// How many spendings state no delta.
    pub delta_unstated: i32,
    /// What is left.
    pub remaining: Option<PrivacyRemaining>,
}

/// A technique in use.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PrivacyTechnique")]
pub struct Technique {
    /// Which.
    pub technique: String,
    /// With which parameters.
    pub parameters: Vec<Pair>,
    /// In which versions; all of them when none is named.
    pub versions: Vec<Subject>,
    /// What shows it.
    pub evidence: Option<Subject>,
    /// Since when it is declared so.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
}

/// A technique that is used no longer.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "WithdrawnTechnique")]
pub struct Withdrawn {
    /// Which.
    pub technique: String,
    /// When it was withdrawn.
    pub at: Time,
    /// Why; absent when it was erased.
    pub reason: Option<String>,
}

/// How much may be spent.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PrivacyBudget {
    /// The most epsilon.
    pub epsilon: String,
    /// The most delta, where it is limited.
    pub delta: Option<String>,
    /// From when on spending counts.
    pub from: Option<Time>,
    /// Before when it counts.
    pub until: Option<Time>,
    /// When it was set.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// Why so much; absent when it was erased.
    pub reason: Option<String>,
}

/// What is left of a budget.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PrivacyRemaining {
    /// How much epsilon.
    pub epsilon: String,
    /// How much delta, where it is limited.
    pub delta: Option<String>,
}

/// A line of the ledger.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PrivacyLedgerEntry")]
pub struct LedgerLine {
    /// The run; absent when the reader may not see it.
    pub run: Option<Subject>,
    /// The version whose people it concerns.
    pub version: Subject,
    /// By which mechanism.
    pub mechanism: Option<String>,
    /// How much epsilon.
    pub epsilon: String,
    /// How much delta, where somebody stated it.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
    /// When it was stated.
    pub at: Time,
    /// When it was corrected last.
    pub corrected: Option<Time>,
    /// Whether it counts against the budget in force.
    pub counts: bool,
}

/// The techniques: codes of the data.
pub const TECHNIQUES: [&str; 12] = [
    "differential_privacy",
    "k_anonymity",
    "l_diversity",
    "t_closeness",
    "anonymisation",
    "pseudonymisation",
    "synthetic_data",
    "federated_learning",
    "homomorphic_encryption",
    "secure_multiparty_computation",
    "confidential_computing",
    "encryption",
];

/// How a budget stands, in words.
pub fn standing_words(standing: &str) -> &'static str {
    match standing {
        "within" => "Within the budget",
        "unclear" => "Within the budget as far as deltas are stated",
        "used_up" => "Budget used up",
        "overspent" => "Budget overspent",
        _ => "No budget set",
    }
}

impl PrivacyMark {
    /// What a list must not overlook.
    pub fn alarm(&self) -> Option<&'static str> {
        let is_gone = matches!(self.standing.as_str(), "used_up" | "overspent");
        is_gone.then(|| standing_words(&self.standing))
    }
}

impl Privacy {
    /// Which share of epsilon, or of delta where that is further gone, is spent; from 0, more than 1
    /// when it is overspent. For drawing only.
    pub fn share(&self) -> f64 {
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        let share = |spent: &str, all: &str| match (number(spent), number(all)) {
            (spent, all) if all > 0.0 => spent / all,
            (spent, _) if spent > 0.0 => 2.0,
            _ => 0.0,
        };
        let Some(budget) = &self.budget else { return 0.0 };
        let delta = budget.delta.as_ref().map_or(0.0, |delta| share(&self.spent_delta, delta));
        share(&self.spent_epsilon, &budget.epsilon).max(delta)
    }

    /// What was spent of how much, and what is left.
    pub fn words(&self) -> String {
        let spent = format!("Epsilon {}", self.spent_epsilon);
        let (Some(budget), Some(left)) = (&self.budget, &self.remaining) else {
            return format!("{spent} spent");
        };
        let epsilon = format!("{spent} of {} spent, {} left", budget.epsilon, left.epsilon);
        match (&budget.delta, &left.delta) {
            (Some(delta), Some(left)) => {
                format!("{epsilon}; delta {} of {delta}, {left} left", self.spent_delta)
            }
            _ => epsilon,
        }
    }

    /// What is not known about delta.
    pub fn unstated(&self) -> Option<String> {
        match self.delta_unstated {
            0 => None,
            1 => Some("One spending states no delta; it counts as nothing here.".to_owned()),
            many => Some(format!("{many} spendings state no delta; they count as nothing here.")),
        }
    }
}

impl Technique {
    /// Its parameters in words: `k 11`.
    pub fn parameters_words(&self) -> String {
        let pairs = self.parameters.iter().map(|pair| format!("{} {}", pair.name, pair.value));
        pairs.collect::<Vec<_>>().join(", ")
    }
}

/// Techniques to choose from: codes, and words for them.
pub fn technique_options() -> Vec<(String, String)> {
    TECHNIQUES.iter().map(|code| ((*code).to_owned(), plain(code))).collect()
}
