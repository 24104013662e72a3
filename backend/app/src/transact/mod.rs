//! From a permit to a receipt: read the stream, fold, decide, append under a condition.
//!
//! # Invariants
//! - Nothing is appended without a permit. (`without_a_permit_nothing_is_recorded`)
//! - What was decided on still holds when it is recorded: every stream read is a condition.
//!   (`of_many_at_once_one_records_and_the_others_find_nothing_new`)
//! - So is what a check found out elsewhere: what was recorded about it since then makes the command
//!   decide anew. (`who_leaves_in_the_same_moment_is_given_nothing`,
//!   `evidence_withdrawn_in_the_same_moment_promotes_nothing`,
//!   `a_test_that_fails_in_the_same_moment_is_not_accepted_away`)
//! - What is done to a system takes a role for that system. (`a_role_for_a_system_counts_for_the_system_itself`)
//! - A fact stands on a stream of its own kind: nobody takes a thing over by another's command.
//!   (`a_stream_takes_only_facts_of_its_kind`)
//! - Every subject a fact names exists, and the caller may see it.
//!   (`an_unknown_subject_is_refused_with_its_field`)

mod subjects;

use std::collections::BTreeMap;

use domain::{
    Event,
    authority::{Act, Caller, Permit, Place},
};
use kernel::{Decider, Kind, Micros, Moment, Subject, Wire, decode, encode};
use ledger::Hash;
use serde::Serialize;
use store::{Append, Condition, NewEvent, NewPart};

use crate::{App, AppError, Fact, Refused, recorded};

/// How often a decision is made anew when others were quicker.
pub(crate) const TRIES: usize = 8;
/// How long a command waits for the views to show what it recorded.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// Where a command comes from and what it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// Who counts the command ids: a token, a session, a file.
    pub source: String,
    /// The command's id: the same id with the same request records nothing twice.
    pub command: String,
    /// The event it follows from.
    pub cause: Option<String>,
    /// What it belongs together with, such as an incident.
    pub corr: Option<String>,
    /// Set when it is part of a historic import.
    pub import: Option<Import>,
}

/// What a historic import claims.
#[derive(Clone, Debug)]
pub struct Import {
    /// When it happened, as the source claims.
    pub occurred: Micros,
    /// Who did it, as the source claims.
    pub claimed: Subject,
}

/// What a person keeps of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Position of the last event recorded.
    pub position: u64,
    /// Its leaf hash.
    pub leaf_hash: Hash,
    /// When it was recorded.
    pub recorded: Micros,
    /// Whether the command had been recorded before.
    pub duplicate: bool,
    /// Positions of all its events.
    pub positions: Vec<u64>,
}

/// The answer to a command: a receipt, or nothing because nothing was new.
pub type Outcome = Option<Receipt>;

/// Facts decided on, not yet recorded.
pub struct Draft<'a> {
    app: &'a App,
    moment: Moment,
    versions: BTreeMap<Subject, u64>,
    unless: Vec<Condition>,
    staged: Vec<Staged>,
}

struct Staged {
    stream: Subject,
    wire: Wire,
    about: Vec<Subject>,
    system: Option<Subject>,
    introduces: Vec<Subject>,
}

impl App {
    /// Does one command on one stream, on the caller's behalf.
    pub async fn command<D>(
        &self,
        caller: &Caller,
        meta: &Meta,
        (act, stream): (Act, &Subject),
        command: D::Command,
    ) -> Result<Outcome, AppError>
    where
        D: Decider,
        D::Command: Clone + Serialize + Sync,
    {
        self.command_at::<D>(caller, meta, (act, stream, None), command).await
    }

