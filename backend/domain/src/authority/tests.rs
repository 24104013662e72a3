use kernel::{Micros, Subject};

use super::{Act, Caller, Denied, Grant, Permit, Place, allows, role_of_short_name};

const NOW: Micros = Micros(1_000);

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn caller(role: &str, scope: &str) -> Caller {
    let grant = Grant {
        role: role.into(),
        scope: subject(scope),
        from: Micros(0),
        until: Some(Micros(2_000)),
    };
    Caller { person: subject("person:p"), grants: vec![grant], now: NOW }
}

fn care() -> Place {
    Place { system: Some(subject("system:care")), team: Some(subject("team:a")) }
}

#[test]
fn without_a_role_nothing_is_allowed() {
    let nobody = Caller { person: subject("person:p"), grants: vec![], now: NOW };
    for act in Act::ALL {
        assert_eq!(nobody.permit(*act, &care()), Err(Denied));
        assert_eq!(nobody.permit(*act, &Place::default()), Err(Denied));
    }
    assert!(!nobody.sees(&Place::default()));
}

#[test]
fn a_role_counts_only_inside_its_scope() {
    let act = Act::RecordTraining;
    assert!(caller("ml_engineer", "team:a").permit(act, &care()).is_ok());
    assert!(caller("ml_engineer", "system:care").permit(act, &care()).is_ok());
    assert!(caller("ml_engineer", "organisation:o").permit(act, &care()).is_ok());
    assert_eq!(caller("ml_engineer", "team:b").permit(act, &care()), Err(Denied));
    assert_eq!(caller("ml_engineer", "team:a").permit(act, &Place::default()), Err(Denied));
    assert!(!caller("ml_engineer", "team:b").sees(&care()));
}

#[test]
fn a_role_counts_only_inside_its_period() {
    let mut late = caller("ml_engineer", "team:a");
    late.now = Micros(2_000);
    assert_eq!(late.permit(Act::Read, &care()), Err(Denied));
}

#[test]
fn administrators_and_services_never_decide() {
    let decisions = [
        Act::ApproveClass,
        Act::DecideRollback,
        Act::LiftQuarantine,
        Act::CloseIncident,
        Act::PromoteModel,
        Act::PromoteData,
        Act::ProtectData,
        Act::Contain,
        Act::ErasePerson,
        Act::WaiveTraining,
        Act::PublishCurriculum,
        Act::AcceptRisk,
        Act::AssessRisk,
        Act::DecideApplicability,
        Act::ExtendCatalogue,
        Act::RevokeAcceptance,
        Act::ConcludeReview,
        Act::CloseFinding,
        Act::CloseAction,
        Act::PublishPolicy,
        Act::SetAppetite,
        Act::FundInitiative,
        Act::SettleFeedback,
    ];
    for act in decisions {
        assert!(!allows("administrator", act), "{act:?}");
        assert!(!allows("pipeline_service", act), "{act:?}");
    }
}

#[test]
fn auditors_only_read() {
    let reads = [Act::Read, Act::ReadLearning, Act::ReadCoverage];
    for act in Act::ALL {
        // Their own training and their own views are all that auditors record.
        let own = [Act::Learn, Act::SaveView];
        let is_allowed = reads.contains(act) || own.contains(act);
        assert_eq!(allows("internal_auditor", *act), is_allowed, "{act:?}");
        assert_eq!(allows("external_auditor", *act), is_allowed, "{act:?}");
    }
}

#[test]
fn a_role_anywhere_is_enough_for_oneself() {
    let learner = caller("ml_engineer", "team:b");
    assert_eq!(learner.permit(Act::Learn, &Place::default()), Err(Denied));
    let permit = learner.permit_own(Act::Learn).unwrap();
    assert_eq!(permit.ground(), "learn as ml_engineer for oneself");
    assert_eq!(learner.permit_own(Act::WaiveTraining), Err(Denied));
    let mut late = learner;
    late.now = Micros(2_000);
    assert_eq!(late.permit_own(Act::Learn), Err(Denied));
    for act in [Act::Learn, Act::SaveView] {
        assert_eq!(caller("pipeline_service", "organisation:o").permit_own(act), Err(Denied));
    }
}

#[test]
fn a_permit_names_its_ground() {
    let permit = caller("incident_commander", "organisation:o").permit(Act::Contain, &care());
    assert_eq!(permit.unwrap().ground(), "contain as incident_commander for organisation:o");
}

#[test]
fn what_belongs_nowhere_is_done_where_the_role_is_held() {
    for scope in ["organisation:o", "team:a", "system:care"] {
        let person = caller("ml_engineer", scope);
        assert!(person.permit(Act::AttestPolicy, &person.place_for(Act::AttestPolicy)).is_ok());
        assert_eq!(
            person.permit(Act::SetAppetite, &person.place_for(Act::SetAppetite)),
            Err(Denied)
        );
    }
}

#[test]
fn short_names_stand_for_roles_of_the_catalogue() {
    assert_eq!(role_of_short_name("engineer"), Some("ml_engineer"));
    assert_eq!(role_of_short_name("ciso"), Some("ciso"));
    assert_eq!(role_of_short_name("wizard"), None);
}

#[test]
fn an_operator_only_names_people_and_roles() {
    for act in Act::ALL {
        let permit = Permit::operator(*act, subject("person:operator"));
        let is_allowed = matches!(
            act,
            Act::ManagePeople | Act::GrantRole | Act::ImportHistory | Act::LoadCatalogue
        );
        assert_eq!(permit.is_ok(), is_allowed, "{act:?}");
    }
    let permit = Permit::operator(Act::GrantRole, subject("person:operator")).unwrap();
    assert_eq!(permit.ground(), "grant_role as operator of the log's files");
}
