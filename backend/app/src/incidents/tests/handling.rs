use domain::{
    authority::Caller,
    incidents::{Command, Due, Harm, Incidents, Role, Severity},
    people,
    risks::Category,
    systems::{self, ActClass},
};
use kernel::{Kind, Micros, Name, Personal, Subject};

use super::{meta, now, person, subject};
use crate::{
    AppError, Instant,
    incidents::{ClockState, IncidentRow, LegalReport, act, reports::to_start},
    notices::Notice,
    systems::SystemRow,
    testing::{NOW, TestApp, drill_app, with_roles},
};

const GDPR: &str = "EU-GDPR-33-1";
const AI_ACT: &str = "EU-AI-ACT-73-2";

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

fn said(caller: &Caller) -> Personal {
    Personal::written(&caller.person, "for the test")
}

fn incident() -> Subject {
    subject("incident:INC-T")
}

/// Does commands on the incident, each under its own id, as somebody of the drill.
async fn does(
    test: &TestApp,
    who: &str,
    id: &str,
    command: Command,
) -> Result<Option<usize>, AppError> {
    let caller = person(test, who).await;
    let done = test.app.incidents(&caller, &meta(id), &incident(), command).await?;
    Ok(done.map(|receipt| receipt.positions.len()))
}

/// An incident of a system, opened by the drill's incident commander.
async fn open(test: &TestApp, system: &str) {
    let open = Command::Open {
        severity: Severity::Sev2,
        title: name("Records seen by others"),
        system: Some(subject(system)),
        detected_by: Vec::new(),
        roots: Vec::new(),
        threats: Vec::new(),
    };
    assert_eq!(does(test, "usr-ic", "open", open).await.unwrap(), Some(1));
}

async fn assess(test: &TestApp, id: &str, harms: &[Harm]) -> Option<usize> {
    let caller = person(test, "usr-ic").await;
    let command = Command::Assess {
        severity: Severity::Sev1,
        category: Category::Privacy,
        harms: harms.to_vec(),
        persons: Some(12),
        why: said(&caller),
    };
    does(test, "usr-ic", id, command).await.unwrap()
}

async fn row(test: &TestApp) -> IncidentRow {
    test.app.find::<IncidentRow>(&now(test).await, &incident()).await.unwrap().unwrap()
}

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> String {
    match answer {
        Err(AppError::Refused(refused)) => refused.code,
        other => panic!("not refused: {other:?}"),
    }
}

/// What is due of the incident, and who would be told.
async fn due(test: &TestApp) -> Vec<(Due, Micros, Vec<Subject>)> {
    let all = test.app.what_is_due().await.unwrap();
    let of_it = all.into_iter().filter(|one| one.stream == incident());
    let told = of_it.map(|one| {
        let Notice::Incidents(Command::NoticeDue { what, due, told, .. }) = &one.notice else {
            panic!("{one:?}")
        };
        (*what, *due, told.clone())
    });
    told.collect()
}

#[tokio::test]
async fn judging_harm_starts_the_clocks_that_bind() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    // The class of the system is high_risk_annex_i: the AI Act asks for reports from 2028-08-02.
    let harms = [Harm::PersonalData, Harm::Health];
    assert_eq!(assess(&test, "judge", &harms).await, Some(2));
    let known = row(&test).await;
    assert_eq!(
        (known.severity, known.handling.category),
        (Severity::Sev1, Some(Category::Privacy))
    );
    assert_eq!(known.handling.harms, [Harm::Health, Harm::PersonalData]);
    let clock = &known.handling.clocks[0];
    assert_eq!((clock.period.as_str(), clock.voluntary), (GDPR, false));
    // 72 hours after 2026-11-23T12:00:00Z.
    assert_eq!((clock.aware, clock.due), (NOW, time("2026-11-26T12:00:00Z")));
    let reports = test.app.legal_reports(&now(&test).await, &known).await.unwrap();
    let shown = |one: &LegalReport| (one.period.id.to_string(), one.binds, one.due);
    let open = reports.iter().filter(|one| one.is_open()).map(shown);
    let expected = (AI_ACT.to_owned(), false, time("2026-12-08T12:00:00Z"));
    assert_eq!(open.collect::<Vec<_>>(), [expected]);
    let started = reports.iter().filter(|one| one.started).map(shown);
    assert_eq!(started.collect::<Vec<_>>(), [(GDPR.to_owned(), true, clock.due)]);

    let nothing = Command::DismissClock { period: name(GDPR), why: Personal::Erased };
    assert_eq!(does(&test, "usr-ic", "dismiss", nothing).await.unwrap(), Some(1));
    assert_eq!(assess(&test, "again", &[Harm::PersonalData]).await, Some(1), "no clock anew");
    let state = row(&test).await.handling.clocks[0].state(NOW);
    assert_eq!(state, ClockState::Dismissed);
}

