//! The rules for one piece of evidence.

use std::collections::BTreeSet;

use kernel::{
    Decider, Decision, Digest, Kind, Moment, Personal, Subject, nothing_new, record, refuse,
};

use super::{Command, Event, File, Refusal, Report, judge, media};
use crate::about::is_exact;

/// What decisions about a piece of evidence depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    attached: Option<Attached>,
    withdrawn: bool,
    files: BTreeSet<Digest>,
}

#[derive(Clone, Debug, PartialEq)]
struct Attached {
    identity: Identity,
    system: Option<Subject>,
}

/// Which report it is. Limits may have changed meanwhile; the report is still the same.
type Identity = (Subject, kernel::Name, Digest);

/// The room of evidence.
pub struct Evaluations;

impl Decider for Evaluations {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, _: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Attach(report) => attach(state, report),
            Command::Withdraw { reason } => withdraw(state, reason),
            Command::KeepFile(file) => keep_file(state, file),
        }
    }

    fn evolve(mut state: State, event: &Event, _: &Moment) -> State {
        match event {
            Event::Attached { subject, kind, digest, system, .. } => {
                let identity = (subject.clone(), kind.clone(), digest.clone());
                state.attached = Some(Attached { identity, system: system.clone() });
            }
            Event::Withdrawn { .. } => state.withdrawn = true,
            Event::FileKept { digest, .. } => {
                state.files.insert(digest.clone());
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        state.attached.as_ref().and_then(|attached| attached.system.clone())
    }
}

fn attach(state: &State, report: Report) -> Decision<Event, Refusal> {
    if state.withdrawn {
        return refuse(Refusal::Withdrawn);
    }
    if let Some(known) = &state.attached {
        let identity = (report.subject, report.evidence_type, report.digest);
        let is_same = known.identity == identity;
        return if is_same { nothing_new() } else { refuse(Refusal::AlreadyAttached) };
    }
    let has_versions = matches!(report.subject.kind(), Kind::Dataset | Kind::Model | Kind::Prompt);
    if has_versions && report.subject.version().is_none() {
        return refuse(Refusal::SubjectWithoutVersion(report.subject));
    }
    if let Some(dataset) = report.dataset.iter().find(|data| !is_exact(data, &[Kind::Dataset])) {
        return refuse(Refusal::DatasetWithoutVersion(dataset.clone()));
    }
    let outcome = judge(&report.metrics, &report.flags, &report.thresholds);
    record(Event::Attached {
        subject: report.subject,
        system: report.system,
        kind: report.evidence_type,
        tool: report.tool,
        digest: report.digest,
        metrics: report.metrics,
        flags: report.flags,
        details: report.details,
        dataset: report.dataset,
        thresholds: report.thresholds,
        outcome,
        speaks_to: report.speaks_to,
        fresh_days: report.fresh_days,
    })
}

fn withdraw(state: &State, reason: Personal) -> Decision<Event, Refusal> {
    if state.attached.is_none() {
        return refuse(Refusal::Unknown);
    }
    if state.withdrawn {
        return nothing_new();
    }
    record(Event::Withdrawn { reason })
}

fn keep_file(state: &State, file: File) -> Decision<Event, Refusal> {
    if state.attached.is_none() {
        return refuse(Refusal::Unknown);
    }
    if state.files.contains(&file.digest) {
        return nothing_new();
    }
    if state.withdrawn {
        return refuse(Refusal::Withdrawn);
    }
    if !media::is_kept(file.media_type.as_str()) {
        return refuse(Refusal::TypeNotKept(file.media_type));
    }
    if file.bytes == 0 {
        return refuse(Refusal::EmptyFile);
    }
    let File { digest, media_type, bytes, name } = file;
    record(Event::FileKept { digest, media_type, bytes, name })
}
