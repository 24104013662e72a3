//! Indicators over the drill, and what the clock makes of one that turns red.
//!
//! The figures are read off `drill/20_creditline.jsonl`: its evidence of the disparate impact ratio
//! is 0.844 on 2026-02-02, 0.823 on 2026-03-02, 0.793 on 2026-04-06, 0.902 on 2026-04-22 and 0.898
//! on 2026-05-25; the catalogue is amber below 0.85 and red below 0.8.

use domain::{
    catalogue::Colour,
    evaluations::{self, Op, Report},
    risks::{Cause, Command, Which},
};
use kernel::{Decimal, Digest, Personal, Subject};

use super::{assessment, name, score, scores, subject};
use crate::{
    Instant, Meta, Reach,
    catalogue::Book,
    recorded,
    risks::{Found, Indication, RiskRow},
    testing::{NOW, TestApp, drill_app, with_roles},
};

const CREDIT: &str = "system:sys-creditline";
const RISK: &str = "risk:RSK-CR-01";

fn meta(command: &str) -> Meta {
    Meta { source: "test".to_owned(), command: command.to_owned(), ..Meta::default() }
}

async fn at(test: &TestApp, system: &str, time: &str) -> Vec<Indication> {
    let sight = test.sight(Instant::Time(time.parse().unwrap())).await;
    test.app.indicators(&sight, Some(&subject(system))).await.unwrap()
}

/// An indicator's value, colour, since when, and what says so.
type Said = (String, Colour, String, Option<String>);

fn says(all: &[Indication], id: &str) -> Option<Said> {
    let one = all.iter().find(|one| one.indicator.id == id).unwrap();
    let found = one.measured()?;
    let source = found.source.as_ref().map(Subject::label);
    Some((found.value.to_string(), found.colour.unwrap(), found.since.to_string(), source))
}

fn said(value: &str, colour: Colour, since: &str, source: Option<&str>) -> Said {
    (value.to_owned(), colour, since.to_owned(), source.map(str::to_owned))
}

#[tokio::test]
async fn a_disparate_impact_of_0_793_is_red_and_concerns_the_credit_risk() {
    let test = drill_app(None).await;
    let moments = [
        ("2026-03-10T00:00:00Z", "0.823", Colour::Amber, "2026-02-02T06:00:00Z", "EVD-CR-0404"),
        ("2026-04-10T00:00:00Z", "0.793", Colour::Red, "2026-04-06T06:00:00Z", "EVD-CR-0405"),
        ("2026-05-30T00:00:00Z", "0.898", Colour::Green, "2026-04-22T11:00:00Z", "EVD-CR-0406"),
    ];
    for (moment, value, colour, since, evidence) in moments {
        let all = at(&test, CREDIT, moment).await;
        assert_eq!(
            says(&all, "KRI-06"),
            Some(said(value, colour, since, Some(evidence))),
            "{moment}"
        );
    }
    let sight = test.sight(Instant::Time("2026-04-10T00:00:00Z".parse().unwrap())).await;
    let row = test.app.find::<RiskRow>(&sight, &subject(RISK)).await.unwrap().unwrap();
    let own = test.app.indicators_of_risk(&sight, &row).await.unwrap();
    let ids: Vec<&str> = own.iter().map(|one| one.indicator.id.as_str()).collect();
    assert_eq!(ids, ["KRI-05", "KRI-06", "KRI-07"], "those of the catalogue that name THR-05");
    let red = own.iter().filter(|one| one.colour() == Some(Colour::Red));
    let red: Vec<&str> = red.map(|one| one.indicator.id.as_str()).collect();
    assert_eq!(red, ["KRI-06"], "the equalised-odds difference is 0.098, not above 0.1");
}

