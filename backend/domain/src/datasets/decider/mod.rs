//! The rules for one source, one batch or one dataset. Each stream holds one sort only.

mod access;
mod batch;
mod dataset;
mod privacy;
mod quarantine;
mod source;
mod version;

use kernel::{Decider, Decision, Moment, Subject, refuse};

use super::{Command, Event, Refusal};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    source: Option<source::Source>,
    batch: Option<batch::Batch>,
    dataset: Option<dataset::Dataset>,
}

/// The room of data.
pub struct Datasets;

impl Decider for Datasets {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::RegisterSource { .. }
            | Command::ChangeSourceProfile { .. }
            | Command::ChangeSourceAccess { .. } => source::decide(state.source.as_ref(), command),
            Command::ReceiveBatch(arrival) => batch::receive(state.batch.as_ref(), arrival),
            Command::MarkBatch { verdict, records, reason } => {
                let Some(known) = &state.batch else {
                    return refuse(Refusal::UnknownBatch);
                };
                batch::mark(known, batch::Finding { verdict, records }, reason, moment)
            }
            Command::Register { .. } => dataset::register(state.dataset.as_ref(), command),
            Command::Reassign { .. }
            | Command::RegisterVersion(_)
            | Command::PromoteVersion { .. }
            | Command::RetireVersion { .. }
            | Command::RejectVersion { .. }
            | Command::GrantAccess { .. }
            | Command::RevokeAccess { .. }
            | Command::ReviewAccess { .. }
            | Command::CompleteReview(_)
            | Command::NoticeAccessReview { .. }
            | Command::DeclareTechnique(_)
            | Command::WithdrawTechnique { .. }
            | Command::SetPrivacyBudget { .. }
            | Command::Quarantine { .. }
            | Command::RequestLift { .. }
            | Command::Lift { .. } => {
                let Some(known) = &state.dataset else {
                    return refuse(Refusal::Unknown);
                };
                dataset::decide(known, command, moment)
            }
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::SourceRegistered { .. }
            | Event::SourceProfileChanged { .. }
            | Event::SourceAccessChanged { .. } => source::evolve(&mut state.source, event),
            Event::BatchReceived { .. } | Event::BatchMarked { .. } => {
                batch::evolve(&mut state.batch, event, by);
            }
            Event::Registered { .. }
            | Event::Reassigned { .. }
            | Event::VersionRegistered { .. }
            | Event::VersionPromoted { .. }
            | Event::VersionRetired { .. }
            | Event::VersionRejected { .. }
            | Event::AccessGranted { .. }
            | Event::AccessRevoked { .. }
            | Event::AccessReviewed { .. }
            | Event::AccessReviewDueNoticed { .. }
            | Event::PrivacyTechniqueDeclared { .. }
            | Event::PrivacyTechniqueWithdrawn { .. }
            | Event::PrivacyBudgetSet { .. }
            | Event::Quarantined { .. }
            | Event::QuarantineLiftRequested { .. }
            | Event::QuarantineLifted { .. } => dataset::evolve(&mut state.dataset, event, by),
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        let of_source = state.source.as_ref().and_then(source::Source::system);
        let of_batch = || state.batch.as_ref().and_then(batch::Batch::system);
        let of_dataset = || state.dataset.as_ref().and_then(dataset::Dataset::system);
        of_source.or_else(of_batch).or_else(of_dataset)
    }
}
