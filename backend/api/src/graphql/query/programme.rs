//! Questions about the programme: policies, appetite, initiatives, meetings, exercises, surveys and
//! feedback.

use std::sync::Arc;

use app::programme::{ExerciseRow, FeedbackRow, InitiativeRow, MeetingRow, PolicyRow, SurveyRow};
use async_graphql::{Context, InputObject, Object};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    systems_called,
};
use crate::{
    graphql::{
        meetings::Meeting,
        policies::{AttestationFilter, Bound, Policy, attestations, covered},
        programme::{Appetite, Exercise, Feedback, Initiative, Survey},
        scalars::Subject,
    },
    reply::Answer,
    scope::Ref,
};

/// Which policies are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PolicyFilter {
    /// Retired, or not.
    pub retired: Option<bool>,
    /// With somebody who has not attested in time, or with a review that is overdue; or without.
    pub overdue: Option<bool>,
    /// That bind the one who asks and are not attested by them, or the others.
    pub mine: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Which initiatives are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InitiativeFilter {
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Of this person.
    pub owner: Option<Subject>,
    /// With this text in title, purpose or id.
    pub text: Option<String>,
}

/// Which exercises are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ExerciseFilter {
    /// On this system.
    pub system: Option<Subject>,
    /// With something to mend, or without.
    pub findings: Option<bool>,
    /// With this text in the scenario or id.
    pub text: Option<String>,
}

