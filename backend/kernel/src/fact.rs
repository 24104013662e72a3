//! Facts on their way to and from the log: type, version, data, and the personal parts beside it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use crate::{Micros, Personal, Subject};

/// An event of a room. Its serde form is `{"type": "dataset.registered", "data": {…}}`.
pub trait Fact: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// The subjects it concerns, its stream and versions included. The system is added by the app.
    fn about(&self, stream: &Subject) -> Vec<Subject>;

    /// The version of its wire form. A changed meaning is a new type, not a new version.
    fn version(&self) -> u16 {
        1
    }

    /// One example of each variant, for the golden test of the wire form.
    fn examples() -> Vec<Self>;
}

/// A personal text taken out of an event's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// JSON pointer of the field in the data, `/name`.
    pub pointer: String,
    /// Whose key seals it.
    pub of: Subject,
    /// The text.
    pub text: String,
}

/// An event as the log takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// The event type, `dataset.registered`.
    pub kind: String,
    /// The version of the type.
    pub version: u16,
    /// What is not personal.
    pub data: Value,
    /// What is.
    pub parts: Vec<Part>,
}

/// A fact with everything the log knows about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<E> {
    /// Its place in the log.
    pub pos: u64,
    /// Its stream.
    pub stream: Subject,
    /// When the log recorded it.
    pub recorded: Micros,
    /// Where it stands in time for as-of: claimed time if imported, recorded time otherwise.
    pub at: Micros,
    /// Whether it came with a historic import.
    pub imported: bool,
    /// Who recorded it.
    pub actor: Subject,
    /// Whom the import names as the one who did it.
    pub claimed_actor: Option<Subject>,
    /// The system it belongs to, where it belongs to one.
    pub system: Option<Subject>,
    /// What it belongs together with: an incident, a containment.
    pub corr: Option<String>,
    /// What happened.
    pub event: E,
}

impl<E> Recorded<E> {
    /// The one who did it: the claimed actor of an import, else the recording one.
    pub fn by(&self) -> &Subject {
        self.claimed_actor.as_ref().unwrap_or(&self.actor)
    }
}

/// Stored data that this program cannot read.
#[derive(Debug, thiserror::Error)]
#[error("event type {kind} version {version} cannot be read: {cause}")]
pub struct Unreadable {
    /// The event type.
    pub kind: String,
    /// Its version.
    pub version: u16,
    /// What the decoder said.
    pub cause: String,
}

/// Takes an event apart: personal text leaves the data and becomes parts; absent members are left out.
pub fn encode<E: Fact>(event: &E) -> Result<Wire, Unreadable> {
    let unreadable = |cause: &str| Unreadable {
        kind: String::from("?"),
        version: event.version(),
        cause: cause.to_owned(),
    };
    let value = serde_json::to_value(event).map_err(|e| unreadable(&e.to_string()))?;
    let Value::Object(mut members) = value else {
        return Err(unreadable("an event must be an object with type and data"));
    };
    let Some(Value::String(kind)) = members.remove("type") else {
        return Err(unreadable("an event must name its type"));
    };
    let mut data = members.remove("data").unwrap_or_else(|| json!({}));
    let mut parts = Vec::new();
    take_personal(&mut data, "", &mut parts);
    Ok(Wire { kind, version: event.version(), data, parts })
}

/// Puts an event together again. Personal fields come back as seals that name position and field.
pub fn decode<E: Fact>(
    kind: &str,
    version: u16,
    mut data: Value,
    sealed: &[(u64, &str)],
) -> Result<E, Unreadable> {
    for (pos, pointer) in sealed {
        put(&mut data, pointer, json!({ "sealed": { "pos": pos, "pointer": pointer } }));
    }
    let mut event = Map::with_capacity(2);
    event.insert(String::from("type"), Value::String(kind.to_owned()));
    event.insert(String::from("data"), data);
    serde_json::from_value(Value::Object(event)).map_err(|e| Unreadable {
        kind: kind.to_owned(),
        version,
        cause: e.to_string(),
    })
}

/// Walks the data; removes nulls and personal members, and collects the written ones.
fn take_personal(value: &mut Value, path: &str, parts: &mut Vec<Part>) {
    match value {
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            for name in names {
                let pointer = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
                take_member(members, &name, pointer, parts);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                take_personal(item, &format!("{path}/{index}"), parts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn take_member(
    members: &mut Map<String, Value>,
    name: &str,
    pointer: String,
    parts: &mut Vec<Part>,
) {
    let Some(member) = members.get_mut(name) else {
        return;
    };
    if member.is_null() {
        members.remove(name);
        return;
    }
    match written(member) {
        Some(Personal::Written { of, text }) => {
            members.remove(name);
            parts.push(Part { pointer, of, text });
        }
        Some(Personal::Sealed { .. } | Personal::Erased) => {
            members.remove(name);
        }
        None => take_personal(member, &pointer, parts),
    }
}

/// The personal text a member is, if it is one.
fn written(member: &Value) -> Option<Personal> {
    let object = member.as_object()?;
    let is_personal = object.len() == 1
        && ["written", "sealed", "erased"].iter().any(|form| object.contains_key(*form));
    if !is_personal {
        return None;
    }
    serde_json::from_value(member.clone()).ok()
}

/// Puts a value where a JSON pointer says, when its parent is there.
fn put(data: &mut Value, pointer: &str, value: Value) {
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        return;
    };
    if let Some(Value::Object(members)) = data.pointer_mut(parent) {
        members.insert(name.replace("~1", "/").replace("~0", "~"), value);
    }
}
