//! How the people in a dataset are protected, and the account of what runs spent of their privacy.
//!
//! What a run of another system spent counts as well: the amount is the dataset's, only the run
//! belongs to those who may see it.

use domain::{
    datasets::{self, PrivacyLimits, PrivacyTechnique, Protection},
    privacy::{Amount, BudgetStanding, Total},
    training::{self, Spending},
};
use kernel::{Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::Fact;

/// Techniques, budget and ledger of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Privacy {
    /// The techniques in use, in the order in which they were first declared.
    pub techniques: Vec<Technique>,
    /// Those that are used no longer, oldest first.
    pub withdrawn: Vec<WithdrawnTechnique>,
    /// The budget that was set last.
    pub budget: Option<Budget>,
    /// What runs spent, oldest first, as corrected.
    pub ledger: Vec<Spent>,
}

/// A technique in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Technique {
    /// Which, where, with which parameters.
    pub protection: Protection,
    /// When it was declared so.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
}

/// A technique that is used no longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawnTechnique {
    /// Which.
    pub technique: PrivacyTechnique,
    /// When somebody said so.
    pub at: Micros,
    /// Who.
    pub by: Subject,
    /// Why.
    pub reason: Personal,
}

/// How much may be spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The limits and the period.
    pub limits: PrivacyLimits,
    /// When it was set.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// Why so much.
    pub reason: Personal,
}

/// What a run spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spent {
    /// The run.
    pub run: Subject,
    /// How much, of which version, by which mechanism.
    pub spending: Spending,
    /// When it was stated; a correction does not move it.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// When it was corrected last.
    pub corrected: Option<Micros>,
}

/// The account at a moment: what counts against the budget, and what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// What was spent in the period of the budget; all of it without one.
    pub spent: Total,
    /// How it stands.
    pub standing: BudgetStanding,
    /// The epsilon that is left, where there is a budget.
    pub epsilon_left: Option<Amount>,
    /// The delta that is left, where it is limited.
    pub delta_left: Option<Amount>,
}

/// The dataset version a run spends of, if the event says so.
pub(super) fn spends_of(event: &training::Event) -> Option<&Subject> {
    match event {
        training::Event::PrivacySpent { dataset, .. }
        | training::Event::PrivacySpendingCorrected { dataset, .. } => Some(dataset),
        training::Event::EnvironmentRegistered { .. }
        | training::Event::EnvironmentAttested { .. }
        | training::Event::AttestationLapseNoticed { .. }
        | training::Event::Started { .. }
        | training::Event::ActionLogged { .. }
        | training::Event::Completed { .. }
        | training::Event::Failed { .. }
        | training::Event::Stopped { .. } => None,
    }
}

impl Privacy {
    /// The account: a sum over the ledger.
    pub fn account(&self) -> Account {
        let limits = self.budget.as_ref().map(|budget| &budget.limits);
        let counting = self.ledger.iter().filter(|spent| limits.is_none_or(|of| spent.counts(of)));
        let spent = Total::of(
            counting.map(|spent| (&spent.spending.epsilon, spent.spending.delta.as_ref())),
        );
        let Some(limits) = limits else {
            let (standing, none) = (BudgetStanding::Unlimited, None);
            return Account { spent, standing, epsilon_left: none, delta_left: none };
        };
        let epsilon = Amount::read(&limits.epsilon).unwrap_or_default();
        let delta = limits.delta.as_ref().and_then(Amount::read);
        Account {
            spent,
            standing: spent.against(epsilon, delta),
            epsilon_left: Some(epsilon.less(spent.epsilon)),
            delta_left: delta.map(|limit| limit.less(spent.delta)),
        }
    }

    pub(super) fn change(&mut self, event: &datasets::Event, fact: &Fact) {
        let (at, by) = (fact.at, fact.by().clone());
        if let datasets::Event::PrivacyTechniqueDeclared {
            technique,
            parameters,
            versions,
            evidence,
        } = event
        {
            let protection = Protection {
                technique: *technique,
                parameters: parameters.clone(),
                versions: versions.clone(),
                evidence: evidence.clone(),
            };
            self.declare(Technique { protection, at, by });
        } else if let datasets::Event::PrivacyTechniqueWithdrawn { technique, reason } = event {
            self.techniques.retain(|one| one.protection.technique != *technique);
            let (technique, reason) = (*technique, reason.clone());
            self.withdrawn.push(WithdrawnTechnique { technique, at, by, reason });
        } else if let datasets::Event::PrivacyBudgetSet { epsilon, delta, from, until, reason } =
            event
        {
            let limits = PrivacyLimits {
                epsilon: epsilon.clone(),
                delta: delta.clone(),
                from: *from,
                until: *until,
            };
            self.budget = Some(Budget { limits, at, by, reason: reason.clone() });
        }
    }

    fn declare(&mut self, new: Technique) {
        let technique = new.protection.technique;
        let known = self.techniques.iter_mut().find(|one| one.protection.technique == technique);
        match known {
            Some(known) => *known = new,
            None => self.techniques.push(new),
        }
    }

    pub(super) fn spend(&mut self, event: &training::Event, fact: &Fact) {
        if let training::Event::PrivacySpent { dataset, mechanism, epsilon, delta, evidence } =
            event
        {
            let spending = Spending {
                dataset: dataset.clone(),
                mechanism: mechanism.clone(),
                epsilon: epsilon.clone(),
                delta: delta.clone(),
                evidence: evidence.clone(),
            };
            let (run, at, by) = (fact.stream.clone(), fact.at, fact.by().clone());
            self.ledger.push(Spent { run, spending, at, by, corrected: None });
        } else if let training::Event::PrivacySpendingCorrected {
            dataset,
            mechanism,
            epsilon,
            delta,
            evidence,
            ..
        } = event
        {
            let is_it = |spent: &&mut Spent| {
                spent.run == fact.stream
                    && (&spent.spending.dataset, &spent.spending.mechanism) == (dataset, mechanism)
            };
            if let Some(known) = self.ledger.iter_mut().find(is_it) {
                known.spending.epsilon = epsilon.clone();
                known.spending.delta.clone_from(delta);
                known.spending.evidence.clone_from(evidence);
                known.corrected = Some(fact.at);
            }
        }
    }
}

impl Spent {
    /// Whether it counts against a budget: it was stated in its period.
    pub fn counts(&self, limits: &PrivacyLimits) -> bool {
        limits.from.is_none_or(|from| from <= self.at)
            && limits.until.is_none_or(|until| self.at < until)
    }
}
