//! The list of controls.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
    words::ControlStatus,
};

/// Which controls; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ControlFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That stand so.
    pub status: Option<ControlStatus>,
    /// Of this stage.
    pub stage: Option<String>,
    /// That counter this threat.
    pub threat: Option<String>,
    /// This control.
    pub control: Option<String>,
    /// Behind an item of this framework.
    pub framework: Option<String>,
    /// Which item.
    pub framework_item: Option<String>,
    /// Whose owner is this person.
    pub owner: Option<Subject>,
    /// That apply, or do not.
    pub applicable: Option<bool>,
    /// With this text in id or title.
    pub text: Option<String>,
}

impl ControlFilter {
    /// Reads what stands in the address.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        Self {
            system: subject(&get("system")),
            status: ControlStatus::read(&get("status")),
            stage: text(&get("stage")),
            threat: text(&get("threat")),
            control: text(&get("control")),
            framework: text(&get("framework")),
            framework_item: text(&get("item")),
            owner: subject(&get("owner")),
            applicable: None,
            text: text(&get("q")),
        }
    }
}

/// A control of a system in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Control")]
pub struct ControlRow {
    /// `control:SYSTEM.CONTROL`.
    pub subject: Subject,
    /// Its id in the catalogue.
    pub id: String,
    /// Its text.
    pub text: Option<ControlName>,
    /// The system.
    pub system: Option<SystemLink>,
    /// How it stands.
    pub status: ControlStatus,
    /// Why.
    pub why: String,
    /// When it turns stale by itself.
    pub stale_at: Option<Time>,
    /// How many tests only warn and do not pass.
    pub warnings: i32,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
}

/// What a control is called and where it belongs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlText")]
pub struct ControlName {
    /// What people call it.
    pub title: String,
    /// The stage of a system's life it belongs to.
    pub stage: String,
}

list! {
    /// The controls of systems.
    Controls = controls(ControlFilter): "ControlConnection" of ControlRow
}

impl List for Controls {
    const ONE: &'static str = "control";
    const WHAT: &'static str = "controls";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Control").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Status").sorted("status"),
        Heading::new("System").sorted("system"),
        Heading::new("Stage").sorted("stage").minor(),
        Heading::new("Why"),
        Heading::new("Warnings").file_only(),
        Heading::new("Answers for it").sorted("owner"),
        Heading::new("Counts until").sorted("until"),
    ];

    fn cells(row: &ControlRow) -> Vec<String> {
        vec![
            row.title().to_owned(),
            row.id.clone(),
            row.status.word().to_owned(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            super::model::stage_name(row.stage()),
            row.why.clone(),
            row.warnings.to_string(),
            row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
            day(row.stale_at.as_ref()),
        ]
    }
}
