//! Charts as plain SVG and HTML: small, printable, readable without sight.
//!
//! Every chart has a text in place of the picture: an accessible name, and a table or a list with
//! the same values. Colour is never alone: series differ in dash and label, levels in shape.
//!
//! # Invariants
//! - Ticks are round numbers that cover the values. (`ticks_are_round_and_cover_the_values`)
//! - Labels at the end of near lines do not touch. (`labels_do_not_touch`)
//! - Long times are divided at the first of months. (`long_times_are_divided_at_the_first_of_months`)
//! - Parts of a bar fill it exactly. (`parts_fill_the_bar`)
//! - A bar is never longer than its track. (`a_bar_is_never_longer_than_its_track`)
//!
//! # Deliberately absent
//! - No charting library. These are all the charts the pages need.

pub mod bar;
pub mod calendar;
pub mod matrix;
pub mod scale;
pub mod share;
pub mod spark;
pub mod timeline;
pub mod trend;

pub use bar::{Bars, Part, StackedBar};
pub use matrix::{Matrix, MatrixCell};
pub use share::ShareBar;
pub use spark::Sparkline;
pub use timeline::{Lane, Mark, Span, Timeline};
pub use trend::{Series, Trend};

use leptos::prelude::window;

/// Whether this is a narrow screen, where charts are drawn smaller instead of scaled down.
fn is_narrow() -> bool {
    let query = window().match_media("(max-width: 640px)").ok().flatten();
    query.is_some_and(|query| query.matches())
}
