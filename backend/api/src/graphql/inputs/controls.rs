//! Inputs about controls of systems.

use async_graphql::{ID, InputObject};
use domain::controls::{Command, stream};
use kernel::Subject as Name;

use super::{Asked, Order};
use crate::{
    graphql::{
        mutation::ControlRoom,
        scalars::{Subject, Time},
        words::ControlStatus,
    },
    reply::{Answer, Reply},
};

/// Who is to answer for a control.
#[derive(InputObject, Clone, Debug)]
pub struct AssignControlOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// Who.
    pub person: Subject,
}

/// A control, and why something is decided about it.
#[derive(InputObject, Clone, Debug)]
pub struct ControlReasonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// Why.
    pub reason: String,
}

/// A control, and evidence that speaks for it.
#[derive(InputObject, Clone, Debug)]
pub struct ControlEvidenceInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// The evidence, `evidence:NAME`.
    pub evidence: Subject,
}

/// A change of a control's status that was noticed.
#[derive(InputObject, Clone, Debug)]
pub struct NoticeControlStatusInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// What it was.
    pub from: ControlStatus,
    /// What it became.
    pub to: ControlStatus,
    /// Because of what.
    pub because: String,
}

/// A date that somebody was told about.
#[derive(InputObject, Clone, Debug)]
pub struct NoticeControlDueInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Of which system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// What came due: evidence that no longer counts.
    pub evidence: Subject,
    /// When it came due.
    pub due: Time,
    /// Who was told.
    pub told: Option<Subject>,
}

/// What is done with a reason.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// It does not apply.
    NotApplicable,
    /// It applies again.
    Applicable,
}

/// A control about which something is decided.
pub struct Decide(pub ControlReasonInput, pub Verdict);

/// Evidence that is linked, or no longer.
pub struct Link(pub ControlEvidenceInput, pub bool);

fn stream_of(system: &Name, control: &str) -> Answer<Name> {
    stream(system, control.trim()).map_err(|why| Reply::bad_input("control", why.to_string()))
}

macro_rules! control_orders {
    ($($input:ty, |$this:ident| $fields:expr, |$me:ident, $asked:pat_param| $body:expr;)+) => {
        $(impl Order for $input {
            type Room = ControlRoom;

            fn id(&self) -> Option<&str> {
                let $this = self;
                $fields.command.as_ref().map(|id| id.as_str())
            }

            fn subject(&self, _: &Asked) -> Answer<Name> {
                let $this = self;
                stream_of(&$fields.system.0, &$fields.control)
            }

            fn parse(self, $asked: &Asked) -> Answer<Command> {
                let $me = self;
                $body
            }
        })+
    };
}

control_orders! {
    AssignControlOwnerInput, |this| this, |input, _| Ok(Command::AssignOwner {
        system: input.system.0,
        person: input.person.0,
    });
    Decide, |this| this.0, |input, asked| {
        let Decide(input, verdict) = input;
        let (system, reason) = (input.system.0, asked.must_say("reason", &input.reason)?);
        Ok(match verdict {
            Verdict::NotApplicable => Command::MarkNotApplicable { system, reason },
            Verdict::Applicable => Command::RestoreApplicability { system, reason },
        })
    };
    Link, |this| this.0, |input, _| {
        let Link(ControlEvidenceInput { system, evidence, .. }, is_linked) = input;
        let (system, evidence) = (system.0, evidence.0);
        Ok(if is_linked {
            Command::LinkEvidence { system, evidence }
        } else {
            Command::UnlinkEvidence { system, evidence }
        })
    };
    NoticeControlStatusInput, |this| this, |input, asked| Ok(Command::NoticeStatus {
        system: input.system.0,
        from: input.from.into(),
        to: input.to.into(),
        because: asked.must_say("because", &input.because)?,
    });
    NoticeControlDueInput, |this| this, |input, _| Ok(Command::NoticeDue {
        system: input.system.0,
        what: input.evidence.0,
        due: input.due.0,
        told: input.told.map(|told| told.0),
    });
}
