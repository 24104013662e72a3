//! A training environment and its attested posture.

use domain::{Event, training};
use kernel::{Kind, Micros, Name, Note, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View, reviews::Told};

/// A training environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnvironmentRow {
    /// The environment.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// How it is kept apart.
    pub isolation: Note,
    /// The system it serves, where it serves one.
    pub system: Option<Subject>,
    /// What was attested, oldest first; the last one is in force.
    pub attestations: Vec<Attestation>,
    /// Who was told that an attestation counts no longer.
    pub told: Vec<Told>,
}

impl EnvironmentRow {
    /// What was attested last.
    pub fn attestation(&self) -> Option<&Attestation> {
        self.attestations.last()
    }
}

/// What somebody attested about an environment, and until when it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attestation {
    /// By whom.
    pub by: Subject,
    /// When.
    pub at: Micros,
    /// How it was kept apart.
    pub isolation: Note,
    /// How data is encrypted there.
    pub encryption: Note,
    /// Whether rights are as few as possible.
    pub least_privilege: bool,
    /// When the attestation ends.
    pub until: Micros,
}

impl View for EnvironmentRow {
    const NAME: &'static str = "environments";
    const VERSION: u32 = 3;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_environment = fact.stream.kind() == Kind::Environment;
        if is_environment { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Training(event) = &fact.event else { return row };
        if let training::Event::EnvironmentRegistered { name, isolation, system } = event {
            return Some(Self {
                subject: fact.stream.clone(),
                name: name.clone(),
                isolation: isolation.clone(),
                system: system.clone(),
                attestations: Vec::new(),
                told: Vec::new(),
            });
        }
        let mut row = row?;
        if let training::Event::AttestationLapseNoticed { due, told } = event {
            row.told.push(Told { due: *due, at: fact.at, people: told.clone() });
        }
        if let training::Event::EnvironmentAttested {
            isolation,
            encryption,
            least_privilege,
            until,
        } = event
        {
            row.isolation = isolation.clone();
            row.attestations.push(Attestation {
                by: fact.by().clone(),
                at: fact.at,
                isolation: isolation.clone(),
                encryption: encryption.clone(),
                least_privilege: *least_privilege,
                until: *until,
            });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.name.as_str().to_lowercase()
    }
}
