//! The graph, the camera and the plan, on small lineages made by hand.
use super::{
    BlastRadius, Camera, Graph, KindCount, Lineage, LineageEdge, LineageNode, LiveEndpoint,
    ReachedDeployment, Size, groups, kind_count, read_lineage,
};
use crate::{
    scalars::{Position, Subject, Time},
    shared::At,
    words::{Stage, Standing},
};

fn node(subject: &str, kind: &str, standing: Standing) -> LineageNode {
    LineageNode {
        subject: Subject::from(subject),
        kind: kind.to_owned(),
        label: subject.split_once(':').unwrap().1.to_owned(),
        system: None,
        at: Time("2026-02-10T00:00:00Z".to_owned()),
        standing,
        state: String::new(),
        live: false,
        root: false,
        x: 0.0,
        y: 0.0,
        w: 200.0,
        h: 48.0,
    }
}

fn edge(from: &str, to: &str) -> LineageEdge {
    let (from, to) = (Subject::from(from), Subject::from(to));
    LineageEdge { from, to, path: "M0 0".to_owned(), tainted: false }
}

/// Two batches into one version, into a run, into a model; an unrelated version beside it.
fn small() -> Lineage {
    let clean = Standing::Clean;
    Lineage {
        nodes: vec![
            node("model:m@1", "model_version", Standing::Suspect),
            node("batch:a", "batch", clean),
            node("batch:b", "batch", Standing::Quarantined),
            node("dataset:d@1", "dataset_version", Standing::Suspect),
            node("run:r", "run", Standing::Suspect),
            node("dataset:other@1", "dataset_version", clean),
        ],
        edges: vec![
            edge("batch:a", "dataset:d@1"),
            edge("batch:b", "dataset:d@1"),
            edge("dataset:d@1", "run:r"),
            edge("run:r", "model:m@1"),
            edge("run:r", "model:not-shown@1"),
        ],
        ..Lineage::default()
    }
}

#[test]
fn a_line_of_descent_goes_all_the_way_up_and_down() {
    let graph = Graph::of(&small());
    let line: Vec<usize> = graph.line_of(3).into_iter().collect();
    assert_eq!(line, [0, 1, 2, 3, 4]);
    // A batch shares its descendants with its neighbour, but is not its ancestor.
    assert!(!graph.line_of(1).contains(&2));
    assert_eq!((graph.up(3), graph.down(3)), (&[1, 2][..], &[4][..]));
}

#[test]
fn an_edge_to_a_thing_that_is_not_shown_has_no_ends() {
    let graph = Graph::of(&small());
    assert_eq!(graph.ends(3), Some((4, 0)));
    assert_eq!(graph.ends(4), None);
}

#[test]
fn the_list_names_every_node_once() {
    let lineage = small();
    let groups = groups(&lineage);
    let kinds: Vec<&str> = groups.iter().map(|group| group.kind.as_str()).collect();
    assert_eq!(kinds, ["batch", "dataset_version", "run", "model_version"]);
    let mut named: Vec<usize> = groups.iter().flat_map(|group| group.nodes.clone()).collect();
    named.sort_unstable();
    assert_eq!(named, [0, 1, 2, 3, 4, 5]);
    assert_eq!(groups[0].nodes, [2, 1], "what cannot be trusted comes first");
}

#[test]
fn a_long_label_keeps_both_ends() {
    let mut long = node("batch:x", "batch", Standing::Clean);
    long.label = "ds-partner-clinics-of-the-north@v12".to_owned();
    let short = long.short_label(20);
    assert_eq!(short.chars().count(), 20);
    assert!(short.starts_with("ds-partne") && short.ends_with("north@v12"), "{short}");
    assert_eq!(long.short_label(40), long.label);
}

#[test]
fn a_node_says_in_words_what_the_picture_shows() {
    let mut model = node("model:m@1", "model_version", Standing::Suspect);
    (model.live, model.root) = (true, true);
    assert_eq!(model.sentence(), "Suspect m@1 live, model version, starting point");
    model.standing = Standing::Clean;
    assert_eq!(model.sentence(), "Model version m@1 live, clean, starting point");
    assert_eq!(kind_count("batch", 3), "3 batches");
    assert_eq!(kind_count("evidence", 1), "1 piece of evidence");
}

const WINDOW: Size = Size { w: 900.0, h: 600.0 };

#[test]
fn zooming_keeps_the_place_under_the_pointer() {
    let before = Camera { x: -40.0, y: 12.0, scale: 0.8 };
    let place =
        |camera: Camera| ((300.0 - camera.x) / camera.scale, (200.0 - camera.y) / camera.scale);
    for factor in [1.25, 0.5, 100.0, 0.0001] {
        let (was, is) = (place(before), place(before.zoomed(factor, 300.0, 200.0)));
        assert!((was.0 - is.0).abs() < 0.001 && (was.1 - is.1).abs() < 0.001, "{factor}");
    }
}

