//! Versions of data and of models that are stopped, as one list.
//!
//! # Invariants
//! - The list has as many rows as the figure of the dashboard says, for whoever asks.
//!   (`what_is_stopped_is_listed_as_it_is_counted`)
//!
//! # Deliberately absent
//! - What is suspect because of them: the blast radius of a row says that.

use std::{collections::HashSet, sync::Arc};

use app::{
    datasets::{DatasetRow, VersionRow, VersionState as State},
    deployments::DeploymentRow,
    lineage::{Graph, Standing},
    models::{ModelRow, ModelVersionRow},
    systems::SystemRow,
};
use async_graphql::{InputObject, Object};
use kernel::{Kind, Personal, Subject as Name};

use super::{
    connection::{Connection, Part, cut},
    order::{Key, Keys, arranged, known},
    query::contains,
    scalars::{Subject, Time},
    systems::System,
    words::VersionState,
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// Which stopped versions are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct QuarantineFilter {
    /// Of this kind of thing: `dataset`, `model` or `prompt`.
    pub kind: Option<String>,
    /// Of this system.
    pub system: Option<Subject>,
    /// That something live runs, or not.
    pub live: Option<bool>,
    /// With this text in the id, or in the name of what it is a version of.
    pub text: Option<String>,
}

/// A version that is stopped.
pub struct QuarantinedVersion {
    scope: Ref,
    row: Row,
    name: String,
    since: Option<u64>,
    live: bool,
}

/// The row of a version.
enum Row {
    Data(Arc<VersionRow>),
    Model(Arc<ModelVersionRow>),
}

impl Row {
    fn subject(&self) -> &Name {
        match self {
            Self::Data(row) => &row.subject,
            Self::Model(row) => &row.subject,
        }
    }

    fn system(&self) -> Option<&Name> {
        match self {
            Self::Data(row) => row.system.as_ref(),
            Self::Model(row) => row.system.as_ref(),
        }
    }

    fn state(&self) -> State {
        match self {
            Self::Data(row) => row.state,
            Self::Model(row) => row.state,
        }
    }

    fn registered(&self) -> kernel::Micros {
        match self {
            Self::Data(row) => row.registered,
            Self::Model(row) => row.registered,
        }
    }

    fn reason(&self) -> Option<&Personal> {
        match self {
            Self::Data(row) => row.quarantine.as_ref().map(|one| &one.reason),
            Self::Model(row) => Some(&row.reason),
        }
    }

    fn incident(&self) -> Option<&Name> {
        match self {
            Self::Data(row) => row.quarantine.as_ref()?.incident.as_ref(),
            Self::Model(row) => row.incident.as_ref(),
        }
    }
}

/// A version of data or of a model that is stopped.
#[Object]
impl QuarantinedVersion {
    /// The version, `dataset:NAME@VERSION` or `model:NAME@VERSION`.
    async fn subject(&self) -> Subject {
        Subject::from(self.row.subject())
    }

    /// What people call the dataset or the model.
    async fn name(&self) -> &str {
        &self.name
    }

    /// What was decided about it.
    async fn state(&self) -> VersionState {
        self.row.state().into()
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered().into()
    }

    /// Since when it is stopped.
    async fn since(&self) -> Answer<Option<Time>> {
        let Some(position) = self.since else { return Ok(None) };
        let found = self.scope.app.event(&self.scope.sight, position).await?;
        let fact = found.map(|stored| app::recorded(&stored)).transpose()?;
        Ok(fact.map(|fact| fact.at.into()))
    }

    /// Why; absent when erased.
    async fn reason(&self) -> Answer<Option<String>> {
        match self.row.reason() {
            Some(reason) => self.scope.text(reason).await,
            None => Ok(None),
        }
    }

    /// The incident it belongs to.
    async fn incident(&self) -> Option<Subject> {
        self.row.incident().map(Subject::from)
    }

    /// Whether something live runs exactly this version.
    async fn live(&self) -> bool {
        self.live
    }

    /// Whether somebody asked to lift the quarantine.
    async fn lift_requested(&self) -> bool {
        match &self.row {
            Row::Data(row) => row.quarantine.as_ref().is_some_and(|one| one.lift.is_some()),
            Row::Model(_) => false,
        }
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system()).await
    }
}

/// Keys of the columns of the list.
const KEYS: [&str; 7] = ["name", "kind", "state", "live", "since", "registered", "system"];

