//! The rules for one review, one finding or one action.

mod action;
mod finding;
mod review;

use kernel::{Decider, Decision, Kind, Moment, Subject, refuse};

use super::{Command, Event, Refusal};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    review: Option<review::Review>,
    finding: Option<finding::Finding>,
    action: Option<action::Action>,
}

/// The room of reviews, findings and actions.
pub struct Reviews;

impl Decider for Reviews {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Open(opening) => review::open(state.review.as_ref(), opening),
            Command::Join(_)
            | Command::Answer { .. }
            | Command::Conclude { .. }
            | Command::NoticeLapse { .. } => match &state.review {
                Some(review) => review::go_on(review, command, moment),
                None => refuse(Refusal::UnknownReview),
            },
            Command::Raise(raising) => finding::raise(state.finding.as_ref(), raising),
            Command::Link { .. }
            | Command::ReassignFinding { .. }
            | Command::CloseFinding { .. } => match &state.finding {
                Some(finding) => finding::go_on(finding, command, moment),
                None => refuse(Refusal::UnknownFinding),
            },
            Command::OpenAction(plan) => action::open(state.action.as_ref(), plan),
            Command::Reassign { .. }
            | Command::ReportDone { .. }
            | Command::CloseAction { .. }
            | Command::NoticeOverdue { .. } => match &state.action {
                Some(action) => action::go_on(action, command, moment),
                None => refuse(Refusal::UnknownAction),
            },
        }
    }

    fn evolve(mut state: State, event: &Event, moment: &Moment) -> State {
        review::evolve(&mut state.review, event, moment.now);
        finding::evolve(&mut state.finding, event);
        action::evolve(&mut state.action, event);
        state
    }

    fn system(state: &State) -> Option<Subject> {
        let of_review = state.review.as_ref().map(|review| review.opening.system.clone());
        let of_finding =
            || state.finding.as_ref().and_then(|finding| finding.raised.system.clone());
        let of_action = || state.action.as_ref().and_then(|action| action.plan.system.clone());
        of_review.or_else(of_finding).or_else(of_action)
    }
}

/// Refuses a subject of another kind than the field is for.
fn is_of(
    field: &'static str,
    subject: Option<&Subject>,
    kinds: &[Kind],
    expected: &'static str,
) -> Result<(), Refusal> {
    match subject {
        Some(other) if !kinds.contains(&other.kind()) => {
            Err(Refusal::WrongKind { field, subject: other.clone(), expected })
        }
        Some(_) | None => Ok(()),
    }
}
