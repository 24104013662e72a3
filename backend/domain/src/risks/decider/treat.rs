//! What is done about a risk, by whom.

use kernel::{
    Decision, Kind, Micros, Moment, Name, Note, Personal, Subject, nothing_new, record, refuse,
};

use super::{Event, Plan, Refusal, State, Task, Treatment};

pub(super) fn plan(
    state: &State,
    (treatment, description, due): (Treatment, Note, Option<Micros>),
) -> Decision<Event, Refusal> {
    let is_known = |known: &Plan| {
        (known.treatment, &known.description, known.due) == (treatment, &description, due)
    };
    if state.plan.as_ref().is_some_and(is_known) {
        return nothing_new();
    }
    record(Event::TreatmentPlanned { treatment, description, due })
}

pub(super) fn add(state: &State, new: Task) -> Decision<Event, Refusal> {
    if let Some((known, _)) = state.tasks.get(&new.task) {
        return if *known == new { nothing_new() } else { refuse(Refusal::TaskExists(new.task)) };
    }
    if new.owner.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(new.owner));
    }
    if let Some(other) = new.controls.iter().find(|control| control.kind() != Kind::Control) {
        let (field, expected) = ("controls", "a control");
        return refuse(Refusal::WrongKind { field, subject: other.clone(), expected });
    }
    let Task { task, title, owner, due, controls } = new;
    record(Event::TaskAdded { task, title, owner, due, controls })
}

pub(super) fn reassign(state: &State, task: Name, owner: Subject) -> Decision<Event, Refusal> {
    let Some((known, is_done)) = state.tasks.get(&task) else {
        return refuse(Refusal::NoSuchTask(task));
    };
    if *state.given.get(&task).unwrap_or(&known.owner) == owner {
        return nothing_new();
    }
    if owner.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(owner));
    }
    if *is_done {
        return refuse(Refusal::TaskDone(task));
    }
    record(Event::TaskReassigned { task, owner })
}

pub(super) fn complete(state: &State, task: Name, note: Personal) -> Decision<Event, Refusal> {
    match state.tasks.get(&task) {
        None => refuse(Refusal::NoSuchTask(task)),
        Some((_, true)) => nothing_new(),
        Some((_, false)) => record(Event::TaskDone { task, note }),
    }
}

pub(super) fn assign(state: &State, owner: Subject) -> Decision<Event, Refusal> {
    if state.owner.as_ref() == Some(&owner) {
        return nothing_new();
    }
    if owner.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(owner));
    }
    record(Event::OwnerAssigned { owner })
}

pub(super) fn evolve(state: &mut State, event: &Event, by: &Moment) {
    if let Event::TreatmentPlanned { treatment, description, due } = event {
        state.plan = Some(Plan {
            treatment: *treatment,
            description: description.clone(),
            due: *due,
            by: by.actor.clone(),
        });
    }
    if let Event::TaskAdded { task, title, owner, due, controls } = event {
        let new = Task {
            task: task.clone(),
            title: title.clone(),
            owner: owner.clone(),
            due: *due,
            controls: controls.clone(),
        };
        state.tasks.insert(task.clone(), (new, false));
    }
    if let Event::TaskReassigned { task, owner } = event {
        state.given.insert(task.clone(), owner.clone());
    }
    if let Event::TaskDone { task, .. } = event
        && let Some((_, is_done)) = state.tasks.get_mut(task)
    {
        *is_done = true;
    }
    if let Event::OwnerAssigned { owner } = event {
        state.owner = Some(owner.clone());
    }
}
