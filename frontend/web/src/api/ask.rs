//! Questions that pages ask again when what they depend on changes.
use leptos::prelude::*;

use super::{Failure, post};

/// Text of an answer, or why there is none.
pub type Answer = Result<String, Failure>;

/// A question in flight or answered. Copy it freely; show it with [`crate::ui::Loaded`].
#[derive(Clone, Copy)]
pub struct Ask {
    answer: LocalResource<Answer>,
    waiting: RwSignal<bool>,
}

impl Ask {
    /// The latest answer, `None` while the first one is on its way.
    pub fn get(&self) -> Option<Answer> {
        self.answer.get()
    }

    /// Whether a newer answer is on its way.
    pub fn is_waiting(&self) -> bool {
        self.waiting.get()
    }

    /// Asks the same question again.
    pub fn again(&self) {
        self.answer.refetch();
    }
}

/// Asks whenever a signal read inside `body` changes. `body` gives a GraphQL request as JSON.
///
/// Read [`crate::state::AsOf`] and [`crate::state::Live`] in `body`, so that the question follows
/// the moment looked at and new events.
pub fn ask(body: impl Fn() -> String + 'static) -> Ask {
    let waiting = RwSignal::new(true);
    let answer = LocalResource::new(move || {
        let body = body();
        async move {
            waiting.try_set(true);
            let answer = post(body).await;
            waiting.try_set(false);
            answer
        }
    });
    Ask { answer, waiting }
}

/// Sends a mutation and hands the answer to `then`.
pub fn submit(body: String, then: impl FnOnce(Answer) + 'static) {
    leptos::task::spawn_local(async move { then(post(body).await) });
}
