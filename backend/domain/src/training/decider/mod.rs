//! The rules for one environment or one run.

mod privacy;

use kernel::{
    Decider, Decision, Kind, Micros, Moment, Name, Note, Personal, Subject, nothing_new, record,
    refuse,
};

use super::{Command, Event, Refusal, RunAction, Spending, Start};
use crate::about::first_inexact;

/// What goes in and comes out of runs.
const INPUTS: [Kind; 3] = [Kind::Dataset, Kind::Model, Kind::Prompt];

/// What decisions about an environment or a run depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    environment: Option<Environment>,
    run: Option<Run>,
}

#[derive(Clone, Debug, PartialEq)]
struct Environment {
    registration: (Name, Note, Option<Subject>),
    attestation: Option<Attestation>,
    /// The end of an attestation about which somebody was told last.
    noticed: Option<Micros>,
}

#[derive(Clone, Debug, PartialEq)]
struct Attestation {
    isolation: Note,
    encryption: Note,
    least_privilege: bool,
    until: Micros,
}

#[derive(Clone, Debug, PartialEq)]
struct Run {
    start: Start,
    end: Option<End>,
    spent: privacy::Spent,
}

#[derive(Clone, Debug, PartialEq)]
enum End {
    Completed { outputs: Vec<Subject>, minutes: u64 },
    Failed,
    Stopped,
}

/// The room of environments and runs.
pub struct Training;

