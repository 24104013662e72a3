//! Inputs about design reviews, findings and actions.

use async_graphql::{ID, InputObject};
use domain::reviews::{Command, Opening, Participant, Plan, Raising};
use kernel::Kind;

use super::{maybe, name, names, new_orders, note, orders};
use crate::graphql::{
    mutation::ReviewRoom,
    scalars::{Subject, Time},
    words::{Grade, ReviewAnswer, ReviewPhase, ReviewVerdict},
};

/// A design review to open. Roles and questions are looked up here.
#[derive(InputObject, Clone, Debug)]
pub struct OpenReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `review:NAME`; one is made up when absent.
    pub review: Option<Subject>,
    /// The system it looks at.
    pub system: Subject,
    /// When in the system's life.
    pub phase: ReviewPhase,
    /// Who takes part; at least one of security.
    pub participants: Vec<Subject>,
}

/// Somebody else to take part in a design review. Their roles are looked up here.
#[derive(InputObject, Clone, Debug)]
pub struct AddReviewParticipantInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which review.
    pub review: Subject,
    /// Who.
    pub person: Subject,
}

/// An answer to a question of a design review.
#[derive(InputObject, Clone, Debug)]
pub struct AnswerReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which review.
    pub review: Subject,
    /// The threat the question is about.
    pub threat: String,
    /// What is answered.
    pub answer: ReviewAnswer,
    /// How bad it is; needed where something is left open.
    pub severity: Option<Grade>,
    /// Why.
    pub note: String,
}

/// A design review to conclude.
#[derive(InputObject, Clone, Debug)]
pub struct ConcludeReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which review.
    pub review: Subject,
    /// What is concluded.
    pub verdict: ReviewVerdict,
    /// Why.
    pub note: String,
}

/// A finding to raise.
#[derive(InputObject, Clone, Debug)]
pub struct RaiseFindingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `finding:NAME`; one is made up when absent.
    pub finding: Option<Subject>,
    /// The control that does not hold, by its id in the catalogue.
    pub control: String,
    /// How bad it is.
    pub severity: Grade,
    /// What was found; names no person.
    pub text: String,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The review it comes from.
    pub review: Option<Subject>,
    /// Who mends it.
    pub owner: Option<Subject>,
}

/// What follows from a finding.
#[derive(InputObject, Clone, Debug)]
pub struct LinkFindingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which finding.
    pub finding: Subject,
    /// The risk or the action.
    pub to: Subject,
}

/// A finding to give to somebody else.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignFindingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which finding.
    pub finding: Subject,
    /// To whom.
    pub owner: Subject,
}

/// A finding that is mended.
#[derive(InputObject, Clone, Debug)]
pub struct CloseFindingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which finding.
    pub finding: Subject,
    /// What was seen.
    pub note: String,
}

/// An action to open.
#[derive(InputObject, Clone, Debug)]
pub struct OpenActionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `action:NAME`; one is made up when absent.
    pub action: Option<Subject>,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub owner: Subject,
    /// The day by which it is done; the whole day counts, in UTC.
    pub due: Time,
    /// The controls it strengthens, by their ids in the catalogue.
    pub controls: Option<Vec<String>>,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The incident it follows from.
    pub incident: Option<Subject>,
    /// The finding it mends; it is linked at once.
    pub finding: Option<Subject>,
}

/// An action to give to somebody else.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignActionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which action.
    pub action: Subject,
    /// To whom.
    pub owner: Subject,
}

/// An action of one's own that is done.
#[derive(InputObject, Clone, Debug)]
pub struct ReportActionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which action.
    pub action: Subject,
    /// What was done.
    pub note: String,
}

/// An action that somebody saw is done.
#[derive(InputObject, Clone, Debug)]
pub struct CloseActionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which action.
    pub action: Subject,
    /// What was seen.
    pub note: String,
}

new_orders! {
    OpenReviewInput => ReviewRoom, review: Kind::Review, "rev", |input, _| {
        let person = |Subject(person)| Participant { person, roles: Vec::new() };
        Ok(Command::Open(Opening {
            system: input.system.0,
            phase: input.phase.into(),
            participants: input.participants.into_iter().map(person).collect(),
            questions: Vec::new(),
        }))
    };
    RaiseFindingInput => ReviewRoom, finding: Kind::Finding, "fnd", |input, _| {
        Ok(Command::Raise(Raising {
            control: name("control", &input.control)?,
            severity: input.severity.into(),
            text: note("text", &input.text)?,
            system: maybe(input.system),
            review: maybe(input.review),
            owner: maybe(input.owner),
        }))
    };
    OpenActionInput => ReviewRoom, action: Kind::Action, "act", |input, _| {
        Ok(Command::OpenAction(Plan {
            title: name("title", &input.title)?,
            owner: input.owner.0,
            due: input.due.0,
            controls: names("controls", &input.controls.unwrap_or_default())?,
            system: maybe(input.system),
            incident: maybe(input.incident),
            finding: maybe(input.finding),
        }))
    };
}

orders! {
    AddReviewParticipantInput => ReviewRoom, review, |input, _| {
        Ok(Command::Join(Participant { person: input.person.0, roles: Vec::new() }))
    };
    AnswerReviewInput => ReviewRoom, review, |input, asked| Ok(Command::Answer {
        threat: name("threat", &input.threat)?,
        answer: input.answer.into(),
        severity: input.severity.map(Into::into),
        note: asked.must_say("note", &input.note)?,
    });
    ConcludeReviewInput => ReviewRoom, review, |input, asked| Ok(Command::Conclude {
        verdict: Some(input.verdict.into()),
        threats: Vec::new(),
        open_high: 0,
        note: asked.must_say("note", &input.note)?,
    });
    LinkFindingInput => ReviewRoom, finding, |input, _| Ok(Command::Link { to: input.to.0 });
    ReassignFindingInput => ReviewRoom, finding, |input, _| Ok(Command::ReassignFinding {
        owner: input.owner.0,
    });
    CloseFindingInput => ReviewRoom, finding, |input, asked| Ok(Command::CloseFinding {
        note: asked.must_say("note", &input.note)?,
    });
    ReassignActionInput => ReviewRoom, action, |input, _| Ok(Command::Reassign {
        owner: input.owner.0,
    });
    ReportActionInput => ReviewRoom, action, |input, asked| Ok(Command::ReportDone {
        note: asked.must_say("note", &input.note)?,
    });
    CloseActionInput => ReviewRoom, action, |input, asked| Ok(Command::CloseAction {
        note: asked.must_say("note", &input.note)?,
    });
}
