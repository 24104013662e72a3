//! What was decided about nodes, and when: each mark knows the one before it on the same node.
//!
//! # Invariants
//! - A taint holds from the event that set it until the event that lifted it.
//!   (`suspicion_follows_the_quarantine_of_that_moment`)

use super::{NONE, index, number};

/// What an event says about a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It is quarantined, or a batch found to be bad.
    Tainted,
    /// That was lifted.
    Cleared,
    /// A deployment answers.
    Live,
    /// It no longer does.
    Ended,
    /// A model version was promoted.
    Promoted,
    /// A model version was rejected or quarantined.
    Stopped,
    /// A model version was retired or released.
    Released,
    /// An incident knows how many decisions were affected.
    Counted,
}

impl What {
    /// Each, at the place of its number.
    pub(super) const ALL: [Self; 8] = [
        Self::Tainted,
        Self::Cleared,
        Self::Live,
        Self::Ended,
        Self::Promoted,
        Self::Stopped,
        Self::Released,
        Self::Counted,
    ];
}

/// One event's word about a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Position of the event.
    pub(super) pos: u64,
    /// The node.
    pub(super) node: u32,
    /// The mark before it on the same node.
    before: u32,
    /// What it says.
    pub(super) what: What,
}

/// All marks, in the order of the log.
#[derive(Debug, Default)]
pub(super) struct Marks {
    all: Vec<Mark>,
    /// Positions at which a taint began or ended.
    taints: Vec<u64>,
    /// Nodes that were ever tainted, each once.
    tainted: Vec<u32>,
    /// Nodes that were ever counted, each once.
    counted: Vec<u32>,
}

impl Marks {
    /// Adds one behind `last`, the newest of the node; gives its number, or nothing when it says
    /// what is so already.
    pub(super) fn add(&mut self, pos: u64, node: u32, what: What, last: u32) -> Option<u32> {
        match what {
            What::Tainted | What::Cleared => {
                let known = self.newest(last, u64::MAX, &[What::Tainted, What::Cleared]);
                if known.map_or(What::Cleared, |mark| mark.what) == what {
                    return None;
                }
                if known.is_none() {
                    self.tainted.push(node);
                }
                self.taints.push(pos);
            }
            What::Counted => {
                if self.newest(last, u64::MAX, &[What::Counted]).is_some() {
                    return None;
                }
                self.counted.push(node);
            }
            What::Live | What::Ended | What::Promoted | What::Stopped | What::Released => {}
        }
        let added = number(self.all.len());
        self.all.push(Mark { pos, node, before: last, what });
        Some(added)
    }

    /// The newest mark of some sorts before `upto`, going back from `last`.
    fn newest(&self, last: u32, upto: u64, sorts: &[What]) -> Option<Mark> {
        self.from(last).find(|mark| mark.pos < upto && sorts.contains(&mark.what))
    }

    /// The marks of a node, newest first.
    fn from(&self, last: u32) -> impl Iterator<Item = Mark> {
        let get = |at: u32| (at != NONE).then(|| self.all.get(index(at)).copied()).flatten();
        std::iter::successors(get(last), move |mark| get(mark.before))
    }

    /// Position of the event that tainted the node, if that holds after `upto` events.
    pub(super) fn tainted_since(&self, last: u32, upto: u64) -> Option<u64> {
        let mark = self.newest(last, upto, &[What::Tainted, What::Cleared])?;
        (mark.what == What::Tainted).then_some(mark.pos)
    }

    /// Whether a deployment answers after `upto` events.
    pub(super) fn is_live(&self, last: u32, upto: u64) -> bool {
        let mark = self.newest(last, upto, &[What::Live, What::Ended]);
        mark.is_some_and(|mark| mark.what == What::Live)
    }

    /// Whether a model version is turned down or stopped after `upto` events.
    pub(super) fn is_stopped(&self, last: u32, upto: u64) -> bool {
        let mark = self.newest(last, upto, &[What::Promoted, What::Stopped, What::Released]);
        mark.is_some_and(|mark| mark.what == What::Stopped)
    }

    /// Whether a model version was promoted, then or earlier.
    pub(super) fn was_promoted(&self, last: u32, upto: u64) -> bool {
        self.newest(last, upto, &[What::Promoted]).is_some()
    }

    /// Whether an incident was counted, then or earlier.
    pub(super) fn was_counted(&self, last: u32, upto: u64) -> bool {
        self.newest(last, upto, &[What::Counted]).is_some()
    }

    /// Nodes that were ever tainted.
    pub(super) fn ever_tainted(&self) -> &[u32] {
        &self.tainted
    }

    /// Nodes that were ever counted.
    pub(super) fn ever_counted(&self) -> &[u32] {
        &self.counted
    }

    /// Positions at which a taint began or ended, ascending.
    pub(super) fn taints(&self) -> &[u64] {
        &self.taints
    }

    /// All, in the order of the log.
    pub(super) fn all(&self) -> &[Mark] {
        &self.all
    }
}
