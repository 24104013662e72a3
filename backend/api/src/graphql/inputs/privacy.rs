//! Inputs about privacy: techniques, budgets, and what runs spent.

use async_graphql::{ID, InputObject};
use domain::{
    datasets::{self, Protection},
    training::{self, Spending},
};
use kernel::Decimal;

use super::{PairInput, losses::decimal, maybe, name, names, orders, pairs, word};
use crate::{
    graphql::{
        mutation::{DatasetRoom, TrainingRoom},
        scalars::{Subject, Time},
    },
    reply::Answer,
};

/// How the people in a dataset are protected.
#[derive(InputObject, Clone, Debug)]
pub struct DeclarePrivacyTechniqueInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which dataset.
    pub dataset: Subject,
    /// By which technique: `differential_privacy`, `k_anonymity`, `l_diversity`, `t_closeness`,
    /// `anonymisation`, `pseudonymisation`, `synthetic_data`, `federated_learning`,
    /// `homomorphic_encryption`, `secure_multiparty_computation`, `confidential_computing` or
    /// `encryption`.
    pub technique: String,
    /// With which parameters; they are in the log for ever.
    pub parameters: Option<Vec<PairInput>>,
    /// In which versions, by label; in all of them when absent.
    pub versions: Option<Vec<String>>,
    /// What shows it.
    pub evidence: Option<Subject>,
}

/// A technique to withdraw.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawPrivacyTechniqueInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which dataset.
    pub dataset: Subject,
    /// Which technique.
    pub technique: String,
    /// Why.
    pub reason: String,
}

/// A privacy budget to set.
#[derive(InputObject, Clone, Debug)]
pub struct SetPrivacyBudgetInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which dataset.
    pub dataset: Subject,
    /// The most epsilon, as a decimal number.
    pub epsilon: String,
    /// The most delta, as a decimal number; not limited when absent.
    pub delta: Option<String>,
    /// What is spent from then on counts; all of it when absent.
    pub from: Option<Time>,
    /// What is spent before then counts; for ever when absent.
    pub until: Option<Time>,
    /// Why so much.
    pub reason: String,
}

/// What a run spent.
#[derive(InputObject, Clone, Debug)]
pub struct RecordPrivacySpendingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// The exact version whose people it concerns: one of the run's inputs.
    pub dataset: Subject,
    /// By which mechanism, such as `DP-SGD`.
    pub mechanism: String,
    /// How much epsilon, as a decimal number.
    pub epsilon: String,
    /// How much delta; nobody knows it when absent.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
}

/// What a run spent after all.
#[derive(InputObject, Clone, Debug)]
pub struct CorrectPrivacySpendingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which run.
    pub run: Subject,
    /// The exact version it was stated for.
    pub dataset: Subject,
    /// And the mechanism.
    pub mechanism: String,
    /// How much epsilon it was, as a decimal number; `0` takes it back.
    pub epsilon: String,
    /// How much delta; nobody knows it when absent.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
    /// Why the figures were wrong.
    pub reason: String,
}

fn delta(text: Option<&String>) -> Answer<Option<Decimal>> {
    text.map(|text| decimal("delta", text)).transpose()
}

orders! {
    DeclarePrivacyTechniqueInput => DatasetRoom, dataset, |input, _| {
        Ok(datasets::Command::DeclareTechnique(Protection {
            technique: word("technique", &input.technique)?,
            parameters: pairs("parameters", input.parameters)?,
            versions: names("versions", &input.versions.unwrap_or_default())?,
            evidence: maybe(input.evidence),
        }))
    };
    WithdrawPrivacyTechniqueInput => DatasetRoom, dataset, |input, asked| {
        Ok(datasets::Command::WithdrawTechnique {
            technique: word("technique", &input.technique)?,
            reason: asked.must_say("reason", &input.reason)?,
        })
    };
    SetPrivacyBudgetInput => DatasetRoom, dataset, |input, asked| {
        Ok(datasets::Command::SetPrivacyBudget {
            epsilon: decimal("epsilon", &input.epsilon)?,
            delta: delta(input.delta.as_ref())?,
            from: input.from.map(|from| from.0),
            until: input.until.map(|until| until.0),
            reason: asked.must_say("reason", &input.reason)?,
        })
    };
    RecordPrivacySpendingInput => TrainingRoom, run, |input, _| {
        Ok(training::Command::SpendPrivacy(Spending {
            dataset: input.dataset.0,
            mechanism: name("mechanism", &input.mechanism)?,
            epsilon: decimal("epsilon", &input.epsilon)?,
            delta: delta(input.delta.as_ref())?,
            evidence: maybe(input.evidence),
        }))
    };
    CorrectPrivacySpendingInput => TrainingRoom, run, |input, asked| {
        Ok(training::Command::CorrectPrivacySpending {
            dataset: input.dataset.0,
            mechanism: name("mechanism", &input.mechanism)?,
            epsilon: decimal("epsilon", &input.epsilon)?,
            delta: delta(input.delta.as_ref())?,
            evidence: maybe(input.evidence),
            reason: asked.must_say("reason", &input.reason)?,
        })
    };
}
