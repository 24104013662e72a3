//! `verify` on logs that somebody with all rights changed.

use std::{collections::BTreeMap, fs};

use sea_orm::{ConnectOptions, ConnectionTrait, Database};

use crate::program::{Place, path};

/// Changes the database behind the program's back.
fn tamper(place: &Place, sql: &str) {
    let url = format!("sqlite://{}?mode=rw", place.data().join("ledgerstone.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        let guards = "DROP TRIGGER IF EXISTS event_keeps; DROP TRIGGER IF EXISTS event_stays";
        db.execute_unprepared(guards).await.unwrap();
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    });
}

/// Every file of the log with its content.
fn files(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.data()).unwrap();
    let named = entries.map(|entry| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    });
    named.collect()
}

#[test]
fn a_damaged_log_is_named_and_left_as_it_is() {
    let damages = [
        (
            "UPDATE event SET leaf = CAST(replace(CAST(leaf AS TEXT), 'team:b', 'team:c') AS BLOB) WHERE pos = 2",
            "position 2 was changed",
        ),
        ("DELETE FROM event WHERE pos = 3", "position 3 is missing"),
        (
            "UPDATE event SET pos = 100 WHERE pos = 1; UPDATE event SET pos = 1 WHERE pos = 2; UPDATE event SET pos = 2 WHERE pos = 100",
            "1 and 2",
        ),
        ("DELETE FROM event WHERE pos = 4", "the end is cut off"),
        (
            "DELETE FROM event WHERE pos = 4; DELETE FROM about WHERE pos = 4; DELETE FROM checkpoint; UPDATE log_head SET next_pos = 4",
            "the end is cut off",
        ),
        (
            "INSERT INTO event SELECT 5, stream_id, 99, randomblob(16), type, type_ver, recorded_at, timeline_at, leaf, leaf_hash FROM event WHERE pos = 2",
            "position 5",
        ),
        ("UPDATE log_head SET origin = 'elsewhere'", "the head of the log is elsewhere"),
        ("UPDATE payload SET ciphertext = nonce WHERE pos = 3", "sealed text /name"),
    ];
    for (sql, words) in damages {
        let place = Place::new();
        place.with_history();
        place.run(&["receipt", "0", "--out", path(&place.path("out"))]).expect(0);
        place.run(&["verify"]).expect(0);
        tamper(&place, sql);
        let before = files(&place);
        let ran = place.run(&["verify"]).expect(1);
        assert!(ran.out.contains(words), "{sql}: {}", ran.out);
        assert!(ran.out.lines().all(|line| line.starts_with("tampered: ")), "{}", ran.out);
        let told = place.run(&["verify", "--output", "json"]).expect(1).json();
        assert_eq!(told["verdict"], "tampered");
        assert!(told["findings"][0]["sentence"].is_string());
        assert!(files(&place) == before, "{sql}: verify changed a file");
    }
}

#[test]
fn what_cannot_be_read_is_not_called_tampered() {
    let nothing = Place::new();
    let ran = nothing.run(&["verify"]).expect(2);
    assert!(ran.err.contains("cannot tell: there is no"), "{}", ran.err);
    assert!(!nothing.data().exists());
    let garbage = |name: &str| {
        let place = Place::new();
        place.with_history();
        fs::write(place.data().join(name), "garbage, not what it was").unwrap();
        place.run(&["verify", "--output", "json"]).expect(2)
    };
    for name in ["ledgerstone.db", "log.key"] {
        let ran = garbage(name);
        assert_eq!(ran.json()["verdict"], "cannot_tell");
        assert!(ran.err.starts_with("ledgerstone: cannot tell: "), "{}", ran.err);
        assert_eq!(ran.err.trim().lines().count(), 1, "{}", ran.err);
    }
    let place = Place::new();
    place.with_history();
    for args in
        [["verify", "--url", "http://127.0.0.1:1"], ["verify", "bundle.tar", "--output=text"]]
    {
        assert!(place.run(&args).expect(2).err.contains("yet"));
    }
}

#[test]
fn a_log_is_compared_with_a_checkpoint_kept_elsewhere() {
    let place = Place::new();
    place.with_history();
    place.run(&["receipt", "0", "--out", path(&place.path("out"))]).expect(0);
    let kept = place.path("kept");
    fs::copy(place.data().join("last-checkpoint"), &kept).unwrap();
    let verify = |file| place.run(&["verify", "--against", file]);
    verify(path(&kept)).expect(0);
    // Another log's checkpoint says nothing about this one.
    let other = Place::new();
    other.with_history();
    other.run(&["receipt", "0", "--out", path(&other.path("out"))]).expect(0);
    let foreign = other.data().join("last-checkpoint");
    let ran = verify(path(&foreign)).expect(2);
    assert!(ran.err.contains("not a checkpoint to compare with"), "{}", ran.err);
    let absent = place.path("absent");
    verify(path(&absent)).expect(2);
    // The cut that removed everything signed here is found by what was kept there.
    fs::remove_file(place.data().join("last-checkpoint")).unwrap();
    tamper(
        &place,
        "DELETE FROM event WHERE pos = 4; DELETE FROM about WHERE pos = 4; DELETE FROM payload WHERE pos = 4; DELETE FROM checkpoint; UPDATE log_head SET next_pos = 4",
    );
    place.run(&["verify"]).expect(0);
    let ran = verify(path(&kept)).expect(1);
    assert!(ran.out.contains("the end is cut off"), "{}", ran.out);
}
