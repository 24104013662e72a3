//! What champions did, and who is consulted, on the drill.
//!
//! The figures of the drill were read from its files by hand: `threat_model.completed` names who took
//! part, `action.closed` and the owner of its `action.opened` what was done, and `champion.appointed`
//! or the roles of `person.registered` since when somebody is a champion.

use domain::reviews::{
    Answer, Command as OfReview, Grade, Opening, Participant, Phase, Plan, Raising,
};
use kernel::{Name, Note, Personal, Subject};

use super::{MOMENTS, does, meta, person, subject};
use crate::{
    Instant, Sight,
    people::{Activity, Deeds, PersonRow, TeamRow, activity, consulted},
    reviews::{ActionRow, FindingRow, ReviewRow},
    systems::SystemRow,
    testing::{NOW, TestApp, drill_app},
};

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn time(text: &str) -> Instant {
    Instant::Time(text.parse().unwrap())
}

/// What the champions of a team did, as of a moment.
async fn did(test: &TestApp, team: &str, instant: Instant) -> Option<Activity> {
    let sight = test.sight(instant).await;
    let people = test.app.table::<PersonRow>(&sight).await.unwrap();
    let deeds = deeds(test, &sight).await;
    activity(&subject(&format!("team:{team}")), people.iter(), &deeds, sight.time)
}

async fn deeds(test: &TestApp, sight: &Sight) -> Deeds {
    let reviews = test.app.table::<ReviewRow>(sight).await.unwrap();
    let findings = test.app.table::<FindingRow>(sight).await.unwrap();
    let actions = test.app.table::<ActionRow>(sight).await.unwrap();
    Deeds::of(reviews.iter(), findings.iter(), actions.iter())
}

/// Reviews attended, findings handled, other actions done.
fn counts(activity: &Activity) -> (usize, usize, usize) {
    (activity.reviews_attended, activity.findings_handled, activity.actions_done)
}

/// Months in which something was done, each with how much.
fn busy(activity: &Activity) -> Vec<(&str, usize)> {
    let busy = activity.months.iter().filter(|month| month.count > 0);
    busy.map(|month| (month.name.as_str(), month.count)).collect()
}

/// Does something in the room of reviews as a person of the drill.
async fn reviews(test: &TestApp, who: &str, stream: &str, command: OfReview) {
    let caller = person(&test.app, who).await;
    let id = format!("{who} {} {stream}", crate::reviews::act(&command).as_str());
    test.app.reviews(&caller, &meta(&id), &subject(stream), command).await.unwrap();
}

/// A review of the healthcare system begins, with some people of the drill.
async fn open(test: &TestApp, people: &[&str]) {
    let participants = people
        .iter()
        .map(|who| Participant { person: subject(&format!("person:{who}")), roles: Vec::new() });
    let opening = Opening {
        system: subject("system:sys-carerisk"),
        phase: Phase::Change,
        participants: participants.collect(),
        questions: Vec::new(),
    };
    reviews(test, "usr-care-owner", "review:r", OfReview::Open(opening)).await;
}

#[tokio::test]
async fn champions_did_what_the_files_of_the_drill_say() {
    let test = drill_app(None).await;
    let june = time("2026-06-01T00:00:00Z");
    // usr-chat-mle: a threat model on 2025-10-01, and ACT-2025-009, closed on 2025-12-08.
    let support = did(&test, "team-support-ai", june).await.unwrap();
    assert_eq!(counts(&support), (1, 0, 1));
    assert_eq!(busy(&support), [("2025-10", 1), ("2025-12", 1)]);
    assert_eq!(support.since.to_string(), "2025-09-01T08:32:00Z");
    assert_eq!(support.last.unwrap().to_string(), "2025-12-08T10:00:00Z");
    assert_eq!(support.days_since_last("2026-06-01T00:00:00Z".parse().unwrap()), Some(174));
    let (first, last) = (support.months.first().unwrap(), support.months.last().unwrap());
    assert_eq!((first.name.as_str(), last.name.as_str()), ("2025-07", "2026-06"));
    // usr-fraud-ds: a threat model on 2025-09-15.
    let fraud = did(&test, "team-fraud-ai", june).await.unwrap();
    assert_eq!((counts(&fraud), busy(&fraud)), ((1, 0, 0), vec![("2025-09", 1)]));
    // usr-care-champion and usr-credit-mle: nothing, and no champion at all.
    for team in ["team-care-ai", "team-credit-ai"] {
        let nothing = did(&test, team, june).await.unwrap();
        assert_eq!((counts(&nothing), nothing.last), ((0, 0, 0), None), "{team}");
    }
    assert_eq!(did(&test, "team-mlops", june).await, None);
    // Before the action, and more than twelve months after the review.
    let november = did(&test, "team-support-ai", time("2025-11-30T00:00:00Z")).await.unwrap();
    assert_eq!((counts(&november), busy(&november)), ((1, 0, 0), vec![("2025-10", 1)]));
    let later = did(&test, "team-support-ai", time("2026-11-01T00:00:00Z")).await.unwrap();
    assert_eq!((counts(&later), busy(&later)), ((0, 0, 1), vec![("2025-12", 1)]));
}

