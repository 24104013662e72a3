//! What does not add up: one list of findings, and the checks that found them.
//!
//! # Invariants
//! - What an address says about the list is what is asked. (`an_address_narrows_the_findings`)
//! - A finding says why, since when, and leads to the page that mends it.
//!   (`a_finding_leads_to_what_mends_it`)
//! - Checks that found nothing are named, too. (`checks_that_found_nothing_are_named`)

pub mod list;
pub mod model;
#[cfg(test)]
mod tests;
