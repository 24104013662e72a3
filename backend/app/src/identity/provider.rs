//! People who sign in at the organisation's identity provider.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Event,
    authority::{Act, Grant},
    people,
};
use kernel::{Kind, Name, Personal, Subject};

use crate::{App, AppError, people::handover::LEAVES, recorded};

/// What a role belongs to that came with a group: only such roles end with the group.
const GROUPS: &str = "identity:groups";

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
    /// as long as the group is. Roles that somebody gave by hand stay, whatever the groups.
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
        self.follow_groups(&person, &wanted).await?;
        let caller = self.caller(&person).await?;
        let holds_a_role = caller.current().next().is_some();
        // Where everybody is let in, those without a role are, too; they see nothing yet.
        let is_welcome = holds_a_role || (rules.auto_provision && !self.has_left(&person).await?);
        Ok(if is_welcome { Admission::Person(person) } else { Admission::WithoutRole })
    }

    /// Whether a person left or was erased.
    pub(crate) async fn has_left(&self, person: &Subject) -> Result<bool, AppError> {
        let query = store::About {
            subjects: vec![person.to_string()],
            kinds: LEAVES.map(str::to_owned).to_vec(),
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

    /// Grants the roles that come with groups, and ends those that came with a group that is gone.
    async fn follow_groups(
        &self,
        person: &Subject,
        wanted: &BTreeSet<String>,
    ) -> Result<(), AppError> {
        let Some(organisation) = self.organisation().await? else { return Ok(()) };
        let held = self.held(person, &organisation).await?;
        let gone = held.iter().filter(|(role, by_group)| **by_group && !wanted.contains(*role));
        for (role, _) in gone {
            let (role, scope) = (name(role)?, organisation.clone());
            self.change_roles(person, people::Command::EndRole { role, scope }).await?;
        }
        for role in wanted.iter().filter(|role| !held.contains_key(*role)) {
            let (role, scope) = (name(role)?, organisation.clone());
            let grant = people::Command::GrantRole { role, scope, from: self.now(), until: None };
            self.change_roles(person, grant).await?;
        }
        Ok(())
    }

    /// The roles somebody holds now for a scope, each with whether nothing but groups gave it.
    async fn held(
        &self,
        person: &Subject,
        scope: &Subject,
    ) -> Result<BTreeMap<String, bool>, AppError> {
        let mut held: BTreeMap<String, bool> = BTreeMap::new();
        for stored in self.store.read_stream(&person.to_string(), u64::MAX).await? {
            let by_group = stored.leaf.corr.as_deref() == Some(GROUPS);
            let Event::People(event) = recorded(&stored)?.event else { continue };
            if let people::Event::RoleGranted { role, scope: at, from, until } = event {
                let role = role.as_str().to_owned();
                let grant = Grant { role: role.clone(), scope: at, from, until };
                if grant.scope == *scope && grant.is_current(self.now()) {
                    let only_groups = held.entry(role).or_insert(true);
                    *only_groups &= by_group;
                }
            } else if let people::Event::RoleEnded { role, scope: at } = event
                && at == *scope
            {
                held.remove(role.as_str());
            }
        }
        Ok(held)
    }

    /// A role that may not be held together with another one is left out, and said so in the log file.
    async fn change_roles(
        &self,
        person: &Subject,
        command: people::Command,
    ) -> Result<(), AppError> {
        let operator = self.operator().await?.person;
        let done = (Act::GrantRole, person);
        match self.as_operator_for(&operator, done, command, Some(GROUPS)).await {
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
