use kernel::testing::{Given, given};

use super::{Command, Event, Incidents, Refusal, opened};
use crate::golden::{reason, subject};

const OLD: &str = "model:risk@1.3.0";
const CLEAN: &str = "model:risk@1.2.0";

fn propose(deployment: &str, to: &str) -> Command {
    let (deployment, to) = (subject(deployment), Some(subject(to)));
    Command::ProposeRollback { deployment, from: subject(OLD), to }
}

fn proposed(deployment: &str) -> Event {
    let (deployment, to) = (subject(deployment), Some(subject(CLEAN)));
    Event::RollbackProposed { deployment, from: subject(OLD), to }
}

fn decide(approved: bool) -> Command {
    Command::DecideRollback { deployment: subject("deployment:d-5"), approved, reason: reason() }
}

fn decided(approved: bool) -> Event {
    Event::RollbackDecided { deployment: subject("deployment:d-5"), approved, reason: reason() }
}

fn complete(deployment: &str) -> Command {
    let (from, to) = (subject(OLD), subject(CLEAN));
    Command::CompleteRollback { deployment: subject(deployment), from, to, minutes: Some(46) }
}

fn completed(deployment: &str) -> Event {
    let (from, to) = (subject(OLD), subject(CLEAN));
    Event::RollbackCompleted { deployment: subject(deployment), from, to, minutes: Some(46) }
}

/// An incident with a rollback of `deployment:d-5`, proposed by `person:p-2`.
fn with_proposal() -> Given<Incidents> {
    given::<Incidents>([opened()]).and_by("p-2", [proposed("deployment:d-5")])
}

#[test]
fn a_rollback_is_proposed() {
    given::<Incidents>([opened()])
        .when(propose("deployment:d-5", CLEAN))
        .then([proposed("deployment:d-5")]);
    given::<Incidents>([opened()]).when(propose("deployment:d-5", "model:risk")).then_refused(
        Refusal::WrongKind {
            field: "to",
            subject: subject("model:risk"),
            expected: "an exact model version",
        },
    );
    given::<Incidents>([opened()]).when(propose("endpoint:eu", CLEAN)).then_refused(
        Refusal::WrongKind {
            field: "deployment",
            subject: subject("endpoint:eu"),
            expected: "a deployment",
        },
    );
}

#[test]
fn a_rollback_is_proposed_before_it_is_decided() {
    let refusal = || Refusal::NoRollbackProposed(subject("deployment:d-5"));
    given::<Incidents>([opened()]).when(decide(true)).then_refused(refusal());
    given::<Incidents>([opened()]).when(complete("deployment:d-5")).then_refused(refusal());
}

#[test]
fn a_proposer_cannot_decide() {
    for approved in [true, false] {
        with_proposal().when_by("p-2", decide(approved)).then_refused(Refusal::ProposerDecides);
    }
}

#[test]
fn several_people_decide() {
    with_proposal().when_by("p-3", decide(true)).then([decided(true)]);
    with_proposal()
        .and_by("p-3", [decided(true)])
        .when_by("p-4", decide(true))
        .then([decided(true)]);
}

#[test]
fn nobody_decides_both_ways() {
    with_proposal()
        .and_by("p-3", [decided(true)])
        .when_by("p-3", decide(false))
        .then_refused(Refusal::DecidedOtherwise);
}

#[test]
fn after_a_rejection_the_same_is_proposed_afresh() {
    with_proposal()
        .and_by("p-3", [decided(false)])
        .when_by("p-2", propose("deployment:d-5", CLEAN))
        .then([proposed("deployment:d-5")]);
}

#[test]
fn a_rollback_is_approved_before_it_is_completed() {
    let refusal = || Refusal::RollbackNotApproved(subject("deployment:d-5"));
    with_proposal().when(complete("deployment:d-5")).then_refused(refusal());
    with_proposal()
        .and_by("p-3", [decided(true)])
        .and_by("p-4", [decided(false)])
        .when(complete("deployment:d-5"))
        .then_refused(refusal());
    with_proposal()
        .and_by("p-3", [decided(true)])
        .when(complete("deployment:d-5"))
        .then([completed("deployment:d-5")]);
}

#[test]
fn a_completion_may_name_the_deployment_that_serves_now() {
    with_proposal()
        .and_by("p-2", [proposed("deployment:d-4")])
        .and_by("p-3", [decided(true)])
        .when(complete("deployment:d-11"))
        .then([completed("deployment:d-11")]);
}

#[test]
fn a_completed_rollback_is_decided_by_nobody() {
    with_proposal()
        .and_by("p-3", [decided(true), completed("deployment:d-5")])
        .when_by("p-4", decide(false))
        .then_refused(Refusal::RollbackDone(subject("deployment:d-5")));
}
