//! The report on AI literacy (EU AI Act, Article 4): what is done so that people understand the AI
//! they work with, by role, as of a moment.

use domain::awareness::{Module, Plan};
use kernel::{Note, Subject};

use super::{Count, coverage};
use crate::{App, AppError, Sight, awareness::LearningRow};

/// The report.
#[derive(Clone, Debug)]
pub struct Literacy {
    /// The version of the curriculum in force, where there is one.
    pub curriculum: Option<Subject>,
    /// The rules it rests on.
    pub basis: Option<Note>,
    /// Persons who are known and active, and no services.
    pub people: usize,
    /// Of everybody of whom something is required.
    pub total: Count,
    /// By role, in the order of the catalogue.
    pub roles: Vec<RoleMeasures>,
}

/// What is done for the holders of a role.
#[derive(Clone, Debug)]
pub struct RoleMeasures {
    /// The role's id.
    pub role: String,
    /// What people call it.
    pub title: String,
    /// Minutes of all its modules.
    pub minutes: u32,
    /// What was counted.
    pub count: Count,
    /// Its modules.
    pub modules: Vec<Module>,
}

impl App {
    /// The report as of a moment, about those whom the caller may count.
    pub async fn literacy(&self, sight: &Sight) -> Result<Literacy, AppError> {
        let curriculum = self.curriculum(sight).await?;
        let syllabus = self.syllabus(sight).await?;
        let plan = &syllabus.plan;
        let table = self.table::<LearningRow>(sight).await?;
        let is_counted =
            |row: &&LearningRow| sight.learning.counts(&row.subject) && row.active && !row.service;
        let rows: Vec<&LearningRow> =
            table.rows.iter().map(AsRef::as_ref).filter(is_counted).collect();
        let coverage = coverage::coverage(rows.iter().copied(), &syllabus, sight.time);
        let version = plan.in_force(sight.time);
        let named = |row: &super::CurriculumRow| {
            version.and_then(|version| row.subject.at(version.version.as_str()).ok())
        };
        let count = |role: &str| coverage.roles.get(role).copied().unwrap_or_default();
        let roles = domain::people::roles().iter();
        let roles = roles.map(|role| measures(plan, sight, &role.id, &role.title, count(&role.id)));
        Ok(Literacy {
            curriculum: curriculum.as_ref().and_then(named),
            basis: version.map(|version| version.basis.clone()),
            people: rows.len(),
            total: coverage.organisation,
            roles: roles.filter(|role| !role.modules.is_empty()).collect(),
        })
    }
}

fn measures(plan: &Plan, sight: &Sight, role: &str, title: &str, count: Count) -> RoleMeasures {
    let rules = plan.rules(role, sight.time);
    let modules = rules.iter().filter_map(|rule| plan.module(&rule.module, sight.time));
    let modules: Vec<Module> = modules.cloned().collect();
    RoleMeasures {
        role: role.to_owned(),
        title: title.to_owned(),
        minutes: modules.iter().map(|module| module.minutes).sum(),
        count,
        modules,
    }
}
