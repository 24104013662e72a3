use super::{
    list::EvidenceFilter,
    queries::{EvidenceFile, ItemPage},
    upload,
};
use crate::{
    ask::OfOne,
    command::Sent,
    offer::Chance,
    scalars::{Long, Time},
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
    "offers":[{"mutation":"attachEvidence","may":true,"elsewhere":true,"roles":[],"people":[],"more":0}]}}}}"#;

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
