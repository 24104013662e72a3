//! Questions, news, and the check of a leaf.
use super::{COLUMNS, Check, Event, EventRow, Wanted, events, kinds_of, read_follow, with_news};
use crate::{
    moment::Moment,
    scalars::{Position, Subject, Time},
};

fn row(position: u64) -> EventRow {
    EventRow {
        position: Position(position),
        kind: "dataset.quarantined".to_owned(),
        stream: Subject::from("dataset:d"),
        at: Time(String::new()),
        imported: false,
        late: false,
        actor: Subject::from("service:importer"),
        actor_name: None,
        claimed_actor: Some(Subject::from("person:usr-a")),
        claimed_actor_name: None,
        sentence: String::new(),
        leaf_hash: String::new(),
    }
}

#[test]
fn news_never_shows_an_event_twice() {
    let rows = with_news(vec![row(5), row(4), row(3)], vec![row(6), row(5), row(7)], 4, false);
    let positions: Vec<u64> = rows.iter().map(|row| row.position.0).collect();
    assert_eq!(positions, [7, 6, 5, 4]);
}

#[test]
fn the_oldest_can_be_first() {
    let rows = with_news(vec![row(3), row(4)], vec![row(6), row(4), row(5)], 4, true);
    let positions: Vec<u64> = rows.iter().map(|row| row.position.0).collect();
    assert_eq!(positions, [3, 4, 5, 6]);
    let asked = |oldest_first| {
        let wanted = Wanted { oldest_first, ..Wanted::default() };
        let body = events(&Moment::default(), &wanted, 50, None);
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        body["variables"]["newestFirst"].clone()
    };
    assert_eq!((asked(false), asked(true)), (true.into(), false.into()));
}

#[test]
fn the_claimed_actor_is_named_before_the_importer() {
    let mut one = row(1);
    assert_eq!((one.who().as_str(), one.who_subject()), ("usr-a", "person:usr-a"));
    one.claimed_actor = None;
    one.actor_name = Some("Importer".to_owned());
    assert_eq!(one.who(), "Importer");
}

#[test]
fn a_line_of_the_file_has_every_column() {
    let cells = row(7).cells();
    assert_eq!(cells.len(), COLUMNS.len());
    assert_eq!(cells[..2], ["7", "dataset.quarantined"]);
    assert_eq!(cells[3..5], ["usr-a", "person:usr-a"]);
    assert_eq!(cells[6..9], ["dataset:d", "No", "No"]);
}

#[test]
fn a_word_of_the_address_is_a_family_or_a_kind() {
    assert_eq!(
        kinds_of("evidence"),
        ["evidence.attached", "evidence.withdrawn", "evidence.file_kept"]
    );
    let notices = kinds_of("notices");
    assert!(notices.len() == 13 && notices.iter().all(|kind| kind.ends_with("_noticed")));
    assert_eq!(kinds_of("run.stopped"), ["run.stopped"]);
    assert!(kinds_of("").is_empty());
}

#[test]
fn a_message_of_the_subscription_is_a_row() {
    let text = r#"{"data":{"events":{"position":9,"kind":"k","stream":"dataset:d","at":"t","imported":false,
        "late":false,"actor":"person:a","actorName":"A","claimedActor":null,"claimedActorName":null,
        "sentence":"s","leafHash":"00"}}}"#;
    assert_eq!(read_follow(text).unwrap().position, Position(9));
}

fn whole(leaf: &str, leaf_hash: &str) -> Event {
    Event {
        position: Position(0),
        kind: String::new(),
        version: 1,
        stream: Subject::from("dataset:d"),
        stream_version: Position(0),
        recorded: Time(String::new()),
        at: Time(String::new()),
        occurred: None,
        imported: false,
        late: false,
        actor: Subject::from("person:a"),
        actor_name: None,
        claimed_actor: None,
        claimed_actor_name: None,
        ground: String::new(),
        command: String::new(),
        about: Vec::new(),
        cause: None,
        corr: None,
        sentence: String::new(),
        data: r#"{"rows":18240}"#.to_owned(),
        leaf: leaf.to_owned(),
        leaf_hash: leaf_hash.to_owned(),
        parts: Vec::new(),
    }
}

/// SHA-256 of a zero byte alone: the hash of the empty leaf, as RFC 6962 gives it.
const EMPTY_LEAF: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

#[test]
fn a_changed_byte_is_noticed() {
    assert_eq!(whole("", EMPTY_LEAF).check(), Check::Matches);
    let Check::Differs(own) = whole("x", EMPTY_LEAF).check() else { panic!("not noticed") };
    assert_ne!(own, EMPTY_LEAF);
    assert!(matches!(whole("", "").check(), Check::Differs(_)));
}

#[test]
fn facts_are_indented_and_never_lost() {
    let mut one = whole("", "");
    assert_eq!(one.data_lines(), "{\n  \"rows\": 18240\n}");
    one.data = "not json".to_owned();
    assert_eq!(one.data_lines(), "not json");
}
