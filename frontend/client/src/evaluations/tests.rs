use super::{
    commands::{FlagInput, MetricInput, ThresholdInput},
    list::EvidenceFilter,
    queries::{EvidenceFile, ItemPage},
    record::{Draft, Measured, Wants},
    upload,
};
use crate::{
    ask::OfOne,
    command::Sent,
    controls::page,
    offer::Chance,
    scalars::{Long, Subject, Time},
    words::{Freshness, Outcome},
};

const ITEM: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:p","name":"P","erased":false},"may":["attachEvidence"]},
  "evidenceItem":{"subject":"evidence:e","about":"dataset:d@v1","dataset":null,"evidenceType":"EV-OUTLIER-SCAN",
    "title":"Outlier scan","tool":"x","digest":"00","attached":"2026-01-01T00:00:00Z","by":null,"outcome":"FAIL",
    "freshness":"FRESH","staleAt":null,"metrics":[
      {"name":"a","value":"0.06","op":"<=","threshold":"0.02","passed":false},
      {"name":"b","value":"1","op":null,"threshold":null,"passed":null},
      {"name":"c","value":"1","op":">=","threshold":"0","passed":true}],
    "speaksTo":["THR-06"],"details":[],"affected":false,"system":null,"files":[
      {"digest":"0123456789abcdef","mediaType":"application/sarif+json","bytes":10852,"name":null,
       "keptAt":"2026-01-02T00:00:00Z","keptBy":null,"isReport":true}],
    "offers":[{"mutation":"attachEvidence","may":true,"elsewhere":true,"roles":[],"people":[],"more":0},
      {"mutation":"withdrawEvidence","may":true,"elsewhere":true,"roles":[],"people":[],"more":0}]}}}}"#;

const CONTROL: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:p","name":"P","erased":false},"may":["attachEvidence"]},
  "control":{"subject":"control:s.AIC-1","id":"AIC-1","text":null,"system":{"subject":"system:s","name":"S"},
    "status":"MISSING","why":"","applies":null,"advice":"","staleAt":null,"owner":null,"notApplicable":null,
    "tests":[{"id":"T1","statement":"","severity":"block","status":"MISSING","applies":null,"rationale":"","source":"",
      "readings":[
        {"target":"deployment:d","metric":"m.ratio","title":"Ratio","op":"ge","limit":"0.9","value":null,
         "status":"MISSING","grounds":"no_evidence","evidence":null,"recorded":null,"position":null,"until":null},
        {"target":"deployment:e","metric":"m.ratio","title":"Ratio","op":"ge","limit":"0.9","value":null,
         "status":"MISSING","grounds":"no_evidence","evidence":null,"recorded":null,"position":null,"until":null},
        {"target":"deployment:d","metric":"m.ratio","title":"Ratio","op":"lt","limit":"2","value":null,
         "status":"MISSING","grounds":"no_evidence","evidence":null,"recorded":null,"position":null,"until":null},
        {"target":"deployment:d","metric":"","title":"","op":null,"limit":null,"value":null,
         "status":"MISSING","grounds":"no_evidence","evidence":null,"recorded":null,"position":null,"until":null}]}],
    "evidence":[],"counted":[],"linked":[],"notices":[],"told":[],
    "offers":[{"mutation":"linkControlEvidence","may":true,"elsewhere":true,"roles":[],"people":[],"more":0}]}}}}"#;

#[test]
fn a_verdict_counts_only_metrics_with_a_limit() {
    let mut item = ItemPage::read(ITEM).unwrap().evidence_item.unwrap();
    assert_eq!(item.verdict(), "1 of 2 limits broken");
    item.outcome = Outcome::Inconclusive;
    assert_eq!(item.verdict(), "No limit to hold it against");
}

#[test]
fn an_address_narrows_the_evidence() {
    let filter = EvidenceFilter::read(("", "system:s"), "fail", "old", "");
    assert_eq!(filter.outcome, Some(Outcome::Fail));
    assert_eq!((filter.subject, filter.freshness), (None, None));
    assert_eq!(EvidenceFilter::read(("", ""), "", "", ""), EvidenceFilter::default());
}

#[test]
fn the_end_of_a_name_says_the_type() {
    for (name, media_type) in [
        ("scan.json", Some("application/json")),
        ("SBOM.CDX.JSON", Some("application/vnd.cyclonedx+json")),
        ("my.report.sarif", Some("application/sarif+json")),
        ("a.jpeg", Some("image/jpeg")),
        ("index.html", None),
        ("json", None),
        ("", None),
    ] {
        assert_eq!(upload::media_type(name), media_type, "{name}");
    }
    assert!(upload::offered().starts_with(".json,.jsonl,"), "{}", upload::offered());
}

#[test]
fn a_size_is_read_at_a_glance() {
    let sizes = [1, 999, 1_000, 10_852, 999_999, 26_214_400, 5_000_000_000].map(upload::size);
    assert_eq!(
        sizes,
        ["1 byte", "999 bytes", "1.0 kB", "10.8 kB", "999.9 kB", "26.2 MB", "5.0 GB"]
    );
}

#[test]
fn a_file_is_called_something() {
    let file = EvidenceFile {
        digest: "0123456789abcdef".to_owned(),
        media_type: "application/sarif+json".to_owned(),
        bytes: Long(10_852),
        name: None,
        kept_at: Time(String::new()),
        kept_by: None,
        is_report: false,
    };
    assert_eq!(file.words(), "Unnamed file 0123456789…");
    assert_eq!((file.kind().as_str(), file.size().as_str()), ("SARIF", "10.8 kB"));
    let other =
        EvidenceFile { name: Some("x".to_owned()), media_type: "model/stl".to_owned(), ..file };
    assert_eq!((other.words().as_str(), other.kind().as_str()), ("x", "model/stl"));
}

