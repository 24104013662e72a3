//! How much risk the organisation takes, category by category.

use domain::{
    Event,
    programme::{self, Statement},
};
use kernel::{Kind, Micros, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// The appetite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppetiteRow {
    /// The appetite.
    pub subject: Subject,
    /// One statement a category, in the order they were made.
    pub statements: Vec<Stated>,
    /// When it was set.
    pub set: Micros,
    /// By whom.
    pub set_by: Subject,
    /// Who approved it.
    pub approved_by: Subject,
}

/// A statement, and since when it says what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// The statement.
    pub statement: Statement,
    /// Since when it stands unchanged.
    pub since: Micros,
}

impl AppetiteRow {
    /// What is said about a category, whatever the size of its letters.
    pub fn of(&self, category: &str) -> Option<&Statement> {
        let wanted = category.to_lowercase();
        let is_it = |stated: &&Stated| stated.statement.category.as_str().to_lowercase() == wanted;
        self.statements.iter().find(is_it).map(|stated| &stated.statement)
    }
}

impl View for AppetiteRow {
    const NAME: &'static str = "appetite";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_appetite = fact.stream.kind() == Kind::Appetite;
        if is_appetite { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(programme::Event::AppetiteSet { statements, approved_by }) =
            &fact.event
        else {
            return row;
        };
        let before = row.map(|row| row.statements).unwrap_or_default();
        let since = |statement: &Statement| {
            let same = before.iter().find(|stated| stated.statement == *statement);
            same.map_or(fact.at, |stated| stated.since)
        };
        let stated = statements
            .iter()
            .map(|statement| Stated { since: since(statement), statement: statement.clone() });
        Some(Self {
            subject: fact.stream.clone(),
            statements: stated.collect(),
            set: fact.at,
            set_by: fact.by().clone(),
            approved_by: approved_by.clone(),
        })
    }

    fn system(&self) -> Option<&Subject> {
        None
    }
}
