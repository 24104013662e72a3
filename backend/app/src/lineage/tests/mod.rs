mod kept;
mod plain;

use domain::Event;
use kernel::{Kind, Micros, Subject};
use serde_json::{Value, json};

use super::{Direction, Standing, net::Net};
use crate::{
    Fact, Instant, Learning, Reach, Sight, Visible,
    testing::{TestApp, drill_app},
};

fn time(text: &str) -> Instant {
    Instant::Time(text.parse::<Micros>().unwrap())
}

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

/// All facts of an app's log.
async fn all_facts(test: &TestApp) -> Vec<Fact> {
    super::facts(&test.app.store.read(0, u32::MAX).await.unwrap()).unwrap()
}

fn folded(facts: &[Fact]) -> Net {
    let mut net = Net::default();
    for fact in facts {
        net.fold(fact);
    }
    net
}

/// What somebody sees who may see these systems after `upto` events.
fn sight(upto: u64, systems: &[&str]) -> Sight {
    let systems = systems.iter().map(|system| (*system).to_owned()).collect();
    let learning = Learning { named: Reach::All, counted: Reach::All };
    Sight { upto, time: Micros(0), live: false, visible: Visible::Only(systems), learning }
}

fn fact(pos: u64, stream: &str, system: &str, kind: &str, data: Value) -> Fact {
    Fact {
        pos,
        stream: subject(stream),
        recorded: Micros(0),
        at: Micros(i64::try_from(pos).unwrap()),
        imported: false,
        actor: Subject::new(Kind::Person, "p", None).unwrap(),
        claimed_actor: None,
        system: Some(subject(system)),
        corr: None,
        event: Event::decode(kind, 1, data, &[]).unwrap(),
    }
}

#[test]
fn a_thing_belongs_to_the_system_that_registered_it() {
    let started =
        json!({ "kind": "train", "inputs": ["dataset:d@1"], "code_commit": "c", "started": 0 });
    let registered = json!({ "version": "1", "digest": "a".repeat(64), "rows": 1, "derived_from": [], "frozen": false });
    let mut net = Net::default();
    net.fold(&fact(0, "run:r", "system:a", "run.started", started));
    let version = net.find(&subject("dataset:d@1")).unwrap();
    assert_eq!(net.system_of(version), Some(&subject("system:a")));
    net.fold(&fact(1, "dataset:d", "system:b", "dataset.version_registered", registered));
    assert_eq!(net.system_of(version), Some(&subject("system:b")));
    // Rights are judged now, also about the past.
    for upto in [1, 2] {
        let sees = |system: &str| net.is_visible(version, &net.eyes(&sight(upto, &[system])));
        assert_eq!((sees("system:a"), sees("system:b")), (false, true));
    }
}

#[tokio::test]
async fn what_is_upstream_stays_clean() {
    let drill = drill_app(None).await;
    let sight = drill.sight(time("2026-02-11T00:00:00Z")).await;
    let standings = drill.app.standings(&sight).await.unwrap();
    for clean in ["dataset:ds-core-clinical@v6", "model:mdl-carerisk@1.2.0", "source:src-core"] {
        assert_eq!(standings.of_subject(&subject(clean)), Standing::Clean, "{clean}");
    }
    let tainted = subject("dataset:ds-care-train@v4");
    assert_eq!(standings.of_subject(&tainted), Standing::Quarantined);
}

#[tokio::test]
async fn suspicion_follows_the_quarantine_of_that_moment() {
    let drill = drill_app(None).await;
    let run = subject("run:run-hc-0004");
    let standing = async |instant| {
        let sight = drill.sight(instant).await;
        drill.app.standings(&sight).await.unwrap().of_subject(&run)
    };
    assert_eq!(standing(time("2026-02-10T14:40:00Z")).await, Standing::Clean);
    assert_eq!(standing(time("2026-02-10T14:48:00Z")).await, Standing::Suspect);
}

#[tokio::test]
async fn an_earlier_answer_never_changes() {
    let short = drill_app(Some("2026-01-20T12:00:00Z".parse().unwrap())).await;
    let whole = drill_app(None).await;
    let roots = [subject("source:src-partner-gateway")];
    let upto = short.app.store.head();
    let then = short.sight(Instant::Now).await;
    let looking_back = whole.sight(Instant::Position(upto - 1)).await;
    let names = async |test: &crate::testing::TestApp, sight: &crate::Sight| {
        let picture = test.app.picture(sight, &roots, Direction::Both, None).await.unwrap();
        let edges = picture.edges.iter().map(|e| format!("{} {} {}", e.from, e.to, e.path));
        let nodes = picture
            .nodes
            .iter()
            .map(|n| format!("{} {:?} {} {} {}", n.node.subject, n.standing, n.live, n.x, n.y));
        edges.chain(nodes).collect::<Vec<_>>()
    };
    let then = names(&short, &then).await;
    assert!(then.len() > 40, "the neighbourhood has {} parts", then.len());
    assert_eq!(names(&whole, &looking_back).await, then);
}

#[tokio::test]
async fn a_depth_of_one_shows_only_neighbours() {
    let drill = drill_app(None).await;
    let sight = drill.sight(Instant::Now).await;
    let roots = [subject("run:run-hc-0001")];
    let picture = drill.app.picture(&sight, &roots, Direction::Down, Some(1)).await.unwrap();
    let names: Vec<String> = picture.nodes.iter().map(|n| n.node.subject.to_string()).collect();
    assert_eq!(names, ["run:run-hc-0001", "model:mdl-carerisk@1.0.0"]);
}
