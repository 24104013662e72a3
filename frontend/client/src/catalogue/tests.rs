use super::{
    commands::{self, LoadCatalogueInput},
    files, frameworks,
    model::{Cell, limit_body, limit_id, page_of},
    threats,
};
use crate::{
    ask::query_of, controls::queries::ControlCounts, moment::Moment, words::ControlStatus,
};

#[test]
fn the_catalogue_is_one_question_each() {
    let moment = Moment::default;
    insta::assert_snapshot!("threats", query_of(&threats::ask_list(moment())));
    insta::assert_snapshot!("threat", query_of(&threats::ask_one(moment(), "THR-06")));
    insta::assert_snapshot!("frameworks", query_of(&frameworks::ask_list(moment())));
    insta::assert_snapshot!("framework", query_of(&frameworks::ask_one(moment(), "eu_ai_act")));
    insta::assert_snapshot!("files", query_of(&files::ask(moment())));
    let load = commands::order_load(LoadCatalogueInput { dry_run: Some(true) });
    insta::assert_snapshot!("load", query_of(&load));
}

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
}
