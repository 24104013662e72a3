//! What the pages of one's own training, and of somebody else's, show.
use crate::{
    offer::Offer,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, TeamLink, WholeFields},
    words::{TrainingStanding, TrainingStepKind},
};

/// The page of one's own training.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct MyTrainingPage {
    /// What the answer counts from.
    pub at: At,
    /// One's own training; absent for services, and for those the log does not know.
    pub my_training: Option<Learner>,
}

/// The page of somebody's training.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct LearnerPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The person.
    #[arguments(subject: $subject)]
    pub person: Option<Pupil>,
    /// The modules that can be asked for.
    #[arguments(first: 100)]
    pub modules: ModuleChoices,
}

/// A person, and their training where the caller may see it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Pupil {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they asked to be forgotten.
    pub erased: bool,
    /// Their team.
    pub team: Option<TeamLink>,
    /// Their training.
    pub training: Option<OfferedLearner>,
}

/// Somebody's training, and who may do what about it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Learner")]
pub struct OfferedLearner {
    /// What is required of them, most urgent first.
    pub duties: Vec<Duty>,
    /// Minutes that what is not done takes together.
    pub minutes_left: i32,
    /// What they completed beyond that.
    pub more: Vec<Completion>,
    /// What happened, newest first.
    pub steps: Vec<Step>,
    /// Who may do what about it.
    #[arguments(mutations: ["assignModule", "waiveModule", "recordCompletion"])]
    pub offers: Vec<Offer>,
}

/// A person's training.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Learner {
    /// What is required of them, most urgent first.
    pub duties: Vec<Duty>,
    /// Minutes that what is not done takes together.
    pub minutes_left: i32,
    /// What they completed beyond that.
    pub more: Vec<Completion>,
    /// What happened, newest first.
    pub steps: Vec<Step>,
}

/// A module that is required of somebody.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Duty {
    /// The module; absent when it counts no more.
    pub module: Option<ModuleLink>,
    /// Where they stand.
    pub standing: TrainingStanding,
    /// The moment it turns on.
    pub at: Time,
    /// Why it is required.
    pub because: Vec<String>,
    /// When it was completed last.
    pub completed: Option<Time>,
    /// With which score.
    pub score: Option<String>,
    /// Tries of the test that are left.
    pub tries_left: i32,
}

/// A module as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct ModuleLink {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
}

/// Modules to choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModuleConnection")]
pub struct ModuleChoices {
    /// The modules.
    pub nodes: Vec<ModuleLink>,
}

/// A completion that counts although nothing requires it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Completion {
    /// The module's id.
    pub module: String,
    /// For people.
    pub title: String,
    /// With which score.
    pub score: String,
    /// When.
    pub on: Time,
    /// From when on it no longer counts.
    pub until: Time,
}

/// Something that happened to a person and a module.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "TrainingStep")]
pub struct Step {
    /// Its position in the log.
    pub position: Position,
    /// When.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// The module's id.
    pub module: String,
    /// What.
    pub kind: TrainingStepKind,
    /// The score, where there is one.
    pub score: Option<String>,
    /// Until when it counts, is due, or excuses.
    pub until: Option<Time>,
    /// Whether it was reported from outside.
    pub reported: bool,
    /// What was said about it.
    pub note: Option<String>,
}

impl ModuleChoices {
    /// The modules as choices of a form.
    pub fn choices(&self) -> Vec<(String, String)> {
        let words = |one: &ModuleLink| (one.id.clone(), format!("{} · {}", one.id, one.title));
        self.nodes.iter().map(words).collect()
    }
}

impl Pupil {
    /// The name, or what stands in its place.
    pub fn words(&self) -> String {
        let (subject, name, erased) = (self.subject.clone(), self.name.clone(), self.erased);
        PersonLink { subject, name, erased }.words()
    }
}
