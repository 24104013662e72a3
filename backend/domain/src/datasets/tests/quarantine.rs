use kernel::{
    Decider, Refusal as _,
    testing::{by, given},
};
use proptest::prelude::*;

use super::{Command, Datasets, Event, quarantine, quarantined, registered, version_registered};
use crate::{
    datasets::{Refusal, State},
    golden::{name, reason, subject},
};

fn request_lift() -> Command {
    Command::RequestLift { version: name("v4"), reason: reason() }
}

fn lift_requested() -> Event {
    Event::QuarantineLiftRequested { version: name("v4"), reason: reason() }
}

fn lift() -> Command {
    Command::Lift { version: name("v4"), reason: reason() }
}

fn lifted_for(person: &str) -> Event {
    let requested_by = subject(person);
    Event::QuarantineLifted { version: name("v4"), reason: reason(), requested_by }
}

fn held() -> [Event; 3] {
    [registered(), version_registered(), quarantined(None)]
}

#[test]
fn a_version_is_quarantined() {
    given::<Datasets>([registered(), version_registered()])
        .when(quarantine(Some("incident:i-1")))
        .then([quarantined(Some("incident:i-1"))]);
}

#[test]
fn an_unknown_version_is_not_quarantined() {
    let refusal = Refusal::UnknownVersion(name("v4"));
    assert_eq!(refusal.code(), "dataset.unknown_version");
    given::<Datasets>([registered()]).when(quarantine(None)).then_refused(refusal);
}

#[test]
fn a_quarantine_without_another_incident_is_nothing_new() {
    given::<Datasets>(held()).when(quarantine(None)).then_nothing();
}

#[test]
fn only_incidents_are_reasons_for_a_quarantine() {
    given::<Datasets>([registered(), version_registered()])
        .when(quarantine(Some("risk:r-1")))
        .then_refused(Refusal::WrongKind {
            field: "incident",
            subject: subject("risk:r-1"),
            expected: "an incident",
        });
}

#[test]
fn a_second_incident_renews_the_quarantine() {
    given::<Datasets>(held())
        .and_by("p-2", [lift_requested()])
        .when(quarantine(Some("incident:i-2")))
        .then([quarantined(Some("incident:i-2"))]);
    given::<Datasets>(held())
        .and_by("p-2", [lift_requested(), quarantined(Some("incident:i-2"))])
        .when_by("p-3", lift())
        .then_refused(Refusal::LiftNotRequested(name("v4")));
}

#[test]
fn lifting_needs_a_request() {
    given::<Datasets>(held()).when(lift()).then_refused(Refusal::LiftNotRequested(name("v4")));
}

#[test]
fn lifting_needs_a_second_person() {
    given::<Datasets>(held())
        .and_by("p-2", [lift_requested()])
        .when_by("p-2", lift())
        .then_refused(Refusal::LiftNeedsSecondPerson(name("v4")));
    given::<Datasets>(held())
        .and_by("p-2", [lift_requested()])
        .when_by("p-3", lift())
        .then([lifted_for("person:p-2")]);
}

#[test]
fn asking_again_does_not_change_who_asked_first() {
    given::<Datasets>(held()).and_by("p-2", [lift_requested()]).when(request_lift()).then_nothing();
}

#[test]
fn a_version_that_is_free_has_nothing_to_lift() {
    for command in [request_lift(), lift()] {
        given::<Datasets>([registered(), version_registered()])
            .when(command)
            .then_refused(Refusal::NotInQuarantine(name("v4")));
    }
}

#[test]
fn a_lifted_version_can_be_quarantined_again() {
    given::<Datasets>(held())
        .and_by("p-2", [lift_requested()])
        .and_by("p-3", [lifted_for("person:p-2")])
        .when(quarantine(None))
        .then([quarantined(None)]);
}

/// Any command about the version, by any of three people.
fn anything() -> impl Strategy<Value = (usize, Command)> {
    let command = prop_oneof![
        Just(quarantine(None)),
        Just(quarantine(Some("incident:i-1"))),
        Just(quarantine(Some("incident:i-2"))),
        Just(request_lift()),
        Just(lift()),
        Just(super::promote()),
    ];
    (0_usize..3, command)
}

proptest! {
    #[test]
    fn whatever_is_asked_two_people_lift_and_nothing_held_is_promoted(
        asked in prop::collection::vec(anything(), 0..40),
    ) {
        let people = ["p-1", "p-2", "p-3"].map(by);
        let fold = |state, event: &Event| Datasets::evolve(state, event, &people[0]);
        let mut state = [registered(), version_registered()].iter().fold(State::default(), fold);
        let mut held = false;
        for (who, command) in asked {
            let moment = &people[who];
            let events = Datasets::decide(&state, command.clone(), moment).unwrap_or_default();
            for event in &events {
                if let Event::QuarantineLifted { requested_by, .. } = event {
                    prop_assert_ne!(requested_by, &moment.actor);
                }
                let is_promotion = matches!(event, Event::VersionPromoted { .. });
                prop_assert!(!(held && is_promotion));
                held |= matches!(event, Event::Quarantined { .. });
                held &= !matches!(event, Event::QuarantineLifted { .. });
                state = Datasets::evolve(state, event, moment);
            }
            if !events.is_empty() {
                let again = Datasets::decide(&state, command, moment);
                prop_assert_eq!(again, Ok(Vec::new()), "asking twice records nothing twice");
            }
        }
    }
}
