//! What those who leave stood for, and who takes it over.

use domain::{authority::Caller, controls, datasets, people::Command, programme, reviews, risks};
use kernel::{Kind, Name, Note, Personal, Subject};

use super::{code, does, meta, person, subject};
use crate::{
    AppError, Instant,
    testing::{NOW, TestApp, drill_app, with_roles},
};

/// The owner of the healthcare system leaves.
async fn owner_leaves(test: &TestApp) {
    let leave = Command::Deactivate;
    does(&test.app, "usr-admin", "person:usr-care-owner", leave).await.unwrap();
}

#[tokio::test]
async fn who_has_left_covers_nothing() {
    let test = drill_app(None).await;
    let before = test.sight(Instant::Now).await;
    let covered = test.app.owner_coverage(&before).await.unwrap();
    assert!(covered.missing.is_empty(), "{:?}", covered.missing);
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let gap = test.app.owner_coverage(&now).await.unwrap().missing;
    let names: Vec<String> = gap.iter().map(|gap| gap.subject.label()).collect();
    assert_eq!(names, ["sys-carerisk"]);
    assert_eq!(gap[0].left.as_ref().map(Subject::label).as_deref(), Some("usr-care-owner"));
    let again = test.app.owner_coverage(&before).await.unwrap();
    assert_eq!(again, covered, "nothing about the past changes");
}

#[tokio::test]
async fn a_leaver_leaves_tasks_until_successors_are_named() {
    let test = drill_app(None).await;
    let now = test.sight(Instant::Now).await;
    assert!(test.app.hand_overs(&now).await.unwrap().is_empty());
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let tasks = test.app.hand_overs(&now).await.unwrap();
    let owner = tasks.iter().find(|task| task.role == "accountable owner").unwrap();
    assert_eq!(owner.subject.label(), "sys-carerisk");
    assert!(owner.suggested.is_some(), "the deputy could follow");
    let assign = domain::systems::Command::AssignOwner {
        person: subject("person:usr-care-po"),
        duty: domain::systems::Duty::Owner,
        stage: None,
    };
    let admin = person(&test.app, "usr-admin").await;
    let system = subject("system:sys-carerisk");
    test.app.systems(&admin, &meta("successor"), &system, assign).await.unwrap();
    let now = test.sight(Instant::Now).await;
    let left = test.app.hand_overs(&now).await.unwrap();
    assert!(left.iter().all(|task| task.role != "accountable owner"), "{left:?}");
}

#[tokio::test]
async fn a_vacant_duty_is_named_once() {
    let test = drill_app(None).await;
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let found = test.app.vacancies(&now).await.unwrap();
    let care = subject("system:sys-carerisk");
    let owner: Vec<_> =
        found.iter().filter(|one| one.subject == care && one.role == "accountable owner").collect();
    assert_eq!(owner.len(), 1, "a gap and a task of the leaver are one: {owner:?}");
    assert!(owner[0].gap && owner[0].suggested.is_some(), "{owner:?}");
    assert_eq!(owner[0].left, Some(subject("person:usr-care-owner")));
    let owners = test.app.owner_coverage(&now).await.unwrap().missing.len();
    let champions = test.app.champion_coverage(&now).await.unwrap().missing.len();
    assert_eq!(found.iter().filter(|one| one.gap).count(), owners + champions);
    let tasks = test.app.hand_overs(&now).await.unwrap();
    let is_there = |subject: &Subject, role: &str| {
        found.iter().any(|one| one.subject == *subject && one.role == role)
    };
    assert!(!tasks.is_empty() && tasks.iter().all(|task| is_there(&task.subject, &task.role)));
}

#[tokio::test]
async fn the_dashboard_sees_who_left_as_accountability_does() {
    let test = drill_app(None).await;
    let before = test.sight(Instant::Now).await;
    assert!(test.app.portfolio(&before).await.unwrap().owners_missing().is_empty());
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let found = test.app.owner_coverage(&now).await.unwrap().missing;
    let gaps: Vec<Subject> = found.into_iter().map(|gap| gap.subject).collect();
    let portfolio = test.app.portfolio(&now).await.unwrap();
    assert_eq!(gaps, [subject("system:sys-carerisk")]);
    assert_eq!(portfolio.owners_missing(), gaps);
    let items = test.app.attention(&portfolio).await.unwrap();
    let item = items.iter().find(|item| item.title.ends_with("has no owner")).unwrap();
    assert_eq!(item.subject, gaps[0]);
    assert!(item.sentence.starts_with("Its owner left"), "{}", item.sentence);
    let again = test.app.portfolio(&before).await.unwrap();
    assert!(again.owners_missing().is_empty(), "nothing about the past changes");
}

