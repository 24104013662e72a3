//! The appender: one for each open store, which batches commands before the lock.
//!
//! While one batch is being written the next one gathers, so that a lone caller never waits for
//! company and many callers share each flush. Callers answered just now are likely to ask again at
//! once, so the next batch waits for as many as those, a moment at most.
//!
//! # Invariants
//! - Every command is answered, also when its batch breaks (`a_command_that_the_database_refuses_fails_alone`).
//!
//! # Deliberately absent
//! - A fixed delay: it would slow a lone caller down, and be wrong for any other disk.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
    task,
};

use super::{
    Append, AppendError, Appended,
    batch::{self, Asked, Results},
    sqlite::Scribe,
};
use crate::{StoreError, core::Core};

/// Commands in one batch.
const COMMANDS: usize = 512;
/// Bytes in one batch, roughly.
const BYTES: usize = 1 << 20;
/// A batch waits for callers at most one such part of the time that the batch before took.
const PART: u32 = 4;

/// Where an answer goes.
pub(crate) type Reply = oneshot::Sender<Result<Appended, AppendError>>;

/// Work for the appender.
pub(crate) enum Job {
    /// Record this and answer.
    Append(Asked, Reply),
    /// Finish what came before and end.
    Stop,
}

/// Starts the appender; what is returned is told when it has ended.
///
/// With `SQLite` it is a thread of its own, as writing the file blocks.
#[expect(
    clippy::disallowed_methods,
    reason = "the appender belongs to the store: `close` waits for it"
)]
pub(crate) fn start(
    core: Arc<Core>,
    queue: mpsc::Receiver<Job>,
) -> Result<oneshot::Receiver<()>, StoreError> {
    let (ended, end) = oneshot::channel();
    let Some(file) = core.db.file() else {
        task::spawn(work(core, None, queue, ended));
        return Ok(end);
    };
    let scribe = Scribe::open(file)?;
    let runtime = Handle::current();
    let body = move || runtime.block_on(work(core, Some(scribe), queue, ended));
    let spawned = thread::Builder::new().name("ledgerstone-log".to_owned()).spawn(body);
    spawned.map_err(|source| StoreError::File { path: "a thread".to_owned(), source })?;
    Ok(end)
}

/// Works until the queue is closed or told to stop.
async fn work(
    core: Arc<Core>,
    mut scribe: Option<Scribe>,
    mut queue: mpsc::Receiver<Job>,
    ended: oneshot::Sender<()>,
) {
    let mut pace = Pace { returning: 0, patience: Duration::ZERO };
    let mut go_on = true;
    while go_on {
        let company = queue.len() + pace.returning;
        let Some(first) = queue.recv().await else { break };
        let (asked, replies, more) = gather(&mut queue, first, (company, pace.patience)).await;
        go_on = more;
        let start = Instant::now();
        pace.returning = replies.len();
        answer(&core, scribe.as_mut(), &asked, replies).await;
        pace.patience = start.elapsed() / PART;
    }
    queue.close();
    while let Some(job) = queue.recv().await {
        if let Job::Append(_, reply) = job {
            // The caller may have stopped listening; that is its right.
            let _ = reply.send(Err(StoreError::Closed.into()));
        }
    }
    drop(scribe);
    // Nobody may be waiting for the end.
    let _ = ended.send(());
}

/// What the batch before tells about the next one.
struct Pace {
    /// Callers answered just now.
    returning: usize,
    /// How long the next batch waits for them at most.
    patience: Duration,
}

async fn gather(
    queue: &mut mpsc::Receiver<Job>,
    first: Job,
    (company, patience): (usize, Duration),
) -> (Vec<Asked>, Vec<Reply>, bool) {
    let (mut asked, mut replies, mut bytes) = (Vec::new(), Vec::new(), 0);
    let start = Instant::now();
    let mut next = Some(first);
    loop {
        match next {
            Some(Job::Append(one, reply)) => {
                bytes += size(&one.append);
                asked.push(one);
                replies.push(reply);
            }
            Some(Job::Stop) => return (asked, replies, false),
            None if asked.len() >= company || start.elapsed() >= patience => {
                return (asked, replies, true);
            }
            None => {
                thread::yield_now();
                task::yield_now().await;
            }
        }
        if asked.len() >= COMMANDS || bytes >= BYTES {
            return (asked, replies, true);
        }
        next = queue.try_recv().ok();
    }
}

async fn answer(
    core: &Core,
    mut scribe: Option<&mut Scribe>,
    asked: &[Asked],
    replies: Vec<Reply>,
) {
    if asked.is_empty() {
        return;
    }
    let results = match batch::record(core, scribe.as_deref_mut(), asked).await {
        Ok(results) => results,
        Err(why) if asked.len() == 1 => vec![Err(why.into())],
        Err(why) => {
            tracing::warn!(%why, "a batch broke, its commands are recorded one by one");
            one_by_one(core, scribe, asked).await
        }
    };
    for (reply, result) in replies.into_iter().zip(results) {
        // The caller may have stopped listening; asking again is answered by the dedupe table.
        let _ = reply.send(result);
    }
}

async fn one_by_one(core: &Core, mut scribe: Option<&mut Scribe>, asked: &[Asked]) -> Results {
    let mut results = Vec::with_capacity(asked.len());
    for one in asked.chunks(1) {
        let result = match batch::record(core, scribe.as_deref_mut(), one).await {
            Ok(mut results) => results.pop().unwrap_or(Err(StoreError::Closed.into())),
            Err(why) => Err(why.into()),
        };
        results.push(result);
    }
    results
}

fn size(append: &Append) -> usize {
    let events = append.events.iter().map(|event| {
        let parts: usize = event.parts.iter().map(|part| part.text.len()).sum();
        300 + text(&event.data) + parts
    });
    append.request.len() + events.sum::<usize>()
}

fn text(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => 8,
        serde_json::Value::String(text) => text.len() + 3,
        serde_json::Value::Array(items) => items.iter().map(text).sum::<usize>() + 2,
        serde_json::Value::Object(members) => {
            members.iter().map(|(name, value)| name.len() + 4 + text(value)).sum::<usize>() + 2
        }
    }
}