impl Decider for Training {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::RegisterEnvironment { name, isolation, system } => {
                register(state, name, isolation, system)
            }
            Command::Attest { isolation, encryption, least_privilege, until } => {
                attest(state, Attestation { isolation, encryption, least_privilege, until }, moment)
            }
            Command::NoticeLapse { due, told } => lapse(state, due, told, moment),
            Command::Start(new) => start(state, new),
            Command::LogAction { action, on, note } => log(state, action, on, note),
            Command::Complete { outputs, minutes } => complete(state, outputs, minutes),
            Command::Fail { reason } => end(state, &End::Failed, Event::Failed { reason }),
            Command::Stop { reason } => end(state, &End::Stopped, Event::Stopped { reason }),
            Command::SpendPrivacy(new) => {
                state.run.as_ref().map_or_else(unknown, |run| privacy::spend(run, new))
            }
            Command::CorrectPrivacySpending {
                dataset,
                mechanism,
                epsilon,
                delta,
                evidence,
                reason,
            } => {
                let new = Spending { dataset, mechanism, epsilon, delta, evidence };
                state.run.as_ref().map_or_else(unknown, |run| privacy::correct(run, new, reason))
            }
        }
    }

    fn evolve(mut state: State, event: &Event, _: &Moment) -> State {
        let mut ended = |end: End| {
            if let Some(run) = &mut state.run {
                run.end = Some(end);
            }
        };
        match event {
            Event::EnvironmentRegistered { name, isolation, system } => {
                let registration = (name.clone(), isolation.clone(), system.clone());
                state.environment =
                    Some(Environment { registration, attestation: None, noticed: None });
            }
            Event::EnvironmentAttested { isolation, encryption, least_privilege, until } => {
                if let Some(environment) = &mut state.environment {
                    environment.attestation = Some(Attestation {
                        isolation: isolation.clone(),
                        encryption: encryption.clone(),
                        least_privilege: *least_privilege,
                        until: *until,
                    });
                }
            }
            Event::AttestationLapseNoticed { due, .. } => {
                if let Some(environment) = &mut state.environment {
                    environment.noticed = Some(*due);
                }
            }
            Event::Started { .. } => {
                let spent = privacy::Spent::default();
                state.run = started(event).map(|start| Run { start, end: None, spent });
            }
            Event::ActionLogged { .. } => {}
            Event::Completed { outputs, minutes } => {
                ended(End::Completed { outputs: outputs.clone(), minutes: *minutes });
            }
            Event::Failed { .. } => ended(End::Failed),
            Event::Stopped { .. } => ended(End::Stopped),
            Event::PrivacySpent { .. } | Event::PrivacySpendingCorrected { .. } => {
                if let Some(run) = &mut state.run {
                    privacy::evolve(&mut run.spent, event);
                }
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        let of_run = state.run.as_ref().and_then(|run| run.start.system.clone());
        let of_environment = || state.environment.as_ref()?.registration.2.clone();
        of_run.or_else(of_environment)
    }
}

fn unknown() -> Decision<Event, Refusal> {
    refuse(Refusal::UnknownRun)
}

fn register(
    state: &State,
    name: Name,
    isolation: Note,
    system: Option<Subject>,
) -> Decision<Event, Refusal> {
    let Some(known) = &state.environment else {
        return record(Event::EnvironmentRegistered { name, isolation, system });
    };
    let is_same = known.registration == (name, isolation, system);
    if is_same { nothing_new() } else { refuse(Refusal::EnvironmentAlreadyRegistered) }
}

fn attest(state: &State, new: Attestation, moment: &Moment) -> Decision<Event, Refusal> {
    let Some(known) = &state.environment else {
        return refuse(Refusal::UnknownEnvironment);
    };
    if known.attestation.as_ref() == Some(&new) {
        return nothing_new();
    }
    if new.until <= moment.now {
        return refuse(Refusal::AttestationEndsInThePast);
    }
    let Attestation { isolation, encryption, least_privilege, until } = new;
    record(Event::EnvironmentAttested { isolation, encryption, least_privilege, until })
}

fn lapse(
    state: &State,
    due: Micros,
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(known) = &state.environment else {
        return refuse(Refusal::UnknownEnvironment);
    };
    let is_in_force = known.attestation.as_ref().is_some_and(|last| last.until == due);
    if !is_in_force || known.noticed == Some(due) || moment.now < due {
        return nothing_new();
    }
    record(Event::AttestationLapseNoticed { due, told })
}

fn start(state: &State, new: Start) -> Decision<Event, Refusal> {
    if let Some(run) = &state.run {
        let is_same = run.start == new;
        return if is_same { nothing_new() } else { refuse(Refusal::AlreadyStarted) };
    }
    if let Some(input) = first_inexact(&new.inputs, &INPUTS) {
        return refuse(Refusal::InputWithoutVersion(input.clone()));
    }
    if let Some(place) = new.environment.iter().find(|place| place.kind() != Kind::Environment) {
        return refuse(Refusal::NotAnEnvironment(place.clone()));
    }
    record(Event::Started {
        kind: new.kind,
        system: new.system,
        inputs: new.inputs,
        code_commit: new.code_commit,
        environment: new.environment,
        parameters: new.parameters,
        started: new.started,
    })
}

fn started(event: &Event) -> Option<Start> {
    let Event::Started { kind, system, inputs, code_commit, environment, parameters, started } =
        event
    else {
        return None;
    };
    Some(Start {
        kind: *kind,
        system: system.clone(),
        inputs: inputs.clone(),
        code_commit: code_commit.clone(),
        environment: environment.clone(),
        parameters: parameters.clone(),
        started: *started,
    })
}

/// Every action is a fact of its own, also when it is like the one before.
fn log(
    state: &State,
    action: RunAction,
    on: Option<Subject>,
    note: Personal,
) -> Decision<Event, Refusal> {
    let Some(run) = &state.run else {
        return refuse(Refusal::UnknownRun);
    };
    if run.end.is_some() && action != RunAction::Read {
        return refuse(Refusal::HasEnded);
    }
    record(Event::ActionLogged { action, on, note })
}

fn complete(state: &State, outputs: Vec<Subject>, minutes: u64) -> Decision<Event, Refusal> {
    if let Some(output) = first_inexact(&outputs, &INPUTS) {
        return refuse(Refusal::OutputWithoutVersion(output.clone()));
    }
    let ending = End::Completed { outputs: outputs.clone(), minutes };
    end(state, &ending, Event::Completed { outputs, minutes })
}

fn end(state: &State, ending: &End, event: Event) -> Decision<Event, Refusal> {
    let Some(run) = &state.run else {
        return refuse(Refusal::UnknownRun);
    };
    match &run.end {
        None => record(event),
        Some(known) if known == ending => nothing_new(),
        Some(_) => refuse(Refusal::HasEnded),
    }
}
