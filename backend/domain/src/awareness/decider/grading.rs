//! Grading: answers in, a share out.

use std::collections::BTreeMap;

use kernel::Decimal;

use crate::awareness::{Paper, Question, Refusal};

/// What came of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Right answers.
    pub right: u32,
    /// Questions.
    pub of: u32,
    /// The share of right answers.
    pub score: Decimal,
    /// Whether it is enough.
    pub passed: bool,
}

/// Grades a test. Every question must be answered, with one of its options.
pub fn grade(paper: &Paper, answers: &BTreeMap<String, u32>) -> Result<Marks, Refusal> {
    let is_asked = |id: &&String| paper.questions.iter().any(|one| one.id.as_str() == *id);
    if let Some(stranger) = answers.keys().find(|id| !is_asked(id)) {
        return Err(Refusal::UnknownQuestion(stranger.chars().take(40).collect()));
    }
    let (mut right, mut of) = (0_u32, 0_u32);
    for question in &paper.questions {
        of = of.saturating_add(1);
        if chosen(question, answers)? == question.answer {
            right = right.saturating_add(1);
        }
    }
    let pass = paper.terms.module.pass_score.approx();
    let passed = of > 0 && f64::from(right) / f64::from(of) >= pass;
    Ok(Marks { right, of, score: share(right, of)?, passed })
}

fn chosen(question: &Question, answers: &BTreeMap<String, u32>) -> Result<u32, Refusal> {
    let Some(chosen) = answers.get(question.id.as_str()) else {
        return Err(Refusal::Unanswered(question.question.clone()));
    };
    let is_option =
        usize::try_from(*chosen).is_ok_and(|place| question.options.get(place).is_some());
    if is_option { Ok(*chosen) } else { Err(Refusal::UnknownOption(question.id.clone())) }
}

/// `0.667` for two of three; `1` for all.
fn share(right: u32, of: u32) -> Result<Decimal, Refusal> {
    let thousandths =
        if of == 0 { 0 } else { (u64::from(right) * 2_000 + u64::from(of)) / (u64::from(of) * 2) };
    let text = match thousandths {
        0 => String::from("0"),
        1_000.. => String::from("1"),
        some => format!("0.{some:03}").trim_end_matches('0').to_owned(),
    };
    Decimal::parse(&text).map_err(|_| Refusal::BadScore)
}
