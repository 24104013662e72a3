//! Inputs about the curriculum, campaigns, and people's training.

use std::collections::BTreeMap;

use app::awareness::{curriculum, digest_of, shipped};
use async_graphql::{ID, InputObject};
use domain::awareness::{Audience, Command, Lesson, Markdown, Question};
use kernel::{Decimal, Micros, Name};

use super::{Asked, Order, all, by_name, name, names, orders, word};
use crate::{
    graphql::{
        mutation::AwarenessRoom,
        scalars::{Subject, Time},
    },
    reply::{Answer, Reply},
};

/// The curriculum of the product, to publish.
#[derive(InputObject, Clone, Debug)]
pub struct PublishCurriculumInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// From when it counts; from the beginning of today (UTC) when absent.
    pub valid_from: Option<Time>,
}

/// An own module to publish, or a new edition of it.
#[derive(InputObject, Clone, Debug)]
pub struct PublishModuleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, such as `OUR-1`.
    pub module: String,
    /// What people call it.
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// For how many calendar months a completion counts.
    pub refresh_months: u32,
    /// The share of right answers that passes, such as `0.8`.
    pub pass_score: String,
    /// Ids of the roles that need it. With no role and no system only those need it who are asked.
    pub roles: Option<Vec<String>>,
    /// Systems: whoever works on one of them needs it.
    pub systems: Option<Vec<Subject>>,
    /// Days a new holder of such a role, or a newcomer to such a system, has; 30 when absent.
    pub grace_days: Option<u32>,
    /// What is to be read, in Markdown. HTML in it is shown as text.
    pub text: String,
    /// What is asked.
    pub questions: Vec<QuestionInput>,
}

/// A question of an own module.
#[derive(InputObject, Clone, Debug)]
pub struct QuestionInput {
    /// What is asked.
    pub question: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// The right option, counted from 0.
    pub answer: u32,
    /// Why it is right; shown after the test.
    pub explanation: String,
}

/// An own module to take away.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawModuleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id.
    pub module: String,
    /// Why.
    pub reason: String,
}

/// A campaign to start.
#[derive(InputObject, Clone, Debug)]
pub struct StartCampaignInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id; made up when absent.
    pub campaign: Option<String>,
    /// What people call it.
    pub title: String,
    /// Ids of its modules.
    pub modules: Vec<String>,
    /// Ids of the roles it asks. With no role, team or system it asks everybody.
    pub roles: Option<Vec<String>>,
    /// The teams it asks.
    pub teams: Option<Vec<Subject>>,
    /// The systems it asks for: those who work on them.
    pub systems: Option<Vec<Subject>>,
    /// Until when.
    pub due: Time,
    /// Whether what was completed before does not count.
    pub anew: Option<bool>,
}

/// A campaign to stop.
#[derive(InputObject, Clone, Debug)]
pub struct StopCampaignInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id.
    pub campaign: String,
    /// Why.
    pub reason: String,
}

/// The answers to a test.
#[derive(InputObject, Clone, Debug)]
pub struct SubmitTestInput {
    /// Idempotency key; the attempt when absent.
    pub command: Option<ID>,
    /// The module's id.
    pub module: String,
    /// The attempt the test was shown for. An attempt is graded once.
    pub attempt: ID,
    /// An answer to each question.
    pub answers: Vec<TestAnswerInput>,
}

/// An answer to a question of a test.
#[derive(InputObject, Clone, Debug)]
pub struct TestAnswerInput {
    /// The question's id.
    pub question: String,
    /// The option chosen, counted from 0 in the order in which the attempt showed them.
    pub option: u32,
}

/// A person to ask for a module.
#[derive(InputObject, Clone, Debug)]
pub struct AssignModuleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// Until when.
    pub due: Time,
    /// Why.
    pub why: String,
}

/// A person to excuse from a module for a while.
#[derive(InputObject, Clone, Debug)]
pub struct WaiveModuleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// Until when; at most a year ahead.
    pub until: Time,
    /// Why.
    pub reason: String,
}

/// A result that was reached elsewhere.
#[derive(InputObject, Clone, Debug)]
pub struct RecordCompletionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// The score, a share from 0 to 1 such as `0.87`.
    pub score: String,
    /// When it was reached; now when absent.
    pub on: Option<Time>,
}

/// Whom to tell what is due.
#[derive(InputObject, Clone, Debug)]
pub struct RemindTrainingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Only the members of this team; everybody when absent.
    pub team: Option<Subject>,
}

