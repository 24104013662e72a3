//! The names of all nodes: one long text, and the way from a name to its number.
//!
//! A large log names a million things. Kept as [`Subject`]s, each twice, they would be most of the
//! memory of the graph and most of the time to load it.
//!
//! # Invariants
//! - A name that was added is found under its number. (`names_are_found_again`)

use std::hash::{BuildHasher, RandomState};

use kernel::{Kind, Subject};

use super::{NONE, index, number};

/// Where a name stands in the text.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    name: u16,
    version: u16,
    kind: Kind,
}

/// A place of the table: a part of the hash, to look no further when it differs, and the number.
#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    number: u32,
}

const FREE: Slot = Slot { tag: 0, number: NONE };
/// Slots of the first table; a power of two, as all further ones.
const FIRST: usize = 64;

/// Names, numbered in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    places: Vec<Place>,
    slots: Vec<Slot>,
    hasher: RandomState,
}

impl Names {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Kind, name and version, as [`Subject`] gives them.
    pub(super) fn parts(&self, number: u32) -> Option<(Kind, &str, Option<&str>)> {
        let place = self.places.get(index(number))?;
        let middle = place.start.checked_add(usize::from(place.name))?;
        let end = middle.checked_add(usize::from(place.version))?;
        let version = self.text.get(middle..end)?;
        let version = (!version.is_empty()).then_some(version);
        Some((place.kind, self.text.get(place.start..middle)?, version))
    }

    /// The name as a subject.
    pub(super) fn subject(&self, number: u32) -> Option<Subject> {
        let (kind, name, version) = self.parts(number)?;
        Some(Subject::reassembled(kind, name, version))
    }

    /// The number of a name.
    pub(super) fn find(&self, kind: Kind, name: &str, version: Option<&str>) -> Option<u32> {
        let tag = self.tag(kind, name, version);
        let wanted = Some((kind, name, version));
        self.probe(tag)
            .find(|slot| slot.tag == tag && self.parts(slot.number) == wanted)
            .map(|slot| slot.number)
    }

    /// The slots a name may be in, up to the first that is free.
    fn probe(&self, tag: u32) -> impl Iterator<Item = Slot> {
        let mask = self.slots.len().wrapping_sub(1);
        let places = (0..self.slots.len()).map(move |step| index(tag).wrapping_add(step) & mask);
        places.map_while(|place| self.slots.get(place).copied().filter(|slot| slot.number != NONE))
    }

    /// Adds a name that is not there yet, and gives its number.
    pub(super) fn add(&mut self, kind: Kind, name: &str, version: Option<&str>) -> u32 {
        let added = number(self.places.len());
        let version = version.unwrap_or_default();
        self.places.push(Place {
            start: self.text.len(),
            name: u16::try_from(name.len()).unwrap_or(u16::MAX),
            version: u16::try_from(version.len()).unwrap_or(u16::MAX),
            kind,
        });
        self.text.push_str(name);
        self.text.push_str(version);
        // Three quarters full at most, so that there is always a free slot to stop at.
        if self.places.len().saturating_mul(4) > self.slots.len().saturating_mul(3) {
            self.grow();
        }
        let tag = self.tag(kind, name, (!version.is_empty()).then_some(version));
        settle(&mut self.slots, Slot { tag, number: added });
        added
    }

    fn grow(&mut self) {
        let wider = self.slots.len().saturating_mul(2).max(FIRST);
        let old = std::mem::replace(&mut self.slots, vec![FREE; wider]);
        for slot in old.into_iter().filter(|slot| slot.number != NONE) {
            settle(&mut self.slots, slot);
        }
    }

    fn tag(&self, kind: Kind, name: &str, version: Option<&str>) -> u32 {
        let hash = self.hasher.hash_one((kind, name, version));
        u32::try_from(hash >> 32).unwrap_or_default()
    }
}

/// Puts a slot where its tag wants it, or in the next free place.
fn settle(slots: &mut [Slot], slot: Slot) {
    let mask = slots.len().wrapping_sub(1);
    let mut place = index(slot.tag) & mask;
    while slots.get(place).is_some_and(|slot| slot.number != NONE) {
        place = place.wrapping_add(1) & mask;
    }
    if let Some(free) = slots.get_mut(place) {
        *free = slot;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::{Kind, Subject};

    use super::Names;

    #[test]
    fn names_are_found_again() {
        let mut names = Names::default();
        let mut numbers = BTreeMap::new();
        for n in 0..5_000 {
            let kind = if n % 3 == 0 { Kind::Model } else { Kind::Dataset };
            let version = (n % 2 == 0).then(|| format!("v{}", n / 7));
            let subject =
                Subject::new(kind, &format!("n-{}", n % 911), version.as_deref()).unwrap();
            numbers
                .entry(subject.clone())
                .or_insert_with(|| names.add(subject.kind(), subject.name(), subject.version()));
        }
        assert_eq!(names.len(), numbers.len());
        for (subject, number) in &numbers {
            assert_eq!(names.subject(*number).as_ref(), Some(subject));
            let (kind, name, version) = (subject.kind(), subject.name(), subject.version());
            assert_eq!(names.find(kind, name, version), Some(*number));
        }
        assert_eq!(names.find(Kind::Model, "nobody", None), None);
        assert_eq!(Names::default().find(Kind::Model, "n-0", None), None);
    }
}
