//! The rules for one model or one prompt.

mod version;

use std::collections::BTreeMap;

use kernel::{
    Decider, Decision, Digest, Kind, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::{Command, Event, Refusal};
use crate::about::{is_exact, is_version};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    model: Option<Model>,
    prompt: Prompt,
}

#[derive(Clone, Debug, PartialEq)]
struct Model {
    name: Name,
    system: Option<Subject>,
    versions: BTreeMap<Name, version::Version>,
    /// The last provider change: from, to, days of notice.
    provider_change: Option<(Subject, Subject, u64)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Prompt {
    system: Option<Subject>,
    versions: BTreeMap<Name, Wording>,
}

/// What is known of the words of a prompt version.
#[derive(Clone, Debug, PartialEq)]
struct Wording {
    digest: Digest,
    /// Whether they were ever given: what was erased stays erased.
    is_given: bool,
}

/// The room of models and prompts.
pub struct Models;

impl Decider for Models {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Register { name, system } => register(state, name, system),
            Command::RegisterPromptVersion { version, digest, system, note, text } => {
                prompt(&state.prompt, (version, digest), system, (note, text))
            }
            Command::RegisterVersion(_)
            | Command::PromoteVersion { .. }
            | Command::RejectVersion { .. }
            | Command::RetireVersion { .. }
            | Command::QuarantineVersion { .. }
            | Command::ReleaseVersion { .. }
            | Command::ChangeProvider { .. } => {
                let Some(model) = &state.model else {
                    return refuse(Refusal::Unknown);
                };
                decide_for(model, command, moment)
            }
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::Registered { name, system } => {
                state.model = Some(Model {
                    name: name.clone(),
                    system: system.clone(),
                    versions: BTreeMap::new(),
                    provider_change: None,
                });
            }
            Event::VersionRegistered { .. }
            | Event::VersionPromoted { .. }
            | Event::VersionRejected { .. }
            | Event::VersionRetired { .. }
            | Event::VersionQuarantined { .. }
            | Event::VersionReleased { .. } => {
                if let Some(model) = &mut state.model {
                    version::evolve(&mut model.versions, event, by);
                }
            }
            Event::ProviderChanged { from, to, notice_days } => {
                if let Some(model) = &mut state.model {
                    model.provider_change = Some((from.clone(), to.clone(), *notice_days));
                }
            }
            Event::PromptVersionRegistered { version, digest, system, text, .. } => {
                let (digest, is_given) = (digest.clone(), !text.is_absent());
                state.prompt.versions.insert(version.clone(), Wording { digest, is_given });
                // A later version without a system still belongs to the one named before.
                state.prompt.system = system.clone().or(state.prompt.system);
            }
            Event::PromptTextGiven { version, .. } => {
                if let Some(known) = state.prompt.versions.get_mut(version) {
                    known.is_given = true;
                }
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        let of_model = state.model.as_ref().and_then(|model| model.system.clone());
        of_model.or_else(|| state.prompt.system.clone())
    }
}

fn register(state: &State, name: Name, system: Option<Subject>) -> Decision<Event, Refusal> {
    let Some(known) = &state.model else {
        return record(Event::Registered { name, system });
    };
    let is_same = (&known.name, &known.system) == (&name, &system);
    if is_same { nothing_new() } else { refuse(Refusal::AlreadyRegistered) }
}

fn prompt(
    prompt: &Prompt,
    (version, digest): (Name, Digest),
    system: Option<Subject>,
    (note, text): (Personal, Personal),
) -> Decision<Event, Refusal> {
    if let Some(known) = prompt.versions.get(&version) {
        if known.digest != digest {
            return refuse(Refusal::AnotherPromptDigest(version));
        }
        if known.is_given || text.is_absent() {
            return nothing_new();
        }
        return record(Event::PromptTextGiven { version, digest, note, text });
    }
    if !prompt.versions.is_empty() && system.is_some() && system != prompt.system {
        return refuse(Refusal::AnotherPromptSystem);
    }
    if !is_version(&version) {
        return refuse(Refusal::BadVersion(version));
    }
    record(Event::PromptVersionRegistered { version, digest, system, note, text })
}

fn decide_for(model: &Model, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    let versions = &model.versions;
    match command {
        Command::RegisterVersion(new) => version::register(versions, new),
        Command::PromoteVersion { version, reason } => version::promote(versions, version, reason),
        Command::RejectVersion { version, reason } => version::reject(versions, version, reason),
        Command::RetireVersion { version, reason } => version::retire(versions, version, reason),
        Command::QuarantineVersion { version, reason, incident } => {
            version::quarantine(versions, version, reason, incident)
        }
        Command::ReleaseVersion { version, reason } => {
            version::release(versions, version, reason, moment)
        }
        Command::ChangeProvider { from, to, notice_days } => {
            change_provider(model, from, to, notice_days)
        }
        Command::Register { .. } | Command::RegisterPromptVersion { .. } => nothing_new(),
    }
}

fn change_provider(
    model: &Model,
    from: Subject,
    to: Subject,
    notice_days: u64,
) -> Decision<Event, Refusal> {
    let wrong = |field, subject: &Subject| Refusal::WrongKind {
        field,
        subject: subject.clone(),
        expected: "an exact model version",
    };
    if !is_exact(&from, &[Kind::Model]) {
        return refuse(wrong("from", &from));
    }
    if !is_exact(&to, &[Kind::Model]) {
        return refuse(wrong("to", &to));
    }
    if from == to {
        return refuse(Refusal::NoChange(to));
    }
    let change = (from, to, notice_days);
    if model.provider_change.as_ref() == Some(&change) {
        return nothing_new();
    }
    let (from, to, notice_days) = change;
    record(Event::ProviderChanged { from, to, notice_days })
}
