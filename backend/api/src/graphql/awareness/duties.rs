//! Who must do what: the list behind the coverage, for those who may see people by name.

use std::sync::Arc;

use app::awareness::LearningRow;
use async_graphql::Object;
use domain::awareness;

use super::{Curriculum, Duty};
use crate::{
    graphql::people::{Person, Team},
    reply::Answer,
    scope::Ref,
};

/// A person and a module that is required of them.
pub struct PersonDuty {
    scope: Ref,
    row: Arc<LearningRow>,
    curriculum: Arc<app::awareness::CurriculumRow>,
    duty: awareness::Duty,
}

impl PersonDuty {
    /// Every duty of everybody the caller may see by name, most urgent first.
    pub async fn all(scope: &Ref) -> Answer<Vec<Self>> {
        let Some(curriculum) = Curriculum::row(scope).await? else { return Ok(Vec::new()) };
        let (syllabus, mut all) = (scope.syllabus().await?, Vec::new());
        for row in scope.app.learners(&scope.sight).await? {
            for duty in syllabus.duties(&row, scope.sight.time) {
                let (row, curriculum) = (Arc::clone(&row), Arc::clone(&curriculum));
                all.push(Self { scope: Arc::clone(scope), row, curriculum, duty });
            }
        }
        all.sort_by_cached_key(|one| (one.duty.standing.urgency(), one.key()));
        Ok(all)
    }

    /// Whose duty it is, with their team.
    pub fn learner(&self) -> &LearningRow {
        &self.row
    }

    /// What is required.
    pub fn required(&self) -> &awareness::Duty {
        &self.duty
    }

    /// What people call the module; its id when it counts no more.
    pub fn module_title(&self) -> &str {
        let (id, time) = (&self.duty.module, self.scope.sight.time);
        self.curriculum.plan.module(id, time).map_or(id, |module| &module.title).as_str()
    }

    /// No two duties have the same.
    pub fn key(&self) -> String {
        format!("{} {}", self.row.subject, self.duty.module)
    }
}

/// A person and a module that is required of them.
#[Object]
impl PersonDuty {
    /// Who.
    async fn person(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.subject).await
    }

    /// Their team.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_maybe(&self.scope, self.row.team.as_ref()).await
    }

    /// What.
    async fn duty(&self) -> Duty {
        Duty::new(&self.scope, &self.row, &self.curriculum, self.duty.clone())
    }
}
