//! Risks: the register, the map, one risk, and what can be done about it.
//!
//! # Invariants
//! - What an address says narrows the register, the map and the file alike. (`an_address_narrows_the_register`)
//! - What nobody scored is never shown as a low risk. (`an_unscored_risk_has_no_level`)
//! - An indicator without a value has no colour, and says why. (`an_indicator_says_its_value_or_why_it_has_none`)
//! - A risk begins with what its finding says, and names it. (`a_risk_begins_with_what_its_finding_says`)
//! - A form asks for whatever its act needs. (`a_form_asks_for_what_its_act_needs`)
//!
//! # Deliberately absent
//! - No score formula, and no rule about who may accept: the server says both.

pub mod act;
pub mod commands;
pub mod forms;
pub mod heat;
pub mod indicators;
pub mod list;
pub mod model;
pub mod one;
pub(crate) mod samples;
pub mod scheme;
#[cfg(test)]
mod tests;
pub mod words;