#[tokio::test]
async fn what_the_rooms_know_is_counted() {
    let test = drill_app(None).await;
    // Residual 12 is above medium since it was scored so; the acceptance had ended two days before.
    let all = at(&test, CREDIT, "2026-05-30T00:00:00Z").await;
    assert_eq!(says(&all, "KRI-25"), Some(said("1", Colour::Red, "2026-05-06T10:00:00Z", None)));
    let before = at(&test, CREDIT, "2026-05-05T00:00:00Z").await;
    assert_eq!(says(&before, "KRI-25").unwrap().1, Colour::Green, "medium is within the appetite");
    // The high risk of the healthcare system was accepted until 2025-12-21 and again a day later.
    let care = "system:sys-carerisk";
    let between = at(&test, care, "2025-12-22T00:00:00Z").await;
    assert_eq!(
        says(&between, "KRI-25"),
        Some(said("1", Colour::Red, "2025-12-21T11:05:00Z", None))
    );
    let after = at(&test, care, "2025-12-23T00:00:00Z").await;
    assert_eq!(
        says(&after, "KRI-25"),
        Some(said("0", Colour::Green, "2025-12-22T16:00:00Z", None))
    );
    // A share of all applicable controls, and a count that agrees with its list.
    let now = test.sight(Instant::Now).await;
    let all = test.app.indicators(&now, Some(&subject(care))).await.unwrap();
    let fresh: f64 = says(&all, "KRI-21").unwrap().0.parse().unwrap();
    assert!((0.0..=1.0).contains(&fresh), "{fresh}");
    let actions = test.app.table::<crate::reviews::ActionRow>(&now).await.unwrap();
    let overdue = actions.of_system(&subject(care));
    let overdue = overdue.iter().filter(|action| action.is_overdue(now.time)).count();
    assert_eq!(says(&all, "KRI-27").unwrap().0, overdue.to_string());
}

/// Each system has its own risks: what is counted of one is what all of them say of it.
#[tokio::test]
async fn one_system_asked_alone_says_what_all_say_of_it() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Time("2026-05-30T00:00:00Z".parse().unwrap())).await;
    let all = test.app.indicators(&sight, None).await.unwrap();
    let mut red = 0;
    for system in [CREDIT, "system:sys-carerisk", "system:sys-fraudshield"] {
        let system = subject(system);
        let own = test.app.indicators(&sight, Some(&system)).await.unwrap();
        let whole: Vec<Indication> =
            all.iter().filter(|one| one.system == system).cloned().collect();
        assert_eq!(own, whole, "{system}");
        red += usize::from(says(&own, "KRI-25").unwrap().1 == Colour::Red);
    }
    assert!(red > 0, "a risk of the credit system is undecided");
}

#[tokio::test]
async fn what_nobody_measured_has_no_colour() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Now).await;
    let found = async |sight: &crate::Sight, id: &str| {
        let all = test.app.indicators(sight, Some(&subject(CREDIT))).await.unwrap();
        assert_eq!(all.len(), 30);
        let one = all.into_iter().find(|one| one.indicator.id == id).unwrap();
        (one.colour(), one.found)
    };
    assert_eq!(found(&sight, "KRI-01").await, (None, Found::NoSource));
    assert_eq!(found(&sight, "KRI-22").await, (None, Found::NoSource));
    assert_eq!(found(&sight, "KRI-24").await, (None, Found::NotMeasured));
    assert!(matches!(found(&sight, "KRI-23").await.1, Found::Measured(_) | Found::Hidden));
    sight.learning.counted = Reach::Only([].into());
    assert_eq!(found(&sight, "KRI-23").await, (None, Found::Hidden));
    sight.visible = crate::Visible::Only([].into());
    let none = test.app.indicators(&sight, None).await.unwrap();
    assert!(none.is_empty(), "of a hidden system nothing is said");
}

#[test]
fn every_indicator_that_ships_has_its_limits_and_a_unit() {
    let book = Book::shipped();
    for known in book.indicators.values() {
        assert!(known.red_if.is_some(), "{}", known.id);
        assert!(book.metrics.contains_key(&known.metric), "{}", known.id);
        let limit = &known.red_if.as_ref().unwrap().value.0;
        let is_red = known.colour(limit) == Some(Colour::Red);
        let sign = known.red_if.as_ref().unwrap().op.0;
        assert_eq!(is_red, matches!(sign, Op::Le | Op::Ge | Op::Eq), "{} at its limit", known.id);
    }
    let ratio = &book.indicators["KRI-06"];
    let colour = |value: &str| ratio.colour(&Decimal::parse(value).unwrap());
    let colours = ["0.793", "0.8", "0.849", "0.85"].map(colour);
    let (red, amber, green) = (Colour::Red, Colour::Amber, Colour::Green);
    assert_eq!(colours, [red, amber, amber, green].map(Some));
    let origin = &book.indicators["KRI-13"];
    assert_eq!(origin.colour(&Decimal::parse("0").unwrap()), Some(red), "no is written as 0");
    assert_eq!(origin.colour(&Decimal::parse("1").unwrap()), Some(green));
}

