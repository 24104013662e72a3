//! What one question sees: the app, the caller, the moment, and what was looked up so far.
//!
//! Everything a resolver reads goes through a [`Scope`], so that one answer counts from one moment
//! and nothing is read twice.
//!
//! # Invariants
//! - Every row, name and reason is read with the caller's rights. (`a_team_sees_nothing_of_another_team`)
//!
//! # Deliberately absent
//! - No cache beyond one question: rights and moments differ between any two. What all questions
//!   about now share, the rows, is kept in [`app::Shelves`].

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use app::{
    App, AppError, Filter, Instant, Sight, Table, View, awareness,
    catalogue::Book,
    controls::Board,
    datasets, deployments, evaluations, incidents,
    lineage::{Graph, Standings},
    models, people, programme, reviews, risks, saved_views, systems, training,
};
use async_graphql::dataloader::{DataLoader, Loader};
use domain::authority::Caller;
use kernel::{Personal, Subject};
use store::{PartRef, Store};
use tokio::sync::OnceCell;

use crate::reply::{Answer, Reply};

/// A shared scope.
pub type Ref = Arc<Scope>;

/// So many single look-ups in a view and the whole view is read at once.
const PATIENCE: usize = 6;

/// What one question sees.
pub struct Scope {
    /// The product.
    pub app: App,
    /// Who asks.
    pub caller: Caller,
    /// Up to where, and what.
    pub sight: Sight,
    tables: Tables,
    standings: OnceCell<Standings>,
    boards: Mutex<BTreeMap<Option<Subject>, Arc<Board>>>,
    texts: DataLoader<Texts>,
    roots: Mutex<BTreeMap<u64, String>>,
    now: OnceCell<Ref>,
    syllabus: OnceCell<Arc<awareness::Syllabus>>,
    deeds: OnceCell<people::Deeds>,
    deliveries: OnceCell<datasets::Deliveries>,
    tolerances: OnceCell<risks::Tolerances>,
}

/// A view's place in a scope: its rows once they were read, and the look-ups before.
pub struct Slot<V> {
    table: OnceCell<Arc<Table<V>>>,
    asked: AtomicUsize,
}

impl<V> Default for Slot<V> {
    fn default() -> Self {
        Self { table: OnceCell::new(), asked: AtomicUsize::new(0) }
    }
}

/// A view that a scope can read.
pub trait Thing: View {
    /// Its slot.
    fn slot(tables: &Tables) -> &Slot<Self>;
    /// What its rows are found under.
    fn subject(&self) -> &Subject;
}

macro_rules! things {
    ($($field:ident: $row:ty),+ $(,)?) => {
        /// The views read so far.
        #[derive(Default)]
        pub struct Tables { $($field: Slot<$row>),+ }

        $(impl Thing for $row {
            fn slot(tables: &Tables) -> &Slot<Self> { &tables.$field }
            fn subject(&self) -> &Subject { &self.subject }
        })+
    };
}

things! {
    systems: systems::SystemRow,
    intake: systems::IntakeRow,
    sources: datasets::SourceRow,
    batches: datasets::BatchRow,
    datasets: datasets::DatasetRow,
    dataset_versions: datasets::VersionRow,
    environments: training::EnvironmentRow,
    runs: training::RunRow,
    models: models::ModelRow,
    model_versions: models::ModelVersionRow,
    evidence: evaluations::EvidenceRow,
    deployments: deployments::DeploymentRow,
    incidents: incidents::IncidentRow,
    risks: risks::RiskRow,
    teams: people::TeamRow,
    people: people::PersonRow,
    curricula: awareness::CurriculumRow,
    learning: awareness::LearningRow,
    reviews: reviews::ReviewRow,
    findings: reviews::FindingRow,
    actions: reviews::ActionRow,
    policies: programme::PolicyRow,
    attestations: programme::AttestationRow,
    initiatives: programme::InitiativeRow,
    meetings: programme::MeetingRow,
    exercises: programme::ExerciseRow,
    surveys: programme::SurveyRow,
    feedback: programme::FeedbackRow,
    saved_views: saved_views::SavedViewRow,
}

