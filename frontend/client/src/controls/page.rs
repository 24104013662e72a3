//! What the page of one control shows: for a system, and across systems.
use crate::{
    ask,
    moment::Moment,
    offer::Offer,
    rows::EvidenceRow,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, PersonLink, SystemLink},
    words::ControlStatus,
};

use super::{list::ControlRow, model::limit_words};

/// Which control of which system.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ControlVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The system.
    pub system: Subject,
    /// The control.
    pub id: String,
}

/// Which control.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct TextVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The control.
    pub id: String,
}

/// The page of one control of a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ControlVars")]
pub struct ControlPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The control.
    #[arguments(system: $system, id: $id)]
    pub control: Option<Control>,
}

/// The page of one control across systems.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "TextVars")]
pub struct TextPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The text, and how it stands.
    #[arguments(id: $id)]
    pub catalogue_control: Option<ControlStandings>,
}

/// A control of a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Control {
    /// `control:SYSTEM.CONTROL`.
    pub subject: Subject,
    /// Its id in the catalogue.
    pub id: String,
    /// Its text.
    pub text: Option<ControlText>,
    /// The system.
    pub system: Option<SystemLink>,
    /// How it stands.
    pub status: ControlStatus,
    /// Why.
    pub why: String,
    /// Why it applies, where it is not for every system.
    pub applies: Option<String>,
    /// What to do about it.
    pub advice: String,
    /// When it turns stale by itself.
    pub stale_at: Option<Time>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Set while somebody has decided that it does not apply.
    pub not_applicable: Option<ControlDecision>,
    /// Its tests, as they stand.
    pub tests: Vec<ControlTest>,
    /// Everything that could speak for it.
    pub evidence: Vec<EvidenceRow>,
    /// What its status follows from.
    pub counted: Vec<Subject>,
    /// What somebody linked to it.
    pub linked: Vec<Subject>,
    /// Changes of status that were noticed.
    pub notices: Vec<ControlNotice>,
    /// Dates that somebody was told about.
    pub told: Vec<ControlDue>,
    /// Who may do what about it.
    #[arguments(mutations: ["assignControlOwner", "markControlNotApplicable", "restoreControlApplicability", "linkControlEvidence", "unlinkControlEvidence", "attachEvidence"])]
    pub offers: Vec<Offer>,
}

/// The text of a control, and how it stands for each system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlText")]
pub struct ControlStandings {
    /// How it stands for each system.
    pub standings: Vec<ControlRow>,
    /// The text.
    #[cynic(spread)]
    pub text: ControlText,
}

/// The text of a control.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlText {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The stage of a system's life it belongs to.
    pub stage: String,
    /// What it is to reach.
    pub objective: String,
    /// What it does about a threat.
    pub functions: Vec<String>,
    /// Who usually answers for it.
    pub owner_role: String,
    /// Who looks over it.
    pub reviewer_role: String,
    /// Days for which evidence counts: high, medium, low risk.
    pub freshness_days: Vec<Option<i32>>,
    /// What makes earlier evidence stale.
    pub invalidated_by: Vec<String>,
    /// The evidence it is shown with.
    pub evidence_types: Vec<EvidenceType>,
    /// Its tests, as they are written.
    pub tests: Vec<TestText>,
    /// The threats it counters.
    pub threats: Vec<Titled>,
    /// The items of frameworks it supports.
    pub mappings: Vec<Mapping>,
    /// Where it comes from.
    pub origin: Option<ItemOrigin>,
    /// Who may do what about it in the catalogue.
    #[arguments(mutations: ["confirmMapping", "addCatalogueItem"])]
    pub offers: Vec<Offer>,
}

/// A type of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct EvidenceType {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Tools that write it.
    pub tools: Vec<String>,
}

/// A test as it is written.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TestText {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub statement: String,
    /// `block` or `warn`.
    pub severity: String,
    /// Which systems it is for, where it is not for all.
    pub applies: Option<String>,
    /// Its limits.
    pub limits: Vec<LimitText>,
}

