//! What somebody who left still stands for: each is a task to name a successor.
//!
//! Nothing is moved by itself, and nothing about the past changes: the tasks are derived from who
//! is named where, and vanish when a successor is.
//!
//! # Invariants
//! - Everything a leaver stands for is a task until somebody else is named.
//!   (`a_leaver_leaves_tasks_until_successors_are_named`)

use domain::systems::Duty;
use kernel::{Micros, Subject};

use super::{PersonRow, TeamRow, coverage};
use crate::{App, AppError, Filter, Sight, datasets::DatasetRow, systems::SystemRow};

/// Something that needs a successor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Who left.
    pub person: Subject,
    /// When.
    pub left: Micros,
    /// What they still stand for.
    pub subject: Subject,
    /// As what, in words: `accountable owner`.
    pub role: String,
    /// Who could follow: the deputy, where there is one who has not left.
    pub suggested: Option<Subject>,
    /// The system it belongs to.
    pub system: Option<Subject>,
}

impl App {
    /// What is left to hand over, of what the caller sees.
    pub async fn hand_overs(&self, sight: &Sight) -> Result<Vec<HandOver>, AppError> {
        let people = self.list::<PersonRow>(sight, Filter::default()).await?.rows;
        let leavers: Vec<(&PersonRow, Micros)> =
            people.iter().filter_map(|row| Some((row, row.left?))).collect();
        if leavers.is_empty() {
            return Ok(Vec::new());
        }
        let systems = self.list::<SystemRow>(sight, Filter::default()).await?.rows;
        let datasets = self.list::<DatasetRow>(sight, Filter::default()).await?.rows;
        let teams = self.list::<TeamRow>(sight, Filter::default()).await?.rows;
        let champions = coverage::of_champions(&systems, &teams, &people, sight.time);
        let mut found = Vec::new();
        for (row, left) in leavers {
            let who = &row.subject;
            found.extend(systems.iter().flat_map(|system| of_system(system, who, left, &people)));
            found.extend(datasets.iter().filter_map(|dataset| of_dataset(dataset, who, left)));
            let lost = champions.missing.iter().filter(|gap| gap.left.as_ref() == Some(who));
            found.extend(lost.map(|gap| of_team(&gap.subject, who, left)));
        }
        found.sort_by(|a, b| (a.left, &a.subject, &a.role).cmp(&(b.left, &b.subject, &b.role)));
        Ok(found)
    }
}

fn of_system(row: &SystemRow, who: &Subject, left: Micros, people: &[PersonRow]) -> Vec<HandOver> {
    if row.decommissioned.is_some() {
        return Vec::new();
    }
    let is_here =
        |person: &&Subject| people.iter().any(|row| row.subject == **person && row.left.is_none());
    let deputy = row.deputy.as_ref().filter(is_here);
    let held = row.accountable.iter().filter(|held| held.person == *who && held.until.is_none());
    let task = |held: &crate::systems::Accountable| {
        let duty = match held.duty {
            Duty::Owner => "accountable owner",
            Duty::Deputy => "deputy",
            Duty::Responsible => "responsible",
        };
        let role = match held.stage {
            Some(stage) => format!("{duty} for {stage}"),
            None => duty.to_owned(),
        };
        HandOver {
            person: who.clone(),
            left,
            subject: row.subject.clone(),
            role,
            suggested: deputy.filter(|_| held.duty == Duty::Owner).cloned(),
            system: Some(row.subject.clone()),
        }
    };
    held.map(task).collect()
}

fn of_dataset(row: &DatasetRow, who: &Subject, left: Micros) -> Option<HandOver> {
    (row.owner == *who).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("data owner"),
        suggested: None,
        system: row.system.clone(),
    })
}

fn of_team(team: &Subject, who: &Subject, left: Micros) -> HandOver {
    HandOver {
        person: who.clone(),
        left,
        subject: team.clone(),
        role: String::from("security champion"),
        suggested: None,
        system: None,
    }
}
