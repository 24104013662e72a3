use super::{
    commands::{self, ControlReasonInput},
    model::{by_stage, csv, limit_words, page},
    page as one,
    queries::{self, ControlCounts, ControlFilter, ControlName, ControlOrder, ControlRow},
};
use crate::{
    ask::query_of, moment::Moment, scalars::Subject, shared::SystemLink, words::ControlStatus,
};

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
fn controls_are_one_question_each() {
    let filter = ControlFilter::read(|_| String::new());
    let list = queries::ask_list(Moment::default(), filter, ControlOrder::Stage, None);
    insta::assert_snapshot!("list", query_of(&list));
    insta::assert_snapshot!("systems", query_of(&queries::ask_systems(Moment::default())));
    insta::assert_snapshot!("one", query_of(&one::ask_one(Moment::default(), "system:s", "AIC-1")));
    insta::assert_snapshot!("text", query_of(&one::ask_text(Moment::default(), "AIC-1")));
    let reason = ControlReasonInput {
        system: Subject::from("system:s"),
        control: "AIC-1".to_owned(),
        reason: "because".to_owned(),
    };
    insta::assert_snapshot!("mark", query_of(&commands::order_not_applicable(reason)));
}

#[test]
fn an_address_narrows_the_controls() {
    let read = |pairs: &'static [(&'static str, &'static str)]| {
        let get =
            |key| pairs.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value);
        ControlFilter::read(|key| get(key).to_owned())
    };
    let open = read(&[]);
    assert!(open.is_open() && open.applicable == Some(true));
    assert!(read(&[("status", "all")]).is_open());
    let narrow = read(&[("system", "system:s"), ("status", "stale"), ("item", "GOVERN 1.1")]);
    assert_eq!(narrow.status, Some(ControlStatus::Stale));
    assert_eq!((narrow.applicable, narrow.is_open()), (None, false));
    assert_eq!(ControlOrder::read("due"), ControlOrder::StaleAt);
    assert_eq!(ControlOrder::read("nonsense"), ControlOrder::Stage);
}

#[test]
fn stages_stand_in_the_order_of_life() {
    let rows = vec![
        row("A", "operation", ControlStatus::Pass),
        row("B", "own stage", ControlStatus::Pass),
        row("C", "data", ControlStatus::Pass),
        row("D", "operation", ControlStatus::Fail),
    ];
    let groups = by_stage(rows);
    let shown: Vec<_> = groups.iter().map(|(stage, rows)| (stage.as_str(), rows.len())).collect();
    assert_eq!(shown, [("data", 1), ("operation", 2), ("own stage", 1)]);
    assert_eq!(page("sys-a", "AIC-1"), "/controls/sys-a/AIC-1");
}

#[test]
fn the_file_holds_what_is_shown() {
    let file = csv(&[row("AIC-1", "data", ControlStatus::Missing)], "2026-01-01");
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        lines[1],
        "AIC-1,\"Title, AIC-1\",data,S,Not shown,\"'=why \"\"so\"\"\",,,0,2026-01-01"
    );
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
}
