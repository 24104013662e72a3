//! Teams, persons, services and the roles they hold.

use app::{
    people::{PersonRow, TeamRow},
    systems::SystemRow,
};
use async_graphql::{Object, SimpleObject};
use domain::authority::Grant;

use super::{
    awareness::Learner,
    coverage::ChampionActivity,
    offers::Offers,
    scalars::{Subject, Time},
    systems::System,
    things::Shown,
};
use crate::{reply::Answer, scope::Ref};

/// A person or a service.
pub type Person = Shown<PersonRow>;
/// A team.
pub type Team = Shown<TeamRow>;

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
pub fn role_title(role: &str) -> String {
    let known = domain::people::role(role).map(|role| role.title.clone());
    known.unwrap_or_else(|| role.replace('_', " "))
}

impl Role {
    /// A grant, as shown.
    pub fn of(grant: &Grant) -> Self {
        Self {
            title: role_title(&grant.role),
            role: grant.role.clone(),
            scope: Subject::from(&grant.scope),
            from: grant.from.into(),
            until: grant.until.map(Time::from),
        }
    }
}

/// A role lent for a while.
#[derive(SimpleObject)]
pub struct Delegation {
    /// Who lends it; absent when the caller may not know.
    by: Option<Person>,
    /// What is lent, from when until when.
    role: Role,
}

/// Something that was handed from somebody to somebody else.
#[derive(SimpleObject)]
pub struct HandOver {
    /// When.
    at: Time,
    /// What it is for.
    subject: Subject,
    /// As what, in words.
    role: String,
    /// Who stood for it before; absent when the caller may not know.
    from: Option<Person>,
    /// Who does since.
    to: Option<Person>,
    /// Who said so.
    by: Option<Person>,
}

/// A nomination as the security champion of a team.
#[derive(SimpleObject)]
pub struct Nomination {
    /// The team.
    team: Option<Team>,
    /// Who asked.
    by: Option<Person>,
    /// When.
    at: Time,
    /// Whether they said yes; absent while they have not answered.
    accepted: Option<bool>,
}

/// The roles there are, and the place that is everywhere.
#[derive(SimpleObject)]
pub struct RoleCatalogue {
    /// The organisation: a role held for it counts everywhere. Absent before it is registered.
    pub organisation: Option<Subject>,
    /// The roles of the catalogue, in its order.
    pub roles: Vec<CatalogueRole>,
}

/// A role as such.
#[derive(SimpleObject)]
pub struct CatalogueRole {
    /// Its id.
    role: &'static str,
    /// What people call it.
    title: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// Whether it decides what others ask for.
    decides: bool,
    /// Roles that nobody may hold beside it for the same place and time.
    conflicts: Vec<RoleConflict>,
}

/// A role that must not be held beside another.
#[derive(SimpleObject)]
pub struct RoleConflict {
    /// Its id.
    role: &'static str,
    /// The rule of the catalogue, in words.
    rule: &'static str,
}

impl CatalogueRole {
    /// Every role of the catalogue.
    pub fn all() -> Vec<Self> {
        domain::people::roles().iter().map(Self::of).collect()
    }

    fn of(role: &'static domain::people::Role) -> Self {
        let others = domain::people::roles().iter().filter(|other| other.id != role.id);
        let clash = |other: &'static domain::people::Role| {
            let why = domain::people::conflict(&role.id, &other.id)?;
            Some(RoleConflict { role: &other.id, rule: why })
        };
        Self {
            role: &role.id,
            title: &role.title,
            purpose: &role.purpose,
            decides: domain::people::decides(&role.id),
            conflicts: others.filter_map(clash).collect(),
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
            delegations: Vec::new(),
            nominations: Vec::new(),
            joined: scope.sight.time,
            left: None,
        };
        Self::new(scope, std::sync::Arc::new(row))
    }
}

/// A person or a service.
#[Object(name = "Person")]
impl Shown<PersonRow> {
    /// The person, `person:ID`, or service, `service:ID`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
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

    /// Roles others lend to them at the moment asked about, or will.
    async fn delegations(&self) -> Answer<Vec<Delegation>> {
        let mut lent = Vec::new();
        for known in &self.row.delegations {
            if known.grant.until.is_some_and(|until| until > self.scope.sight.time) {
                let by = Person::by_name(&self.scope, &known.by).await?;
                lent.push(Delegation { by, role: Role::of(&known.grant) });
            }
        }
        Ok(lent)
    }

    /// Nominations as a security champion, newest last.
    async fn nominations(&self) -> Answer<Vec<Nomination>> {
        let mut all = Vec::with_capacity(self.row.nominations.len());
        for known in &self.row.nominations {
            all.push(Nomination {
                team: Team::by_name(&self.scope, &known.team).await?,
                by: Person::by_name(&self.scope, &known.by).await?,
                at: known.at.into(),
                accepted: known.answer.map(|(yes, _)| yes),
            });
        }
        Ok(all)
    }

    /// When they were registered.
    async fn joined(&self) -> Time {
        self.row.joined.into()
    }

    /// When they left.
    async fn left(&self) -> Option<Time> {
        self.row.left.map(Time::from)
    }

    /// Their training; absent for those who may not see it.
    async fn training(&self) -> Answer<Option<Learner>> {
        Learner::by_name(&self.scope, &self.row.subject).await
    }

    /// What was handed to them, and from them to others; the newest first.
    async fn hand_overs(&self) -> Answer<Vec<HandOver>> {
        let scope = &self.scope;
        let found = scope.app.given(&scope.sight, &self.row.subject).await?;
        let mut all = Vec::with_capacity(found.len());
        for one in found {
            all.push(HandOver {
                from: Person::by_name(scope, &one.from).await?,
                to: Person::by_name(scope, &one.to).await?,
                by: Person::by_name(scope, &one.by).await?,
                at: one.at.into(),
                subject: Subject(one.subject),
                role: one.role,
            });
        }
        Ok(all)
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

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_team(&self.scope, &self.row.subject)
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

    /// Whether it runs a system in use, and so needs a security champion.
    async fn runs_system(&self) -> Answer<bool> {
        let systems = self.scope.table::<SystemRow>().await?;
        Ok(systems.iter().any(|row| row.team == self.row.subject && row.decommissioned.is_none()))
    }

    /// Who is its security champion.
    async fn champion(&self) -> Answer<Option<Person>> {
        let (team, at) = (&self.row.subject, self.scope.sight.time);
        let champions = Person::where_holds(&self.scope, |row| row.champions(team, at)).await?;
        Ok(champions.into_iter().next())
    }

    /// What its security champions did in reviews and about findings; absent while it has none.
    async fn champion_activity(&self) -> Answer<Option<ChampionActivity>> {
        let (people, at) = (self.scope.table::<PersonRow>().await?, self.scope.sight.time);
        let deeds = self.scope.deeds().await?;
        let found = app::people::activity(&self.row.subject, people.iter(), deeds, at);
        Ok(found.map(|found| ChampionActivity::of(found, at)))
    }

    /// Who was asked to be its security champion and has not answered.
    async fn nominated(&self) -> Answer<Vec<Person>> {
        let team = &self.row.subject;
        let waits = |row: &PersonRow| {
            row.active && row.nominations.iter().any(|n| n.team == *team && n.answer.is_none())
        };
        Person::where_holds(&self.scope, waits).await
    }
}
