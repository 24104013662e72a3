//! What a review needs before it is opened: the roles of those who take part, and the questions.

use domain::{
    Event,
    authority::Place,
    catalogue,
    reviews::{Opening, Participant, Question, Threat, Traits, questions},
    systems,
};
use kernel::{Name, Note, Subject};

use crate::{App, AppError, recorded};

impl App {
    /// Fills in the roles that participants hold now for the system, and the questions about it.
    pub(super) async fn prepared(&self, opening: Opening) -> Result<Opening, AppError> {
        let Opening { system, phase, participants, .. } = opening;
        let place = self.place(Some(system.clone())).await?;
        let mut known = Vec::with_capacity(participants.len());
        for Participant { person, .. } in participants {
            known.push(self.participant(person, &place).await?);
        }
        let questions = match self.traits(&system).await? {
            Some(traits) => self.questions(traits).await?,
            None => Vec::new(),
        };
        Ok(Opening { system, phase, participants: known, questions })
    }

    /// What is asked about such a system: by the catalogue of now, or the one that ships while none
    /// was loaded.
    async fn questions(&self, traits: Traits) -> Result<Vec<Question>, AppError> {
        let book = self.choices_now().await?;
        let threats: Vec<Threat> = book.threats.values().filter_map(threat).collect();
        Ok(questions(&threats, traits))
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

/// A threat as far as the questions need it. One that asks leaders nothing is asked about by its title.
fn threat(known: &catalogue::Threat) -> Option<Threat> {
    let question = Note::parse(&known.board_question).or_else(|_| Note::parse(&known.title));
    Some(Threat {
        id: Name::parse(&known.id).ok()?,
        question: question.ok()?,
        stages: known.stages.clone(),
        harms: known.harms.clone(),
    })
}
