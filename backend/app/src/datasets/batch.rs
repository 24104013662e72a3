//! A batch: what arrived at a source, with which credential, and what it turned out to be.

use std::collections::BTreeMap;

use domain::{
    Event,
    datasets::{self, BatchVerdict},
};
use kernel::{Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchRow {
    /// The batch.
    pub subject: Subject,
    /// Where it came from.
    pub source: Subject,
    /// The system it is for.
    pub system: Option<Subject>,
    /// How many records it holds.
    pub records: u64,
    /// The credential it was sent with; an id, never the secret.
    pub credential: Name,
    /// What was checked on arrival, and what came of it.
    pub checks: BTreeMap<String, String>,
    /// How many network addresses sent it.
    pub origins: Option<u64>,
    /// What the sending program called itself.
    pub client: Option<Name>,
    /// When it arrived.
    pub received: Micros,
    /// What it was found to be, later.
    pub verdict: Option<BatchVerdict>,
    /// Why.
    pub verdict_reason: Personal,
}

impl View for BatchRow {
    const NAME: &'static str = "batches";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_batch = fact.stream.kind() == Kind::Batch;
        if is_batch { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Datasets(event) = &fact.event else { return row };
        if let datasets::Event::BatchMarked { verdict, reason, .. } = event {
            let mut row = row?;
            row.verdict = Some(*verdict);
            row.verdict_reason = reason.clone();
            return Some(row);
        }
        let datasets::Event::BatchReceived {
            source,
            system,
            records,
            credential,
            checks,
            origins,
            client,
        } = event
        else {
            return row;
        };
        Some(Self {
            subject: fact.stream.clone(),
            source: source.clone(),
            system: system.clone(),
            records: *records,
            credential: credential.clone(),
            checks: checks.clone(),
            origins: *origins,
            client: client.clone(),
            received: fact.at,
            verdict: None,
            verdict_reason: Personal::Erased,
        })
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.received.to_string()
    }
}
