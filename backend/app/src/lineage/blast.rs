//! Blast radius: everything downstream of some nodes, down to live endpoints and their owners.
//!
//! # Invariants
//! - A question about things that a hundred thousand things came from reads no rows of them: the
//!   graph knows what it takes. (`a_blast_radius_is_what_the_rows_say`)

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use domain::deployments::Stage;
use kernel::{Kind, Subject};

use super::{
    Direction, Standing, Standings,
    net::{Eyes, Net, Service},
    walk::Nodes,
};
use crate::{App, AppError, Sight, incidents::IncidentRow, systems::SystemRow};

/// What is downstream of some roots, at a moment.
#[derive(Clone, Debug, Default)]
pub struct Blast {
    /// What was asked about.
    pub roots: Vec<Subject>,
    /// Affected things by kind word, sorted, the roots themselves left out.
    pub affected: BTreeMap<&'static str, Vec<Subject>>,
    /// Endpoints where something reached is live now, production first.
    pub live: Vec<LiveEndpoint>,
    /// Accountable owners of the systems reached.
    pub owners: Vec<Subject>,
    /// Systems reached.
    pub systems: Vec<Subject>,
    /// People served by the deployments reached, where any states it.
    pub people: Option<u64>,
    /// Decisions made by the deployments reached; unknown until somebody counted.
    pub decisions: Option<u64>,
    /// For each model version reached, the last version before it that is clean.
    pub last_clean: Vec<(Subject, Option<Subject>)>,
}

/// A live endpoint that serves something affected.
#[derive(Clone, Debug)]
pub struct LiveEndpoint {
    /// Where it answers.
    pub endpoint: Subject,
    /// What is live there.
    pub deployment: Subject,
    /// The exact model version it serves.
    pub model: Subject,
    /// At which stage.
    pub stage: Stage,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Who is accountable.
    pub owner: Option<Subject>,
    /// The version to go back to.
    pub last_clean: Option<Subject>,
}

/// The word a kind of node is counted under.
pub fn kind_of(subject: &Subject) -> &'static str {
    word(subject.kind(), subject.version().is_some())
}

fn word(kind: Kind, is_version: bool) -> &'static str {
    match (kind, is_version) {
        (Kind::Dataset, true) => "dataset_version",
        (Kind::Model, true) => "model_version",
        (Kind::Prompt, true) => "prompt_version",
        (kind, _) => kind.as_str(),
    }
}

impl App {
    /// Everything downstream of some roots. Roots that do not exist yet reach nothing.
    pub async fn blast(&self, sight: &Sight, roots: &[Subject]) -> Result<Blast, AppError> {
        let (graph, standings) = (self.graph(sight).await?, self.standings(sight).await?);
        let (sight_then, asked) = (sight.clone(), roots.to_vec());
        let find = move || graph.look(|net| Found::below(net, &standings, &sight_then, &asked));
        let found = tokio::task::spawn_blocking(find).await.map_err(AppError::internal)?;
        let Found { mut blast, systems, incidents } = found;
        let systems: Vec<SystemRow> = self.pick(sight, &systems).await?;
        let owner: HashMap<&Subject, &Subject> =
            systems.iter().filter_map(|row| Some((&row.subject, row.owner.as_ref()?))).collect();
        for live in &mut blast.live {
            live.owner =
                live.system.as_ref().and_then(|system| owner.get(system)).copied().cloned();
        }
        let owners: BTreeSet<&Subject> = owner.into_values().collect();
        blast.owners = owners.into_iter().cloned().collect();
        blast.systems = systems.into_iter().map(|row| row.subject).collect();
        blast.decisions = self.decisions(sight, &incidents, &blast).await?;
        Ok(blast)
    }

    /// The last clean version before a model version, judged by the standings of the moment.
    pub async fn last_clean(
        &self,
        sight: &Sight,
        version: &Subject,
    ) -> Result<Option<Subject>, AppError> {
        let (graph, standings) = (self.graph(sight).await?, self.standings(sight).await?);
        Ok(graph.look(|net| {
            let number = net.find(version)?;
            let is_unclean = |other| standings.of_node(other) != Standing::Clean;
            let clean = net.last_clean(&[number], is_unclean, &net.eyes(sight));
            net.names.subject(clean.get(&number).copied().flatten()?)
        }))
    }

    /// Decisions by the deployments reached, as the incidents of the moment counted them.
    async fn decisions(
        &self,
        sight: &Sight,
        incidents: &[Subject],
        blast: &Blast,
    ) -> Result<Option<u64>, AppError> {
        let rows: Vec<IncidentRow> = self.pick(sight, incidents).await?;
        let counted: BTreeMap<&str, u64> = rows
            .iter()
            .filter_map(|row| row.rescored.as_ref())
            .flat_map(|rescored| &rescored.by_deployment)
            .map(|(deployment, decisions)| (deployment.as_str(), *decisions))
            .collect();
        if counted.is_empty() {
            return Ok(None);
        }
        let deployments = blast.affected.get("deployment").into_iter().flatten();
        let known: Vec<u64> = deployments
            .filter_map(|subject| {
                let by_name = counted.get(subject.name());
                by_name.or_else(|| counted.get(subject.to_string().as_str())).copied()
            })
            .collect();
        Ok((!known.is_empty()).then(|| known.iter().sum()))
    }
}

