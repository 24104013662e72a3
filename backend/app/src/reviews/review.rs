//! A design review: who takes part, what is asked, what was answered and concluded.

use domain::{
    Event,
    reviews::{self, Answer, Grade, Participant, Phase, Verdict, fresh_until},
};
use kernel::{Kind, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::Told;
use crate::{Fact, View};

/// A design review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// The review.
    pub subject: Subject,
    /// The system it looks at.
    pub system: Subject,
    /// When in its life.
    pub phase: Phase,
    /// Who takes part, with the roles held when it was opened.
    pub participants: Vec<Participant>,
    /// When it was opened.
    pub opened: Micros,
    /// By whom.
    pub opened_by: Subject,
    /// What is asked.
    pub questions: Vec<Asked>,
    /// What was concluded.
    pub concluded: Option<Conclusion>,
    /// Who was told that the conclusion counts no longer.
    pub told: Vec<Told>,
}

/// A question of a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The threat it is about.
    pub threat: Name,
    /// What is asked.
    pub text: Note,
    /// The last answer.
    pub said: Option<Said>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// What was answered.
    pub answer: Answer,
    /// How bad it is, where something is left open.
    pub severity: Option<Grade>,
    /// Why.
    pub note: Personal,
    /// Who answered.
    pub by: Subject,
    /// When.
    pub at: Micros,
}

/// A conclusion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conclusion {
    /// What was concluded; unknown for some that were imported.
    pub verdict: Option<Verdict>,
    /// The threats looked at.
    pub threats: Vec<Name>,
    /// How many high threats are open.
    pub open_high: u64,
    /// Why.
    pub note: Personal,
    /// Who concluded.
    pub by: Subject,
    /// When.
    pub at: Micros,
}

impl ReviewRow {
    /// How many questions are answered.
    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|asked| asked.said.is_some()).count()
    }

    /// Until when its conclusion counts.
    pub fn fresh_until(&self) -> Option<Micros> {
        self.concluded.as_ref().map(|concluded| fresh_until(concluded.at))
    }

    /// Whether its conclusion counts at a moment not before it.
    pub fn is_fresh(&self, at: Micros) -> bool {
        self.fresh_until().is_some_and(|until| !at.is_after_day_of(until))
    }

    fn opened(fact: &Fact, event: &reviews::Event) -> Option<Self> {
        let reviews::Event::Opened { system, phase, participants, questions } = event else {
            return None;
        };
        let asked = questions.iter().map(|question| Asked {
            threat: question.threat.clone(),
            text: question.text.clone(),
            said: None,
        });
        Some(Self {
            subject: fact.stream.clone(),
            system: system.clone(),
            phase: *phase,
            participants: participants.clone(),
            opened: fact.at,
            opened_by: fact.by().clone(),
            questions: asked.collect(),
            concluded: None,
            told: Vec::new(),
        })
    }
}

impl View for ReviewRow {
    const NAME: &'static str = "reviews";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_review = fact.stream.kind() == Kind::Review;
        if is_review { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Reviews(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::opened(fact, event))?;
        if let reviews::Event::Joined(participant) = event {
            row.participants.push(participant.clone());
        }
        if let reviews::Event::LapseNoticed { due, told } = event {
            row.told.push(Told { due: *due, at: fact.at, people: told.clone() });
        }
        if let reviews::Event::Answered { threat, answer, severity, note } = event {
            let (answer, severity, note) = (*answer, *severity, note.clone());
            let said = Said { answer, severity, note, by: fact.by().clone(), at: fact.at };
            let asked = row.questions.iter_mut().find(|asked| asked.threat == *threat);
            if let Some(asked) = asked {
                asked.said = Some(said);
            }
        }
        if let reviews::Event::Concluded { verdict, threats, open_high, note } = event {
            row.concluded = Some(Conclusion {
                verdict: *verdict,
                threats: threats.clone(),
                open_high: *open_high,
                note: note.clone(),
                by: fact.by().clone(),
                at: fact.at,
            });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        Some(&self.system)
    }

    fn sort(&self) -> String {
        self.opened.to_string()
    }
}
