use std::collections::BTreeSet;

use domain::{
    catalogue::{Command, OwnItem, Section},
    risks::Category,
    systems::RiskClass,
};
use kernel::{Micros, Name};
use ledger::leaf::DATA_LIMIT;
use serde_json::{Value, json};

use super::{Book, Fate, Library, diff::differences, own_stream, readable_data, shipped};
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
    assert_eq!((book.controls.len(), tests), (42, 75));
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
