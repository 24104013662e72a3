//! The list of models.
use super::queries::Model;
use crate::{
    list::{Heading, List, day, list, names, subject, text},
    scalars::Subject,
    schema,
    words::Standing,
};

/// Which models; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ModelFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version that is live, or without.
    pub live: Option<bool>,
    /// With a live version that is suspect, or without.
    pub suspect: Option<bool>,
    /// Name contains this.
    pub text: Option<String>,
}

impl ModelFilter {
    /// Reads what stands in the address.
    pub fn read(system: &str, show: &str, words: &str) -> Self {
        Self {
            system: subject(system),
            live: match show {
                "live" => Some(true),
                "idle" => Some(false),
                _ => None,
            },
            suspect: (show == "suspect").then_some(true),
            text: text(words),
        }
    }
}

list! {
    /// The models.
    Models = models(ModelFilter): "ModelConnection" of Model
}

impl List for Models {
    const ONE: &'static str = "model";
    const WHAT: &'static str = "models";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Model").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Live").sorted("live"),
        Heading::new("Standing of what is live").sorted("standing"),
        Heading::new("Latest version").sorted("latest"),
        Heading::new("Registered").file_only(),
        Heading::number("Versions").sorted("versions"),
        Heading::new("System").sorted("system"),
    ];

    fn cells(row: &Model) -> Vec<String> {
        let latest = row.latest();
        let live: Vec<_> = row.live().into_iter().map(|version| version.subject.clone()).collect();
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            names(&live),
            row.worst_live().map(Standing::word).unwrap_or_default().to_owned(),
            latest.map(|version| version.version.clone()).unwrap_or_default(),
            day(latest.map(|version| &version.registered)),
            row.versions.len().to_string(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
        ]
    }
}