#[tokio::test]
async fn the_ai_act_binds_when_its_day_has_come() {
    let test = drill_app(None).await;
    // The class of the system is high_risk_annex_iii: from 2027-12-02.
    test.set_now(time("2027-12-02T10:00:00Z"));
    open(&test, "system:sys-creditline").await;
    assert_eq!(assess(&test, "judge", &[Harm::FundamentalRights]).await, Some(2));
    let clock = row(&test).await.handling.clocks[0].clone();
    assert_eq!((clock.period.as_str(), clock.hours), (AI_ACT, 360));
    assert_eq!(clock.due, time("2027-12-17T10:00:00Z"));
}

/// Somebody proposes that the healthcare system is of annex III, which binds from 2027-12-02.
async fn class_is_said(test: &TestApp) {
    let owner = with_roles("owner", &["system_owner"]);
    let act_class = ActClass::HighRiskAnnexIii;
    let propose = systems::Command::ProposeClass { act_class, answers: None };
    let care = subject("system:sys-carerisk");
    test.app.systems(&owner, &meta("propose"), &care, propose).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_class_said_in_the_same_moment_is_seen() {
    let test = drill_app(None).await;
    test.set_now(time("2027-12-02T10:00:00Z"));
    open(&test, "system:sys-carerisk").await;
    let caller = person(&test, "usr-ic").await;
    let command = Command::Assess {
        severity: Severity::Sev1,
        category: Category::Privacy,
        harms: vec![Harm::FundamentalRights],
        persons: None,
        why: said(&caller),
    };
    let (slow, incident) = (meta("slow"), incident());
    let mut draft = test.app.draft(&caller, &slow);
    let decided = draft.decide::<Incidents>(Some(&caller), &incident, command.clone()).await;
    let permit = caller.permit(act(&command), &decided.unwrap()).unwrap();
    let starts = to_start(&mut draft, &incident, &command).await.unwrap();
    assert!(starts.is_empty(), "annex I is bound later: {starts:?}");
    class_is_said(&test).await;
    let late = draft.commit(&permit, &slow, Vec::new()).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
    assert_eq!(assess(&test, "judge", &[Harm::FundamentalRights]).await, Some(2));
}

#[tokio::test]
async fn a_clock_is_asked_for_again_after_a_change_of_class() {
    let test = drill_app(None).await;
    test.set_now(time("2027-12-02T10:00:00Z"));
    open(&test, "system:sys-carerisk").await;
    let start = || Command::StartClock { period: name(AI_ACT), aware: None, voluntary: false };
    let caller = person(&test, "usr-comp").await;
    let asked = async || {
        let answer = test.app.incidents(&caller, &meta("start"), &incident(), start()).await;
        answer.unwrap().unwrap()
    };
    let first = asked().await;
    class_is_said(&test).await;
    let again = asked().await;
    assert!(again.duplicate && again.positions == first.positions);
    assert!(row(&test).await.handling.clocks[0].voluntary, "as it was when it was started");
}

#[tokio::test]
async fn a_law_that_does_not_bind_is_followed_voluntarily() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    let start = |period| {
        let aware = Some(NOW.plus_days(-1));
        Command::StartClock { period: name(period), aware, voluntary: false }
    };
    does(&test, "usr-comp", "1", start(AI_ACT)).await.unwrap();
    let pretend = Command::StartClock { period: name(GDPR), aware: None, voluntary: true };
    does(&test, "usr-comp", "2", pretend).await.unwrap();
    let clocks = row(&test).await.handling.clocks;
    let shown: Vec<_> = clocks.iter().map(|c| (c.period.as_str(), c.voluntary, c.due)).collect();
    let expected = [(AI_ACT, true, NOW.plus_days(14)), (GDPR, false, time("2026-11-26T12:00:00Z"))];
    assert_eq!(shown, expected);
    assert_eq!(code(does(&test, "usr-comp", "3", start("X")).await), "incident.unknown_period");
}

