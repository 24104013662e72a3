//! The scheme risks are scored with, for forms.
use crate::{
    ask,
    moment::Moment,
    schema,
    shared::{Whole, WholeFields},
};

/// The scheme.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct SchemePage {
    /// The scheme.
    pub risk_scheme: Scheme,
}

/// The scheme.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskScheme")]
pub struct Scheme {
    /// The threats of the catalogue, each before its techniques.
    pub threats: Vec<Threat>,
}

/// A threat, or a technique of one.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskThreat")]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The threat it is a technique of.
    pub of: Option<String>,
}

/// Asks for the scheme.
pub fn ask_scheme(moment: Moment) -> String {
    ask::question::<SchemePage, _>(Whole { time: moment.time, position: moment.position })
}

/// Reads the answer to [`ask_scheme`].
pub fn read_scheme(text: &str) -> Result<SchemePage, String> {
    ask::answer(text)
}
