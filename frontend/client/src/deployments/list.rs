//! The list of deployments.
use super::model::StopState;
use crate::{
    list::{Heading, List, day, list, subject, text},
    rows::DeploymentRow,
    scalars::Subject,
    schema,
    shared::PersonLink,
    words::Stage,
};

/// Which deployments; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DeploymentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That have come this far.
    pub stage: Option<Stage>,
    /// That answer now, or do not.
    pub live: Option<bool>,
    /// That run something suspect, or do not.
    pub suspect: Option<bool>,
    /// Its name, its endpoint or what it runs contains this.
    pub text: Option<String>,
}

impl DeploymentFilter {
    /// Reads what stands in the address.
    pub fn read(system: &str, stage: &str, show: &str, words: &str) -> Self {
        Self {
            system: subject(system),
            stage: Stage::read(stage),
            live: match show {
                "live" | "suspect" => Some(true),
                "ended" => Some(false),
                _ => None,
            },
            suspect: (show == "suspect").then_some(true),
            text: text(words),
        }
    }
}

list! {
    /// The deployments.
    Deployments = deployments(DeploymentFilter): "DeploymentConnection" of DeploymentRow
}

impl List for Deployments {
    const ONE: &'static str = "deployment";
    const WHAT: &'static str = "deployments";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Deployment").sorted("name"),
        Heading::new("Endpoint").file_only(),
        Heading::new("State").sorted("state"),
        Heading::new("Stop").file_only(),
        Heading::new("Stage").sorted("stage"),
        Heading::new("Standing").sorted("standing"),
        Heading::new("Runs").sorted("model"),
        Heading::new("System").sorted("system"),
        Heading::new("Accountable").file_only(),
        Heading::new("Active").sorted("activated"),
        Heading::new("Ended").file_only(),
    ];

    fn cells(row: &DeploymentRow) -> Vec<String> {
        let stop = row.stop_state();
        vec![
            row.subject.0.clone(),
            row.endpoint.0.clone(),
            if row.live { "Live" } else { "Ended" }.to_owned(),
            if stop == StopState::None { "" } else { stop.word() }.to_owned(),
            row.stage.word().to_owned(),
            row.standing.word().to_owned(),
            row.model.0.clone(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner.as_ref().map_or_else(|| "Nobody".to_owned(), PersonLink::words),
            day(Some(&row.activated)),
            day(row.ended.as_ref()),
        ]
    }
}
