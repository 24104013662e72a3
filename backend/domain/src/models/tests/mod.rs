mod quarantine;

use kernel::{
    Decider, Personal, Refusal as _, Subject,
    testing::{given, moment},
};

use super::{Command, Event, Models, NewVersion, Refusal, State};
use crate::golden::{self, digest, name, reason, subject, subjects};

fn registered() -> Event {
    Event::Registered { name: name("CareRisk model"), system: Some(subject("system:care")) }
}

fn new_version(digit: &str) -> NewVersion {
    NewVersion {
        version: name("1.3.0"),
        digest: Some(digest(digit)),
        run: Some(subject("run:r-4")),
        derived_from: subjects(&["model:base@1"]),
        format: name("onnx"),
    }
}

fn version_registered() -> Event {
    Event::VersionRegistered {
        version: name("1.3.0"),
        digest: Some(digest("a")),
        run: Some(subject("run:r-4")),
        derived_from: subjects(&["model:base@1"]),
        format: name("onnx"),
    }
}

fn promote() -> Command {
    Command::PromoteVersion { version: name("1.3.0"), reason: reason() }
}

fn reject() -> Command {
    Command::RejectVersion { version: name("1.3.0"), reason: reason() }
}

fn retire() -> Command {
    Command::RetireVersion { version: name("1.3.0"), reason: reason() }
}

fn rejected() -> Event {
    Event::VersionRejected { version: name("1.3.0"), reason: reason() }
}

fn quarantine(incident: Option<&str>) -> Command {
    let (version, incident) = (name("1.3.0"), incident.map(subject));
    Command::QuarantineVersion { version, reason: reason(), incident }
}

fn quarantined(incident: Option<&str>) -> Event {
    let (version, incident) = (name("1.3.0"), incident.map(subject));
    Event::VersionQuarantined { version, reason: reason(), incident }
}

fn release() -> Command {
    Command::ReleaseVersion { version: name("1.3.0"), reason: reason() }
}

fn change(from: &str, to: &str) -> Command {
    Command::ChangeProvider { from: subject(from), to: subject(to), notice_days: 0 }
}

fn prompt(digit: &str, system: Option<Subject>) -> Command {
    let (version, digest) = (name("v2"), digest(digit));
    Command::RegisterPromptVersion { version, digest, system, note: reason(), text: reason() }
}

fn wrong(field: &'static str, named: &str, expected: &'static str) -> Refusal {
    let subject = subject(named);
    Refusal::WrongKind { field, subject, expected }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("models");
}

#[test]
fn a_version_needs_a_registered_model() {
    given::<Models>([])
        .when(Command::RegisterVersion(new_version("a")))
        .then_refused(Refusal::Unknown);
}

#[test]
fn a_registration_is_not_overwritten() {
    let register = |system| Command::Register { name: name("CareRisk model"), system };
    given::<Models>([]).when(register(Some(subject("system:care")))).then([registered()]);
    given::<Models>([registered()]).when(register(None)).then_refused(Refusal::AlreadyRegistered);
}

#[test]
fn a_version_keeps_its_digest() {
    let refusal = Refusal::AnotherDigest(name("1.3.0"));
    assert_eq!(refusal.code(), "model.version_has_another_digest");
    assert_eq!(refusal.field(), Some("digest"));
    given::<Models>([registered(), version_registered()])
        .when(Command::RegisterVersion(new_version("b")))
        .then_refused(refusal);
}

#[test]
fn the_same_version_again_is_nothing_new() {
    given::<Models>([registered()])
        .when(Command::RegisterVersion(new_version("a")))
        .then([version_registered()]);
    given::<Models>([registered(), version_registered()])
        .when(Command::RegisterVersion(new_version("a")))
        .then_nothing();
}

#[test]
fn a_parent_names_its_version() {
    let orphan = NewVersion { derived_from: subjects(&["model:base"]), ..new_version("a") };
    given::<Models>([registered()])
        .when(Command::RegisterVersion(orphan))
        .then_refused(Refusal::ParentWithoutVersion(subject("model:base")));
    let stray = NewVersion { run: Some(subject("batch:b-1")), ..new_version("a") };
    given::<Models>([registered()]).when(Command::RegisterVersion(stray)).then_refused(wrong(
        "run",
        "batch:b-1",
        "a run",
    ));
}