#[tokio::test]
async fn what_was_done_before_one_was_the_champion_does_not_count() {
    let test = drill_app(None).await;
    let before = did(&test, "team-data-platform", time("2026-03-09T09:00:00Z")).await;
    assert_eq!(before, None, "nobody was appointed yet");
    // usr-dp-eng2 did ACT-2026-002 by 2026-03-04 and was appointed on 2026-03-09.
    let after = did(&test, "team-data-platform", time("2026-04-01T00:00:00Z")).await.unwrap();
    assert_eq!(after.since.to_string(), "2026-03-09T10:00:00Z");
    assert_eq!((counts(&after), after.last), ((0, 0, 0), None));
}

#[tokio::test]
async fn being_named_is_not_attending() {
    let test = drill_app(None).await;
    open(&test, &["usr-care-ds1", "usr-care-champion"]).await;
    let named = did(&test, "team-care-ai", Instant::Now).await.unwrap();
    assert_eq!((counts(&named), named.last), ((0, 0, 0), None));
    let sight = test.sight(Instant::Now).await;
    let row: ReviewRow = test.app.find(&sight, &subject("review:r")).await.unwrap().unwrap();
    let answer = OfReview::Answer {
        threat: row.questions[0].threat.clone(),
        answer: Answer::Covered,
        severity: None,
        note: Personal::Erased,
    };
    reviews(&test, "usr-care-champion", "review:r", answer).await;
    let spoken = did(&test, "team-care-ai", Instant::Now).await.unwrap();
    assert_eq!((counts(&spoken), busy(&spoken)), ((1, 0, 0), vec![("2026-11", 1)]));
    assert_eq!((spoken.last, spoken.days_since_last(NOW)), (Some(NOW), Some(0)));
}

#[tokio::test]
async fn a_finding_counts_once() {
    let test = drill_app(None).await;
    let champion = || subject("person:usr-care-champion");
    let raising = Raising {
        control: name("AIC-VT-03"),
        severity: Grade::High,
        text: Note::parse("the holdout changes").unwrap(),
        system: Some(subject("system:sys-carerisk")),
        review: None,
        owner: Some(champion()),
    };
    reviews(&test, "usr-sec-lead", "finding:f", OfReview::Raise(raising)).await;
    let plan = |finding: Option<Subject>| {
        OfReview::OpenAction(Plan {
            title: name("Freeze the holdout"),
            owner: champion(),
            due: NOW.plus_days(3),
            controls: vec![name("AIC-VT-03")],
            system: Some(subject("system:sys-carerisk")),
            incident: None,
            finding,
        })
    };
    reviews(&test, "usr-sec-lead", "action:a", plan(Some(subject("finding:f")))).await;
    reviews(&test, "usr-sec-lead", "action:b", plan(None)).await;
    let open = did(&test, "team-care-ai", Instant::Now).await.unwrap();
    assert_eq!(counts(&open), (0, 0, 0), "nothing is done yet");
    let done = || OfReview::ReportDone { note: Personal::Erased };
    reviews(&test, "usr-care-champion", "action:a", done()).await;
    reviews(&test, "usr-care-champion", "action:b", done()).await;
    let close = OfReview::CloseFinding { note: Personal::Erased };
    reviews(&test, "usr-mrm", "finding:f", close).await;
    let handled = did(&test, "team-care-ai", Instant::Now).await.unwrap();
    assert_eq!(counts(&handled), (0, 1, 1), "the action that mends it is no other thing");
}

#[tokio::test]
async fn months_add_up_to_the_counts() {
    let test = drill_app(None).await;
    let mut found = 0;
    for moment in MOMENTS {
        let sight = test.sight(time(moment)).await;
        let people = test.app.table::<PersonRow>(&sight).await.unwrap();
        let deeds = deeds(&test, &sight).await;
        for team in test.app.table::<TeamRow>(&sight).await.unwrap().iter() {
            let done = activity(&team.subject, people.iter(), &deeds, sight.time);
            let Some(done) = done else { continue };
            let (reviews, findings, actions) = counts(&done);
            let sum: usize = done.months.iter().map(|month| month.count).sum();
            assert_eq!((done.months.len(), sum), (12, reviews + findings + actions), "{moment}");
            found += sum;
        }
    }
    assert!(found > 0, "nobody did anything");
}

#[tokio::test]
async fn those_in_an_open_review_are_consulted() {
    let test = drill_app(None).await;
    let asked = async || -> Vec<String> {
        let sight = test.sight(Instant::Now).await;
        let key = subject("system:sys-carerisk");
        let system: SystemRow = test.app.find(&sight, &key).await.unwrap().unwrap();
        let people = test.app.table::<PersonRow>(&sight).await.unwrap();
        let reviews = test.app.table::<ReviewRow>(&sight).await.unwrap();
        let found = consulted(&system, people.iter(), reviews.iter(), sight.time);
        found.iter().map(Subject::label).collect()
    };
    // The threat model of 2025 is concluded: those who made it are asked no more.
    assert_eq!(asked().await, ["usr-care-champion"]);
    open(&test, &["usr-care-ds1", "usr-care-champion"]).await;
    assert_eq!(asked().await, ["usr-care-champion", "usr-care-ds1"]);
    let leaves = domain::people::Command::Deactivate;
    does(&test.app, "usr-admin", "person:usr-care-ds1", leaves).await.unwrap();
    assert_eq!(asked().await, ["usr-care-champion"]);
}
