use std::collections::BTreeSet;

use domain::{
    catalogue::{Command, OwnItem, Section, Severity},
    evaluations::Op,
    risks::Category,
    systems::RiskClass,
};
use kernel::{Micros, Name};
use ledger::leaf::DATA_LIMIT;
use serde_json::{Value, json};

use super::{
    Book, Fate, ItemsResult, Library, diff::differences, own_stream, readable_data, shipped,
};
use crate::{
    Instant, Meta,
    testing::{TestApp, drill_app, empty_app, with_roles},
};

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

fn limit(value: &str, from: Option<Micros>, to: Option<Micros>) -> OwnItem {
    OwnItem {
        section: Section::Limits,
        id: Name::parse("ORG-LIMIT-1").unwrap(),
        body: json!({ "test": "AIC-DI-03-T1", "metric": "data.outlier.flagged_ratio", "value": value }),
        valid_from: from,
        valid_to: to,
    }
}

async fn add(test: &TestApp, item: OwnItem) -> u64 {
    let officer = with_roles("officer", &["compliance_officer"]);
    let outcome = test
        .app
        .catalogue(&officer, &meta("add"), &own_stream().unwrap(), Command::Add(item))
        .await
        .unwrap();
    outcome.unwrap().position
}

/// The limit on flagged outliers for the high class.
async fn outliers(test: &TestApp, instant: Instant) -> Option<String> {
    let book = test.app.book(&test.sight(instant).await).await.unwrap();
    let test = &book.controls.get("AIC-DI-03")?.tests[0];
    let limit = test.pass_if.all.iter().find(|p| p.metric == "data.outlier.flagged_ratio").unwrap();
    Some(limit.limit(RiskClass::High).to_string())
}

#[test]
fn every_file_fits() {
    let parts = shipped::parts();
    let files: BTreeSet<&str> = parts.iter().map(|part| part.file.as_str()).collect();
    assert_eq!(files.len(), shipped::count(), "a file could not be cut");
    for part in parts {
        let size = serde_json::to_vec(part).unwrap().len();
        assert!(size <= DATA_LIMIT, "{} part {} has {size} bytes", part.file, part.part);
    }
    let again = shipped::cut("metrics", include_str!("../../catalog/metrics.json")).unwrap();
    let whole: Value = serde_json::from_str(include_str!("../../catalog/metrics.json")).unwrap();
    let items: Vec<&Value> = again.iter().flat_map(|part| &part.sections["metrics"]).collect();
    assert_eq!(items, whole["items"].as_array().unwrap().iter().collect::<Vec<_>>());
}

#[test]
fn no_item_holds_a_test() {
    const MODULES: &str = "awareness_curriculum.modules";
    for part in shipped::parts() {
        let mut modules = part.sections.get(MODULES).into_iter().flatten();
        assert!(modules.all(|item| item.get("questions").is_none()), "{}", part.part);
    }
    // A log may have loaded the file when its tests were still in it.
    let mut older = Library::default();
    older.take_older(|item| item["questions"] = json!(["the answer"]));
    let modules: Vec<_> = older.section(MODULES, 1, Micros(1)).collect();
    assert_eq!(modules.len(), 20);
    for (id, entry) in modules {
        let body = entry.body.as_deref().unwrap();
        assert!(body.get("questions").is_none() && body.get("outcomes").is_some(), "{id}");
    }
    assert!(older.section("threats", 1, Micros(1)).all(|(_, entry)| {
        entry.body.as_deref().is_some_and(|body| body.get("questions").is_some())
    }));
    let sections =
        |modules: Value| json!({ "sections": { MODULES: modules, "kris": [{ "questions": 1 }] } });
    let data = sections(json!([{ "id": "M01", "questions": ["the answer"] }]));
    let kind = "catalogue.part_loaded";
    assert_eq!(*readable_data(kind, &data), sections(json!([{ "id": "M01" }])));
    assert_eq!(*readable_data("catalogue.item_added", &data), data);
}