#[test]
fn what_was_withdrawn_takes_no_files() {
    let ItemPage { me, evidence_item, .. } = ItemPage::read(ITEM).unwrap();
    let mut item = evidence_item.unwrap();
    assert_eq!(item.files.len(), 1);
    assert_eq!(item.keeping(&me), Chance::Offered);
    item.freshness = Freshness::Withdrawn;
    assert_eq!(item.keeping(&me), Chance::Hidden);
}

#[test]
fn evidence_is_withdrawn_once() {
    let ItemPage { me, evidence_item, .. } = ItemPage::read(ITEM).unwrap();
    let mut item = evidence_item.unwrap();
    assert_eq!(item.withdrawing(&me), Chance::Offered);
    item.freshness = Freshness::Withdrawn;
    assert_eq!(item.withdrawing(&me), Chance::Hidden);
}

#[test]
fn what_a_control_asks_for_is_asked_for_once() {
    let page = page::read_one(CONTROL).unwrap();
    let wants = Wants::of(&page.control.unwrap(), &page.me);
    let about: Vec<&str> = wants.about.iter().map(Subject::as_str).collect();
    assert_eq!(about, ["deployment:d", "deployment:e", "system:s"]);
    assert_eq!(wants.metrics.len(), 1);
    assert_eq!(wants.metrics[0].limits, "at least 0.9; below 2");
    assert_eq!((wants.speaks_to, wants.link), (vec!["AIC-1".to_owned()], true));
}

fn draft(measured: Vec<Measured>) -> Draft {
    Draft {
        mark: "0123456789ab".to_owned(),
        kind: "EV-DAST".to_owned(),
        about: " deployment:d ".to_owned(),
        system: "system:s".to_owned(),
        tool: "zap".to_owned(),
        speaks_to: "AIC-1, THR-02".to_owned(),
        measured,
        ..Draft::default()
    }
}

#[test]
fn yes_and_no_are_flags() {
    let measured = [("m.signed", "Yes"), ("m.root", "no"), ("m.ratio", " 0.98 "), ("m.not", " ")];
    let measured = measured.map(|(metric, value)| Measured::of(metric, value));
    let input = draft(measured.to_vec()).input().unwrap();
    let flag = |name: &str, value| FlagInput { name: name.to_owned(), value };
    assert_eq!(input.flags, Some(vec![flag("m.signed", true), flag("m.root", false)]));
    let ratio = MetricInput { name: "m.ratio".to_owned(), value: "0.98".to_owned() };
    assert_eq!(input.metrics, Some(vec![ratio]));
    assert_eq!(input.evidence.as_str(), "evidence:ev-dast-01234567");
    assert_eq!(input.about.as_str(), "deployment:d");
    assert_eq!(input.speaks_to, Some(vec!["AIC-1".to_owned(), "THR-02".to_owned()]));
    assert_eq!((input.thresholds, input.dataset), (None, None));
    assert!(input.details.is_none() && input.fresh_days.is_none());
}

#[test]
fn what_is_half_filled_in_is_not_sent() {
    let refused = |draft: Draft| {
        let refusal = draft.input().unwrap_err();
        (refusal.field.clone().unwrap(), refusal.words())
    };
    let (field, words) = refused(draft(vec![Measured::of(" ", "0.5")]));
    let expected = "Name the metric that is 0.5, or take the value away.";
    assert_eq!((field.as_str(), words.as_str()), ("metrics", expected));
    let limit = |value: &str, limit: &str| Measured {
        metric: "m.signed".to_owned(),
        value: value.to_owned(),
        op: "eq".to_owned(),
        limit: limit.to_owned(),
    };
    assert_eq!(refused(draft(vec![limit("", "yes")])).0, "metrics");
    let own =
        |source: &str, one: Measured| Draft { source: Some(source.to_owned()), ..draft(vec![one]) };
    assert_eq!(refused(own(" ", limit("yes", "yes"))).0, "source");
    assert_eq!(refused(own("contract", limit("yes", " "))).0, "thresholds");
    let input = own("contract", limit("yes", "yes")).input().unwrap();
    let expected = ThresholdInput {
        metric: "m.signed".to_owned(),
        op: "eq".to_owned(),
        value: "1".to_owned(),
        source: "contract".to_owned(),
    };
    assert_eq!(input.thresholds, Some(vec![expected]));
}

#[test]
fn a_digest_is_that_of_the_bytes_alone() {
    // The example of FIPS 180-4.
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(upload::digest(b"abc"), known);
}

#[test]
fn what_came_of_a_file_is_read() {
    let kept = r#"{"digest":"00","receipt":{"position":7,"leafHash":"ab","recorded":"x","duplicate":false}}"#;
    let Sent::Done { receipt: Some(receipt), .. } = upload::taken(kept).unwrap() else { panic!() };
    assert_eq!(receipt.words(), "Recorded at position 7.");
    let known = upload::taken(r#"{"digest":"00","receipt":null}"#).unwrap();
    assert_eq!(known, Sent::Done { receipt: None, made: () });
    let refused =
        r#"{"refusal":{"code":"attachment.empty","sentence":"the file is empty","field":null}}"#;
    let Sent::Refused(refusal) = upload::taken(refused).unwrap() else { panic!() };
    assert_eq!(refusal.words(), "The file is empty.");
    let failed = r#"{"error":{"code":"internal","sentence":"something broke","field":null}}"#;
    assert_eq!(upload::taken(failed), Err("Something broke.".to_owned()));
    assert!(upload::taken("<html>").is_err());
}
