use domain::programme::{Command, Decision, Level, Minutes, Publication, Statement, Tolerance};
use kernel::{Name, Note, Personal, Subject};

use super::{
    AttestationRow, Coverage, ExerciseRow, FeedbackRow, InitiativeRow, MeetingRow, PolicyRow,
    SurveyRow, appetite_subject, attestation, coverage,
};
use crate::{
    AppError, Filter, Instant, Meta, Sight,
    import::Reported,
    people::PersonRow,
    testing::{NOW, TestApp, drill_app},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn send(
    test: &TestApp,
    (who, id): (&str, &str),
    stream: &Subject,
    command: Command,
) -> Result<(), AppError> {
    let caller = test.app.caller(&subject(&format!("person:{who}"))).await.unwrap();
    test.app.programme(&caller, &meta(id), stream, command).await.map(|_| ())
}

fn code(answer: Result<(), AppError>) -> String {
    match answer {
        Err(AppError::Refused(refused)) => refused.code,
        Err(AppError::Denied) => String::from("denied"),
        other => panic!("not refused: {other:?}"),
    }
}

fn policy() -> Subject {
    subject("policy:keys")
}

fn publication(version: u64) -> Command {
    Command::Publish(Publication {
        title: name("Keys and secrets"),
        version,
        digest: None,
        approved_by: subject("person:usr-ceo"),
        binds: vec![name("data_engineer"), name("platform_engineer")],
        attest_within_days: Some(14),
        review_due: None,
    })
}

async fn attest(test: &TestApp, (who, id): (&str, &str), version: u64) -> Result<(), AppError> {
    let person = subject(&format!("person:{who}"));
    let stream = attestation(&policy(), &person).unwrap();
    let command = Command::Attest { policy: policy(), person, version, binding: None };
    send(test, (who, id), &stream, command).await
}

async fn covered(test: &TestApp, sight: &Sight, key: &Subject) -> Coverage {
    let row: PolicyRow = test.app.find(sight, key).await.unwrap().unwrap();
    let people = test.app.list::<PersonRow>(sight, Filter::default()).await.unwrap().rows;
    let attested = test.app.table::<AttestationRow>(sight).await.unwrap();
    coverage(&row, &people, &attested, sight.time)
}

#[tokio::test]
async fn attesting_looks_the_policy_up() {
    let test = drill_app(None).await;
    assert_eq!(code(attest(&test, ("usr-dp-eng1", "0"), 1).await), "policy.unknown");
    send(&test, ("usr-comp", "1"), &policy(), publication(1)).await.unwrap();
    attest(&test, ("usr-dp-eng1", "2"), 1).await.unwrap();
    assert_eq!(code(attest(&test, ("usr-dp-eng2", "3"), 2).await), "policy.not_current");
    assert_eq!(code(attest(&test, ("usr-care-ds1", "4"), 1).await), "policy.not_bound");
    assert_eq!(code(attest(&test, ("usr-audit", "5"), 1).await), "policy.not_bound");
    let other = attestation(&policy(), &subject("person:usr-dp-eng2")).unwrap();
    let person = subject("person:usr-dp-eng1");
    let command = Command::Attest { policy: policy(), person, version: 1, binding: None };
    let elsewhere = send(&test, ("usr-dp-eng1", "6"), &other, command).await;
    assert_eq!(code(elsewhere), "policy.wrong_attestation");
    send(&test, ("usr-comp", "7"), &policy(), publication(2)).await.unwrap();
    assert_eq!(code(attest(&test, ("usr-dp-eng2", "8"), 1).await), "policy.not_current");
}

#[tokio::test]
async fn coverage_is_what_the_log_says_at_a_moment() {
    let test = drill_app(None).await;
    send(&test, ("usr-comp", "1"), &policy(), publication(1)).await.unwrap();
    attest(&test, ("usr-dp-eng1", "2"), 1).await.unwrap();
    let before = test.app.store.head() - 1;
    send(&test, ("usr-comp", "3"), &policy(), publication(2)).await.unwrap();

    let now = covered(&test, &test.sight(Instant::Now).await, &policy()).await;
    let people: Vec<String> = now.bound.iter().map(|one| one.person.label()).collect();
    assert_eq!(people, ["usr-dp-eng1", "usr-dp-eng2", "usr-mlops-eng"]);
    assert_eq!((now.attested(), now.overdue().count()), (0, 0), "a new version is attested anew");
    let then = covered(&test, &test.sight(Instant::Position(before)).await, &policy()).await;
    assert_eq!(then.attested(), 1);
    assert_eq!(then.bound[0].due, Some(NOW.plus_days(14)));

    test.set_now(NOW.plus_days(15));
    let late = covered(&test, &test.sight(Instant::Now).await, &policy()).await;
    assert_eq!(late.overdue().count(), 3);
}

#[tokio::test]
async fn a_policy_that_names_no_role_binds_everybody_who_may_say_something() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Now).await;
    let everybody = covered(&test, &sight, &subject("policy:POL-AI-LIFECYCLE")).await;
    let people = test.app.list::<PersonRow>(&sight, Filter::default()).await.unwrap().rows;
    let machines = people.iter().filter(|row| row.service).count();
    assert!(machines >= 4, "{machines}");
    // All but the machines and the one auditor.
    assert_eq!(everybody.bound.len(), people.len() - machines - 1);
    assert!(everybody.bound.iter().all(|one| one.due.is_none()), "the drill sets no day");
}