#[tokio::test]
async fn a_report_is_told_before_and_after_its_end() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    assess(&test, "judge", &[Harm::PersonalData]).await;
    let (end, hour) = (time("2026-11-26T12:00:00Z"), 3_600_000_000);
    let opener = vec![subject("person:usr-ic")];
    test.set_now(Micros(end.0 - 25 * hour));
    assert!(due(&test).await.is_empty());
    test.set_now(Micros(end.0 - 24 * hour));
    assert_eq!(due(&test).await, [(Due::Coming, end, opener)]);
    test.app.tell_what_is_due().await.unwrap();
    assert!(due(&test).await.is_empty(), "nobody is told twice");

    let give = Command::GiveRole { role: Role::Legal, person: subject("person:usr-comp") };
    does(&test, "usr-ic", "legal", give).await.unwrap();
    test.set_now(Micros(end.0 + hour));
    let late = due(&test).await;
    assert_eq!(late, [(Due::Overdue, end, vec![subject("person:usr-comp")])]);
    let sight = test.sight(Instant::Now).await;
    let portfolio = test.app.portfolio(&sight).await.unwrap();
    let attention = test.app.attention(&portfolio).await.unwrap();
    let titles: Vec<_> = attention.iter().map(|one| one.title.as_str()).collect();
    assert!(titles.contains(&"A report of Records seen by others is late"), "{titles:?}");

    let officer = person(&test, "usr-comp").await;
    let report = Command::MeetClock {
        period: name(GDPR),
        submitted: Micros(end.0 + hour),
        addressee: said(&officer),
        about: said(&officer),
    };
    does(&test, "usr-comp", "report", report).await.unwrap();
    assert!(due(&test).await.is_empty());
    let known = row(&test).await.handling;
    assert_eq!(known.clocks[0].state(end.plus_days(1)), ClockState::MetLate);
    assert_eq!((known.notices.len(), known.told.len()), (1, 1));
}

#[tokio::test]
async fn what_is_due_is_told_to_somebody_who_is_still_here() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    assess(&test, "judge", &[Harm::PersonalData]).await;
    let give = Command::GiveRole { role: Role::Legal, person: subject("person:usr-comp") };
    does(&test, "usr-ic", "legal", give).await.unwrap();
    let end = time("2026-11-26T12:00:00Z");
    test.set_now(end.plus_days(-1));
    let told = async || due(&test).await.into_iter().map(|(.., told)| told).collect::<Vec<_>>();
    assert_eq!(told().await, [[subject("person:usr-comp")]]);
    let leaves = async |who: &str| {
        let (admin, leaver) = (person(&test, "usr-admin").await, subject(who));
        let leave = people::Command::Deactivate;
        test.app.people(&admin, &meta(who), &leaver, leave).await.unwrap();
    };
    leaves("person:usr-comp").await;
    assert_eq!(told().await, [[subject("person:usr-ic")]], "who opened it");
    leaves("person:usr-ic").await;
    let system = subject("system:sys-carerisk");
    let known = test.app.find::<SystemRow>(&now(&test).await, &system).await.unwrap().unwrap();
    let owner = known.owner.unwrap();
    assert_eq!(told().await, [[owner.clone()]], "whose system it is");
    leaves(&owner.to_string()).await;
    assert!(told().await.is_empty());
    assert!(row(&test).await.handling.told.is_empty(), "it stays to be told");
}

#[tokio::test]
async fn a_late_look_back_is_told() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    does(&test, "usr-ic", "contain", Command::Contain).await.unwrap();
    let close = Command::Close { summary: Personal::Erased };
    does(&test, "usr-ic", "close", close).await.unwrap();
    // Of severity sev2: 30 days after 2026-11-23, until the end of that day.
    assert_eq!(row(&test).await.review_due(), Some(NOW.plus_days(30)));
    test.set_now(NOW.plus_days(30));
    assert!(due(&test).await.is_empty());
    test.set_now(NOW.plus_days(31));
    let opener = vec![subject("person:usr-ic")];
    assert_eq!(due(&test).await, [(Due::Review, NOW.plus_days(30), opener)]);
    let hold = Command::HoldReview {
        held: NOW.plus_days(31),
        participants: vec![subject("person:usr-ic"), subject("person:usr-comp")],
        note: Personal::Erased,
    };
    does(&test, "usr-ic", "review", hold).await.unwrap();
    assert!(due(&test).await.is_empty());
    assert_eq!(row(&test).await.handling.reviews[0].participants.len(), 2);
}

#[tokio::test]
async fn a_commander_may_close() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    let give = |who: &str| {
        let person = Subject::new(Kind::Person, who, None).unwrap();
        Command::GiveRole { role: Role::Commander, person }
    };
    let scientist = does(&test, "usr-ic", "1", give("usr-care-ds1")).await;
    assert_eq!(code(scientist), "incident.cannot_command");
    assert_eq!(does(&test, "usr-care-ds1", "2", give("usr-ic")).await.unwrap(), Some(1));
    let roles = row(&test).await.handling.roles;
    assert_eq!((roles.len(), &roles[0].person), (1, &subject("person:usr-ic")));
}

