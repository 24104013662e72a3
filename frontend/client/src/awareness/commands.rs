//! What can be done about the curriculum, campaigns and people's training.
use crate::{
    command::{commands, payloads},
    scalars::{Subject, Time},
    schema,
};

/// The curriculum of the product, to publish.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PublishCurriculumInput {
    /// From when it counts; from today when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Time>,
}

/// An own module to publish.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct PublishModuleInput {
    /// Its id.
    pub module: String,
    /// For people.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
    /// For how many months a completion counts.
    pub refresh_months: i32,
    /// The share of right answers that passes.
    pub pass_score: String,
    /// Ids of the roles that need it.
    pub roles: Vec<String>,
    /// Systems that ask for it.
    pub systems: Vec<Subject>,
    /// Days a newcomer has.
    pub grace_days: i32,
    /// What is to be read, in Markdown.
    pub text: String,
    /// What is asked.
    pub questions: Vec<QuestionInput>,
}

/// A question of an own module.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct QuestionInput {
    /// What is asked.
    pub question: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// The right option, counted from 0.
    pub answer: i32,
    /// Why it is right.
    pub explanation: String,
}

/// An own module to take away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawModuleInput {
    /// Its id.
    pub module: String,
    /// Why.
    pub reason: String,
}

/// A campaign to start.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct StartCampaignInput {
    /// Its id; made up when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// For people.
    pub title: String,
    /// Ids of its modules.
    pub modules: Vec<String>,
    /// Ids of the roles it asks.
    pub roles: Vec<String>,
    /// The teams it asks.
    pub teams: Vec<Subject>,
    /// The systems it asks for.
    pub systems: Vec<Subject>,
    /// Until when.
    pub due: Time,
    /// Whether what was completed before does not count.
    pub anew: bool,
}

/// A campaign to stop.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct StopCampaignInput {
    /// Its id.
    pub campaign: String,
    /// Why.
    pub reason: String,
}

/// The answers to a test.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SubmitTestInput {
    /// The module's id.
    pub module: String,
    /// The attempt the test was shown for.
    pub attempt: cynic::Id,
    /// An answer to each question.
    pub answers: Vec<TestAnswerInput>,
}

/// An answer to a question of a test.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct TestAnswerInput {
    /// The question's id.
    pub question: String,
    /// The option chosen, counted from 0 as shown.
    pub option: i32,
}

/// A person to ask for a module.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignModuleInput {
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// Until when.
    pub due: Time,
    /// Why.
    pub why: String,
}

/// A person to excuse from a module.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WaiveModuleInput {
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// Until when.
    pub until: Time,
    /// Why.
    pub reason: String,
}

/// A result that was reached elsewhere.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordCompletionInput {
    /// Who.
    pub person: Subject,
    /// The module's id.
    pub module: String,
    /// The score.
    pub score: String,
    /// When it was reached; now when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub on: Option<Time>,
}

/// Whom to tell what is due.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RemindTrainingInput {
    /// Only the members of this team; everybody when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub team: Option<Subject>,
}

/// What came of a test.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TestResult {
    /// The share of right answers.
    pub score: String,
    /// Right answers.
    pub right: i32,
    /// Questions.
    pub of: i32,
    /// Whether it is enough.
    pub passed: bool,
    /// Question by question.
    pub questions: Vec<QuestionResult>,
}

/// What came of one question.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct QuestionResult {
    /// The question.
    pub id: String,
    /// Whether the answer was right.
    pub right: bool,
    /// Why an answer is right.
    pub explanation: String,
}

payloads! {
    /// What a command of the room answers.
    AwarenessPayload {
        /// What came of a test.
        result: Option<TestResult>,
        /// How many notices were recorded.
        notices: Option<i32>,
    }
}

commands! {
    /// Publishes the curriculum of the product.
    PublishCurriculum = "publishCurriculum" of PublishCurriculumInput, answers AwarenessPayload;
    /// Publishes an own module, or a new edition of it.
    PublishModule = "publishModule" of PublishModuleInput, answers AwarenessPayload;
    /// Takes an own module away.
    WithdrawModule = "withdrawModule" of WithdrawModuleInput, answers AwarenessPayload;
    /// Asks many people for some modules.
    StartCampaign = "startCampaign" of StartCampaignInput, answers AwarenessPayload;
    /// Stops a campaign.
    StopCampaign = "stopCampaign" of StopCampaignInput, answers AwarenessPayload;
    /// Takes a test for oneself.
    SubmitTest = "submitTest" of SubmitTestInput, answers AwarenessPayload;
    /// Asks one person for a module.
    AssignModule = "assignModule" of AssignModuleInput, answers AwarenessPayload;
    /// Excuses a person from a module for a while.
    WaiveModule = "waiveModule" of WaiveModuleInput, answers AwarenessPayload;
    /// Records a result that was reached elsewhere.
    RecordCompletion = "recordCompletion" of RecordCompletionInput, answers AwarenessPayload;
    /// Tells people what is due.
    RemindTraining = "remindTraining" of RemindTrainingInput, answers AwarenessPayload;
}
