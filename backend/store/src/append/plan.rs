//! Planning one command: its leaves with their places, times and sealed parts.
//!
//! # Invariants
//! - Recorded time and timeline never decrease (`time_never_goes_back`).
//! - Historic events come before all live ones, in their order
//!   (`a_historic_import_keeps_its_order_and_comes_first`).
//! - The same command has the same event ids, whoever asks again (`event_ids_are_frozen`).
//!
//! # Deliberately absent
//! - Mending: what does not fit a leaf is refused with its reason.

use std::collections::HashMap;

use ledger::{Leaf, LeafError, leaf_hash};
use uuid::Uuid;

use super::{
    Append, AppendError, NewEvent,
    draft::{Draft, Head, Planned},
};
use crate::keys::cipher::{self, Place, Sealed};

/// Names the events of this product among all UUIDs made from text.
const NAMESPACE: Uuid = Uuid::from_u128(0x6c65_6467_6572_5374_8f6e_6500_2026_1123);

/// What a command adds.
pub(super) struct Plan {
    /// The head after it.
    pub(super) head: Head,
    pub(super) events: Vec<Planned>,
    /// New versions of the streams it adds to.
    pub(super) versions: HashMap<String, u64>,
}

impl Draft<'_> {
    pub(super) fn plan(&self, append: &Append) -> Result<Plan, AppendError> {
        let mut head = self.head.clone();
        head.last_time = head.last_time.max(self.now);
        let mut versions: HashMap<String, u64> = HashMap::new();
        let mut planned = Vec::with_capacity(append.events.len());
        for (index, event) in append.events.iter().enumerate() {
            let before = versions.get(&event.stream).or_else(|| self.streams.get(&event.stream));
            let version = before.copied().unwrap_or(0) + 1;
            head.last_timeline = timeline(&head, append, event)?;
            if !append.imported {
                head.live_from = head.live_from.or(Some(head.next_pos));
            }
            planned.push(self.event((append, event, index), &head, version)?);
            versions.insert(event.stream.clone(), version);
            head.next_pos += 1;
        }
        Ok(Plan { head, events: planned, versions })
    }

    fn event(
        &self,
        (append, event, index): (&Append, &NewEvent, usize),
        head: &Head,
        ver: u64,
    ) -> Result<Planned, AppendError> {
        let event_id = event_id(&append.source, &append.command, index);
        let mut about = event.about.clone();
        about.sort_unstable();
        about.dedup();
        let mut leaf = Leaf {
            v: ledger::leaf::FORMAT,
            log: self.origin.to_owned(),
            pos: head.next_pos,
            stream: event.stream.clone(),
            ver,
            id: event_id.to_string(),
            kind: event.kind.clone(),
            tver: event.tver,
            time: head.last_time,
            occurred: event.occurred,
            imported: append.imported,
            actor: append.actor.clone(),
            claimed_actor: append.claimed_actor.clone(),
            ground: append.ground.clone(),
            command: append.command.clone(),
            about,
            cause: append.cause.clone(),
            corr: append.corr.clone(),
            data: event.data.clone(),
            parts: Vec::new(),
        };
        let payloads = self.seal(&mut leaf, event, (index, event_id))?;
        let bytes = leaf.to_bytes().map_err(|why| refused(index, &why))?;
        let hash = leaf_hash(&bytes);
        Ok(Planned { leaf, event_id, timeline: head.last_timeline, bytes, hash, payloads })
    }

    fn seal(
        &self,
        leaf: &mut Leaf,
        event: &NewEvent,
        (index, event_id): (usize, Uuid),
    ) -> Result<Vec<(String, String, Sealed)>, AppendError> {
        let mut payloads: Vec<(String, String, Sealed)> = Vec::with_capacity(event.parts.len());
        for part in &event.parts {
            let bad = |reason: String| AppendError::BadLeaf { index, reason };
            if payloads.iter().any(|(pointer, ..)| *pointer == part.pointer) {
                return Err(bad(format!("two parts stand for {}", part.pointer)));
            }
            let plain = event.data.pointer(&part.pointer).and_then(serde_json::Value::as_str);
            if plain == Some(part.text.as_str()) {
                return Err(bad(format!("data holds the personal text of {}", part.pointer)));
            }
            let dek =
                self.keys.get(&part.key).ok_or_else(|| AppendError::Erased(part.key.clone()))?;
            let place = Place {
                log: self.origin,
                pos: leaf.pos,
                stream: &event.stream,
                kind: &event.kind,
                event_id: event_id.as_bytes(),
                pointer: &part.pointer,
            };
            let (sealed, said) = cipher::seal(dek, &place, &part.key, &part.text)?;
            leaf.parts.push(said);
            payloads.push((part.pointer.clone(), part.key.clone(), sealed));
        }
        Ok(payloads)
    }
}

/// Id of an event: the same for the same command, whoever asks again.
fn event_id(source: &str, command: &str, index: usize) -> Uuid {
    let name = format!("{source}\u{1f}{command}\u{1f}{index}");
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

fn timeline(head: &Head, append: &Append, event: &NewEvent) -> Result<i64, AppendError> {
    if !append.imported {
        return Ok(head.last_time.max(head.last_timeline));
    }
    let refuse = |why: String| Err(AppendError::Import(why));
    if let Some(pos) = head.live_from {
        return refuse(format!("position {pos} was recorded live, history must come before"));
    }
    let Some(occurred) = event.occurred else {
        return refuse(format!("{} on {} does not say when it occurred", event.kind, event.stream));
    };
    if head.next_pos > 0 && occurred < head.last_timeline {
        let last = head.last_timeline;
        return refuse(format!(
            "{} on {} occurred at {occurred}, before the one imported last at {last}",
            event.kind, event.stream
        ));
    }
    Ok(occurred)
}

fn refused(index: usize, why: &LeafError) -> AppendError {
    match why {
        LeafError::TooLarge { size, limit } | LeafError::DataTooLarge { size, limit } => {
            AppendError::TooLarge { index, size: *size, limit: *limit }
        }
        LeafError::UnknownFormat(_)
        | LeafError::Fraction { .. }
        | LeafError::IntegerTooLarge { .. }
        | LeafError::Null { .. }
        | LeafError::TooDeep { .. }
        | LeafError::DataNotAnObject
        | LeafError::AboutNotSorted
        | LeafError::BadId(_)
        | LeafError::Unreadable(_)
        | LeafError::NotCanonical => AppendError::BadLeaf { index, reason: why.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::event_id;

    #[test]
    fn event_ids_are_frozen() {
        let id = event_id("token:ci", "build-1", 0);
        assert_eq!(id.to_string(), "c7f38eee-e734-5f3e-b9e5-7c93564d2b4b");
        assert_ne!(id, event_id("token:ci", "build-1", 1));
        assert_ne!(id, event_id("token:c", "ibuild-1", 0));
    }
}