#[tokio::test]
async fn the_history_of_the_drill_stays() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    for _ in 0..3 {
        test.app.tell_what_is_due().await.unwrap();
        test.advance_days(1);
    }
    assert_eq!(reopenings(&test, head).await, Vec::<String>::new());
}

/// What was reopened since a position: risk, indicator, since when, and by whom.
async fn reopenings(test: &TestApp, head: u64) -> Vec<String> {
    let count = u32::try_from(test.app.store.head() - head).unwrap();
    let mut found = Vec::new();
    for stored in test.app.store.read(head, count).await.unwrap() {
        let fact = recorded(&stored).unwrap();
        let domain::Event::Risks(domain::risks::Event::Reopened { indicator, since, .. }) =
            &fact.event
        else {
            continue;
        };
        let (indicator, since) = (indicator.as_ref().unwrap(), since.map(kernel::Micros::date));
        found.push(format!("{} {indicator} {since:?} {}", fact.stream, fact.actor));
    }
    found
}

/// Reports a disparate impact ratio of the live credit model.
async fn report(test: &TestApp, id: &str, ratio: &str) {
    let engineer = with_roles("usr-credit-ml", &["ml_engineer"]);
    let report = Report {
        subject: subject("deployment:dep-cr-0002"),
        system: Some(subject(CREDIT)),
        evidence_type: name("EV-FAIRNESS"),
        tool: name("fairlearn"),
        digest: Digest::parse(&"a".repeat(64)).unwrap(),
        metrics: [("fair.disparate_impact_ratio".to_owned(), Decimal::parse(ratio).unwrap())]
            .into(),
        flags: [].into(),
        details: [].into(),
        dataset: None,
        thresholds: vec![],
        speaks_to: vec![],
        fresh_days: None,
    };
    let evidence = subject(&format!("evidence:{id}"));
    let attach = evaluations::Command::Attach(report);
    test.app.evaluations(&engineer, &meta(id), &evidence, attach).await.unwrap();
}

#[tokio::test]
async fn a_turn_to_red_reopens_once() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    let red = "risk:RSK-CR-01 KRI-06";
    let first = format!("{red} Some(\"{}\") service:clock", NOW.date());

    report(&test, "ratio-1", "0.79").await;
    for _ in 0..3 {
        test.app.tell_what_is_due().await.unwrap();
    }
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<RiskRow>(&sight, &subject(RISK)).await.unwrap().unwrap();
    assert_eq!(row.state.reopened, Some(Cause::Indicator));
    assert_eq!(row.reopened.as_ref().unwrap().cause, Some(subject("evidence:ratio-1")));
    let current = row.state.score(Which::Current).unwrap();
    assert_eq!(current, row.state.scores.unwrap().get(Which::Current).raised());

    // Red again, and scored meanwhile: it was red already.
    let manager = with_roles("usr-mrm", &["model_risk_manager"]);
    let assess = Command::Assess(assessment(scores(score(5, 4), score(3, 4))));
    test.app.risks(&manager, &meta("assess"), &subject(RISK), assess).await.unwrap();
    test.advance_days(1);
    report(&test, "ratio-2", "0.7").await;
    test.app.tell_what_is_due().await.unwrap();
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));

    // Green, then red: a turn of its own.
    test.advance_days(1);
    report(&test, "ratio-3", "0.9").await;
    test.app.tell_what_is_due().await.unwrap();
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));
    test.advance_days(1);
    report(&test, "ratio-4", "0.75").await;
    test.app.tell_what_is_due().await.unwrap();
    let second = format!("{red} Some(\"{}\") service:clock", NOW.plus_days(3).date());
    assert_eq!(reopenings(&test, head).await, [first.clone(), second.clone()]);

    // Where somebody was faster, the clock has nothing to add.
    test.advance_days(1);
    report(&test, "ratio-5", "0.9").await;
    test.advance_days(1);
    report(&test, "ratio-6", "0.6").await;
    test.advance_days(1);
    let reopen = Command::Reopen {
        why: Cause::Indicator,
        cause: None,
        indicator: Some(name("KRI-06")),
        note: Personal::Erased,
    };
    test.app.risks(&manager, &meta("by hand"), &subject(RISK), reopen).await.unwrap();
    test.app.tell_what_is_due().await.unwrap();
    let by_hand = format!("{red} None person:usr-mrm");
    assert_eq!(reopenings(&test, head).await, [first, second, by_hand]);
}
