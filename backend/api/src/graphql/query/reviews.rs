//! Questions about design reviews, findings and actions.

use std::sync::Arc;

use app::{
    reviews::{ActionRow, ActionState as State, FindingRow, ReviewRow},
    systems::SystemRow,
};
use async_graphql::{Context, InputObject, Object};
use domain::reviews::{
    Grade::{Critical, High, Low, Medium},
    Phase, Verdict,
};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    systems_called,
};
use crate::{
    graphql::{
        findings::{Action, Finding},
        reviews::Review,
        scalars::Subject,
        words::{ActionState, Grade},
    },
    reply::Answer,
    scope::Ref,
};

/// Which design reviews are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ReviewFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Not concluded, or concluded.
    pub open: Option<bool>,
    /// With a high threat open when it was concluded, or without.
    pub open_high: Option<bool>,
    /// Concluded, and counting at the moment asked about or not.
    pub fresh: Option<bool>,
    /// With this text in id or the name of the system.
    pub text: Option<String>,
}

/// Which findings are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct FindingFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// As bad as this.
    pub severity: Option<Grade>,
    /// With this text in text, control or id.
    pub text: Option<String>,
}

/// Which actions are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ActionFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That follow from this incident.
    pub incident: Option<Subject>,
    /// Owned by this person.
    pub owner: Option<Subject>,
    /// That stand so at the moment asked about.
    pub state: Option<ActionState>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Questions about design reviews, findings and actions.
#[derive(Default)]
pub struct ReviewQuery(pub(super) Moment);

#[Object]
impl ReviewQuery {
    /// Design reviews, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn reviews(
        &self,
        ctx: &Context<'_>,
        filter: Option<ReviewFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Review>> {
        let scope = self.0.scope(ctx).await?;
        let rows = reviews(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One design review.
    async fn review(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Review>> {
        Review::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Findings, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn findings(
        &self,
        ctx: &Context<'_>,
        filter: Option<FindingFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Finding>> {
        let scope = self.0.scope(ctx).await?;
        let rows = findings(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One finding.
    async fn finding(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Finding>> {
        Finding::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// Actions, the most urgent first: overdue, then open, then reported done, then closed; each by
    /// its day.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn actions(
        &self,
        ctx: &Context<'_>,
        filter: Option<ActionFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Action>> {
        let scope = self.0.scope(ctx).await?;
        let rows = actions(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One action.
    async fn action(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Action>> {
        Action::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn reviews(scope: &Ref, filter: ReviewFilter) -> Answer<Vec<Arc<ReviewRow>>> {
    let mut rows = of::<ReviewRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        rows.retain(|row| row.concluded.is_none() == open);
    }
    if let Some(fresh) = filter.fresh {
        let now = scope.sight.time;
        rows.retain(|row| row.concluded.is_some() && row.is_fresh(now) == fresh);
    }
    if let Some(high) = filter.open_high {
        rows.retain(|row| row.concluded.as_ref().is_some_and(|end| (end.open_high > 0) == high));
    }
    if let Some(text) = filter.text {
        let systems = scope.table::<SystemRow>().await?;
        rows.retain(|row| {
            let system = systems.get(&row.system);
            let name = system.as_ref().map_or("", |system| system.name.as_str());
            contains(&text, &[row.subject.name(), row.system.name(), name])
        });
    }
    Ok(rows)
}

async fn findings(scope: &Ref, filter: FindingFilter) -> Answer<Vec<Arc<FindingRow>>> {
    let mut rows = of::<FindingRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(open) = filter.open {
        rows.retain(|row| row.closed.is_none() == open);
    }
    if let Some(severity) = filter.severity.map(domain::reviews::Grade::from) {
        rows.retain(|row| row.severity == severity);
    }
    if let Some(text) = filter.text {
        let fields = |row: &FindingRow| {
            contains(&text, &[row.text.as_str(), row.control.as_str(), row.subject.name()])
        };
        rows.retain(|row| fields(row));
    }
    Ok(rows)
}

async fn actions(scope: &Ref, filter: ActionFilter) -> Answer<Vec<Arc<ActionRow>>> {
    let mut rows = of::<ActionRow>(scope, filter.system).await?;
    let time = scope.sight.time;
    rows.sort_by_key(|row| (row.state(time), row.due));
    if let Some(Subject(incident)) = filter.incident {
        rows.retain(|row| row.incident.as_ref() == Some(&incident));
    }
    if let Some(Subject(owner)) = filter.owner {
        rows.retain(|row| row.owner == owner);
    }
    if let Some(state) = filter.state.map(State::from) {
        rows.retain(|row| row.state(time) == state);
    }
    if let Some(open) = filter.open {
        rows.retain(|row| row.closed.is_none() == open);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.title.as_str(), row.subject.name()]));
    }
    Ok(rows)
}

impl Sorted for ReviewRow {
    const KEYS: &'static [&'static str] =
        &["system", "phase", "opened", "answered", "concluded", "verdict", "high"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        const VERDICTS: [Option<Verdict>; 4] =
            [None, Some(Verdict::Approved), Some(Verdict::Conditional), Some(Verdict::Rejected)];
        Ok(match key {
            "phase" => each(rows, |row| Key::step(Phase::ALL, &row.phase)),
            "opened" => each(rows, |row| Key::number(row.opened.0)),
            "answered" => each(rows, |row| Key::number(row.answered())),
            "concluded" => each(rows, |row| Key::number(row.concluded.as_ref()?.at.0)),
            "verdict" => each(rows, |row| Key::step(&VERDICTS, &row.concluded.as_ref()?.verdict)),
            "high" => each(rows, |row| Key::number(row.concluded.as_ref()?.open_high)),
            _ => systems_called(scope, rows).await?,
        })
    }
}

impl Sorted for FindingRow {
    const KEYS: &'static [&'static str] =
        &["text", "control", "severity", "system", "raised", "closed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "control" => each(rows, |row| Key::words(row.control.as_str())),
            "severity" => {
                each(rows, |row| Key::step(&[Low, Medium, High, Critical], &row.severity))
            }
            "system" => systems_called(scope, rows).await?,
            "raised" => each(rows, |row| Key::number(row.raised.0)),
            "closed" => each(rows, |row| Key::number(row.closed.as_ref()?.0.0)),
            _ => each(rows, |row| Key::words(row.text.as_str())),
        })
    }
}

impl Sorted for ActionRow {
    const KEYS: &'static [&'static str] =
        &["title", "state", "owner", "due", "system", "opened", "closed"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        const STATES: [State; 4] = [State::Closed, State::Reported, State::Open, State::Overdue];
        let time = scope.sight.time;
        Ok(match key {
            "state" => each(rows, |row| Key::step(&STATES, &row.state(time))),
            "owner" => called(scope, rows.iter().map(|row| Some(&row.owner))).await?,
            "due" => each(rows, |row| Key::number(row.due.0)),
            "system" => systems_called(scope, rows).await?,
            "opened" => each(rows, |row| Key::number(row.opened.0)),
            "closed" => each(rows, |row| Key::number(row.closed.as_ref()?.0.0)),
            _ => each(rows, |row| Key::words(row.title.as_str())),
        })
    }
}
