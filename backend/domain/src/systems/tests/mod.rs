mod intake;

use kernel::{Refusal as _, testing::given};

use super::{ActClass, Command, Duty, Event, Refusal, Registration, RiskClass, Systems};
use crate::{
    deployments::Stage,
    golden::{self, name, note, reason, subject},
};

fn registration() -> Registration {
    Registration {
        name: name("CareRisk"),
        purpose: note("Early detection"),
        kinds: Vec::new(),
        risk_class: RiskClass::High,
        team: subject("team:t-care"),
        processes_personal_data: true,
        affects_persons: true,
        trained_in_house: true,
    }
}

fn registered() -> Event {
    Event::Registered {
        name: name("CareRisk"),
        purpose: note("Early detection"),
        kinds: Vec::new(),
        risk_class: RiskClass::High,
        team: subject("team:t-care"),
        processes_personal_data: true,
        affects_persons: true,
        trained_in_house: true,
    }
}

fn assign(person: &str, duty: Duty, stage: Option<Stage>) -> Command {
    Command::AssignOwner { person: subject(person), duty, stage }
}

fn assigned(person: &str, duty: Duty, stage: Option<Stage>) -> Event {
    Event::OwnerAssigned { person: subject(person), duty, stage }
}

fn released(person: &str, duty: Duty, stage: Option<Stage>) -> Event {
    Event::OwnerReleased { person: subject(person), duty, stage }
}

fn propose(act_class: ActClass) -> Command {
    Command::ProposeClass { act_class, answers: None }
}

fn proposed(act_class: ActClass) -> Event {
    Event::ClassificationProposed { act_class, answers: None }
}

fn approve(act_class: ActClass) -> Command {
    Command::ApproveClass { act_class, obligations_from: None, note: reason() }
}

fn approved(act_class: ActClass) -> Event {
    Event::ClassificationApproved { act_class, obligations_from: None, note: reason() }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("systems");
}

#[test]
fn a_system_is_registered() {
    given::<Systems>([]).when(Command::Register(registration())).then([registered()]);
}

#[test]
fn an_unknown_system_is_refused() {
    given::<Systems>([]).when(propose(ActClass::Minimal)).then_refused(Refusal::Unknown);
    given::<Systems>([])
        .when(assign("person:p-1", Duty::Owner, None))
        .then_refused(Refusal::Unknown);
}

#[test]
fn a_registration_is_not_overwritten() {
    let other = Registration { risk_class: RiskClass::Low, ..registration() };
    given::<Systems>([registered()])
        .when(Command::Register(other))
        .then_refused(Refusal::AlreadyRegistered);
    given::<Systems>([registered()]).when(Command::Register(registration())).then_nothing();
}

#[test]
fn a_system_belongs_to_a_team() {
    let lonely = Registration { team: subject("person:p-1"), ..registration() };
    let refusal = Refusal::NotATeam(subject("person:p-1"));
    assert_eq!((refusal.code(), refusal.field()), ("system.not_a_team", Some("team")));
    given::<Systems>([]).when(Command::Register(lonely)).then_refused(refusal);
}

#[test]
fn a_new_owner_releases_the_old_one() {
    given::<Systems>([registered(), assigned("person:p-1", Duty::Owner, None)])
        .when(assign("person:p-2", Duty::Owner, None))
        .then([
            released("person:p-1", Duty::Owner, None),
            assigned("person:p-2", Duty::Owner, None),
        ]);
}

#[test]
fn stages_have_owners_of_their_own_and_deputies_may_be_many() {
    let production = Some(Stage::Production);
    given::<Systems>([registered(), assigned("person:p-1", Duty::Owner, None)])
        .when(assign("person:p-2", Duty::Owner, production))
        .then([assigned("person:p-2", Duty::Owner, production)]);
    given::<Systems>([registered(), assigned("person:p-1", Duty::Deputy, None)])
        .when(assign("person:p-2", Duty::Deputy, None))
        .then([assigned("person:p-2", Duty::Deputy, None)]);
}

#[test]
fn an_owner_cannot_be_the_own_deputy() {
    given::<Systems>([registered(), assigned("person:p-1", Duty::Owner, None)])
        .when(assign("person:p-1", Duty::Deputy, Some(Stage::Production)))
        .then_refused(Refusal::OwnerIsDeputy(subject("person:p-1"), Duty::Owner));
}

#[test]
fn only_people_own_systems() {
    given::<Systems>([registered()])
        .when(assign("service:pipeline", Duty::Owner, None))
        .then_refused(Refusal::NotAPerson(subject("service:pipeline")));
}

#[test]
fn only_a_standing_accountability_is_released() {
    let release =
        Command::ReleaseOwner { person: subject("person:p-1"), duty: Duty::Owner, stage: None };
    given::<Systems>([registered()])
        .when(release.clone())
        .then_refused(Refusal::NotAccountable(subject("person:p-1"), Duty::Owner));
    given::<Systems>([registered(), assigned("person:p-1", Duty::Owner, None)])
        .when(release)
        .then([released("person:p-1", Duty::Owner, None)]);
}

#[test]
fn a_proposer_cannot_approve() {
    given::<Systems>([registered()])
        .and_by("p-2", [proposed(ActClass::Minimal)])
        .when_by("p-2", approve(ActClass::Minimal))
        .then_refused(Refusal::ProposerApproves);
    given::<Systems>([registered()])
        .and_by("p-2", [proposed(ActClass::Minimal)])
        .when_by("p-3", approve(ActClass::Minimal))
        .then([approved(ActClass::Minimal)]);
}

#[test]
fn a_registrant_cannot_approve_alone() {
    given::<Systems>([registered()])
        .when(approve(ActClass::Minimal))
        .then_refused(Refusal::RegistrantApproves);
    given::<Systems>([registered()])
        .when_by("p-2", approve(ActClass::Minimal))
        .then([approved(ActClass::Minimal)]);
}

#[test]
fn an_approval_keeps_to_the_proposal() {
    given::<Systems>([registered()])
        .and_by("p-2", [proposed(ActClass::Minimal)])
        .when_by("p-3", approve(ActClass::Prohibited))
        .then_refused(Refusal::AnotherClassProposed {
            proposed: ActClass::Minimal,
            asked: ActClass::Prohibited,
        });
}

#[test]
fn a_class_can_be_proposed_again_after_it_was_approved() {
    given::<Systems>([registered(), proposed(ActClass::Minimal), approved(ActClass::Minimal)])
        .when(propose(ActClass::Transparency))
        .then([proposed(ActClass::Transparency)]);
}

#[test]
fn every_class_of_the_law_is_read_back() {
    for class in ActClass::ALL {
        assert_eq!(class.as_str().parse::<ActClass>().as_ref(), Ok(class));
    }
    let sentence = "high".parse::<ActClass>().unwrap_err().to_string();
    assert!(sentence.starts_with("'high' is not one of: out_of_scope, prohibited"), "{sentence}");
}
