//! Inputs about the handling of incidents.

use async_graphql::{ID, InputObject};
use domain::incidents::Command;

use super::{all, name, note, orders};
use crate::graphql::{
    incident_words::{Harm, IncidentRole},
    mutation::IncidentRoom,
    scalars::{Long, Subject, Time},
    words::{RiskCategory, Severity},
};

/// What an incident did, and how bad that is.
#[derive(InputObject, Clone, Debug)]
pub struct AssessIncidentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// How bad it is.
    pub severity: Severity,
    /// The catalogue's category it belongs to.
    pub category: RiskCategory,
    /// The harm that came about; none when absent.
    pub harms: Option<Vec<Harm>>,
    /// How many people it struck; absent where nobody counted.
    pub persons: Option<Long>,
    /// Why it is judged so.
    pub why: String,
}

/// A role to give in the handling of an incident.
#[derive(InputObject, Clone, Debug)]
pub struct GiveIncidentRoleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Which role.
    pub role: IncidentRole,
    /// To whom; who held it before holds it no longer.
    pub person: Subject,
}

/// A measure to order against the harm.
#[derive(InputObject, Clone, Debug)]
pub struct OrderMeasureInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// A name for it within the incident; one is made up when absent.
    pub measure: Option<String>,
    /// Who carries it out.
    pub owner: Subject,
    /// What is to be done.
    pub what: String,
    /// What it is done to.
    pub about: Option<Vec<Subject>>,
}

/// A measure that somebody saw to work.
#[derive(InputObject, Clone, Debug)]
pub struct ConfirmMeasureInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Which measure, by its name.
    pub measure: String,
    /// What was seen.
    pub note: String,
}

/// A measure to take back.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawMeasureInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// Which measure, by its name.
    pub measure: String,
    /// Why.
    pub why: String,
}

/// The clock of a report to start, or to move back.
#[derive(InputObject, Clone, Debug)]
pub struct StartReportClockInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// The legal period, by its id.
    pub period: String,
    /// When somebody became aware; when the incident was opened if absent.
    pub aware: Option<Time>,
}

/// A report that an authority has.
#[derive(InputObject, Clone, Debug)]
pub struct ReportToAuthorityInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// The legal period, by its id.
    pub period: String,
    /// When it was handed in.
    pub submitted: Time,
    /// To whom it went.
    pub addressee: String,
    /// What they were told.
    pub about: String,
}

/// A report that is not owed after all.
#[derive(InputObject, Clone, Debug)]
pub struct DismissReportClockInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// The legal period, by its id.
    pub period: String,
    /// Why.
    pub why: String,
}

/// Something that came of an incident.
#[derive(InputObject, Clone, Debug)]
pub struct LinkCorrectionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// What: an action, a risk, a control, a finding, a review, a policy or training.
    pub to: Subject,
    /// The root cause it takes away, as it was published.
    pub cause: Option<String>,
}

/// Something that was no correction of an incident.
#[derive(InputObject, Clone, Debug)]
pub struct UnlinkCorrectionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// What.
    pub to: Subject,
}

/// An incident that was looked back on together.
#[derive(InputObject, Clone, Debug)]
pub struct HoldIncidentReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which incident.
    pub incident: Subject,
    /// When.
    pub held: Time,
    /// Who took part.
    pub participants: Vec<Subject>,
    /// What they said.
    pub note: String,
}

orders! {
    AssessIncidentInput => IncidentRoom, incident, |input, asked| Ok(Command::Assess {
        severity: input.severity.into(),
        category: input.category.into(),
        harms: input.harms.unwrap_or_default().into_iter().map(Into::into).collect(),
        persons: input.persons.map(|persons| persons.0),
        why: asked.must_say("why", &input.why)?,
    });
    GiveIncidentRoleInput => IncidentRoom, incident, |input, _| Ok(Command::GiveRole {
        role: input.role.into(),
        person: input.person.0,
    });
    OrderMeasureInput => IncidentRoom, incident, |input, asked| {
        let named = input.measure.unwrap_or_else(|| format!("msr-{}", asked.short));
        Ok(Command::OrderMeasure {
            measure: name("measure", &named)?,
            owner: input.owner.0,
            what: asked.must_say("what", &input.what)?,
            about: all(input.about.unwrap_or_default()),
        })
    };
    ConfirmMeasureInput => IncidentRoom, incident, |input, asked| Ok(Command::ConfirmMeasure {
        measure: name("measure", &input.measure)?,
        note: asked.must_say("note", &input.note)?,
    });
    WithdrawMeasureInput => IncidentRoom, incident, |input, asked| Ok(Command::WithdrawMeasure {
        measure: name("measure", &input.measure)?,
        why: asked.must_say("why", &input.why)?,
    });
    StartReportClockInput => IncidentRoom, incident, |input, _| Ok(Command::StartClock {
        period: name("period", &input.period)?,
        aware: input.aware.map(|aware| aware.0),
        // Whether the law binds is looked up when the command is done.
        voluntary: false,
    });
    ReportToAuthorityInput => IncidentRoom, incident, |input, asked| Ok(Command::MeetClock {
        period: name("period", &input.period)?,
        submitted: input.submitted.0,
        addressee: asked.must_say("addressee", &input.addressee)?,
        about: asked.must_say("about", &input.about)?,
    });
    DismissReportClockInput => IncidentRoom, incident, |input, asked| Ok(Command::DismissClock {
        period: name("period", &input.period)?,
        why: asked.must_say("why", &input.why)?,
    });
    LinkCorrectionInput => IncidentRoom, incident, |input, _| Ok(Command::LinkCorrection {
        to: input.to.0,
        cause: input.cause.map(|cause| note("cause", &cause)).transpose()?,
    });
    UnlinkCorrectionInput => IncidentRoom, incident, |input, _| Ok(Command::UnlinkCorrection {
        to: input.to.0,
    });
    HoldIncidentReviewInput => IncidentRoom, incident, |input, asked| Ok(Command::HoldReview {
        held: input.held.0,
        participants: all(input.participants),
        note: asked.must_say("note", &input.note)?,
    });
}
