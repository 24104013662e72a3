use std::collections::BTreeMap;

use kernel::{Decimal, testing::given};
use proptest::prelude::*;

use super::{
    Command, Evaluations, Event, File, MEDIA_TYPES, Op, Outcome, Refusal, Report, Threshold, judge,
};
use crate::golden::{self, digest, name, reason, said, subject};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn limit(metric: &str, op: Op, value: &str) -> Threshold {
    Threshold { metric: name(metric), op, value: decimal(value), source: name("AIC-DI-03-T1") }
}

fn metrics(pairs: &[(&str, &str)]) -> BTreeMap<String, Decimal> {
    pairs.iter().map(|(metric, value)| ((*metric).to_owned(), decimal(value))).collect()
}

fn flags(pairs: &[(&str, bool)]) -> BTreeMap<String, bool> {
    pairs.iter().map(|(metric, flag)| ((*metric).to_owned(), *flag)).collect()
}

fn report(about: &str, digit: &str) -> Report {
    Report {
        subject: subject(about),
        system: Some(subject("system:care")),
        evidence_type: name("EV-OUTLIER-SCAN"),
        tool: name("pyod"),
        digest: digest(digit),
        metrics: metrics(&[("flagged", "0.0147")]),
        flags: BTreeMap::new(),
        details: BTreeMap::new(),
        dataset: None,
        thresholds: vec![limit("flagged", Op::Le, "0.01")],
        speaks_to: vec![name("THR-06")],
        fresh_days: Some(90),
    }
}

fn attached() -> Event {
    Event::Attached {
        subject: subject("dataset:train@v6"),
        system: Some(subject("system:care")),
        kind: name("EV-OUTLIER-SCAN"),
        tool: name("pyod"),
        digest: digest("a"),
        metrics: metrics(&[("flagged", "0.0147")]),
        flags: BTreeMap::new(),
        details: BTreeMap::new(),
        dataset: None,
        thresholds: vec![limit("flagged", Op::Le, "0.01")],
        outcome: Outcome::Fail,
        speaks_to: vec![name("THR-06")],
        fresh_days: Some(90),
    }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("evaluations");
}

#[test]
fn the_outcome_is_computed() {
    given::<Evaluations>([])
        .when(Command::Attach(report("dataset:train@v6", "a")))
        .then([attached()]);
    for (op, value, outcome) in [
        (Op::Lt, "2", Outcome::Pass),
        (Op::Lt, "1.50", Outcome::Fail),
        (Op::Le, "1.50", Outcome::Pass),
        (Op::Gt, "1.5", Outcome::Fail),
        (Op::Ge, "1.5", Outcome::Pass),
        (Op::Eq, "1.500", Outcome::Pass),
        (Op::Eq, "1.4", Outcome::Fail),
    ] {
        let limits = [limit("m", op, value)];
        assert_eq!(judge(&metrics(&[("m", "1.5")]), &flags(&[]), &limits), outcome, "{op} {value}");
    }
}

#[test]
fn a_missing_metric_fails() {
    let limits = [limit("absent", Op::Ge, "0")];
    assert_eq!(judge(&metrics(&[("m", "1")]), &flags(&[]), &limits), Outcome::Fail);
}

#[test]
fn no_limits_are_inconclusive() {
    assert_eq!(judge(&metrics(&[("m", "1")]), &flags(&[]), &[]), Outcome::Inconclusive);
}

#[test]
fn a_flag_counts_as_one_or_zero() {
    let limits = [limit("signed", Op::Eq, "1")];
    assert_eq!(judge(&metrics(&[]), &flags(&[("signed", true)]), &limits), Outcome::Pass);
    assert_eq!(judge(&metrics(&[]), &flags(&[("signed", false)]), &limits), Outcome::Fail);
}

#[test]
fn every_limit_must_hold() {
    let limits = [limit("m", Op::Le, "2"), limit("n", Op::Le, "2")];
    assert_eq!(judge(&metrics(&[("m", "1"), ("n", "1")]), &flags(&[]), &limits), Outcome::Pass);
    assert_eq!(judge(&metrics(&[("m", "1"), ("n", "3")]), &flags(&[]), &limits), Outcome::Fail);
}

