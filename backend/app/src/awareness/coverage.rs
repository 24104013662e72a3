//! Coverage: how much of what is required is done, for the organisation, by team, role and module.
//!
//! # The definition
//! Counted are persons who are known and active at the moment, are no services, and of whom at least
//! one module is required then: by a role they hold, by a system they work on, by a campaign, or
//! because somebody asked.
//! `required` counts pairs of a person and a module that is required and not waived; `current` those
//! of them whose completion counts at the moment. The share is current / required, and there is none
//! when nothing is required. By role only what the role itself requires is counted, so a module that
//! two roles require of a person counts in both. A script recounts all of it from the events.
//!
//! # Invariants
//! - The figures are those of a separate recount, now and in the past.
//!   (`coverage_equals_a_recount_from_raw_events`)
//! - Nobody is counted twice in a team, and a sum over teams is the organisation.
//!   (`teams_add_up_to_the_organisation`)

use std::collections::{BTreeMap, BTreeSet};

use domain::awareness::{Because, Duty, Standing};
use kernel::{Micros, Name, Subject};

use super::{LearningRow, Syllabus};

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Persons of whom something is required.
    pub people: usize,
    /// Those of them who have done everything that is required and not waived.
    pub trained: usize,
    /// Pairs of a person and a module that is required and not waived.
    pub required: usize,
    /// Those of them that are done and still count.
    pub current: usize,
    /// Those of them that are overdue.
    pub overdue: usize,
    /// Pairs that are waived.
    pub waived: usize,
}

/// Coverage at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Of everybody counted.
    pub organisation: Count,
    /// By team; nothing for those without one.
    pub teams: BTreeMap<Option<Subject>, Count>,
    /// By role, as the role requires it.
    pub roles: BTreeMap<String, Count>,
    /// By module.
    pub modules: BTreeMap<Name, Count>,
    /// By campaign, as the campaign asks.
    pub campaigns: BTreeMap<Name, Count>,
}

impl Count {
    /// The share of what is required that is done; none when nothing is required.
    pub fn share(&self) -> Option<f64> {
        let part = |count: usize| u32::try_from(count).ok().map(f64::from);
        let required = part(self.required).filter(|required| *required > 0.0)?;
        Some(part(self.current)? / required)
    }

    fn take<'a>(&mut self, duties: impl Iterator<Item = &'a Duty>) {
        let (mut any, mut open) = (false, false);
        for duty in duties {
            any = true;
            match duty.standing {
                Standing::Waived { .. } => self.waived = self.waived.saturating_add(1),
                Standing::Current { .. } | Standing::Expiring { .. } => {
                    self.required = self.required.saturating_add(1);
                    self.current = self.current.saturating_add(1);
                }
                Standing::Due { .. } => {
                    self.required = self.required.saturating_add(1);
                    open = true;
                }
                Standing::Overdue { .. } => {
                    self.required = self.required.saturating_add(1);
                    self.overdue = self.overdue.saturating_add(1);
                    open = true;
                }
            }
        }
        if any {
            self.people = self.people.saturating_add(1);
            self.trained = self.trained.saturating_add(usize::from(!open));
        }
    }
}

/// Counts rows at a moment.
pub fn coverage<'a>(
    rows: impl IntoIterator<Item = &'a LearningRow>,
    syllabus: &Syllabus,
    at: Micros,
) -> Coverage {
    let mut found = Coverage::default();
    for row in rows {
        let duties = syllabus.duties(row, at);
        if duties.is_empty() {
            continue;
        }
        found.organisation.take(duties.iter());
        found.teams.entry(row.team.clone()).or_default().take(duties.iter());
        for duty in &duties {
            let module = found.modules.entry(duty.module.clone()).or_default();
            module.take(std::iter::once(duty));
        }
        let because: BTreeSet<&Because> = duties.iter().flat_map(|duty| &duty.because).collect();
        for because in because {
            let asked = duties.iter().filter(|duty| duty.because.contains(because));
            match because {
                Because::Role(role) => found.roles.entry(role.clone()).or_default().take(asked),
                Because::Campaign(id) => found.campaigns.entry(id.clone()).or_default().take(asked),
                Because::System(_) | Because::Assigned => {}
            }
        }
    }
    found
}
