//! Questions about sources and the batches they deliver.

use std::sync::Arc;

use app::{
    datasets::{BatchRow, SourceRow},
    systems::SystemRow,
};
use async_graphql::{Context, InputObject, Object};
use domain::datasets::{BatchVerdict, Sensitivity, Trust};

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
    standings, systems_called,
};
use crate::{
    graphql::{
        inputs::word,
        scalars::Subject,
        sources::{Batch, Source},
        words::Standing,
    },
    reply::Answer,
    scope::Ref,
};

/// Which sources are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SourceFilter {
    /// That deliver to this system.
    pub system: Option<Subject>,
    /// That are trusted so far: `high`, `medium` or `low`.
    pub trust: Option<String>,
    /// With a batch that was found to be suspicious or malicious, or without.
    pub bad: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Which batches are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct BatchFilter {
    /// For this system.
    pub system: Option<Subject>,
    /// From this source.
    pub source: Option<Subject>,
    /// Found to be this: `clean`, `suspicious` or `malicious`.
    pub verdict: Option<String>,
    /// With a verdict, or without.
    pub judged: Option<bool>,
    /// That stand so.
    pub standing: Option<Standing>,
    /// With this text in the id, in the credential, or in name or id of the source.
    pub text: Option<String>,
}

/// Questions about sources and the batches they deliver.
#[derive(Default)]
pub struct SourceQuery(pub(super) Moment);

#[Object]
impl SourceQuery {
    /// Where data comes from, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn sources(
        &self,
        ctx: &Context<'_>,
        filter: Option<SourceFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Source>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One source.
    async fn source(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Source>> {
        Source::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// What was delivered, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn batches(
        &self,
        ctx: &Context<'_>,
        filter: Option<BatchFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Batch>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted_batches(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One batch.
    async fn batch(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Batch>> {
        Batch::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: SourceFilter) -> Answer<Vec<Arc<SourceRow>>> {
    let mut rows = of::<SourceRow>(scope, filter.system).await?;
    if let Some(trust) = filter.trust {
        let trust: Trust = word("filter.trust", &trust)?;
        rows.retain(|row| row.trust == trust);
    }
    if let Some(bad) = filter.bad {
        let deliveries = scope.deliveries().await?;
        rows.retain(|row| (deliveries.by(&row.subject).bad > 0) == bad);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[row.name.as_str(), row.subject.name()]));
    }
    Ok(rows)
}

async fn wanted_batches(scope: &Ref, filter: BatchFilter) -> Answer<Vec<Arc<BatchRow>>> {
    let mut rows = of::<BatchRow>(scope, filter.system).await?;
    rows.reverse();
    // A source that may not be seen does not exist here either: nothing is found by its name.
    let sources = scope.table::<SourceRow>().await?;
    if let Some(Subject(source)) = filter.source {
        let is_seen = sources.get(&source).is_some();
        rows.retain(|row| is_seen && row.source == source);
    }
    if let Some(verdict) = filter.verdict {
        let verdict: BatchVerdict = word("filter.verdict", &verdict)?;
        rows.retain(|row| row.verdict == Some(verdict));
    }
    if let Some(judged) = filter.judged {
        rows.retain(|row| row.verdict.is_some() == judged);
    }
    if let Some(wanted) = filter.standing.map(app::lineage::Standing::from) {
        let standings = scope.standings().await?;
        rows.retain(|row| standings.of_subject(&row.subject) == wanted);
    }
    if let Some(text) = filter.text {
        let from = |row: &BatchRow| {
            let source = sources.get(&row.source);
            source.is_some_and(|one| contains(&text, &[one.name.as_str(), one.subject.name()]))
        };
        rows.retain(|row| {
            contains(&text, &[row.subject.name(), row.credential.as_str()]) || from(row)
        });
    }
    Ok(rows)
}

impl Sorted for SourceRow {
    const KEYS: &'static [&'static str] =
        &["name", "trust", "sensitivity", "batches", "records", "bad", "last", "system", "owner"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "trust" => each(rows, |row| Key::step(Trust::ALL, &row.trust)),
            "sensitivity" => each(rows, |row| Key::step(Sensitivity::ALL, &row.sensitivity)),
            "batches" | "records" | "bad" | "last" => {
                let deliveries = scope.deliveries().await?;
                each(rows, |row| {
                    let delivered = deliveries.by(&row.subject);
                    match key {
                        "batches" => Key::number(delivered.batches),
                        "records" => Key::number(delivered.records),
                        "bad" => Key::number(delivered.bad),
                        _ => Key::number(delivered.last?.0),
                    }
                })
            }
            "system" => systems_called(scope, rows).await?,
            "owner" => {
                let table = scope.table::<SystemRow>().await?;
                let system = |row: &SourceRow| table.get(row.system.as_ref()?);
                let systems: Vec<_> = rows.iter().map(|row| system(row)).collect();
                called(scope, systems.iter().map(|row| row.as_ref()?.owner.as_ref())).await?
            }
            _ => each(rows, |row| Key::words(row.name.as_str())),
        })
    }
}

impl Sorted for BatchRow {
    const KEYS: &'static [&'static str] =
        &["name", "verdict", "standing", "source", "records", "origins", "received", "system"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        Ok(match key {
            "verdict" => each(rows, |row| Key::step(BatchVerdict::ALL, &row.verdict?)),
            "standing" => standings(scope, rows).await?,
            "source" => {
                let sources = scope.table::<SourceRow>().await?;
                each(rows, |row| Key::words(sources.get(&row.source)?.name.as_str()))
            }
            "records" => each(rows, |row| Key::number(row.records)),
            "origins" => each(rows, |row| Key::number(row.origins?)),
            "received" => each(rows, |row| Key::number(row.received.0)),
            "system" => systems_called(scope, rows).await?,
            _ => each(rows, |row| Key::words(row.subject.name())),
        })
    }
}