impl SubmitTestInput {
    /// The attempt's id, and the answers by question.
    pub fn parts(self) -> Answer<(Name, Name, BTreeMap<String, u32>)> {
        let answers = self.answers.into_iter().map(|answer| (answer.question, answer.option));
        Ok((
            name("module", &self.module)?,
            name("attempt", self.attempt.as_str())?,
            by_name("answers", answers)?,
        ))
    }
}

fn decimal(field: &str, text: &str) -> Answer<Decimal> {
    word(field, text)
}

fn text(field: &str, text: &str) -> Answer<Markdown> {
    Markdown::parse(text).map_err(|why| Reply::bad_input(field, why.to_string()))
}

/// Questions are named by their place: they have no life outside their module.
fn questions(inputs: Vec<QuestionInput>) -> Answer<Vec<Question>> {
    let question = |(place, input): (usize, QuestionInput)| {
        Ok(Question {
            id: name("questions", &format!("Q{}", place.saturating_add(1)))?,
            question: name("questions", &input.question)?,
            options: names("questions", &input.options)?,
            answer: input.answer,
            explanation: name("questions", &input.explanation)?,
        })
    };
    inputs.into_iter().enumerate().map(question).collect()
}

impl PublishModuleInput {
    fn lesson(self) -> Answer<Lesson> {
        Ok(Lesson {
            id: name("module", &self.module)?,
            title: name("title", &self.title)?,
            minutes: self.minutes,
            refresh_months: self.refresh_months,
            pass_score: decimal("passScore", &self.pass_score)?,
            roles: names("roles", &self.roles.unwrap_or_default())?,
            systems: all(self.systems.unwrap_or_default()),
            grace_days: self.grace_days.unwrap_or(30),
            text: text("text", &self.text)?,
            questions: questions(self.questions)?,
        })
    }
}

/// Implements [`Order`] for inputs about the curriculum: `Input, |input, asked| command;`
macro_rules! curriculum_orders {
    ($($input:ty, |$me:pat_param, $asked:pat_param| $body:expr;)+) => {
        $(impl Order for $input {
            type Room = AwarenessRoom;

            fn id(&self) -> Option<&str> {
                self.command.as_ref().map(|id| id.as_str())
            }

            fn subject(&self, _: &Asked) -> Answer<kernel::Subject> {
                Ok(curriculum()?)
            }

            fn parse(self, $asked: &Asked) -> Answer<Command> {
                let $me = self;
                $body
            }
        })+
    };
}

curriculum_orders! {
    PublishCurriculumInput, |input, asked| {
        // Not the moment itself: the same command must be the same when it is sent again.
        let from = input.valid_from.map_or_else(|| midnight(asked.now), |from| from.0);
        Ok(Command::Publish(shipped()?.publication(from)))
    };
    PublishModuleInput, |input, _| {
        let lesson = input.lesson()?;
        let digest = digest_of(lesson.text.as_str(), &lesson.questions)?;
        Ok(Command::PublishModule { curriculum: curriculum()?, lesson, digest })
    };
    WithdrawModuleInput, |input, asked| Ok(Command::WithdrawModule {
        module: name("module", &input.module)?,
        reason: asked.must_say("reason", &input.reason)?,
    });
    StartCampaignInput, |input, asked| Ok(Command::StartCampaign {
        campaign: name("campaign", input.campaign.as_ref().unwrap_or(&asked.short))?,
        title: name("title", &input.title)?,
        modules: names("modules", &input.modules)?,
        audience: Audience {
            roles: names("roles", &input.roles.unwrap_or_default())?,
            teams: all(input.teams.unwrap_or_default()),
            systems: all(input.systems.unwrap_or_default()),
        },
        due: input.due.0,
        anew: input.anew.unwrap_or_default(),
    });
    StopCampaignInput, |input, asked| Ok(Command::StopCampaign {
        campaign: name("campaign", &input.campaign)?,
        reason: asked.must_say("reason", &input.reason)?,
    });
}

orders! {
    AssignModuleInput => AwarenessRoom, person, |input, asked| Ok(Command::Assign {
        module: name("module", &input.module)?,
        due: input.due.0,
        why: asked.must_say("why", &input.why)?,
        terms: None,
    });
    WaiveModuleInput => AwarenessRoom, person, |input, asked| Ok(Command::Waive {
        module: name("module", &input.module)?,
        until: input.until.0,
        reason: asked.must_say("reason", &input.reason)?,
        terms: None,
    });
    RecordCompletionInput => AwarenessRoom, person, |input, _| Ok(Command::Record {
        module: name("module", &input.module)?,
        score: decimal("score", &input.score)?,
        on: input.on.map(|on| on.0),
        terms: None,
    });
}

fn midnight(now: Micros) -> Micros {
    Micros(now.0.saturating_sub(now.0.rem_euclid(Micros::DAY)))
}
