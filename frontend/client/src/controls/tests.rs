use super::{
    list::{ControlFilter, ControlName, ControlRow, Controls},
    model::{follows_from, limit_words, page, stage_name},
    page::LimitText,
    queries::ControlCounts,
};
use crate::{list::List, scalars::Subject, shared::SystemLink, words::ControlStatus};

fn row(id: &str, stage: &str, status: ControlStatus) -> ControlRow {
    ControlRow {
        subject: Subject(format!("control:s.{id}")),
        id: id.to_owned(),
        text: Some(ControlName { title: format!("Title, {id}"), stage: stage.to_owned() }),
        system: Some(SystemLink { subject: Subject::from("system:s"), name: "S".to_owned() }),
        status,
        why: "=why \"so\"".to_owned(),
        stale_at: None,
        warnings: 0,
        owner: None,
    }
}

#[test]
fn an_address_narrows_the_controls() {
    let read = |pairs: &'static [(&'static str, &'static str)]| {
        let get =
            |key| pairs.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value);
        ControlFilter::read(|key| get(key).to_owned())
    };
    assert_eq!(read(&[]), ControlFilter::default());
    let narrow = read(&[("system", "system:s"), ("status", "stale"), ("item", "GOVERN 1.1")]);
    assert_eq!(narrow.status, Some(ControlStatus::Stale));
    assert_eq!(narrow.system, Some(Subject::from("system:s")));
    assert_eq!(narrow.framework_item.as_deref(), Some("GOVERN 1.1"));
}

#[test]
fn a_row_says_what_it_is() {
    let row = row("AIC-1", "data", ControlStatus::Missing);
    assert_eq!(row.page().as_deref(), Some("/controls/s/AIC-1"));
    assert_eq!(page("sys-a", "AIC-1"), "/controls/sys-a/AIC-1");
    let cells = Controls::cells(&row);
    assert_eq!(cells[..5], ["Title, AIC-1", "AIC-1", "Not shown", "S", "Data"]);
    assert_eq!(stage_name("own_stage"), "Own stage");
}

#[test]
fn the_worst_of_some_counts_stands_for_them() {
    let counts = ControlCounts { pass: 3, stale: 1, not_applicable: 9, ..ControlCounts::default() };
    assert_eq!((counts.worst(), counts.applicable()), (Some(ControlStatus::Stale), 4));
    assert_eq!(counts.words(), "3 of 4 effective");
    let none = ControlCounts { not_applicable: 2, ..ControlCounts::default() };
    assert_eq!(none.worst(), None);
}

#[test]
fn a_limit_reads_as_words() {
    assert_eq!(limit_words("le", "0.2", false), "at most 0.2");
    assert_eq!(limit_words("eq", "1", true), "yes");
    assert_eq!(limit_words("ne", "1", true), "no");
    let limit = LimitText {
        metric: "inv.registered_ratio".to_owned(),
        title: "Share of models that are registered".to_owned(),
        ops: ["eq", "ge"].map(str::to_owned).to_vec(),
        values: ["1", "0.98"].map(str::to_owned).to_vec(),
    };
    let words = [0, 1, 2].map(|class| limit.words(class));
    assert_eq!(words, ["exactly 1", "at least 0.98", ""], "each class has its own");
}

#[test]
fn a_status_says_what_it_follows_from() {
    assert_eq!(follows_from(0, 0), "Its status follows from 0 pieces");
    assert_eq!(follows_from(1, 0), "Its status follows from one piece");
    assert_eq!(follows_from(0, 1), "Its status follows from one fact of the record");
    assert_eq!(follows_from(2, 3), "Its status follows from 2 pieces and 3 facts of the record");
}
