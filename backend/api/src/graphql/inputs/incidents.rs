//! Inputs about incidents.

use async_graphql::{ID, InputObject};
use domain::incidents::Command;
use kernel::{Kind, Subject as Thing};

use super::{Asked, Order, all, by_name, maybe, name, names, note, orders};
use crate::{
    graphql::{
        mutation::IncidentRoom,
        scalars::{Long, Position, Subject},
        words::Severity,
    },
    reply::Answer,
};

/// What to contain.
#[derive(InputObject, Clone, Debug)]
pub struct ContainInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The suspected versions or batches.
    pub roots: Vec<Subject>,
    /// What the incident is called.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// Why.
    pub reason: String,
    /// The open incident to add to; a new one when absent.
    pub incident: Option<Subject>,
}

/// An incident to open.
#[derive(InputObject, Clone, Debug)]
pub struct OpenIncidentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `incident:NAME`; one is made up when absent.
    pub incident: Option<Subject>,
    /// How bad it is.
    pub severity: Severity,
    /// What people call it.
    pub title: String,
    /// The system it is about.
    pub system: Option<Subject>,
    /// What showed it.
    pub detected_by: Option<Vec<String>>,
    /// Where it began: suspect batches or versions.
    pub roots: Option<Vec<Subject>>,
    /// The threats of the catalogue it realised, `THR-06`; absent when it is not known yet.
    pub threats: Option<Vec<String>>,
}

/// The threats an incident realised.
#[derive(InputObject, Clone, Debug)]
pub struct NameIncidentThreatsInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// All of them, `THR-06`; none when it is not known any more.
    pub threats: Vec<String>,
}

/// An incident, and what is said about it.
#[derive(InputObject, Clone, Debug)]
pub struct IncidentNoteInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// What there is to say.
    pub note: String,
}

/// An incident.
#[derive(InputObject, Clone, Debug)]
pub struct IncidentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
}

/// A number with a name.
#[derive(InputObject, Clone, Debug)]
pub struct CountInput {
    /// The name.
    pub name: String,
    /// The number.
    pub count: Long,
}

/// How far an incident reaches, as computed.
#[derive(InputObject, Clone, Debug)]
pub struct RecordBlastRadiusInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// From where it was computed.
    pub roots: Vec<Subject>,
    /// How many are affected, by kind.
    pub counts: Vec<CountInput>,
    /// The position it was computed at.
    pub as_of: Position,
}

/// An owner who was told.
#[derive(InputObject, Clone, Debug)]
pub struct TellOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Who.
    pub person: Subject,
    /// About what.
    pub about: Vec<Subject>,
}

/// A rollback to propose.
#[derive(InputObject, Clone, Debug)]
pub struct ProposeRollbackInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Of which deployment.
    pub deployment: Subject,
    /// From which exact model version.
    pub from: Subject,
    /// To which; absent where there is no clean version.
    pub to: Option<Subject>,
}

/// A proposed rollback to decide.
#[derive(InputObject, Clone, Debug)]
pub struct DecideRollbackInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Of which deployment.
    pub deployment: Subject,
    /// Yes or no.
    pub approved: bool,
    /// Why.
    pub reason: String,
}

/// A rollback that is done.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteRollbackInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Of which deployment.
    pub deployment: Subject,
    /// From which exact model version.
    pub from: Subject,
    /// To which.
    pub to: Subject,
    /// How long it took, in minutes.
    pub minutes: Option<Long>,
}

/// Somebody outside who was told.
#[derive(InputObject, Clone, Debug)]
pub struct SendNoticeInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Who.
    pub addressee: String,
    /// What they were told.
    pub about: String,
}

/// Past decisions that were looked at again.
#[derive(InputObject, Clone, Debug)]
pub struct RecordRescoringInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// How many decisions.
    pub total: Long,
    /// How many came out differently.
    pub changed: Long,
    /// How many, by deployment.
    pub by_deployment: Option<Vec<CountInput>>,
    /// How it was done.
    pub method: String,
}

/// What was learnt.
#[derive(InputObject, Clone, Debug)]
pub struct PublishPostmortemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// What made it happen.
    pub root_causes: Vec<String>,
}