/// A limit as it is written.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LimitText {
    /// The metric.
    pub metric: String,
    /// What people call it.
    pub title: String,
    /// How it is compared for high, medium and low risk.
    pub ops: Vec<String>,
    /// For high, medium and low risk.
    pub values: Vec<String>,
}

impl LimitText {
    /// The limit for a class in words: high, medium and low risk are 0, 1 and 2.
    pub fn words(&self, class: usize) -> String {
        let op = self.ops.get(class).map_or("eq", String::as_str);
        self.values.get(class).map_or_else(String::new, |value| limit_words(op, value, false))
    }
}

/// An id with what people call it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Titled {
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A link to an item of a framework.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The framework.
    pub framework: String,
    /// What people call it.
    pub framework_name: String,
    /// As the mapping calls it.
    pub called: String,
    /// The item.
    pub reference: String,
    /// What people call the item.
    pub title: String,
    /// Whether somebody stands behind it.
    pub confirmed: bool,
}

/// Where an item of the catalogue comes from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ItemOrigin {
    /// Whether it is the organisation's own.
    pub own: bool,
    /// The version of its file.
    pub version: String,
    /// Where it was recorded.
    pub position: Position,
    /// From when it holds.
    pub valid_from: Time,
}

/// How a test stands.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlTest {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub statement: String,
    /// `block` or `warn`.
    pub severity: String,
    /// How it stands.
    pub status: ControlStatus,
    /// Why it is asked, or whom it is for.
    pub applies: Option<String>,
    /// Why the limit is what it is.
    pub rationale: String,
    /// Where the limit comes from.
    pub source: String,
    /// One for each limit and each thing it is asked of.
    pub readings: Vec<Reading>,
}

/// One limit held against one thing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Reading {
    /// What had to be covered.
    pub target: Subject,
    /// The metric.
    pub metric: String,
    /// What people call it.
    pub title: String,
    /// How it is compared.
    pub op: Option<String>,
    /// The limit.
    pub limit: Option<String>,
    /// What was measured.
    pub value: Option<String>,
    /// How it stands.
    pub status: ControlStatus,
    /// What makes it stand so.
    pub grounds: String,
    /// The evidence that says so, or what recorded the fact.
    pub evidence: Option<Subject>,
    /// The fact of the record that says so, where nobody handed in evidence.
    pub recorded: Option<String>,
    /// The position of the event that recorded it.
    pub position: Option<Position>,
    /// Until when it counts.
    pub until: Option<Time>,
}

/// A decision about a control.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlDecision {
    /// When.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// Why.
    pub reason: Option<String>,
}

/// A change of status that was noticed.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlNotice {
    /// When.
    pub at: Time,
    /// What it was.
    pub from: ControlStatus,
    /// What it became.
    pub to: ControlStatus,
    /// By whom.
    pub by: Option<PersonLink>,
    /// Because of what.
    pub because: Option<String>,
}

/// A date that somebody was told about.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ControlDue {
    /// When they were told.
    pub at: Time,
    /// What came due.
    pub what: Subject,
    /// When it came due.
    pub due: Time,
    /// Who was told.
    pub told: Option<PersonLink>,
}

/// Asks for one control of a system.
pub fn ask_one(moment: Moment, system: &str, id: &str) -> String {
    let Moment { time, position } = moment;
    let (system, id) = (Subject::from(system), id.to_owned());
    ask::question::<ControlPage, _>(ControlVars { time, position, system, id })
}

/// Reads one control of a system.
pub fn read_one(text: &str) -> Result<ControlPage, String> {
    ask::answer(text)
}

/// Asks for one control across systems.
pub fn ask_text(moment: Moment, id: &str) -> String {
    let Moment { time, position } = moment;
    ask::question::<TextPage, _>(TextVars { time, position, id: id.to_owned() })
}

/// Reads one control across systems.
pub fn read_text(text: &str) -> Result<TextPage, String> {
    ask::answer(text)
}
