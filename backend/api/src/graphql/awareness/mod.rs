//! Awareness: the curriculum, what people must learn and did, and how much of it is done.
//!
//! # Invariants
//! - Whose learning may not be seen does not exist. (`learning_is_seen_by_few_and_by_oneself`)
//! - No answer of a test is part of the schema before the test was graded.
//!   (`the_answers_are_not_served_before_the_attempt`)

pub mod coverage;
pub mod curriculum;
pub mod duties;
pub mod learner;

pub use coverage::{CoverageCount, LiteracyReport, TrainingCoverage};
pub use curriculum::{Campaign, Curriculum, Module, Test};
pub use duties::PersonDuty;
pub use learner::{Duty, Learner, TestResult, TrainingStanding};

/// What people call a role.
fn role_title(role: &str) -> String {
    domain::people::role(role).map_or_else(|| role.replace('_', " "), |role| role.title.clone())
}
