use kernel::{Micros, Refusal as _, testing::given};

use super::{
    Command, Datasets, Event, NewVersion, Sensitivity, new_version, owner, promote, quarantined,
    register, registered, version_registered,
};
use crate::{
    datasets::{Refusal, Right, Verdicts},
    golden::{digest, name, note, reason, subject},
};

/// The moment of the tests, moved by whole days.
fn in_days(days: i64) -> Micros {
    kernel::testing::moment().now.plus_days(days)
}

fn retired() -> Event {
    Event::VersionRetired { version: name("v4"), reason: reason() }
}

fn rejected() -> Event {
    Event::VersionRejected { version: name("v4"), reason: reason() }
}

#[test]
fn a_dataset_is_registered() {
    given::<Datasets>([]).when(register(Sensitivity::Personal)).then([registered()]);
}

#[test]
fn a_registration_is_not_overwritten() {
    given::<Datasets>([registered()])
        .when(register(Sensitivity::Internal))
        .then_refused(Refusal::AlreadyRegistered);
}

#[test]
fn a_dataset_is_given_to_somebody_else() {
    let give = |to: &str| Command::Reassign { owner: subject(to) };
    let given_to = |to: &str| Event::Reassigned { owner: subject(to) };
    given::<Datasets>([]).when(give("person:p-4")).then_refused(Refusal::Unknown);
    given::<Datasets>([registered()]).when(give("person:p-owner")).then_nothing();
    given::<Datasets>([registered()]).when(give("person:p-4")).then([given_to("person:p-4")]);
    given::<Datasets>([registered()]).when(give("team:a")).then([given_to("team:a")]);
    let history = || [registered(), given_to("person:p-4")];
    given::<Datasets>(history()).when(give("person:p-4")).then_nothing();
    given::<Datasets>(history()).when(give("person:p-owner")).then([given_to("person:p-owner")]);
    given::<Datasets>([registered()]).when(give("service:pipeline")).then_refused(
        Refusal::WrongKind {
            field: "owner",
            subject: subject("service:pipeline"),
            expected: "a person or a team",
        },
    );
    // What was registered is still what was registered.
    given::<Datasets>(history()).when(register(Sensitivity::Personal)).then_nothing();
}

#[test]
fn a_service_does_not_own_data() {
    let command = Command::Register {
        name: name("x"),
        sensitivity: Sensitivity::Public,
        owner: subject("service:pipeline"),
        system: None,
        licence: None,
    };
    given::<Datasets>([]).when(command).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("service:pipeline"),
        expected: "a person or a team",
    });
}

#[test]
fn a_version_needs_a_registered_dataset() {
    given::<Datasets>([])
        .when(Command::RegisterVersion(new_version("a")))
        .then_refused(Refusal::Unknown);
}

#[test]
fn a_version_is_registered() {
    given::<Datasets>([registered()])
        .when(Command::RegisterVersion(new_version("a")))
        .then([version_registered()]);
}

#[test]
fn a_version_keeps_its_digest() {
    let refusal = Refusal::AnotherDigest { version: name("v4"), digest: digest("a") };
    assert_eq!(refusal.code(), "dataset.version_has_another_digest");
    assert_eq!(refusal.field(), Some("digest"));
    given::<Datasets>([registered(), version_registered()])
        .when(Command::RegisterVersion(new_version("b")))
        .then_refused(refusal);
}

#[test]
fn the_same_version_again_is_nothing_new() {
    given::<Datasets>([registered(), version_registered()])
        .when(Command::RegisterVersion(new_version("a")))
        .then_nothing();
}

#[test]
fn a_parent_names_its_version() {
    for parent in ["dataset:raw", "batch:b-1@v1"] {
        let new = NewVersion { derived_from: vec![subject(parent)], ..new_version("a") };
        given::<Datasets>([registered()])
            .when(Command::RegisterVersion(new))
            .then_refused(Refusal::ParentWithoutVersion(subject(parent)));
    }
}

