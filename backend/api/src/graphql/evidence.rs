//! Evidence: what was measured, against what, and what came of it.

use app::evaluations::{EvidenceRow, KeptFile};
use async_graphql::{Object, SimpleObject};
use domain::evaluations::Threshold;

use super::{
    offers::Offers,
    people::Person,
    scalars::{Long, Subject, Time},
    sources::Pair,
    systems::System,
    things::Shown,
    words::{Freshness, Outcome},
};
use crate::{reply::Answer, scope::Ref};

/// A piece of evidence.
pub type Evidence = Shown<EvidenceRow>;

/// A metric, and the limit it was held against.
#[derive(SimpleObject, Clone, Debug)]
pub struct Metric {
    /// Its id.
    name: String,
    /// What was measured, as written by the tool; `true` or `false` for a flag.
    value: String,
    /// How it is compared: `lt`, `le`, `gt`, `ge` or `eq`.
    op: Option<&'static str>,
    /// The limit.
    threshold: Option<String>,
    /// Where the limit comes from.
    limit_from: Option<String>,
    /// Whether it keeps the limit; absent without one.
    passed: Option<bool>,
}

/// A file kept with a piece of evidence.
#[derive(SimpleObject)]
pub struct EvidenceFile {
    /// SHA-256 of its bytes, in hex. The file itself is at `/api/v1/evidence/NAME/files/DIGEST`.
    digest: String,
    /// Its media type.
    media_type: String,
    /// How many bytes it has.
    bytes: Long,
    /// What whoever sent it called it; absent when they did not say, or were erased.
    name: Option<String>,
    /// When it was kept.
    kept_at: Time,
    /// By whom.
    kept_by: Option<Person>,
    /// Whether it is the raw report: its digest is that of the evidence.
    is_report: bool,
}

impl Shown<EvidenceRow> {
    async fn file(&self, file: &KeptFile) -> Answer<EvidenceFile> {
        Ok(EvidenceFile {
            digest: file.digest.to_string(),
            media_type: file.media_type.to_string(),
            bytes: file.bytes.into(),
            name: self.scope.text(&file.name).await?,
            kept_at: file.at.into(),
            kept_by: Person::by_name(&self.scope, &file.by).await?,
            is_report: file.digest == self.row.digest,
        })
    }

    /// Evidence about something or computed with it.
    pub async fn about(scope: &Ref, subject: &kernel::Subject) -> Answer<Vec<Self>> {
        Self::where_holds(scope, |row| {
            &row.about == subject || row.dataset.as_ref() == Some(subject)
        })
        .await
    }

    fn metric(&self, name: &str, value: String) -> Metric {
        let limit = self.row.thresholds.iter().find(|limit| limit.metric.as_str() == name);
        let passed = limit.map(|limit| self.keeps(limit));
        Metric {
            name: name.to_owned(),
            value,
            op: limit.map(|limit| limit.op.as_str()),
            threshold: limit.map(|limit| limit.value.to_string()),
            limit_from: limit.map(|limit| limit.source.to_string()),
            passed,
        }
    }

    fn keeps(&self, limit: &Threshold) -> bool {
        let one = std::slice::from_ref(limit);
        let outcome = domain::evaluations::judge(&self.row.metrics, &self.row.flags, one);
        outcome == domain::evaluations::Outcome::Pass
    }
}

/// A piece of evidence.
#[Object(name = "Evidence")]
impl Shown<EvidenceRow> {
    /// The evidence, `evidence:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What was tested.
    #[graphql(name = "about")]
    async fn tested(&self) -> Subject {
        Subject::from(&self.row.about)
    }

    /// The exact dataset version it was computed on.
    async fn dataset(&self) -> Option<Subject> {
        self.row.dataset.as_ref().map(Subject::from)
    }

    /// Its type, by the id in the catalogue.
    async fn evidence_type(&self) -> &str {
        self.row.evidence_type.as_str()
    }

    /// What people call the type.
    async fn title(&self) -> String {
        app::catalogue::evidence_title(self.row.evidence_type.as_str())
    }

    /// The tool that wrote it.
    async fn tool(&self) -> &str {
        self.row.tool.as_str()
    }

    /// SHA-256 of the raw report, in hex.
    async fn digest(&self) -> &str {
        self.row.digest.as_str()
    }

    /// When it was attached.
    async fn attached(&self) -> Time {
        self.row.attached.into()
    }

    /// By whom.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }

    /// What came of it, computed from metrics and limits.
    async fn outcome(&self) -> Outcome {
        self.row.outcome.into()
    }

    /// Whether it counts at the moment asked about.
    async fn freshness(&self) -> Freshness {
        self.row.freshness(self.scope.sight.time).into()
    }

    /// When it stops counting.
    async fn stale_at(&self) -> Option<Time> {
        self.row.stale_at().map(Time::from)
    }

    /// What was measured, each with its limit; limits nobody measured are missing here.
    async fn metrics(&self) -> Vec<Metric> {
        let numbers = self.row.metrics.iter().map(|(name, value)| (name, value.to_string()));
        let flags = self.row.flags.iter().map(|(name, value)| (name, value.to_string()));
        numbers.chain(flags).map(|(name, value)| self.metric(name, value)).collect()
    }

    /// The threats and controls it speaks to, by catalogue id.
    async fn speaks_to(&self) -> Vec<&str> {
        self.row.speaks_to.iter().map(kernel::Name::as_str).collect()
    }

    /// Whatever else the report says.
    async fn details(&self) -> Vec<Pair> {
        Pair::all(&self.row.details)
    }

    /// The files kept with it, oldest first: the raw report, and what belongs to it.
    async fn files(&self) -> Answer<Vec<EvidenceFile>> {
        let mut files = Vec::with_capacity(self.row.files.len());
        for file in &self.row.files {
            files.push(self.file(file).await?);
        }
        Ok(files)
    }

    /// Whether it was computed with something tainted, or about it.
    async fn affected(&self) -> Answer<bool> {
        Ok(self.scope.standings().await?.is_unclean(&self.row.subject))
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }
}
