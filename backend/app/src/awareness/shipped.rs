//! The curriculum that comes with the product: its modules, their pages and tests.
//!
//! The log holds what a decision needs of it, and the digest of each module's text and questions;
//! the texts themselves stay here. A module whose digest is not here cannot be shown or taken.
//!
//! # Invariants
//! - Every module has a page, a test and a digest. (`every_module_has_a_page_and_a_test`)
//! - What is shipped can be published. (`what_is_shipped_can_be_published`)

use std::sync::LazyLock;

use domain::awareness::{Module, Publication, Question, RolePlan};
use kernel::{Decimal, Digest, Micros, Name, Note};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::AppError;

/// The curriculum of the product.
#[derive(Debug)]
pub struct Shipped {
    version: Name,
    basis: Note,
    /// Its modules, in its order.
    pub lessons: Vec<ShippedLesson>,
    roles: Vec<RolePlan>,
}

/// A module of it.
#[derive(Debug)]
pub struct ShippedLesson {
    /// What the log holds of it.
    pub module: Module,
    /// What is to be read, in Markdown.
    pub text: &'static str,
    /// What is asked, with the answers.
    pub questions: Vec<Question>,
    /// What one can do afterwards.
    pub outcomes: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// The threats and controls it is about, by their ids in the catalogue.
    pub speaks_to: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    version: u32,
    basis: Note,
    modules: Vec<FileModule>,
    roles: Vec<FileRole>,
}

#[derive(Deserialize)]
struct FileModule {
    id: Name,
    title: Name,
    minutes: u32,
    refresh_months: u32,
    pass_score: serde_json::Number,
    outcomes: Vec<String>,
    quiz_themes: Vec<String>,
    threats: Vec<String>,
    controls: Vec<String>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct FileRole {
    role: Name,
    modules: Vec<Name>,
    grace_days_for_new_people: u32,
}

macro_rules! pages {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../curriculum/", $id, ".md")))),+]
    };
}

/// The pages, by the id of their module.
const PAGES: &[(&str, &str)] = pages![
    "M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M12", "M13",
    "M14", "M15", "M16", "M17", "M18", "M19", "M20",
];

static SHIPPED: LazyLock<Result<Shipped, String>> = LazyLock::new(read);

/// The curriculum of the product.
pub fn shipped() -> Result<&'static Shipped, AppError> {
    SHIPPED.as_ref().map_err(|why| AppError::internal(why.as_str()))
}

/// SHA-256 over the JSON array of a module's text and its questions with their answers.
pub fn digest_of(text: &str, questions: &[Question]) -> Result<Digest, AppError> {
    let bytes = serde_json::to_vec(&(text, questions)).map_err(AppError::internal)?;
    Digest::parse(&hex::encode(Sha256::digest(&bytes))).map_err(AppError::internal)
}

fn read() -> Result<Shipped, String> {
    let file = include_str!("../../catalog/awareness_curriculum.json");
    let file: File = serde_json::from_str(file).map_err(|e| e.to_string())?;
    let roles = file.roles.into_iter().map(|plan| RolePlan {
        role: plan.role,
        modules: plan.modules,
        grace_days: plan.grace_days_for_new_people,
    });
    Ok(Shipped {
        version: Name::parse(&file.version.to_string()).map_err(|e| e.to_string())?,
        basis: file.basis,
        lessons: file.modules.into_iter().map(lesson).collect::<Result<_, _>>()?,
        roles: roles.collect(),
    })
}

fn lesson(from: FileModule) -> Result<ShippedLesson, String> {
    let page = PAGES.iter().find(|(id, _)| *id == from.id.as_str());
    let (_, text) = page.ok_or_else(|| format!("module {} has no page", from.id))?;
    let module = Module {
        id: from.id,
        title: from.title,
        minutes: from.minutes,
        refresh_months: from.refresh_months,
        pass_score: Decimal::parse(&from.pass_score.to_string()).map_err(|e| e.to_string())?,
        digest: digest_of(text, &from.questions).map_err(|e| e.to_string())?,
    };
    Ok(ShippedLesson {
        module,
        text,
        questions: from.questions,
        outcomes: from.outcomes,
        topics: from.quiz_themes,
        speaks_to: from.threats.into_iter().chain(from.controls).collect(),
    })
}

impl Shipped {
    /// What a log publishes of it.
    pub fn publication(&self, valid_from: Micros) -> Publication {
        Publication {
            version: self.version.clone(),
            valid_from,
            basis: self.basis.clone(),
            modules: self.lessons.iter().map(|lesson| lesson.module.clone()).collect(),
            roles: self.roles.clone(),
        }
    }

    /// The text and test behind a published module.
    pub fn lesson(&self, module: &Module) -> Option<&ShippedLesson> {
        let is_it = |lesson: &&ShippedLesson| {
            lesson.module.id == module.id && lesson.module.digest == module.digest
        };
        self.lessons.iter().find(is_it)
    }
}

#[cfg(test)]
mod tests {
    use domain::awareness::{Awareness, Command, State};
    use kernel::{Decider as _, Kind, Moment, Subject};

    use super::{PAGES, shipped};
    use crate::{catalogue::Book, testing::NOW};

    #[test]
    fn every_module_has_a_page_and_a_test() {
        let shipped = shipped().unwrap();
        assert_eq!(shipped.lessons.len(), 20);
        assert_eq!(PAGES.len(), 20);
        for lesson in &shipped.lessons {
            let words = lesson.text.split_whitespace().count();
            assert!((150..=300).contains(&words), "{}: {words} words", lesson.module.id);
            assert!(lesson.text.starts_with("## "), "{}", lesson.module.id);
            assert!(lesson.questions.len() >= 3 && !lesson.outcomes.is_empty());
            assert!(lesson.speaks_to.iter().all(|id| Book::shipped().title(id).is_some()));
        }
    }

    #[test]
    fn what_is_shipped_can_be_published() {
        let publication = shipped().unwrap().publication(NOW);
        assert_eq!(publication.roles.len(), 22);
        let actor = Subject::new(Kind::Person, "p", None).unwrap();
        let moment = Moment { now: NOW, actor };
        let facts = Awareness::decide(&State::default(), Command::Publish(publication), &moment);
        let wire = kernel::encode(&facts.unwrap()[0]).unwrap();
        assert!(wire.data.to_string().len() < 48 * 1024, "{}", wire.data.to_string().len());
        assert!(!wire.data.to_string().contains("answer"));
    }
}
