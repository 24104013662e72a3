//! Import: facts reported from outside, one by one, through the same rules as any other client.
//!
//! # Invariants
//! - A type that no room knows is refused by name, never skipped. (`an_unknown_event_type_is_refused_by_name`)
//! - Reporting the same fact again records nothing twice. (`a_rerun_adds_only_what_is_missing`)
//! - Nobody counts commands under a source of the product. (`a_source_of_the_product_is_refused`)
//! - A claim from the future is refused. (`a_claim_from_the_future_is_refused`)

mod cloudevents;
mod table;
#[cfg(test)]
mod tests;

use domain::{
    Room,
    authority::{Act, Caller, Permit},
    awareness, catalogue, controls, datasets, deployments, evaluations, incidents, models, people,
    programme, reviews, risks, systems, training,
};
use kernel::{Kind, Micros, Personal, Subject};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{App, AppError, Import, Meta, Outcome, transact::request_bytes};

pub use cloudevents::{BadLine, Line, parse_line};
pub use table::{Entry, TABLE, entry_of};

/// How far a claimed time may lie ahead of our clock: clocks differ a little.
const TOLERANCE: i64 = 5 * 60 * 1_000_000;

/// A fact reported from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// The event type, without version.
    pub kind: String,
    /// The stream it belongs to.
    pub stream: Subject,
    /// When it happened, as claimed.
    pub at: Micros,
    /// Who did it, as claimed; the reporting caller when absent.
    pub actor: Option<Subject>,
    /// What happened; personal fields are plain text.
    pub data: Value,
}

/// A command of any room.
enum Any {
    Systems(systems::Command),
    Datasets(datasets::Command),
    Training(training::Command),
    Models(models::Command),
    Evaluations(evaluations::Command),
    Deployments(deployments::Command),
    Incidents(incidents::Command),
    Risks(risks::Command),
    People(people::Command),
    Awareness(awareness::Command),
    Catalogue(catalogue::Command),
    Controls(controls::Command),
    Reviews(reviews::Command),
    Programme(programme::Command),
}

impl App {
    /// Records a reported fact with the caller's own rights, now.
    pub async fn report(
        &self,
        caller: &Caller,
        meta: &Meta,
        fact: &Reported,
    ) -> Result<Outcome, AppError> {
        if fact.at.0 > self.now().0.saturating_add(TOLERANCE) {
            let sentence = format!("{} lies in the future; mend the clock of the source", fact.at);
            return Err(AppError::refused("clock.in_the_future", sentence, Some("time")));
        }
        let stream = &fact.stream;
        match command_of(fact, &caller.person)? {
            Any::Systems(command) => self.systems(caller, meta, stream, command).await,
            Any::Datasets(command) => self.datasets(caller, meta, stream, command).await,
            Any::Training(command) => self.training(caller, meta, stream, command).await,
            Any::Models(command) => self.models(caller, meta, stream, command).await,
            Any::Evaluations(command) => self.evaluations(caller, meta, stream, command).await,
            Any::Deployments(command) => self.deployments(caller, meta, stream, command).await,
            Any::Incidents(command) => self.incidents(caller, meta, stream, command).await,
            Any::Risks(command) => self.risks(caller, meta, stream, command).await,
            Any::People(command) => self.people(caller, meta, stream, command).await,
            Any::Awareness(command) => self.awareness(caller, meta, stream, command).await,
            Any::Catalogue(command) => self.catalogue(caller, meta, stream, command).await,
            Any::Controls(command) => self.controls(caller, meta, stream, command).await,
            Any::Reviews(command) => self.reviews(caller, meta, stream, command).await,
            Any::Programme(command) => self.programme(caller, meta, stream, command).await,
        }
    }

