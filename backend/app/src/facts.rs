//! From stored leaves to the rooms' facts.

use domain::Event;
use kernel::{Kind, Micros, Recorded, Subject, Unreadable};
use store::Stored;

/// A fact of any room, with everything the log knows about it.
pub type Fact = Recorded<Event>;

/// Reads a stored event. Personal parts come back as seals.
pub fn recorded(stored: &Stored) -> Result<Fact, Unreadable> {
    let leaf = &stored.leaf;
    let unreadable = |cause: String| Unreadable {
        kind: leaf.kind.clone(),
        version: leaf.tver,
        cause: format!("position {}: {cause}", stored.pos),
    };
    let subject = |text: &str| text.parse::<Subject>().map_err(|e| unreadable(e.to_string()));
    let sealed: Vec<(u64, &str)> =
        leaf.parts.iter().map(|part| (stored.pos, part.n.as_str())).collect();
    let event = Event::decode(&leaf.kind, leaf.tver, leaf.data.clone(), &sealed)?;
    Ok(Recorded {
        pos: stored.pos,
        stream: subject(&leaf.stream)?,
        recorded: Micros(leaf.time),
        at: Micros(stored.timeline),
        imported: leaf.imported,
        actor: subject(&leaf.actor)?,
        claimed_actor: leaf.claimed_actor.as_deref().map(subject).transpose()?,
        system: leaf.about.iter().find_map(|text| system_of(text)),
        corr: leaf.corr.clone(),
        event,
    })
}

pub(crate) fn system_of(text: &str) -> Option<Subject> {
    text.parse::<Subject>().ok().filter(|subject| subject.kind() == Kind::System)
}
