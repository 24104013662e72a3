//! The rules for the appetite.

use std::collections::BTreeSet;

use kernel::{Decision, Kind, Moment, Subject, nothing_new, record, refuse};

use super::is_of;
use crate::programme::{Event, Refusal, Statement};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Appetite {
    pub(super) statements: Vec<Statement>,
    pub(super) approved_by: Subject,
}

pub(super) fn set(
    known: Option<&Appetite>,
    new: Appetite,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if known == Some(&new) {
        return nothing_new();
    }
    if new.statements.is_empty() {
        return refuse(Refusal::NoStatements);
    }
    let mut seen = BTreeSet::new();
    let is_again = |one: &&Statement| !seen.insert(one.category.as_str().to_lowercase());
    if let Some(twice) = new.statements.iter().find(is_again) {
        return refuse(Refusal::CategoryTwice(twice.category.clone()));
    }
    is_of("approved_by", Some(&new.approved_by), Kind::Person, "a person")?;
    if new.approved_by == moment.actor {
        return refuse(Refusal::SetterApproves);
    }
    let Appetite { statements, approved_by } = new;
    record(Event::AppetiteSet { statements, approved_by })
}

pub(super) fn evolve(appetite: &mut Option<Appetite>, event: &Event) {
    if let Event::AppetiteSet { statements, approved_by } = event {
        let (statements, approved_by) = (statements.clone(), approved_by.clone());
        *appetite = Some(Appetite { statements, approved_by });
    }
}