/// What waits for a successor, but for the champions of teams.
async fn waiting(test: &TestApp) -> Vec<(String, String)> {
    let sight = test.sight(Instant::Now).await;
    let found = test.app.hand_overs(&sight).await.unwrap();
    let things = found.into_iter().filter(|task| task.subject.kind() != Kind::Team);
    let mut tasks: Vec<(String, String)> =
        things.map(|task| (task.subject.to_string(), task.role)).collect();
    tasks.sort();
    tasks
}

fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

/// Somebody of the offices that risks, controls, findings, money and meetings belong to.
fn office() -> Caller {
    with_roles("office", &["chief_risk_officer", "ai_security_lead", "compliance_officer"])
}

/// Does something about a risk and about a control of the healthcare system.
async fn treats(test: &TestApp, todo: Vec<risks::Command>, person: &Subject) {
    let (office, risk) = (office(), subject("risk:r"));
    for command in todo {
        let id = format!("risk {}", test.app.store.head());
        test.app.risks(&office, &meta(&id), &risk, command).await.unwrap();
    }
    let system = subject("system:sys-carerisk");
    let control = controls::stream(&system, "AIC-VT-03").unwrap();
    let assign = controls::Command::AssignOwner { system, person: person.clone() };
    let id = format!("control {}", test.app.store.head());
    test.app.controls(&office, &meta(&id), &control, assign).await.unwrap();
}

/// Does something about a finding, an initiative and a meeting.
async fn runs(test: &TestApp, about: reviews::Command, todo: [(&str, programme::Command); 2]) {
    let (office, finding) = (office(), subject("finding:f"));
    let id = format!("finding {}", test.app.store.head());
    test.app.reviews(&office, &meta(&id), &finding, about).await.unwrap();
    for (stream, command) in todo {
        let id = format!("{stream} {}", test.app.store.head());
        test.app.programme(&office, &meta(&id), &subject(stream), command).await.unwrap();
    }
}

/// A person gets a risk, a task, a control, a finding, an initiative and a decision.
async fn gets_much_to_do(test: &TestApp, person: &Subject) {
    let system = Some(subject("system:sys-carerisk"));
    let name = |text: &str| Name::parse(text).unwrap();
    let identify = risks::Command::Identify(risks::Identification {
        title: name("False records"),
        threat: name("THR-06"),
        system: system.clone(),
        concerns: Vec::new(),
        category: risks::Category::Integrity,
        owner: person.clone(),
        description: note("Anybody can add records"),
    });
    let (task, title) = (name("t1"), name("Sign uploads"));
    let (owner, due) = (person.clone(), NOW.plus_days(9));
    let add = risks::Command::AddTask(risks::Task { task, title, owner, due, controls: vec![] });
    treats(test, vec![identify, add], person).await;
    let raise = reviews::Command::Raise(reviews::Raising {
        control: name("AIC-VT-03"),
        severity: reviews::Grade::Low,
        text: note("The holdout changes"),
        system,
        review: None,
        owner: Some(person.clone()),
    });
    let fund = programme::Command::Fund(programme::Funding {
        title: name("Adversarial resilience"),
        purpose: note("Testing frameworks"),
        amount: "1000".parse().unwrap(),
        currency: name("EUR"),
        period: name("2026"),
        share_of_ai_budget: None,
        threats: Vec::new(),
        risks: Vec::new(),
        owner: Some(person.clone()),
    });
    let hold = programme::Command::Hold(programme::Minutes {
        title: name("Board"),
        period: name("2026-Q4"),
        as_of: NOW,
        system: None,
        highlights: Vec::new(),
        decisions: vec![programme::Decision {
            text: note("Sign every dataset"),
            owner: Some(person.clone()),
            due: Some(NOW.plus_days(20)),
        }],
    });
    runs(test, raise, [("initiative:i", fund), ("meeting:m", hold)]).await;
}

