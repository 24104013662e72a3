mod accepting;
mod appetite;
mod drilled;
mod following;
mod held;
mod indicators;
mod overtaken;
mod prolonging;
mod surfaces;

use domain::{
    Event,
    risks::{self, Assessment, Category, Level, Score, Scores, scheme},
};
use kernel::{Micros, Name, Note, Personal, Recorded, Subject};

use super::Register;
use crate::{Fact, Learning, Reach, Sight, Visible};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn score(likelihood: i64, impact: i64) -> Score {
    Score::new(Level::parse(likelihood).unwrap(), Level::parse(impact).unwrap())
}

fn scores(inherent: Score, residual: Score) -> Scores {
    Scores { inherent, current: None, residual }
}

/// A fact about a risk at a position, which is also its time in days.
fn fact(pos: u64, risk: &str, event: risks::Event) -> Fact {
    let at = Micros(0).plus_days(i64::try_from(pos).unwrap());
    Recorded {
        pos,
        stream: subject(&format!("risk:{risk}")),
        recorded: at,
        at,
        imported: false,
        actor: subject("person:p"),
        claimed_actor: None,
        system: None,
        corr: None,
        event: Event::Risks(event),
    }
}

fn identified(title: &str, system: &str) -> risks::Event {
    risks::Event::Identified {
        title: name(title),
        threat: name("THR-06"),
        system: Some(subject(&format!("system:{system}"))),
        concerns: Vec::new(),
        category: Category::Integrity,
        owner: subject("person:owner"),
        description: Note::parse("Something could happen").unwrap(),
    }
}

fn assessed(scores: Scores) -> risks::Event {
    let scheme = scheme().version;
    risks::Event::Assessed { scores, effectiveness: None, scheme, rationale: Personal::Erased }
}

fn assessment(scores: Scores) -> Assessment {
    Assessment { scores, effectiveness: None, rationale: Personal::Erased }
}

/// What somebody who sees everything sees after the first `upto` events.
fn sight(upto: u64) -> Sight {
    let time = Micros(0).plus_days(i64::try_from(upto).unwrap());
    let learning = Learning { named: Reach::All, counted: Reach::All };
    Sight { upto, time, live: true, visible: Visible::All, learning }
}

fn register(facts: &[Fact]) -> Register {
    let mut register = Register::default();
    for fact in facts {
        register.fold(fact);
    }
    register
}
