//! For which systems, and for which of their data, a control and its tests are.

use serde_json::{Value, json};

use super::{Case, GOOD, Report, case, data_of, stands};
use crate::{controls::Status, datasets::Sensitivity, golden::subject, systems::SystemKind};

const LOOSE: &[(&str, &str)] = &[("data.clusters", "2")];
const CLEAN: &[(&str, &str)] = &[("data.clusters", "0")];

#[test]
fn what_does_not_apply_is_never_a_pass() {
    let good = || case(vec![Report("EV-ROBUST", "model:m@1", 90, GOOD)]);
    let mut ruled = good();
    ruled.control["applies_if"] = json!({ "capability_any": ["generative", "agentic"] });
    let sentence = "It is for systems that are generative or agentic.";
    assert_eq!((stands(&ruled).0, stands(&ruled).1.as_str()), (Status::NotApplicable, sentence));
    ruled.profile.kinds.push(SystemKind::Agent);
    assert_eq!(stands(&ruled).0, Status::Pass, "one of its kinds is enough");
    ruled.control["applies_if"] = json!({ "trained_in_house": false });
    assert_eq!(stands(&ruled).1, "It is for systems that are not trained in house.");
    let marked = Case { is_marked: true, ..good() };
    assert_eq!(stands(&marked).0, Status::NotApplicable);
    let mut of_class = good();
    of_class.control["tests"][0]["risk_classes"] = json!(["low"]);
    assert_eq!(stands(&of_class).0, Status::NotApplicable);
    assert_eq!(of_class.answer().tests[0].status, Status::NotApplicable);
}

#[test]
fn a_rule_names_class_stage_and_segment() {
    let ruled = |rule: Value| {
        let mut ruled = case(vec![Report("EV-ROBUST", "model:m@1", 90, GOOD)]);
        ruled.control["applies_if"] = rule;
        let found = ruled.answer();
        let why = found.why();
        (found.status, found.because, why)
    };
    let met = [
        (
            json!({ "act_class_any": ["high_risk_annex_i", "high_risk_annex_iii"] }),
            "is high-risk by Annex III under the AI Act",
        ),
        (json!({ "stage_any": ["staging", "production"] }), "runs in production"),
        (json!({ "sensitivity_any": ["personal", "special_category"] }), "holds personal data"),
        (
            json!({ "risk_class_any": ["high"], "capability_any": ["predictive"] }),
            "is predictive and is of high risk",
        ),
        (
            json!({ "stage_any": ["production"], "trained_in_house": true, "affects_persons": true }),
            "runs in production, decides about people and is trained in house",
        ),
    ];
    for (rule, because) in met {
        let (status, told, why) = ruled(rule);
        assert_eq!((status, told.as_deref()), (Status::Pass, Some(because)));
        assert_eq!(why, "Its test holds.");
    }
    let missed = [
        (json!({ "act_class_any": ["minimal"] }), "are of minimal risk under the AI Act"),
        (json!({ "stage_any": ["test", "staging"] }), "run in test or staging"),
        (json!({ "sensitivity_any": ["special_category"] }), "hold special-category data"),
        (json!({ "risk_class_any": ["low"] }), "are of low risk"),
        (json!({ "affects_persons": false }), "do not decide about people"),
    ];
    for (rule, what) in missed {
        let sentence = format!("It is for systems that {what}.");
        assert_eq!(ruled(rule), (Status::NotApplicable, None, sentence));
    }
    assert_eq!(ruled(json!({})).1, None, "what is for every system needs no reason");
}

#[test]
fn a_system_of_no_class_is_in_none() {
    let mut unclassified = case(vec![Report("EV-ROBUST", "model:m@1", 90, GOOD)]);
    unclassified.profile.act_class = None;
    unclassified.control["applies_if"] = json!({ "act_class_any": ["minimal"] });
    assert_eq!(stands(&unclassified).0, Status::NotApplicable);
}

#[test]
fn a_segment_is_held_to_its_own_limit() {
    let scan = |about, ratio| Report("EV-SCAN", about, 90, ratio);
    let held = |reports| {
        let mut held = case(reports);
        held.control["tests"] = json!([
            { "id": "AIC-X-01-T1", "severity_on_fail": "block", "pass_if": { "all": [
                { "metric": "data.clusters", "op": "<=", "value": 2 }] } },
            { "id": "AIC-X-01-S1", "severity_on_fail": "block",
              "applies_if": { "sensitivity_any": ["special_category"] },
              "pass_if": { "all": [{ "metric": "data.clusters", "op": "==", "value": 0 }] } },
        ]);
        held
    };
    let loose = || vec![scan("dataset:ds@v1", LOOSE)];
    // Personal data: the stricter test is not asked.
    let personal = held(loose()).answer();
    assert_eq!(personal.status, Status::Pass);
    assert_eq!(personal.tests[1].status, Status::NotApplicable);
    // The same report about special-category data.
    let mut special = held(loose());
    special.targets[1] = data_of("dataset:ds@v1", Sensitivity::SpecialCategory);
    special.profile.segments = [Sensitivity::SpecialCategory].into();
    let found = special.answer();
    assert_eq!(found.status, Status::Fail);
    assert_eq!(found.tests[1].because.as_deref(), Some("holds special-category data"));
    assert_eq!(found.why(), "Suspicious clusters is 2; the limit is exactly 0 (ev-0).");
    special.reports = vec![scan("dataset:ds@v1", CLEAN)];
    assert_eq!(stands(&special).0, Status::Pass);
    // Of the data of one system, only that of the segment.
    let mut both = held(vec![scan("dataset:ds@v1", LOOSE), scan("dataset:health@v1", CLEAN)]);
    both.targets.push(data_of("dataset:health@v1", Sensitivity::SpecialCategory));
    both.profile.segments.insert(Sensitivity::SpecialCategory);
    let found = both.answer();
    assert_eq!(found.status, Status::Pass);
    assert_eq!(found.tests[0].readings.len(), 2);
    let asked: Vec<_> = found.tests[1].readings.iter().map(|one| &one.target).collect();
    assert_eq!(asked, [&subject("dataset:health@v1")]);
}
