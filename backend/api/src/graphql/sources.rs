//! Sources and the batches they deliver.

use app::datasets::{BatchRow, Delivered, SourceRow, VersionRow};
use async_graphql::{Object, SimpleObject};

use super::{
    links::Trust,
    offers::Offers,
    scalars::{Long, Subject, Time, subjects},
    systems::System,
    things::Shown,
};
use crate::reply::Answer;

/// A source of data.
pub type Source = Shown<SourceRow>;
/// A batch.
pub type Batch = Shown<BatchRow>;

/// A name and what belongs to it.
#[derive(SimpleObject, Clone, Debug)]
pub struct Pair {
    /// The name.
    name: String,
    /// What belongs to it.
    value: String,
}

impl Pair {
    /// Pairs out of a map, by name.
    pub fn all<V: ToString>(map: &std::collections::BTreeMap<String, V>) -> Vec<Self> {
        let pair =
            |(name, value): (&String, &V)| Self { name: name.clone(), value: value.to_string() };
        map.iter().map(pair).collect()
    }
}

/// What a source delivered, as far as the caller may see it.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct SourceDeliveries {
    /// How many batches.
    batches: u64,
    /// How many records they hold together.
    records: Long,
    /// How many batches were found to be suspicious or malicious.
    bad: u64,
    /// When the last one arrived.
    last: Option<Time>,
}

impl From<Delivered> for SourceDeliveries {
    fn from(Delivered { batches, records, bad, last }: Delivered) -> Self {
        Self { batches, records: records.into(), bad, last: last.map(Time::from) }
    }
}

/// Where data comes from.
#[Object(name = "Source")]
impl Shown<SourceRow> {
    /// The source, `source:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// How far it is trusted: `high`, `medium` or `low`.
    async fn trust(&self) -> &str {
        self.row.trust.as_str()
    }

    /// How sensitive what it delivers is.
    async fn sensitivity(&self) -> &str {
        self.row.sensitivity.as_str()
    }

    /// The checks in force at its door.
    async fn profile(&self) -> Option<&str> {
        self.row.profile.as_ref().map(kernel::Note::as_str)
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// The system it delivers to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// What it delivered, counted.
    async fn deliveries(&self) -> Answer<SourceDeliveries> {
        Ok(self.scope.deliveries().await?.by(&self.row.subject).into())
    }

    /// What it delivered, newest last.
    async fn batches(&self) -> Answer<Vec<Batch>> {
        let subject = &self.row.subject;
        Batch::where_holds(&self.scope, |batch| &batch.source == subject).await
    }
}

/// One delivery.
#[Object(name = "Batch")]
impl Shown<BatchRow> {
    /// The batch, `batch:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// How far it can be trusted.
    #[graphql(flatten)]
    async fn trust(&self) -> Trust {
        self.trusted()
    }

    /// The source it came from.
    async fn source(&self) -> Answer<Option<Source>> {
        Source::by_name(&self.scope, &self.row.source).await
    }

    /// The system it is for.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// How many records it holds.
    async fn records(&self) -> Long {
        self.row.records.into()
    }

    /// The credential it was sent with; an id, never the secret.
    async fn credential(&self) -> &str {
        self.row.credential.as_str()
    }

    /// What was checked on arrival, and what came of it.
    async fn checks(&self) -> Vec<Pair> {
        Pair::all(&self.row.checks)
    }

    /// How many network addresses sent it.
    async fn origins(&self) -> Option<u64> {
        self.row.origins
    }

    /// What the sending program called itself.
    async fn client(&self) -> Option<&str> {
        self.row.client.as_ref().map(kernel::Name::as_str)
    }

    /// When it arrived.
    async fn received(&self) -> Time {
        self.row.received.into()
    }

    /// What it was found to be, later: `clean`, `suspicious` or `malicious`.
    async fn verdict(&self) -> Option<&str> {
        self.row.verdict.map(domain::datasets::BatchVerdict::as_str)
    }

    /// Why.
    async fn verdict_reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.verdict_reason).await
    }

    /// The dataset versions that took it in.
    async fn versions(&self) -> Answer<Vec<Subject>> {
        let table = self.scope.table::<VersionRow>().await?;
        let took = table.rows.iter().filter(|row| row.batches.contains(&self.row.subject));
        Ok(subjects(took.map(|row| &row.subject)))
    }
}
