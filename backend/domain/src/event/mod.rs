//! Any room's event: one type for the views and lenses that follow the whole log.

#[cfg(test)]
mod tests;

use kernel::{Fact, Kind, Subject, Unreadable, Wire};
use serde_json::Value;

use crate::{
    about::at, awareness, catalogue, controls, datasets, deployments, evaluations, incidents,
    models, people, programme, reviews, risks, saved_views, systems, training, words::words,
};

words! {
    /// The rooms of this crate.
    pub enum Room {
        /// AI systems.
        Systems = "systems",
        /// Sources, batches and datasets.
        Datasets = "datasets",
        /// Environments and runs.
        Training = "training",
        /// Models and prompts.
        Models = "models",
        /// Evidence.
        Evaluations = "evaluations",
        /// Deployments.
        Deployments = "deployments",
        /// Incidents.
        Incidents = "incidents",
        /// Risks.
        Risks = "risks",
        /// The organisation, teams and people.
        People = "people",
        /// Curricula, and what people learnt.
        Awareness = "awareness",
        /// The reference data.
        Catalogue = "catalogue",
        /// Controls of systems.
        Controls = "controls",
        /// Design reviews, findings and actions.
        Reviews = "reviews",
        /// Policies, appetite, initiatives, meetings, exercises, surveys and feedback.
        Programme = "programme",
        /// Saved views.
        SavedViews = "saved_views",
    }
}

/// What happened, in whichever room.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// To a system.
    Systems(systems::Event),
    /// To a source, a batch or a dataset.
    Datasets(datasets::Event),
    /// To an environment or a run.
    Training(training::Event),
    /// To a model or a prompt.
    Models(models::Event),
    /// To a piece of evidence.
    Evaluations(evaluations::Event),
    /// To a deployment.
    Deployments(deployments::Event),
    /// In an incident.
    Incidents(incidents::Event),
    /// To a risk.
    Risks(risks::Event),
    /// To the organisation, a team or a person.
    People(people::Event),
    /// To a curriculum, or to what a person knows.
    Awareness(awareness::Event),
    /// To the reference data.
    Catalogue(catalogue::Event),
    /// To a control of a system.
    Controls(controls::Event),
    /// To a design review, a finding or an action.
    Reviews(reviews::Event),
    /// In the programme.
    Programme(programme::Event),
    /// To a saved view.
    SavedViews(saved_views::Event),
}

/// The room an event type belongs to, by the word before its dot.
pub fn room(kind: &str) -> Option<Room> {
    let (prefix, _) = kind.split_once('.')?;
    match prefix {
        "system" | "intake" => Some(Room::Systems),
        "source" | "batch" | "dataset" => Some(Room::Datasets),
        "environment" | "run" => Some(Room::Training),
        "model" | "prompt" => Some(Room::Models),
        "evidence" => Some(Room::Evaluations),
        "deployment" => Some(Room::Deployments),
        "incident" => Some(Room::Incidents),
        "risk" => Some(Room::Risks),
        "organisation" | "team" | "person" => Some(Room::People),
        "curriculum" | "campaign" | "awareness" => Some(Room::Awareness),
        "catalogue" => Some(Room::Catalogue),
        "control" => Some(Room::Controls),
        "review" | "finding" | "action" => Some(Room::Reviews),
        "policy" | "appetite" | "initiative" | "meeting" | "exercise" | "survey" | "feedback" => {
            Some(Room::Programme)
        }
        "view" => Some(Room::SavedViews),
        _ => None,
    }
}

/// The kinds of stream an event type is recorded on; none for a type that no room has. What a stream
/// is says who may write to it, so a fact on a stream of another kind would be somebody else's.
pub fn stream_kinds(kind: &str) -> &'static [Kind] {
    let Some((prefix, what)) = kind.split_once('.') else { return &[] };
    match (prefix, what) {
        ("policy", "attested" | "attestation_due_noticed") => &[Kind::Attestation],
        ("policy", _) => &[Kind::Policy],
        ("appetite", _) => &[Kind::Appetite],
        ("initiative", _) => &[Kind::Initiative],
        ("meeting", _) => &[Kind::Meeting],
        ("exercise", _) => &[Kind::Exercise],
        ("survey", _) => &[Kind::Survey],
        ("feedback", _) => &[Kind::Feedback],
        ("review", _) => &[Kind::Review],
        ("finding", _) => &[Kind::Finding],
        ("action", _) => &[Kind::Action],
        ("system", _) => &[Kind::System],
        ("intake", _) => &[Kind::Intake],
        ("source", _) => &[Kind::Source],
        ("batch", _) => &[Kind::Batch],
        ("dataset", _) => &[Kind::Dataset],
        ("environment", _) => &[Kind::Environment],
        ("run", _) => &[Kind::Run],
        ("model", _) => &[Kind::Model],
        ("prompt", _) => &[Kind::Prompt],
        ("evidence", _) => &[Kind::Evidence],
        ("deployment", _) => &[Kind::Deployment],
        ("incident", _) => &[Kind::Incident],
        ("risk", _) => &[Kind::Risk],
        ("organisation", _) => &[Kind::Organisation],
        ("team", _) => &[Kind::Team],
        // A service is registered, and holds roles, as people do.
        ("person", _) => &[Kind::Person, Kind::Service],
        ("curriculum" | "campaign", _) => &[Kind::Curriculum],
        ("awareness", _) => &[Kind::Learner],
        ("catalogue", _) => &[Kind::Catalogue],
        ("control", _) => &[Kind::Control],
        ("view", _) => &[Kind::View],
        _ => &[],
    }
}

