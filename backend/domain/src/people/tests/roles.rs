use kernel::{Refusal as _, testing::given};

use super::{
    Command, Event, People, Refusal, day, end, ended, grant, grant_until, granted, registered,
};
use crate::{
    golden::{name, subject},
    people::{decides, role, roles},
};

fn clash(rule: &'static str, held: &str, asked: &str) -> Refusal {
    Refusal::DutiesConflict { rule, held: name(held), asked: name(asked) }
}

#[test]
fn roles_are_those_of_the_catalogue() {
    assert_eq!(roles().len(), 24);
    assert_eq!(role("ciso").map(|role| role.line), Some(2));
    let deciding: Vec<&str> =
        roles().iter().map(|role| role.id.as_str()).filter(|id| decides(id)).collect();
    assert_eq!(deciding.len(), 15, "every deciding role is a role of the catalogue: {deciding:?}");
}

#[test]
fn every_role_of_the_authority_table_is_a_role_of_the_catalogue() {
    for role in roles() {
        let reads = crate::authority::allows(&role.id, crate::authority::Act::Read);
        assert!(reads, "{} may not even read", role.id);
    }
}

#[test]
fn an_unknown_role_is_refused() {
    let refusal = Refusal::UnknownRole(name("wizard"));
    assert_eq!((refusal.code(), refusal.field()), ("person.unknown_role", Some("role")));
    given::<People>([registered(false)]).when(grant("wizard")).then_refused(refusal);
}

#[test]
fn a_role_needs_a_scope() {
    let scope = subject("dataset:train");
    let command =
        Command::GrantRole { role: name("ciso"), scope: scope.clone(), from: day(0), until: None };
    given::<People>([registered(false)]).when(command).then_refused(Refusal::BadScope(scope));
}

#[test]
fn a_period_ends_after_it_begins() {
    given::<People>([registered(false)])
        .when(grant_until("ciso", Some(day(0))))
        .then_refused(Refusal::EndsBeforeItBegins);
    given::<People>([registered(false)]).when(grant("ciso")).then([granted("ciso")]);
}

#[test]
fn a_service_never_decides() {
    for role in roles().iter().filter(|role| decides(&role.id)) {
        given::<People>([registered(true)])
            .when(grant(&role.id))
            .then_refused(Refusal::ServiceDecides(name(&role.id)));
    }
    given::<People>([registered(true)])
        .when(grant("pipeline_service"))
        .then([granted("pipeline_service")]);
}

#[test]
fn an_administrator_never_decides() {
    let rule = "Platform administrators cannot approve or edit events";
    given::<People>([registered(false), granted("administrator")])
        .when(grant("approver"))
        .then_refused(clash(rule, "administrator", "approver"));
    given::<People>([registered(false), granted("ciso")])
        .when(grant("administrator"))
        .then_refused(clash(rule, "ciso", "administrator"));
}

#[test]
fn a_pipeline_account_never_decides() {
    given::<People>([registered(false), granted("pipeline_service")])
        .when(grant("approver"))
        .then_refused(clash("Service accounts never approve", "pipeline_service", "approver"));
}

#[test]
fn an_auditor_only_reads() {
    given::<People>([registered(false), granted("internal_auditor")])
        .when(grant("data_engineer"))
        .then_refused(clash("Auditors are read-only", "internal_auditor", "data_engineer"));
    given::<People>([registered(false), granted("internal_auditor")])
        .when(grant("external_auditor"))
        .then([granted("external_auditor")]);
}

#[test]
fn ended_roles_do_not_conflict() {
    given::<People>([registered(false), granted("administrator"), ended("administrator")])
        .when(grant("ciso"))
        .then([granted("ciso")]);
    let scope = subject("organisation:o-1");
    let past = Event::RoleGranted {
        role: name("administrator"),
        scope,
        from: day(-30),
        until: Some(day(0)),
    };
    given::<People>([registered(false), past]).when(grant("ciso")).then([granted("ciso")]);
}

#[test]
fn only_a_held_role_is_ended() {
    given::<People>([registered(false)])
        .when(end("ciso"))
        .then_refused(Refusal::NotHeld(name("ciso"), subject("organisation:o-1")));
    given::<People>([registered(false), granted("ciso")]).when(end("ciso")).then([ended("ciso")]);
}
