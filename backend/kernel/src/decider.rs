//! How a room decides: pure functions over folded events.

use crate::{Fact, Moment, Subject};

/// Why the answer is no. People read the sentence (`Display`); programs read the code.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// A stable code, `room.reason`.
    fn code(&self) -> &'static str;

    /// The input field the refusal is about, where there is one.
    fn field(&self) -> Option<&'static str> {
        None
    }
}

/// What a decision leads to: facts to record (none when nothing is new), or a refusal.
pub type Decision<E, R> = Result<Vec<E>, R>;

/// A room's rules for one stream.
pub trait Decider {
    /// What is asked for.
    type Command;
    /// What has happened.
    type Event: Fact;
    /// What decisions depend on, folded from events. Starts as `default()`.
    type State: Default;
    /// How the room says no.
    type Refusal: Refusal;

    /// Decides. Asking again for what has already happened records nothing.
    fn decide(
        state: &Self::State,
        command: Self::Command,
        moment: &Moment,
    ) -> Decision<Self::Event, Self::Refusal>;

    /// Takes one fact in. Cannot fail.
    fn evolve(state: Self::State, event: &Self::Event, by: &Moment) -> Self::State;

    /// The AI system the stream belongs to, as its registration says; the app names it in `about`.
    fn system(state: &Self::State) -> Option<Subject>;
}

/// One fact to record.
pub fn record<E, R>(event: E) -> Decision<E, R> {
    Ok(vec![event])
}

/// Several facts to record, in order.
pub fn record_all<E, R>(events: Vec<E>) -> Decision<E, R> {
    Ok(events)
}

/// Everything asked for has already happened.
pub fn nothing_new<E, R>() -> Decision<E, R> {
    Ok(Vec::new())
}

/// The answer is no.
pub fn refuse<E, R>(refusal: R) -> Decision<E, R> {
    Err(refusal)
}
