//! Pages of the programme: what is mandated, funded, exercised and asked about.
//!
//! # Deliberately absent
//! - No rules: what may not be done, the server refuses, and its sentence stands in the form.

pub mod appetite;
pub mod attest;
pub mod feedback;
pub mod feedback_item;
pub mod follow;
pub mod fund;
pub mod initiative;
pub mod lists;
pub mod meeting;
pub mod minutes;
pub mod money;
pub mod page;
pub mod parts;
pub mod policy;
pub mod publish;
pub mod record;
pub mod text;
pub mod trends;
pub mod voices;

pub use feedback_item::feedback_item_page;
pub use initiative::initiative_page;
pub use lists::{exercises_page, initiatives_page, policies_page, surveys_page};
pub use meeting::meeting_page;
pub use page::programme_page;
pub use policy::policy_page;
pub use voices::{feedback_page, meetings_page};
