//! Teams, and persons with the roles they hold. Names are seals: the text stays with the key.

use domain::{Event, authority::Grant, people};
use kernel::{Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamRow {
    /// The team.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// When it was created.
    pub created: Micros,
}

/// A person or a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The person; an opaque id.
    pub subject: Subject,
    /// Their name.
    pub name: Personal,
    /// Their e-mail address.
    pub email: Personal,
    /// The team they are in.
    pub team: Option<Subject>,
    /// Whether this is a service rather than a person.
    pub service: bool,
    /// Whether they are active.
    pub active: bool,
    /// Whether they were erased.
    pub erased: bool,
    /// The roles they hold or held.
    pub roles: Vec<Grant>,
}

impl View for TeamRow {
    const NAME: &'static str = "teams";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_team = fact.stream.kind() == Kind::Team;
        if is_team { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::People(people::Event::TeamCreated { name }) = &fact.event else { return row };
        Some(Self { subject: fact.stream.clone(), name: name.clone(), created: fact.at })
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.name.as_str().to_lowercase()
    }
}

impl PersonRow {
    fn change(&mut self, event: &people::Event, at: Micros) {
        match event {
            people::Event::OrganisationRegistered { .. } | people::Event::TeamCreated { .. } => {}
            people::Event::Registered { name, email, team, service } => {
                self.name = name.clone();
                self.email = email.clone();
                self.team.clone_from(team);
                self.service = *service;
            }
            people::Event::Moved { team } => self.team = Some(team.clone()),
            people::Event::RoleGranted { role, scope, from, until } => self.roles.push(Grant {
                role: role.as_str().to_owned(),
                scope: scope.clone(),
                from: *from,
                until: *until,
            }),
            people::Event::RoleEnded { role, scope } => {
                for grant in &mut self.roles {
                    if grant.role == role.as_str() && &grant.scope == scope && grant.is_current(at)
                    {
                        grant.until = Some(at);
                    }
                }
            }
            people::Event::Deactivated {} => self.active = false,
            people::Event::Erased { .. } => {
                self.active = false;
                self.erased = true;
                self.name = Personal::Erased;
                self.email = Personal::Erased;
            }
        }
    }
}

impl View for PersonRow {
    const NAME: &'static str = "people";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_person = matches!(fact.stream.kind(), Kind::Person | Kind::Service);
        if is_person { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::People(event) = &fact.event else { return row };
        let mut row = row.unwrap_or_else(|| Self {
            subject: fact.stream.clone(),
            name: Personal::Erased,
            email: Personal::Erased,
            team: None,
            service: false,
            active: true,
            erased: false,
            roles: Vec::new(),
        });
        row.change(event, fact.at);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.subject.to_string()
    }
}
