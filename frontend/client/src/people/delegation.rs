//! Lending a role of one's own: what can be lent, to whom, and what is lent already.
use super::queries::{Delegation, Role};
use crate::{
    scalars::Subject,
    schema,
    shared::{At, PersonLink, WholeFields},
};

/// What the form that lends a role needs to know.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct LendPage {
    /// What the answer counts from.
    pub at: At,
    /// Who lends.
    pub me: Lender,
    /// Who may be lent something.
    #[arguments(first: 500, filter: { active: true, service: false }, order: { key: "name", descending: false })]
    pub people: Borrowers,
}

/// Who lends.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Me")]
pub struct Lender {
    /// The caller.
    pub person: OwnRoles,
}

/// Somebody with the roles of their own.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct OwnRoles {
    /// `person:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they asked to be forgotten.
    pub erased: bool,
    /// What they may act as.
    pub roles: Vec<Role>,
}

/// People and what they were lent.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PersonConnection")]
pub struct Borrowers {
    /// The people.
    pub nodes: Vec<Borrower>,
}

/// Somebody and what they were lent.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Borrower {
    /// `person:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they asked to be forgotten.
    pub erased: bool,
    /// What others lend to them.
    pub delegations: Vec<Delegation>,
}

impl Borrower {
    fn link(&self) -> PersonLink {
        PersonLink { subject: self.subject.clone(), name: self.name.clone(), erased: self.erased }
    }
}

impl Role {
    /// A key of a form: the role and its place.
    fn key(&self) -> String {
        format!("{} {}", self.role, self.scope.0)
    }
}

impl LendPage {
    /// The caller's own roles, by a key, with their place.
    pub fn roles(&self) -> Vec<(String, String)> {
        let words = |role: &Role| format!("{} ({})", role.title, lower(&role.reach()));
        self.me.person.roles.iter().map(|role| (role.key(), words(role))).collect()
    }

    /// The role of a key.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.me.person.roles.iter().find(|role| role.key() == key)
    }

    /// Everybody else who works here.
    pub fn others(&self) -> Vec<(String, String)> {
        let me = &self.me.person.subject;
        let others = self.people.nodes.iter().filter(|one| one.subject != *me);
        others.map(|one| (one.subject.0.clone(), one.link().words())).collect()
    }

    /// What the caller lends: to whom, and what.
    pub fn lent(&self) -> Vec<(PersonLink, Role)> {
        let me = &self.me.person.subject;
        let of_one = |one: &Borrower| {
            let link = one.link();
            let mine = one
                .delegations
                .iter()
                .filter(|lent| lent.by.as_ref().is_some_and(|by| by.subject == *me));
            mine.map(|lent| (link.clone(), lent.role.clone())).collect::<Vec<_>>()
        };
        self.people.nodes.iter().flat_map(of_one).collect()
    }
}

/// `Everywhere` inside a sentence; names stay as they are.
fn lower(reach: &str) -> String {
    if reach == "Everywhere" { "everywhere".to_owned() } else { reach.to_owned() }
}
