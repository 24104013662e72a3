//! The appender: one task for each open store, which batches commands before the lock.
//!
//! While one batch is being written the next one gathers, so that a lone caller never waits for
//! company and many callers share each flush.
//!
//! # Invariants
//! - Every command is answered, also when its batch breaks (`a_command_that_the_database_refuses_fails_alone`).
//!
//! # Deliberately absent
//! - A timer: waiting for more commands would only slow a lone caller down.

use tokio::sync::{mpsc, oneshot};

use super::{Append, AppendError, Appended, batch};
use crate::{StoreError, core::Core};
use std::sync::Arc;

/// Commands in one batch.
const COMMANDS: usize = 512;
/// Bytes in one batch, roughly.
const BYTES: usize = 1 << 20;
/// How often the queue is looked at again before a batch is closed.
const LOOKS: usize = 3;

/// Work for the appender.
pub(crate) enum Job {
    /// Record this and answer.
    Append(Box<Append>, oneshot::Sender<Result<Appended, AppendError>>),
    /// Finish what came before and end.
    Stop,
}

/// Works until the queue is closed or told to stop.
pub(crate) async fn work(core: Arc<Core>, mut queue: mpsc::Receiver<Job>) {
    let mut go_on = true;
    while go_on {
        let Some(first) = queue.recv().await else {
            return;
        };
        let (jobs, more) = gather(&mut queue, first).await;
        go_on = more;
        answer(&core, jobs).await;
    }
    queue.close();
    while let Some(job) = queue.recv().await {
        if let Job::Append(_, reply) = job {
            // The caller may have stopped listening; that is its right.
            let _ = reply.send(Err(StoreError::Closed.into()));
        }
    }
}

type Waiting = (Box<Append>, oneshot::Sender<Result<Appended, AppendError>>);

async fn gather(queue: &mut mpsc::Receiver<Job>, first: Job) -> (Vec<Waiting>, bool) {
    let (mut jobs, mut bytes, mut looks) = (Vec::new(), 0, 0);
    let mut next = Some(first);
    loop {
        match next {
            Some(Job::Append(append, reply)) => {
                bytes += size(&append);
                jobs.push((append, reply));
            }
            Some(Job::Stop) => return (jobs, false),
            None if looks == LOOKS => return (jobs, true),
            None => {
                // Callers answered just now get the chance to ask again.
                looks += 1;
                tokio::task::yield_now().await;
            }
        }
        if jobs.len() >= COMMANDS || bytes >= BYTES {
            return (jobs, true);
        }
        next = queue.try_recv().ok();
    }
}

async fn answer(core: &Core, jobs: Vec<Waiting>) {
    if jobs.is_empty() {
        return;
    }
    let commands: Vec<&Append> = jobs.iter().map(|(append, _)| &**append).collect();
    let results = match batch::record(core, &commands).await {
        Ok(results) => results,
        Err(why) if commands.len() == 1 => vec![Err(why.into())],
        Err(why) => {
            tracing::warn!(%why, "a batch broke, its commands are recorded one by one");
            one_by_one(core, &commands).await
        }
    };
    for ((_, reply), result) in jobs.into_iter().zip(results) {
        // The caller may have stopped listening; asking again is answered by the dedupe table.
        let _ = reply.send(result);
    }
}

async fn one_by_one(core: &Core, commands: &[&Append]) -> Vec<Result<Appended, AppendError>> {
    let mut results = Vec::with_capacity(commands.len());
    for command in commands {
        let result = match batch::record(core, &[command]).await {
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
