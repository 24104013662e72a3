//! What the rows of people mean.
use super::queries::{Person, Role};
use crate::scalars::Subject;

pub(super) fn called(name: Option<&String>, erased: bool, subject: &Subject) -> String {
    match name {
        Some(name) => name.clone(),
        None if erased => "Erased person".to_owned(),
        None => subject.name().to_owned(),
    }
}

impl Person {
    /// The name, or what stands in its place.
    pub fn words(&self) -> String {
        called(self.name.as_ref(), self.erased, &self.subject)
    }
}

impl Role {
    /// Where it holds, in words.
    pub fn reach(&self) -> String {
        match self.scope.kind() {
            "" | "org" | "organisation" => "Everywhere".to_owned(),
            _ => self.scope.name().to_owned(),
        }
    }
}
