//! What a review needs before it is opened: the roles of those who take part, and the questions.

use std::sync::LazyLock;

use domain::{
    Event,
    authority::Place,
    reviews::{Opening, Participant, Threat, Traits, questions},
    systems,
};
use kernel::{Name, Note, Subject};
use serde::Deserialize;

use crate::{App, AppError, recorded};

#[derive(Default, Deserialize)]
struct Catalogue {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    id: Name,
    board_question: Note,
    stages: Vec<String>,
    harms: Vec<String>,
}

/// The threats of the catalogue; a test holds them against the file.
static THREATS: LazyLock<Vec<Threat>> = LazyLock::new(|| {
    let file = include_str!("../../catalog/threats.json");
    let catalogue: Catalogue = serde_json::from_str(file).unwrap_or_default();
    let threat = |item: Item| Threat {
        id: item.id,
        question: item.board_question,
        stages: item.stages,
        harms: item.harms,
    };
    catalogue.items.into_iter().map(threat).collect()
});

impl App {
    /// Fills in the roles that participants hold now for the system, and the questions about it.
    pub(super) async fn prepared(&self, opening: Opening) -> Result<Opening, AppError> {
        let Opening { system, phase, participants, .. } = opening;
        let place = self.place(Some(system.clone())).await?;
        let mut known = Vec::with_capacity(participants.len());
        for Participant { person, .. } in participants {
            known.push(self.participant(person, &place).await?);
        }
        let questions =
            self.traits(&system).await?.map_or_else(Vec::new, |of| questions(&THREATS, of));
        Ok(Opening { system, phase, participants: known, questions })
    }

    /// Fills in the roles of somebody who joins a review; none where there is no such review.
    pub(super) async fn joining(
        &self,
        review: &Subject,
        person: Subject,
    ) -> Result<Participant, AppError> {
        let facts = self.store.read_stream(&review.to_string(), u64::MAX).await?;
        let system = facts.first().map(recorded).transpose()?.and_then(|fact| fact.system);
        let Some(system) = system else { return Ok(Participant { person, roles: Vec::new() }) };
        let place = self.place(Some(system)).await?;
        self.participant(person, &place).await
    }

    async fn participant(&self, person: Subject, place: &Place) -> Result<Participant, AppError> {
        let caller = self.caller(&person).await?;
        let held = caller.current().filter(|grant| grant.covers(place));
        let mut roles = Vec::new();
        for grant in held {
            let role = Name::parse(&grant.role).map_err(AppError::internal)?;
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        Ok(Participant { person, roles })
    }

    /// What a system is, as described last.
    async fn traits(&self, system: &Subject) -> Result<Option<Traits>, AppError> {
        let mut known = None;
        for stored in &self.store.read_stream(&system.to_string(), u64::MAX).await? {
            let Event::Systems(event) = recorded(stored)?.event else { continue };
            if let systems::Event::Registered {
                processes_personal_data,
                affects_persons,
                trained_in_house,
                ..
            }
            | systems::Event::ProfileChanged(systems::Profile {
                processes_personal_data,
                affects_persons,
                trained_in_house,
                ..
            }) = event
            {
                known = Some(Traits { processes_personal_data, affects_persons, trained_in_house });
            }
        }
        Ok(known)
    }
}
