//! What a review needs before it is opened: the roles of those who take part, and the questions.

use std::sync::LazyLock;

use domain::{
    Event,
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
            let caller = self.caller(&person).await?;
            let held = caller.current().filter(|grant| grant.covers(&place));
            let mut roles = Vec::new();
            for grant in held {
                let role = Name::parse(&grant.role).map_err(AppError::internal)?;
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            known.push(Participant { person, roles });
        }
        let questions =
            self.traits(&system).await?.map_or_else(Vec::new, |of| questions(&THREATS, of));
        Ok(Opening { system, phase, participants: known, questions })
    }

    async fn traits(&self, system: &Subject) -> Result<Option<Traits>, AppError> {
        let facts = self.store.read_stream(&system.to_string(), u64::MAX).await?;
        let first = facts.first().map(recorded).transpose()?;
        let Some(Event::Systems(systems::Event::Registered {
            processes_personal_data,
            affects_persons,
            trained_in_house,
            ..
        })) = first.map(|fact| fact.event)
        else {
            return Ok(None);
        };
        Ok(Some(Traits { processes_personal_data, affects_persons, trained_in_house }))
    }
}
