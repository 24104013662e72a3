//! What the whole application shares: who is signed in, the moment looked at, what is new, how
//! the pages look. Every part is `Copy` and comes from context.
//!
//! # Invariants
//! - A link keeps the moment looked at. (`a_link_keeps_the_moment`)
//! - What came of a command of this page is no news on it. (`what_this_page_sent_is_no_news`)
//! - What cannot be read as a moment is the present. (`an_unreadable_moment_is_now`)
//!
//! # Deliberately absent
//! - No copy of what the server knows. Pages ask again instead.

mod as_of;
mod live;
mod prefs;
mod session;

pub use as_of::{AsOf, Moment};
pub use live::Live;
pub use prefs::{Prefs, Theme};
pub use session::{Doors, Person, Session, Who};
pub(crate) use session::{remember_page, remembered_page};

use leptos::prelude::expect_context;

/// The moment looked at. Like all of these, only for use inside the application.
pub fn use_as_of() -> AsOf {
    expect_context()
}

/// What happened since the page was loaded.
pub fn use_live() -> Live {
    expect_context()
}

/// Who is signed in.
pub fn use_session() -> Session {
    expect_context()
}

/// How this person likes the pages.
pub fn use_prefs() -> Prefs {
    expect_context()
}
