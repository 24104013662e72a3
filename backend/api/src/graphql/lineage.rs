//! The lineage as a picture, and the blast radius.

use std::sync::Arc;

use app::{
    deployments::DeploymentRow,
    lineage::{Blast, Direction, Picture, kind_of},
};
use async_graphql::{Object, SimpleObject};
use kernel::Subject as Name;

use super::{
    at::At,
    deployments::Deployment,
    people::Person,
    scalars::{Long, Subject, Time, subjects},
    systems::System,
    words::{Stage, Standing},
};
use crate::{reply::Answer, scope::Ref};

/// A neighbourhood of the lineage, laid out from left to right.
#[derive(SimpleObject)]
pub struct Lineage {
    /// The nodes and their places.
    nodes: Vec<LineageNode>,
    /// The edges and their paths.
    edges: Vec<LineageEdge>,
    /// Width of the whole, in CSS pixels at 100 %.
    width: f64,
    /// Height of the whole.
    height: f64,
    /// Whether nodes were left out because there were too many.
    truncated: bool,
}

/// A node and its place.
#[derive(SimpleObject)]
pub struct LineageNode {
    /// What it is.
    subject: Subject,
    /// The kind of thing: `batch`, `dataset_version`, `run`, `model_version`, `deployment` …
    kind: &'static str,
    /// Its name and version as people write them.
    label: String,
    /// The system it belongs to.
    system: Option<Subject>,
    /// When it began to exist.
    at: Time,
    /// Whether it can be trusted.
    standing: Standing,
    /// What was decided about it, in a word; empty where nothing is decided.
    state: &'static str,
    /// Whether it is a live deployment.
    live: bool,
    /// Whether it was asked for.
    root: bool,
    /// Left edge.
    x: f64,
    /// Upper edge.
    y: f64,
    /// Width.
    w: f64,
    /// Height.
    h: f64,
}

/// An edge and its path.
#[derive(SimpleObject)]
pub struct LineageEdge {
    /// Where it starts.
    from: Subject,
    /// Where it ends.
    to: Subject,
    /// What it means: `delivered`, `taken_in`, `derived`, `input`, `output`, `served` …
    kind: &'static str,
    /// SVG path data.
    path: String,
    /// Whether a taint travels along it.
    tainted: bool,
}

impl Lineage {
    /// The neighbourhood of some roots.
    pub async fn of(
        scope: &Ref,
        roots: &[Name],
        direction: Direction,
        depth: Option<u32>,
    ) -> Answer<Self> {
        let picture = scope.app.picture(&scope.sight, roots, direction, depth).await?;
        Self::shown(scope, picture).await
    }

    async fn shown(scope: &Ref, picture: Picture) -> Answer<Self> {
        let mut nodes = Vec::with_capacity(picture.nodes.len());
        for placed in picture.nodes {
            nodes.push(LineageNode {
                kind: kind_of(&placed.node.subject),
                label: placed.node.subject.label(),
                system: placed.node.system.as_ref().map(Subject::from),
                at: placed.node.at.into(),
                standing: placed.standing.into(),
                state: super::state::of(scope, &placed.node.subject).await?,
                live: placed.live,
                root: placed.root,
                x: placed.x,
                y: placed.y,
                w: app::lineage::WIDTH,
                h: app::lineage::HEIGHT,
                subject: placed.node.subject.into(),
            });
        }
        let edge = |edge: app::lineage::PictureEdge| LineageEdge {
            from: edge.from.into(),
            to: edge.to.into(),
            kind: edge.kind.as_str(),
            path: edge.path,
            tainted: edge.tainted,
        };
        Ok(Self {
            nodes,
            edges: picture.edges.into_iter().map(edge).collect(),
            width: picture.width,
            height: picture.height,
            truncated: picture.truncated,
        })
    }
}

/// Everything downstream of some roots, at a moment.
pub struct BlastRadius {
    scope: Ref,
    blast: Blast,
}

/// How many things of a kind.
#[derive(SimpleObject)]
pub struct KindCount {
    /// The kind: `batch`, `dataset_version`, `run`, `model_version`, `deployment`, `evidence` …
    kind: &'static str,
    /// How many.
    count: usize,
}

/// A live endpoint that serves something affected.
pub struct LiveEndpoint {
    scope: Ref,
    live: app::lineage::LiveEndpoint,
}

impl LiveEndpoint {
    async fn row(&self) -> Answer<Deployment> {
        let found = Deployment::by_name(&self.scope, &self.live.deployment).await?;
        found.ok_or_else(|| app::AppError::NotFound.into())
    }
}

/// A live endpoint that serves something affected.
#[Object]
impl LiveEndpoint {
    /// The endpoint.
    async fn endpoint(&self) -> Subject {
        Subject::from(&self.live.endpoint)
    }

    /// What is live there.
    async fn deployment(&self) -> Answer<Deployment> {
        self.row().await
    }

