//! How an AI system comes in: reported uses that nobody registered, registering a system step by
//! step, describing it anew, and its class under the EU AI Act.

pub mod act;
pub mod approve;
pub mod conclusion;
pub mod fields;
pub mod kept;
pub mod profile;
pub mod queue;
pub mod register;
pub mod report;
pub mod settle;
pub mod steps;
pub mod submit;

pub use act::act_page;
pub use profile::profile_page;
pub use queue::queue_page;
pub use register::register_page;
pub use report::report_page;