/// What the graph knows of a blast radius, and which rows know the rest.
struct Found {
    blast: Blast,
    /// The systems of the deployments reached.
    systems: Vec<Subject>,
    /// Incidents in which somebody counted decisions.
    incidents: Vec<Subject>,
}

impl Found {
    fn below(net: &Net, standings: &Standings, sight: &Sight, roots: &[Subject]) -> Self {
        let eyes = net.eyes(sight);
        let asked: Vec<u32> = roots.iter().filter_map(|root| net.find(root)).collect();
        let reached = net.reach(asked.iter().copied(), Direction::Down, None, &eyes);
        let mut left_out = Nodes::default();
        for root in &asked {
            left_out.insert(*root);
        }
        let by_word = by_word(net, &reached, &left_out);
        let of = |word: &str| by_word.get(word).map_or(&[][..], Vec::as_slice);
        let (versions, deployments) = (of("model_version"), of("deployment"));
        let is_unclean =
            |other| reached.contains(other) || standings.of_node(other) != Standing::Clean;
        let clean = net.last_clean(versions, is_unclean, &eyes);
        let name = |number: &u32| net.names.subject(*number);
        let clean_of =
            |model: u32| clean.get(&model).copied().flatten().and_then(|model| name(&model));
        let systems: BTreeSet<u32> = deployments
            .iter()
            .filter_map(|number| net.point(*number).map(|point| point.system))
            .collect();
        let systems = systems.into_iter().filter_map(|at| net.systems.get(super::index(at)));
        let counted =
            net.marks.ever_counted().iter().filter(|number| was_counted(net, **number, &eyes));
        let live = live_endpoints(net, deployments, &eyes);
        let blast = Blast {
            roots: roots.to_vec(),
            live: live.iter().filter_map(|service| endpoint(net, service, &clean_of)).collect(),
            people: people(net, deployments),
            last_clean: versions
                .iter()
                .filter_map(|version| Some((name(version)?, clean_of(*version))))
                .collect(),
            affected: by_word
                .iter()
                .map(|(word, numbers)| (*word, numbers.iter().filter_map(name).collect()))
                .collect(),
            ..Blast::default()
        };
        Self {
            systems: systems.map(|system| system.subject.clone()).collect(),
            incidents: counted.filter_map(name).collect(),
            blast,
        }
    }
}

/// The nodes reached by the word of their kind, each list ordered by name.
fn by_word(net: &Net, reached: &Nodes, asked: &Nodes) -> BTreeMap<&'static str, Vec<u32>> {
    /// Nodes by name and version, so that they sort as people read them.
    type Named<'a> = Vec<(&'a str, Option<&'a str>, u32)>;
    let mut named: BTreeMap<&'static str, Named<'_>> = BTreeMap::new();
    for number in reached.iter().filter(|number| !asked.contains(*number)) {
        if let Some((kind, name, version)) = net.names.parts(number) {
            named.entry(word(kind, version.is_some())).or_default().push((name, version, number));
        }
    }
    let ordered = named.into_iter().map(|(word, mut named)| {
        named.sort_unstable();
        (word, named.into_iter().map(|(_, _, number)| number).collect())
    });
    ordered.collect()
}

fn was_counted(net: &Net, incident: u32, eyes: &Eyes) -> bool {
    let mark = net.point(incident).map(|point| point.mark);
    mark.is_some_and(|mark| net.marks.was_counted(mark, eyes.upto))
        && net.is_visible(incident, eyes)
}

fn people(net: &Net, deployments: &[u32]) -> Option<u64> {
    let stated = deployments.iter().filter_map(|number| net.service(*number)?.people);
    stated
        .fold(None, |sum: Option<u64>, people| Some(sum.unwrap_or_default().saturating_add(people)))
}

/// What is live among some deployments, production first, then by when it was activated.
fn live_endpoints(net: &Net, deployments: &[u32], eyes: &Eyes) -> Vec<Service> {
    let is_live = |number: &&u32| {
        net.point(**number).is_some_and(|point| net.marks.is_live(point.mark, eyes.upto))
    };
    let live = deployments.iter().filter(is_live).filter_map(|number| net.service(*number));
    let mut live: Vec<Service> = live.copied().collect();
    // Those of one moment stay ordered by name.
    live.sort_by_key(|service| {
        (Reverse(weight(service.stage)), net.point(service.node).map(|point| point.at))
    });
    live
}

fn endpoint(
    net: &Net,
    service: &Service,
    clean_of: &impl Fn(u32) -> Option<Subject>,
) -> Option<LiveEndpoint> {
    Some(LiveEndpoint {
        endpoint: net.names.subject(service.endpoint)?,
        deployment: net.names.subject(service.node)?,
        model: net.names.subject(service.model)?,
        stage: service.stage,
        system: net.system_of(service.node).cloned(),
        owner: None,
        last_clean: clean_of(service.model),
    })
}

fn weight(stage: Stage) -> u8 {
    match stage {
        Stage::Production => 2,
        Stage::Staging => 1,
        Stage::Test => 0,
    }
}
