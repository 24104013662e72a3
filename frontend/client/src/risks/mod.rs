//! Risks: the register, the map, one risk, and what can be done about it.
//!
//! # Invariants
//! - What an address says narrows the register, the map and the export alike. (`an_address_narrows_the_register`)
//! - What nobody scored is never shown as a low risk. (`an_unscored_risk_has_no_level`)
//! - A form sends what its act needs, and nothing else. (`the_orders_stay_as_they_are`)
//!
//! # Deliberately absent
//! - No score formula, and no rule about who may accept: the server says both.

pub mod forms;
pub mod heat;
pub mod model;
pub mod one;
pub mod orders;
pub mod queries;
pub mod scheme;
#[cfg(test)]
mod tests;
