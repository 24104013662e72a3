//! What the pages of runs show.
use crate::{
    ask,
    moment::Moment,
    rows::RunRow,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::{At, One, OneFields, PageInfo, Pair, PersonLink, SystemLink},
    words::{Freshness, Standing},
};

/// Which runs, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RunsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Of this system.
    pub system: Option<Subject>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// A page of runs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "RunsVars")]
pub struct RunsPage {
    /// What the answer counts from.
    pub at: At,
    /// The runs.
    #[arguments(system: $system, first: $first, after: $after)]
    pub runs: RunRows,
}

/// Runs in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RunConnection")]
pub struct RunRows {
    /// The rows.
    pub nodes: Vec<RunRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// The page of one run.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct RunPage {
    /// What the answer counts from.
    pub at: At,
    /// The run.
    #[arguments(subject: $subject)]
    pub run: Option<Run>,
}

/// A run with its whole story.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Run {
    /// `run:…`.
    pub subject: Subject,
    /// Training, evaluation and so on.
    pub kind: String,
    /// The system it was for.
    pub system: Option<SystemLink>,
    /// Exact versions that came in.
    pub inputs: Vec<Subject>,
    /// Exact versions that came out.
    pub outputs: Vec<Subject>,
    /// The code that ran.
    pub code_commit: String,
    /// Where it ran.
    pub environment: Option<Environment>,
    /// With which settings.
    pub parameters: Vec<Pair>,
    /// When it began.
    pub started: Time,
    /// When it ended.
    pub ended: Option<Time>,
    /// How long it took.
    pub minutes: Option<Long>,
    /// How it went.
    pub state: String,
    /// Whether what came in can be trusted.
    pub standing: Standing,
    /// What was done to it, oldest first.
    pub actions: Vec<RunAction>,
}

/// Where a run ran, and whether anybody vouches for it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Environment {
    /// `environment:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How it is kept apart.
    pub isolation: String,
    /// How what is in it is encrypted.
    pub encryption: Option<String>,
    /// Whether everybody has only the rights they need; unknown when absent.
    pub least_privilege: Option<bool>,
    /// Until when somebody vouches for this.
    pub attested_until: Option<Time>,
    /// Whether that still holds.
    pub attestation: Freshness,
}

/// Something done to a run.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RunAction {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// What.
    pub action: String,
    /// To what.
    pub on: Option<Subject>,
    /// With which words.
    pub note: Option<String>,
}

/// Asks for a page of runs.
pub fn ask_list(moment: Moment, system: Option<String>, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (system, first) = (system.map(Subject), Some(ask::PAGE));
    ask::question::<RunsPage, _>(RunsVars { time, position, system, first, after })
}

/// Reads a page of runs.
pub fn read_list(text: &str) -> Result<RunsPage, String> {
    ask::answer(text)
}

/// Asks for one run.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<RunPage, _>(One::of(moment, subject))
}

/// Reads one run.
pub fn read_one(text: &str) -> Result<RunPage, String> {
    ask::answer(text)
}
