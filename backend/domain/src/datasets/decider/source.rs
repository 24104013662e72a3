//! Sources: registered once, then only their checks and senders change.

use std::collections::BTreeMap;

use kernel::{Decision, Name, Note, Subject, nothing_new, record, refuse};

use crate::datasets::{Command, Event, Refusal, Sensitivity, Trust};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    name: Name,
    trust: Trust,
    sensitivity: Sensitivity,
    system: Option<Subject>,
    profile: Option<Note>,
    /// The last change, by principal.
    access: BTreeMap<Name, Name>,
}

impl Source {
    pub(super) fn system(&self) -> Option<Subject> {
        self.system.clone()
    }
}

/// Answers the commands about sources; other commands are nothing to a source.
pub(super) fn decide(known: Option<&Source>, command: Command) -> Decision<Event, Refusal> {
    if let Command::RegisterSource { name, trust, sensitivity, system } = command {
        return register(known, Event::SourceRegistered { name, trust, sensitivity, system });
    }
    let Some(source) = known else {
        return refuse(Refusal::UnknownSource);
    };
    if let Command::ChangeSourceProfile { profile, reason } = command {
        if source.profile.as_ref() == Some(&profile) {
            return nothing_new();
        }
        return record(Event::SourceProfileChanged { profile, reason });
    }
    if let Command::ChangeSourceAccess { change, principal } = command {
        if source.access.get(&principal) == Some(&change) {
            return nothing_new();
        }
        return record(Event::SourceAccessChanged { change, principal });
    }
    nothing_new()
}

fn register(known: Option<&Source>, event: Event) -> Decision<Event, Refusal> {
    let Some(source) = known else {
        return record(event);
    };
    let is_same = matches!(&event, Event::SourceRegistered { name, trust, sensitivity, system }
        if (name, *trust, *sensitivity, system)
            == (&source.name, source.trust, source.sensitivity, &source.system));
    if is_same { nothing_new() } else { refuse(Refusal::SourceAlreadyRegistered) }
}

pub(super) fn evolve(known: &mut Option<Source>, event: &Event) {
    if let Event::SourceRegistered { name, trust, sensitivity, system } = event {
        *known = Some(Source {
            name: name.clone(),
            trust: *trust,
            sensitivity: *sensitivity,
            system: system.clone(),
            profile: None,
            access: BTreeMap::new(),
        });
    }
    let Some(source) = known else { return };
    if let Event::SourceProfileChanged { profile, .. } = event {
        source.profile = Some(profile.clone());
    }
    if let Event::SourceAccessChanged { change, principal } = event {
        source.access.insert(principal.clone(), change.clone());
    }
}
