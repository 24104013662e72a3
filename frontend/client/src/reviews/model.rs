//! What the pages of reviews and actions say, in words.
use super::queries::{Action, Review};
use super::words::{ActionState, ReviewAnswer};

/// How far a review has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Questions wait for an answer: how many, of how many.
    Answering(usize, usize),
    /// Every question is answered; security has the word.
    Answered,
    /// It is over.
    Concluded,
}

impl Review {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        if self.concluded.is_some() {
            return Progress::Concluded;
        }
        let waiting = self.questions.iter().filter(|question| question.answer.is_none()).count();
        if waiting > 0 {
            Progress::Answering(waiting, self.questions.len())
        } else {
            Progress::Answered
        }
    }

    /// How many questions were answered so: covered, open, not applicable.
    pub fn answered(&self, answer: ReviewAnswer) -> usize {
        self.questions.iter().filter(|question| question.answer == Some(answer)).count()
    }

    /// Whether this person takes part.
    pub fn has(&self, person: &str) -> bool {
        self.participants.iter().any(|one| one.subject.as_str() == person)
    }

    /// Whether this person takes part for security.
    pub fn has_security(&self, person: &str) -> bool {
        self.participants.iter().any(|one| one.security && one.subject.as_str() == person)
    }
}

impl Action {
    /// What is left to be done, in a sentence.
    pub fn next(&self) -> &'static str {
        match self.state {
            ActionState::Closed if self.late => "Closed, after its day.",
            ActionState::Closed => "Closed in time.",
            ActionState::Reported => {
                "Reported done; somebody who never owned it looks and closes it."
            }
            ActionState::Overdue if self.reported.is_some() => {
                "Reported done, but its day has passed and nobody looked yet."
            }
            ActionState::Overdue => "Its day has passed.",
            ActionState::Open => "Its owner is at work.",
        }
    }

    /// Whether this person owns it.
    pub fn is_of(&self, person: &str) -> bool {
        self.owner.as_ref().is_some_and(|owner| owner.subject.as_str() == person)
    }
}