    /// Records a fact of a historic import: its time and its actor are those it claims.
    ///
    /// The same deciders and the same checks of subjects apply; only the permission is that of the
    /// import, because the people of the past held their rights elsewhere.
    pub async fn import(
        &self,
        permit: &Permit,
        meta: &Meta,
        fact: &Reported,
    ) -> Result<Outcome, AppError> {
        let claimed = fact.actor.clone().unwrap_or_else(|| permit.actor().clone());
        let import = Import { occurred: fact.at, claimed: claimed.clone() };
        let meta = Meta { import: Some(import), ..meta.clone() };
        let request = request_bytes(&(&fact.kind, &fact.stream, fact.at, &claimed, &fact.data))?;
        if let Some(receipt) = self.done_before(&meta, &request).await? {
            return Ok(Some(receipt));
        }
        let caller = Caller { person: permit.actor().clone(), grants: Vec::new(), now: fact.at };
        let mut draft = self.draft(&caller, &meta);
        let stream = &fact.stream;
        let mut replaced = None;
        match command_of(fact, &claimed)? {
            Any::Systems(c) => draft.decide::<systems::Systems>(None, stream, c).await?,
            Any::Datasets(c) => draft.decide::<datasets::Datasets>(None, stream, c).await?,
            Any::Training(c) => draft.decide::<training::Training>(None, stream, c).await?,
            Any::Models(c) => draft.decide::<models::Models>(None, stream, c).await?,
            Any::Evaluations(c) => {
                draft.decide::<evaluations::Evaluations>(None, stream, c).await?
            }
            Any::Deployments(c) => {
                replaced = replaced_by(&c);
                draft.decide::<deployments::Deployments>(None, stream, c).await?
            }
            Any::Incidents(c) => draft.decide::<incidents::Incidents>(None, stream, c).await?,
            Any::Risks(c) => {
                let c = self.known_risk(&mut draft, stream, c).await?;
                draft.decide::<risks::Risks>(None, stream, c).await?
            }
            Any::People(c) => draft.decide::<people::People>(None, stream, c).await?,
            Any::Awareness(c) => self.import_learning(&mut draft, stream, c).await?,
            Any::Catalogue(c) => draft.decide::<catalogue::Catalogue>(None, stream, c).await?,
            Any::Controls(c) => {
                self.check_control(None, stream, &c).await?;
                draft.decide::<controls::Controls>(None, stream, c).await?
            }
            Any::Reviews(c) => draft.decide::<reviews::Reviews>(None, stream, c).await?,
            Any::Programme(c) => draft.decide::<programme::Programme>(None, stream, c).await?,
        };
        if let Some(replaced) = replaced.filter(|_| !draft.is_empty()) {
            let (reason, by) = (Personal::Erased, Some(stream.clone()));
            let end = deployments::Command::End { reason, replaced_by: by };
            draft.decide::<deployments::Deployments>(None, &replaced, end).await?;
        }
        draft.check_subjects(None).await?;
        draft.commit_quietly(permit, &meta, request).await
    }

    /// The permit of a historic import: the bootstrap's on an empty log, else an administrator's.
    pub fn import_permit(&self, caller: &Caller) -> Result<Permit, AppError> {
        if self.store.head() == 0 {
            return Ok(Permit::bootstrap(caller.person.clone()));
        }
        Ok(caller.permit(Act::ImportHistory, &domain::authority::Place::default())?)
    }
}

fn replaced_by(command: &deployments::Command) -> Option<Subject> {
    match command {
        deployments::Command::Activate(activation) => activation.replaces.clone(),
        deployments::Command::End { .. }
        | deployments::Command::Flag { .. }
        | deployments::Command::RequestStop { .. }
        | deployments::Command::ConfirmStop { .. }
        | deployments::Command::ClearFlag { .. } => None,
    }
}

/// Reads the command that reports a fact.
fn command_of(fact: &Reported, author: &Subject) -> Result<Any, AppError> {
    let unknown = || {
        let sentence = format!("no room knows the event type '{}'", fact.kind);
        AppError::refused("import.unknown_type", sentence, Some("type"))
    };
    let entry = entry_of(&fact.kind).ok_or_else(unknown)?;
    let room = domain::room(&fact.kind).ok_or_else(unknown)?;
    let of = if fact.stream.kind() == Kind::Person { &fact.stream } else { author };
    let value = command_json(entry, &fact.data, of)?;
    Ok(match room {
        Room::Systems => Any::Systems(read(value)?),
        Room::Datasets => Any::Datasets(read(value)?),
        Room::Training => Any::Training(read(value)?),
        Room::Models => Any::Models(read(value)?),
        Room::Evaluations => Any::Evaluations(read(value)?),
        Room::Deployments => Any::Deployments(read(value)?),
        Room::Incidents => Any::Incidents(read(value)?),
        Room::Risks => Any::Risks(read(value)?),
        Room::People => Any::People(read(value)?),
        Room::Awareness => Any::Awareness(read(value)?),
        Room::Catalogue => Any::Catalogue(read(value)?),
        Room::Controls => Any::Controls(read(value)?),
        Room::Reviews => Any::Reviews(read(value)?),
        Room::Programme => Any::Programme(read(value)?),
        // What people keep for themselves comes from their own pages.
        Room::SavedViews => return Err(unknown()),
    })
}

/// The command as serde writes it, with personal fields marked as somebody's text.
fn command_json(entry: &Entry, data: &Value, of: &Subject) -> Result<Value, AppError> {
    if entry.is_bare {
        return Ok(json!(entry.variant));
    }
    let mut data = data.clone();
    let Some(members) = data.as_object_mut() else {
        return Err(AppError::refused("import.bad_data", "data must be an object", Some("data")));
    };
    for field in entry.personal {
        let text = members.get(*field).and_then(Value::as_str).unwrap_or_default();
        let personal = Personal::written(of, text);
        let value = serde_json::to_value(personal).map_err(AppError::internal)?;
        members.insert((*field).to_owned(), value);
    }
    Ok(json!({ entry.variant: data }))
}

fn read<C: DeserializeOwned>(value: Value) -> Result<C, AppError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let sentence = error.into_inner().to_string();
        // The path starts with the command's variant; a missing member is named in the sentence.
        let inside = path.split_once('.').map(|(_, inside)| inside.to_owned());
        let member = inside.or_else(|| sentence.split('`').nth(1).map(str::to_owned));
        let field = member.map_or_else(|| String::from("data"), |field| format!("data.{field}"));
        AppError::refused("import.bad_data", sentence, Some(&field))
    })
}
