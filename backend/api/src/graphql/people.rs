//! Teams, persons, services and the roles they hold.

use app::people::{PersonRow, TeamRow};
use async_graphql::{Object, SimpleObject};
use domain::authority::Grant;

use super::{
    scalars::{Subject, Time},
    systems::System,
    things::Shown,
};
use crate::{
    reply::Answer,
    scope::{Ref, Scope},
};

/// A person or a service.
pub type Person = Shown<PersonRow>;
/// A team.
pub type Team = Shown<TeamRow>;

/// The role that makes somebody the security champion of a team.
const CHAMPION: &str = "security_champion";

/// A role somebody holds.
#[derive(SimpleObject, Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "it is the schema's word")]
pub struct Role {
    /// Its id in the catalogue.
    role: String,
    /// What people call it.
    title: String,
    /// For what: the organisation, a team or a system.
    scope: Subject,
    /// From when.
    from: Time,
    /// Until when.
    until: Option<Time>,
}

/// What people call a role.
pub fn title_of(role: &str) -> String {
    let known = domain::people::role(role).map(|role| role.title.clone());
    known.unwrap_or_else(|| role.replace('_', " "))
}

impl Role {
    /// A grant, as shown.
    pub fn of(grant: &Grant) -> Self {
        Self {
            title: title_of(&grant.role),
            role: grant.role.clone(),
            scope: Subject::from(&grant.scope),
            from: grant.from.into(),
            until: grant.until.map(Time::from),
        }
    }
}

impl Shown<PersonRow> {
    /// What somebody is called; absent when unknown or erased.
    pub async fn name_of(scope: &Ref, subject: &kernel::Subject) -> Answer<Option<String>> {
        match scope.find::<PersonRow>(subject).await? {
            Some(row) => scope.text(&row.name).await,
            None => Ok(None),
        }
    }

    /// Somebody the log knows nothing of: a service of a token, or a caller before registration.
    pub fn unknown(scope: &Ref, subject: &kernel::Subject) -> Self {
        let row = PersonRow {
            subject: subject.clone(),
            name: kernel::Personal::Erased,
            email: kernel::Personal::Erased,
            team: None,
            service: subject.kind() == kernel::Kind::Service,
            active: true,
            erased: false,
            roles: scope.caller.grants.clone(),
        };
        Self::new(scope, std::sync::Arc::new(row))
    }

    fn holds(&self, role: &str, at: &Scope) -> bool {
        self.row.roles.iter().any(|grant| grant.role == role && grant.is_current(at.sight.time))
    }
}

/// A person or a service.
#[Object(name = "Person")]
impl Shown<PersonRow> {
    /// The person, `person:ID`, or service, `service:ID`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// Absent when erased.
    async fn name(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.name).await
    }

    /// Absent when erased, or when nobody gave it.
    async fn email(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.email).await
    }

    /// Whether everything personal about them was destroyed. Erasure is judged now, also when the
    /// question is about the past.
    async fn erased(&self) -> Answer<bool> {
        if self.row.erased {
            return Ok(true);
        }
        let was_written = matches!(self.row.name, kernel::Personal::Sealed { .. });
        Ok(was_written && self.scope.text(&self.row.name).await?.is_none())
    }

    /// Whether this is a service.
    async fn service(&self) -> bool {
        self.row.service
    }

    /// Whether they are active.
    async fn active(&self) -> bool {
        self.row.active
    }

    /// Their team.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_maybe(&self.scope, self.row.team.as_ref()).await
    }

    /// The roles they hold at the moment asked about.
    async fn roles(&self) -> Vec<Role> {
        let time = self.scope.sight.time;
        self.row.roles.iter().filter(|grant| grant.is_current(time)).map(Role::of).collect()
    }

    /// The systems they are accountable for.
    async fn owns(&self) -> Answer<Vec<System>> {
        let subject = Some(&self.row.subject);
        System::where_holds(&self.scope, |row| row.owner.as_ref() == subject).await
    }
}

/// A team.
#[Object(name = "Team")]
impl Shown<TeamRow> {
    /// The team, `team:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What people call it.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// Who is in it.
    async fn members(&self) -> Answer<Vec<Person>> {
        let subject = Some(&self.row.subject);
        Person::where_holds(&self.scope, |row| row.team.as_ref() == subject).await
    }

    /// The systems it builds and runs.
    async fn systems(&self) -> Answer<Vec<System>> {
        let subject = &self.row.subject;
        System::where_holds(&self.scope, |row| &row.team == subject).await
    }

    /// The member who is its security champion.
    async fn champion(&self) -> Answer<Option<Person>> {
        let subject = Some(&self.row.subject);
        let members = Person::where_holds(&self.scope, |row| row.team.as_ref() == subject).await?;
        Ok(members.into_iter().find(|member| member.holds(CHAMPION, &self.scope)))
    }
}
