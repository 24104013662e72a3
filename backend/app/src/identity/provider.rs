//! People who sign in at the organisation's identity provider.

use std::collections::{BTreeMap, BTreeSet};

use domain::{authority::Act, people};
use kernel::{Kind, Name, Personal, Subject};

use crate::{App, AppError};

/// An account whose ID token was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The provider.
    pub issuer: String,
    /// The provider's own id of the account.
    pub subject: String,
    /// What the provider calls the person.
    pub name: Option<String>,
    /// The e-mail address it gives. Never used to recognise anybody.
    pub email: Option<String>,
    /// Groups the provider says they are in.
    pub groups: Vec<String>,
}

/// Whom to let in, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whether accounts nobody knows yet are registered.
    pub auto_provision: bool,
    /// The role everybody gets; a role's id in the catalogue.
    pub default_role: Option<String>,
    /// Group at the provider → role's id in the catalogue. These roles are held for the organisation
    /// exactly as long as the group is.
    pub roles: BTreeMap<String, String>,
}

/// What becomes of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Signed in as this person.
    Person(Subject),
    /// The provider knows them, but nobody here does.
    Unknown,
    /// Known, but without any role now.
    WithoutRole,
}

impl Rules {
    /// Roles that come with these groups.
    fn roles_of(&self, groups: &[String]) -> BTreeSet<String> {
        let mapped = groups.iter().filter_map(|group| self.roles.get(group));
        mapped.chain(&self.default_role).cloned().collect()
    }
}

impl App {
    /// Lets somebody in who signed in at a provider. Groups become roles before the answer. `chance`
    /// is random; it becomes the id of a person who is new.
    pub async fn admit(
        &self,
        account: &Account,
        rules: &Rules,
        chance: [u8; 16],
    ) -> Result<Admission, AppError> {
        let wanted = rules.roles_of(&account.groups);
        let known = self.store.linked(&account.issuer, &account.subject).await?;
        let person = match known {
            Some(person) => person.parse::<Subject>().map_err(AppError::internal)?,
            None if rules.auto_provision || !wanted.is_empty() => {
                self.provision(account, chance).await?
            }
            None => return Ok(Admission::Unknown),
        };
        self.follow_groups(&person, &wanted, rules).await?;
        let caller = self.caller(&person).await?;
        let holds_a_role = caller.current().next().is_some();
        // Where everybody is let in, those without a role are, too; they see nothing yet.
        let is_welcome = holds_a_role || (rules.auto_provision && !self.has_left(&person).await?);
        Ok(if is_welcome { Admission::Person(person) } else { Admission::WithoutRole })
    }

    async fn has_left(&self, person: &Subject) -> Result<bool, AppError> {
        let query = store::About {
            subjects: vec![person.to_string()],
            kinds: ["person.deactivated", "person.erased"].map(str::to_owned).to_vec(),
            limit: Some(1),
            ..store::About::default()
        };
        Ok(!self.store.read_about(query).await?.is_empty())
    }

    /// Registers a person for an account. The id says nothing about them.
    async fn provision(&self, account: &Account, chance: [u8; 16]) -> Result<Subject, AppError> {
        let person = Subject::new(Kind::Person, &format!("usr-{}", hex::encode(chance)), None);
        let person = person.map_err(AppError::internal)?;
        let operator = self.operator().await?.person;
        let text = |text: &Option<String>| {
            text.as_deref().map_or(Personal::Erased, |text| Personal::written(&person, text))
        };
        let register = people::Command::Register {
            name: text(&account.name),
            email: text(&account.email),
            team: None,
            service: false,
        };
        self.as_operator(&operator, Act::ManagePeople, &person, register).await?;
        self.store.link_identity(&account.issuer, &account.subject, &person.to_string()).await?;
        // Two sign-ins at once: the first link counts.
        let linked = self.store.linked(&account.issuer, &account.subject).await?;
        linked.map_or(Ok(person), |linked| linked.parse().map_err(AppError::internal))
    }

    /// Grants the roles that came with groups and ends those whose group is gone.
    async fn follow_groups(
        &self,
        person: &Subject,
        wanted: &BTreeSet<String>,
        rules: &Rules,
    ) -> Result<(), AppError> {
        let Some(organisation) = self.organisation().await? else { return Ok(()) };
        let caller = self.caller(person).await?;
        let held: BTreeSet<&str> = caller
            .current()
            .filter(|grant| grant.scope == organisation)
            .map(|grant| grant.role.as_str())
            .collect();
        let mapped = rules.roles.values().filter(|role| held.contains(role.as_str()));
        let gone: BTreeSet<&String> = mapped.filter(|role| !wanted.contains(*role)).collect();
        for role in gone {
            let (role, scope) = (name(role)?, organisation.clone());
            self.change_roles(person, people::Command::EndRole { role, scope }).await?;
        }
        for role in wanted.iter().filter(|role| !held.contains(role.as_str())) {
            let (role, scope) = (name(role)?, organisation.clone());
            let grant = people::Command::GrantRole { role, scope, from: caller.now, until: None };
            self.change_roles(person, grant).await?;
        }
        Ok(())
    }

    /// A role that may not be held together with another one is left out, and said so in the log file.
    async fn change_roles(
        &self,
        person: &Subject,
        command: people::Command,
    ) -> Result<(), AppError> {
        let operator = self.operator().await?.person;
        match self.as_operator(&operator, Act::GrantRole, person, command).await {
            Err(AppError::Refused(refused)) => {
                tracing::warn!(code = refused.code, %person, "a group's role was refused: {refused}");
                Ok(())
            }
            other => other,
        }
    }
}

fn name(role: &str) -> Result<Name, AppError> {
    Name::parse(role).map_err(AppError::internal)
}