#[test]
fn every_shipped_item_is_read() {
    let book = Book::shipped();
    let techniques: usize = book.threats.values().map(|threat| threat.sub_techniques.len()).sum();
    let tests: usize = book.controls.values().map(|control| control.tests.len()).sum();
    assert_eq!((book.threats.len(), techniques), (17, 116));
    // 75 in controls.json, and 6 for segments in segments.json.
    assert_eq!((book.controls.len(), tests), (42, 75 + 6));
    assert_eq!((book.evidence_types.len(), book.metrics.len()), (71, 151));
    assert_eq!((book.indicators.len(), book.frameworks.len()), (30, 16));
    assert_eq!((book.matrix.len(), book.features.len()), (81, 35));
    for control in book.controls.values() {
        assert!(control.evidence_types().all(|kind| book.evidence_types.contains_key(kind)));
        assert!(control.threats.iter().all(|threat| book.threats.contains_key(threat)));
        for predicate in control.tests.iter().flat_map(|test| &test.pass_if.all) {
            let metric = &book.metrics[&predicate.metric];
            let reports = |kind| metric.evidence.iter().any(|known| known == kind);
            assert!(control.evidence_types().any(reports), "{}: {}", control.id, predicate.metric);
        }
    }
    let threats = book.threats.values().map(|threat| &threat.mappings);
    let techniques = book.threats.values().flat_map(|threat| &threat.sub_techniques);
    let all = book.controls.values().map(|control| &control.mappings).chain(threats);
    for (framework, reference) in all
        .chain(techniques.map(|technique| &technique.mappings))
        .flatten()
        .flat_map(|(framework, ids)| ids.iter().map(move |id| (framework, id)))
    {
        assert!(book.framework_item(framework, reference).is_some(), "{framework} {reference}");
    }
}

/// A segment's test says no less than the tests of the control say without it.
#[test]
fn a_segment_is_never_held_to_less() {
    let book = Book::shipped();
    let all = book.controls.values().flat_map(|control| &control.tests);
    let (segments, plain): (Vec<_>, Vec<_>) =
        all.partition(|test| !test.applies_if.sensitivity_any.is_empty());
    assert_eq!(segments.len(), 6);
    for test in segments {
        let control = test.id.rsplit_once('-').unwrap().0;
        let mut is_stricter = false;
        for predicate in &test.pass_if.all {
            let (shipped, known) = plain
                .iter()
                .filter(|known| known.id.starts_with(control))
                .flat_map(|known| known.pass_if.all.iter().map(move |one| (known, one)))
                .find(|(_, one)| one.metric == predicate.metric)
                .unwrap();
            assert_eq!(known.op, predicate.op, "{}", test.id);
            let blocks = (test.severity_on_fail, shipped.severity_on_fail);
            is_stricter |= blocks == (Severity::Block, Severity::Warn);
            for class in RiskClass::ALL {
                let limit = predicate.limit(*class).approx();
                let usual = known.limit(*class).approx();
                let is_same = (limit - usual).abs() < f64::EPSILON;
                let is_beyond = match predicate.op.0 {
                    Op::Le | Op::Lt => limit < usual,
                    Op::Ge | Op::Gt => limit > usual,
                    Op::Eq | Op::Ne => false,
                };
                assert!(is_same || is_beyond, "{} {} at {class}", test.id, predicate.metric);
                is_stricter |= is_beyond && !is_same;
            }
        }
        assert!(is_stricter, "{} says nothing new", test.id);
    }
}

#[tokio::test]
async fn loading_twice_records_nothing() {
    let test = empty_app().await;
    test.app.ensure_catalogue().await.unwrap();
    let head = test.app.store.head();
    assert!(head > 30, "{head}");
    test.app.ensure_catalogue().await.unwrap();
    let officer = with_roles("officer", &["compliance_officer"]);
    assert_eq!(test.app.load_catalogue(&officer, &meta("load")).await.unwrap(), None);
    assert_eq!(test.app.store.head(), head);
    let auditor = with_roles("auditor", &["internal_auditor"]);
    assert!(test.app.load_catalogue(&auditor, &meta("load again")).await.is_err());
}

