//! Who is consulted about a system: the C of a matrix of who answers for what.
//!
//! Nobody is named for it. It follows from what people do for the system: the security champions of
//! its team, and those who take part in a design review of it that is not concluded yet.
//!
//! # Invariants
//! - Whoever takes part in a review is consulted until it is concluded, and no longer when they have
//!   left. (`those_in_an_open_review_are_consulted`)
//!
//! # Deliberately absent
//! - Who is informed: that somebody was told stands on the thing it was about, a risk, an action, an
//!   incident, a control; a system as a whole has no such list.

use std::collections::BTreeSet;

use kernel::{Micros, Subject};

use super::PersonRow;
use crate::{reviews::ReviewRow, systems::SystemRow};

/// Who is consulted about a system at a moment, each once.
pub fn consulted<'a>(
    system: &SystemRow,
    people: impl IntoIterator<Item = &'a PersonRow>,
    reviews: impl IntoIterator<Item = &'a ReviewRow>,
    at: Micros,
) -> Vec<Subject> {
    let open = |row: &&ReviewRow| row.system == system.subject && row.concluded.is_none();
    let taking_part: BTreeSet<&Subject> = reviews
        .into_iter()
        .filter(open)
        .flat_map(|row| &row.participants)
        .map(|one| &one.person)
        .collect();
    let is_consulted = |one: &&PersonRow| {
        let takes_part = one.active && taking_part.contains(&one.subject);
        takes_part || one.champions(&system.team, at)
    };
    let people = people.into_iter().filter(is_consulted);
    let consulted: BTreeSet<Subject> = people.map(|one| one.subject.clone()).collect();
    consulted.into_iter().collect()
}
