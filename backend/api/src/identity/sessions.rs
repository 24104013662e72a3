//! Sessions, kept in memory under the hash of their cookie.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

use kernel::{Micros, Subject};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::{command_id::random, reply::Answer};

/// A session without a request ends after this, in microseconds.
const IDLE: i64 = Micros::DAY / 3;
/// Every session ends after this.
const LONGEST: i64 = Micros::DAY;
/// Most sessions kept; the oldest make room.
const MOST: usize = 10_000;

type Hash = [u8; 32];

/// The value of a cookie: 32 random bytes, in hex.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh one.
    pub fn fresh() -> Answer<Self> {
        let mut text = String::with_capacity(64);
        for byte in random::<32>()? {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    /// The cookie's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[derive(Clone, Debug)]
struct Session {
    person: Subject,
    began: Micros,
    used: Micros,
}

impl Session {
    fn counts(&self, now: Micros) -> bool {
        let age = now.0.saturating_sub(self.began.0);
        let idle = now.0.saturating_sub(self.used.0);
        age < LONGEST && idle < IDLE
    }
}

/// The sessions of this process.
#[derive(Default)]
pub struct Sessions {
    kept: Mutex<HashMap<Hash, Session>>,
    ended: watch::Sender<u64>,
}

impl Sessions {
    /// Begins a session for a person, and ends the one the browser had before.
    pub fn begin(&self, person: &Subject, before: Option<&str>, now: Micros) -> Answer<Token> {
        let token = Token::fresh()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_some_and(|before| kept.remove(&hash(before)).is_some()) {
            self.ended.send_modify(|count| *count = count.wrapping_add(1));
        }
        if kept.len() >= MOST {
            kept.retain(|_, session| session.counts(now));
        }
        if kept.len() >= MOST {
            let oldest = kept.iter().min_by_key(|(_, session)| session.used).map(|(key, _)| *key);
            kept.retain(|key, _| Some(*key) != oldest);
        }
        let session = Session { person: person.clone(), began: now, used: now };
        kept.insert(hash(token.as_str()), session);
        Ok(token)
    }

    /// Whose session a cookie is, if it counts now.
    pub fn find(&self, cookie: &str, now: Micros) -> Option<Subject> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let key = hash(cookie);
        let session = kept.get_mut(&key)?;
        if !session.counts(now) {
            kept.remove(&key);
            return None;
        }
        session.used = now;
        Some(session.person.clone())
    }

    /// Whose session a cookie is, without counting this as a use of it.
    pub fn holder(&self, cookie: &str, now: Micros) -> Option<Subject> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let session = kept.get(&hash(cookie)).filter(|session| session.counts(now))?;
        Some(session.person.clone())
    }

    /// Ends a session.
    pub fn end(&self, cookie: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&hash(cookie));
        self.ended.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Tells when a session was ended by somebody; time ends them silently.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.ended.subscribe()
    }
}

fn hash(cookie: &str) -> Hash {
    Sha256::digest(cookie.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use kernel::{Micros, Subject};

    use super::{IDLE, LONGEST, Sessions, hash};

    const NOON: Micros = Micros(1_770_732_000_000_000);

    fn person() -> Subject {
        "person:p".parse().unwrap()
    }

    fn later(by: i64) -> Micros {
        Micros(NOON.0 + by)
    }

    #[test]
    fn a_session_ends() {
        let sessions = Sessions::default();
        let idle = sessions.begin(&person(), None, NOON).unwrap();
        assert_eq!(sessions.find(idle.as_str(), later(IDLE - 1)), Some(person()));
        assert_eq!(sessions.find(idle.as_str(), later(2 * IDLE)), None);
        assert_eq!(sessions.find(idle.as_str(), NOON), None, "an ended session comes back");

        let busy = sessions.begin(&person(), None, NOON).unwrap();
        for moment in [IDLE / 2, IDLE, IDLE * 3 / 2, IDLE * 2, IDLE * 5 / 2, LONGEST - 1] {
            assert_eq!(sessions.find(busy.as_str(), later(moment)), Some(person()));
        }
        assert_eq!(sessions.find(busy.as_str(), later(LONGEST)), None);
    }

    #[test]
    fn looking_at_a_session_does_not_keep_it_alive() {
        let sessions = Sessions::default();
        let token = sessions.begin(&person(), None, NOON).unwrap();
        assert_eq!(sessions.holder(token.as_str(), later(IDLE - 1)), Some(person()));
        assert_eq!(sessions.holder(token.as_str(), later(IDLE)), None);
        assert_eq!(sessions.find(token.as_str(), later(IDLE)), None);
    }

    #[test]
    fn only_a_hash_of_the_cookie_is_kept() {
        let sessions = Sessions::default();
        let token = sessions.begin(&person(), None, NOON).unwrap();
        assert_eq!(token.as_str().len(), 64);
        let kept = sessions.kept.lock().unwrap();
        assert_eq!(kept.keys().copied().collect::<Vec<_>>(), [hash(token.as_str())]);
        assert_ne!(hash(token.as_str()).as_slice(), token.as_str().as_bytes());
    }

    #[test]
    fn signing_in_makes_a_new_session() {
        let sessions = Sessions::default();
        let first = sessions.begin(&person(), None, NOON).unwrap();
        let second = sessions.begin(&person(), Some(first.as_str()), NOON).unwrap();
        assert_ne!(first, second);
        assert_eq!(sessions.find(first.as_str(), NOON), None);
        assert_eq!(sessions.find(second.as_str(), NOON), Some(person()));
        let ended = sessions.watch();
        sessions.end(second.as_str());
        assert!(ended.has_changed().unwrap());
        assert_eq!(sessions.find(second.as_str(), NOON), None);
    }
}