    /// The exact model version it serves.
    async fn model(&self) -> Subject {
        Subject::from(&self.live.model)
    }

    /// At which stage.
    async fn stage(&self) -> Stage {
        self.live.stage.into()
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.live.system.as_ref()).await
    }

    /// Who is accountable.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.live.owner.as_ref()).await
    }

    /// The version to go back to.
    async fn last_clean(&self) -> Option<Subject> {
        self.live.last_clean.as_ref().map(Subject::from)
    }

    /// Whether somebody saw that it had stopped.
    async fn stop_confirmed(&self) -> Answer<bool> {
        Ok(self.row().await?.row.stop.as_ref().is_some_and(|stop| stop.confirmed.is_some()))
    }

    /// Whether somebody asked to stop it.
    async fn stop_requested(&self) -> Answer<bool> {
        Ok(self.row().await?.row.stop.is_some())
    }
}

/// A model version that is reached, and the last clean one before it.
#[derive(SimpleObject)]
pub struct LastClean {
    /// The version reached.
    model: Subject,
    /// The last clean version before it; absent when there is none.
    clean: Option<Subject>,
}

impl BlastRadius {
    /// Computes what is downstream of some roots.
    pub async fn of(scope: &Ref, roots: &[Name]) -> Answer<Self> {
        let blast = scope.app.blast(&scope.sight, roots).await?;
        Ok(Self { scope: Arc::clone(scope), blast })
    }

    fn affected(&self, kind: &str) -> Vec<Subject> {
        subjects(self.blast.affected.get(kind).into_iter().flatten())
    }
}

/// Everything downstream of some roots, at a moment.
#[Object]
impl BlastRadius {
    /// The moment it counts from.
    async fn at(&self) -> At {
        At::new(&self.scope)
    }

    /// What was asked about.
    async fn roots(&self) -> Vec<Subject> {
        subjects(&self.blast.roots)
    }

    /// How many things are affected, by kind, the roots left out.
    async fn counts(&self) -> Vec<KindCount> {
        let count = |(kind, subjects): (&&'static str, &Vec<Name>)| KindCount {
            kind,
            count: subjects.len(),
        };
        self.blast.affected.iter().map(count).collect()
    }

    /// Batches reached.
    async fn batches(&self) -> Vec<Subject> {
        self.affected("batch")
    }

    /// Dataset versions reached.
    async fn dataset_versions(&self) -> Vec<Subject> {
        self.affected("dataset_version")
    }

    /// Runs reached.
    async fn runs(&self) -> Vec<Subject> {
        self.affected("run")
    }

    /// Model versions reached.
    async fn model_versions(&self) -> Vec<Subject> {
        self.affected("model_version")
    }

    /// Deployments reached, live or ended.
    async fn deployments(&self) -> Answer<Vec<Deployment>> {
        let reached = self.blast.affected.get("deployment").map_or(&[][..], Vec::as_slice);
        let sight = &self.scope.sight;
        let rows = self.scope.app.pick::<DeploymentRow>(sight, reached).await?;
        Ok(Deployment::all_of(&self.scope, rows.into_iter().map(Arc::new).collect()))
    }

    /// Evidence computed with something reached, or about it.
    async fn evidence(&self) -> Vec<Subject> {
        self.affected("evidence")
    }

    /// Endpoints where something reached is live.
    async fn live_endpoints(&self) -> Vec<LiveEndpoint> {
        let shown = |live: &app::lineage::LiveEndpoint| LiveEndpoint {
            scope: Arc::clone(&self.scope),
            live: live.clone(),
        };
        self.blast.live.iter().map(shown).collect()
    }

    /// Accountable owners of the systems reached.
    async fn owners(&self) -> Answer<Vec<Person>> {
        Person::by_names(&self.scope, &self.blast.owners).await
    }

    /// Systems reached.
    async fn systems(&self) -> Answer<Vec<System>> {
        System::by_names(&self.scope, &self.blast.systems).await
    }

    /// People served by the deployments reached, where any of them states it.
    async fn people_affected(&self) -> Option<Long> {
        self.blast.people.map(Long)
    }

    /// Decisions made by the deployments reached; unknown until somebody counted.
    async fn decisions_affected(&self) -> Option<Long> {
        self.blast.decisions.map(Long)
    }

    /// For each model version reached, the last clean one before it.
    async fn last_clean(&self) -> Vec<LastClean> {
        let shown = |(model, clean): &(Name, Option<Name>)| LastClean {
            model: Subject::from(model),
            clean: clean.as_ref().map(Subject::from),
        };
        self.blast.last_clean.iter().map(shown).collect()
    }

    /// It as a picture.
    async fn lineage(&self) -> Answer<Lineage> {
        Lineage::of(&self.scope, &self.blast.roots, Direction::Down, None).await
    }
}
