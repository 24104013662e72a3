//! The lineage against plain searches over facts and rows.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Kind, Subject};

use super::{Direction, Standing, all_facts, folded};
use crate::{
    App, Fact, Filter, Instant, Sight, Visible,
    deployments::DeploymentRow,
    lineage::{Blast, Standings},
    models::ModelVersionRow,
    systems::SystemRow,
    testing::{TestApp, drill_app},
};

type Edge = (Subject, Subject);

fn edges(facts: &[Fact]) -> Vec<Edge> {
    let edges = facts.iter().flat_map(|fact| domain::lineage::edges(&fact.event, &fact.stream));
    edges.map(|edge| (edge.from, edge.to)).collect()
}

/// Everything that can be reached along the edges, the roots included.
fn search(edges: &[Edge], roots: &[Subject], forward: bool) -> BTreeSet<Subject> {
    let mut reached: BTreeSet<Subject> = roots.iter().cloned().collect();
    loop {
        let before = reached.len();
        for (from, to) in edges {
            let (here, there) = if forward { (from, to) } else { (to, from) };
            if reached.contains(here) {
                reached.insert(there.clone());
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

#[tokio::test]
async fn a_walk_is_a_plain_search() {
    let drill = drill_app(None).await;
    let facts = all_facts(&drill).await;
    let net = folded(&facts);
    for upto in [facts.len(), facts.len() / 2, facts.len() / 5] {
        let edges = edges(&facts[..upto]);
        let sight = drill.sight(Instant::Position(u64::try_from(upto).unwrap() - 1)).await;
        let eyes = net.eyes(&sight);
        let known: Vec<u32> = (0..super::super::number(net.points.len()))
            .filter(|n| net.is_visible(*n, &eyes))
            .collect();
        assert!(known.len() > 20);
        for root in known.iter().step_by(7) {
            let subject = net.names.subject(*root).unwrap();
            for direction in [Direction::Down, Direction::Up, Direction::Both] {
                let reached = net.reach([*root].into_iter(), direction, None, &eyes);
                let found: BTreeSet<Subject> =
                    reached.iter().map(|number| net.names.subject(number).unwrap()).collect();
                let mut plain = BTreeSet::new();
                for forward in [true, false] {
                    let unwanted = if forward { Direction::Up } else { Direction::Down };
                    if direction != unwanted {
                        plain.append(&mut search(&edges, std::slice::from_ref(&subject), forward));
                    }
                }
                assert_eq!(found, plain, "{direction:?} from {subject} at {upto}");
                assert_eq!(reached.len(), found.len());
            }
        }
    }
}

/// Moments at which much had happened, and somebody who sees a part.
async fn questions(drill: &TestApp) -> Vec<Sight> {
    let mut sights = Vec::new();
    for moment in ["2025-12-01T00:00:00Z", "2026-02-10T14:35:00Z", "2026-05-30T00:00:00Z"] {
        let sight = drill.sight(Instant::Time(moment.parse().unwrap())).await;
        let part = ["system:sys-carerisk", "system:sys-fraudshield"].map(str::to_owned);
        sights.push(Sight { visible: Visible::Only(part.into()), ..sight.clone() });
        sights.push(sight);
    }
    sights
}

fn roots() -> Vec<Vec<Subject>> {
    let roots = [
        &["source:src-partner-gateway"][..],
        &["batch:bat-pc-20251124x", "batch:bat-pc-20251219x"],
        &["dataset:ds-care-train@v4"],
        &["model:mdl-carerisk@1.2.0"],
        &["source:nobody"],
    ];
    roots.iter().map(|roots| roots.iter().map(|root| root.parse().unwrap()).collect()).collect()
}

/// Model versions that rows say were promoted or live once and are not stopped.
async fn proven(app: &App, sight: &Sight) -> BTreeSet<Subject> {
    let deployments = app.list::<DeploymentRow>(sight, Filter::default()).await.unwrap().rows;
    let versions = app.list::<ModelVersionRow>(sight, Filter::default()).await.unwrap().rows;
    let stopped: BTreeSet<&Subject> =
        versions.iter().filter(|row| row.is_stopped()).map(|row| &row.subject).collect();
    let promoted = versions.iter().filter(|row| row.is_promoted()).map(|row| &row.subject);
    let served = deployments.iter().map(|row| &row.model);
    promoted.chain(served).filter(|model| !stopped.contains(model)).cloned().collect()
}

/// Versions in the order in which facts first name them.
fn versions(facts: &[Fact]) -> Vec<Subject> {
    let mut seen = BTreeSet::new();
    let mut ordered = Vec::new();
    for fact in facts {
        let introduced = domain::introduces(&fact.event, &fact.stream);
        let edges = domain::lineage::edges(&fact.event, &fact.stream);
        let named = edges.into_iter().flat_map(|edge| [edge.from, edge.to]);
        for subject in introduced.into_iter().chain(named) {
            let is_model = subject.kind() == Kind::Model && subject.version().is_some();
            if is_model && seen.insert(subject.clone()) {
                ordered.push(subject);
            }
        }
    }
    ordered
}

#[tokio::test]
async fn the_last_clean_version_is_proven_and_untouched() {
    let drill = drill_app(None).await;
    let (facts, mut some) = (all_facts(&drill).await, 0);
    for sight in questions(&drill).await {
        let proven = proven(&drill.app, &sight).await;
        let standings = drill.app.standings(&sight).await.unwrap();
        let ordered = versions(&facts[..usize::try_from(sight.upto).unwrap()]);
        for roots in roots() {
            let blast = drill.app.blast(&sight, &roots).await.unwrap();
            let reached = blast.affected.get("model_version").cloned().unwrap_or_default();
            let touched = |version: &Subject| {
                let is_reached = reached.contains(version) || roots.contains(version);
                is_reached || standings.of_subject(version) != Standing::Clean
            };
            for (version, clean) in &blast.last_clean {
                let at = ordered.iter().position(|other| other == version).unwrap();
                let is_good = |other: &&Subject| {
                    let of_it = other.stream() == version.stream();
                    of_it && proven.contains(*other) && !touched(other)
                };
                let plain = ordered[..at].iter().rev().find(is_good);
                assert_eq!(clean.as_ref(), plain, "before {version} at {}", sight.upto);
                some += usize::from(clean.is_some());
            }
        }
    }
    assert!(some > 4, "{some} versions have a clean one before them");
}

#[tokio::test]
async fn a_blast_radius_is_what_the_rows_say() {
    let drill = drill_app(None).await;
    let (mut live, mut systems) = (0, 0);
    for sight in questions(&drill).await {
        for roots in roots() {
            let blast = drill.app.blast(&sight, &roots).await.unwrap();
            let reached = blast.affected.get("deployment").cloned().unwrap_or_default();
            let rows: Vec<DeploymentRow> = drill.app.pick(&sight, &reached).await.unwrap();
            assert_eq!(rows.len(), reached.len(), "what is reached is seen");
            let mut plain: Vec<&DeploymentRow> = rows.iter().filter(|row| row.is_live()).collect();
            plain.sort_by_key(|row| std::cmp::Reverse(format!("{:?}", row.stage) == "Production"));
            let told = blast
                .live
                .iter()
                .map(|l| (&l.deployment, &l.model, &l.endpoint, l.stage, &l.system));
            let told: Vec<_> = told.collect();
            let said =
                plain.iter().map(|r| (&r.subject, &r.model, &r.endpoint, r.stage, &r.system));
            assert_eq!(told, said.collect::<Vec<_>>());
            let stated: Vec<u64> = rows.iter().filter_map(|row| row.people).collect();
            assert_eq!(blast.people, (!stated.is_empty()).then(|| stated.iter().sum()));
            check_owners(&drill, &sight, &blast, &rows).await;
            (live, systems) = (live + told.len(), systems + blast.systems.len());
        }
    }
    assert!(live > 8 && systems > 8, "{live} live endpoints of {systems} systems");
}

async fn check_owners(drill: &TestApp, sight: &Sight, blast: &Blast, rows: &[DeploymentRow]) {
    let wanted: BTreeSet<Subject> = rows.iter().filter_map(|row| row.system.clone()).collect();
    let wanted: Vec<Subject> = wanted.into_iter().collect();
    let systems: Vec<SystemRow> = drill.app.pick(sight, &wanted).await.unwrap();
    assert_eq!(blast.systems, systems.iter().map(|row| row.subject.clone()).collect::<Vec<_>>());
    let owner: BTreeMap<&Subject, Option<&Subject>> =
        systems.iter().map(|row| (&row.subject, row.owner.as_ref())).collect();
    for live in &blast.live {
        let of_system =
            live.system.as_ref().and_then(|system| owner.get(system).copied().flatten());
        assert_eq!(live.owner.as_ref(), of_system);
    }
    let owners: BTreeSet<&Subject> = owner.values().filter_map(|owner| *owner).collect();
    assert_eq!(blast.owners.iter().collect::<BTreeSet<_>>(), owners);
}

/// Standings by the definition: what is tainted, and what a search from it reaches.
fn plain_standings(
    net: &super::Net,
    edges: &[Edge],
    upto: u64,
) -> BTreeMap<Subject, BTreeSet<Subject>> {
    let mut suspect: BTreeMap<Subject, BTreeSet<Subject>> = BTreeMap::new();
    let tainted =
        net.marks.ever_tainted().iter().filter(|node| {
            net.marks.tainted_since(net.point(**node).unwrap().mark, upto).is_some()
        });
    for root in tainted.map(|node| net.names.subject(*node).unwrap()) {
        for reached in search(edges, std::slice::from_ref(&root), true) {
            if reached != root {
                suspect.entry(reached).or_default().insert(root.clone());
            }
        }
    }
    suspect
}

fn check_standings(
    net: &super::Net,
    standings: &Standings,
    plain: &BTreeMap<Subject, BTreeSet<Subject>>,
) {
    for number in 0..super::super::number(net.points.len()) {
        let subject = net.names.subject(number).unwrap();
        let because: BTreeSet<Subject> = standings.because(&subject).into_iter().collect();
        let all = plain.get(&subject).cloned().unwrap_or_default();
        assert!(because.is_subset(&all), "{subject}");
        assert_eq!(because.len(), all.len().min(8), "{subject}");
        let is_suspect = matches!(standings.of_subject(&subject), Standing::Suspect);
        assert!(!is_suspect || !all.is_empty(), "{subject}");
    }
}

#[tokio::test]
async fn standings_are_a_plain_search_from_what_is_tainted() {
    let drill = drill_app(None).await;
    let facts = all_facts(&drill).await;
    let net = folded(&facts);
    let mut most = 0;
    // To and fro, so that what is known of one moment is used for the next.
    let moments = (0..facts.len()).step_by(23).chain((0..facts.len()).rev().step_by(31));
    for upto in moments.filter(|upto| *upto > 0) {
        let position = u64::try_from(upto).unwrap();
        let sight = drill.sight(Instant::Position(position - 1)).await;
        let standings = drill.app.standings(&sight).await.unwrap();
        let plain = plain_standings(&net, &edges(&facts[..upto]), position);
        check_standings(&net, &standings, &plain);
        most = most.max(plain.len());
    }
    assert!(most > 20, "{most} things were suspect");
}