#[tokio::test]
async fn a_dry_run_names_what_would_change() {
    let test = empty_app().await;
    let found = test.app.catalogue_differences().await.unwrap();
    assert!(found.iter().all(|difference| difference.fate == Fate::Added));
    assert_eq!(found.iter().filter(|found| found.section == "controls").count(), 42);
    assert_eq!(test.app.store.head(), 0, "a dry run records nothing");

    let mut library = Library::default();
    library.take_shipped();
    assert_eq!(differences(&library, 1, Micros(1)), Vec::new());
    let mut older = Library::default();
    older.take_older(|item| match item["id"].as_str().unwrap() {
        "THR-06" => item["title"] = json!("Another title"),
        "THR-07" => item["id"] = json!("THR-99"),
        _ => {}
    });
    let found = differences(&older, 1, Micros(1));
    let told: Vec<_> = found.iter().map(|d| (d.id.as_str(), d.fate, d.members.join(","))).collect();
    assert_eq!(
        told,
        [
            ("THR-06", Fate::Changed, String::from("title")),
            ("THR-07", Fate::Added, String::new()),
            ("THR-99", Fate::Removed, String::new()),
        ]
    );
}

#[tokio::test]
async fn an_earlier_answer_keeps_its_catalogue() {
    let test = drill_app(None).await;
    let before = test.app.store.head() - 1;
    let loaded: Micros = "2025-09-01T07:10:00Z".parse().unwrap();
    assert_eq!(outliers(&test, Instant::Time(Micros(loaded.0 - 1))).await, None);
    assert_eq!(outliers(&test, Instant::Time(loaded)).await.as_deref(), Some("0.01"));
    let position = add(&test, limit("0.005", None, None)).await;
    assert_eq!(outliers(&test, Instant::Now).await.as_deref(), Some("0.005"));
    assert_eq!(outliers(&test, Instant::Position(position)).await.as_deref(), Some("0.005"));
    assert_eq!(outliers(&test, Instant::Position(before)).await.as_deref(), Some("0.01"));
    assert_eq!(outliers(&test, Instant::Time(loaded)).await.as_deref(), Some("0.01"));
}

#[tokio::test]
async fn own_items_can_be_chosen() {
    let test = empty_app().await;
    let chosen = async |instant| {
        let book = test.app.choices(&test.sight(instant).await).await.unwrap();
        let threat = book.risk_threat("ORG-THR-1").map(|threat| {
            let score = threat.inherent(RiskClass::High).map(domain::risks::Score::value);
            (threat.title.to_owned(), threat.category, score)
        });
        (threat, book.risk_threats().count())
    };
    assert_eq!(chosen(Instant::Now).await, (None, 133), "nothing is loaded: what ships is offered");
    test.app.ensure_catalogue().await.unwrap();
    let before = test.app.store.head() - 1;
    let inherent = json!({ "likelihood": 2, "impact_high_class": 4, "impact_low_class": "much" });
    let item = OwnItem {
        section: Section::Threats,
        id: Name::parse("ORG-THR-1").unwrap(),
        body: json!({ "title": "A supplier is bought", "harms": ["availability"],
            "default_inherent": inherent }),
        valid_from: None,
        valid_to: None,
    };
    add(&test, item).await;
    let own = (String::from("A supplier is bought"), Category::Availability, Some(8));
    assert_eq!(chosen(Instant::Now).await, (Some(own), 134));
    assert_eq!(chosen(Instant::Position(before)).await, (None, 133));
}

#[tokio::test]
async fn an_own_limit_counts_while_it_holds() {
    let test = drill_app(Some("2025-09-02T00:00:00Z".parse().unwrap())).await;
    let time = |text: &str| text.parse::<Micros>().unwrap();
    let (from, to) = (time("2027-01-01T00:00:00Z"), time("2027-07-01T00:00:00Z"));
    add(&test, limit("0.005", Some(from), Some(to))).await;
    let cases = [
        ("2026-12-31T23:59:59Z", "0.01"),
        ("2027-01-01T00:00:00Z", "0.005"),
        ("2027-06-30T23:59:59Z", "0.005"),
        ("2027-07-01T00:00:00Z", "0.01"),
    ];
    for (moment, limit) in cases {
        let found = outliers(&test, Instant::Time(time(moment))).await;
        assert_eq!(found.as_deref(), Some(limit), "{moment}");
    }
    let sight = test.sight(Instant::Now).await;
    let library = test.app.library(&sight).await.unwrap();
    let versions = library.versions("limits", "ORG-LIMIT-1", sight.upto);
    assert_eq!(versions.len(), 1);
    assert!(versions[0].own && versions[0].to == Some(to));
}

