//! Who is bound by a policy, and who of them attested it.

use domain::programme::{attest_by, bound_since};
use kernel::{Micros, Subject};

use super::{AttestationRow, PolicyRow, attestation};
use crate::{Table, people::PersonRow};

/// Somebody a policy binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Who.
    pub person: Subject,
    /// Since when.
    pub since: Micros,
    /// The day by which they attest; none is set where absent.
    pub due: Option<Micros>,
    /// When they attested the current version.
    pub attested: Option<Micros>,
}

impl Bound {
    /// Whether they have not attested in time.
    pub fn is_overdue(&self, at: Micros) -> bool {
        self.attested.is_none() && self.due.is_some_and(|due| at.is_after_day_of(due))
    }
}

/// Everybody a policy binds at a moment; nobody once it is retired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Those bound, in the order of their ids.
    pub bound: Vec<Bound>,
    /// The moment.
    pub at: Micros,
}

impl Coverage {
    /// How many attested the current version.
    pub fn attested(&self) -> usize {
        self.bound.iter().filter(|one| one.attested.is_some()).count()
    }

    /// Those who have not attested in time.
    pub fn overdue(&self) -> impl Iterator<Item = &Bound> {
        self.bound.iter().filter(|one| one.is_overdue(self.at))
    }
}

/// Who is bound at a moment, out of the rows of that moment.
pub fn coverage<'a>(
    policy: &PolicyRow,
    people: impl IntoIterator<Item = &'a PersonRow>,
    attestations: &Table<AttestationRow>,
    at: Micros,
) -> Coverage {
    if policy.retired.is_some() {
        return Coverage { bound: Vec::new(), at };
    }
    let attested = |person: &Subject| {
        let stream = attestation(&policy.subject, person).ok()?;
        let row = attestations.get(&stream)?;
        attested_at(&row, policy.version)
    };
    let bound = people.into_iter().filter(|row| row.active && !row.erased && !row.service);
    let bound = bound.filter_map(|row| {
        let since = bound_since(&policy.binds, &row.roles, at)?;
        Some(Bound {
            person: row.subject.clone(),
            since,
            due: attest_by(policy.published, policy.attest_within_days, since),
            attested: attested(&row.subject),
        })
    });
    Coverage { bound: bound.collect(), at }
}

fn attested_at(row: &AttestationRow, version: u64) -> Option<Micros> {
    row.versions.iter().find(|(known, _)| *known == version).map(|(_, at)| *at)
}