#[test]
fn what_is_not_a_number_is_no_metric() {
    let read = serde_json::from_str::<BTreeMap<String, Decimal>>(r#"{"m":"many"}"#);
    assert!(read.unwrap_err().to_string().contains("'many' is not a decimal number"));
}

#[test]
fn evidence_names_an_exact_version() {
    for about in ["dataset:train", "model:risk", "prompt:p"] {
        given::<Evaluations>([])
            .when(Command::Attach(report(about, "a")))
            .then_refused(Refusal::SubjectWithoutVersion(subject(about)));
    }
    let with = Report { dataset: Some(subject("dataset:holdout")), ..report("system:care", "a") };
    given::<Evaluations>([])
        .when(Command::Attach(with))
        .then_refused(Refusal::DatasetWithoutVersion(subject("dataset:holdout")));
}

#[test]
fn evidence_is_attached_once() {
    given::<Evaluations>([attached()])
        .when(Command::Attach(report("dataset:train@v6", "b")))
        .then_refused(Refusal::AlreadyAttached);
    given::<Evaluations>([attached()])
        .when(Command::Attach(report("dataset:train@v6", "a")))
        .then_nothing();
}

#[test]
fn unknown_evidence_is_refused() {
    given::<Evaluations>([])
        .when(Command::Withdraw { reason: reason() })
        .then_refused(Refusal::Unknown);
}

#[test]
fn withdrawn_evidence_stays_withdrawn() {
    let withdrawn = Event::Withdrawn { reason: reason() };
    given::<Evaluations>([attached()])
        .when(Command::Withdraw { reason: reason() })
        .then([withdrawn.clone()]);
    given::<Evaluations>([attached(), withdrawn])
        .when(Command::Attach(report("dataset:train@v6", "a")))
        .then_refused(Refusal::Withdrawn);
}

fn file(digit: &str, media_type: &str) -> File {
    File {
        digest: digest(digit),
        media_type: name(media_type),
        bytes: 7,
        name: said("report.json"),
    }
}

fn kept(file: File) -> Event {
    let File { digest, media_type, bytes, name } = file;
    Event::FileKept { digest, media_type, bytes, name }
}

#[test]
fn files_are_kept_with_evidence_that_counts() {
    let keep = || Command::KeepFile(file("f", "application/json"));
    given::<Evaluations>([]).when(keep()).then_refused(Refusal::Unknown);
    given::<Evaluations>([attached()]).when(keep()).then([kept(file("f", "application/json"))]);
    let withdrawn = Event::Withdrawn { reason: reason() };
    given::<Evaluations>([attached(), withdrawn]).when(keep()).then_refused(Refusal::Withdrawn);
}

#[test]
fn the_same_file_is_kept_once() {
    let withdrawn = Event::Withdrawn { reason: reason() };
    let before = [attached(), kept(file("f", "application/json")), withdrawn];
    for known in 2..=before.len() {
        // Under another name and type it is the same file, also when the evidence was withdrawn.
        let again = File { name: said("copy.txt"), ..file("f", "text/plain") };
        given::<Evaluations>(before.iter().take(known).cloned())
            .when(Command::KeepFile(again))
            .then_nothing();
    }
    given::<Evaluations>([attached(), kept(file("f", "application/json"))])
        .when(Command::KeepFile(file("e", "application/json")))
        .then([kept(file("e", "application/json"))]);
}

#[test]
fn only_files_of_known_types_are_kept() {
    for media_type in MEDIA_TYPES {
        given::<Evaluations>([attached()])
            .when(Command::KeepFile(file("f", media_type)))
            .then([kept(file("f", media_type))]);
    }
    for media_type in ["text/html", "image/svg+xml", "application/octet-stream", "JSON"] {
        given::<Evaluations>([attached()])
            .when(Command::KeepFile(file("f", media_type)))
            .then_refused(Refusal::TypeNotKept(name(media_type)));
    }
    let empty = File { bytes: 0, ..file("f", "text/plain") };
    given::<Evaluations>([attached()])
        .when(Command::KeepFile(empty))
        .then_refused(Refusal::EmptyFile);
}

proptest! {
    #[test]
    fn a_value_is_below_above_or_equal_to_its_limit(
        value in -1_000_000_i32..1_000_000,
        bound in -1_000_000_i32..1_000_000,
    ) {
        let passes = |op| {
            let limits = [limit("m", op, &bound.to_string())];
            judge(&metrics(&[("m", &value.to_string())]), &flags(&[]), &limits) == Outcome::Pass
        };
        prop_assert_eq!(passes(Op::Lt), value < bound);
        prop_assert_eq!(passes(Op::Le), value <= bound);
        prop_assert_eq!(passes(Op::Gt), value > bound);
        prop_assert_eq!(passes(Op::Ge), value >= bound);
        prop_assert_eq!(passes(Op::Eq), value == bound);
    }
}
