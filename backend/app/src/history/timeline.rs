//! Lanes: what happened to a thing, sorted by the room it happened in.

use domain::Room;
use kernel::{Micros, Personal, Subject};
use ledger::Hash;
use store::About;

use super::{
    gaps::{Gap, ownerless, stale_evidence},
    sentence::sentence,
    tone::{Tone, tone},
};
use crate::{App, AppError, Fact, Sight, recorded};

/// Most events on all lanes together; the newest are kept.
const MOST: u32 = 2_000;

/// What happened to a thing.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The thing.
    pub subject: Subject,
    /// One lane per room in which something happened.
    pub lanes: Vec<Lane>,
    /// Where the time axis begins.
    pub from: Micros,
    /// Where it ends: the moment asked about.
    pub to: Micros,
    /// The oldest event shown, where older ones are left out.
    pub since: Option<u64>,
}

/// What happened in one room.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What people call the lane.
    pub name: &'static str,
    /// What happened, oldest first.
    pub items: Vec<Item>,
    /// When something was missing.
    pub gaps: Vec<Gap>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its position.
    pub pos: u64,
    /// When, on the timeline.
    pub at: Micros,
    /// The event type.
    pub kind: String,
    /// What happened.
    pub sentence: String,
    /// Who did it.
    pub by: Subject,
    /// To what.
    pub subject: Subject,
    /// What was said about it; personal text.
    pub note: Personal,
    /// The leaf's hash.
    pub leaf_hash: Hash,
    /// Whether it came with a historic import.
    pub imported: bool,
    /// How it is to be read.
    pub tone: Tone,
}

/// The lanes, in the order a model's life takes.
const LANES: [(Room, &str); 15] = [
    (Room::Systems, "Accountability"),
    (Room::Datasets, "Data"),
    (Room::Training, "Training"),
    (Room::Models, "Models"),
    (Room::Evaluations, "Evidence"),
    (Room::Deployments, "Deployments"),
    (Room::Incidents, "Incidents"),
    (Room::Risks, "Risks"),
    (Room::Reviews, "Reviews and actions"),
    (Room::Programme, "Programme"),
    (Room::People, "People"),
    (Room::Awareness, "Learning"),
    (Room::Controls, "Controls"),
    (Room::Catalogue, "Catalogue"),
    (Room::SavedViews, "Saved views"),
];

impl App {
    /// What happened to a thing up to the moment asked about.
    pub async fn timeline(&self, sight: &Sight, subject: &Subject) -> Result<Timeline, AppError> {
        self.newest(sight, subject, MOST).await
    }

    /// The newest events of it, so many at most; who may not see some of them sees fewer.
    pub(super) async fn newest(
        &self,
        sight: &Sight,
        subject: &Subject,
        most: u32,
    ) -> Result<Timeline, AppError> {
        let about = About {
            subjects: vec![subject.to_string()],
            upto: Some(sight.upto),
            limit: Some(most.saturating_add(1)),
            newest_first: true,
            ..About::default()
        };
        let mut stored = self.store.read_about(about).await?;
        let wanted = usize::try_from(most).map_err(AppError::internal)?;
        let is_cut = stored.len() > wanted;
        stored.truncate(wanted);
        let mut stored = self.seen_events(sight, stored).await?;
        stored.reverse();
        let mut facts = Vec::with_capacity(stored.len());
        let mut items = Vec::with_capacity(stored.len());
        for stored in &stored {
            let fact = recorded(stored)?;
            items.push(item(stored, &fact));
            facts.push(fact);
        }
        let since = items.first().map(|oldest: &Item| oldest.pos).filter(|_| is_cut);
        let from = items.first().map_or(sight.time, |item: &Item| item.at);
        let to = items.last().map_or(sight.time, |item: &Item| item.at.max(sight.time));
        let lanes = LANES.iter().map(|(room, name)| lane(*room, name, &facts, &items, to));
        let lanes = lanes.filter(|lane| !lane.items.is_empty()).collect();
        Ok(Timeline { subject: subject.clone(), lanes, from, to, since })
    }
}

fn lane(room: Room, name: &'static str, facts: &[Fact], items: &[Item], to: Micros) -> Lane {
    let here = facts.iter().zip(items).filter(|(fact, _)| fact.event.room() == room);
    let (facts, items): (Vec<Fact>, Vec<Item>) =
        here.map(|(fact, item)| (fact.clone(), item.clone())).unzip();
    let gaps = match room {
        Room::Systems => ownerless(&facts, to),
        Room::Evaluations => stale_evidence(&facts, to),
        Room::Datasets
        | Room::Training
        | Room::Models
        | Room::Deployments
        | Room::Incidents
        | Room::Risks
        | Room::People
        | Room::Awareness
        | Room::Controls
        | Room::Catalogue
        | Room::SavedViews
        | Room::Reviews
        | Room::Programme => Vec::new(),
    };
    Lane { name, items, gaps }
}

fn item(stored: &store::Stored, fact: &Fact) -> Item {
    Item {
        pos: fact.pos,
        at: fact.at,
        kind: stored.leaf.kind.clone(),
        sentence: sentence(fact),
        by: fact.by().clone(),
        subject: fact.stream.clone(),
        note: note(stored),
        leaf_hash: stored.leaf_hash,
        imported: fact.imported,
        tone: tone(&fact.event),
    }
}

/// The personal text said about an event; names and addresses are not said about it.
fn note(stored: &store::Stored) -> Personal {
    let spoken = ["/reason", "/note", "/summary", "/because", "/rationale", "/text", "/why"];
    let part = stored.leaf.parts.iter().find(|part| spoken.contains(&part.n.as_str()));
    part.map_or(Personal::Erased, |part| Personal::Sealed {
        pos: stored.pos,
        pointer: part.n.clone(),
    })
}
