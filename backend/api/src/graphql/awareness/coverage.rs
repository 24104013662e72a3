//! How much of what is required is done, and the report on AI literacy.

use std::sync::Arc;

use app::awareness::{Count, Coverage, Literacy, RoleMeasures};
use async_graphql::{Object, SimpleObject};

use super::role_title;
use crate::{
    graphql::{at::At, people::Team, scalars::Subject},
    reply::Answer,
    scope::Ref,
};

/// What was counted, of persons who are active, are no services, and of whom something is required.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct CoverageCount {
    /// Persons of whom something is required.
    people: usize,
    /// Those of them who have done all of it.
    trained: usize,
    /// Pairs of a person and a module that is required and not waived.
    required: usize,
    /// Those of them that are done and still count.
    current: usize,
    /// Those of them that are overdue.
    overdue: usize,
    /// Pairs that are waived.
    waived: usize,
    /// current / required; absent when nothing is required.
    share: Option<f64>,
}

impl From<Count> for CoverageCount {
    fn from(count: Count) -> Self {
        Self {
            people: count.people,
            trained: count.trained,
            required: count.required,
            current: count.current,
            overdue: count.overdue,
            waived: count.waived,
            share: count.share(),
        }
    }
}

/// Coverage at a moment, of those the caller may count.
pub struct TrainingCoverage {
    scope: Ref,
    coverage: Coverage,
}

/// Coverage of a team.
pub struct TeamCoverage {
    scope: Ref,
    team: Option<kernel::Subject>,
    count: Count,
}

/// Coverage of a role, as the role requires it.
#[derive(SimpleObject, Clone, Debug)]
pub struct RoleCoverage {
    /// The role's id in the catalogue.
    role: String,
    /// What people call it.
    title: String,
    /// What was counted.
    count: CoverageCount,
}

/// Coverage of a module.
#[derive(SimpleObject, Clone, Debug)]
pub struct ModuleCoverage {
    /// The module's id.
    module: String,
    /// What people call it.
    title: String,
    /// What was counted.
    count: CoverageCount,
}

/// The report on AI literacy (EU AI Act, Article 4).
pub struct LiteracyReport {
    scope: Ref,
    report: Literacy,
}

/// What is done for the holders of a role.
#[derive(SimpleObject, Clone, Debug)]
pub struct RoleLiteracy {
    /// The role's id in the catalogue.
    role: String,
    /// What people call it.
    title: String,
    /// Minutes of all its modules.
    minutes: u32,
    /// What was counted.
    count: CoverageCount,
    /// Its measures: the modules, each with its length and how long it counts.
    measures: Vec<LiteracyMeasure>,
}

/// A measure: a module that a role needs.
#[derive(SimpleObject, Clone, Debug)]
pub struct LiteracyMeasure {
    /// The module's id.
    module: String,
    /// What people call it.
    title: String,
    /// How long it takes.
    minutes: u32,
    /// For how many calendar months a completion counts.
    refresh_months: u32,
}

impl TrainingCoverage {
    /// Coverage as of the moment of a question.
    pub async fn of(scope: &Ref) -> Answer<Self> {
        let coverage = scope.app.coverage(&scope.sight).await?;
        Ok(Self { scope: Arc::clone(scope), coverage })
    }
}

/// Coverage at a moment, of those the caller may count.
#[Object]
impl TrainingCoverage {
    /// Of everybody.
    async fn organisation(&self) -> CoverageCount {
        self.coverage.organisation.into()
    }

    /// By team.
    async fn teams(&self) -> Vec<TeamCoverage> {
        let team = |(team, count): (&Option<kernel::Subject>, &Count)| TeamCoverage {
            scope: Arc::clone(&self.scope),
            team: team.clone(),
            count: *count,
        };
        self.coverage.teams.iter().map(team).collect()
    }

    /// By role, in the order of the catalogue.
    async fn roles(&self) -> Vec<RoleCoverage> {
        let role = |role: &domain::people::Role| {
            let count = self.coverage.roles.get(&role.id).copied()?;
            let (id, title) = (role.id.clone(), role.title.clone());
            Some(RoleCoverage { role: id, title, count: count.into() })
        };
        domain::people::roles().iter().filter_map(role).collect()
    }

    /// By module.
    async fn modules(&self) -> Answer<Vec<ModuleCoverage>> {
        let (app, sight) = (&self.scope.app, &self.scope.sight);
        let plan = app.training_plan(sight).await?;
        let module = |(id, count): (&kernel::Name, &Count)| {
            let title = plan.module(id, sight.time).map_or(id, |module| &module.title);
            let (module, title) = (id.to_string(), title.to_string());
            ModuleCoverage { module, title, count: (*count).into() }
        };
        Ok(self.coverage.modules.iter().map(module).collect())
    }
}

/// Coverage of a team.
#[Object]
impl TeamCoverage {
    /// The team; absent for people without one.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_maybe(&self.scope, self.team.as_ref()).await
    }

    /// What was counted.
    async fn count(&self) -> CoverageCount {
        self.count.into()
    }
}

impl LiteracyReport {
    /// The report as of the moment of a question.
    pub async fn of(scope: &Ref) -> Answer<Self> {
        let report = scope.app.literacy(&scope.sight).await?;
        Ok(Self { scope: Arc::clone(scope), report })
    }
}

fn measures(role: &RoleMeasures) -> RoleLiteracy {
    let measure = |module: &domain::awareness::Module| LiteracyMeasure {
        module: module.id.to_string(),
        title: module.title.to_string(),
        minutes: module.minutes,
        refresh_months: module.refresh_months,
    };
    RoleLiteracy {
        role: role.role.clone(),
        title: role_title(&role.role),
        minutes: role.minutes,
        count: role.count.into(),
        measures: role.modules.iter().map(measure).collect(),
    }
}

/// What is done so that people understand the AI they work with, among those the caller may count.
#[Object]
impl LiteracyReport {
    /// What it counts from.
    async fn at(&self) -> At {
        At::new(&self.scope)
    }

    /// The version of the curriculum that counts.
    async fn curriculum(&self) -> Option<Subject> {
        self.report.curriculum.as_ref().map(Subject::from)
    }

    /// The rules it rests on.
    async fn basis(&self) -> Option<String> {
        self.report.basis.as_ref().map(ToString::to_string)
    }

    /// Persons who are active and no services.
    async fn people(&self) -> usize {
        self.report.people
    }

    /// Of everybody of whom something is required.
    async fn total(&self) -> CoverageCount {
        self.report.total.into()
    }

    /// By role, in the order of the catalogue.
    async fn roles(&self) -> Vec<RoleLiteracy> {
        self.report.roles.iter().map(measures).collect()
    }
}
