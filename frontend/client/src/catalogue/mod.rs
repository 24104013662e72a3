//! The catalogue: threats, frameworks, files, and what the organisation adds.
//!
//! # Invariants
//! - One question for each page. (`the_catalogue_is_one_question_each`)
//! - A cell of the matrix says in words how it stands. (`a_cell_says_how_it_stands`)
//! - Where an id of the catalogue leads is decided by how it begins. (`an_id_leads_to_its_page`)

pub mod commands;
pub mod files;
pub mod frameworks;
pub mod model;
#[cfg(test)]
mod tests;
pub mod threats;