#[tokio::test]
async fn what_a_leaver_was_to_do_waits_until_it_is_given_away_or_finished() {
    let test = drill_app(None).await;
    let leaver = subject("person:usr-care-champion");
    gets_much_to_do(&test, &leaver).await;
    assert!(waiting(&test).await.is_empty());
    does(&test.app, "usr-admin", "person:usr-care-champion", Command::Deactivate).await.unwrap();
    let expected = [
        ("control:sys-carerisk.AIC-VT-03", "owner of a control"),
        ("finding:f", "owner of a finding"),
        ("initiative:i", "owner of an initiative"),
        ("meeting:m", "owner of decision 1"),
        ("risk:r", "owner of a risk"),
        ("risk:r", "owner of the treatment task: Sign uploads"),
    ];
    let expected = expected.map(|(subject, role)| (subject.to_owned(), role.to_owned()));
    assert_eq!(waiting(&test).await, expected);

    let successor = subject("person:usr-care-ds1");
    let give = risks::Command::AssignOwner { owner: successor.clone() };
    let task = Name::parse("t1").unwrap();
    let complete = risks::Command::CompleteTask { task, note: Personal::Erased };
    treats(&test, vec![give, complete], &successor).await;
    let close = reviews::Command::CloseFinding { note: Personal::Erased };
    let end = programme::Command::CloseInitiative { summary: Personal::Erased };
    let follow = programme::Command::FollowUp { decision: 1, done: true, note: Personal::Erased };
    runs(&test, close, [("initiative:i", end), ("meeting:m", follow)]).await;
    assert!(waiting(&test).await.is_empty());
}

#[tokio::test]
async fn what_a_leaver_was_to_do_is_gone_once_others_have_it() {
    let test = drill_app(None).await;
    gets_much_to_do(&test, &subject("person:usr-care-champion")).await;
    does(&test.app, "usr-admin", "person:usr-care-champion", Command::Deactivate).await.unwrap();
    let left = waiting(&test).await;
    assert_eq!(left.len(), 6);

    let successor = subject("person:usr-care-ds2");
    let (owner, task) = (successor.clone(), Name::parse("t1").unwrap());
    let give = risks::Command::AssignOwner { owner: owner.clone() };
    let pass = risks::Command::ReassignTask { task, owner: owner.clone() };
    treats(&test, vec![give, pass], &successor).await;
    let mend = reviews::Command::ReassignFinding { owner: owner.clone() };
    let answer = programme::Command::ReassignInitiative { owner: owner.clone() };
    let see = programme::Command::ReassignDecision { decision: 1, owner };
    runs(&test, mend, [("initiative:i", answer), ("meeting:m", see)]).await;
    assert!(waiting(&test).await.is_empty());

    // It is theirs now: when they leave, too, the same waits again.
    does(&test.app, "usr-admin", "person:usr-care-ds2", Command::Deactivate).await.unwrap();
    assert_eq!(waiting(&test).await, left);
}

#[tokio::test]
async fn what_is_handed_over_is_told_of_both() {
    let test = drill_app(None).await;
    let (before, after) = (subject("person:usr-care-champion"), subject("person:usr-care-ds2"));
    gets_much_to_do(&test, &before).await;
    // The drill hands nothing of theirs over, and being named first is no hand-over.
    let first = test.sight(Instant::Now).await;
    for person in [&before, &after] {
        assert!(test.app.given(&first, person).await.unwrap().is_empty());
    }
    let (owner, task) = (after.clone(), Name::parse("t1").unwrap());
    let give = risks::Command::AssignOwner { owner: owner.clone() };
    let pass = risks::Command::ReassignTask { task, owner: owner.clone() };
    treats(&test, vec![give, pass], &after).await;
    let mend = reviews::Command::ReassignFinding { owner: owner.clone() };
    let answer = programme::Command::ReassignInitiative { owner: owner.clone() };
    let see = programme::Command::ReassignDecision { decision: 1, owner };
    runs(&test, mend, [("initiative:i", answer), ("meeting:m", see)]).await;

    let now = test.sight(Instant::Now).await;
    let from = test.app.given(&now, &before).await.unwrap();
    let told: Vec<(String, &str)> =
        from.iter().map(|one| (one.subject.to_string(), one.role.as_str())).collect();
    let expected = [
        ("meeting:m", "owner of decision 1"),
        ("initiative:i", "owner of an initiative"),
        ("finding:f", "owner of a finding"),
        ("control:sys-carerisk.AIC-VT-03", "owner of a control"),
        ("risk:r", "owner of treatment task t1"),
        ("risk:r", "owner of a risk"),
    ];
    assert_eq!(told, expected.map(|(thing, role)| (thing.to_owned(), role)), "the newest first");
    assert!(from.iter().all(|one| one.from == before && one.to == after));
    assert!(from.iter().all(|one| one.by == subject("person:office")));
    assert_eq!(test.app.given(&now, &after).await.unwrap(), from, "of both");
    let another = subject("person:usr-care-owner");
    assert!(test.app.given(&now, &another).await.unwrap().is_empty(), "of nobody else");
    assert!(test.app.given(&first, &before).await.unwrap().is_empty(), "not of a day before");
}

