mod arrivals;
mod privacy;
mod quarantine;
mod versions;

use kernel::Subject;

use super::{Command, Datasets, Event, NewVersion, Sensitivity};
use crate::golden::{self, digest, name, reason, subject};

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("datasets");
}

fn owner() -> Subject {
    subject("person:p-owner")
}

fn register(sensitivity: Sensitivity) -> Command {
    Command::Register {
        name: name("Training set"),
        sensitivity,
        owner: owner(),
        system: Some(subject("system:care")),
        licence: None,
    }
}

fn registered() -> Event {
    Event::Registered {
        name: name("Training set"),
        sensitivity: Sensitivity::Personal,
        owner: owner(),
        system: Some(subject("system:care")),
        licence: None,
    }
}

/// Version `v4` with a digest of one repeated digit, made of one batch.
fn new_version(digit: &str) -> NewVersion {
    NewVersion {
        version: name("v4"),
        digest: digest(digit),
        rows: 34_640,
        source: Some(subject("source:gateway")),
        pipeline: None,
        batches: vec![subject("batch:b-1")],
        derived_from: Vec::new(),
        schema: Vec::new(),
        licence: None,
        frozen: false,
    }
}

fn version_registered() -> Event {
    Event::VersionRegistered {
        version: name("v4"),
        digest: digest("a"),
        rows: 34_640,
        source: Some(subject("source:gateway")),
        pipeline: None,
        batches: vec![subject("batch:b-1")],
        derived_from: Vec::new(),
        schema: Vec::new(),
        licence: None,
        frozen: false,
    }
}

fn quarantine(incident: Option<&str>) -> Command {
    Command::Quarantine { version: name("v4"), reason: reason(), incident: incident.map(subject) }
}

fn quarantined(incident: Option<&str>) -> Event {
    Event::Quarantined { version: name("v4"), reason: reason(), incident: incident.map(subject) }
}

fn promote() -> Command {
    Command::PromoteVersion { version: name("v4"), reason: reason() }
}

#[test]
fn a_stream_knows_its_system() {
    use kernel::{Decider, testing::moment};

    let state = Datasets::evolve(super::State::default(), &registered(), &moment());
    assert_eq!(Datasets::system(&state), Some(subject("system:care")));
    let batch: Event = golden::example("batch.received");
    let state = Datasets::evolve(super::State::default(), &batch, &moment());
    assert_eq!(Datasets::system(&state), Some(subject("system:care")));
}

#[test]
fn an_event_is_about_everything_it_names() {
    use kernel::Fact;

    let stream = subject("dataset:train");
    let about = golden::example::<Event>("dataset.version_registered").about(&stream);
    let expected = [
        "dataset:train",
        "dataset:train@v4",
        "source:gateway",
        "batch:b-1",
        "dataset:raw@v1",
        "model:risk@1.0.0",
    ];
    assert_eq!(about.len(), expected.len());
    for named in expected {
        assert!(about.contains(&subject(named)), "{named} is missing");
    }
    assert!(about.is_sorted());
}
