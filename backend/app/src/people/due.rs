//! Lent roles that have reached their end.
//!
//! # Invariants
//! - What was taken back, lent anew or lost with the lender's own role ends without a notice.
//!   (`the_end_of_a_lent_role_is_told_to_both`)

use domain::{authority::Grant, people::Command};
use kernel::{Micros, Name, Subject};

use super::{Delegation, PersonRow};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
    shelf::Table,
};

impl App {
    /// Lent roles that have reached their end, about which nobody was told.
    pub(crate) async fn delegations_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let people = self.table::<PersonRow>(sight).await?;
        let mut due = Vec::new();
        for row in people.iter().filter(|row| row.active) {
            for (lent, day) in ended(row, sight.time) {
                let told = both(row, lent, day, &people);
                if told.is_empty() {
                    continue;
                }
                let notice = Notice::People(Command::NoticeDelegationEnd {
                    by: lent.by.clone(),
                    role: Name::parse(&lent.grant.role).map_err(AppError::internal)?,
                    scope: lent.grant.scope.clone(),
                    due: day,
                    told,
                });
                due.push(Due { stream: row.subject.clone(), day, notice });
            }
        }
        Ok(due)
    }
}

/// What was lent to somebody and has ended by itself, with its end: of each role of a lender only
/// what was lent last.
fn ended(row: &PersonRow, at: Micros) -> Vec<(&Delegation, Micros)> {
    let mut found = Vec::new();
    for (place, lent) in row.delegations.iter().enumerate() {
        let (role, scope) = (lent.grant.role.as_str(), &lent.grant.scope);
        let mut later = row.delegations.iter().skip(place.saturating_add(1));
        let is_last = !later.any(|other| other.is(&lent.by, role, scope));
        let Some(until) = lent.grant.until.filter(|until| *until <= at) else { continue };
        if is_last && !lent.taken_back && !lent.told {
            found.push((lent, until));
        }
    }
    found
}

/// Who lent it and who was lent it; nobody, where the lender did not hold it to its end.
fn both(
    row: &PersonRow,
    lent: &Delegation,
    due: Micros,
    people: &Table<PersonRow>,
) -> Vec<Subject> {
    let last = Micros(due.0.saturating_sub(1));
    let holds = |lender: &&PersonRow| {
        let is_it = |held: &Grant| {
            (&held.role, &held.scope) == (&lent.grant.role, &lent.grant.scope)
                && held.is_current(last)
        };
        lender.active && lender.subject == lent.by && lender.roles.iter().any(is_it)
    };
    let Some(lender) = people.iter().find(holds) else { return Vec::new() };
    vec![lender.subject.clone(), row.subject.clone()]
}
