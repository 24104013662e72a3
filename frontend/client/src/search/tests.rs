use super::{
    model::{fits, kind_words, result_words, step},
    queries::{Facet, Finds, Hit, ask},
};
use crate::{
    moment::Moment,
    scalars::{Long, Subject},
};

fn hit(kind: &str, subject: &str, title: &str) -> Hit {
    Hit {
        subject: Subject::from(subject),
        kind: kind.to_owned(),
        title: title.to_owned(),
        detail: String::new(),
        state: Some("dismissed_here".to_owned()),
        system: None,
        section: None,
        item: None,
    }
}

fn found() -> Finds {
    let facet = |kind: &str, count| Facet { kind: kind.to_owned(), count: Long(count) };
    Finds {
        hits: vec![
            hit("model_version", "model:m@2", "m@2"),
            hit("system", "system:s", "Care"),
            hit("model_version", "model:m@1", "m@1"),
        ],
        facets: vec![facet("system", 1), facet("model_version", 7)],
        total: Long(8),
    }
}

#[test]
fn results_stand_together_by_kind() {
    let groups = found().groups();
    let names: Vec<_> =
        groups.iter().map(|group| (group.name.as_str(), group.hits.len())).collect();
    assert_eq!(names, [("Model versions", 2), ("AI systems", 1)]);
    assert_eq!(groups[0].hits[1].subject.as_str(), "model:m@1");
    assert_eq!(found().of_all_kinds(), 8);
    assert_eq!(found().kinds()[1], ("model_version".into(), "Model versions".into(), 7));
}

#[test]
fn a_result_says_its_own_name_once() {
    let groups = found().groups();
    assert_eq!(groups[0].hits[0].id(), None);
    assert_eq!(groups[1].hits[0].id(), Some("s"));
    assert_eq!(groups[1].hits[0].state_words().as_deref(), Some("Dismissed here"));
}

#[test]
fn a_part_leads_to_its_own_page() {
    assert_eq!(hit("risk", "risk:r", "R").page(), None);
    let part = |kind: &str, section: Option<&str>, item: &str| Hit {
        section: section.map(str::to_owned),
        item: Some(item.to_owned()),
        ..hit(kind, "curriculum:ours", "Deepfakes")
    };
    assert_eq!(part("module", None, "M03").id(), Some("M03"));
    assert_eq!(part("module", None, "M 03").page().as_deref(), Some("/learning/modules/M%2003"));
    assert_eq!(part("campaign", None, "c1").page().as_deref(), Some("/learning/campaigns?q=c1"));
    let threat = part("threat", Some("threats"), "THR-06");
    assert_eq!(threat.page().as_deref(), Some("/threats/THR-06"));
    let item = part("catalogue_item", Some("frameworks/cwe"), "CWE-20");
    let page = "/catalogue/item?section=frameworks%2Fcwe&id=CWE-20";
    assert_eq!(item.page().as_deref(), Some(page));
}

#[test]
fn what_has_no_page_leads_to_its_list() {
    let exercise = hit("exercise", "exercise:evt-1", "Tainted feed");
    assert_eq!(exercise.page().as_deref(), Some("/exercises?q=evt-1"));
    assert_eq!(hit("survey", "survey:s 1", "s 1").page().as_deref(), Some("/surveys?q=s%201"));
    assert_eq!(hit("review", "review:r", "Design review of s").page(), None);
}

#[test]
fn a_kind_nobody_named_is_still_words() {
    assert_eq!(kind_words("risk_register"), "Risk register");
    assert_eq!((result_words(0), result_words(1)), ("No results".into(), "1 result".into()));
}

#[test]
fn the_arrows_go_around() {
    assert_eq!(step("ArrowDown", 0, 3), Some(1));
    assert_eq!(step("ArrowDown", 2, 3), Some(0));
    assert_eq!(step("ArrowUp", 0, 3), Some(2));
    assert_eq!(step("ArrowUp", 9, 3), Some(2));
    assert_eq!((step("ArrowDown", 0, 0), step("a", 0, 3)), (None, None));
}

#[test]
fn a_place_is_found_by_the_beginnings_of_its_words() {
    assert!(fits("Training runs", "run tr"));
    assert!(fits("Incidents", "INC"));
    assert!(fits("Incidents", " "));
    assert!(!fits("Incidents", "dents") && !fits("Incidents", "inc x"));
}

#[test]
fn a_question_is_no_longer_than_the_server_takes() {
    let body = ask(Moment::default(), &format!(" {}", "x".repeat(500)), "", 12);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["variables"]["text"].as_str().unwrap().len(), 200);
    assert!(body["variables"]["kinds"].is_null());
    let body = ask(Moment::default(), "care ", "system", 12);
    assert!(body.contains(r#""text":"care ""#) && body.contains(r#""kinds":["system"]"#), "{body}");
}