fn minutes() -> Command {
    let decision = |text: &str| Decision {
        text: Note::parse(text).unwrap(),
        owner: None,
        due: Some(NOW.plus_days(20)),
    };
    Command::Hold(Minutes {
        title: name("Board"),
        period: name("2026-Q4"),
        as_of: NOW,
        system: None,
        highlights: Vec::new(),
        decisions: vec![decision("Sign every dataset"), decision("Ask the provider")],
    })
}

/// Moves the clock to a day and tells what is due.
async fn tell(test: &TestApp, days: i64) -> Sight {
    test.set_now(NOW.plus_days(days));
    test.app.tell_what_is_due().await.unwrap();
    test.sight(Instant::Now).await
}

#[tokio::test]
async fn what_is_attested_or_done_in_time_is_not_told() {
    let (test, meeting) = (drill_app(None).await, subject("meeting:m"));
    send(&test, ("usr-comp", "1"), &policy(), publication(1)).await.unwrap();
    attest(&test, ("usr-dp-eng1", "2"), 1).await.unwrap();
    send(&test, ("usr-comp", "3"), &meeting, minutes()).await.unwrap();
    let done = Command::FollowUp { decision: 2, done: true, note: Personal::Erased };
    send(&test, ("usr-comp", "4"), &meeting, done).await.unwrap();

    let told = async |days: i64| -> Vec<String> {
        let sight = tell(&test, days).await;
        let rows = test.app.list::<AttestationRow>(&sight, Filter::default()).await.unwrap().rows;
        rows.iter().filter(|row| !row.told.is_empty()).map(|row| row.person.label()).collect()
    };
    assert!(told(14).await.is_empty(), "it is in time until the end of the day");
    assert_eq!(told(15).await, ["usr-dp-eng2", "usr-mlops-eng"]);
    let known = async |days: i64| {
        let sight = tell(&test, days).await;
        let row: MeetingRow = test.app.find(&sight, &meeting).await.unwrap().unwrap();
        row.decisions
    };
    assert!(known(20).await.iter().all(|decision| decision.told.is_empty()));
    let decisions = known(21).await;
    assert_eq!(decisions[0].told[0].people, [subject("person:usr-comp")]);
    assert!(decisions[1].told.is_empty());

    let sight = tell(&test, 366).await;
    let policies = test.app.list::<PolicyRow>(&sight, Filter::default()).await.unwrap().rows;
    let told: Vec<&PolicyRow> = policies.iter().filter(|row| !row.told.is_empty()).collect();
    assert_eq!(told.len(), 1, "the review of the drill's policy was due before the log began");
    assert_eq!((&told[0].subject, told[0].told[0].due), (&policy(), NOW.plus_days(365)));
    let people = ["person:usr-comp", "person:usr-ceo"].map(subject);
    assert_eq!(told[0].told[0].people, people);
}

fn appetite(band: Tolerance) -> Command {
    let statement = |category: &str, tolerance_max_band| Statement {
        category: name(category),
        appetite: Level::Low,
        tolerance_max_band,
        limit: None,
    };
    Command::SetAppetite {
        statements: vec![
            statement("model and data integrity", Tolerance::Medium),
            statement("Privacy", band),
        ],
        approved_by: subject("person:usr-board-chair"),
    }
}

