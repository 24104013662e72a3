//! Modules with their texts and tests: read, shown in another order each time, graded.
//!
//! # Invariants
//! - Options are shown in an order that only the attempt decides. (`an_attempt_decides_the_order`)

use std::collections::BTreeMap;

use domain::{
    Event,
    authority::Caller,
    awareness::{
        self, Asked, Command, Key, Marks, Module, Paper, Question, Sealed, State, Terms, grade,
    },
};
use kernel::{Micros, Name, Personal, Subject};
use sha2::{Digest as _, Sha256};
use store::PartRef;

use super::{CurriculumRow, curriculum, shipped};
use crate::{App, AppError, Meta, Outcome, Sight, recorded};

/// A module as it is read.
#[derive(Clone, Debug)]
pub struct Lecture {
    /// The module.
    pub module: Module,
    /// Its text as HTML that can do nothing.
    pub page: String,
    /// What is asked.
    pub questions: Vec<Asked>,
}

/// What came of a test.
#[derive(Clone, Debug)]
pub struct Graded {
    /// The score.
    pub marks: Marks,
    /// Question by question.
    pub questions: Vec<Mark>,
}

/// What came of one question.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The question.
    pub question: Name,
    /// Whether the answer was right.
    pub right: bool,
    /// Why an answer is right.
    pub explanation: Name,
}

impl App {
    /// A module as of a moment; none when it does not count then.
    pub async fn lecture(
        &self,
        sight: &Sight,
        curriculum: &CurriculumRow,
        module: &Name,
    ) -> Result<Option<Lecture>, AppError> {
        let Some(module) = curriculum.plan.module(module, sight.time) else { return Ok(None) };
        if let Some(pos) = curriculum.texts.get(&module.id) {
            return self.own_lecture(module, *pos).await.map(Some);
        }
        let lesson = shipped()?.lesson(module).ok_or_else(|| missing(module))?;
        Ok(Some(Lecture {
            module: module.clone(),
            page: super::render(lesson.text),
            questions: lesson.questions.iter().map(Question::asked).collect(),
        }))
    }

    async fn own_lecture(&self, module: &Module, pos: u64) -> Result<Lecture, AppError> {
        let stored = self.store.read(pos, 1).await?;
        let event = stored.first().map(recorded).transpose()?.map(|fact| fact.event);
        let Some(Event::Awareness(awareness::Event::ModulePublished { text, questions, .. })) =
            event
        else {
            return Err(missing(module));
        };
        let page = super::render(text.as_str());
        Ok(Lecture { module: module.clone(), page, questions })
    }

    /// The test of a module, with its answers.
    pub(super) async fn paper(&self, state: &State, terms: Terms) -> Result<Paper, AppError> {
        let questions = match state.sealed(&terms.module.id) {
            Some(sealed) => self.unsealed(&terms.module, sealed).await?,
            None => match shipped()?.lesson(&terms.module) {
                Some(lesson) => lesson.questions.clone(),
                None => return Err(missing(&terms.module)),
            },
        };
        Ok(Paper { terms, questions })
    }

    async fn unsealed(&self, module: &Module, sealed: &Sealed) -> Result<Vec<Question>, AppError> {
        let Personal::Sealed { pos, pointer } = &sealed.key else { return Err(missing(module)) };
        let part = PartRef { pos: *pos, pointer: pointer.clone() };
        let texts = self.store.open_parts(std::slice::from_ref(&part)).await?;
        let text = texts.get(&part).cloned().flatten().ok_or_else(|| missing(module))?;
        let keys: Vec<Key> = serde_json::from_str(&text).map_err(AppError::internal)?;
        let with_key = |(asked, key): (&Asked, Key)| Question {
            id: asked.id.clone(),
            question: asked.question.clone(),
            options: asked.options.clone(),
            answer: key.answer,
            explanation: key.explanation,
        };
        Ok(sealed.questions.iter().zip(keys).map(with_key).collect())
    }

    /// Takes a test for the caller. `shown` holds, for each question, the place of the option chosen
    /// in the order in which the attempt showed them.
    pub async fn take_test(
        &self,
        caller: &Caller,
        meta: &Meta,
        (module, attempt): (&Name, &Name),
        shown: BTreeMap<String, u32>,
    ) -> Result<(Outcome, Option<Graded>), AppError> {
        let paper = self.paper_now(module).await?;
        let questions = paper.iter().flat_map(|paper| &paper.questions);
        let answers: BTreeMap<String, u32> = shown
            .into_iter()
            .map(|(id, place)| {
                let question = questions.clone().find(|question| question.id.as_str() == id);
                let option = question.map_or(Some(place), |question| {
                    shuffled(attempt, &question.asked()).get(usize::try_from(place).ok()?).copied()
                });
                (id, option.unwrap_or(u32::MAX))
            })
            .collect();
        let command = Command::Take {
            module: module.clone(),
            attempt: attempt.clone(),
            answers: answers.clone(),
            paper: None,
        };
        let outcome = self.awareness(caller, meta, &caller.person, command).await?;
        let graded = paper.filter(|_| outcome.is_some()).and_then(|paper| graded(&paper, &answers));
        Ok((outcome, graded))
    }

    async fn paper_now(&self, module: &Name) -> Result<Option<Paper>, AppError> {
        let state = self.curriculum_state().await?;
        match super::terms(&state, module, self.now())? {
            Some(terms) => self.paper(&state, terms).await.map(Some),
            None => Ok(None),
        }
    }

    async fn curriculum_state(&self) -> Result<State, AppError> {
        let subject: Subject = curriculum()?;
        let caller = Caller { person: subject.clone(), grants: Vec::new(), now: Micros(0) };
        let mut draft = self.draft(&caller, &Meta::default());
        draft.fold::<awareness::Awareness>(&subject).await
    }
}

fn graded(paper: &Paper, answers: &BTreeMap<String, u32>) -> Option<Graded> {
    let marks = grade(paper, answers).ok()?;
    let mark = |question: &Question| Mark {
        question: question.id.clone(),
        right: answers.get(question.id.as_str()) == Some(&question.answer),
        explanation: question.explanation.clone(),
    };
    Some(Graded { marks, questions: paper.questions.iter().map(mark).collect() })
}

fn missing(module: &Module) -> AppError {
    let sentence = format!(
        "this program does not hold the text and test of {} as it was published; publish the \
         curriculum again with this version of the program",
        module.id
    );
    AppError::refused("curriculum.text_missing", sentence, Some("module"))
}

/// The options of a question in the order in which an attempt shows them, each by its place in the
/// curriculum. The order is not learnt: another attempt has another one.
pub fn shuffled(attempt: &Name, question: &Asked) -> Vec<u32> {
    let mut places: Vec<u32> = (0..).take(question.options.len()).collect();
    let rank = |place: &u32| {
        Sha256::digest(format!("{attempt}\u{1f}{}\u{1f}{place}", question.id)).to_vec()
    };
    places.sort_by_cached_key(rank);
    places
}
