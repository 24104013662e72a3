//! What the pages of threats show.
use crate::{
    ask,
    controls::{
        list::ControlName,
        model::stage_name,
        page::{ItemOrigin, Mapping, Titled},
    },
    list::{Heading, List, list, text},
    moment::Moment,
    offer::Offer,
    scalars::{Position, Time},
    schema,
    shared::{At, Me, SystemLink, WholeFields},
};

/// Which threat.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ThreatVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The threat.
    pub id: String,
}

/// Which threats; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ThreatFilter {
    /// That strike in this stage.
    pub stage: Option<String>,
    /// With this text in title, id, definition or a technique.
    pub text: Option<String>,
}

impl ThreatFilter {
    /// Reads what stands in the address.
    pub fn read(stage: &str, words: &str) -> Self {
        Self { stage: text(stage), text: text(words) }
    }
}

/// How far every threat is countered, system by system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CounteredPage {
    /// The threats.
    #[arguments(first: 100)]
    pub threats: CounteredThreats,
}

/// Threats, each with how far it is countered.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ThreatConnection")]
pub struct CounteredThreats {
    /// The threats.
    pub nodes: Vec<CounteredThreat>,
}

/// A threat with how far it is countered.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Threat")]
pub struct CounteredThreat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How far it is countered.
    pub countered: Vec<Countered>,
}

/// The page of one threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ThreatVars")]
pub struct ThreatPage {
    /// What the answer counts from.
    pub at: At,
    /// Who asks.
    pub me: Me,
    /// The threat.
    #[arguments(id: $id)]
    pub threat: Option<Threat>,
}

/// A threat in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Threat")]
pub struct ThreatRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub definition: String,
    /// Where it strikes.
    pub stages: Vec<String>,
    /// The ways it is carried out, by name.
    pub techniques: Vec<TechniqueName>,
    /// How far it is countered.
    pub countered: Vec<Countered>,
}

/// A way a threat is carried out, by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Technique")]
pub struct TechniqueName {
    /// Its id.
    pub id: String,
}

/// How far a threat is countered for a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Countered {
    /// The system.
    pub system: Option<SystemLink>,
    /// From 0 to 1.
    pub share: Option<f64>,
}

/// A threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub definition: String,
    /// What it harms.
    pub harms: Vec<String>,
    /// Who is behind it.
    pub actor: String,
    /// Where it strikes.
    pub stages: Vec<String>,
    /// What a board would ask.
    pub board_question: String,
    /// The ways it is carried out.
    pub techniques: Vec<Technique>,
    /// What counters it.
    pub controls: Vec<Counter>,
    /// The items of frameworks that name it.
    pub mappings: Vec<Mapping>,
    /// Where it comes from.
    pub origin: Option<ItemOrigin>,
    /// How far it is countered.
    pub countered: Vec<Countered>,
    /// Who may do what about it in the catalogue.
    #[arguments(mutations: ["confirmMapping"])]
    pub offers: Vec<Offer>,
}

/// A way a threat is carried out.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Technique {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How it is done.
    pub how: String,
    /// The metrics in which it shows.
    pub signals: Vec<Titled>,
}

/// A control that counters a threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlText")]
pub struct Counter {
    /// Its id.
    pub id: String,
    /// What it does about it.
    pub functions: Vec<String>,
    /// What people call it and where it belongs.
    #[cynic(spread)]
    pub name: ControlName,
}

list! {
    /// The library of threats.
    Threats = threats(ThreatFilter): "ThreatConnection" of ThreatRow
}

impl List for Threats {
    const ONE: &'static str = "threat";
    const WHAT: &'static str = "threats";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Threat").sorted("name"),
        Heading::new("Identifier").sorted("id").file_only(),
        Heading::new("What it is"),
        Heading::new("Strikes").minor(),
        Heading::number("Techniques").sorted("techniques"),
        Heading::new("Countered").sorted("countered"),
    ];

    fn cells(row: &ThreatRow) -> Vec<String> {
        let stages: Vec<String> = row.stages.iter().map(|stage| stage_name(stage)).collect();
        vec![
            row.title.clone(),
            row.id.clone(),
            row.definition.clone(),
            stages.join(", "),
            row.techniques.len().to_string(),
            least(&row.countered)
                .map(|(percent, name)| format!("{percent} % ({name})"))
                .unwrap_or_default(),
        ]
    }
}

/// The system for which a threat is countered least, with the share in percent.
pub fn least(countered: &[Countered]) -> Option<(i32, &str)> {
    let known = countered.iter().filter_map(|one| Some((one.percent()?, one.system.as_ref()?)));
    let found = known.min_by_key(|(percent, _)| *percent);
    found.map(|(percent, system)| (percent, system.name.as_str()))
}

/// Asks for one threat.
pub fn ask_one(moment: Moment, id: &str) -> String {
    let Moment { time, position } = moment;
    ask::question::<ThreatPage, _>(ThreatVars { time, position, id: id.to_owned() })
}

/// Reads one threat.
pub fn read_one(text: &str) -> Result<ThreatPage, String> {
    ask::answer(text)
}