#[tokio::test]
async fn there_is_one_appetite() {
    let test = drill_app(None).await;
    let elsewhere =
        send(&test, ("usr-cro", "1"), &subject("appetite:x"), appetite(Tolerance::Low)).await;
    assert_eq!(code(elsewhere), "appetite.another");
    let stream = appetite_subject().unwrap();
    assert_eq!(
        code(send(&test, ("usr-ciso", "2"), &stream, appetite(Tolerance::Low)).await),
        "denied"
    );
    send(&test, ("usr-cro", "3"), &stream, appetite(Tolerance::Low)).await.unwrap();

    let now = test.app.appetite(&test.sight(Instant::Now).await).await.unwrap().unwrap();
    assert_eq!(now.statements.len(), 2);
    assert_eq!(now.of("PRIVACY").unwrap().tolerance_max_band, Tolerance::Low);
    assert!(now.of("people safety and fundamental rights").is_none(), "it is replaced as a whole");
    let since: Vec<String> = now.statements.iter().map(|stated| stated.since.date()).collect();
    assert_eq!(since, ["2025-09-02", "2026-11-23"], "what says the same stands since it was said");
    let time = "2026-01-01T00:00:00Z".parse().unwrap();
    let then = test.app.appetite(&test.sight(Instant::Time(time)).await).await.unwrap().unwrap();
    assert_eq!(then.set.date(), "2025-09-02");
    let before = "2025-09-02T13:59:59Z".parse().unwrap();
    let none = test.app.appetite(&test.sight(Instant::Time(before)).await).await.unwrap();
    assert_eq!(none, None);
}

#[tokio::test]
async fn the_programme_of_the_drill_is_there() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Now).await;
    let meetings = test.app.list::<MeetingRow>(&sight, Filter::default()).await.unwrap().rows;
    let titles: Vec<String> = meetings.iter().map(|row| row.subject.label()).collect();
    let expected =
        ["REP-BOARD-2025Q4", "REP-BOARD-2026-EX1", "REP-BOARD-2026Q1", "REP-CARE-2026-05"];
    assert_eq!(titles, expected);
    assert_eq!(meetings[1].highlights.len(), 3);
    assert_eq!(meetings[3].system, Some(subject("system:sys-carerisk")));
    let funded = test.app.list::<InitiativeRow>(&sight, Filter::default()).await.unwrap().rows;
    assert_eq!((funded[0].amount.as_str(), funded[0].spent().as_str()), ("240000", "0"));
    let surveys = test.app.list::<SurveyRow>(&sight, Filter::default()).await.unwrap().rows;
    let scores: Vec<&str> =
        surveys.iter().map(|row| row.metrics["culture.score"].as_str()).collect();
    assert_eq!(scores, ["0.61", "0.74"]);
    let drills = test.app.list::<ExerciseRow>(&sight, Filter::default()).await.unwrap().rows;
    assert_eq!(drills[0].hours_to_contain.as_ref().unwrap().as_str(), "1.1");
    let feedback = test.app.list::<FeedbackRow>(&sight, Filter::default()).await.unwrap().rows;
    assert_eq!(feedback.len(), 3);
    assert!(feedback.iter().all(|row| row.settled.is_none()));
}

#[tokio::test]
async fn a_stream_takes_only_facts_of_its_kind() {
    let test = drill_app(None).await;
    send(&test, ("usr-comp", "1"), &policy(), publication(1)).await.unwrap();
    let receive = || Command::Receive {
        from_role: name("domain_expert"),
        text: Personal::Erased,
        system: Some(subject("system:sys-carerisk")),
    };
    let head = test.app.store.head();
    assert_eq!(
        code(send(&test, ("usr-comp", "2"), &policy(), receive()).await),
        "stream.wrong_kind"
    );
    let meeting = send(&test, ("usr-comp", "3"), &subject("feedback:m"), minutes()).await;
    assert_eq!(code(meeting), "stream.wrong_kind");
    assert_eq!(test.app.store.head(), head, "nothing is recorded");
    let sight = test.sight(Instant::Now).await;
    let row: PolicyRow = test.app.find(&sight, &policy()).await.unwrap().unwrap();
    assert_eq!(row.version, 1, "the policy is the organisation's as before");
    send(&test, ("usr-comp", "4"), &policy(), publication(2)).await.unwrap();
}

#[tokio::test]
async fn reported_facts_stand_on_streams_of_their_kind_too() {
    let test = drill_app(None).await;
    let officer = test.app.caller(&subject("person:usr-comp")).await.unwrap();
    let data = serde_json::json!({
        "from_role": "domain_expert", "text": "Odd", "system": "system:sys-carerisk",
    });
    let fact = Reported {
        kind: String::from("feedback.received"),
        stream: subject("finding:any"),
        at: NOW,
        actor: None,
        data,
    };
    let answer = test.app.report(&officer, &meta("1"), &fact).await;
    assert_eq!(code(answer.map(|_| ())), "stream.wrong_kind");
}