#[tokio::test]
async fn who_left_is_given_nothing() {
    let test = drill_app(None).await;
    gets_much_to_do(&test, &subject("person:usr-care-ds1")).await;
    does(&test.app, "usr-admin", "person:usr-care-champion", Command::Deactivate).await.unwrap();
    let owner = subject("person:usr-care-champion");
    let give = risks::Command::AssignOwner { owner: owner.clone() };
    let refused = test.app.risks(&office(), &meta("1"), &subject("risk:r"), give).await;
    assert_eq!(code(refused.unwrap_err()), "person.has_left");
    let mend = reviews::Command::ReassignFinding { owner: owner.clone() };
    let refused = test.app.reviews(&office(), &meta("2"), &subject("finding:f"), mend).await;
    assert_eq!(code(refused.unwrap_err()), "person.has_left");
    let see = programme::Command::ReassignDecision { decision: 1, owner };
    let refused = test.app.programme(&office(), &meta("3"), &subject("meeting:m"), see).await;
    assert_eq!(code(refused.unwrap_err()), "person.has_left");
    assert!(waiting(&test).await.is_empty());
}

#[tokio::test]
async fn a_dataset_of_a_leaver_finds_another_owner() {
    let test = drill_app(None).await;
    let (app, admin) = (&test.app, person(&test.app, "usr-admin").await);
    // The drill registers `ds-fraud-tx` with the fraud analyst as its owner.
    let task = ("dataset:ds-fraud-tx".to_owned(), "data owner".to_owned());
    assert!(!waiting(&test).await.contains(&task));
    does(app, "usr-admin", "person:usr-fraud-analyst", Command::Deactivate).await.unwrap();
    assert!(waiting(&test).await.contains(&task));

    let dataset = subject("dataset:ds-fraud-tx");
    let give = |to: &str| datasets::Command::Reassign { owner: subject(to) };
    app.datasets(&admin, &meta("1"), &dataset, give("person:usr-dp-owner")).await.unwrap();
    assert!(!waiting(&test).await.contains(&task));
    let back = app.datasets(&admin, &meta("2"), &dataset, give("person:usr-fraud-analyst")).await;
    assert_eq!(code(back.unwrap_err()), "person.has_left");
    let sight = test.sight(Instant::Now).await;
    let row = app.find::<crate::datasets::DatasetRow>(&sight, &dataset).await.unwrap().unwrap();
    assert_eq!(row.owner, subject("person:usr-dp-owner"));
}

/// Whoever gives has looked, and has not recorded it yet, when the other leaves.
#[tokio::test]
async fn who_leaves_in_the_same_moment_is_given_nothing() {
    let test = drill_app(None).await;
    gets_much_to_do(&test, &subject("person:usr-care-ds1")).await;
    let (office, risk) = (office(), subject("risk:r"));
    let give = risks::Command::AssignOwner { owner: subject("person:usr-care-champion") };
    let act = crate::risks::act(&give);
    let mut draft = test.app.draft(&office, &meta("slow"));
    let place = draft.decide::<risks::Risks>(Some(&office), &risk, give).await.unwrap();
    let permit = office.permit(act, &place).unwrap();
    draft.check_subjects(Some(&office)).await.unwrap();
    does(&test.app, "usr-admin", "person:usr-care-champion", Command::Deactivate).await.unwrap();
    let late = draft.commit(&permit, &meta("slow"), Vec::new()).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");

    // At once: either it is theirs and waits for a successor, or they are given nothing.
    let give = risks::Command::AssignOwner { owner: subject("person:usr-care-ds2") };
    let race = meta("race");
    let handing = test.app.risks(&office, &race, &risk, give);
    let leaves = does(&test.app, "usr-admin", "person:usr-care-ds2", Command::Deactivate);
    let (given, left) = futures::future::join(handing, leaves).await;
    left.unwrap();
    let waits = waiting(&test).await.iter().any(|(thing, _)| thing == "risk:r");
    match given {
        Ok(_) => assert!(waits, "what they were given is handed over"),
        Err(late) => {
            assert_eq!(code(late), "person.has_left");
            assert!(!waits);
        }
    }
}