impl Scope {
    /// A scope for a caller at a moment; rights are judged now.
    pub async fn open(app: &App, caller: &Caller, instant: Instant) -> Result<Ref, AppError> {
        let sight = app.sight(caller, instant).await?;
        Ok(Arc::new(Self {
            texts: DataLoader::new(Texts(app.store.clone()), spawn),
            app: app.clone(),
            caller: caller.clone(),
            sight,
            tables: Tables::default(),
            standings: OnceCell::new(),
            boards: Mutex::default(),
            roots: Mutex::default(),
            now: OnceCell::new(),
            syllabus: OnceCell::new(),
            deeds: OnceCell::new(),
            deliveries: OnceCell::new(),
            tolerances: OnceCell::new(),
        }))
    }

    /// The same question asked of now: rights and roles are judged there.
    pub async fn now(self: &Arc<Self>) -> Answer<Ref> {
        if self.sight.live {
            return Ok(Arc::clone(self));
        }
        let open = || Self::open(&self.app, &self.caller, Instant::Now);
        Ok(Arc::clone(self.now.get_or_try_init(open).await?))
    }

    /// All rows of a view.
    pub async fn table<V: Thing>(&self) -> Answer<Arc<Table<V>>> {
        let read = async || self.app.table::<V>(&self.sight).await;
        Ok(Arc::clone(V::slot(&self.tables).table.get_or_try_init(read).await?))
    }

    /// One row, if it exists at the moment and may be seen.
    pub async fn find<V: Thing>(&self, subject: &Subject) -> Answer<Option<Arc<V>>> {
        let slot = V::slot(&self.tables);
        let is_worth_a_table = slot.asked.fetch_add(1, Ordering::Relaxed) >= PATIENCE;
        if slot.table.initialized() || is_worth_a_table {
            return Ok(self.table::<V>().await?.get(subject));
        }
        Ok(self.app.find::<V>(&self.sight, subject).await?.map(Arc::new))
    }

    /// Some rows, in the order asked; those that are not there are left out.
    pub async fn pick<V: Thing>(&self, subjects: &[Subject]) -> Answer<Vec<Arc<V>>> {
        let slot = V::slot(&self.tables);
        slot.asked.fetch_add(1, Ordering::Relaxed);
        if slot.table.initialized() || slot.asked.load(Ordering::Relaxed) > PATIENCE {
            let table = self.table::<V>().await?;
            return Ok(subjects.iter().filter_map(|subject| table.get(subject)).collect());
        }
        let rows = self.app.pick::<V>(&self.sight, subjects).await?.into_iter().map(Arc::new);
        let rows: HashMap<Subject, Arc<V>> = rows.map(|row| (row.subject().clone(), row)).collect();
        Ok(subjects.iter().filter_map(|subject| rows.get(subject).cloned()).collect())
    }

    /// The rows of a system.
    pub async fn of_system<V: Thing>(&self, system: &Subject) -> Answer<Vec<Arc<V>>> {
        let slot = V::slot(&self.tables);
        let is_worth_a_table = slot.asked.fetch_add(1, Ordering::Relaxed) >= PATIENCE;
        if slot.table.initialized() || is_worth_a_table {
            return Ok(self.table::<V>().await?.of_system(system));
        }
        let filter = Filter { system: Some(system.clone()), ..Filter::default() };
        let rows = self.app.list::<V>(&self.sight, filter).await?.rows;
        Ok(rows.into_iter().map(Arc::new).collect())
    }

    /// Who is quarantined, suspect or clean.
    pub async fn standings(&self) -> Answer<&Standings> {
        let read = || self.app.standings(&self.sight);
        Ok(self.standings.get_or_try_init(read).await?)
    }

    /// What people must learn.
    pub async fn syllabus(&self) -> Answer<Arc<awareness::Syllabus>> {
        let read = async || self.app.syllabus(&self.sight).await.map(Arc::new);
        Ok(Arc::clone(self.syllabus.get_or_try_init(read).await?))
    }

    /// What people did in reviews, and about findings and actions.
    pub async fn deeds(&self) -> Answer<&people::Deeds> {
        let read = async || -> Answer<people::Deeds> {
            let reviews = self.table::<reviews::ReviewRow>().await?;
            let findings = self.table::<reviews::FindingRow>().await?;
            let actions = self.table::<reviews::ActionRow>().await?;
            Ok(people::Deeds::of(reviews.iter(), findings.iter(), actions.iter()))
        };
        self.deeds.get_or_try_init(read).await
    }

