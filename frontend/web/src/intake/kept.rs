//! A draft that was left: it stands there again when its page is opened again.
//!
//! # Deliberately absent
//! - No storage: what somebody wrote is gone with the tab, and nobody else at this machine reads it.
use std::cell::RefCell;

use client::systems::draft::Draft;

thread_local! {
    /// The report it is about, or nothing, and what was written.
    static KEPT: RefCell<Option<(String, Draft)>> = const { RefCell::new(None) };
}

/// Keeps a draft.
pub fn keep(report: &str, draft: Draft) {
    let kept = (draft != Draft::default()).then(|| (report.to_owned(), draft));
    KEPT.with_borrow_mut(|slot| *slot = kept);
}

/// The draft that was left, if it is about the same.
pub fn kept(report: &str) -> Option<Draft> {
    KEPT.with_borrow(|slot| {
        slot.as_ref().filter(|(about, _)| about == report).map(|(_, draft)| draft.clone())
    })
}

/// Forgets it.
pub fn forget() {
    KEPT.with_borrow_mut(|slot| *slot = None);
}

#[cfg(test)]
mod tests {
    use client::systems::draft::Draft;

    use super::{forget, keep, kept};

    #[test]
    fn a_draft_that_was_left_stands_there_again() {
        let draft = Draft { name: "Care".to_owned(), ..Draft::default() };
        keep("", draft.clone());
        assert_eq!(kept(""), Some(draft));
        assert_eq!(kept("intake:a"), None, "that is about something else");
        forget();
        assert_eq!(kept(""), None);
        keep("", Draft::default());
        assert_eq!(kept(""), None, "an empty draft is none");
    }
}