impl Event {
    /// Reads an event back. A type or version this program does not know is unreadable, never skipped.
    pub fn decode(
        kind: &str,
        version: u16,
        data: Value,
        sealed: &[(u64, &str)],
    ) -> Result<Self, Unreadable> {
        let unreadable =
            |cause: &str| Unreadable { kind: kind.to_owned(), version, cause: cause.to_owned() };
        let Some(room) = room(kind) else {
            return Err(unreadable("no room has this type"));
        };
        if version != 1 {
            return Err(unreadable("this program knows version 1 only"));
        }
        Ok(match room {
            Room::Systems => Self::Systems(kernel::decode(kind, version, data, sealed)?),
            Room::Datasets => Self::Datasets(kernel::decode(kind, version, data, sealed)?),
            Room::Training => Self::Training(kernel::decode(kind, version, data, sealed)?),
            Room::Models => Self::Models(kernel::decode(kind, version, data, sealed)?),
            Room::Evaluations => Self::Evaluations(kernel::decode(kind, version, data, sealed)?),
            Room::Deployments => Self::Deployments(kernel::decode(kind, version, data, sealed)?),
            Room::Incidents => Self::Incidents(kernel::decode(kind, version, data, sealed)?),
            Room::Risks => Self::Risks(kernel::decode(kind, version, data, sealed)?),
            Room::People => Self::People(kernel::decode(kind, version, data, sealed)?),
            Room::Awareness => Self::Awareness(kernel::decode(kind, version, data, sealed)?),
            Room::Catalogue => Self::Catalogue(kernel::decode(kind, version, data, sealed)?),
            Room::Controls => Self::Controls(kernel::decode(kind, version, data, sealed)?),
            Room::Reviews => Self::Reviews(kernel::decode(kind, version, data, sealed)?),
            Room::Programme => Self::Programme(kernel::decode(kind, version, data, sealed)?),
            Room::SavedViews => Self::SavedViews(kernel::decode(kind, version, data, sealed)?),
        })
    }

    /// Takes the event apart for the log.
    pub fn encode(&self) -> Result<Wire, Unreadable> {
        match self {
            Self::Systems(event) => kernel::encode(event),
            Self::Datasets(event) => kernel::encode(event),
            Self::Training(event) => kernel::encode(event),
            Self::Models(event) => kernel::encode(event),
            Self::Evaluations(event) => kernel::encode(event),
            Self::Deployments(event) => kernel::encode(event),
            Self::Incidents(event) => kernel::encode(event),
            Self::Risks(event) => kernel::encode(event),
            Self::People(event) => kernel::encode(event),
            Self::Awareness(event) => kernel::encode(event),
            Self::Catalogue(event) => kernel::encode(event),
            Self::Controls(event) => kernel::encode(event),
            Self::Reviews(event) => kernel::encode(event),
            Self::Programme(event) => kernel::encode(event),
            Self::SavedViews(event) => kernel::encode(event),
        }
    }

    /// An example of each event of a room.
    pub fn examples(room: Room) -> Vec<Self> {
        fn all<E: Fact>(event: fn(E) -> Event) -> Vec<Event> {
            E::examples().into_iter().map(event).collect()
        }
        match room {
            Room::Systems => all(Self::Systems),
            Room::Datasets => all(Self::Datasets),
            Room::Training => all(Self::Training),
            Room::Models => all(Self::Models),
            Room::Evaluations => all(Self::Evaluations),
            Room::Deployments => all(Self::Deployments),
            Room::Incidents => all(Self::Incidents),
            Room::Risks => all(Self::Risks),
            Room::People => all(Self::People),
            Room::Awareness => all(Self::Awareness),
            Room::Catalogue => all(Self::Catalogue),
            Room::Controls => all(Self::Controls),
            Room::Reviews => all(Self::Reviews),
            Room::Programme => all(Self::Programme),
            Room::SavedViews => all(Self::SavedViews),
        }
    }

