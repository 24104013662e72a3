//! The catalogue: threats, frameworks, files, items, the traceability matrix, and what the
//! organisation adds.
//!
//! # Invariants
//! - A cell of the matrix says in words how it stands. (`a_cell_says_how_it_stands`)
//! - Where an id of the catalogue leads is decided by how it begins. (`an_id_leads_to_its_page`)
//! - A file with a wrong item is not sent. (`a_file_with_a_wrong_item_is_not_sent`)
//! - Every feature of the traceability matrix that has a place of its own leads to a page. (`a_feature_leads_to_a_page`)

pub mod bulk;
pub mod commands;
pub mod files;
pub mod frameworks;
pub mod items;
pub mod model;
#[cfg(test)]
mod tests;
pub mod threats;
pub mod trace;
