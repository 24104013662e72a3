//! What happened that evidence has to be newer than, in the words of the catalogue.
//!
//! Evidence made before such an event about the same thing no longer counts. Only when each last
//! happened to what matters, so that is all a row keeps. The event by which a thing begins makes
//! nothing about it stale: a deployment is tested before it goes live.

use domain::{
    Event, catalogue, controls::Change, datasets, deployments, incidents, models, people, systems,
};
use kernel::{Kind, Micros, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// When something of a kind last happened to a thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// What happened, `model.version_registered`.
    pub word: String,
    /// To what; to the organisation when absent.
    pub about: Option<Subject>,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// When it happened last.
    pub at: Micros,
}

impl ChangeRow {
    /// The change, as rules see it.
    pub fn change(&self) -> Change {
        Change { word: self.word.clone(), subject: self.about.clone(), at: self.at }
    }
}

/// Words, each with what it happened to; to the organisation when that is absent.
type Words = Vec<(&'static str, Option<Subject>)>;

/// What an event changes, and in whose system.
fn changed(fact: &Fact) -> Words {
    match &fact.event {
        Event::Datasets(event) => of_datasets(fact, event),
        Event::Models(event) => of_models(fact, event),
        Event::Deployments(deployments::Event::Activated { endpoint, .. }) => {
            in_system(fact, "deployment.completed", Some(endpoint.clone()))
        }
        Event::Incidents(incidents::Event::Closed { .. }) => {
            in_system(fact, "incident.closed", None)
        }
        Event::Systems(systems::Event::Registered { .. }) => vec![("system.registered", None)],
        Event::Systems(systems::Event::ProfileChanged(_)) => {
            in_system(fact, "system.intended_purpose_changed", Some(fact.stream.clone()))
        }
        Event::People(event) => of_people(fact, event),
        Event::Catalogue(event) => of_catalogue(event),
        Event::Deployments(_)
        | Event::Incidents(_)
        | Event::Systems(_)
        | Event::Training(_)
        | Event::Evaluations(_)
        | Event::Risks(_)
        | Event::Controls(_)
        | Event::SavedViews(_)
        | Event::Awareness(_)
        | Event::Reviews(_)
        | Event::Programme(_) => Vec::new(),
    }
}

/// A word about something, and about the system it belongs to.
fn in_system(fact: &Fact, word: &'static str, about: Option<Subject>) -> Words {
    let mut all: Vec<Subject> = about.into_iter().chain(fact.system.clone()).collect();
    all.dedup();
    all.into_iter().map(|subject| (word, Some(subject))).collect()
}

fn of_datasets(fact: &Fact, event: &datasets::Event) -> Words {
    let stream = || Some(fact.stream.clone());
    match event {
        datasets::Event::SourceRegistered { .. } => in_system(fact, "source.registered", None),
        datasets::Event::SourceProfileChanged { .. }
        | datasets::Event::SourceAccessChanged { .. } => {
            in_system(fact, "source.changed", stream())
        }
        datasets::Event::VersionRegistered { .. } => {
            in_system(fact, "dataset.version_registered", stream())
        }
        datasets::Event::AccessGranted { .. } | datasets::Event::AccessRevoked { .. } => {
            in_system(fact, "dataset.access_changed", stream())
        }
        datasets::Event::BatchReceived { .. }
        | datasets::Event::BatchMarked { .. }
        | datasets::Event::Registered { .. }
        | datasets::Event::Reassigned { .. }
        | datasets::Event::VersionPromoted { .. }
        | datasets::Event::VersionRetired { .. }
        | datasets::Event::VersionRejected { .. }
        | datasets::Event::AccessReviewed { .. }
        | datasets::Event::AccessReviewDueNoticed { .. }
        | datasets::Event::PrivacyTechniqueDeclared { .. }
        | datasets::Event::PrivacyTechniqueWithdrawn { .. }
        | datasets::Event::PrivacyBudgetSet { .. }
        | datasets::Event::Quarantined { .. }
        | datasets::Event::QuarantineLiftRequested { .. }
        | datasets::Event::QuarantineLifted { .. } => Vec::new(),
    }
}

fn of_models(fact: &Fact, event: &models::Event) -> Words {
    let stream = || Some(fact.stream.clone());
    match event {
        models::Event::VersionRegistered { .. } => {
            in_system(fact, "model.version_registered", stream())
        }
        models::Event::PromptVersionRegistered { .. } => {
            in_system(fact, "prompt.changed", stream())
        }
        models::Event::ProviderChanged { from, .. } => {
            let word = "provider.model_changed";
            let mut all = vec![(word, stream())];
            all.extend(in_system(fact, word, Some(from.clone())));
            all
        }
        // The prompt says what it said; only its words are known now.
        models::Event::PromptTextGiven { .. }
        | models::Event::Registered { .. }
        | models::Event::VersionPromoted { .. }
        | models::Event::VersionRejected { .. }
        | models::Event::VersionRetired { .. }
        | models::Event::VersionQuarantined { .. }
        | models::Event::VersionReleased { .. } => Vec::new(),
    }
}

fn of_catalogue(event: &catalogue::Event) -> Words {
    match event {
        catalogue::Event::PartLoaded { part, parts, .. } if part < parts => Vec::new(),
        catalogue::Event::PartLoaded { .. }
        | catalogue::Event::ItemAdded { .. }
        | catalogue::Event::ItemChanged { .. }
        | catalogue::Event::ItemWithdrawn { .. } => vec![("control.catalog_changed", None)],
        catalogue::Event::MappingConfirmed { .. } => Vec::new(),
    }
}

/// People belong to no system: what they change is their own, their scope's, or everybody's.
fn of_people(fact: &Fact, event: &people::Event) -> Words {
    let own = Some(fact.stream.clone());
    match event {
        people::Event::Deactivated {} | people::Event::Erased { .. } => {
            vec![("person.left", own), ("person.left", None)]
        }
        people::Event::RoleGranted { scope, .. }
        | people::Event::RoleEnded { scope, .. }
        | people::Event::RoleDelegated { scope, .. }
        | people::Event::DelegationEnded { scope, .. } => {
            let is_wide = scope.kind() == Kind::Organisation;
            let scope = (!is_wide).then(|| scope.clone());
            vec![("person.role_changed", own), ("person.role_changed", scope)]
        }
        people::Event::TeamCreated { .. } => vec![("team.created", None)],
        people::Event::DelegationEndNoticed { .. }
        | people::Event::OrganisationRegistered { .. }
        | people::Event::Registered { .. }
        | people::Event::Moved { .. }
        | people::Event::ChampionNominated { .. }
        | people::Event::ChampionAccepted { .. }
        | people::Event::ChampionDeclined { .. }
        | people::Event::ChampionSteppedDown { .. } => Vec::new(),
    }
}

fn key(word: &str, about: Option<&Subject>) -> String {
    match about {
        Some(subject) => format!("{word} {subject}"),
        None => word.to_owned(),
    }
}

impl View for ChangeRow {
    const NAME: &'static str = "changes";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        changed(fact).iter().map(|(word, about)| key(word, about.as_ref())).collect()
    }

    fn fold(_: Option<Self>, at: &str, fact: &Fact) -> Option<Self> {
        let found = changed(fact).into_iter().find(|(word, about)| key(word, about.as_ref()) == at);
        found.map(|(word, about)| Self {
            word: word.to_owned(),
            system: about.as_ref().and(fact.system.clone()),
            about,
            at: fact.at,
        })
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }
}

/// The words an event stands for.
#[cfg(test)]
pub(super) fn words(fact: &Fact) -> Vec<&'static str> {
    changed(fact).into_iter().map(|(word, _)| word).collect()
}
