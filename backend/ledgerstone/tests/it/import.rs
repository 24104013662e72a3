//! Import straight into the log.

use crate::program::{Place, history, line, path};

#[test]
fn a_bad_line_is_named_and_the_lines_before_it_are_kept() {
    let good = line("e1", "team.created", "team:a", r#"{"name":"A"}"#);
    let bad = [
        ("not json", "line: "),
        (r#"{"specversion":"1.0"}"#, "id: "),
        (&line("e2", "dragon.seen", "team:b", "{}"), "type: no room knows the event type"),
        (&line("e2", "team.created", "team:b", "{}"), "data.name: "),
        (&line("e2", "team.created", "nonsense", "{}"), "subject: "),
        (&line("e2", "person.moved", "person:nobody", r#"{"team":"team:a"}"#), ""),
        (
            &line(
                "e2",
                "person.registered",
                "person:p",
                r#"{"name":"P","team":"team:none","service":false}"#,
            ),
            "team: there is no team:none",
        ),
        (&good.replace("00:00:01Z", "99:00:01Z").replace("e1", "e2"), "time: "),
        (
            &line(
                "e2",
                "team.created",
                "team:b",
                &format!(r#"{{"name":"{}"}}"#, "x".repeat(70_000)),
            ),
            "line: is",
        ),
    ];
    for (text, words) in bad {
        let place = Place::new();
        let file = place.write("events.jsonl", &format!("{good}\n\n{text}\n{good}\n"));
        let ran = place.run(&["import", path(&file), "--history", "--output", "json"]).expect(2);
        let said = format!("{}:3: {words}", path(&file));
        assert!(ran.err.contains(&said), "wanted {said}, got {}", ran.err);
        assert_eq!(ran.json()["recorded"], 1, "{text}: {}", ran.out);
        let report = place.run(&["verify", "--output", "json"]).expect(0).json();
        assert_eq!(report["size"], 1);
    }
}

#[test]
fn a_rerun_adds_only_what_is_missing() {
    let place = Place::new();
    let lines = history();
    let first: Vec<&str> = lines.lines().take(3).collect();
    let part = place.write("part.jsonl", &first.join("\n"));
    let whole = place.write("whole.jsonl", &lines);
    let import = |file| place.run(&["import", path(file), "--history", "--output", "json"]);
    assert_eq!(import(&part).expect(0).json()["recorded"], 3);
    let again = import(&whole).expect(0).json();
    assert_eq!((&again["recorded"], &again["duplicate"]), (&2.into(), &3.into()));
    assert_eq!(import(&whole).expect(0).json()["duplicate"], 5);
}

#[test]
fn history_comes_before_everything_else() {
    let place = Place::new();
    place.with_history();
    place.run(&["token", "create", "--name", "x", "--role", "service"]).expect(0);
    let late =
        place.write("late.jsonl", &line("e9", "team.created", "team:late", r#"{"name":"L"}"#));
    let ran = place.run(&["import", path(&late), "--history"]).expect(2);
    assert!(ran.err.contains(":1: time: "), "{}", ran.err);
}

#[test]
fn what_happens_now_is_recorded_by_the_operator_who_decides_nothing() {
    let place = Place::new();
    let team = line("e1", "team.created", "team:a", r#"{"name":"A"}"#);
    let future = team.replace("2026-", "2999-").replace("e1", "e2").replace("team:a", "team:b");
    let file = place.write("live.jsonl", &format!("{team}\n{future}\n"));
    let ran = place.run(&["import", path(&file), "--output", "json"]).expect(2);
    assert!(ran.err.contains(":2: time: 2999-01-01T00:00:01Z lies in the future"), "{}", ran.err);
    assert_eq!(ran.json()["recorded"], 1);
    let decision =
        line("e3", "dataset.quarantined", "dataset:d@v1", r#"{"version":"v1","reason":"x"}"#);
    let file = place.write("decision.jsonl", &decision);
    place.run(&["import", path(&file)]).expect(2);
}
