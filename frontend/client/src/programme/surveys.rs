//! The list of surveys.
use crate::{
    list::{Heading, List, day, list, text},
    scalars::{Long, Subject, Time},
    schema,
    shared::Pair,
    words::plain,
};

/// Which surveys; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct SurveyFilter {
    /// That measured this.
    pub metric: Option<String>,
    /// Its title contains this.
    pub text: Option<String>,
}

impl SurveyFilter {
    /// Reads what stands in the address.
    pub fn read(metric: &str, words: &str) -> Self {
        Self { metric: text(metric), text: text(words) }
    }
}

/// A survey.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Survey")]
pub struct SurveyRow {
    /// `survey:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: Option<String>,
    /// What it says.
    pub figures: Vec<Pair>,
    /// How many answered.
    pub responses: Long,
    /// When it was closed.
    pub closed: Time,
}

impl SurveyRow {
    /// What it is called.
    pub fn words(&self) -> String {
        self.title.clone().unwrap_or_else(|| format!("Survey {}", self.subject.name()))
    }

    /// A figure of it, by metric.
    pub fn figure(&self, metric: &str) -> Option<f64> {
        self.figures.iter().find(|pair| pair.name == metric)?.value.parse().ok()
    }

    /// What it says, in words.
    pub fn figures_words(&self) -> String {
        let words =
            self.figures.iter().map(|pair| format!("{} {}", metric_words(&pair.name), pair.value));
        words.collect::<Vec<_>>().join("; ")
    }
}

/// What a metric of a survey is called.
pub fn metric_words(metric: &str) -> String {
    match metric {
        "culture.score" => "Culture score".to_owned(),
        "culture.reports_per_100" => "Reports per 100 people".to_owned(),
        other => plain(&other.replace('.', " ")),
    }
}

list! {
    /// The surveys.
    Surveys = surveys(SurveyFilter): "SurveyConnection" of SurveyRow
}

impl List for Surveys {
    const ONE: &'static str = "survey";
    const WHAT: &'static str = "surveys";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Survey").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("What it says"),
        Heading::number("Answers").sorted("responses"),
        Heading::new("Closed").sorted("closed"),
    ];

    fn cells(row: &SurveyRow) -> Vec<String> {
        vec![
            row.words(),
            row.subject.0.clone(),
            row.figures_words(),
            row.responses.0.to_string(),
            day(Some(&row.closed)),
        ]
    }
}
