//! The traceability matrix: what was asked of AI security, and what answers it.
use crate::{
    controls::{list::ControlRow, page::Titled},
    list::{Heading, List, list, subject, text},
    scalars::Subject,
    schema,
    words::{Answered, ControlStatus, plain},
};

/// Which rows; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct TraceFilter {
    /// As they are answered for this system.
    pub system: Option<Subject>,
    /// Of this part of the text.
    pub section: Option<String>,
    /// That are answered and shown, or not.
    pub resolved: Option<bool>,
    /// That this control answers.
    pub control: Option<String>,
    /// With this text in id or meaning.
    pub text: Option<String>,
}

impl TraceFilter {
    /// Reads what stands in the address.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        Self {
            system: subject(&get("system")),
            section: text(&get("section")),
            resolved: match get("show").as_str() {
                "answered" => Some(true),
                "open" => Some(false),
                _ => None,
            },
            control: text(&get("control")),
            text: text(&get("q")),
        }
    }
}

/// A row of the matrix.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Trace")]
pub struct TraceRow {
    /// Its id.
    pub id: String,
    /// The part of the text it stands in.
    pub section: String,
    /// What it is.
    pub kind: String,
    /// What it says, in short.
    pub meaning: String,
    /// By what it is answered.
    pub answered: Answered,
    /// Whether it is answered and shown.
    pub resolved: bool,
    /// The threats it names.
    pub threats: Vec<Titled>,
    /// The controls that answer it.
    pub controls: Vec<Titled>,
    /// The evidence they are shown with.
    pub evidence_types: Vec<Titled>,
    /// The features that serve it.
    pub features: Vec<Titled>,
    /// The control of a system that shows it best.
    pub shown: Option<ControlRow>,
}

impl TraceRow {
    /// Whether it is answered, in words.
    pub fn standing(&self) -> &'static str {
        match (self.answered, self.resolved) {
            (Answered::OutOfScope, _) => "Asks for nothing",
            (_, true) => "Answered",
            (_, false) => "Not answered",
        }
    }
}

list! {
    /// The traceability matrix.
    Traces = traceability(TraceFilter): "TraceConnection" of TraceRow
}

impl List for Traces {
    const ONE: &'static str = "statement";
    const WHAT: &'static str = "statements";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Statement").sorted("name"),
        Heading::new("Identifier").sorted("id").file_only(),
        Heading::new("Part").sorted("section"),
        Heading::new("Standing"),
        Heading::new("Threats"),
        Heading::new("Answered by").sorted("answered"),
        Heading::new("Controls").sorted("controls").file_only(),
        Heading::new("Evidence").minor(),
        Heading::new("Features").file_only(),
        Heading::new("Shown at"),
        Heading::new("Stands").file_only(),
    ];

    fn cells(row: &TraceRow) -> Vec<String> {
        let ids =
            |list: &[Titled]| list.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" ");
        let shown = row.shown.as_ref();
        vec![
            row.meaning.clone(),
            row.id.clone(),
            plain(&row.section),
            row.standing().to_owned(),
            ids(&row.threats),
            row.answered.word().to_owned(),
            ids(&row.controls),
            ids(&row.evidence_types),
            ids(&row.features),
            shown.and_then(ControlRow::page).unwrap_or_default(),
            shown.map(|one| one.status).map(ControlStatus::word).unwrap_or_default().to_owned(),
        ]
    }
}
