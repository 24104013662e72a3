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
    /// Roles others lend or lent to them.
    pub delegations: Vec<Delegation>,
    /// Nominations as a champion, newest last.
    pub nominations: Vec<Nomination>,
    /// When they were registered.
    pub joined: Micros,
    /// When they left.
    pub left: Option<Micros>,
}

/// A role lent for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delegation {
    /// Who lends it.
    pub by: Subject,
    /// Which role, for what, from when until when.
    pub grant: Grant,
    /// Whether it was taken back or given back before its end.
    pub taken_back: bool,
    /// Whether somebody was told that it has reached its end.
    pub told: bool,
}

impl Delegation {
    /// Whether it is the same role of the same lender for the same scope.
    pub(crate) fn is(&self, by: &Subject, role: &str, scope: &Subject) -> bool {
        (&self.by, self.grant.role.as_str(), &self.grant.scope) == (by, role, scope)
    }
}

/// A nomination as the security champion of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nomination {
    /// The team.
    pub team: Subject,
    /// Who asked.
    pub by: Subject,
    /// When.
    pub at: Micros,
    /// The answer, once given, and when.
    pub answer: Option<(bool, Micros)>,
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
    fn answer(&mut self, team: &Subject, yes: bool, at: Micros) {
        let open = |known: &&mut Nomination| known.team == *team && known.answer.is_none();
        self.nominations.iter_mut().filter(open).for_each(|known| known.answer = Some((yes, at)));
    }

    fn lend(&mut self, event: &people::Event, at: Micros) {
        if let people::Event::RoleDelegated { by, role, scope, from, until } = event {
            let (role, scope) = (role.as_str().to_owned(), scope.clone());
            let grant = Grant { role, scope, from: *from, until: Some(*until) };
            let (by, taken_back, told) = (by.clone(), false, false);
            self.delegations.push(Delegation { by, grant, taken_back, told });
        } else if let people::Event::DelegationEnded { by, role, scope } = event {
            for lent in self.delegations.iter_mut().filter(|one| one.is(by, role.as_str(), scope)) {
                lent.taken_back = true;
                if lent.grant.is_current(at) {
                    lent.grant.until = Some(at);
                }
            }
        } else if let people::Event::DelegationEndNoticed { by, role, scope, .. } = event {
            let told = self.delegations.iter_mut().filter(|one| one.is(by, role.as_str(), scope));
            told.for_each(|lent| lent.told = true);
        }
    }

    fn change(&mut self, event: &people::Event, by: &Subject, at: Micros) {
        match event {
            people::Event::ChampionNominated { team } => {
                let (team, by) = (team.clone(), by.clone());
                self.nominations.push(Nomination { team, by, at, answer: None });
            }
            people::Event::ChampionAccepted { team } => self.answer(team, true, at),
            people::Event::ChampionDeclined { team, .. } => self.answer(team, false, at),
            people::Event::RoleDelegated { .. }
            | people::Event::DelegationEnded { .. }
            | people::Event::DelegationEndNoticed { .. } => self.lend(event, at),
            // The end of the role is told beside it.
            people::Event::OrganisationRegistered { .. }
            | people::Event::TeamCreated { .. }
            | people::Event::ChampionSteppedDown { .. } => {}
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
            people::Event::Deactivated {} => {
                self.active = false;
                self.left = self.left.or(Some(at));
            }
            people::Event::Erased { .. } => {
                self.active = false;
                self.left = self.left.or(Some(at));
                self.erased = true;
                self.name = Personal::Erased;
                self.email = Personal::Erased;
            }
        }
    }
}

impl View for PersonRow {
    const NAME: &'static str = "people";
    const VERSION: u32 = 3;

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
            delegations: Vec::new(),
            nominations: Vec::new(),
            joined: fact.at,
            left: None,
        });
        row.change(event, fact.by(), fact.at);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.subject.to_string()
    }
}
