//! What the page of a module shows, and the test that is asked for when somebody takes it.
use crate::{
    ask::{answer, question},
    moment::Moment,
    offer::Offer,
    scalars::{Position, Time},
    schema,
    shared::{At, Me, SystemLink},
    words::TrainingStanding,
};

/// What is asked with: the module's id.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct OneModule {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The module.
    pub id: String,
}

/// The page of one module.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "OneModule")]
pub struct ModulePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The module.
    #[arguments(id: $id)]
    pub module: Option<Module>,
    /// What the reader must learn.
    pub my_training: Option<MyDuties>,
    /// Who may change modules.
    pub curriculum: Option<CurriculumOffers>,
}

/// A module with everything there is to read.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Module {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
    /// For how many months a completion counts.
    pub refresh_months: i32,
    /// The share of right answers that passes.
    pub pass_score: String,
    /// Whether it is the organisation's own.
    pub own: bool,
    /// What one can do afterwards.
    pub outcomes: Vec<String>,
    /// The threats and controls it speaks to.
    pub speaks_to: Vec<String>,
    /// Titles of the roles that need it.
    pub roles: Vec<String>,
    /// The systems that ask for it.
    pub systems: Vec<SystemLink>,
    /// Its text, as HTML made by the server of nothing but text, headings, lists, tables and links.
    pub page: String,
}

/// What the reader must learn, as far as the page of a module needs it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Learner")]
pub struct MyDuties {
    /// What is required.
    pub duties: Vec<MyDuty>,
}

/// A module that is required of the reader.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Duty")]
pub struct MyDuty {
    /// The module.
    pub module: Option<ModuleKey>,
    /// Where they stand.
    pub standing: TrainingStanding,
    /// The moment it turns on.
    pub at: Time,
    /// Tries of the test that are left.
    pub tries_left: i32,
}

/// Only which module.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct ModuleKey {
    /// Its id.
    pub id: String,
}

/// Who may change the curriculum.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Curriculum")]
pub struct CurriculumOffers {
    /// Who may do what.
    #[arguments(mutations: ["withdrawModule"])]
    pub offers: Vec<Offer>,
}

/// Asks for the page of a module.
pub fn ask(moment: Moment, id: &str) -> String {
    question::<ModulePage, _>(variables(moment, id))
}

/// Reads the page of a module.
pub fn read(text: &str) -> Result<ModulePage, String> {
    answer(text)
}

fn variables(moment: Moment, id: &str) -> OneModule {
    OneModule { time: moment.time, position: moment.position, id: id.to_owned() }
}

impl ModulePage {
    /// Where the reader stands with the module, if it is required of them.
    pub fn duty(&self) -> Option<&MyDuty> {
        let id = &self.module.as_ref()?.id;
        let mut duties = self.my_training.as_ref()?.duties.iter();
        duties.find(|duty| duty.module.as_ref().is_some_and(|one| one.id == *id))
    }
}

/// The test of a module, for a fresh attempt.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "OneModule")]
pub struct TestPage {
    /// The module.
    #[arguments(id: $id)]
    pub module: Option<Tested>,
}

/// A module's test.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct Tested {
    /// The test.
    pub test: Test,
}

/// A test in the order of one attempt.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Test {
    /// The attempt.
    pub attempt: cynic::Id,
    /// What is asked.
    pub questions: Vec<TestQuestion>,
}

/// A question of a test.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TestQuestion {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// What can be chosen.
    pub options: Vec<String>,
}

/// Asks for the test of a module now, for a fresh attempt.
pub fn ask_test(id: &str) -> String {
    question::<TestPage, _>(variables(Moment::default(), id))
}

/// Reads a test; the error is a sentence for people.
pub fn read_test(text: &str) -> Result<Test, String> {
    let page: TestPage = answer(text)?;
    page.module.map(|one| one.test).ok_or_else(|| "This module is not there any more.".to_owned())
}
