//! The questions, all answered as of one moment.

use std::sync::Arc;

use app::Instant;
use async_graphql::{Context, Object};

use super::{
    asking::asking,
    at::{At, Me},
    connection::{Connection, page, rows},
    dashboard::Dashboard,
    datasets::{Dataset, DatasetVersion},
    deployments::Deployment,
    events::{Event, EventFilter},
    evidence::Evidence,
    filters::{DatasetFilter, DeploymentFilter, EvidenceFilter, IncidentFilter, SystemFilter},
    history::Timeline,
    incidents::Incident,
    lineage::{BlastRadius, Lineage},
    models::{Model, ModelVersion},
    people::{Person, Team},
    risks::{self, ExposurePoint, HeatMap, Risk, RiskFilter, RiskScheme},
    scalars::{Position, Subject, Time},
    select,
    sources::{Batch, Source},
    systems::System,
    training::{Environment, Run},
    words::{Direction, RiskSort, WhichScore},
};
use crate::{
    authority,
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

/// The questions, as of now or as of a moment.
#[derive(Default)]
pub struct Query {
    /// The moment, when it is not now.
    scope: Option<Ref>,
}

impl Query {
    /// The moment of the question, once the authority table lets the caller ask it.
    async fn scope(&self, ctx: &Context<'_>) -> Answer<Ref> {
        let caller = asking(ctx)?.caller()?;
        if !authority::may_ask(caller, ctx.field().name()) {
            return Err(app::AppError::Denied.into());
        }
        match &self.scope {
            Some(scope) => Ok(Arc::clone(scope)),
            None => asking(ctx)?.now().await,
        }
    }
}

/// The questions. What the caller may not see does not exist for them.
#[expect(clippy::too_many_arguments, reason = "they are the arguments of the schema")]
#[Object]
impl Query {
    /// The same questions, answered as of a time or a position (inclusive); now when neither is
    /// given. Rights are judged now.
    #[graphql(complexity = "child_complexity")]
    async fn as_of(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Everything whose time is not later.")] time: Option<Time>,
        #[graphql(desc = "Everything up to and with this position.")] position: Option<Position>,
    ) -> Answer<Query> {
        let asking = asking(ctx)?;
        let instant = match (time, position) {
            (None, None) => return Ok(Query { scope: Some(asking.now().await?) }),
            (Some(time), None) => Instant::Time(time.0),
            (None, Some(position)) => Instant::Position(position.0),
            (Some(_), Some(_)) => {
                let sentence = "ask as of a time or as of a position, not both";
                return Err(Reply::bad_input("position", sentence));
            }
        };
        let scope = Scope::open(&asking.app, asking.caller()?, instant).await?;
        Ok(Query { scope: Some(scope) })
    }

    /// What the answers count from.
    async fn at(&self, ctx: &Context<'_>) -> Answer<At> {
        Ok(At::new(&self.scope(ctx).await?))
    }

    /// Who asks.
    async fn me(&self, ctx: &Context<'_>) -> Answer<Me> {
        Ok(Me::new(&self.scope(ctx).await?))
    }

    /// The portfolio at a glance.
    async fn dashboard(&self, ctx: &Context<'_>) -> Answer<Dashboard> {
        Ok(Dashboard::new(&self.scope(ctx).await?))
    }

    /// The register of AI systems, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn systems(
        &self,
        ctx: &Context<'_>,
        filter: Option<SystemFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<System>> {
        let scope = self.scope(ctx).await?;
        let rows = select::systems(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, first, after)
    }

    /// One system.
    async fn system(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<System>> {
        System::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// The datasets, by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn datasets(
        &self,
        ctx: &Context<'_>,
        filter: Option<DatasetFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Dataset>> {
        let scope = self.scope(ctx).await?;
        let rows = select::datasets(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, first, after)
    }

    /// One dataset.
    async fn dataset(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Dataset>> {
        Dataset::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// One dataset version.
    async fn dataset_version(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<DatasetVersion>> {
        DatasetVersion::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// One source.
    async fn source(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Source>> {
        Source::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// One batch.
    async fn batch(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Batch>> {
        Batch::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// One training environment.
    async fn environment(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<Environment>> {
        Environment::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// Runs, newest first; of one system when asked.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn runs(
        &self,
        ctx: &Context<'_>,
        system: Option<Subject>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Run>> {
        let scope = self.scope(ctx).await?;
        let mut rows = select::of(&scope, system).await?;
        rows.reverse();
        page(&scope, rows, first, after)
    }

    /// One run.
    async fn run(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Run>> {
        Run::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// Models and prompts, by name; of one system when asked.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn models(
        &self,
        ctx: &Context<'_>,
        system: Option<Subject>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Model>> {
        let scope = self.scope(ctx).await?;
        page(&scope, select::of(&scope, system).await?, first, after)
    }

    /// One model or prompt.
    async fn model(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Model>> {
        Model::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// One model version or prompt version.
    async fn model_version(
        &self,
        ctx: &Context<'_>,
        subject: Subject,
    ) -> Answer<Option<ModelVersion>> {
        ModelVersion::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// Evidence, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        filter: Option<EvidenceFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Evidence>> {
        let scope = self.scope(ctx).await?;
        let rows = select::evidence(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, first, after)
    }

    /// One piece of evidence.
    async fn evidence_item(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Evidence>> {
        Evidence::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// Deployments, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn deployments(
        &self,
        ctx: &Context<'_>,
        filter: Option<DeploymentFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Deployment>> {
        let scope = self.scope(ctx).await?;
        let rows = select::deployments(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, first, after)
    }

    /// One deployment.
    async fn deployment(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Deployment>> {
        Deployment::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// Incidents, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn incidents(
        &self,
        ctx: &Context<'_>,
        filter: Option<IncidentFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Incident>> {
        let scope = self.scope(ctx).await?;
        let rows = select::incidents(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, first, after)
    }

    /// One incident.
    async fn incident(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Incident>> {
        Incident::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// The register of risks, the gravest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn risks(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
        #[graphql(desc = "The order; by what is left when absent.")] sort: Option<RiskSort>,
        #[graphql(desc = "Largest first; so when absent.")] descending: Option<bool>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Risk>> {
        let scope = self.scope(ctx).await?;
        let order = app::risks::RiskOrder {
            sort: sort.unwrap_or(RiskSort::Residual).into(),
            descending: descending.unwrap_or(true),
        };
        risks::page(&scope, filter.unwrap_or_default(), order, (first, after)).await
    }

    /// One risk.
    async fn risk(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Risk>> {
        Risk::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// The map of open risks by likelihood and impact; of what is left when `which` is absent.
    async fn heat_map(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
        which: Option<WhichScore>,
    ) -> Answer<HeatMap> {
        let which = which.unwrap_or(WhichScore::Residual);
        HeatMap::of(&self.scope(ctx).await?, filter.unwrap_or_default(), which).await
    }

    /// The exposure against the appetite over the last twelve months, oldest first.
    async fn risk_exposure(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
    ) -> Answer<Vec<ExposurePoint>> {
        ExposurePoint::all(&self.scope(ctx).await?, filter.unwrap_or_default()).await
    }

    /// The scheme risks are scored with: scales, who accepts what, what is tolerated, threats.
    async fn risk_scheme(&self, ctx: &Context<'_>) -> Answer<RiskScheme> {
        self.scope(ctx).await?;
        Ok(RiskScheme::now())
    }

    /// The teams, by name.
    async fn teams(&self, ctx: &Context<'_>) -> Answer<Vec<Team>> {
        Team::where_holds(&self.scope(ctx).await?, |_| true).await
    }

    /// One team.
    async fn team(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Team>> {
        Team::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// People and services.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Person>> {
        let scope = self.scope(ctx).await?;
        page(&scope, select::of(&scope, None).await?, first, after)
    }

    /// One person or service.
    async fn person(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Person>> {
        Person::by_name(&self.scope(ctx).await?, &subject.0).await
    }

    /// The lineage around some roots, laid out as a picture.
    #[graphql(complexity = "100 + child_complexity")]
    async fn lineage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where to begin.")] roots: Vec<Subject>,
        #[graphql(desc = "Which way to walk; both ways when absent.")] direction: Option<Direction>,
        #[graphql(desc = "How many steps at most.")] depth: Option<i32>,
    ) -> Answer<Lineage> {
        let scope = self.scope(ctx).await?;
        let roots = select::roots(roots)?;
        let direction = direction.unwrap_or(Direction::Both).into();
        let bad = |_| Reply::bad_input("depth", "the number of steps cannot be negative");
        let depth = depth.map(u32::try_from).transpose().map_err(bad)?;
        Lineage::of(&scope, &roots, direction, depth).await
    }

    /// Everything downstream of some roots, united.
    #[graphql(complexity = "100 + child_complexity")]
    async fn blast_radius(&self, ctx: &Context<'_>, roots: Vec<Subject>) -> Answer<BlastRadius> {
        let scope = self.scope(ctx).await?;
        BlastRadius::of(&scope, &select::roots(roots)?).await
    }

    /// What happened to a thing, in lanes.
    async fn timeline(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Timeline> {
        Timeline::of(&self.scope(ctx).await?, &subject.0).await
    }

    /// The log.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn events(
        &self,
        ctx: &Context<'_>,
        filter: Option<EventFilter>,
        first: Option<i32>,
        after: Option<String>,
        newest_first: Option<bool>,
    ) -> Answer<Connection<Event>> {
        let scope = self.scope(ctx).await?;
        let newest_first = newest_first.unwrap_or_default();
        Event::page(&scope, filter.unwrap_or_default(), newest_first, (first, after)).await
    }

    /// One event.
    async fn event(&self, ctx: &Context<'_>, position: Position) -> Answer<Option<Event>> {
        let scope = self.scope(ctx).await?;
        let found = scope.app.event(&scope.sight, position.0).await?;
        found.map(|stored| Event::new(&scope, stored)).transpose()
    }
}
