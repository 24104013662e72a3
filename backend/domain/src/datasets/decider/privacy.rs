//! Privacy: techniques that protect the people in a dataset, and how much of it may be spent.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Name, Personal, nothing_new, record, refuse};

use super::{dataset::Dataset, version::Version};
use crate::{
    datasets::{Event, PrivacyLimits, PrivacyTechnique, Protection, Refusal},
    privacy::check_pair,
};

/// What is declared and set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Privacy {
    techniques: BTreeMap<PrivacyTechnique, Technique>,
    /// The last budget, and why it was set.
    budget: Option<(PrivacyLimits, Personal)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Technique {
    Declared(Protection),
    Withdrawn,
}

pub(super) fn declare(dataset: &Dataset, new: Protection) -> Decision<Event, Refusal> {
    check(&dataset.versions, &new)?;
    let known = dataset.privacy.techniques.get(&new.technique);
    if known == Some(&Technique::Declared(new.clone())) {
        return nothing_new();
    }
    let Protection { technique, parameters, versions, evidence } = new;
    record(Event::PrivacyTechniqueDeclared { technique, parameters, versions, evidence })
}

fn check(versions: &BTreeMap<Name, Version>, new: &Protection) -> Result<(), Refusal> {
    let is_unknown = |label: &&Name| !versions.contains_key(*label);
    if let Some(label) = new.versions.iter().find(is_unknown) {
        return Err(Refusal::UnknownVersion(label.clone()));
    }
    let is_stated =
        |figure: &str| new.parameters.get(figure).is_some_and(|value| !value.trim().is_empty());
    if let Some(figure) = new.technique.figure().filter(|figure| !is_stated(figure)) {
        return Err(Refusal::TechniqueWithoutFigure(new.technique, figure));
    }
    match new.evidence.iter().find(|evidence| evidence.kind() != Kind::Evidence) {
        Some(other) => Err(Refusal::WrongKind {
            field: "evidence",
            subject: other.clone(),
            expected: "a piece of evidence",
        }),
        None => Ok(()),
    }
}

pub(super) fn withdraw(
    privacy: &Privacy,
    technique: PrivacyTechnique,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match privacy.techniques.get(&technique) {
        None => refuse(Refusal::NoSuchTechnique(technique)),
        Some(Technique::Withdrawn) => nothing_new(),
        Some(Technique::Declared(_)) => {
            record(Event::PrivacyTechniqueWithdrawn { technique, reason })
        }
    }
}

pub(super) fn set_budget(
    privacy: &Privacy,
    new: PrivacyLimits,
    reason: Personal,
) -> Decision<Event, Refusal> {
    // A reason of the log is sealed and never that of a command: the app finds out whether it says
    // the same, and leaves it out then.
    let is_known = |(known, why): &(PrivacyLimits, Personal)| {
        known.is_same(&new) && (reason.is_absent() || *why == reason)
    };
    if privacy.budget.as_ref().is_some_and(is_known) {
        return nothing_new();
    }
    if let Err(field) = check_pair(&new.epsilon, new.delta.as_ref()) {
        return refuse(Refusal::NoLimit { field });
    }
    if new.from.zip(new.until).is_some_and(|(from, until)| until <= from) {
        return refuse(Refusal::PeriodEndsBeforeItBegins);
    }
    let PrivacyLimits { epsilon, delta, from, until } = new;
    record(Event::PrivacyBudgetSet { epsilon, delta, from, until, reason })
}

pub(super) fn evolve(privacy: &mut Privacy, event: &Event) {
    if let Event::PrivacyTechniqueDeclared { technique, parameters, versions, evidence } = event {
        let declared = Protection {
            technique: *technique,
            parameters: parameters.clone(),
            versions: versions.clone(),
            evidence: evidence.clone(),
        };
        privacy.techniques.insert(*technique, Technique::Declared(declared));
    }
    if let Event::PrivacyTechniqueWithdrawn { technique, .. } = event {
        privacy.techniques.insert(*technique, Technique::Withdrawn);
    }
    if let Event::PrivacyBudgetSet { epsilon, delta, from, until, reason } = event {
        let limits = PrivacyLimits {
            epsilon: epsilon.clone(),
            delta: delta.clone(),
            from: *from,
            until: *until,
        };
        privacy.budget = Some((limits, reason.clone()));
    }
}
