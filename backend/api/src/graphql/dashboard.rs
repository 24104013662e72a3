//! The portfolio at a glance.

use std::sync::Arc;

use app::dashboard::Portfolio;
use async_graphql::{Object, SimpleObject};
use tokio::sync::OnceCell;

use super::{
    at::At,
    events::Event,
    incidents::Incident,
    scalars::{Subject, Time},
    systems::{EvidenceCounts, System},
    words::{RiskClass, Severity},
};
use crate::{reply::Answer, scope::Ref};

/// Events shown as recent.
const RECENT: u32 = 12;

/// The portfolio at a glance.
pub struct Dashboard {
    scope: Ref,
    portfolio: OnceCell<Portfolio>,
}

/// How many systems of a risk class there are.
#[derive(SimpleObject)]
pub struct RiskClassCount {
    /// The class.
    risk_class: RiskClass,
    /// All of them.
    total: usize,
    /// Those with a live deployment.
    live: usize,
    /// Those with a live deployment that is suspect.
    suspect: usize,
}

/// The figures of one moment.
#[derive(SimpleObject)]
pub struct TrendPoint {
    /// When.
    time: Time,
    /// Systems with a live deployment.
    live_systems: usize,
    /// Systems with a live deployment that is suspect.
    suspect_systems: usize,
    /// Incidents that are not closed.
    open_incidents: usize,
    /// Evidence that is too old.
    stale_evidence: usize,
    /// Evidence that says no.
    failed_evidence: usize,
}

/// Something that needs an eye.
#[derive(SimpleObject)]
pub struct Attention {
    /// What it is about; its page says more.
    subject: Subject,
    /// What it is, in a few words.
    title: String,
    /// What is the matter.
    sentence: String,
    /// How bad it is.
    severity: Severity,
    /// Since when.
    since: Time,
    /// The system it belongs to.
    system: Option<System>,
}

impl Dashboard {
    /// The dashboard of a question.
    pub fn new(scope: &Ref) -> Self {
        Self { scope: Arc::clone(scope), portfolio: OnceCell::new() }
    }

    async fn portfolio(&self) -> Answer<&Portfolio> {
        let read = || self.scope.app.portfolio(&self.scope.sight);
        Ok(self.portfolio.get_or_try_init(read).await?)
    }
}

/// The portfolio at a glance: every figure opens the rows it counts.
#[Object]
impl Dashboard {
    /// What it counts from.
    async fn at(&self) -> At {
        At::new(&self.scope)
    }

    /// Systems by risk class, worst first.
    async fn live_by_risk_class(&self) -> Answer<Vec<RiskClassCount>> {
        let shown = |count: app::dashboard::RiskClassCount| RiskClassCount {
            risk_class: count.risk_class.into(),
            total: count.total,
            live: count.live,
            suspect: count.suspect,
        };
        Ok(self.portfolio().await?.by_risk_class().into_iter().map(shown).collect())
    }

    /// Systems with a live deployment.
    async fn live_systems(&self) -> Answer<usize> {
        Ok(self.portfolio().await?.now().live_systems)
    }

    /// All systems.
    async fn total_systems(&self) -> Answer<usize> {
        Ok(self.portfolio().await?.total_systems())
    }

    /// Systems with a live deployment that is suspect.
    async fn suspect_systems(&self) -> Answer<Vec<System>> {
        System::by_names(&self.scope, &self.portfolio().await?.suspect_systems()).await
    }

    /// Incidents that are not closed, worst first.
    async fn open_incidents(&self) -> Answer<Vec<Incident>> {
        Incident::by_names(&self.scope, &self.portfolio().await?.open_incidents()).await
    }

    /// Systems in use without an accountable owner who is still there.
    async fn owners_missing(&self) -> Answer<Vec<System>> {
        System::by_names(&self.scope, &self.portfolio().await?.owners_missing()).await
    }

    /// All evidence, counted.
    async fn evidence(&self) -> Answer<EvidenceCounts> {
        Ok(self.portfolio().await?.evidence().into())
    }

    /// Dataset and model versions that are quarantined.
    async fn quarantined_versions(&self) -> Answer<usize> {
        Ok(self.portfolio().await?.quarantined_versions())
    }

    /// Weekly points up to the moment asked about, at most 26.
    async fn trend(&self) -> Answer<Vec<TrendPoint>> {
        let points = self.scope.app.trend(self.portfolio().await?).await?;
        let shown = |point: app::dashboard::Figures| TrendPoint {
            time: point.time.into(),
            live_systems: point.live_systems,
            suspect_systems: point.suspect_systems,
            open_incidents: point.open_incidents,
            stale_evidence: point.stale_evidence,
            failed_evidence: point.failed_evidence,
        };
        Ok(points.into_iter().map(shown).collect())
    }

    /// What needs a leader's eye, most severe first.
    async fn attention(&self) -> Answer<Vec<Attention>> {
        let mut shown = Vec::new();
        for item in self.scope.app.attention(self.portfolio().await?).await? {
            shown.push(Attention {
                subject: item.subject.into(),
                title: item.title,
                sentence: item.sentence,
                severity: item.severity.into(),
                since: item.since.into(),
                system: System::by_maybe(&self.scope, item.system.as_ref()).await?,
            });
        }
        Ok(shown)
    }

    /// The newest events.
    async fn recent(&self) -> Answer<Vec<Event>> {
        let newest = app::history::EventFilter { newest_first: true, ..Default::default() };
        let page = self.scope.app.events(&self.scope.sight, &newest, RECENT).await?;
        page.events.into_iter().map(|stored| Event::new(&self.scope, stored)).collect()
    }
}
