//! Search: what a text finds, in the palette and on its page.
//!
//! # Invariants
//! - Results of one kind stand together, and the best kind stands first. (`results_stand_together_by_kind`)
//! - A part of a subject leads to its own page. (`a_part_leads_to_its_own_page`)
//! - What has no page of its own leads to its list. (`what_has_no_page_leads_to_its_list`)
//! - The arrows go around. (`the_arrows_go_around`)
//! - A place is found by the beginnings of its words. (`a_place_is_found_by_the_beginnings_of_its_words`)
//!
//! # Deliberately absent
//! - No search here: what fits, and how well, the server says.

pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
