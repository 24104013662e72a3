//! What the rows of people mean.
use super::{
    commands::{CreateTeamInput, RegisterPersonInput},
    queries::{Person, Role},
};
use crate::{
    scalars::Subject,
    systems::draft::{identifier, is_identifier},
};

pub(super) fn called(name: Option<&String>, erased: bool, subject: &Subject) -> String {
    match name {
        Some(name) => name.clone(),
        None if erased => "Erased person".to_owned(),
        None => subject.name().to_owned(),
    }
}

/// The team that a form describes: its name, and an identifier that is made of the name where none is
/// given. Nothing while one of them cannot be sent.
pub fn new_team(name: &str, id: &str) -> Option<CreateTeamInput> {
    let (name, id) = (name.trim(), id.trim());
    let id = if id.is_empty() { identifier(name) } else { id.to_owned() };
    let is_fit = !name.is_empty() && is_identifier(&id);
    is_fit.then(|| CreateTeamInput { team: Subject(format!("team:{id}")), name: name.to_owned() })
}

/// What a form says about somebody to register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The name.
    pub name: String,
    /// The e-mail address, where one is given.
    pub email: String,
    /// The team, where one is chosen.
    pub team: String,
    /// The identifier, where one is given.
    pub id: String,
    /// Whether it is a machine.
    pub service: bool,
}

impl Draft {
    /// What is sent. An identifier cannot be erased, so it is never made of the name: where none is
    /// given it is `made_up`. Nothing while something is missing or cannot be sent.
    pub fn input(&self, made_up: &str) -> Option<RegisterPersonInput> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let name = said(&self.name)?;
        let id = said(&self.id).unwrap_or_else(|| made_up.to_owned());
        let kind = if self.service { "service" } else { "person" };
        is_identifier(&id).then(|| RegisterPersonInput {
            person: Subject(format!("{kind}:{id}")),
            name,
            email: said(&self.email),
            team: said(&self.team).map(Subject),
        })
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
