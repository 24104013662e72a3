//! Questions about the programme: policies, appetite, initiatives, meetings, exercises, surveys and
//! feedback.

use std::sync::Arc;

use app::programme::{FeedbackRow, MeetingRow};
use async_graphql::{Context, InputObject, Object};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, each, of, page, rows,
    systems_called,
};
use crate::{
    graphql::{
        meetings::Meeting,
        policies::Policy,
        programme::{Appetite, Exercise, Feedback, Initiative, Survey},
        scalars::Subject,
    },
    reply::Answer,
    scope::Ref,
};

/// Which meetings are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct MeetingFilter {
    /// About this system.
    pub system: Option<Subject>,
    /// With a decision that is not done, or without.
    pub open: Option<bool>,
}

/// Which feedback is wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct FeedbackFilter {
    /// About this system.
    pub system: Option<Subject>,
    /// Not settled, or settled.
    pub open: Option<bool>,
}

/// Questions about the programme.
#[derive(Default)]
pub struct ProgrammeQuery(pub(super) Moment);

#[Object]
impl ProgrammeQuery {
    /// The mandated policies, by title.
    async fn policies(&self, ctx: &Context<'_>) -> Answer<Vec<Policy>> {
        Policy::where_holds(&self.0.scope(ctx).await?, |_| true).await
    }

    /// One policy.
    async fn policy(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Policy>> {
        Policy::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// How much risk the organisation takes; absent until it was set.
    async fn appetite(&self, ctx: &Context<'_>) -> Answer<Option<Appetite>> {
        Appetite::of(&self.0.scope(ctx).await?).await
    }

    /// The funded initiatives, oldest first.
    async fn initiatives(&self, ctx: &Context<'_>) -> Answer<Vec<Initiative>> {
        Initiative::where_holds(&self.0.scope(ctx).await?, |_| true).await
    }

    /// One initiative.
    async fn initiative(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Initiative>> {
        Initiative::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Meetings, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        filter: Option<MeetingFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Meeting>> {
        let scope = self.0.scope(ctx).await?;
        let rows = meetings(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One meeting.
    async fn meeting(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Meeting>> {
        Meeting::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// The exercises, oldest first.
    async fn exercises(&self, ctx: &Context<'_>) -> Answer<Vec<Exercise>> {
        Exercise::where_holds(&self.0.scope(ctx).await?, |_| true).await
    }

    /// The surveys, oldest first.
    async fn surveys(&self, ctx: &Context<'_>) -> Answer<Vec<Survey>> {
        Survey::where_holds(&self.0.scope(ctx).await?, |_| true).await
    }

    /// Feedback: what is not settled first, and of that what waits longest.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn feedback(
        &self,
        ctx: &Context<'_>,
        filter: Option<FeedbackFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Feedback>> {
        let scope = self.0.scope(ctx).await?;
        let rows = feedback(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One piece of feedback.
    async fn feedback_item(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Feedback>> {
        Feedback::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn meetings(scope: &Ref, filter: MeetingFilter) -> Answer<Vec<Arc<MeetingRow>>> {
    let mut rows = of::<MeetingRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        let has_open = |row: &MeetingRow| row.decisions.iter().any(|one| one.done().is_none());
        rows.retain(|row| has_open(row) == open);
    }
    Ok(rows)
}

async fn feedback(scope: &Ref, filter: FeedbackFilter) -> Answer<Vec<Arc<FeedbackRow>>> {
    let mut rows = of::<FeedbackRow>(scope, filter.system).await?;
    rows.sort_by_key(|row| (row.settled.is_some(), row.received));
    if let Some(open) = filter.open {
        rows.retain(|row| row.settled.is_none() == open);
    }
    Ok(rows)
}

impl Sorted for MeetingRow {
    const KEYS: &'static [&'static str] = &["title", "period", "system", "figures", "open"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "period" => each(rows, |row| Key::words(row.period.as_str())),
            "system" => systems_called(scope, rows).await?,
            "figures" => each(rows, |row| Key::number(row.as_of.0)),
            "open" => each(rows, |row| {
                Key::number(row.decisions.iter().filter(|one| one.done().is_none()).count())
            }),
            _ => each(rows, |row| Key::words(row.title.as_str())),
        })
    }
}

impl Sorted for FeedbackRow {
    const KEYS: &'static [&'static str] = &["from", "by", "system", "received", "settled"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "by" => called(scope, rows.iter().map(|row| Some(&row.by))).await?,
            "system" => systems_called(scope, rows).await?,
            "received" => each(rows, |row| Key::number(row.received.0)),
            "settled" => each(rows, |row| Key::number(row.settled.as_ref()?.at.0)),
            _ => each(rows, |row| Key::words(row.from_role.as_str())),
        })
    }
}
