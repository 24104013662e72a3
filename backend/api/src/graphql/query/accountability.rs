//! Questions about accountability: reported uses of AI, the questionnaire of the AI Act, who
//! answers for what, and what does not add up.

use std::sync::Arc;

use app::{
    people::TeamRow,
    systems::{IntakeRow, IntakeState},
};
use async_graphql::{Context, Object};

use super::{Connection, Key, Keys, Moment, OrderBy, Part, Sorted, each, of, page, rows};
use crate::{
    graphql::{
        champions::{self, ChampionTeamFilter},
        consistency::{self, InconsistencyConnection, InconsistencyFilter},
        coverage::Accountabilities,
        inputs::systems::{AnswerInput, answers},
        intake::{Conclusion, Intake, IntakeStatus, Questionnaire},
        people::Team,
        scalars::Subject,
        systems::System,
        vacancies::{self, Vacancy, VacancyFilter},
    },
    reply::Answer,
    scope::Ref,
};

/// Questions about accountability.
#[derive(Default)]
pub struct AccountabilityQuery(pub(super) Moment);

#[Object]
impl AccountabilityQuery {
    /// Reports of AI in use that nobody registered, oldest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn intakes(
        &self,
        ctx: &Context<'_>,
        status: Option<IntakeStatus>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Intake>> {
        let scope = self.0.scope(ctx).await?;
        let mut rows = of::<IntakeRow>(&scope, None).await?;
        rows.retain(|row| status.is_none_or(|status| IntakeStatus::of(row) == status));
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One report.
    async fn intake(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Intake>> {
        Intake::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// The questionnaire of the EU AI Act.
    async fn questionnaire(&self, ctx: &Context<'_>) -> Answer<Questionnaire> {
        self.0.scope(ctx).await?;
        Ok(Questionnaire::shipped())
    }

    /// What would follow from answers to the questionnaire; nothing is recorded.
    #[graphql(name = "conclude")]
    async fn conclusion(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "answers")] given: Vec<AnswerInput>,
    ) -> Answer<Conclusion> {
        let scope = self.0.scope(ctx).await?;
        Conclusion::of(scope.choices().await?.as_ref(), &answers(given)?)
    }

    /// The system a thing belongs to, with everybody who answers or answered for it: who was
    /// accountable for anything on any day.
    async fn accountable_for(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<System>> {
        let scope = self.0.scope(ctx).await?;
        let system = if subject.0.kind() == kernel::Kind::System {
            Some(subject.0)
        } else {
            scope.app.system_of(&scope.sight, &subject.0).await?
        };
        System::by_maybe(&scope, system.as_ref()).await
    }

    /// Who covers what: champions and owners.
    async fn accountabilities(&self, ctx: &Context<'_>) -> Answer<Accountabilities> {
        Ok(Accountabilities::new(&self.0.scope(ctx).await?))
    }

    /// The teams and their security champions: those that need one first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn champion_teams(
        &self,
        ctx: &Context<'_>,
        filter: Option<ChampionTeamFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Team>> {
        let scope = self.0.scope(ctx).await?;
        let rows = champions::wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// Duties that nobody who is still here holds: what coverage misses first, then what those who
    /// left still stand for. Each vanishes when a successor is named, or when it is finished.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn vacancies(
        &self,
        ctx: &Context<'_>,
        filter: Option<VacancyFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Vacancy>> {
        let scope = self.0.scope(ctx).await?;
        vacancies::page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// What does not add up: what weighs most first, and every check with what it found.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn inconsistencies(
        &self,
        ctx: &Context<'_>,
        filter: Option<InconsistencyFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<InconsistencyConnection> {
        let scope = self.0.scope(ctx).await?;
        consistency::page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }
}

impl Sorted for IntakeRow {
    const KEYS: &'static [&'static str] = &["name", "reported", "status", "team"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "reported" => each(rows, |row| Key::number(row.reported.0)),
            "status" => each(rows, |row| Key::number(step(&row.state))),
            "team" => {
                let table = scope.table::<TeamRow>().await?;
                each(rows, |row| Key::words(table.get(row.team.as_ref()?)?.name.as_str()))
            }
            _ => each(rows, |row| Key::words(row.name.as_str())),
        })
    }
}

/// How far a report has come: what waits is first.
fn step(state: &IntakeState) -> u8 {
    match state {
        IntakeState::Waiting => 0,
        IntakeState::Registered(_) => 1,
        IntakeState::Linked(_) => 2,
        IntakeState::Dismissed(_) => 3,
    }
}