#[test]
fn a_batch_must_be_a_batch() {
    let new = NewVersion { batches: vec![subject("dataset:raw@v1")], ..new_version("a") };
    given::<Datasets>([registered()]).when(Command::RegisterVersion(new)).then_refused(
        Refusal::WrongKind {
            field: "batches",
            subject: subject("dataset:raw@v1"),
            expected: "batches",
        },
    );
    let new = NewVersion { source: Some(subject("batch:b-1")), ..new_version("a") };
    given::<Datasets>([registered()]).when(Command::RegisterVersion(new)).then_refused(
        Refusal::WrongKind { field: "source", subject: subject("batch:b-1"), expected: "a source" },
    );
}

#[test]
fn a_version_must_fit_into_a_subject() {
    let long = name(&"ä".repeat(150));
    let new = NewVersion { version: long.clone(), ..new_version("a") };
    given::<Datasets>([registered()])
        .when(Command::RegisterVersion(new))
        .then_refused(Refusal::BadVersion(long));
}

#[test]
fn a_quarantined_version_is_not_promoted() {
    given::<Datasets>([registered(), version_registered(), quarantined(None)])
        .when(promote())
        .then_refused(Refusal::InQuarantine(name("v4")));
}

#[test]
fn a_rejected_version_is_not_promoted() {
    let retire = Command::RetireVersion { version: name("v4"), reason: reason() };
    for command in [promote(), retire] {
        given::<Datasets>([registered(), version_registered(), rejected()])
            .when(command)
            .then_refused(Refusal::Rejected(name("v4")));
    }
}

#[test]
fn a_version_is_promoted_retired_and_promoted_again() {
    let promoted = || Event::VersionPromoted { version: name("v4"), reason: reason() };
    let retire = Command::RetireVersion { version: name("v4"), reason: reason() };
    let history = || [registered(), version_registered(), promoted()];
    given::<Datasets>([registered(), version_registered()]).when(promote()).then([promoted()]);
    given::<Datasets>(history()).when(retire).then([retired()]);
    given::<Datasets>(history().into_iter().chain([retired()])).when(promote()).then([promoted()]);
}

#[test]
fn a_version_can_be_rejected_at_any_time() {
    let reject = Command::RejectVersion { version: name("v4"), reason: reason() };
    given::<Datasets>([registered(), version_registered(), retired()])
        .when(reject)
        .then([rejected()]);
}

#[test]
fn a_missing_version_is_refused() {
    given::<Datasets>([registered()])
        .when(promote())
        .then_refused(Refusal::UnknownVersion(name("v4")));
}

#[test]
fn access_ends_in_the_future() {
    let grant = |until| Command::GrantAccess { principal: owner(), right: Right::Read, until };
    given::<Datasets>([registered()])
        .when(grant(Some(in_days(0))))
        .then_refused(Refusal::AccessEndsInThePast);
    given::<Datasets>([registered()]).when(grant(Some(in_days(1)))).then([Event::AccessGranted {
        principal: owner(),
        right: Right::Read,
        until: Some(in_days(1)),
    }]);
}

fn granted(right: Right, until: Option<Micros>) -> Event {
    Event::AccessGranted { principal: owner(), right, until }
}

fn revoked(right: Right) -> Event {
    Event::AccessRevoked { principal: owner(), right, reason: reason() }
}

#[test]
fn only_granted_access_is_revoked() {
    let revoke =
        || Command::RevokeAccess { principal: owner(), right: Right::Write, reason: reason() };
    given::<Datasets>([registered()])
        .when(revoke())
        .then_refused(Refusal::NoSuchAccess(owner(), Right::Write));
    given::<Datasets>([registered(), granted(Right::Write, None)])
        .when(revoke())
        .then([revoked(Right::Write)]);
}

#[test]
fn the_same_review_counts_once_a_day() {
    let review = || Command::ReviewAccess {
        scope: note("readers"),
        revoked: 2,
        next_due: Some(in_days(90)),
    };
    let reviewed =
        Event::AccessReviewed { scope: note("readers"), revoked: 2, next_due: Some(in_days(90)) };
    given::<Datasets>([registered()]).when(review()).then([reviewed]);
}

