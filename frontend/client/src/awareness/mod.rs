//! Awareness: what people must learn, their tests, and how much of it is done.
//!
//! # Invariants
//! - A test is sent when every question is answered, and not before. (`a_test_is_sent_when_all_is_answered`)
//! - A share of nothing is no share, and stands at the end of every order.
//!   (`a_share_of_nothing_is_no_share`, `what_is_least_done_is_first`)
//! - An own module is sent when it is complete, and says what is missing before. (`an_own_module_says_what_is_missing`)
//!
//! # Deliberately absent
//! - No grading and no dates: the server says what is due, and what came of a test.

pub mod campaigns;
pub mod commands;
pub mod coverage;
pub mod curriculum;
pub mod draft;
pub mod duties;
pub mod learner;
pub mod lesson;
pub mod model;
pub(crate) mod operations;
#[cfg(test)]
mod tests;
