//! An own module while it is written.
use super::commands::{PublishModuleInput, QuestionInput};
use crate::scalars::Subject;

/// What a form holds of an own module, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModuleDraft {
    /// Its id.
    pub module: String,
    /// For people.
    pub title: String,
    /// Minutes it takes.
    pub minutes: String,
    /// Months a completion counts.
    pub months: String,
    /// Percent of right answers that pass.
    pub percent: String,
    /// Days a newcomer has.
    pub days: String,
    /// Roles that need it.
    pub roles: Vec<String>,
    /// Systems that ask for it.
    pub systems: Vec<String>,
    /// What is to be read.
    pub text: String,
    /// What is asked.
    pub questions: Vec<QuestionDraft>,
}

/// What a form holds of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionDraft {
    /// What is asked.
    pub question: String,
    /// What can be chosen, one on each line.
    pub options: String,
    /// The right option, counted from 1.
    pub answer: String,
    /// Why it is right.
    pub explanation: String,
}

impl ModuleDraft {
    /// The module to publish; the error is what is missing or wrong, for people.
    pub fn read(&self) -> Result<PublishModuleInput, String> {
        let mut questions = Vec::with_capacity(self.questions.len());
        for (place, question) in self.questions.iter().enumerate() {
            questions.push(question.read(place + 1)?);
        }
        if questions.is_empty() {
            return Err("A module ends with a test: write at least one question.".to_owned());
        }
        Ok(PublishModuleInput {
            module: filled("an identifier", &self.module)?,
            title: filled("a title", &self.title)?,
            minutes: whole("How many minutes it takes", &self.minutes)?,
            refresh_months: whole("How many months it counts", &self.months)?,
            pass_score: share(&self.percent)?,
            roles: self.roles.clone(),
            systems: self.systems.iter().cloned().map(Subject).collect(),
            grace_days: whole("How many days a newcomer has", &self.days)?,
            text: filled("a text", &self.text)?,
            questions,
        })
    }
}

impl QuestionDraft {
    /// Its options, one a line.
    pub fn lines(&self) -> Vec<String> {
        let lines = self.options.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    fn read(&self, number: usize) -> Result<QuestionInput, String> {
        let options = self.lines();
        if options.len() < 2 {
            return Err(format!("Question {number} needs at least two options, one on each line."));
        }
        let right =
            self.answer.trim().parse::<usize>().ok().filter(|right| *right <= options.len());
        let Some(right) = right.and_then(|right| right.checked_sub(1)) else {
            return Err(format!("Say which option of question {number} is right."));
        };
        let what = |what: &str| format!("{what} for question {number}");
        Ok(QuestionInput {
            question: filled(&what("words"), &self.question)?,
            options,
            answer: i32::try_from(right).map_err(|error| error.to_string())?,
            explanation: filled(&what("an explanation"), &self.explanation)?,
        })
    }
}

fn filled(what: &str, text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err(format!("Write {what}.")) } else { Ok(text.to_owned()) }
}

fn whole(what: &str, text: &str) -> Result<i32, String> {
    let number = text.trim().parse::<i32>().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("{what} is a whole number above 0."))
}

/// `80` percent as the share `0.8`.
fn share(percent: &str) -> Result<String, String> {
    let number = percent.trim().parse::<u32>().ok().filter(|number| (1..=100).contains(number));
    match number {
        Some(100) => Ok("1".to_owned()),
        Some(number) => Ok(format!("0.{number:02}").trim_end_matches('0').to_owned()),
        None => Err("The share that passes is 1 to 100 percent.".to_owned()),
    }
}
