//! New events, live: first what was recorded since the position asked for, then whatever comes.
//!
//! # Invariants
//! - Whoever follows misses nothing they may see and sees nothing else.
//!   (`a_follower_sees_what_was_and_what_comes`)
//!
//! # Deliberately absent
//! - No memory on the server: who was away asks again from the last position seen.

use app::{App, Instant};
use async_graphql::{Context, Subscription};
use futures::{Stream, StreamExt, stream};
use store::Stored;
use tokio::sync::watch;

use super::{
    asking::asking,
    events::Event,
    scalars::{Position, Subject},
};
use crate::{
    reply::{Answer, Reply},
    scope::Scope,
};

/// Events read at a time.
const STEP: u32 = 256;

/// What can be followed.
pub struct Subscription;

#[expect(clippy::unused_async, reason = "the macro wants it")]
#[Subscription]
impl Subscription {
    /// New events after a position; from the present on when none is given.
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last position seen.")] after: Option<Position>,
        #[graphql(desc = "Only these types.")] kinds: Option<Vec<String>>,
        #[graphql(desc = "Only events about this.")] subject: Option<Subject>,
    ) -> Result<impl Stream<Item = Answer<Event>> + use<>, Reply> {
        let asking = asking(ctx)?;
        let caller = asking.caller()?;
        let app = asking.app.clone();
        let head = app.store.watch();
        let next = after.map_or_else(|| app.store.head(), |after| after.0.saturating_add(1));
        let follower = Follower {
            caller: caller.person.clone(),
            app,
            head,
            next,
            kinds: kinds.unwrap_or_default(),
            subject: subject.map(|subject| subject.0.to_string()),
        };
        let steps = stream::unfold(follower, Follower::step);
        Ok(steps.flat_map(stream::iter))
    }
}

struct Follower {
    caller: kernel::Subject,
    app: App,
    head: watch::Receiver<u64>,
    next: u64,
    kinds: Vec<String>,
    subject: Option<String>,
}

impl Follower {
    /// Waits for events and gives those that are wanted; ends with the log.
    async fn step(mut self) -> Option<(Vec<Answer<Event>>, Self)> {
        let next = self.next;
        self.head.wait_for(|head| *head > next).await.ok()?;
        let events = match self.read().await {
            Ok(events) => events.into_iter().map(Ok).collect(),
            Err(reply) => {
                // An answer that failed is told once; the follower goes on behind it.
                self.next = self.next.max(*self.head.borrow());
                vec![Err(reply)]
            }
        };
        Some((events, self))
    }

    /// Reads on. Rights are judged anew, because they may have changed since.
    async fn read(&mut self) -> Answer<Vec<Event>> {
        let stored = self.app.store.read(self.next, STEP).await?;
        self.next = stored.last().map_or(self.next, |last| last.pos.saturating_add(1));
        let caller = self.app.caller(&self.caller).await?;
        let scope = Scope::open(&self.app, &caller, Instant::Now).await?;
        let is_wanted =
            |stored: &Stored| Event::is_wanted(stored, &self.kinds, self.subject.as_deref());
        let wanted = stored.into_iter().filter(is_wanted).collect();
        let seen = self.app.seen_events(&scope.sight, wanted).await?;
        seen.into_iter().map(|stored| Event::new(&scope, stored)).collect()
    }
}