/// A review that keeps and withdraws these rights of the owner.
fn complete(kept: &[Right], withdrawn: &[Right], next_due: Micros) -> Command {
    Command::CompleteReview(Verdicts {
        scope: note("readers and writers"),
        kept: kept.iter().map(|right| (owner(), *right)).collect(),
        withdrawn: withdrawn.iter().map(|right| (owner(), *right, reason())).collect(),
        next_due,
    })
}

fn completed(revoked: u64) -> Event {
    let (scope, next_due) = (note("readers and writers"), Some(in_days(90)));
    Event::AccessReviewed { scope, revoked, next_due }
}

#[test]
fn a_review_of_access_leaves_nothing_out() {
    let held = || [registered(), granted(Right::Read, None), granted(Right::Write, None)];
    let due = in_days(90);
    given::<Datasets>(held())
        .when(complete(&[Right::Read], &[], due))
        .then_refused(Refusal::AccessUndecided(owner(), Right::Write));
    given::<Datasets>(held())
        .when(complete(&[Right::Read, Right::Write], &[Right::Write], due))
        .then_refused(Refusal::AccessDecidedTwice(owner(), Right::Write));
    given::<Datasets>([registered(), granted(Right::Read, None)])
        .when(complete(&[Right::Read], &[Right::Write], due))
        .then_refused(Refusal::NoSuchAccess(owner(), Right::Write));
    given::<Datasets>(held())
        .when(complete(&[Right::Read], &[Right::Write], due))
        .then([revoked(Right::Write), completed(1)]);
    given::<Datasets>(held())
        .when(complete(&[Right::Read, Right::Write], &[], due))
        .then([completed(0)]);
}

#[test]
fn lapsed_access_needs_no_decision_and_is_not_kept() {
    // It ended as the review begins: nothing is in force at its own end.
    let lapsed = || [registered(), granted(Right::Read, Some(in_days(0)))];
    given::<Datasets>(lapsed()).when(complete(&[], &[], in_days(90))).then([completed(0)]);
    given::<Datasets>(lapsed())
        .when(complete(&[Right::Read], &[], in_days(90)))
        .then_refused(Refusal::NoSuchAccess(owner(), Right::Read));
    let running = [registered(), granted(Right::Read, Some(in_days(1)))];
    given::<Datasets>(running)
        .when(complete(&[], &[], in_days(90)))
        .then_refused(Refusal::AccessUndecided(owner(), Right::Read));
}

#[test]
fn the_next_review_of_access_is_yet_to_come() {
    given::<Datasets>([registered()])
        .when(complete(&[], &[], in_days(0)))
        .then_refused(Refusal::ReviewDueInThePast);
}

#[test]
fn a_due_review_of_access_is_noticed_once() {
    let reviewed = |days: i64| Event::AccessReviewed {
        scope: note("readers"),
        revoked: 0,
        next_due: Some(in_days(days)),
    };
    let told = || vec![owner()];
    let notice = |days: i64| Command::NoticeAccessReview { due: in_days(days), told: told() };
    let noticed = |days: i64| Event::AccessReviewDueNoticed { due: in_days(days), told: told() };
    for days in [-1, 0] {
        given::<Datasets>([registered(), reviewed(days)]).when(notice(days)).then([noticed(days)]);
        given::<Datasets>([registered(), reviewed(days), noticed(days)])
            .when(notice(days))
            .then_nothing();
    }
    // It is yet to come; nobody named the day; it was reviewed meanwhile.
    given::<Datasets>([registered(), reviewed(1)]).when(notice(1)).then_nothing();
    given::<Datasets>([registered()]).when(notice(0)).then_nothing();
    given::<Datasets>([registered(), reviewed(0), reviewed(90)]).when(notice(0)).then_nothing();
    given::<Datasets>([registered(), reviewed(-1), noticed(-1), reviewed(0)])
        .when(notice(0))
        .then([noticed(0)]);
    given::<Datasets>([]).when(notice(0)).then_refused(Refusal::Unknown);
}
