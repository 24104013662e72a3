//! The syllabus: what the curriculum asks for at a moment, and who works on the systems it names.
//!
//! # Invariants
//! - Whoever is in a system's team, holds a role for it or answers for it works on it.
//!   (`who_works_on_a_system_is_asked_for_it`)
//!
//! # Deliberately absent
//! - No look at other systems: a curriculum names few, a register holds many.

use domain::awareness::{self, Duty, Learner, Plan};
use kernel::{Micros, Subject};

use super::LearningRow;
use crate::{App, AppError, Sight, Visible, systems::SystemRow};

/// What people must learn at a moment.
#[derive(Clone, Debug, Default)]
pub struct Syllabus {
    /// What the curriculum says.
    pub plan: Plan,
    /// The systems it names that are in use.
    systems: Vec<SystemRow>,
}

impl Syllabus {
    /// What is required of somebody at its moment; nothing of services and of those who left.
    pub fn duties(&self, row: &LearningRow, at: Micros) -> Vec<Duty> {
        if row.service || !row.active {
            return Vec::new();
        }
        let learner = Learner {
            grants: &row.grants,
            team: row.team.as_ref(),
            in_team_since: row.in_team_since,
            known_since: row.known_since,
            systems: &self.worked_on(row, at),
            records: &row.records,
        };
        awareness::duties(&self.plan, &learner, at)
    }

    /// The systems somebody works on, each since when.
    fn worked_on(&self, row: &LearningRow, at: Micros) -> Vec<(Subject, Micros)> {
        let since = |system: &SystemRow| {
            let in_team = row.team.as_ref() == Some(&system.team);
            let by_team = in_team.then(|| row.in_team_since.max(system.registered));
            let held = row.grants.iter().filter(|grant| grant.is_current(at));
            let by_role = held.filter(|grant| grant.scope == system.subject);
            let answers = system.accountable.iter().filter(|held| held.until.is_none());
            let by_duty = answers.filter(|held| held.person == row.subject);
            by_team
                .into_iter()
                .chain(by_role.map(|grant| grant.from))
                .chain(by_duty.map(|held| held.from))
                .min()
        };
        let worked_on = |system| since(system).map(|since| (system.subject.clone(), since));
        self.systems.iter().filter_map(worked_on).collect()
    }
}

impl App {
    /// What people must learn as of a moment. Whose sight it is does not matter, only its moment:
    /// what is required of somebody does not depend on who looks.
    pub async fn syllabus(&self, sight: &Sight) -> Result<Syllabus, AppError> {
        let plan = self.training_plan(sight).await?;
        let named: Vec<Subject> = plan.systems(sight.time).into_iter().cloned().collect();
        let whole = Sight { visible: Visible::All, ..sight.clone() };
        let mut systems = self.pick::<SystemRow>(&whole, &named).await?;
        systems.retain(|system| system.decommissioned.is_none());
        Ok(Syllabus { plan, systems })
    }
}