    /// The subjects it concerns, sorted: its stream, versions, and whatever it names.
    pub fn about(&self, stream: &Subject) -> Vec<Subject> {
        match self {
            Self::Systems(event) => event.about(stream),
            Self::Datasets(event) => event.about(stream),
            Self::Training(event) => event.about(stream),
            Self::Models(event) => event.about(stream),
            Self::Evaluations(event) => event.about(stream),
            Self::Deployments(event) => event.about(stream),
            Self::Incidents(event) => event.about(stream),
            Self::Risks(event) => event.about(stream),
            Self::People(event) => event.about(stream),
            Self::Awareness(event) => event.about(stream),
            Self::Catalogue(event) => event.about(stream),
            Self::Controls(event) => event.about(stream),
            Self::Reviews(event) => event.about(stream),
            Self::Programme(event) => event.about(stream),
            Self::SavedViews(event) => event.about(stream),
        }
    }

    /// Its room.
    pub fn room(&self) -> Room {
        match self {
            Self::Systems(_) => Room::Systems,
            Self::Datasets(_) => Room::Datasets,
            Self::Training(_) => Room::Training,
            Self::Models(_) => Room::Models,
            Self::Evaluations(_) => Room::Evaluations,
            Self::Deployments(_) => Room::Deployments,
            Self::Incidents(_) => Room::Incidents,
            Self::Risks(_) => Room::Risks,
            Self::People(_) => Room::People,
            Self::Awareness(_) => Room::Awareness,
            Self::Catalogue(_) => Room::Catalogue,
            Self::Controls(_) => Room::Controls,
            Self::Reviews(_) => Room::Reviews,
            Self::Programme(_) => Room::Programme,
            Self::SavedViews(_) => Room::SavedViews,
        }
    }
}

/// The subjects that begin to exist by an event: the stream when it is registered, a version when
/// it is registered. An endpoint exists from the first deployment that answers at it.
pub fn introduces(event: &Event, stream: &Subject) -> Vec<Subject> {
    let the_stream = || vec![stream.clone()];
    match event {
        Event::Systems(systems::Event::Registered { .. } | systems::Event::UseReported { .. })
        | Event::Datasets(
            datasets::Event::SourceRegistered { .. }
            | datasets::Event::BatchReceived { .. }
            | datasets::Event::Registered { .. },
        )
        | Event::Training(
            training::Event::EnvironmentRegistered { .. } | training::Event::Started { .. },
        )
        | Event::Models(models::Event::Registered { .. })
        | Event::Evaluations(evaluations::Event::Attached { .. })
        | Event::Incidents(incidents::Event::Opened { .. })
        | Event::Risks(risks::Event::Identified { .. })
        | Event::People(
            people::Event::OrganisationRegistered { .. }
            | people::Event::TeamCreated { .. }
            | people::Event::Registered { .. },
        ) => the_stream(),
        Event::Reviews(event) if event.begins() => the_stream(),
        Event::Programme(event) if event.begins() => the_stream(),
        Event::Deployments(deployments::Event::Activated { endpoint, .. }) => {
            vec![stream.clone(), endpoint.clone()]
        }
        Event::Datasets(datasets::Event::VersionRegistered { version, .. })
        | Event::Models(models::Event::VersionRegistered { version, .. }) => {
            at(stream, version).into_iter().collect()
        }
        Event::Models(models::Event::PromptVersionRegistered { version, .. }) => {
            let mut both = the_stream();
            both.extend(at(stream, version));
            both
        }
        Event::Models(models::Event::ProviderChanged { to, .. }) => vec![to.clone()],
        Event::Awareness(awareness::Event::Published { version, .. }) => {
            the_stream().into_iter().chain(at(stream, version)).collect()
        }
        Event::Systems(_)
        | Event::Datasets(_)
        | Event::Training(_)
        | Event::Models(_)
        | Event::Evaluations(_)
        | Event::Deployments(_)
        | Event::Incidents(_)
        | Event::Risks(_)
        | Event::People(_)
        | Event::Awareness(_)
        | Event::Catalogue(_)
        | Event::Controls(_)
        | Event::SavedViews(_)
        | Event::Reviews(_)
        | Event::Programme(_) => Vec::new(),
    }
}