#[test]
fn an_unknown_version_is_refused() {
    for command in [promote(), reject(), retire(), quarantine(None), release()] {
        given::<Models>([registered()])
            .when(command)
            .then_refused(Refusal::UnknownVersion(name("1.3.0")));
    }
}

#[test]
fn a_rejected_version_is_not_promoted() {
    for command in [promote(), retire()] {
        given::<Models>([registered(), version_registered(), rejected()])
            .when(command)
            .then_refused(Refusal::Rejected(name("1.3.0")));
    }
}

#[test]
fn a_retired_version_can_serve_again() {
    let retired = Event::VersionRetired { version: name("1.3.0"), reason: reason() };
    let promoted = Event::VersionPromoted { version: name("1.3.0"), reason: reason() };
    given::<Models>([registered(), version_registered(), promoted.clone()])
        .when(retire())
        .then([retired.clone()]);
    given::<Models>([registered(), version_registered(), retired]).when(promote()).then([promoted]);
}

#[test]
fn a_provider_change_names_two_versions() {
    let (old, new) = ("model:hosted@2025-08", "model:hosted@2026-02");
    given::<Models>([registered()]).when(change(old, new)).then([Event::ProviderChanged {
        from: subject(old),
        to: subject(new),
        notice_days: 0,
    }]);
    given::<Models>([registered()])
        .when(change(old, old))
        .then_refused(Refusal::NoChange(subject(old)));
    given::<Models>([registered()]).when(change(old, "model:hosted")).then_refused(wrong(
        "to",
        "model:hosted",
        "an exact model version",
    ));
}

#[test]
fn a_prompt_version_keeps_its_digest() {
    let registered = Event::PromptVersionRegistered {
        version: name("v2"),
        digest: digest("a"),
        system: Some(subject("system:chat")),
        note: reason(),
        text: reason(),
    };
    given::<Models>([]).when(prompt("a", Some(subject("system:chat")))).then([registered.clone()]);
    given::<Models>([registered.clone()])
        .when(prompt("b", None))
        .then_refused(Refusal::AnotherPromptDigest(name("v2")));
    let state = Models::evolve(State::default(), &registered, &moment());
    assert_eq!(Models::system(&state), Some(subject("system:chat")));
}

#[test]
fn a_text_given_later_is_kept() {
    let registered = |text| Event::PromptVersionRegistered {
        version: name("v2"),
        digest: digest("a"),
        system: None,
        note: Personal::Erased,
        text,
    };
    let given_later = || Event::PromptTextGiven {
        version: name("v2"),
        digest: digest("a"),
        note: reason(),
        text: reason(),
    };
    let silent = || registered(Personal::Erased);
    given::<Models>([silent()]).when(prompt("a", None)).then([given_later()]);
    given::<Models>([silent(), given_later()]).when(prompt("a", None)).then_nothing();
    given::<Models>([silent()])
        .when(prompt("b", None))
        .then_refused(Refusal::AnotherPromptDigest(name("v2")));
    given::<Models>([registered(reason())]).when(prompt("a", None)).then_nothing();
    let digest_alone = Command::RegisterPromptVersion {
        version: name("v2"),
        digest: digest("a"),
        system: None,
        note: reason(),
        text: Personal::Erased,
    };
    given::<Models>([silent()]).when(digest_alone).then_nothing();
}

#[test]
fn a_prompt_stays_with_its_system() {
    let first = |system: Option<&str>| Event::PromptVersionRegistered {
        version: name("v1"),
        digest: digest("c"),
        system: system.map(subject),
        note: reason(),
        text: reason(),
    };
    for known in [Some("system:chat"), None] {
        given::<Models>([first(known)])
            .when(prompt("a", Some(subject("system:other"))))
            .then_refused(Refusal::AnotherPromptSystem);
    }
    for named in [None, Some(subject("system:chat"))] {
        let registered = Event::PromptVersionRegistered {
            version: name("v2"),
            digest: digest("a"),
            system: named.clone(),
            note: reason(),
            text: reason(),
        };
        given::<Models>([first(Some("system:chat"))]).when(prompt("a", named)).then([registered]);
    }
}