#[test]
fn a_fitted_picture_is_wholly_inside() {
    for picture in
        [Size { w: 4000.0, h: 900.0 }, Size { w: 100.0, h: 50.0 }, Size { w: 0.0, h: 0.0 }]
    {
        let camera = Camera::fit(picture, WINDOW);
        assert!(camera.x >= 0.0 && camera.y >= 0.0 && camera.scale <= 1.0, "{camera:?}");
        assert!(camera.x + picture.w * camera.scale <= WINDOW.w, "{camera:?}");
    }
}

#[test]
fn a_large_picture_opens_where_it_was_asked_for_and_can_be_read() {
    let large = Size { w: 9000.0, h: 3000.0 };
    let camera = Camera::open(large, WINDOW, 0.6, (4000.0, 1500.0));
    assert!((camera.scale - 0.6).abs() < 0.001);
    assert!((camera.x + 4000.0 * 0.6 - 450.0).abs() < 0.001, "{camera:?}");
    let corner = Camera::open(large, WINDOW, 0.6, (0.0, 3000.0));
    assert!(corner.x > 0.0, "no empty space beyond the margin: {corner:?}");
    assert!(corner.y + 3000.0 * 0.6 < WINDOW.h, "{corner:?}");
    let small = Size { w: 500.0, h: 300.0 };
    assert_eq!(Camera::open(small, WINDOW, 0.6, (0.0, 0.0)), Camera::fit(small, WINDOW));
}

#[test]
fn showing_a_box_moves_no_further_than_needed() {
    let camera = Camera { x: 0.0, y: 0.0, scale: 1.0 };
    let size = Size { w: 200.0, h: 48.0 };
    assert_eq!(camera.showing(100.0, 100.0, size, WINDOW), camera);
    let moved = camera.showing(1000.0, -50.0, size, WINDOW);
    assert_eq!((moved.x, moved.y), (-324.0, 74.0));
}

#[test]
fn an_answer_without_data_is_a_sentence() {
    let text = r#"{"data":null,"errors":[{"message":"There is no such thing."}]}"#;
    assert_eq!(read_lineage(text), Err("There is no such thing.".to_owned()));
}

fn deployment(name: &str, live: bool) -> ReachedDeployment {
    ReachedDeployment {
        subject: Subject(format!("deployment:{name}")),
        model: Subject::from("model:m@1"),
        endpoint: Subject::from("endpoint:e"),
        stage: Stage::Production,
        activated: Time("2026-01-01T00:00:00Z".to_owned()),
        ended: None,
        live,
        people: None,
        flagged_by: None,
    }
}

fn live(name: &str, clean: Option<&str>) -> LiveEndpoint {
    LiveEndpoint {
        endpoint: Subject::from("endpoint:e"),
        deployment: deployment(name, true),
        model: Subject::from("model:m@1"),
        stage: Stage::Production,
        system: None,
        owner: None,
        last_clean: clean.map(Subject::from),
        stop_requested: false,
        stop_confirmed: false,
    }
}

fn radius() -> BlastRadius {
    BlastRadius {
        at: At { position: Position(9), time: Time(String::new()), imported: false },
        roots: vec![Subject::from("batch:a"), Subject::from("dataset:z@2")],
        counts: vec![KindCount { kind: "run".to_owned(), count: 1 }],
        batches: Vec::new(),
        dataset_versions: vec![Subject::from("dataset:d@1")],
        runs: vec![Subject::from("run:r")],
        model_versions: vec![Subject::from("model:m@1")],
        deployments: vec![deployment("old", false), deployment("new", true)],
        evidence: Vec::new(),
        live_endpoints: vec![live("new", Some("model:m@0")), live("stuck", None)],
        owners: Vec::new(),
        systems: Vec::new(),
        people_affected: None,
        decisions_affected: None,
        last_clean: Vec::new(),
        lineage: small(),
    }
}

#[test]
fn what_was_not_seen_to_stop_comes_apart() {
    let mut blast = radius();
    let (serving, stopped) = blast.live_by_stop();
    assert_eq!((serving.len(), stopped.len()), (2, 0));
    blast.live_endpoints[0].stop_requested = true;
    assert_eq!(blast.live_by_stop().0.len(), 2, "asked for is not done");
    blast.live_endpoints[0].stop_confirmed = true;
    let (serving, stopped) = blast.live_by_stop();
    assert_eq!((serving[0].deployment.subject.name(), stopped.len()), ("stuck", 1));
    assert_eq!((blast.count_of("run"), blast.count_of("batch"), blast.is_empty()), (1, 0, false));
}
