//! Controls of systems: what shows them, how they stand, what to do.
//!
//! # Invariants
//! - What an address says about the list is what is asked. (`an_address_narrows_the_controls`)
//! - The worst of some counts stands for them. (`the_worst_of_some_counts_stands_for_them`)

pub mod commands;
pub mod list;
pub mod model;
pub mod page;
pub mod queries;
#[cfg(test)]
mod tests;
