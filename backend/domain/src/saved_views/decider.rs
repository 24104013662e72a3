//! The rules for one saved view.

use kernel::{Decider, Decision, Kind, Moment, Subject, nothing_new, record, refuse};

use super::{Command, Event, List, Refusal};

/// What decisions about a saved view depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    saved: Option<Saved>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Saved {
    owner: Subject,
    list: List,
    with: Option<Subject>,
    is_removed: bool,
}

/// The room of saved views.
pub struct SavedViews;

impl Decider for SavedViews {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Save { list, name, query, with } => {
                if let Some(saved) = &state.saved {
                    let is_same = saved.owner == moment.actor
                        && !saved.is_removed
                        && (saved.list, &saved.with) == (list, &with);
                    return if is_same { nothing_new() } else { refuse(Refusal::AlreadySaved) };
                }
                if let Some(nobody) = with.as_ref().filter(|with| !is_audience(with)) {
                    return refuse(Refusal::NoAudience(nobody.clone()));
                }
                record(Event::Saved { list, name, query, with })
            }
            Command::Rename { name } => match own(state, moment) {
                Some(saved) if !saved.is_removed => record(Event::Renamed { name }),
                Some(_) | None => refuse(Refusal::NotYours),
            },
            Command::Remove => match own(state, moment) {
                Some(saved) if saved.is_removed => nothing_new(),
                Some(_) => record(Event::Removed {}),
                None => refuse(Refusal::NotYours),
            },
        }
    }

    fn evolve(mut state: State, event: &Event, moment: &Moment) -> State {
        match event {
            Event::Saved { list, with, .. } => {
                let (owner, list, with) = (moment.actor.clone(), *list, with.clone());
                state.saved = Some(Saved { owner, list, with, is_removed: false });
            }
            Event::Renamed { .. } => {}
            Event::Removed {} => {
                if let Some(saved) = &mut state.saved {
                    saved.is_removed = true;
                }
            }
        }
        state
    }

    /// A view belongs to a person, not to a system.
    fn system(_: &State) -> Option<Subject> {
        None
    }
}

fn is_audience(with: &Subject) -> bool {
    matches!(with.kind(), Kind::Team | Kind::Organisation)
}

/// The view, when it is the actor's.
fn own<'a>(state: &'a State, moment: &Moment) -> Option<&'a Saved> {
    state.saved.as_ref().filter(|saved| saved.owner == moment.actor)
}
