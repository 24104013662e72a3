//! Given, when, then: how rules are tested.

use std::fmt::Debug;

use crate::{Decider, Kind, Micros, Moment, Subject};

/// A fixed moment for tests: 2026-02-10T14:00:00Z, decided by `person:tester`.
///
/// # Panics
/// Never: the name is valid.
#[must_use]
pub fn moment() -> Moment {
    by("tester")
}

/// The fixed moment, decided by the named person.
///
/// # Panics
/// When the name is not a valid subject name.
#[must_use]
pub fn by(person: &str) -> Moment {
    let actor = Subject::new(Kind::Person, person, None).unwrap_or_else(|e| panic!("{e}"));
    Moment { now: Micros(1_770_732_000_000_000), actor }
}

/// What has happened so far.
pub struct Given<D: Decider> {
    state: D::State,
}

/// What was asked, and the answer.
pub struct When<D: Decider> {
    state: D::State,
    command: D::Command,
    moment: Moment,
}

/// Starts from facts, each recorded by `person:tester`.
pub fn given<D: Decider>(facts: impl IntoIterator<Item = D::Event>) -> Given<D> {
    let state = facts
        .into_iter()
        .fold(D::State::default(), |state, event| D::evolve(state, &event, &moment()));
    Given { state }
}

impl<D: Decider> Given<D>
where
    D::Command: Clone,
    D::Event: Debug + PartialEq,
    D::Refusal: Debug + PartialEq,
{
    /// Adds facts recorded by another person.
    #[must_use]
    pub fn and_by(mut self, person: &str, facts: impl IntoIterator<Item = D::Event>) -> Self {
        for event in facts {
            self.state = D::evolve(self.state, &event, &by(person));
        }
        self
    }

    /// Asks as `person:tester`.
    pub fn when(self, command: D::Command) -> When<D> {
        When { state: self.state, command, moment: moment() }
    }

    /// Asks as somebody else.
    pub fn when_by(self, person: &str, command: D::Command) -> When<D> {
        When { state: self.state, command, moment: by(person) }
    }
}

impl<D: Decider> When<D>
where
    D::Command: Clone,
    D::Event: Debug + PartialEq,
    D::Refusal: Debug + PartialEq,
{
    /// Asserts the facts, then asks again: the second answer must be nothing new.
    ///
    /// # Panics
    /// When the answer differs.
    pub fn then(self, facts: impl IntoIterator<Item = D::Event>) {
        let expected: Vec<_> = facts.into_iter().collect();
        let answer = D::decide(&self.state, self.command.clone(), &self.moment);
        assert_eq!(answer.as_ref(), Ok(&expected));
        let state = expected.iter().fold(self.state, |s, e| D::evolve(s, e, &self.moment));
        let again = D::decide(&state, self.command, &self.moment);
        assert_eq!(again, Ok(Vec::new()), "asking twice must record nothing twice");
    }

    /// Asserts that nothing is recorded and nothing refused.
    ///
    /// # Panics
    /// When the answer differs.
    pub fn then_nothing(self) {
        assert_eq!(D::decide(&self.state, self.command, &self.moment), Ok(Vec::new()));
    }

    /// Asserts the refusal.
    ///
    /// # Panics
    /// When the answer differs.
    pub fn then_refused(self, refusal: D::Refusal) {
        assert_eq!(D::decide(&self.state, self.command, &self.moment), Err(refusal));
    }
}
