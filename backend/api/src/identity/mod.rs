//! Door: sessions of people who signed in, whichever way they did.
//!
//! # Invariants
//! - A session ends after eight idle hours and after a day at the latest. (`a_session_ends`)
//! - Only a hash of the cookie is kept. (`only_a_hash_of_the_cookie_is_kept`)
//! - Signing in makes a new session and ends the one before. (`signing_in_makes_a_new_session`)
//!
//! # Deliberately absent
//! - No session in the log or in a file: whoever restarts the server signs in again.
//! - No rights: they are judged at each request from the roles in the log.

pub mod oidc;
mod sessions;

pub use sessions::{Sessions, Token};
