//! What one person attested about one policy, and how a policy stands towards them.

use domain::{
    Event,
    programme::{self, Binding, bound_since},
};
use kernel::{Kind, Micros, Subject};
use serde::{Deserialize, Serialize};

use super::PolicyRow;
use crate::{App, AppError, Fact, View};

/// The attestations of one person about one policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttestationRow {
    /// The stream of the attestations.
    pub subject: Subject,
    /// Which policy.
    pub policy: Subject,
    /// Who.
    pub person: Subject,
    /// The versions attested, and when.
    pub versions: Vec<(u64, Micros)>,
    /// The versions and days they were told about, and when.
    pub told: Vec<(u64, Micros, Micros)>,
}

/// Where one person attests one policy. Names are encoded, so a slash between them is unambiguous.
pub fn attestation(policy: &Subject, person: &Subject) -> Result<Subject, AppError> {
    let name = format!("{}/{}", policy.name(), person.name());
    Subject::new(Kind::Attestation, &name, None).map_err(|error| {
        let sentence = format!("no attestation can be kept for this policy: {error}");
        AppError::refused("policy.bad_name", sentence, Some("policy"))
    })
}

/// Refuses attestations that stand elsewhere than where policy and person say.
pub(super) fn check_attestation(
    stream: &Subject,
    policy: &Subject,
    person: &Subject,
) -> Result<(), AppError> {
    let expected = attestation(policy, person)?;
    if *stream == expected {
        return Ok(());
    }
    let sentence = format!("{stream} is not where this is attested; that is {expected}");
    Err(AppError::refused("policy.wrong_attestation", sentence, Some("subject")))
}

impl App {
    /// How a policy stands now towards somebody.
    pub(super) async fn binding(
        &self,
        policy: &Subject,
        person: &Subject,
    ) -> Result<Binding, AppError> {
        let all = self.everything();
        let Some(row) = self.find::<PolicyRow>(&all, policy).await? else {
            let sentence = format!("there is no {policy}; mend the name");
            return Err(AppError::refused("policy.unknown", sentence, Some("policy")));
        };
        let roles = self.caller(person).await?.grants;
        Ok(Binding {
            current: row.version,
            retired: row.retired.is_some(),
            bound: bound_since(&row.binds, &roles, all.time).is_some(),
        })
    }
}

impl View for AttestationRow {
    const NAME: &'static str = "attestations";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_attestation = fact.stream.kind() == Kind::Attestation;
        if is_attestation { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(event) = &fact.event else { return row };
        let (programme::Event::Attested { policy, person, .. }
        | programme::Event::AttestationDueNoticed { policy, person, .. }) = event
        else {
            return row;
        };
        let mut row = row.unwrap_or_else(|| Self {
            subject: fact.stream.clone(),
            policy: policy.clone(),
            person: person.clone(),
            versions: Vec::new(),
            told: Vec::new(),
        });
        if let programme::Event::Attested { version, .. } = event {
            row.versions.push((*version, fact.at));
        }
        if let programme::Event::AttestationDueNoticed { version, due, .. } = event {
            row.told.push((*version, *due, fact.at));
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.policy.to_string()
    }
}