orders! {
    RecordBlastRadiusInput => IncidentRoom, incident, |input, _| Ok(Command::RecordBlastRadius {
        roots: all(input.roots),
        counts: counts("counts", input.counts)?,
        as_of: input.as_of.0,
    });
    TellOwnerInput => IncidentRoom, incident, |input, _| Ok(Command::TellOwner {
        person: input.person.0,
        about: all(input.about),
    });
    ProposeRollbackInput => IncidentRoom, incident, |input, _| Ok(Command::ProposeRollback {
        deployment: input.deployment.0,
        from: input.from.0,
        to: maybe(input.to),
    });
    DecideRollbackInput => IncidentRoom, incident, |input, asked| Ok(Command::DecideRollback {
        deployment: input.deployment.0,
        approved: input.approved,
        reason: asked.must_say("reason", &input.reason)?,
    });
    CompleteRollbackInput => IncidentRoom, incident, |input, _| Ok(Command::CompleteRollback {
        deployment: input.deployment.0,
        from: input.from.0,
        to: input.to.0,
        minutes: input.minutes.map(|minutes| minutes.0),
    });
    SendNoticeInput => IncidentRoom, incident, |input, asked| Ok(Command::SendNotice {
        addressee: asked.must_say("addressee", &input.addressee)?,
        about: asked.must_say("about", &input.about)?,
    });
    RecordRescoringInput => IncidentRoom, incident, |input, _| Ok(Command::RecordRescoring {
        total: input.total.0,
        changed: input.changed.0,
        by_deployment: counts("byDeployment", input.by_deployment.unwrap_or_default())?,
        method: note("method", &input.method)?,
    });
    IncidentInput => IncidentRoom, incident, |_, _| Ok(Command::Contain);
    NameIncidentThreatsInput => IncidentRoom, incident, |input, _| Ok(Command::NameThreats {
        threats: names("threats", &input.threats)?,
    });
    PublishPostmortemInput => IncidentRoom, incident, |input, _| {
        let cause = |cause: &String| note("rootCauses", cause);
        let root_causes = input.root_causes.iter().map(cause).collect::<Answer<_>>()?;
        Ok(Command::PublishPostmortem { root_causes })
    };
}

fn counts(field: &str, counts: Vec<CountInput>) -> Answer<std::collections::BTreeMap<String, u64>> {
    by_name(field, counts.into_iter().map(|count| (count.name, count.count.0)))
}

/// The incident that is named, or a new one that belongs to the command.
pub fn incident_of(named: Option<&Subject>, asked: &Asked) -> Answer<Thing> {
    if let Some(named) = named {
        return Ok(named.0.clone());
    }
    let name = format!("inc-{}", asked.short);
    Ok(Thing::new(Kind::Incident, &name, None).map_err(app::AppError::internal)?)
}

impl Order for OpenIncidentInput {
    type Room = IncidentRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, asked: &Asked) -> Answer<Thing> {
        incident_of(self.incident.as_ref(), asked)
    }

    fn parse(self, _: &Asked) -> Answer<Command> {
        Ok(Command::Open {
            severity: self.severity.into(),
            title: name("title", &self.title)?,
            system: maybe(self.system),
            detected_by: names("detectedBy", &self.detected_by.unwrap_or_default())?,
            roots: all(self.roots.unwrap_or_default()),
            threats: names("threats", &self.threats.unwrap_or_default())?,
        })
    }
}

/// A note on the timeline, or the summary at the end.
pub enum Note {
    /// Add to the timeline.
    Add(IncidentNoteInput),
    /// Close the incident.
    Close(IncidentNoteInput),
}

impl Note {
    fn input(&self) -> &IncidentNoteInput {
        match self {
            Self::Add(input) | Self::Close(input) => input,
        }
    }
}

impl Order for Note {
    type Room = IncidentRoom;

    fn id(&self) -> Option<&str> {
        self.input().command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.input().incident.0.clone())
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        Ok(match self {
            Self::Add(input) => Command::AddNote { note: asked.must_say("note", &input.note)? },
            Self::Close(input) => Command::Close { summary: asked.must_say("note", &input.note)? },
        })
    }
}
