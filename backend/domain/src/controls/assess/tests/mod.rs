//! The table of cases: what evidence there is, and how the control stands then.

mod applies;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decimal, Micros, Subject};
use serde_json::{Value, json};

use super::{Assessment, Change, Piece, Question, Recorded, Target, assess};
use crate::{
    catalogue::{Control, EvidenceType, Metric},
    controls::{Profile, Status},
    datasets::Sensitivity,
    deployments::Stage,
    evaluations::Outcome,
    golden::subject,
    systems::{ActClass, RiskClass, SystemKind},
};

const DAY: i64 = Micros::DAY;
const NOW: Micros = Micros(100 * DAY);

/// A piece of evidence in short: type, what it is about, its day, and what it measured.
struct Report(&'static str, &'static str, i64, &'static [(&'static str, &'static str)]);

/// A case, beginning with two live deployments, each with its model and its data.
struct Case {
    control: Value,
    profile: Profile,
    reports: Vec<Report>,
    changes: Vec<Change>,
    targets: Vec<Target>,
    outcome: Outcome,
    is_marked: bool,
    linked: bool,
    /// The reports that are facts of rooms, by their place.
    recorded: Vec<(usize, Recorded)>,
}

fn profile() -> Profile {
    Profile {
        kinds: vec![SystemKind::Predictive],
        risk_class: RiskClass::High,
        act_class: Some(ActClass::HighRiskAnnexIii),
        stages: [Stage::Production].into(),
        segments: [Sensitivity::Personal].into(),
        processes_personal_data: true,
        affects_persons: true,
        trained_in_house: true,
    }
}

fn control() -> Value {
    json!({
        "id": "AIC-X-01", "title": "X", "function": ["detective"],
        "evidence": [{ "type": "EV-ROBUST" }, { "type": "EV-AUTH" }, { "type": "EV-SCAN" }],
        "freshness_days": { "high": 30, "medium": 60 },
        "invalidated_by": ["model.version_registered", "provider.model_changed", "person.left"],
        "tests": [{ "id": "AIC-X-01-T1", "severity_on_fail": "block", "pass_if": { "all": [
            { "metric": "adv.drop", "op": "<=", "value": 0.15, "value_by_class": { "medium": "0.3" } }] } }],
    })
}

fn target(deployment: &str, model: &str) -> Target {
    let covers = [subject(deployment), subject(model)].into();
    Target { name: subject(deployment), covers, is_data: false, segment: None }
}

fn data(version: &str) -> Target {
    data_of(version, Sensitivity::Personal)
}

fn data_of(version: &str, segment: Sensitivity) -> Target {
    let covers = [subject(version)].into();
    Target { name: subject(version), covers, is_data: true, segment: Some(segment) }
}

fn case(reports: Vec<Report>) -> Case {
    Case {
        control: control(),
        profile: profile(),
        reports,
        changes: Vec::new(),
        targets: vec![target("deployment:d1", "model:m@1"), data("dataset:ds@v1")],
        outcome: Outcome::Pass,
        is_marked: false,
        linked: false,
        recorded: Vec::new(),
    }
}

fn types() -> BTreeMap<String, EvidenceType> {
    let named = |id: &str, title: &str, binds: &[&str]| {
        let kind: EvidenceType =
            serde_json::from_value(json!({ "id": id, "title": title, "binds_to": binds })).unwrap();
        (id.to_owned(), kind)
    };
    BTreeMap::from([
        named("EV-ROBUST", "robustness test", &["model_version"]),
        named("EV-AUTH", "access test", &["deployment"]),
        named("EV-SCAN", "outlier scan", &["dataset_version"]),
        named("EV-POLICY", "policy", &["organisation", "system"]),
    ])
}

fn metrics() -> BTreeMap<String, Metric> {
    let named = |id: &str, title: &str, kind: &str| {
        let metric = json!({ "id": id, "title": title, "evidence": [kind] });
        (id.to_owned(), serde_json::from_value::<Metric>(metric).unwrap())
    };
    BTreeMap::from([
        named("adv.drop", "Accuracy lost under attack", "EV-ROBUST"),
        named("api.open", "Endpoints without sign-in", "EV-AUTH"),
        named("data.clusters", "Suspicious clusters", "EV-SCAN"),
        named("pol.age", "Age of the policy", "EV-POLICY"),
    ])
}

impl Case {
    #[expect(clippy::too_many_lines, reason = "each line is a part of one case")]
    fn answer(&self) -> Assessment {
        let control: Control = serde_json::from_value(self.control.clone()).unwrap();
        let owned: Vec<_> = self
            .reports
            .iter()
            .enumerate()
            .map(|(number, Report(kind, about, day, values))| {
                let flag = |text: &str| text.parse::<bool>().ok();
                let flags = values.iter().filter_map(|(m, v)| Some(((*m).to_owned(), flag(v)?)));
                let numbers = values
                    .iter()
                    .filter(|(_, v)| flag(v).is_none())
                    .map(|(m, v)| ((*m).to_owned(), Decimal::parse(v).unwrap()));
                let metrics: BTreeMap<String, Decimal> = numbers.collect();
                let evidence = subject(&format!("evidence:ev-{number}"));
                let also: Vec<Subject> =
                    if *about == "deployment:d1" { vec![subject("model:m@1")] } else { vec![] };
                (
                    evidence,
                    *kind,
                    subject(about),
                    *day,
                    metrics,
                    flags.collect::<BTreeMap<_, _>>(),
                    also,
                )
            })
            .collect();
        let pieces: Vec<Piece<'_>> = owned
            .iter()
            .enumerate()
            .map(|(place, (evidence, kind, about, day, metrics, flags, also))| Piece {
                evidence,
                kind,
                about,
                also,
                attached: Micros(day * DAY),
                outcome: self.outcome,
                metrics,
                flags,
                recorded: self.recorded.iter().find(|one| one.0 == place).map(|one| one.1),
            })
            .collect();
        let mut by_type: BTreeMap<&str, Vec<Piece<'_>>> = BTreeMap::new();
        for piece in pieces.iter().filter(|_| !self.linked) {
            by_type.entry(piece.kind).or_default().push(piece.clone());
        }
        let linked = if self.linked { pieces.as_slice() } else { &[] };
        let system = subject("system:s");
        let covers = [system.clone()].into();
        let otherwise = Target { name: system, covers, is_data: false, segment: None };
        let wide: BTreeSet<Subject> = [subject("system:s"), subject("organisation:o")].into();
        assess(&Question {
            control: &control,
            profile: &self.profile,
            is_marked: self.is_marked,
            targets: &self.targets,
            otherwise: &otherwise,
            wide: &wide,
            pieces: &by_type,
            linked,
            changes: &self.changes,
            types: &types(),
            metrics: &metrics(),
            at: NOW,
        })
    }

    fn with(mut self, pointer: &str, value: Value) -> Self {
        *self.control.pointer_mut(pointer).unwrap() = value;
        self
    }
}

fn change(word: &str, about: Option<&str>, day: i64) -> Change {
    Change { word: word.into(), subject: about.map(subject), at: Micros(day * DAY) }
}

fn stands(case: &Case) -> (Status, String, String) {
    let found = case.answer();
    (found.status, found.why(), found.advice())
}

const GOOD: &[(&str, &str)] = &[("adv.drop", "0.1")];
const BAD: &[(&str, &str)] = &[("adv.drop", "0.2")];

#[test]
fn a_control_stands_as_its_evidence_says() {
    use Status::{Fail, Missing, Pass, Stale};
    let robust = |day, values| vec![Report("EV-ROBUST", "model:m@1", day, values)];
    let table: [(Vec<Report>, Status, &str, &str); 8] = [
        (vec![], Missing, "There is no robustness test for d1.", "Attach for d1: robustness test."),
        (
            robust(90, GOOD),
            Pass,
            "Its test holds.",
            "Nothing until 1970-05-01; then repeat: robustness test.",
        ),
        (
            robust(90, BAD),
            Fail,
            "Accuracy lost under attack is 0.2; the limit is at most 0.15 (ev-0).",
            "Mend the cause, then test d1 again: robustness test.",
        ),
        (
            robust(70, GOOD),
            Stale,
            "ev-0 of 1970-03-12 is older than 30 days.",
            "Repeat for d1: robustness test.",
        ),
        (
            robust(71, GOOD),
            Pass,
            "Its test holds.",
            "Nothing until 1970-04-12; then repeat: robustness test.",
        ),
        (
            robust(90, &[]),
            Fail,
            "No report says \"Accuracy lost under attack\" for d1.",
            "Attach for d1, with adv.drop: robustness test.",
        ),
        // Another type reports it: no evidence of this one.
        (
            vec![Report("EV-AUTH", "model:m@1", 90, GOOD)],
            Missing,
            "There is no robustness test for d1.",
            "Attach for d1: robustness test.",
        ),
        // The newest counts, whichever of the things live it is about.
        (
            vec![
                Report("EV-ROBUST", "model:m@1", 80, BAD),
                Report("EV-ROBUST", "deployment:d1", 90, GOOD),
            ],
            Pass,
            "Its test holds.",
            "Nothing until 1970-05-01; then repeat: robustness test.",
        ),
    ];
    for (number, (reports, status, why, advice)) in table.into_iter().enumerate() {
        let found = stands(&case(reports));
        assert_eq!(found, (status, why.to_owned(), advice.to_owned()), "case {number}");
    }
}

#[test]
fn a_failure_does_not_age_into_stale() {
    assert_eq!(stands(&case(vec![Report("EV-ROBUST", "model:m@1", 1, BAD)])).0, Status::Fail);
}

#[test]
fn evidence_of_another_model_is_no_evidence() {
    let other = case(vec![Report("EV-ROBUST", "model:m@2", 90, GOOD)]);
    assert_eq!(stands(&other).0, Status::Missing);
    let linked = Case { linked: true, ..case(vec![Report("EV-OTHER", "model:m@2", 90, GOOD)]) };
    assert_eq!(stands(&linked).0, Status::Pass, "unless somebody linked it");
    let wide = case(vec![Report("EV-ROBUST", "system:s", 90, GOOD)]);
    assert_eq!(stands(&wide).0, Status::Pass, "what is about the system is about all of it");
}

#[test]
fn every_live_deployment_is_covered() {
    let mut two = case(vec![Report("EV-ROBUST", "model:m@1", 90, GOOD)]);
    for number in 2..=6 {
        two.targets.push(target(&format!("deployment:d{number}"), "model:other@1"));
    }
    let (status, why, _) = stands(&two);
    assert_eq!(
        (status, why.as_str()),
        (Status::Missing, "There is no robustness test for d2, d3, d4 and 2 more.")
    );
    // One that fails is worse than others that lack.
    two.reports.push(Report("EV-ROBUST", "deployment:d2", 95, BAD));
    assert_eq!(stands(&two).0, Status::Fail);
    // While nothing is live, the system itself is asked.
    two.targets.clear();
    assert_eq!(stands(&two).1, "There is no robustness test for s.");
}

#[test]
fn data_is_asked_of_the_data_that_went_in() {
    let scan = |about| {
        case(vec![Report("EV-SCAN", about, 90, &[("data.clusters", "0")])])
            .with("/tests/0/pass_if/all/0/metric", json!("data.clusters"))
    };
    assert_eq!(stands(&scan("dataset:ds@v1")).0, Status::Pass);
    assert_eq!(stands(&scan("dataset:ds@v2")).1, "There is no outlier scan for ds@v1.");
    assert_eq!(stands(&scan("deployment:d1")).0, Status::Missing);
}

#[test]
fn what_concerns_all_of_a_system_is_asked_of_the_system() {
    let policy = |reports| {
        let mut asked = case(reports);
        asked.control["evidence"] = json!([{ "type": "EV-POLICY" }]);
        asked.with(
            "/tests/0/pass_if/all/0",
            json!({ "metric": "pol.age", "op": "<=", "value": 365 }),
        )
    };
    let mut lacking = policy(vec![]);
    lacking.targets.push(target("deployment:d2", "model:other@1"));
    assert_eq!(stands(&lacking).1, "There is no policy for s.");
    let of = |about| policy(vec![Report("EV-POLICY", about, 90, &[("pol.age", "9")])]);
    assert_eq!(stands(&of("organisation:o")).0, Status::Pass);
    assert_eq!(stands(&of("system:s")).0, Status::Pass);
    assert_eq!(stands(&of("organisation:other")).0, Status::Missing);
}

#[test]
fn a_flag_is_yes_or_no() {
    let open = |flag| {
        case(vec![Report("EV-AUTH", "deployment:d1", 90, flag)]).with(
            "/tests/0/pass_if/all/0",
            json!({ "metric": "api.open", "op": "==", "value": false }),
        )
    };
    assert_eq!(stands(&open(&[("api.open", "false")])).0, Status::Pass);
    let (status, why, _) = stands(&open(&[("api.open", "true")]));
    assert_eq!(
        (status, why.as_str()),
        (Status::Fail, "Endpoints without sign-in is yes; it has to be no (ev-0).")
    );
}

#[test]
fn the_limit_is_that_of_the_risk_class() {
    let mut medium = case(vec![Report("EV-ROBUST", "model:m@1", 50, BAD)]);
    medium.profile.risk_class = RiskClass::Medium;
    assert_eq!(stands(&medium).0, Status::Pass, "0.2 of 0.3, 50 of 60 days");
    medium.profile.risk_class = RiskClass::Low;
    assert_eq!(stands(&medium).0, Status::Fail, "no limit of its own");
}

#[test]
fn what_happened_after_makes_evidence_stale() {
    let tested =
        |changes| Case { changes, ..case(vec![Report("EV-ROBUST", "deployment:d1", 90, GOOD)]) };
    let none = [
        change("provider.model_changed", Some("model:m@1"), 89),
        change("provider.model_changed", Some("model:m@1"), 90),
        change("provider.model_changed", Some("model:m@2"), 95),
        change("deployment.completed", Some("deployment:d1"), 95),
        change("person.left", None, 95),
    ];
    for change in none {
        assert_eq!(stands(&tested(vec![change.clone()])).0, Status::Pass, "{change:?}");
    }
    let (status, why, _) =
        stands(&tested(vec![change("provider.model_changed", Some("model:m@1"), 95)]));
    let sentence =
        "ev-0 of 1970-04-01 was made before \"provider model changed\" of m@1 on 1970-04-06.";
    assert_eq!((status, why.as_str()), (Status::Stale, sentence));
    let mut organisation = tested(vec![change("person.left", None, 95)]);
    organisation.reports = vec![Report("EV-ROBUST", "organisation:o", 90, GOOD)];
    assert_eq!(stands(&organisation).0, Status::Stale, "the organisation is all of its people");
}

#[test]
fn a_test_that_only_warns_does_not_decide() {
    let mut warned = case(vec![Report("EV-ROBUST", "model:m@1", 90, GOOD)]);
    let warns = json!({ "id": "AIC-X-01-T2", "severity_on_fail": "warn", "pass_if": { "all": [
        { "metric": "api.open", "op": "==", "value": false }] } });
    warned.control["tests"].as_array_mut().unwrap().push(warns.clone());
    let (status, why, _) = stands(&warned);
    assert_eq!(
        (status, why.as_str()),
        (Status::Pass, "Its test holds; one more only warns and does not.")
    );
    assert_eq!(
        warned.answer().warnings().map(|test| test.id.as_str()).collect::<Vec<_>>(),
        ["AIC-X-01-T2"]
    );
    // Where nothing blocks, what warns decides.
    warned.control["tests"] = json!([warns]);
    assert_eq!(stands(&warned).0, Status::Missing);
}

#[test]
fn without_tests_the_outcome_of_the_evidence_counts() {
    let said = |outcome| {
        Case { outcome, ..case(vec![Report("EV-ROBUST", "system:s", 90, &[])]) }
            .with("/tests", json!([]))
    };
    assert_eq!(stands(&said(Outcome::Pass)).0, Status::Pass);
    assert_eq!(stands(&said(Outcome::Fail)).0, Status::Fail);
    let (status, why, advice) = stands(&said(Outcome::Inconclusive));
    assert_eq!(
        (status, why.as_str()),
        (Status::Inconclusive, "ev-0 cannot tell: it kept to no limit.")
    );
    assert!(advice.starts_with("Attach for d1, held"), "{advice}");
    let old =
        Case { reports: vec![Report("EV-ROBUST", "system:s", 9, &[])], ..said(Outcome::Pass) };
    assert_eq!(stands(&old).0, Status::Stale);
}
