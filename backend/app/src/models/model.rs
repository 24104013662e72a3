//! A model or a prompt, and its versions.

use domain::{Event, models};
use kernel::{Kind, Micros, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A model or a prompt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelRow {
    /// The model.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// When it was registered.
    pub registered: Micros,
    /// Its versions, oldest first.
    pub versions: Vec<Subject>,
    /// Changes of the provider's model behind it.
    pub provider_changes: Vec<ProviderChange>,
}

/// A provider put another model behind the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderChange {
    /// When.
    pub at: Micros,
    /// What was there.
    pub from: Subject,
    /// What is there now.
    pub to: Subject,
    /// How many days before they said so.
    pub notice_days: u64,
}

impl ModelRow {
    fn new(fact: &Fact, name: &str, system: Option<&Subject>) -> Self {
        Self {
            subject: fact.stream.clone(),
            name: name.to_owned(),
            system: system.or(fact.system.as_ref()).cloned(),
            registered: fact.at,
            versions: Vec::new(),
            provider_changes: Vec::new(),
        }
    }
}

impl View for ModelRow {
    const NAME: &'static str = "models";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_model = matches!(fact.stream.kind(), Kind::Model | Kind::Prompt);
        if is_model { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Models(event) = &fact.event else { return row };
        if let models::Event::Registered { name, system } = event {
            return Some(Self::new(fact, name.as_str(), system.as_ref()));
        }
        let mut row = row.unwrap_or_else(|| Self::new(fact, &fact.stream.label(), None));
        if let models::Event::VersionRegistered { version, .. }
        | models::Event::PromptVersionRegistered { version, .. } = event
        {
            row.versions.extend(fact.stream.at(version.as_str()).ok());
        } else if let models::Event::ProviderChanged { from, to, notice_days } = event {
            row.provider_changes.push(ProviderChange {
                at: fact.at,
                from: from.clone(),
                to: to.clone(),
                notice_days: *notice_days,
            });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.name.to_lowercase()
    }
}
