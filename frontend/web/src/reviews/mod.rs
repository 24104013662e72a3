//! Pages of design reviews, findings and actions.
//!
//! # Deliberately absent
//! - No rules: what may not be done, the server refuses, and its sentence stands in the form.

pub mod act;
pub mod action;
pub mod actions;
pub mod cards;
pub mod conclude;
pub mod finding;
pub mod findings;
pub mod join;
pub mod link;
pub mod list;
pub mod open;
pub mod raise;
pub mod review;
pub mod words;

pub use action::action_page;
pub use actions::actions_page;
pub use finding::finding_page;
pub use findings::findings_page;
pub use list::reviews_page;
pub use review::review_page;
