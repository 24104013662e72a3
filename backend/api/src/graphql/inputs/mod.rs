//! Inputs of mutations: strings in, commands of the rooms out.
//!
//! # Invariants
//! - What cannot be parsed is refused at its field, in the words of the schema.
//!   (`bad_input_is_refused_at_its_field`)
//!
//! # Deliberately absent
//! - No rules: whether a command is possible is decided in the rooms.

pub mod acceptances;
pub mod awareness;
pub mod catalogue;
pub mod controls;
pub mod data;
pub mod deployments;
pub mod handling;
pub mod incidents;
pub mod losses;
pub mod models;
pub mod people;
pub mod policies;
pub mod privacy;
pub mod programme;
pub mod reports;
pub mod reviews;
pub mod risks;
pub mod saved_views;
pub mod systems;
pub mod training;
pub mod versions;

use std::{collections::BTreeMap, str::FromStr};

use async_graphql::InputObject;
use kernel::{Digest, Kind, Micros, Name, Note, Personal, Subject};

use super::{mutation::Room, scalars};
use crate::reply::{Answer, Reply};

/// A mutation's input.
pub trait Order {
    /// The room it goes to.
    type Room: Room;
    /// The id of the command, when the sender gave one.
    fn id(&self) -> Option<&str>;
    /// What it is about.
    fn subject(&self, asked: &Asked) -> Answer<Subject>;
    /// The command.
    fn parse(self, asked: &Asked) -> Answer<<Self::Room as Room>::Command>;
}

/// Who asks, when, and under which id.
pub struct Asked {
    /// Who asks.
    pub by: Subject,
    /// The time now.
    pub now: Micros,
    /// A short name that belongs to this command alone.
    pub short: String,
}

impl Asked {
    /// Free text of the caller.
    pub fn said(&self, text: &str) -> Personal {
        Personal::written(&self.by, text)
    }

    /// Free text of the caller that must be there.
    pub fn must_say(&self, field: &str, text: &str) -> Answer<Personal> {
        if text.trim().is_empty() {
            return Err(Reply::bad_input(field, "say why in a few words"));
        }
        if text.chars().count() > Personal::LONGEST {
            let sentence = format!("at most {} characters fit", Personal::LONGEST);
            return Err(Reply::bad_input(field, sentence));
        }
        Ok(self.said(text))
    }

    /// The thing that is named, or a new one that belongs to the command.
    pub fn named_or_new(
        &self,
        named: Option<&scalars::Subject>,
        kind: Kind,
        prefix: &str,
    ) -> Answer<Subject> {
        if let Some(named) = named {
            return Ok(named.0.clone());
        }
        let name = format!("{prefix}-{}", self.short);
        Ok(Subject::new(kind, &name, None).map_err(app::AppError::internal)?)
    }
}

/// Implements [`Order`] for inputs: `Input => Room, subject_field, |input, asked| command;`
macro_rules! orders {
    ($($input:ty => $room:ty, $subject:ident, |$me:pat_param, $asked:pat_param| $body:expr;)+) => {
        $(impl crate::graphql::inputs::Order for $input {
            type Room = $room;

            fn id(&self) -> Option<&str> {
                self.command.as_ref().map(|id| id.as_str())
            }

            fn subject(
                &self,
                _: &crate::graphql::inputs::Asked,
            ) -> crate::reply::Answer<kernel::Subject> {
                Ok(self.$subject.0.clone())
            }

            fn parse(
                self,
                $asked: &crate::graphql::inputs::Asked,
            ) -> crate::reply::Answer<<$room as crate::graphql::mutation::Room>::Command> {
                let $me = self;
                $body
            }
        })+
    };
}

pub(super) use orders;

/// Implements [`Order`] for inputs whose thing may be new: `Input => Room, subject_field: Kind,
/// "prefix of a name that is made up", |input, asked| command;`
macro_rules! new_orders {
    ($($input:ty => $room:ty, $subject:ident: $kind:path, $prefix:literal, |$me:pat_param, $asked:pat_param| $body:expr;)+) => {
        $(impl crate::graphql::inputs::Order for $input {
            type Room = $room;

            fn id(&self) -> Option<&str> {
                self.command.as_ref().map(|id| id.as_str())
            }

            fn subject(
                &self,
                asked: &crate::graphql::inputs::Asked,
            ) -> crate::reply::Answer<kernel::Subject> {
                asked.named_or_new(self.$subject.as_ref(), $kind, $prefix)
            }

            fn parse(
                self,
                $asked: &crate::graphql::inputs::Asked,
            ) -> crate::reply::Answer<<$room as crate::graphql::mutation::Room>::Command> {
                let $me = self;
                $body
            }
        })+
    };
}

pub(super) use new_orders;

/// A name and what belongs to it.
#[derive(InputObject, Clone, Debug)]
pub struct PairInput {
    /// The name.
    pub name: String,
    /// What belongs to it.
    pub value: String,
}

/// A short label.
pub fn name(field: &str, text: &str) -> Answer<Name> {
    Name::parse(text).map_err(|e| Reply::bad_input(field, e.to_string()))
}

/// A short label that may be absent.
pub fn maybe_name(field: &str, text: Option<&String>) -> Answer<Option<Name>> {
    text.map(|text| name(field, text)).transpose()
}

/// Short labels.
pub fn names(field: &str, texts: &[String]) -> Answer<Vec<Name>> {
    texts.iter().map(|text| name(field, text)).collect()
}

/// A longer text that is not personal.
pub fn note(field: &str, text: &str) -> Answer<Note> {
    Note::parse(text).map_err(|e| Reply::bad_input(field, e.to_string()))
}

/// A SHA-256 in hex.
pub fn digest(field: &str, text: &str) -> Answer<Digest> {
    Digest::parse(text).map_err(|e| Reply::bad_input(field, e.to_string()))
}

/// A word of a closed list, or anything else that parses.
pub fn word<T>(field: &str, text: &str) -> Answer<T>
where
    T: FromStr,
    T::Err: ToString,
{
    text.trim().parse().map_err(|e: T::Err| Reply::bad_input(field, e.to_string()))
}

/// The version a subject names.
pub fn version(field: &str, subject: &scalars::Subject) -> Answer<Name> {
    let Some(label) = subject.0.version_label() else {
        let sentence = format!("{} names no version: write it like {}@v1", subject.0, subject.0);
        return Err(Reply::bad_input(field, sentence));
    };
    name(field, &label)
}

/// A subject that may be absent.
pub fn maybe(subject: Option<scalars::Subject>) -> Option<Subject> {
    subject.map(|subject| subject.0)
}

/// Subjects.
pub fn all(subjects: Vec<scalars::Subject>) -> Vec<Subject> {
    subjects.into_iter().map(|subject| subject.0).collect()
}

/// Pairs by name; the same name twice is a mistake.
pub fn pairs(field: &str, pairs: Option<Vec<PairInput>>) -> Answer<BTreeMap<String, String>> {
    let pairs = pairs.unwrap_or_default().into_iter().map(|pair| (pair.name, pair.value));
    by_name(field, pairs)
}

/// Values by name; the same name twice is a mistake.
pub fn by_name<T>(
    field: &str,
    values: impl IntoIterator<Item = (String, T)>,
) -> Answer<BTreeMap<String, T>> {
    let mut map = BTreeMap::new();
    for (name, value) in values {
        let plain = Name::parse(&name).map_err(|e| Reply::bad_input(field, e.to_string()))?;
        if map.insert(plain.to_string(), value).is_some() {
            return Err(Reply::bad_input(field, format!("'{name}' stands there twice")));
        }
    }
    Ok(map)
}
