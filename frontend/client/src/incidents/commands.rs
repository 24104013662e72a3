//! What can be done from the blast radius and from the page of an incident.
use crate::{
    answer::decode,
    ask::order,
    scalars::Subject,
    schema,
    shared::{Receipt, Refusal},
    words::Severity,
};

/// Which incident a payload is about.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentKey {
    /// The incident.
    pub subject: Subject,
}

/// What every command about an incident answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct IncidentPayload {
    /// The incident.
    pub incident: Option<IncidentKey>,
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// What a command about a stop answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DeploymentPayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
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

#[derive(cynic::QueryVariables, Clone, Debug)]
struct ContainVars {
    input: ContainInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ContainVars")]
struct Contain {
    #[arguments(input: $input)]
    contain: IncidentPayload,
}

#[derive(cynic::InputObject, Clone, Debug)]
struct IncidentNoteInput {
    incident: Subject,
    note: String,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct NoteVars {
    input: IncidentNoteInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "NoteVars")]
struct NoteIncident {
    #[arguments(input: $input)]
    note_incident: IncidentPayload,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "NoteVars")]
struct CloseIncident {
    #[arguments(input: $input)]
    close_incident: IncidentPayload,
}

#[derive(cynic::InputObject, Clone, Debug)]
struct IncidentInput {
    incident: Subject,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct IncidentVars {
    input: IncidentInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "IncidentVars")]
struct MarkContained {
    #[arguments(input: $input)]
    mark_incident_contained: IncidentPayload,
}

#[derive(cynic::InputObject, Clone, Debug)]
struct DecideRollbackInput {
    incident: Subject,
    deployment: Subject,
    approved: bool,
    reason: String,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct DecideVars {
    input: DecideRollbackInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "DecideVars")]
struct DecideRollback {
    #[arguments(input: $input)]
    decide_rollback: IncidentPayload,
}

#[derive(cynic::InputObject, Clone, Debug)]
struct StopInput {
    deployment: Subject,
    incident: Option<Subject>,
    note: String,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct StopVars {
    input: StopInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "StopVars")]
struct RequestStop {
    #[arguments(input: $input)]
    request_stop: DeploymentPayload,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "StopVars")]
struct ConfirmStop {
    #[arguments(input: $input)]
    confirm_stop: DeploymentPayload,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent<T> {
    /// It was recorded.
    Done {
        /// Where.
        receipt: Option<Receipt>,
        /// What came of it.
        made: T,
    },
    /// The domain said no.
    Refused(Refusal),
}

fn sent<T>(
    receipt: Option<Receipt>,
    refusal: Option<Refusal>,
    made: Option<T>,
) -> Result<Sent<T>, String> {
    if let Some(refusal) = refusal {
        return Ok(Sent::Refused(refusal));
    }
    let nothing =
        || "The server neither recorded nor refused this. Look at the page again.".to_owned();
    made.map(|made| Sent::Done { receipt, made }).ok_or_else(nothing)
}

/// Contains a blast radius.
pub fn contain(input: ContainInput) -> String {
    order::<Contain, _>(ContainVars { input })
}

/// Reads the answer to [`contain`]: the incident that was opened.
pub fn read_contain(text: &str) -> Result<Sent<String>, String> {
    let payload = decode::<Contain>(text)?.contain;
    let subject = payload.incident.map(|incident| incident.subject.0);
    sent(payload.receipt, payload.refusal, subject)
}

/// Something that can be done about an incident that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Writes a note into its timeline.
    Note,
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
    /// The request that does it. `words` is the note, the reason or the summary.
    pub fn body(&self, incident: &str, words: &str) -> String {
        let (incident, note) = (Subject(incident.to_owned()), words.trim().to_owned());
        match self {
            Self::Note => {
                let input = IncidentNoteInput { incident, note };
                order::<NoteIncident, _>(NoteVars { input })
            }
            Self::Close => {
                let input = IncidentNoteInput { incident, note };
                order::<CloseIncident, _>(NoteVars { input })
            }
            Self::MarkContained => {
                let input = IncidentInput { incident };
                order::<MarkContained, _>(IncidentVars { input })
            }
            Self::DecideRollback { deployment, approved } => {
                let deployment = Subject(deployment.clone());
                let input =
                    DecideRollbackInput { incident, deployment, approved: *approved, reason: note };
                order::<DecideRollback, _>(DecideVars { input })
            }
            Self::RequestStop { deployment } => {
                order::<RequestStop, _>(stop(deployment, incident, note))
            }
            Self::ConfirmStop { deployment } => {
                order::<ConfirmStop, _>(stop(deployment, incident, note))
            }
        }
    }

    /// Reads the answer to [`Act::body`].
    pub fn read(&self, text: &str) -> Result<Sent<()>, String> {
        let (receipt, refusal) = match self {
            Self::Note => ends(decode::<NoteIncident>(text)?.note_incident),
            Self::Close => ends(decode::<CloseIncident>(text)?.close_incident),
            Self::MarkContained => ends(decode::<MarkContained>(text)?.mark_incident_contained),
            Self::DecideRollback { .. } => ends(decode::<DecideRollback>(text)?.decide_rollback),
            Self::RequestStop { .. } => {
                let payload = decode::<RequestStop>(text)?.request_stop;
                (payload.receipt, payload.refusal)
            }
            Self::ConfirmStop { .. } => {
                let payload = decode::<ConfirmStop>(text)?.confirm_stop;
                (payload.receipt, payload.refusal)
            }
        };
        sent(receipt, refusal, Some(()))
    }
}

fn stop(deployment: &str, incident: Subject, note: String) -> StopVars {
    let deployment = Subject(deployment.to_owned());
    StopVars { input: StopInput { deployment, incident: Some(incident), note } }
}

fn ends(payload: IncidentPayload) -> (Option<Receipt>, Option<Refusal>) {
    (payload.receipt, payload.refusal)
}