    /// The same, where the permission is that of another place than the stream's own: people belong
    /// to no system, yet a team's roles say who may ask its members.
    pub(crate) async fn command_at<D>(
        &self,
        caller: &Caller,
        meta: &Meta,
        (act, stream, elsewhere): (Act, &Subject, Option<&Place>),
        command: D::Command,
    ) -> Result<Outcome, AppError>
    where
        D: Decider,
        D::Command: Clone + Serialize + Sync,
    {
        let request = request_bytes(&(act.as_str(), stream, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let place = draft.decide::<D>(Some(caller), stream, command.clone()).await?;
            let permit = caller.permit(act, elsewhere.unwrap_or(&place))?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// Starts a draft at the moment of the command.
    pub fn draft(&self, caller: &Caller, meta: &Meta) -> Draft<'_> {
        self.draft_of(caller.person.clone(), meta)
    }

    /// Starts a draft of somebody who holds no role: of the product itself.
    pub(crate) fn draft_of(&self, actor: Subject, meta: &Meta) -> Draft<'_> {
        let moment = match &meta.import {
            Some(import) => Moment { now: import.occurred, actor: import.claimed.clone() },
            None => Moment { now: self.now(), actor },
        };
        let (versions, unless, staged) = (BTreeMap::new(), Vec::new(), Vec::new());
        Draft { app: self, moment, versions, unless, staged }
    }

    /// The receipt of a command that was recorded before.
    pub async fn done_before(&self, meta: &Meta, request: &[u8]) -> Result<Outcome, AppError> {
        let found = self.store.command(&meta.source, &meta.command, request).await?;
        Ok(found.and_then(|appended| receipt(&appended)))
    }
}

/// The system whose roles say what may be done to a stream: a system's own stream belongs to itself.
fn home(stream: &Subject, system: Option<Subject>) -> Option<Subject> {
    system.or_else(|| (stream.kind() == Kind::System).then(|| stream.clone()))
}

/// The bytes that tell one request from another.
pub fn request_bytes(request: &impl Serialize) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(request).map_err(AppError::internal)
}

fn receipt(appended: &store::Appended) -> Outcome {
    let (position, leaf_hash) = (appended.positions.last()?, appended.leaf_hashes.last()?);
    Some(Receipt {
        position: *position,
        leaf_hash: *leaf_hash,
        recorded: Micros(appended.recorded),
        duplicate: appended.duplicate,
        positions: appended.positions.clone(),
    })
}

impl Draft<'_> {
    /// The moment decisions are made at.
    pub fn moment(&self) -> &Moment {
        &self.moment
    }

    /// How many facts are staged.
    pub(crate) fn len(&self) -> usize {
        self.staged.len()
    }

    /// Whether there is nothing to record.
    pub fn is_empty(&self) -> bool {
        self.staged.is_empty()
    }

    /// Decides one command on a stream and stages its facts. Answers where the stream belongs.
    ///
    /// A stream that `reader` may not see is decided on as if it did not exist.
    pub async fn decide<D: Decider>(
        &mut self,
        reader: Option<&Caller>,
        stream: &Subject,
        command: D::Command,
    ) -> Result<Place, AppError> {
        let state = self.fold::<D>(stream).await?;
        let place = self.app.place(home(stream, D::system(&state))).await?;
        // What is not there yet cannot be hidden.
        let is_there = self.versions.get(stream).is_some_and(|version| *version > 0);
        let is_hidden = is_there && reader.is_some_and(|caller| !caller.sees(&place));
        let known = if is_hidden { D::State::default() } else { state };
        let refused = |refusal: &D::Refusal| AppError::Refused(Refused::from(refusal));
        let facts = D::decide(&known, command, &self.moment).map_err(|no| refused(&no))?;
        if is_hidden {
            return Err(AppError::Denied);
        }
        let after = facts.iter().fold(known, |state, fact| D::evolve(state, fact, &self.moment));
        let system = D::system(&after);
        for fact in &facts {
            self.stage(stream, fact, system.as_ref())?;
        }
        self.app.place(home(stream, system)).await
    }

    /// Reads another stream that a decision depends on: what is recorded holds only while that
    /// stream is unchanged.
    pub async fn read(&mut self, stream: &Subject) -> Result<Vec<Fact>, AppError> {
        let stored = self.app.store.read_stream(&stream.to_string(), u64::MAX).await?;
        let version = u64::try_from(stored.len()).map_err(AppError::internal)?;
        self.versions.entry(stream.clone()).or_insert(version);
        Ok(stored.iter().map(recorded).collect::<Result<_, _>>()?)
    }

    /// Makes what a check found out a condition: nothing of some types is recorded about any of some
    /// subjects from a position on. The position is taken before the check reads. No type means every
    /// type.
    pub(crate) fn unless(
        &mut self,
        subjects: impl IntoIterator<Item = Subject>,
        kinds: &[&str],
        after: u64,
    ) {
        let subjects: Vec<String> = subjects.into_iter().map(|one| one.to_string()).collect();
        if !subjects.is_empty() {
            let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            self.unless.push(Condition::NoneAbout { subjects, kinds, after });
        }
    }

    /// The state of a stream that a decision depends on, with what is staged on it. That what is
    /// recorded of it is unchanged becomes a condition.
    pub(crate) async fn fold<D: Decider>(
        &mut self,
        stream: &Subject,
    ) -> Result<D::State, AppError> {
        let stored = self.app.store.read_stream(&stream.to_string(), u64::MAX).await?;
        let version = u64::try_from(stored.len()).map_err(AppError::internal)?;
        self.versions.entry(stream.clone()).or_insert(version);
        let mut state = D::State::default();
        for event in &stored {
            let leaf = &event.leaf;
            let sealed: Vec<(u64, &str)> =
                leaf.parts.iter().map(|part| (event.pos, part.n.as_str())).collect();
            let fact: D::Event = decode(&leaf.kind, leaf.tver, leaf.data.clone(), &sealed)?;
            state = D::evolve(state, &fact, &moment_of(event)?);
        }
        for staged in self.staged.iter().filter(|staged| &staged.stream == stream) {
            let wire = &staged.wire;
            let fact: D::Event = decode(&wire.kind, wire.version, wire.data.clone(), &[])?;
            state = D::evolve(state, &fact, &self.moment);
        }
        Ok(state)
    }

    fn stage<E: kernel::Fact>(
        &mut self,
        stream: &Subject,
        fact: &E,
        system: Option<&Subject>,
    ) -> Result<(), AppError> {
        let wire = encode(fact)?;
        check_stream(&wire.kind, stream)?;
        let event = Event::decode(&wire.kind, wire.version, wire.data.clone(), &[])?;
        let mut about = fact.about(stream);
        about.extend(system.cloned());
        self.staged.push(Staged {
            stream: stream.clone(),
            introduces: domain::introduces(&event, stream),
            wire,
            about,
            system: system.cloned(),
        });
        Ok(())
    }

    /// Records everything staged as one append, or nothing, and waits until the views show it.
    pub async fn commit(
        self,
        permit: &Permit,
        meta: &Meta,
        request: Vec<u8>,
    ) -> Result<Outcome, AppError> {
        let app = self.app;
        let outcome = self.commit_quietly(permit, meta, request).await?;
        if let Some(receipt) = &outcome {
            app.store.wait_for_views(receipt.position.saturating_add(1), PATIENCE).await;
        }
        Ok(outcome)
    }

    /// Records everything staged as one append, or nothing, without waiting for the views.
    pub async fn commit_quietly(
        self,
        permit: &Permit,
        meta: &Meta,
        request: Vec<u8>,
    ) -> Result<Outcome, AppError> {
        if self.staged.is_empty() {
            return Ok(None);
        }
        let occurred = meta.import.as_ref().map(|import| import.occurred.0);
        let conditions = self.versions.iter().map(|(stream, version)| Condition::Stream {
            stream: stream.to_string(),
            version: *version,
        });
        let conditions = conditions.chain(self.unless);
        let append = Append {
            source: meta.source.clone(),
            command: meta.command.clone(),
            request,
            actor: permit.actor().to_string(),
            claimed_actor: meta.import.as_ref().map(|import| import.claimed.to_string()),
            ground: permit.ground().to_owned(),
            cause: meta.cause.clone(),
            corr: meta.corr.clone(),
            imported: meta.import.is_some(),
            conditions: conditions.collect(),
            events: self.staged.into_iter().map(|staged| new_event(staged, occurred)).collect(),
        };
        Ok(receipt(&self.app.store.append(append).await?))
    }
}

