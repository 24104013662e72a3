//! What a review needs before it is opened: the roles of those who take part, and the questions.

use std::collections::BTreeMap;

use domain::{
    Event,
    authority::Place,
    catalogue,
    reviews::{Opening, Participant, Question, Technique, Threat, Traits, questions},
    systems::{self, SystemKind},
};
use kernel::{Name, Note, Subject};

use crate::{App, AppError, catalogue::Book, recorded};

/// The taxonomy of each kind of AI, where a framework has one, and the kinds it is about.
const TAXONOMIES: [(&str, &[SystemKind]); 2] = [
    ("PredAI", &[SystemKind::Predictive]),
    ("GenAI", &[SystemKind::Generative, SystemKind::Agent]),
];
/// Items of frameworks that are about one kind of system alone: an agent that leaves its bounds, and
/// a supplier that changes what it delivers.
const OF_ONE_KIND: [(&str, &str, SystemKind); 2] = [
    ("owasp_ai_exchange", "agentescape", SystemKind::Agent),
    ("mitre_atlas", "AML.T0109", SystemKind::ThirdParty),
];

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
        let threats = book.threats.values().filter_map(|known| threat(&book, known));
        Ok(questions(&threats.collect::<Vec<_>>(), &traits))
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
                kinds,
                processes_personal_data,
                affects_persons,
                trained_in_house,
                ..
            }
            | systems::Event::ProfileChanged(systems::Profile {
                kinds,
                processes_personal_data,
                affects_persons,
                trained_in_house,
                ..
            }) = event
            {
                known = Some(Traits {
                    kinds,
                    processes_personal_data,
                    affects_persons,
                    trained_in_house,
                });
            }
        }
        Ok(known)
    }
}

/// A threat as far as the questions need it. One that asks leaders nothing is asked about by its title.
fn threat(book: &Book, known: &catalogue::Threat) -> Option<Threat> {
    let question = Note::parse(&known.board_question).or_else(|_| Note::parse(&known.title));
    Some(Threat {
        id: Name::parse(&known.id).ok()?,
        question: question.ok()?,
        stages: known.stages.clone(),
        harms: known.harms.clone(),
        techniques: known.sub_techniques.iter().map(|one| technique(book, one)).collect(),
    })
}

fn technique(book: &Book, known: &catalogue::Subtechnique) -> Technique {
    Technique {
        title: known.title.clone(),
        stages: known.stages.clone(),
        kinds: kinds(book, &known.mappings),
    }
}

/// The kinds of systems that the items of frameworks behind a technique are about; every kind when
/// they do not say.
fn kinds(book: &Book, mappings: &BTreeMap<String, Vec<String>>) -> Vec<SystemKind> {
    let names = |framework: &str, id: &str| {
        mappings.get(framework).is_some_and(|ids| ids.iter().any(|known| known == id))
    };
    let one = OF_ONE_KIND.iter().find(|(framework, id, _)| names(framework, id));
    if let Some((_, _, kind)) = one {
        return vec![*kind];
    }
    let references = mappings
        .iter()
        .flat_map(|(framework, ids)| ids.iter().map(move |id| (framework.as_str(), id.as_str())));
    let items: Vec<_> =
        references.filter_map(|(framework, id)| book.framework_item(framework, id)).collect();
    let is_in =
        |taxonomy: &str| items.iter().flat_map(|item| &item.taxonomies).any(|one| one == taxonomy);
    let about = TAXONOMIES.iter().filter(|(taxonomy, _)| is_in(taxonomy));
    about.flat_map(|(_, kinds)| kinds.iter().copied()).collect()
}
