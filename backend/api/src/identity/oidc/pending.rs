//! Sign-ins that have begun, kept here and never in the browser.

use std::{collections::HashMap, sync::Mutex};

use openidconnect::{Nonce, PkceCodeVerifier};
use subtle::ConstantTimeEq as _;

use super::Refusal;

/// How long a sign-in may take, in microseconds.
const PATIENCE: i64 = 10 * 60 * 1_000_000;
/// Most sign-ins that wait at a time.
const MOST: usize = 10_000;

/// A sign-in that has begun.
pub(super) struct Pending {
    pub(super) state: String,
    pub(super) nonce: Nonce,
    pub(super) verifier: PkceCodeVerifier,
    /// Where to go afterwards, a path of ours.
    pub(super) next: String,
}

/// All of them, by the cookie of their browser.
#[derive(Default)]
pub(super) struct Waiting {
    by_cookie: Mutex<HashMap<String, (i64, Pending)>>,
}

impl Waiting {
    /// Remembers a sign-in.
    pub(super) fn begin(&self, cookie: String, pending: Pending, now: i64) -> Result<(), Refusal> {
        let mut waiting = self.by_cookie.lock().map_err(|_| Refusal::Broke)?;
        waiting.retain(|_, (begun, _)| begun.saturating_add(PATIENCE) > now);
        if waiting.len() >= MOST {
            return Err(Refusal::Busy);
        }
        waiting.insert(cookie, (now, pending));
        Ok(())
    }

    /// Takes a sign-in up again; it cannot be taken up twice.
    pub(super) fn take(&self, cookie: &str, state: &str, now: i64) -> Result<Pending, Refusal> {
        let mut waiting = self.by_cookie.lock().map_err(|_| Refusal::Broke)?;
        let (begun, pending) = waiting.remove(cookie).ok_or(Refusal::NotBegun)?;
        if begun.saturating_add(PATIENCE) <= now {
            return Err(Refusal::NotBegun);
        }
        let is_ours: bool = pending.state.as_bytes().ct_eq(state.as_bytes()).into();
        if is_ours { Ok(pending) } else { Err(Refusal::WrongState) }
    }
}