/// Items of a file; `value` is the limit.
fn items(value: &str) -> String {
    let limit = json!({ "section": "limits", "id": "ORG-LIMIT-1", "body": limit(value, None, None).body,
        "validFrom": "2027-01-01" });
    format!("[{limit}]")
}

async fn brings(test: &TestApp, id: &str, file: &str, dry_run: bool) -> ItemsResult {
    let officer = with_roles("officer", &["compliance_officer"]);
    test.app.import_items(&officer, &meta(id), file, dry_run).await.unwrap()
}

/// What becomes of each item that is not the same, and where it differs.
fn fates(done: &ItemsResult) -> Vec<(&str, Fate, String)> {
    let differences = done.lines.iter().filter_map(|line| line.difference.as_ref());
    differences.map(|one| (one.id.as_str(), one.fate, one.members.join(" "))).collect()
}

#[tokio::test]
async fn a_file_of_items_names_what_changes() {
    let test = empty_app().await;
    let head = test.app.store.head();
    let looked = brings(&test, "look", &items("0.01"), true).await;
    assert_eq!(fates(&looked), [("ORG-LIMIT-1", Fate::Added, String::new())]);
    assert!(looked.receipt.is_none());
    assert_eq!(test.app.store.head(), head, "a look records nothing");
    assert!(brings(&test, "one", &items("0.01"), false).await.receipt.is_some());
    let changed = brings(&test, "two", &items("0.02"), true).await;
    assert_eq!(fates(&changed), [("ORG-LIMIT-1", Fate::Changed, "value".to_owned())]);
    let later = items("0.01").replace("2027-01-01", "2027-02-01");
    let changed = brings(&test, "three", &later, false).await;
    assert_eq!(fates(&changed), [("ORG-LIMIT-1", Fate::Changed, "validity".to_owned())]);
    assert_eq!(changed.receipt.unwrap().positions.len(), 1);
}

#[tokio::test]
async fn the_same_items_twice_change_nothing() {
    let test = empty_app().await;
    let line = items("0.01");
    let lines = format!("{}\n\n", line.trim_matches(['[', ']']));
    assert!(brings(&test, "one", &line, false).await.receipt.is_some());
    // As lines or as an array, it says the same.
    let again = brings(&test, "two", &lines, false).await;
    assert_eq!((again.lines.len(), fates(&again).len()), (1, 0));
    assert!(again.receipt.is_none() && again.lines[0].refused.is_none());
}

#[tokio::test]
async fn a_bad_item_names_its_member() {
    let test = empty_app().await;
    let head = test.app.store.head();
    let good = items("0.01");
    let good = good.trim_matches(['[', ']']);
    let bad = [
        good.to_owned(),
        good.to_owned(),
        "{ no".to_owned(),
        good.replace("\"limits\"", "\"moons\""),
        good.replace("ORG-LIMIT-1", "AIC-1"),
        good.replace("validFrom", "from"),
        good.replace("ORG-LIMIT-1", "ORG-2").replace("2027-01-01", "soon"),
        good.replace("ORG-LIMIT-1", "ORG-3").replace("\"metric\"", "\"meter\""),
    ];
    let done = brings(&test, "bad", &bad.join("\n"), false).await;
    let wrong = done.lines.iter().filter_map(|line| {
        let refused = line.refused.as_ref()?;
        Some((line.number, refused.code.as_str(), refused.field.as_deref()?))
    });
    let file = "catalogue.bad_file";
    let wanted = [
        (2, file, "id"),
        (3, file, "item"),
        (4, file, "section"),
        (5, "catalogue.not_an_own_id", "id"),
        (6, file, "item"),
        (7, file, "validFrom"),
        (8, "catalogue.bad_item", "body"),
    ];
    assert_eq!(wrong.collect::<Vec<_>>(), wanted);
    assert!(done.receipt.is_none());
    assert_eq!(test.app.store.head(), head, "the good item is kept out");
    let reader = with_roles("reader", &["internal_auditor"]);
    let denied = test.app.import_items(&reader, &meta("no"), good, true).await;
    assert!(matches!(denied, Err(crate::AppError::Denied)));
}