    /// What every source delivered.
    pub async fn deliveries(&self) -> Answer<&datasets::Deliveries> {
        let read = async || -> Answer<datasets::Deliveries> {
            let batches = self.table::<datasets::BatchRow>().await?;
            Ok(datasets::Deliveries::of(batches.iter()))
        };
        self.deliveries.get_or_try_init(read).await
    }

    /// What the organisation tolerates, by category.
    pub async fn tolerances(&self) -> Answer<&risks::Tolerances> {
        let read = || self.app.tolerances(&self.sight);
        Ok(self.tolerances.get_or_try_init(read).await?)
    }

    /// A board with how the controls of one system stand, or those of all.
    pub async fn board(&self, system: Option<&Subject>) -> Answer<Arc<Board>> {
        let (known, asked) = self.known_board(system);
        if let Some(board) = known {
            return Ok(board);
        }
        // Several systems asked one by one are read at once.
        let wanted = system.filter(|_| asked < PATIENCE);
        let board = Arc::new(self.app.control_board(&self.sight, wanted).await?);
        if let Ok(mut boards) = self.boards.lock() {
            boards.insert(wanted.cloned(), Arc::clone(&board));
        }
        Ok(board)
    }

    /// The board that was read for a system or for all, and how many were read so far.
    fn known_board(&self, system: Option<&Subject>) -> (Option<Arc<Board>>, usize) {
        let Ok(boards) = self.boards.lock() else { return (None, 0) };
        let known = boards.get(&None).or_else(|| boards.get(&system.cloned()));
        (known.cloned(), boards.len())
    }

    /// The catalogue of the moment.
    pub async fn book(&self) -> Answer<Arc<Book>> {
        Ok(self.app.book(&self.sight).await?)
    }

    /// The catalogue that forms choose from and things are worded by: that of the moment.
    pub async fn choices(&self) -> Answer<Arc<Book>> {
        Ok(self.app.choices(&self.sight).await?)
    }

    /// The lineage.
    pub async fn graph(&self) -> Answer<Graph> {
        Ok(self.app.graph(&self.sight).await?)
    }

    /// The tainted ancestors that make a thing suspect, as far as the caller may see them.
    pub async fn because(&self, subject: &Subject) -> Answer<Vec<Subject>> {
        let reasons = self.standings().await?.because(subject);
        if reasons.is_empty() {
            return Ok(reasons);
        }
        let graph = self.graph().await?;
        let is_visible = |reason: &Subject| {
            graph.find(reason).is_some_and(|number| graph.is_visible(number, &self.sight))
        };
        Ok(reasons.into_iter().filter(is_visible).collect())
    }

    /// A personal text; absent when nobody wrote it or it was erased.
    pub async fn text(&self, personal: &Personal) -> Answer<Option<String>> {
        match personal {
            Personal::Written { text, .. } => Ok(Some(text.clone())),
            Personal::Erased => Ok(None),
            Personal::Sealed { pos, pointer } => {
                self.part(PartRef { pos: *pos, pointer: pointer.clone() }).await
            }
        }
    }

    /// The personal text of a part of an event.
    pub async fn part(&self, part: PartRef) -> Answer<Option<String>> {
        match self.texts.load_one(part).await {
            Ok(text) => Ok(text.flatten()),
            Err(reply) => Err(reply),
        }
    }

    /// The Merkle root over the first `size` events, in hex.
    pub async fn root(&self, size: u64) -> Answer<String> {
        let known = self.roots.lock().ok().and_then(|roots| roots.get(&size).cloned());
        if let Some(root) = known {
            return Ok(root);
        }
        let root = self.app.root(size).await?.to_string();
        if let Ok(mut roots) = self.roots.lock() {
            roots.insert(size, root.clone());
        }
        Ok(root)
    }
}

/// Opens personal texts, as many at once as are asked for together.
struct Texts(Store);

impl Loader<PartRef> for Texts {
    type Value = Option<String>;
    type Error = Reply;

    async fn load(&self, parts: &[PartRef]) -> Result<HashMap<PartRef, Option<String>>, Reply> {
        Ok(self.0.open_parts(parts).await?)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the loader's task ends with the question that waits for it"
)]
fn spawn(task: futures::future::BoxFuture<'static, ()>) {
    drop(tokio::spawn(task));
}
