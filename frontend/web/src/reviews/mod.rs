//! Pages of design reviews, findings and actions.
//!
//! # Deliberately absent
//! - No rules: what may not be done, the server refuses, and its sentence stands in the form.

mod act;
mod action;
mod actions;
pub mod cards;
mod conclude;
mod finding;
mod findings;
mod list;
mod open;
mod raise;
mod review;
pub mod words;

pub use action::action_page;
pub use actions::actions_page;
pub use finding::finding_page;
pub use findings::findings_page;
pub use list::reviews_page;
pub use review::review_page;
