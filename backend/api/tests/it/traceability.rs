//! The traceability matrix over the drill: every row has a control or threat, a type of evidence,
//! and a page that shows it for a system. The page of the repository is made from the answers.

use std::{collections::BTreeSet, fmt::Write};

use client::{catalogue::threats, controls::page, moment::Moment};
use serde_json::Value;

use crate::{
    golden,
    talk::{Talk, Voice, conversation},
};

/// When the drill is over.
const END: &str = "2026-06-01T00:00:00Z";

const QUESTION: &str = r#"{ asOf(time: "2026-06-01T00:00:00Z") { traceability(first: 500) { totalCount nodes {
    id section meaning answered resolved threats { id } controls { id } evidenceTypes { id title }
    features { id } shown { id status system { subject name } } } } } }"#;

fn moment() -> Moment {
    Moment::new(Some(END.to_owned()), None)
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

async fn rows(talk: &Talk) -> Vec<Value> {
    let answer = talk.reader().ask(QUESTION).await;
    answer["asOf"]["traceability"]["nodes"].as_array().unwrap().clone()
}

/// The page of a control of a system is there, and shows with which evidence.
async fn control_is_shown(voice: &Voice<'_>, system: &str, id: &str) {
    let found = page::read_one(&voice.post(&page::ask_one(moment(), system, id)).await).unwrap();
    let control = found.control.unwrap_or_else(|| panic!("no page of {id} for {system}"));
    let text = control.text.unwrap_or_else(|| panic!("{id} has no text"));
    assert!(!text.evidence_types.is_empty(), "{id} asks for no evidence");
    assert!(!control.why.is_empty() && !control.advice.is_empty(), "{id} says nothing");
}

/// The page of a threat is there, and says how far it is countered for every system of the drill.
async fn threat_is_shown(voice: &Voice<'_>, id: &str) {
    let text = voice.post(&threats::ask_one(moment(), id)).await;
    let threat = threats::read_one(&text).unwrap().threat;
    let threat = threat.unwrap_or_else(|| panic!("no page of {id}"));
    assert!(!threat.controls.is_empty(), "nothing counters {id}");
    let systems: BTreeSet<&str> = threat
        .countered
        .iter()
        .filter_map(|one| Some(one.system.as_ref()?.name.as_str()))
        .collect();
    assert_eq!(systems.len(), 4, "{id} is shown for {systems:?}");
}

#[tokio::test]
async fn every_row_of_the_matrix_has_its_page() {
    conversation(async |talk| {
        talk.app.load_drill(None).await.unwrap();
        let voice = talk.reader();
        let rows = rows(talk).await;
        assert_eq!(rows.len(), 81);
        let (mut controls, mut threats) = (BTreeSet::new(), BTreeSet::new());
        for row in &rows {
            let id = row["id"].as_str().unwrap();
            assert_eq!(row["resolved"], true, "{id} is not answered: {row:#}");
            threats.extend(ids(&row["threats"]));
            if row["answered"] == "OUT_OF_SCOPE" {
                assert!(row["shown"].is_null(), "{id}");
                continue;
            }
            assert!(!ids(&row["evidenceTypes"]).is_empty(), "{id}");
            let system = row["shown"]["system"]["subject"].as_str().unwrap();
            controls.insert((system, row["shown"]["id"].as_str().unwrap()));
        }
        for (system, control) in &controls {
            control_is_shown(&voice, system, control).await;
        }
        for threat in &threats {
            threat_is_shown(&voice, threat).await;
        }
        assert_eq!(threats.len(), 17, "every threat of the catalogue is named: {threats:?}");
        golden::check("../../docs/traceability.md", &written(&rows));
    })
    .await;
}

/// The matrix as a page of the documentation.
fn written(rows: &[Value]) -> String {
    let mut text = String::from(
        "# Traceability\n\nWhat was asked of AI security, and what answers it. Generated from the \
         answers of the product over the drill,\nas of its end; a test asks for what each address named here \
         will show.\nThe query is `traceability`; its page is `/traceability`.\n\nA row that names no control is answered by \
         those that counter its threats; one that names neither, by those of\nits features. \
         `Shown at` is the address of the control that has most to show, for a system of the drill.\n\n\
         | Id | Statement | Threats | Answered by | Types of evidence | Shown at | Stands |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let word = |value: &Value| {
            let text = value.as_str().unwrap_or_default().to_lowercase().replace('_', " ");
            if text.is_empty() { String::from("–") } else { text }
        };
        let list = |value: &Value| {
            let ids = ids(value);
            if ids.is_empty() { String::from("–") } else { ids.join(" ") }
        };
        let shown = &row["shown"];
        let page = match shown["system"]["subject"].as_str() {
            Some(system) => {
                let name = system.trim_start_matches("system:");
                format!("`/controls/{name}/{}`", shown["id"].as_str().unwrap())
            }
            None => String::from("–"),
        };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {page} | {} |",
            row["id"].as_str().unwrap(),
            row["meaning"].as_str().unwrap(),
            list(&row["threats"]),
            list(&row["controls"]),
            list(&row["evidenceTypes"]),
            word(&shown["status"]),
        )
        .unwrap();
    }
    text
}
