use std::collections::BTreeSet;

use kernel::Subject;

use super::{Edge, EdgeKind, edges};
use crate::{
    Event, datasets, deployments, evaluations,
    golden::{digest, example, name, subject, subjects},
    introduces, models, training,
};

fn version(version: &str, batches: &[&str], derived_from: &[&str]) -> Event {
    Event::Datasets(datasets::Event::VersionRegistered {
        version: name(version),
        digest: digest("a"),
        rows: 1,
        source: Some(subject("source:gateway")),
        pipeline: None,
        batches: subjects(batches),
        derived_from: subjects(derived_from),
        schema: Vec::new(),
        licence: None,
        frozen: false,
    })
}

fn edge(from: &str, to: &str, kind: EdgeKind) -> Edge {
    Edge { from: subject(from), to: subject(to), kind }
}

/// The facts from a batch to a deployment, each with its stream.
fn history() -> Vec<(&'static str, Event)> {
    let model: models::Event = example("model.version_registered");
    vec![
        ("batch:b-1", Event::Datasets(example("batch.received"))),
        ("dataset:raw", version("v1", &["batch:b-1"], &[])),
        ("dataset:train", version("v4", &[], &["dataset:raw@v1"])),
        ("run:r-4", Event::Training(example("run.started"))),
        ("run:r-4", Event::Training(example::<training::Event>("run.completed"))),
        ("model:risk", Event::Models(model)),
        ("deployment:d-5", Event::Deployments(example("deployment.activated"))),
        ("evidence:e-1", Event::Evaluations(example("evidence.attached"))),
    ]
}

fn reached(root: &str) -> BTreeSet<String> {
    let all: Vec<Edge> =
        history().iter().flat_map(|(stream, event)| edges(event, &subject(stream))).collect();
    let mut reached = BTreeSet::new();
    let mut open: Vec<Subject> = vec![subject(root)];
    while let Some(here) = open.pop() {
        for edge in all.iter().filter(|edge| edge.from == here) {
            if reached.insert(edge.to.to_string()) {
                open.push(edge.to.clone());
            }
        }
    }
    reached
}

#[test]
fn a_batch_reaches_the_deployment() {
    let expected = [
        "dataset:raw@v1",
        "dataset:train@v4",
        "deployment:d-5",
        "evidence:e-1",
        "model:risk@1.3.0",
        "run:r-4",
    ];
    let found: Vec<String> = reached("batch:b-1").into_iter().collect();
    assert_eq!(found, expected);
    assert!(reached("source:gateway").contains("deployment:d-5"));
    assert!(reached("deployment:d-5").is_empty(), "nothing lies below a deployment");
}

#[test]
fn the_run_of_a_model_and_the_output_of_a_run_are_one_edge() {
    let edges_of = |event: Event, stream: &str| edges(&event, &subject(stream));
    let output = edge("run:r-4", "model:risk@1.3.0", EdgeKind::Output);
    let completed = edges_of(Event::Training(example("run.completed")), "run:r-4");
    assert_eq!(completed, std::slice::from_ref(&output));
    let registered = edges_of(Event::Models(example("model.version_registered")), "model:risk");
    assert_eq!(registered, [output, edge("model:base@1", "model:risk@1.3.0", EdgeKind::Derived)]);
}

#[test]
fn evidence_hangs_on_model_and_data() {
    let mut attached: evaluations::Event = example("evidence.attached");
    let evaluations::Event::Attached { subject: about, .. } = &mut attached else { panic!() };
    *about = subject("model:risk@1.3.0");
    let found = edges(&Event::Evaluations(attached.clone()), &subject("evidence:e-1"));
    let computed = edge("dataset:train@v4", "evidence:e-1", EdgeKind::ComputedWith);
    let tested = edge("model:risk@1.3.0", "evidence:e-1", EdgeKind::Tested);
    assert_eq!(found, [tested, computed.clone()]);

    let evaluations::Event::Attached { subject: about, .. } = &mut attached else { panic!() };
    *about = subject("deployment:d-5");
    let found = edges(&Event::Evaluations(attached), &subject("evidence:e-1"));
    assert_eq!(found, [computed], "evidence about a deployment hangs on its data only");
}

#[test]
fn a_model_can_be_a_parent_of_data() {
    let event = version("v1", &[], &["model:risk@1.3.0"]);
    let found = edges(&event, &subject("dataset:outreach"));
    assert!(found.contains(&edge("model:risk@1.3.0", "dataset:outreach@v1", EdgeKind::Derived)));
}

#[test]
fn batches_stand_between_source_and_version() {
    let delivered = edge("source:gateway", "dataset:raw@v1", EdgeKind::Delivered);
    let stream = subject("dataset:raw");
    assert_eq!(edges(&version("v1", &[], &[]), &stream), [delivered]);
    let taken_in = edge("batch:b-1", "dataset:raw@v1", EdgeKind::TakenIn);
    assert_eq!(edges(&version("v1", &["batch:b-1"], &[]), &stream), [taken_in]);
}

#[test]
fn what_serves_beside_the_model_is_an_edge_too() {
    let event = Event::Deployments(example::<deployments::Event>("deployment.activated"));
    let found = edges(&event, &subject("deployment:d-5"));
    assert!(found.contains(&edge("dataset:kb@v2", "deployment:d-5", EdgeKind::Served)));
    assert!(found.contains(&edge("prompt:p@v2", "deployment:d-5", EdgeKind::Served)));
}

#[test]
fn subjects_begin_with_their_registration() {
    let begins = |event: Event, stream: &str| introduces(&event, &subject(stream));
    let version = version("v4", &[], &[]);
    assert_eq!(begins(version, "dataset:train"), subjects(&["dataset:train@v4"]));
    let registered = Event::Datasets(example("dataset.registered"));
    assert_eq!(begins(registered, "dataset:train"), subjects(&["dataset:train"]));
    let prompt = Event::Models(example("prompt.version_registered"));
    assert_eq!(begins(prompt, "prompt:p"), subjects(&["prompt:p", "prompt:p@v2"]));
    let activated = Event::Deployments(example("deployment.activated"));
    let both = subjects(&["deployment:d-5", "endpoint:eu-west"]);
    assert_eq!(begins(activated, "deployment:d-5"), both);
    let quarantined = Event::Datasets(example("dataset.quarantined"));
    assert!(begins(quarantined, "dataset:train").is_empty());
}
