//! What a run spent of the privacy of the data that went into it.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Name, Personal, Subject, nothing_new, record, refuse};

use super::Run;
use crate::{
    privacy::{Amount, check_pair, is_same_pair},
    training::{Event, Refusal, Spending},
};

/// What was stated, by version and mechanism, as corrected last.
pub(super) type Spent = BTreeMap<(Subject, Name), Spending>;

fn key(spending: &Spending) -> (Subject, Name) {
    (spending.dataset.clone(), spending.mechanism.clone())
}

fn is_same(one: &Spending, other: &Spending) -> bool {
    one.evidence == other.evidence
        && is_same_pair((&one.epsilon, one.delta.as_ref()), (&other.epsilon, other.delta.as_ref()))
}

fn check(new: &Spending) -> Result<(), Refusal> {
    if let Err(field) = check_pair(&new.epsilon, new.delta.as_ref()) {
        return Err(Refusal::NotSpendable { field });
    }
    match new.evidence.iter().find(|evidence| evidence.kind() != Kind::Evidence) {
        Some(other) => Err(Refusal::NotEvidence(other.clone())),
        None => Ok(()),
    }
}

fn is_nothing(spending: &Spending) -> bool {
    let is_zero = |number| Amount::read(number) == Some(Amount::ZERO);
    is_zero(&spending.epsilon) && spending.delta.as_ref().is_none_or(is_zero)
}

pub(super) fn spend(run: &Run, new: Spending) -> Decision<Event, Refusal> {
    if let Some(known) = run.spent.get(&key(&new)) {
        if is_same(known, &new) {
            return nothing_new();
        }
        let (dataset, mechanism) = key(&new);
        return refuse(Refusal::SpentOtherwise { dataset, mechanism });
    }
    let is_input = new.dataset.kind() == Kind::Dataset && run.start.inputs.contains(&new.dataset);
    if !is_input {
        return refuse(Refusal::NotAnInput(new.dataset));
    }
    check(&new)?;
    if is_nothing(&new) {
        return refuse(Refusal::NothingSpent);
    }
    let Spending { dataset, mechanism, epsilon, delta, evidence } = new;
    record(Event::PrivacySpent { dataset, mechanism, epsilon, delta, evidence })
}

pub(super) fn correct(run: &Run, new: Spending, reason: Personal) -> Decision<Event, Refusal> {
    let Some(known) = run.spent.get(&key(&new)) else {
        let (dataset, mechanism) = key(&new);
        return refuse(Refusal::NoSuchSpending { dataset, mechanism });
    };
    if is_same(known, &new) {
        return nothing_new();
    }
    check(&new)?;
    let Spending { dataset, mechanism, epsilon, delta, evidence } = new;
    record(Event::PrivacySpendingCorrected { dataset, mechanism, epsilon, delta, evidence, reason })
}

pub(super) fn evolve(spent: &mut Spent, event: &Event) {
    if let Event::PrivacySpent { dataset, mechanism, epsilon, delta, evidence }
    | Event::PrivacySpendingCorrected {
        dataset, mechanism, epsilon, delta, evidence, ..
    } = event
    {
        let spending = Spending {
            dataset: dataset.clone(),
            mechanism: mechanism.clone(),
            epsilon: epsilon.clone(),
            delta: delta.clone(),
            evidence: evidence.clone(),
        };
        spent.insert(key(&spending), spending);
    }
}
