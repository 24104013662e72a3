//! What the organisation tolerates, category by category, as it stood at a moment.
//!
//! # Invariants
//! - What the board said last is what register, map, row, export and exposure hold a risk against,
//!   each as of its own moment. (`every_door_holds_a_risk_against_the_appetite_of_its_moment`)
//! - A category the board said nothing about keeps what ships with the product.
//!   (`what_nobody_stated_is_as_it_ships`)

use std::collections::BTreeMap;

use domain::{
    programme::{Statement, Tolerance},
    risks::{Band, Category},
};

/// The worst band that is tolerated in each category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tolerances {
    stated: BTreeMap<Category, Band>,
}

impl Tolerances {
    /// The worst band tolerated in a category: as stated, else as it ships.
    pub fn of(&self, category: Category) -> Band {
        self.stated.get(&category).copied().unwrap_or_else(|| category.tolerance())
    }

    /// What the statements of one appetite say. One that names no category of risks says nothing
    /// about any.
    pub(super) fn stated(statements: &[Statement]) -> Self {
        let stated = statements.iter().filter_map(|statement| {
            let category = named(statement.category.as_str())?;
            Some((category, band(statement.tolerance_max_band)))
        });
        Self { stated: stated.collect() }
    }
}

/// The category of a statement: by its title or its word, whatever the size of its letters.
fn named(text: &str) -> Option<Category> {
    let wanted = text.trim().to_lowercase();
    let is_it = |category: &&Category| {
        category.title().to_lowercase() == wanted || category.as_str() == wanted
    };
    Category::ALL.iter().find(is_it).copied()
}

fn band(tolerance: Tolerance) -> Band {
    match tolerance {
        Tolerance::Low => Band::Low,
        Tolerance::Medium => Band::Medium,
        Tolerance::High => Band::High,
        Tolerance::VeryHigh => Band::VeryHigh,
    }
}
