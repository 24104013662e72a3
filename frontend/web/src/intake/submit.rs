//! Registering in one go: the system, what describes it, who answers for it, and the report it came
//! from, each recorded as its own fact. What was recorded stays when a later one is refused, and
//! only the rest is sent again.
use client::{
    scalars::Subject,
    systems::{
        commands::{
            AssignOwner, AssignOwnerInput, ChangeSystemProfile, RegisterSystem, SettleUse,
            SettleUseInput,
        },
        draft::Draft,
    },
};
use leptos::prelude::*;

use crate::rows::form::Form;

/// One of the facts, in the order in which they are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The system.
    Registered,
    /// What describes it.
    Described,
    /// Who answers for it.
    Owned,
    /// The report it came from.
    Settled,
}

impl Fact {
    /// What is recorded, after "The system is registered, but".
    pub fn lacking(self) -> &'static str {
        match self {
            Self::Registered => "it is not registered yet",
            Self::Described => "what describes it is not recorded yet",
            Self::Owned => "nobody was made accountable yet",
            Self::Settled => "the report is not settled yet",
        }
    }
}

/// What is to be recorded, and how far it came. Copy it freely.
#[derive(Clone, Copy)]
pub struct Sending {
    /// What is on its way, and what was refused.
    pub form: Form,
    /// The report it came from; only for those who may settle it.
    report: StoredValue<Option<Subject>>,
    /// What is recorded next, once it began.
    pub at: RwSignal<Option<Fact>>,
    done: Callback<Subject>,
}

impl Sending {
    /// Nothing sent yet; `done` is called when all of it is recorded.
    pub fn new(form: Form, done: impl Fn(Subject) + Send + Sync + 'static) -> Self {
        let (report, at) = (StoredValue::new(None), RwSignal::new(None));
        Self { form, report, at, done: Callback::new(done) }
    }

    /// Says which report is settled with it.
    pub fn settles(self, report: Option<Subject>) {
        self.report.set_value(report);
    }

    /// Whether the system itself is registered, and something after it is missing.
    pub fn is_underway(self) -> bool {
        self.at.with(|at| at.is_some_and(|at| at != Fact::Registered))
    }

    /// Sends what is not recorded yet.
    pub fn send(self, draft: Draft) {
        let from = self.at.get_untracked().unwrap_or(Fact::Registered);
        self.record(from, draft);
    }

    fn record(self, fact: Fact, draft: Draft) {
        self.at.set(Some(fact));
        let system = draft.subject();
        match fact {
            Fact::Registered => {
                let input = draft.registration();
                self.form.send::<RegisterSystem>(input, move |_, _| self.follow(fact, draft));
            }
            Fact::Described => {
                let input = draft.profile();
                self.form.send::<ChangeSystemProfile>(input, move |_, _| self.follow(fact, draft));
            }
            Fact::Owned => {
                let (person, duty) = (Subject(draft.owner.clone()), "owner".to_owned());
                let input = AssignOwnerInput { system, person, duty, stage: None };
                self.form.send::<AssignOwner>(input, move |_, _| self.follow(fact, draft));
            }
            Fact::Settled => {
                let Some(intake) = self.report.get_value() else {
                    return self.follow(fact, draft);
                };
                let input = SettleUseInput { intake, system, registered: true };
                self.form.send::<SettleUse>(input, move |_, _| self.follow(fact, draft));
            }
        }
    }

    /// Goes on after a fact, to the next one that there is.
    fn follow(self, fact: Fact, draft: Draft) {
        // Whoever left the page meanwhile finds what was recorded, and goes on from there.
        let Some(settles) = self.report.try_with_value(Option::is_some) else { return };
        match next(fact, !draft.owner.is_empty(), settles) {
            Some(next) => self.record(next, draft),
            None => self.done.run(draft.subject()),
        }
    }
}

/// The fact after another one.
fn next(fact: Fact, has_owner: bool, settles: bool) -> Option<Fact> {
    match fact {
        Fact::Registered => Some(Fact::Described),
        Fact::Described if has_owner => Some(Fact::Owned),
        Fact::Described | Fact::Owned => settles.then_some(Fact::Settled),
        Fact::Settled => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fact, next};

    #[test]
    fn only_what_there_is_follows() {
        assert_eq!(next(Fact::Registered, false, false), Some(Fact::Described));
        assert_eq!(next(Fact::Described, true, true), Some(Fact::Owned));
        assert_eq!(next(Fact::Described, false, true), Some(Fact::Settled));
        assert_eq!(next(Fact::Described, false, false), None);
        assert_eq!(next(Fact::Owned, true, false), None);
        assert_eq!(next(Fact::Settled, true, true), None);
    }
}