#[tokio::test]
async fn who_loses_the_role_in_the_same_moment_commands_nothing() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    let (caller, nominee) = (person(&test, "usr-care-ds1").await, subject("person:usr-ic"));
    let give = Command::GiveRole { role: Role::Commander, person: nominee.clone() };
    let (slow, incident) = (meta("slow"), incident());
    let mut draft = test.app.draft(&caller, &slow);
    test.app.check_commander(&mut draft, &caller, &incident, &nominee).await.unwrap();
    let decided = draft.decide::<Incidents>(Some(&caller), &incident, give.clone()).await;
    let permit = caller.permit(act(&give), &decided.unwrap()).unwrap();
    let admin = person(&test, "usr-admin").await;
    let leave = people::Command::Deactivate;
    test.app.people(&admin, &meta("leave"), &nominee, leave).await.unwrap();
    let late = draft.commit(&permit, &slow, Vec::new()).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
    assert_eq!(code(does(&test, "usr-care-ds1", "late", give).await), "incident.cannot_command");
}

#[tokio::test]
async fn what_is_done_is_kept_with_who_did_it() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    let (leader, engineer) = (person(&test, "usr-ic").await, subject("person:usr-sre"));
    let order = Command::OrderMeasure {
        measure: name("throttle"),
        owner: engineer.clone(),
        what: said(&leader),
        about: Vec::new(),
    };
    does(&test, "usr-ic", "1", order).await.unwrap();
    let contain = does(&test, "usr-ic", "2", Command::Contain).await;
    assert_eq!(code(contain), "incident.measure_open");
    let confirm = || Command::ConfirmMeasure { measure: name("throttle"), note: Personal::Erased };
    let alone = does(&test, "usr-sre", "3", confirm()).await;
    assert_eq!(code(alone), "incident.owner_confirms");
    does(&test, "usr-ic", "4", confirm()).await.unwrap();
    let to = subject("risk:RSK-HC-01");
    let link = Command::LinkCorrection { to: to.clone(), cause: None };
    does(&test, "usr-ic", "5", link).await.unwrap();
    let known = row(&test).await.handling;
    let measure = &known.measures[0];
    assert_eq!((&measure.owner, measure.is_open()), (&engineer, false));
    assert_eq!(measure.confirmed.as_ref().map(|(_, by, _)| by), Some(&leader.person));
    assert_eq!((&known.corrections[0].to, &known.corrections[0].by), (&to, &leader.person));
    let nowhere = Command::LinkCorrection { to: subject("action:nowhere"), cause: None };
    assert_eq!(code(does(&test, "usr-ic", "6", nowhere).await), "subject.unknown");
}

#[tokio::test]
async fn the_incident_of_the_drill_shows_whom_it_told() {
    let test = drill_app(None).await;
    let key = subject("incident:INC-2026-002");
    let known = test.app.find::<IncidentRow>(&now(&test).await, &key).await.unwrap().unwrap();
    // Events evt-hc-0239, evt-hc-0241 and evt-hc-0244 of 10_carerisk.jsonl: `notice.sent`.
    let sent: Vec<_> = known.handling.notices.iter().map(|one| one.at).collect();
    let expected = ["2026-02-11T16:00:00Z", "2026-02-12T15:00:00Z", "2026-02-16T10:00:00Z"];
    assert_eq!(sent, expected.map(time));
    // Event evt-hc-0209: `blast_radius.computed`.
    assert_eq!(known.handling.reach.map(|reach| reach.at), Some(time("2026-02-10T14:35:00Z")));
    assert!(known.handling.clocks.is_empty(), "the duty did not bind yet, as the drill says");
}

#[tokio::test]
async fn what_a_leaver_held_in_an_incident_is_handed_over() {
    let test = drill_app(None).await;
    open(&test, "system:sys-carerisk").await;
    let leaver = subject("person:usr-sre");
    let give = |role| Command::GiveRole { role, person: leaver.clone() };
    does(&test, "usr-ic", "1", give(Role::Technical)).await.unwrap();
    let order = Command::OrderMeasure {
        measure: name("throttle"),
        owner: leaver.clone(),
        what: Personal::Erased,
        about: Vec::new(),
    };
    does(&test, "usr-ic", "2", order).await.unwrap();
    let admin = person(&test, "usr-admin").await;
    let leave = people::Command::Deactivate;
    test.app.people(&admin, &meta("leave"), &leaver, leave).await.unwrap();
    let waiting = async || {
        let tasks = test.app.hand_overs(&now(&test).await).await.unwrap();
        let of_it = tasks.into_iter().filter(|task| task.subject == incident());
        let mut roles: Vec<String> = of_it.map(|task| task.role).collect();
        roles.sort();
        roles
    };
    assert_eq!(waiting().await, ["owner of the measure: throttle", "technical of an incident"]);
    assert_eq!(code(does(&test, "usr-ic", "3", give(Role::Scribe)).await), "person.has_left");
    let person = subject("person:usr-ic");
    let other = Command::GiveRole { role: Role::Technical, person };
    does(&test, "usr-ic", "4", other).await.unwrap();
    let withdraw = Command::WithdrawMeasure { measure: name("throttle"), why: Personal::Erased };
    does(&test, "usr-ic", "5", withdraw).await.unwrap();
    assert!(waiting().await.is_empty());
}
