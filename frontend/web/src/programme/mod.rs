//! Pages of the programme: what is mandated, funded, exercised and asked about.
//!
//! # Deliberately absent
//! - No rules: what may not be done, the server refuses, and its sentence stands in the form.

mod attest;
mod feedback;
mod feedback_item;
mod follow;
mod lists;
mod meeting;
mod page;
mod parts;
mod policy;
mod trends;

pub use feedback_item::feedback_item_page;
pub use lists::{feedback_page, meetings_page};
pub use meeting::meeting_page;
pub use page::programme_page;
pub use policy::policy_page;
