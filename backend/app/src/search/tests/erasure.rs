//! Names of persons: found, and gone.

use std::{fs, path::Path};

use domain::people::Command;
use kernel::{Micros, Name, Note, Personal, Subject};

use super::{beside, find, names};
use crate::{
    App, Instant, Meta,
    testing::{TestApp, drill_app},
};

const CANARY: &str = "Quirina Okapi-Vogelsang";
/// As the words of the name are written in an index.
const TRACES: [&str; 4] = [CANARY, "quirina", "okapi", "vogelsan"];

async fn does(app: &App, who: &str, person: &Subject, command: Command) {
    let caller = app.caller(&format!("person:{who}").parse().unwrap()).await.unwrap();
    // Not the command itself: its id is in the leaf.
    let command_id = format!("{person} {:?}", std::mem::discriminant(&command));
    let meta = Meta { source: String::from("test"), command: command_id, ..Meta::default() };
    app.people(&caller, &meta, person, command).await.unwrap();
}

async fn with_canary() -> (TestApp, Subject) {
    let test = drill_app(None).await;
    let person: Subject = "person:p-4711".parse().unwrap();
    let register = Command::Register {
        name: Personal::written(&person, CANARY),
        email: Personal::Erased,
        team: None,
        service: false,
    };
    does(&test.app, "usr-admin", &person, register).await;
    let moved = Command::Move { team: "team:team-mlops".parse().unwrap() };
    does(&test.app, "usr-admin", &person, moved).await;
    test.app.index_what_is_new().await.unwrap();
    (test, person)
}

fn contains(all: &[u8], bytes: &[u8]) -> bool {
    all.windows(bytes.len()).any(|window| window == bytes)
}

fn found_in_files(dir: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            found_in_files(&path, bytes)
        } else {
            contains(&fs::read(&path).unwrap(), bytes)
        }
    })
}

fn in_memory(app: &App, text: &str) -> bool {
    contains(&app.search.parts().unwrap().names.bytes(), text.as_bytes())
}

#[tokio::test]
async fn no_file_has_a_name() {
    let (test, person) = with_canary().await;
    let now = test.sight(Instant::Now).await;
    let found = find(&test.app, &now, "quirina").await;
    assert_eq!(names(&found), [person.to_string()]);
    assert_eq!(found.hits[0].title, CANARY);
    let folder = test.app.store.folder();
    assert!(found_in_files(&folder, b"sys-carerisk"), "the search finds what is there");
    for trace in TRACES {
        assert!(!found_in_files(&folder, trace.as_bytes()), "'{trace}' is in a file");
    }
    assert!(in_memory(&test.app, CANARY), "the search finds what is there");
}

#[tokio::test]
async fn an_erased_name_is_found_by_nobody() {
    let (test, person) = with_canary().await;
    let before = test.sight(Instant::Now).await;
    assert_eq!(find(&test.app, &before, "vogelsang").await.total, 1);
    let officer = Name::parse("privacy_officer").unwrap();
    let grant = Command::GrantRole {
        role: officer,
        scope: "organisation:org-meridian".parse().unwrap(),
        from: Micros(0),
        until: None,
    };
    let privacy: Subject = "person:p-dpo".parse().unwrap();
    let register = Command::Register {
        name: Personal::written(&privacy, "Somebody Else"),
        email: Personal::Erased,
        team: None,
        service: false,
    };
    does(&test.app, "usr-admin", &privacy, register).await;
    does(&test.app, "usr-admin", &privacy, grant).await;
    let erase = Command::Erase { authority: Note::parse("Art. 17").unwrap() };
    does(&test.app, "p-dpo", &person, erase).await;
    test.app.index_what_is_new().await.unwrap();
    let again = beside(&test);
    again.index_what_is_new().await.unwrap();
    let after = test.sight(Instant::Now).await;
    for app in [&test.app, &again] {
        for sight in [&before, &after] {
            for text in ["quirina", "okapi", "vogelsang", "vogelsagn"] {
                assert_eq!(find(app, sight, text).await.total, 0, "{text} at {}", sight.upto);
            }
            // By its id the person can be found still, as lists have it.
            let found = find(app, sight, "p-4711").await;
            assert_eq!(found.hits[0].title, "p-4711");
        }
        for trace in TRACES {
            assert!(!in_memory(app, trace), "'{trace}' is in memory still");
        }
        assert!(in_memory(app, "Somebody Else"));
    }
}
