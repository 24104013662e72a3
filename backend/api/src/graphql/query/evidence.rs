//! Questions about evidence.

use std::sync::Arc;

use app::evaluations::{EvidenceRow, Freshness as Fresh};
use async_graphql::{Context, InputObject, Object};
use domain::evaluations::Outcome as Said;

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, contains, each, of, page, rows,
    systems_called,
};
use crate::{
    graphql::{
        evidence::Evidence,
        scalars::Subject,
        words::{Freshness, Outcome},
    },
    reply::Answer,
    scope::Ref,
};

/// Which evidence is wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct EvidenceFilter {
    /// About this, or computed with it.
    pub subject: Option<Subject>,
    /// Of this system.
    pub system: Option<Subject>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// Of this freshness at the moment asked about.
    pub freshness: Option<Freshness>,
    /// With this text in its type, its tool, its id or what was tested.
    pub text: Option<String>,
}

/// Questions about evidence.
#[derive(Default)]
pub struct EvidenceQuery(pub(super) Moment);

#[Object]
impl EvidenceQuery {
    /// Evidence, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        filter: Option<EvidenceFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Evidence>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One piece of evidence.
    async fn evidence_item(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Evidence>> {
        Evidence::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

fn title(row: &EvidenceRow) -> String {
    app::catalogue::evidence_title(row.evidence_type.as_str())
}

async fn wanted(scope: &Ref, filter: EvidenceFilter) -> Answer<Vec<Arc<EvidenceRow>>> {
    let mut rows = of::<EvidenceRow>(scope, filter.system).await?;
    rows.reverse();
    if let Some(Subject(subject)) = filter.subject {
        rows.retain(|row| row.about == subject || row.dataset.as_ref() == Some(&subject));
    }
    if let Some(outcome) = filter.outcome.map(Said::from) {
        rows.retain(|row| row.outcome == outcome);
    }
    if let Some(freshness) = filter.freshness.map(Fresh::from) {
        rows.retain(|row| row.freshness(scope.sight.time) == freshness);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| {
            let about = row.about.to_string();
            contains(&text, &[&title(row), row.tool.as_str(), row.subject.name(), &about])
        });
    }
    Ok(rows)
}

impl Sorted for EvidenceRow {
    const KEYS: &'static [&'static str] =
        &["title", "outcome", "freshness", "about", "system", "tool", "attached"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        const OUTCOMES: [Said; 4] =
            [Said::NotApplicable, Said::Pass, Said::Inconclusive, Said::Fail];
        const FRESH: [Fresh; 4] = [Fresh::Fresh, Fresh::Undated, Fresh::Stale, Fresh::Withdrawn];
        let now = scope.sight.time;
        Ok(match key {
            "outcome" => each(rows, |row| Key::step(&OUTCOMES, &row.outcome)),
            "freshness" => each(rows, |row| Key::step(&FRESH, &row.freshness(now))),
            "about" => each(rows, |row| Key::words(&row.about.to_string())),
            "system" => systems_called(scope, rows).await?,
            "tool" => each(rows, |row| Key::words(row.tool.as_str())),
            "attached" => each(rows, |row| Key::number(row.attached.0)),
            _ => each(rows, |row| Key::words(&title(row))),
        })
    }
}
