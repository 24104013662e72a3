//! Coverage: which teams have a security champion, which systems somebody accountable.
//!
//! Both are derived for the moment asked about. A team needs a champion while it runs a system that
//! is in use; a system needs an accountable owner who has not left.
//!
//! # Invariants
//! - Who has left covers nothing. (`who_has_left_covers_nothing`)
//! - The dashboard and accountability name the same systems.
//!   (`the_dashboard_sees_who_left_as_accountability_does`)
//! - A team without a system needs no champion. (`a_team_without_a_system_needs_no_champion`)

use std::collections::BTreeMap;

use kernel::{Micros, Subject};

use super::{PersonRow, TeamRow};
use crate::{App, AppError, Filter, Sight, systems::SystemRow};

/// The role of the catalogue that a champion holds.
pub const CHAMPION: &str = "security_champion";

/// What is covered, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Things that are covered, with who covers each.
    pub covered: Vec<(Subject, Subject)>,
    /// Things that are not.
    pub missing: Vec<Missing>,
}

/// A thing that nobody covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The thing.
    pub subject: Subject,
    /// Who covered it until they left, where somebody did.
    pub left: Option<Subject>,
    /// Since when it is not covered.
    pub since: Micros,
}

impl Coverage {
    /// How many things need somebody.
    pub fn total(&self) -> usize {
        self.covered.len().saturating_add(self.missing.len())
    }
}

impl PersonRow {
    /// Whether they are the champion of a team at a moment: by a role for that team, or by one for
    /// the organisation as its member.
    pub fn champions(&self, team: &Subject, at: Micros) -> bool {
        self.active && self.roles.iter().any(|grant| self.is_champion(grant, team, at))
    }

    /// Since when they are the champion of a team they champion at a moment.
    pub fn champion_since(&self, team: &Subject, at: Micros) -> Option<Micros> {
        let held = self.roles.iter().filter(|grant| self.is_champion(grant, team, at));
        held.map(|grant| grant.from).min().filter(|_| self.active)
    }

    fn is_champion(&self, grant: &domain::authority::Grant, team: &Subject, at: Micros) -> bool {
        let is_member = self.team.as_ref() == Some(team);
        let is_wide = grant.scope.kind() == kernel::Kind::Organisation;
        let is_here = grant.scope == *team || (is_wide && is_member);
        grant.role == CHAMPION && is_here && grant.is_current(at)
    }
}

/// Teams with a system in use, and whether one of these people is their champion.
pub fn of_champions(
    systems: &[SystemRow],
    teams: &[TeamRow],
    people: &[PersonRow],
    at: Micros,
) -> Coverage {
    let mut needed: BTreeMap<&Subject, Micros> = BTreeMap::new();
    for row in systems.iter().filter(|row| row.decommissioned.is_none()) {
        let since = needed.entry(&row.team).or_insert(row.registered);
        *since = row.registered.min(*since);
    }
    let mut coverage = Coverage::default();
    for row in teams {
        let Some(since) = needed.get(&row.subject).copied() else { continue };
        let team = &row.subject;
        if let Some(champion) = people.iter().find(|person| person.champions(team, at)) {
            coverage.covered.push((team.clone(), champion.subject.clone()));
            continue;
        }
        let ended = people.iter().filter_map(|person| was_champion(person, team, at)).max();
        let (since, left) = ended.map_or((since, None), |(end, who)| (end.max(since), Some(who)));
        coverage.missing.push(Missing { subject: team.clone(), left, since });
    }
    coverage
}

/// Until when somebody was the champion of a team, if they no longer are.
fn was_champion(person: &PersonRow, team: &Subject, at: Micros) -> Option<(Micros, Subject)> {
    let ends = person.roles.iter().filter(|grant| grant.role == CHAMPION && grant.scope == *team);
    let ended = ends.filter_map(|grant| [grant.until, person.left].into_iter().flatten().min());
    let last = ended.filter(|end| *end <= at).max()?;
    Some((last, person.subject.clone()))
}

/// Systems in use, and whether their owner is still there.
pub fn of_owners(systems: &[SystemRow], people: &[PersonRow]) -> Coverage {
    let mut coverage = Coverage::default();
    for row in systems.iter().filter(|row| row.decommissioned.is_none()) {
        let owner = row.owner.as_ref();
        let person = owner.and_then(|owner| people.iter().find(|one| one.subject == *owner));
        if let Some(gap) = owner_gap(row, person) {
            coverage.missing.push(gap);
        } else if let Some(owner) = owner {
            coverage.covered.push((row.subject.clone(), owner.clone()));
        }
    }
    coverage
}

/// What is missing where nobody who is still there is accountable for a system in use. `owner` is
/// whom the system names, where the log knows them.
///
/// Every page and figure that says whether a system has an owner asks here.
pub fn owner_gap(row: &SystemRow, owner: Option<&PersonRow>) -> Option<Missing> {
    if row.decommissioned.is_some() {
        return None;
    }
    let subject = row.subject.clone();
    let Some(named) = row.owner.clone() else {
        return Some(Missing { subject, left: None, since: without_owner(row) });
    };
    let since = owner.and_then(|person| person.left)?;
    Some(Missing { subject, left: Some(named), since })
}

/// Since when a system has no owner.
fn without_owner(row: &SystemRow) -> Micros {
    let owners = row
        .accountable
        .iter()
        .filter(|held| held.duty == domain::systems::Duty::Owner && held.stage.is_none());
    owners.filter_map(|held| held.until).max().unwrap_or(row.registered)
}

impl App {
    /// Which teams the caller sees have a security champion.
    pub async fn champion_coverage(&self, sight: &Sight) -> Result<Coverage, AppError> {
        let systems = self.list::<SystemRow>(sight, Filter::default()).await?.rows;
        let teams = self.list::<TeamRow>(sight, Filter::default()).await?.rows;
        let people = self.list::<PersonRow>(sight, Filter::default()).await?.rows;
        Ok(of_champions(&systems, &teams, &people, sight.time))
    }

    /// Which systems the caller sees have an accountable owner who has not left.
    pub async fn owner_coverage(&self, sight: &Sight) -> Result<Coverage, AppError> {
        let systems = self.list::<SystemRow>(sight, Filter::default()).await?.rows;
        let people = self.list::<PersonRow>(sight, Filter::default()).await?.rows;
        Ok(of_owners(&systems, &people))
    }
}