/// Which surveys are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SurveyFilter {
    /// That measured this.
    pub metric: Option<String>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Which meetings are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct MeetingFilter {
    /// About this system.
    pub system: Option<Subject>,
    /// With a decision that is not done, or without.
    pub open: Option<bool>,
    /// With this text in title, period or id.
    pub text: Option<String>,
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
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn policies(
        &self,
        ctx: &Context<'_>,
        filter: Option<PolicyFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Policy>> {
        let scope = self.0.scope(ctx).await?;
        let rows = policies(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One policy.
    async fn policy(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Policy>> {
        Policy::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Whom policies bind, and whether they attested: overdue first, then those who have not.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn attestations(
        &self,
        ctx: &Context<'_>,
        filter: Option<AttestationFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Bound>> {
        let scope = self.0.scope(ctx).await?;
        attestations(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// How much risk the organisation takes; absent until it was set.
    async fn appetite(&self, ctx: &Context<'_>) -> Answer<Option<Appetite>> {
        Appetite::of(&self.0.scope(ctx).await?).await
    }

    /// The funded initiatives, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn initiatives(
        &self,
        ctx: &Context<'_>,
        filter: Option<InitiativeFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Initiative>> {
        let scope = self.0.scope(ctx).await?;
        let rows = initiatives(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
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

    /// The exercises, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn exercises(
        &self,
        ctx: &Context<'_>,
        filter: Option<ExerciseFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Exercise>> {
        let scope = self.0.scope(ctx).await?;
        let rows = exercises(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// The surveys, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn surveys(
        &self,
        ctx: &Context<'_>,
        filter: Option<SurveyFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Survey>> {
        let scope = self.0.scope(ctx).await?;
        let rows = surveys(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
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

async fn policies(scope: &Ref, filter: PolicyFilter) -> Answer<Vec<Arc<PolicyRow>>> {
    let (now, me) = (scope.sight.time, &scope.caller.person);
    let mut wanted = Vec::new();
    let fits = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
    for row in of::<PolicyRow>(scope, None).await? {
        if !fits(filter.retired, row.retired.is_some()) {
            continue;
        }
        // Whom a policy binds is worked out only when it is asked about.
        if filter.overdue.is_some() || filter.mine.is_some() {
            let covered = covered(scope, &row).await?;
            let is_late = row.is_review_overdue(now) || covered.overdue().next().is_some();
            let mut bound = covered.bound.iter();
            let waits = bound.any(|one| one.person == *me && one.attested.is_none());
            if !fits(filter.overdue, is_late) || !fits(filter.mine, waits) {
                continue;
            }
        }
        wanted.push(row);
    }
    if let Some(text) = filter.text {
        wanted.retain(|row| contains(&text, &[row.title.as_str(), row.subject.name()]));
    }
    Ok(wanted)
}

async fn initiatives(scope: &Ref, filter: InitiativeFilter) -> Answer<Vec<Arc<InitiativeRow>>> {
    let mut rows = of::<InitiativeRow>(scope, None).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        rows.retain(|row| row.closed.is_none() == open);
    }
    if let Some(Subject(owner)) = filter.owner {
        rows.retain(|row| row.owner.as_ref() == Some(&owner));
    }
    if let Some(text) = filter.text {
        let fields = |row: &InitiativeRow| {
            contains(&text, &[row.title.as_str(), row.purpose.as_str(), row.subject.name()])
        };
        rows.retain(|row| fields(row));
    }
    Ok(rows)
}

async fn exercises(scope: &Ref, filter: ExerciseFilter) -> Answer<Vec<Arc<ExerciseRow>>> {
    let mut rows = of::<ExerciseRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(findings) = filter.findings {
        rows.retain(|row| (row.findings > 0) == findings);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.scenario.as_str(), row.subject.name()]));
    }
    Ok(rows)
}

async fn surveys(scope: &Ref, filter: SurveyFilter) -> Answer<Vec<Arc<SurveyRow>>> {
    let mut rows = of::<SurveyRow>(scope, None).await?;
    rows.reverse();
    if let Some(metric) = filter.metric {
        rows.retain(|row| row.metrics.contains_key(&metric));
    }
    if let Some(text) = filter.text {
        let title = |row: &SurveyRow| row.title.as_ref().map(ToString::to_string);
        rows.retain(|row| {
            contains(&text, &[title(row).as_deref().unwrap_or_default(), row.subject.name()])
        });
    }
    Ok(rows)
}

async fn meetings(scope: &Ref, filter: MeetingFilter) -> Answer<Vec<Arc<MeetingRow>>> {
    let mut rows = of::<MeetingRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        let has_open = |row: &MeetingRow| row.decisions.iter().any(|one| one.done().is_none());
        rows.retain(|row| has_open(row) == open);
    }
    if let Some(text) = filter.text {
        let fields = |row: &MeetingRow| {
            contains(&text, &[row.title.as_str(), row.period.as_str(), row.subject.name()])
        };
        rows.retain(|row| fields(row));
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

/// A decimal number as a key, to two digits behind the point.
fn decimal(number: &str) -> Option<Key> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits: String = fraction.chars().chain("00".chars()).take(2).collect();
    Key::number(format!("{whole}{digits}").parse::<i64>().ok()?)
}

impl Sorted for PolicyRow {
    const KEYS: &'static [&'static str] = &["title", "attested", "overdue", "published", "review"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        let mut keys = Keys::with_capacity(rows.len());
        for row in rows {
            keys.push(match key {
                "attested" => {
                    let covered = covered(scope, row).await?;
                    let share = covered.attested().saturating_mul(1000);
                    share.checked_div(covered.bound.len()).and_then(Key::number)
                }
                "overdue" => Key::number(covered(scope, row).await?.overdue().count()),
                "published" => Key::number(row.published.0),
                "review" => Key::number(row.review_by.0),
                _ => Key::words(row.title.as_str()),
            });
        }
        Ok(keys)
    }
}

impl Sorted for InitiativeRow {
    const KEYS: &'static [&'static str] =
        &["title", "period", "amount", "spent", "owner", "funded", "closed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "period" => each(rows, |row| Key::words(row.period.as_str())),
            "amount" => each(rows, |row| decimal(row.amount.as_str())),
            "spent" => each(rows, |row| decimal(&row.spent())),
            "owner" => called(scope, rows.iter().map(|row| row.owner.as_ref())).await?,
            "funded" => each(rows, |row| Key::number(row.funded.0)),
            "closed" => each(rows, |row| Key::number(row.closed.as_ref()?.0.0)),
            _ => each(rows, |row| Key::words(row.title.as_str())),
        })
    }
}

impl Sorted for ExerciseRow {
    const KEYS: &'static [&'static str] =
        &["scenario", "system", "minutes", "hours", "findings", "completed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "system" => systems_called(scope, rows).await?,
            "minutes" => each(rows, |row| Key::number(row.minutes_to_blast_radius?)),
            "hours" => each(rows, |row| decimal(row.hours_to_contain.as_ref()?.as_str())),
            "findings" => each(rows, |row| Key::number(row.findings)),
            "completed" => each(rows, |row| Key::number(row.completed.0)),
            _ => each(rows, |row| Key::words(row.scenario.as_str())),
        })
    }
}

impl Sorted for SurveyRow {
    const KEYS: &'static [&'static str] = &["title", "responses", "closed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, _: &Ref) -> Answer<Keys> {
        Ok(match key {
            "responses" => each(rows, |row| Key::number(row.responses)),
            "closed" => each(rows, |row| Key::number(row.closed.0)),
            _ => each(rows, |row| Key::words(row.title.as_ref()?.as_str())),
        })
    }
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
