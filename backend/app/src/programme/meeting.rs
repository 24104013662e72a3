//! A meeting: what it saw, what it decided, and what became of that.

use domain::{Event, programme};
use kernel::{Kind, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View, reviews::Told};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingRow {
    /// The meeting.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// The period it looked at.
    pub period: Name,
    /// The moment its figures count from.
    pub as_of: Micros,
    /// The system it was about; all of them where absent.
    pub system: Option<Subject>,
    /// What was shown.
    pub highlights: Vec<Note>,
    /// What was decided; the first has number 1.
    pub decisions: Vec<DecisionRow>,
    /// When it was recorded.
    pub held: Micros,
    /// By whom.
    pub held_by: Subject,
}

/// A decision, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// Its number, from 1.
    pub number: u64,
    /// What was decided.
    pub text: Note,
    /// Who sees to it now.
    pub owner: Option<Subject>,
    /// The day by which it is done.
    pub due: Option<Micros>,
    /// What was said about it since, oldest first.
    pub follow_ups: Vec<FollowUp>,
    /// Who was told that its day has passed.
    pub told: Vec<Told>,
}

/// Something said about a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Whether it is done.
    pub done: bool,
    /// What was said.
    pub note: Personal,
    /// By whom.
    pub by: Subject,
    /// When.
    pub at: Micros,
}

impl DecisionRow {
    /// When it was done.
    pub fn done(&self) -> Option<Micros> {
        self.follow_ups.iter().find(|said| said.done).map(|said| said.at)
    }

    /// Whether its day has passed at a moment while it is open.
    pub fn is_overdue(&self, at: Micros) -> bool {
        self.done().is_none() && self.due.is_some_and(|due| at.is_after_day_of(due))
    }
}

impl MeetingRow {
    fn held(fact: &Fact, event: &programme::Event) -> Option<Self> {
        let programme::Event::Held { title, period, as_of, system, highlights, decisions } = event
        else {
            return None;
        };
        let decisions = decisions.iter().zip(1..).map(|(decision, number)| DecisionRow {
            number,
            text: decision.text.clone(),
            owner: decision.owner.clone(),
            due: decision.due,
            follow_ups: Vec::new(),
            told: Vec::new(),
        });
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            period: period.clone(),
            as_of: *as_of,
            system: system.clone(),
            highlights: highlights.clone(),
            decisions: decisions.collect(),
            held: fact.at,
            held_by: fact.by().clone(),
        })
    }

    fn decision(&mut self, number: u64) -> Option<&mut DecisionRow> {
        self.decisions.iter_mut().find(|decision| decision.number == number)
    }
}

impl View for MeetingRow {
    const NAME: &'static str = "meetings";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_meeting = fact.stream.kind() == Kind::Meeting;
        if is_meeting { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::held(fact, event))?;
        if let programme::Event::FollowedUp { decision, done, note } = event {
            let (by, note) = (fact.by().clone(), note.clone());
            let said = FollowUp { done: *done, note, by, at: fact.at };
            if let Some(one) = row.decision(*decision) {
                one.follow_ups.push(said);
            }
        }
        if let programme::Event::DecisionReassigned { decision, owner } = event
            && let Some(one) = row.decision(*decision)
        {
            one.owner = Some(owner.clone());
        }
        if let programme::Event::DecisionDueNoticed { decision, due, told } = event {
            let told = Told { due: *due, at: fact.at, people: told.clone() };
            if let Some(one) = row.decision(*decision) {
                one.told.push(told);
            }
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.as_of.to_string()
    }
}
