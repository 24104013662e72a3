//! The evidence timeline: what happened to one thing, lane by lane, and what did not.
//!
//! # Invariants
//! - Ticks stand on the first of a month. (`ticks_stand_on_the_first_of_a_month`)
//! - The lines are all happenings and gaps of the lanes asked for, from either end of time.
//!   (`lines_are_read_from_either_end`)
//! - Where older events are left out, the page says before which. (`what_is_left_out_is_said`)
//! - What stands too close together is drawn as one heap, and nothing is lost.
//!   (`heaps_lose_nothing`)
//!
//! # Deliberately absent
//! - No judging of gaps. The server knows what should have happened.

mod axis;
pub mod queries;
#[cfg(test)]
mod tests;
mod words;

pub use axis::{Axis, heaps};
pub use queries::{Gap, Lane, Timeline, TimelineAnswer, TimelineItem};
pub use words::{HEAD, Line, Wanted, What};
