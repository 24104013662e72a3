//! The rules for one policy, one attestation, the appetite, one initiative, one meeting, or one of
//! the things that are recorded once.

mod appetite;
mod attestation;
mod initiative;
mod meeting;
mod once;
mod policy;

use kernel::{Decider, Kind, Moment, Subject, refuse};

use super::{Command, Event, Refusal};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    policy: Option<policy::Policy>,
    attestation: attestation::Attestation,
    appetite: Option<appetite::Appetite>,
    initiative: Option<initiative::Initiative>,
    meeting: Option<meeting::Meeting>,
    once: once::Once,
}

/// The room of the programme.
pub struct Programme;

impl Decider for Programme {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(
        state: &State,
        command: Command,
        moment: &Moment,
    ) -> kernel::Decision<Event, Refusal> {
        match command {
            Command::Publish(new) => policy::publish(state.policy.as_ref(), new, moment),
            Command::KeepText(_) | Command::Retire { .. } | Command::NoticeReview { .. } => {
                match &state.policy {
                    Some(policy) => policy::go_on(policy, command, moment),
                    None => refuse(Refusal::UnknownPolicy),
                }
            }
            Command::Attest { .. } | Command::NoticeAttestation { .. } => {
                attestation::go_on(&state.attestation, command, moment)
            }
            Command::SetAppetite { statements, approved_by } => {
                let new = appetite::Appetite { statements, approved_by };
                appetite::set(state.appetite.as_ref(), new, moment)
            }
            Command::Fund(new) => initiative::fund(state.initiative.as_ref(), new),
            Command::Spend { .. }
            | Command::RecordOutcome { .. }
            | Command::ReassignInitiative { .. }
            | Command::CloseInitiative { .. } => match &state.initiative {
                Some(initiative) => initiative::go_on(initiative, command, moment),
                None => refuse(Refusal::UnknownInitiative),
            },
            Command::Hold(new) => meeting::hold(state.meeting.as_ref(), new, moment),
            Command::FollowUp { .. }
            | Command::ReassignDecision { .. }
            | Command::NoticeDecision { .. } => match &state.meeting {
                Some(meeting) => meeting::go_on(meeting, command, moment),
                None => refuse(Refusal::UnknownMeeting),
            },
            Command::CompleteExercise(_)
            | Command::CloseSurvey { .. }
            | Command::Receive { .. }
            | Command::Settle { .. } => once::record_once(&state.once, command, moment),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        policy::evolve(&mut state.policy, event, by.now);
        attestation::evolve(&mut state.attestation, event);
        appetite::evolve(&mut state.appetite, event);
        initiative::evolve(&mut state.initiative, event);
        meeting::evolve(&mut state.meeting, event);
        once::evolve(&mut state.once, event, by);
        state
    }

    fn system(state: &State) -> Option<Subject> {
        let of_meeting = state.meeting.as_ref().and_then(|meeting| meeting.minutes.system.clone());
        of_meeting.or_else(|| state.once.system().cloned())
    }
}

/// Refuses a subject of another kind than the field is for.
fn is_of(
    field: &'static str,
    subject: Option<&Subject>,
    kind: Kind,
    expected: &'static str,
) -> Result<(), Refusal> {
    match subject {
        Some(other) if other.kind() != kind => {
            Err(Refusal::WrongKind { field, subject: other.clone(), expected })
        }
        Some(_) | None => Ok(()),
    }
}
