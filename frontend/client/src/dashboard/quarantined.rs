//! Everything that is stopped, of data and of models: the rows behind one figure.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::SystemLink,
    words::{VersionState, plain},
};

/// Kinds of things that have versions: the code of the data, and the word for people.
pub const KINDS: [(&str, &str); 3] =
    [("dataset", "Data"), ("model", "Models"), ("prompt", "Prompts")];

/// Which stopped versions; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct QuarantineFilter {
    /// Of this kind of thing.
    pub kind: Option<String>,
    /// Of this system.
    pub system: Option<Subject>,
    /// That something live runs, or not.
    pub live: Option<bool>,
    /// Name contains this.
    pub text: Option<String>,
}

impl QuarantineFilter {
    /// Reads what stands in the address: a kind that does not exist is none.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let kind = get("kind");
        Self {
            kind: KINDS.iter().any(|(code, _)| *code == kind).then_some(kind),
            system: subject(&get("system")),
            live: (get("show") == "live").then_some(true),
            text: text(&get("q")),
        }
    }
}

/// A stopped version in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "QuarantinedVersion")]
pub struct StoppedRow {
    /// `dataset:…@…` or `model:…@…`.
    pub subject: Subject,
    /// Name of the dataset or the model, for people.
    pub name: String,
    /// How far it has come.
    pub state: VersionState,
    /// When it was registered.
    pub registered: Time,
    /// Since when it is stopped.
    pub since: Option<Time>,
    /// Why; absent when erased.
    pub reason: Option<String>,
    /// The incident it belongs to.
    pub incident: Option<Subject>,
    /// Whether something live runs it.
    pub live: bool,
    /// Whether somebody asked to lift the quarantine.
    pub lift_requested: bool,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
}

impl StoppedRow {
    /// The version without its kind: `name@v4`.
    pub fn label(&self) -> &str {
        self.subject.as_str().split_once(':').map_or("", |(_, label)| label)
    }
}

list! {
    /// What is stopped.
    Quarantined = quarantined(QuarantineFilter): "QuarantinedConnection" of StoppedRow
}

impl List for Quarantined {
    const ONE: &'static str = "stopped version";
    const WHAT: &'static str = "stopped versions";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Version").sorted("name"),
        Heading::new("Kind").sorted("kind"),
        Heading::new("Name").file_only(),
        Heading::new("State").sorted("state").minor(),
        Heading::new("Live").sorted("live"),
        Heading::new("Why"),
        Heading::new("Incident"),
        Heading::new("System").sorted("system").minor(),
        Heading::new("Stopped").sorted("since"),
        Heading::new("Lift asked for").file_only(),
        Heading::new("Registered").sorted("registered").file_only(),
    ];

    fn cells(row: &StoppedRow) -> Vec<String> {
        let said = |is: bool| String::from(if is { "Yes" } else { "No" });
        vec![
            row.subject.0.clone(),
            plain(row.subject.kind()),
            row.name.clone(),
            row.state.word().to_owned(),
            said(row.live),
            row.reason.clone().unwrap_or_default(),
            row.incident.as_ref().map(|incident| incident.0.clone()).unwrap_or_default(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            day(row.since.as_ref()),
            said(row.lift_requested),
            day(Some(&row.registered)),
        ]
    }
}