/// A page of what is stopped; what was stopped last is first.
pub async fn page(
    scope: &Ref,
    filter: QuarantineFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<QuarantinedVersion>> {
    let kind = filter.kind.as_deref().map(kind).transpose()?;
    let mut all = everything(scope).await?;
    all.retain(|one| {
        let subject = one.row.subject();
        let of_system = |wanted: &Subject| one.row.system() == Some(&wanted.0);
        let says = |text: &String| contains(text, &[&one.name, &subject.to_string()]);
        kind.is_none_or(|kind| kind == subject.kind())
            && filter.system.as_ref().is_none_or(of_system)
            && filter.live.is_none_or(|live| live == one.live)
            && filter.text.as_ref().is_none_or(says)
    });
    all.sort_by_key(|one| std::cmp::Reverse(one.since));
    if let Some(order) = order {
        let systems = scope.table::<SystemRow>().await?;
        let key = known(&order, &KEYS)?;
        let key_of = |one: &QuarantinedVersion| match key {
            "kind" => Key::words(one.row.subject().kind().as_str()),
            "state" => Key::step(&STATES, &one.row.state()),
            "live" => Key::number(i64::from(one.live)),
            "since" => Key::number(one.since?),
            "registered" => Key::number(one.row.registered().0),
            "system" => Key::words(systems.get(one.row.system()?)?.name.as_str()),
            _ => Key::words(&one.row.subject().label()),
        };
        let keys: Keys = all.iter().map(key_of).collect();
        all = arranged(all, keys, order.descending);
    }
    Ok(cut(all, (first, after), |one| one.row.subject().to_string())?.into())
}

/// States as keys of an order: those that are used stand at the end.
const STATES: [State; 6] = [
    State::Retired,
    State::Rejected,
    State::Quarantined,
    State::Candidate,
    State::Promoted,
    State::Active,
];

fn kind(word: &str) -> Answer<Kind> {
    if let Ok(kind @ (Kind::Dataset | Kind::Model | Kind::Prompt)) = word.parse::<Kind>() {
        return Ok(kind);
    }
    let sentence = format!("'{word}' has no versions; name dataset, model or prompt");
    Err(Reply::bad_input("filter.kind", sentence))
}

/// All that is stopped and may be seen.
async fn everything(scope: &Ref) -> Answer<Vec<QuarantinedVersion>> {
    let standings = scope.standings().await?;
    let is_stopped = |subject: &Name| standings.of_subject(subject) == Standing::Quarantined;
    let (data, models) =
        (scope.table::<VersionRow>().await?, scope.table::<ModelVersionRow>().await?);
    let data = data.rows.iter().filter(|row| is_stopped(&row.subject)).cloned().map(Row::Data);
    let models = models.rows.iter().filter(|row| is_stopped(&row.subject)).cloned().map(Row::Model);
    let rows: Vec<Row> = data.chain(models).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (names, graph) = (Names::of(scope).await?, scope.graph().await?);
    Ok(rows.into_iter().map(|row| names.shown(scope, &graph, row)).collect())
}

/// What things are called, and which versions are live.
struct Names {
    datasets: Arc<app::Table<DatasetRow>>,
    models: Arc<app::Table<ModelRow>>,
    live: HashSet<Name>,
}

impl Names {
    async fn of(scope: &Ref) -> Answer<Self> {
        let deployments = scope.table::<DeploymentRow>().await?;
        let live = deployments.rows.iter().filter(|row| row.is_live());
        let live = live.flat_map(|row| std::iter::once(&row.model).chain(&row.uses));
        let live: HashSet<Name> = live.cloned().collect();
        let datasets = scope.table::<DatasetRow>().await?;
        Ok(Self { datasets, models: scope.table::<ModelRow>().await?, live })
    }

    fn shown(&self, scope: &Ref, graph: &Graph, row: Row) -> QuarantinedVersion {
        let subject = row.subject();
        let stream = subject.stream();
        let name = match &row {
            Row::Data(_) => self.datasets.get(&stream).map(|row| row.name.to_string()),
            Row::Model(_) => self.models.get(&stream).map(|row| row.name.clone()),
        };
        let since = graph.find(subject);
        let since = since.and_then(|number| graph.tainted_since(number, scope.sight.upto));
        let live = self.live.contains(subject);
        let name = name.unwrap_or_else(|| stream.label());
        QuarantinedVersion { scope: Arc::clone(scope), row, name, since, live }
    }
}
