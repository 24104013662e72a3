//! The list of funded initiatives.
use crate::{
    list::{Heading, List, day, is_open, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::PersonLink,
};

/// Which initiatives; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct InitiativeFilter {
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Of this person.
    pub owner: Option<Subject>,
    /// Its title or purpose contains this.
    pub text: Option<String>,
}

impl InitiativeFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, owner: &str, words: &str) -> Self {
        Self { open: is_open(state), owner: subject(owner), text: text(words) }
    }
}

/// An initiative in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Initiative")]
pub struct InitiativeRow {
    /// `initiative:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// How much money it got.
    pub amount: String,
    /// How much was spent.
    pub spent: String,
    /// Which money.
    pub currency: String,
    /// For which period.
    pub period: String,
    /// Which share of all money for AI it is.
    pub share_of_ai_budget: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// When it was funded.
    pub funded: Time,
    /// When it was closed.
    pub closed: Option<Time>,
}

list! {
    /// The funded initiatives.
    Initiatives = initiatives(InitiativeFilter): "InitiativeConnection" of InitiativeRow
}

impl List for Initiatives {
    const ONE: &'static str = "initiative";
    const WHAT: &'static str = "initiatives";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Initiative").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("Period").sorted("period"),
        Heading::new("Budget").sorted("amount"),
        Heading::new("Spent").sorted("spent"),
        Heading::new("Currency").file_only(),
        Heading::new("Owner").sorted("owner"),
        Heading::new("Funded").sorted("funded").minor(),
        Heading::new("Closed").sorted("closed"),
    ];

    fn cells(row: &InitiativeRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.period.clone(),
            row.amount.clone(),
            row.spent.clone(),
            row.currency.clone(),
            row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
            day(Some(&row.funded)),
            day(row.closed.as_ref()),
        ]
    }
}
