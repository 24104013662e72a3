use super::{
    bulk::Seen,
    commands::ImportedItem,
    files::{CatalogueDifference, DifferenceFate},
    frameworks::FrameworkFilter,
    items::CatalogueFilter,
    model::{Cell, feature_page, item_page, limit_body, limit_id, origin, page_of, pretty},
    threats::{Countered, ThreatFilter, least},
    trace::TraceFilter,
};
use crate::{
    controls::queries::ControlCounts,
    scalars::Subject,
    shared::{Refusal, SystemLink},
    words::ControlStatus,
};

#[test]
fn a_cell_says_how_it_stands() {
    let some = ControlCounts { pass: 2, stale: 1, ..ControlCounts::default() };
    let cell = Cell::of(&some, true);
    assert_eq!((cell.figure().as_str(), cell.slug()), ("2/3", "stale"));
    assert_eq!(cell.words(), "2 of 3 effective, worst: stale");
    let all = Cell::Controls { pass: 2, of: 2, worst: ControlStatus::Pass };
    assert_eq!(all.words(), "2 of 2 effective");
    let none = ControlCounts::default();
    assert_eq!(Cell::of(&none, true).figure(), "n/a");
    assert_eq!(Cell::of(&none, false).words(), "no control is mapped");
}

#[test]
fn an_id_leads_to_its_page() {
    assert_eq!(page_of("AIC-DI-01").as_deref(), Some("/controls/AIC-DI-01"));
    assert_eq!(page_of("THR-06.03").as_deref(), Some("/threats/THR-06"));
    assert_eq!(page_of("THR-"), None);
    assert_eq!(page_of("EV-SARIF"), None);
    assert_eq!(item_page("controls", "ORG-1"), "/controls/ORG-1");
    let items = "/catalogue/item?section=frameworks%2Feu_ai_act&id=EUAI-4";
    assert_eq!(item_page("frameworks/eu_ai_act", "EUAI-4"), items);
    assert_eq!(
        (origin(true, ""), origin(false, "3")),
        ("Our own".into(), "Catalogue version 3".into())
    );
}

#[test]
fn a_feature_leads_to_a_page() {
    let pages = include_str!("../../../web/src/pages.rs");
    let traceability = include_str!("../../../../backend/app/catalog/traceability.json");
    let file: serde_json::Value = serde_json::from_str(traceability).unwrap();
    let features = file["features"].as_array().unwrap();
    let mut placed = 0;
    for feature in features {
        let Some(page) = feature_page(feature["id"].as_str().unwrap()) else { continue };
        assert!(pages.contains(&format!("\"{page}\" =>")), "{feature} leads to {page}");
        placed += 1;
    }
    assert!(placed >= 20, "{placed} of {} features have a page", features.len());
}

#[test]
fn an_own_limit_is_written_as_the_catalogue_writes_it() {
    assert_eq!(
        limit_id("AIC-DI-03-T1", "data.outlier.ratio"),
        "ORG-AIC-DI-03-T1-data-outlier-ratio"
    );
    let body = limit_body("AIC-DI-03-T1", "m", " 0.005 ", "stricter");
    let read: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(read["value"], "0.005");
    assert_eq!(pretty("{\"a\":1}"), "{\n  \"a\": 1\n}");
    assert_eq!(pretty("no json"), "no json");
}

#[test]
fn the_least_countered_system_stands_for_a_threat() {
    let one = |name: &str, share| Countered {
        system: Some(SystemLink { subject: Subject::from("system:s"), name: name.to_owned() }),
        share,
    };
    let all = [one("A", Some(0.5)), one("B", None), one("C", Some(0.25))];
    assert_eq!(least(&all), Some((25, "C")));
    assert_eq!(least(&all[1..2]), None);
}

#[test]
fn an_address_narrows_the_lists() {
    assert_eq!(ThreatFilter::read("", " "), ThreatFilter::default());
    assert_eq!(ThreatFilter::read("data", "x").stage.as_deref(), Some("data"));
    assert_eq!(FrameworkFilter::read("own", "").own, Some(true));
    assert_eq!(CatalogueFilter::read("kris", "shipped", "").own, Some(false));
    let trace = TraceFilter::read(|key| if key == "show" { "open".into() } else { String::new() });
    assert_eq!(trace.resolved, Some(false));
}

#[test]
fn a_file_with_a_wrong_item_is_not_sent() {
    let item = |number, fate: Option<DifferenceFate>, wrong: bool| ImportedItem {
        number,
        section: "limits".to_owned(),
        id: format!("ORG-{number}"),
        difference: fate.map(|fate| CatalogueDifference {
            section: "limits".to_owned(),
            id: format!("ORG-{number}"),
            title: String::new(),
            fate,
            members: Vec::new(),
        }),
        refusal: wrong.then(|| Refusal {
            code: "catalogue.bad_item".to_owned(),
            sentence: "mend it".to_owned(),
            field: Some("body".to_owned()),
        }),
    };
    let (added, changed) = (Some(DifferenceFate::Added), Some(DifferenceFate::Changed));
    let seen = Seen::of(vec![item(1, added, false), item(2, None, true)]);
    assert!(!seen.is_ready());
    assert_eq!(seen.items()[0].number, 2, "what is wrong comes first");
    assert_eq!(seen.words(), "1 of 2 items is refused, so none would be recorded.");
    let seen = Seen::of(vec![item(1, added, false), item(2, changed, false), item(3, None, false)]);
    assert!(seen.is_ready());
    assert_eq!(seen.words(), "Of 3 items, 1 would be added and 1 changed.");
    assert!(!Seen::of(vec![item(1, None, false)]).is_ready(), "nothing is new");
}
