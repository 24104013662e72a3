//! Commands and events for tests.

use serde_json::json;
use store::{Append, Appended, NewEvent, NewPart, Store};

/// An event on a stream, about the stream itself.
pub(crate) fn event(stream: &str, kind: &str, n: u64) -> NewEvent {
    NewEvent {
        stream: stream.to_owned(),
        kind: kind.to_owned(),
        tver: 1,
        data: json!({ "n": n }),
        parts: Vec::new(),
        about: vec![stream.to_owned()],
        occurred: None,
    }
}

/// A command of one source.
#[expect(clippy::needless_pass_by_value, reason = "numbers and texts alike, at every call")]
pub(crate) fn command(id: impl ToString, events: Vec<NewEvent>) -> Append {
    Append {
        source: "test".to_owned(),
        command: id.to_string(),
        request: id.to_string().into_bytes(),
        actor: "person:usr-1".to_owned(),
        ground: "test".to_owned(),
        events,
        ..Append::default()
    }
}

/// An event with a personal name.
pub(crate) fn named(key: &str, text: &str) -> NewEvent {
    let part = NewPart { pointer: "/name".into(), key: key.into(), text: text.into() };
    NewEvent { parts: vec![part], ..event(key, "person.named", 0) }
}

/// Records `count` events on `streams` streams, one a command.
pub(crate) async fn fill(store: &Store, count: u64, streams: u64) -> Vec<Appended> {
    let mut done = Vec::new();
    for n in 0..count {
        let stream = format!("model:m{}", n % streams);
        let kind = if n % 3 == 0 { "model.tested" } else { "model.observed" };
        let id = format!("fill-{}", store.head());
        done.push(store.append(command(id, vec![event(&stream, kind, n)])).await.unwrap());
    }
    done
}
