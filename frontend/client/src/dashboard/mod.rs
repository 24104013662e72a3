//! What the first page asks, and what its figures say.
//!
//! # Invariants
//! - The whole first page is one question. (`the_first_page_reads_its_answer`)
//! - A change names the weeks it covers. (`a_change_names_the_weeks_it_covers`)
//! - A single point is no change. (`one_point_is_no_change`)
//!
//! # Deliberately absent
//! - No thresholds: what needs attention, the server says.

pub mod model;
pub mod quarantined;
pub mod queries;
#[cfg(test)]
mod tests;
