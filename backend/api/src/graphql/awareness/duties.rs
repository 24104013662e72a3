//! Who must do what: the list behind the coverage, for those who may see people by name.

use std::sync::Arc;

use app::awareness::LearningRow;
use async_graphql::{InputObject, Object};

use super::{Duty, TrainingStanding};
use crate::{
    graphql::{
        connection::{Connection, PageInfo, cursor, key, size},
        people::{Person, Team},
        scalars::Subject,
    },
    reply::{Answer, Reply},
    scope::Ref,
};
use domain::awareness;

/// Which duties are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DutyFilter {
    /// Standing so.
    pub standing: Option<TrainingStanding>,
    /// Neither done nor waived.
    pub open: Option<bool>,
    /// Of the members of this team.
    pub team: Option<Subject>,
    /// Required by this role, by its id in the catalogue.
    pub role: Option<String>,
    /// For this module, by its id.
    pub module: Option<String>,
}

/// A person and a module that is required of them.
pub struct PersonDuty {
    scope: Ref,
    row: Arc<LearningRow>,
    curriculum: Arc<app::awareness::CurriculumRow>,
    duty: awareness::Duty,
}

impl PersonDuty {
    /// A page of duties of everybody the caller may see by name, most urgent first.
    pub async fn page(
        scope: &Ref,
        filter: DutyFilter,
        (first, after): (Option<i32>, Option<String>),
    ) -> Answer<Connection<Self>> {
        let wanted = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
        let mut all = Self::all(scope, &filter).await?;
        all.sort_by_cached_key(|one| (one.duty.standing.urgency(), one.key()));
        let start = match after {
            None => 0,
            Some(after) => {
                let key = key(&after)?;
                let found = all.iter().position(|one| one.key() == key);
                let bad = || Reply::bad_input("after", "this cursor is not of this list");
                found.ok_or_else(bad)?.saturating_add(1)
            }
        };
        let total_count = all.len();
        let has_next_page = total_count.saturating_sub(start) > wanted;
        let nodes: Vec<Self> = all.into_iter().skip(start).take(wanted).collect();
        let end_cursor = nodes.last().map(|last| cursor(&last.key()));
        Ok(Connection { nodes, page_info: PageInfo { has_next_page, end_cursor }, total_count })
    }

    async fn all(scope: &Ref, filter: &DutyFilter) -> Answer<Vec<Self>> {
        let (app, sight) = (&scope.app, &scope.sight);
        let Some(curriculum) = app.curriculum(sight).await?.map(Arc::new) else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for row in app.learners(sight).await? {
            let row = Arc::new(row);
            for duty in row.duties(&curriculum.plan, sight.time) {
                let (row, curriculum) = (Arc::clone(&row), Arc::clone(&curriculum));
                all.push(Self { scope: Arc::clone(scope), row, curriculum, duty });
            }
        }
        all.retain(|one| one.is_wanted(filter));
        Ok(all)
    }

    fn is_wanted(&self, filter: &DutyFilter) -> bool {
        let standing = TrainingStanding::from(self.duty.standing);
        let is_open = matches!(standing, TrainingStanding::Overdue | TrainingStanding::Due);
        let by_role =
            |role: &String| self.duty.because.contains(&awareness::Because::Role(role.clone()));
        filter.standing.is_none_or(|wanted| wanted == standing)
            && filter.open.is_none_or(|wanted| wanted == is_open)
            && filter.team.as_ref().is_none_or(|team| self.row.team.as_ref() == Some(&team.0))
            && filter.role.as_ref().is_none_or(by_role)
            && filter.module.as_ref().is_none_or(|id| self.duty.module.as_str() == id)
    }

    /// No two duties have the same.
    fn key(&self) -> String {
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
