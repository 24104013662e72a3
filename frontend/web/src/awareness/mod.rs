//! Awareness: one's own training and that of others, modules with their tests, campaigns, coverage,
//! and the report on AI literacy.
//!
//! # Deliberately absent
//! - No Markdown here: the server makes the pages of modules, and lets no HTML of a text through.

pub mod acts;
pub mod campaigns;
pub mod coverage;
pub mod duties;
pub mod exam;
pub mod learner;
pub mod literacy;
pub mod mine;
pub mod module;
pub mod modules;
pub mod picks;
pub mod places;
pub mod start;
pub mod write;

pub use campaigns::campaigns_page;
pub use coverage::coverage_page;
pub use duties::duties_page;
pub use learner::learner_page;
pub use literacy::literacy_page;
pub use mine::my_training_page;
pub use module::module_page;
pub use modules::modules_page;
pub use write::write_page;
