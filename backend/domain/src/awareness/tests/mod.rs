mod duties;
mod history;
mod learner;
mod published;

use std::collections::BTreeMap;

use kernel::{Decimal, Micros, testing::moment};

use super::{
    Audience, Awareness, Command, Event, Lesson, Markdown, Module, Paper, Publication, Question,
    Refusal, RolePlan, Terms,
};
use crate::golden::{self, digest, name, note, subject};

fn day(days: i64) -> Micros {
    moment().now.plus_days(days)
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn module(id: &str) -> Module {
    Module {
        id: name(id),
        title: name("A module"),
        minutes: 30,
        refresh_months: 12,
        pass_score: decimal("0.8"),
        digest: digest("a"),
    }
}

fn role_plan(role: &str, modules: &[&str]) -> RolePlan {
    let modules = modules.iter().map(|id| name(id)).collect();
    RolePlan { role: name(role), modules, grace_days: 30 }
}

/// Version 1: M1 and M2, of which a data scientist needs both and an approver the first.
fn publication() -> Publication {
    Publication {
        version: name("1"),
        valid_from: day(0),
        basis: note("AI Act Art. 4"),
        modules: vec![module("M1"), module("M2")],
        roles: vec![role_plan("data_scientist", &["M1", "M2"]), role_plan("approver", &["M1"])],
    }
}

fn published(publication: Publication) -> Event {
    let Publication { version, valid_from, basis, modules, roles } = publication;
    Event::Published { version, valid_from, basis, modules, roles }
}

fn terms(id: &str) -> Terms {
    Terms { curriculum: subject("curriculum:ours@1"), module: module(id) }
}

fn question(id: &str, answer: u32) -> Question {
    Question {
        id: name(id),
        question: name("What is right?"),
        options: vec![name("this"), name("that"), name("neither")],
        answer,
        explanation: name("because it is so"),
    }
}

/// Four questions; the right answers are 0, 1, 2, 0.
fn paper() -> Paper {
    let questions = [("Q1", 0), ("Q2", 1), ("Q3", 2), ("Q4", 0)];
    let questions = questions.map(|(id, answer)| question(id, answer)).to_vec();
    Paper { terms: terms("M1"), questions }
}

fn answers(given: [u32; 4]) -> BTreeMap<String, u32> {
    ["Q1", "Q2", "Q3", "Q4"].map(str::to_owned).into_iter().zip(given).collect()
}

fn take(attempt: &str, given: [u32; 4]) -> Command {
    Command::Take {
        module: name("M1"),
        attempt: name(attempt),
        answers: answers(given),
        paper: Some(paper()),
    }
}

fn attempted(attempt: &str, score: &str, passed: bool) -> Event {
    let (module, attempt) = (name("M1"), name(attempt));
    Event::Attempted { module, attempt, score: decimal(score), passed }
}

fn completed(id: &str, score: &str, attempt: Option<&str>, on: Option<Micros>) -> Event {
    Event::Completed {
        module: name(id),
        score: decimal(score),
        curriculum: subject("curriculum:ours@1"),
        digest: digest("a"),
        refresh_months: 12,
        attempt: attempt.map(name),
        on,
    }
}

fn lesson() -> Lesson {
    Lesson {
        id: name("OUR-1"),
        title: name("How we ship"),
        minutes: 20,
        refresh_months: 12,
        pass_score: decimal("0.5"),
        roles: vec![name("ml_engineer")],
        systems: Vec::new(),
        grace_days: 14,
        text: Markdown::parse("# How we ship").unwrap(),
        questions: vec![question("Q1", 1)],
    }
}

fn audience(roles: &[&str]) -> Audience {
    Audience { roles: roles.iter().map(|role| name(role)).collect(), ..Audience::default() }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("awareness");
}

#[test]
fn what_is_looked_up_is_no_part_of_the_request() {
    let asked = |command: &Command| serde_json::to_string(command).unwrap();
    let mut blank = take("a-1", [0, 1, 2, 0]);
    let full = asked(&blank);
    let Command::Take { paper, .. } = &mut blank else { unreachable!() };
    *paper = None;
    assert_eq!(asked(&blank), full);
    assert!(!full.contains("because it is so"), "{full}");
}
