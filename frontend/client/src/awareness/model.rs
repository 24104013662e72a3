//! What duties, steps and tests mean in words.
use std::collections::BTreeMap;

use super::{
    commands::{SubmitTestInput, TestAnswerInput, TestResult},
    learner::{Duty, Step},
    lesson::Test,
};
use crate::words::{TrainingStanding, TrainingStepKind, counted};

/// Question → the option chosen, counted from 0 as shown.
pub type Chosen = BTreeMap<String, i32>;

impl TrainingStanding {
    /// What the moment beside it means: `since` it is overdue.
    pub fn about(self) -> &'static str {
        match self {
            Self::Overdue => "since",
            Self::Due => "by",
            Self::Expiring | Self::Current | Self::Waived => "until",
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(self) -> bool {
        match self {
            Self::Overdue | Self::Due => true,
            Self::Expiring | Self::Current | Self::Waived => false,
        }
    }
}

/// How many duties stand so.
pub fn standing_so(duties: &[Duty], standing: TrainingStanding) -> usize {
    duties.iter().filter(|duty| duty.standing == standing).count()
}

/// What is left to do, in one sentence.
pub fn left_words(duties: &[Duty], minutes: i32) -> String {
    let open = duties.iter().filter(|duty| duty.standing.is_open()).count();
    if duties.is_empty() {
        return "Nothing is required of you now.".to_owned();
    }
    if open == 0 {
        return "Everything that is required is done.".to_owned();
    }
    format!("{} left, about {minutes} minutes.", counted(open, "module", "modules"))
}

impl Step {
    /// What happened, in words.
    pub fn words(&self) -> String {
        let what = match (self.kind, self.reported) {
            (TrainingStepKind::Completed, true) => "Completed elsewhere",
            (kind, _) => kind.word(),
        };
        match &self.score {
            Some(score) => format!("{what}, score {score}"),
            None => what.to_owned(),
        }
    }
}

impl Test {
    /// How many questions are not answered yet.
    pub fn missing(&self, chosen: &Chosen) -> usize {
        self.questions.iter().filter(|one| !chosen.contains_key(&one.id)).count()
    }

    /// The answers to send; none before every question is answered.
    pub fn answers(&self, module: &str, chosen: &Chosen) -> Option<SubmitTestInput> {
        let answer = |id: &String| {
            let option = *chosen.get(id)?;
            Some(TestAnswerInput { question: id.clone(), option })
        };
        let answers: Option<Vec<_>> = self.questions.iter().map(|one| answer(&one.id)).collect();
        let (module, attempt) = (module.to_owned(), self.attempt.clone());
        answers.map(|answers| SubmitTestInput { module, attempt, answers })
    }
}

impl TestResult {
    /// What came of it, in one sentence.
    pub fn words(&self) -> String {
        let score = format!("{} of {} answers are right", self.right, self.of);
        if self.passed { format!("Passed: {score}.") } else { format!("Not passed: {score}.") }
    }
}
