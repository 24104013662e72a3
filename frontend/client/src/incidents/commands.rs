//! What can be done from the blast radius and from the page of an incident.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    scalars::Subject,
    schema,
    words::Severity,
};

/// Which incident a payload is about.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentKey {
    /// The incident.
    pub subject: Subject,
}

payloads! {
    /// What every command about an incident answers.
    IncidentPayload {
        /// The incident.
        incident: Option<IncidentKey>,
    }
    /// What a command about a stop answers.
    DeploymentPayload {}
}

/// A containment.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ContainInput {
    /// Where the damage begins.
    pub roots: Vec<Subject>,
    /// Title of the incident.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Why.
    pub reason: String,
}

/// An incident, and words about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct IncidentNoteInput {
    /// The incident.
    pub incident: Subject,
    /// The words.
    pub note: String,
}

/// An incident alone.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct IncidentInput {
    /// The incident.
    pub incident: Subject,
}

/// The threats an incident realised: all of them.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct NameIncidentThreatsInput {
    /// The incident.
    pub incident: Subject,
    /// Their ids in the catalogue.
    pub threats: Vec<String>,
}

/// A decision on a proposed rollback.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DecideRollbackInput {
    /// The incident.
    pub incident: Subject,
    /// What would be rolled back.
    pub deployment: Subject,
    /// Whether it shall be done.
    pub approved: bool,
    /// Why.
    pub reason: String,
}

/// A stop of a deployment.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct StopInput {
    /// What shall stop, or has stopped.
    pub deployment: Subject,
    /// Because of which incident.
    pub incident: Option<Subject>,
    /// Why, or who looked.
    pub note: String,
}

commands! {
    /// Contains a blast radius.
    Contain = "contain" of ContainInput, answers IncidentPayload;
    /// Writes a note into the timeline.
    NoteIncident = "noteIncident" of IncidentNoteInput, answers IncidentPayload;
    /// Says which threats it realised.
    NameThreats = "nameIncidentThreats" of NameIncidentThreatsInput, answers IncidentPayload;
    /// Ends it with a summary.
    CloseIncident = "closeIncident" of IncidentNoteInput, answers IncidentPayload;
    /// Says that the damage does not spread any more.
    MarkContained = "markIncidentContained" of IncidentInput, answers IncidentPayload;
    /// Approves or rejects a rollback.
    DecideRollback = "decideRollback" of DecideRollbackInput, answers IncidentPayload;
    /// Asks for a deployment to stop.
    RequestStop = "requestStop" of StopInput, answers DeploymentPayload;
    /// Says that a deployment has stopped.
    ConfirmStop = "confirmStop" of StopInput, answers DeploymentPayload;
}

/// Something that can be done about an incident that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Writes a note into its timeline.
    Note,
    /// Says which threats it realised.
    NameThreats {
        /// Those that are named so far, one on each line.
        known: String,
    },
    /// Says that the damage does not spread any more.
    MarkContained,
    /// Ends it with a summary.
    Close,
    /// Approves or rejects the rollback of a deployment.
    DecideRollback {
        /// The deployment.
        deployment: String,
        /// Whether it shall be done.
        approved: bool,
    },
    /// Asks for a deployment to stop.
    RequestStop {
        /// The deployment.
        deployment: String,
    },
    /// Says that a deployment has stopped, by somebody who looked.
    ConfirmStop {
        /// The deployment.
        deployment: String,
    },
}

impl Act {
    /// Name of the mutation.
    pub fn mutation(&self) -> &'static str {
        match self {
            Self::Note => NoteIncident::NAME,
            Self::NameThreats { .. } => NameThreats::NAME,
            Self::MarkContained => MarkContained::NAME,
            Self::Close => CloseIncident::NAME,
            Self::DecideRollback { .. } => DecideRollback::NAME,
            Self::RequestStop { .. } => RequestStop::NAME,
            Self::ConfirmStop { .. } => ConfirmStop::NAME,
        }
    }

    /// What it does, as a sentence says it after "may".
    pub fn what(&self) -> &'static str {
        match self {
            Self::Note => "add to the timeline",
            Self::NameThreats { .. } => "name its threats",
            Self::MarkContained => "declare it contained",
            Self::Close => "close it",
            Self::DecideRollback { .. } => "decide this rollback",
            Self::RequestStop { .. } => "ask for it to be stopped",
            Self::ConfirmStop { .. } => "confirm that it stopped",
        }
    }

    /// What its field begins with.
    pub fn start(&self) -> String {
        match self {
            Self::NameThreats { known } => known.clone(),
            Self::Note
            | Self::MarkContained
            | Self::Close
            | Self::DecideRollback { .. }
            | Self::RequestStop { .. }
            | Self::ConfirmStop { .. } => String::new(),
        }
    }

    /// Whether it means something with an empty field: that no threat is known any more.
    pub fn may_be_empty(&self) -> bool {
        matches!(self, Self::NameThreats { .. })
    }

    /// The request that does it, under an id. `words` is the note, the reason or the summary.
    pub fn order(&self, id: &str, incident: &str, words: &str) -> String {
        let (incident, note) = (Subject::from(incident), words.trim().to_owned());
        match self {
            Self::Note => NoteIncident::order(id, IncidentNoteInput { incident, note }),
            Self::NameThreats { .. } => {
                let threats = ids(&note);
                NameThreats::order(id, NameIncidentThreatsInput { incident, threats })
            }
            Self::Close => CloseIncident::order(id, IncidentNoteInput { incident, note }),
            Self::MarkContained => MarkContained::order(id, IncidentInput { incident }),
            Self::DecideRollback { deployment, approved } => {
                let (deployment, approved) = (Subject(deployment.clone()), *approved);
                let input = DecideRollbackInput { incident, deployment, approved, reason: note };
                DecideRollback::order(id, input)
            }
            Self::RequestStop { deployment } => {
                RequestStop::order(id, stop(deployment, incident, note))
            }
            Self::ConfirmStop { deployment } => {
                ConfirmStop::order(id, stop(deployment, incident, note))
            }
        }
    }

    /// Reads what became of it.
    pub fn sent(&self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::Note => done::<NoteIncident>(text),
            Self::NameThreats { .. } => done::<NameThreats>(text),
            Self::Close => done::<CloseIncident>(text),
            Self::MarkContained => done::<MarkContained>(text),
            Self::DecideRollback { .. } => done::<DecideRollback>(text),
            Self::RequestStop { .. } => done::<RequestStop>(text),
            Self::ConfirmStop { .. } => done::<ConfirmStop>(text),
        }
    }
}

/// Ids, however they are set apart.
fn ids(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn stop(deployment: &str, incident: Subject, note: String) -> StopInput {
    StopInput { deployment: Subject::from(deployment), incident: Some(incident), note }
}
