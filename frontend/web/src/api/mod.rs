//! The only way out of the browser: one untyped POST, a few REST calls, files, one subscription.
//!
//! Everything here speaks text. Typed queries are built and decoded by the `client` crate, so one
//! compiled copy of the transport serves every page and the download stays small.
//!
//! # Invariants
//! - A cookie is found by its whole name. (`a_cookie_is_found_by_its_whole_name`)
//! - Back-off between reconnects grows and stays bounded. (`waiting_grows_and_stays_bounded`)
//!
//! # Deliberately absent
//! - No tokens in script-readable storage. The session is an `HttpOnly` cookie.
//! - No caching. Answers belong to a position of the log; pages keep what they show.

mod ask;
mod fetch;
mod id;
mod socket;

pub use ask::{Answer, Ask, ask, submit};
pub use fetch::{Failure, get, on_signed_out, post, send_file, send_to};
pub use id::fresh_id;
pub use socket::{Subscription, subscribe};