fn new_event(staged: Staged, occurred: Option<i64>) -> NewEvent {
    let about = staged.about.iter().chain(staged.system.iter()).map(ToString::to_string);
    NewEvent {
        stream: staged.stream.to_string(),
        kind: staged.wire.kind,
        tver: staged.wire.version,
        data: staged.wire.data,
        parts: staged
            .wire
            .parts
            .into_iter()
            .map(|part| NewPart {
                pointer: part.pointer,
                key: part.of.to_string(),
                text: part.text,
            })
            .collect(),
        about: about.collect(),
        occurred,
    }
}

fn moment_of(stored: &store::Stored) -> Result<Moment, AppError> {
    let leaf = &stored.leaf;
    let actor = leaf.claimed_actor.as_ref().unwrap_or(&leaf.actor);
    Ok(Moment { now: Micros(stored.timeline), actor: actor.parse().map_err(AppError::internal)? })
}

/// Refuses a fact on a stream of another kind than its own. Every room, door and import comes by here.
fn check_stream(kind: &str, stream: &Subject) -> Result<(), AppError> {
    let kinds = domain::stream_kinds(kind);
    if kinds.contains(&stream.kind()) {
        return Ok(());
    }
    let expected = kinds.first().map_or("nothing", |kind| kind.as_str());
    let sentence = format!(
        "{stream} cannot stand here: '{kind}' is recorded of another kind of thing; write it like \
         {expected}:NAME"
    );
    Err(AppError::refused("stream.wrong_kind", sentence, Some(expected)))
}
