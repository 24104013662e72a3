//! A piece of evidence: what was tested, with what, what came of it, and how long it counts.

use std::collections::BTreeMap;

use domain::{
    Event,
    evaluations::{self, Outcome, Threshold},
};
use kernel::{Decimal, Digest, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// The evidence.
    pub subject: Subject,
    /// What was tested, at its exact version.
    pub about: Subject,
    /// The dataset version it was computed with.
    pub dataset: Option<Subject>,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// The type of evidence, by its id in the catalogue.
    pub evidence_type: Name,
    /// The tool that made it.
    pub tool: Name,
    /// SHA-256 of the report.
    pub digest: Digest,
    /// When it was attached.
    pub attached: Micros,
    /// By whom.
    pub by: Subject,
    /// What came of it.
    pub outcome: Outcome,
    /// What was measured.
    pub metrics: BTreeMap<String, Decimal>,
    /// What was found to be so or not.
    pub flags: BTreeMap<String, bool>,
    /// Everything else the report says.
    pub details: BTreeMap<String, String>,
    /// What it was held against.
    pub thresholds: Vec<Threshold>,
    /// The threats and controls it speaks to.
    pub speaks_to: Vec<Name>,
    /// For how many days it counts.
    pub fresh_days: Option<u64>,
    /// Set when it was withdrawn: when, and why.
    pub withdrawn: Option<(Micros, Personal)>,
    /// The files kept with it, oldest first.
    pub files: Vec<KeptFile>,
}

/// A file kept with a piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptFile {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// Its media type.
    pub media_type: Name,
    /// How many bytes it has.
    pub bytes: u64,
    /// What whoever sent it calls it.
    pub name: Personal,
    /// When it was kept.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
}

/// Whether evidence still counts at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// It counts.
    Fresh,
    /// It is too old.
    Stale,
    /// It has no end.
    Undated,
    /// It was taken back.
    Withdrawn,
}

impl EvidenceRow {
    /// The moment it stops counting, where it does.
    pub fn stale_at(&self) -> Option<Micros> {
        let days = i64::try_from(self.fresh_days?).ok()?;
        Some(self.attached.plus_days(days))
    }

    /// Whether it counts at a moment.
    pub fn freshness(&self, at: Micros) -> Freshness {
        if self.withdrawn.is_some() {
            return Freshness::Withdrawn;
        }
        match self.stale_at() {
            None => Freshness::Undated,
            Some(end) if at < end => Freshness::Fresh,
            Some(_) => Freshness::Stale,
        }
    }

    fn attached(fact: &Fact, event: &evaluations::Event) -> Option<Self> {
        let evaluations::Event::Attached {
            subject,
            system,
            kind,
            tool,
            digest,
            metrics,
            flags,
            details,
            dataset,
            thresholds,
            outcome,
            speaks_to,
            fresh_days,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            about: subject.clone(),
            dataset: dataset.clone(),
            system: system.clone(),
            evidence_type: kind.clone(),
            tool: tool.clone(),
            digest: digest.clone(),
            attached: fact.at,
            by: fact.by().clone(),
            outcome: *outcome,
            metrics: metrics.clone(),
            flags: flags.clone(),
            details: details.clone(),
            thresholds: thresholds.clone(),
            speaks_to: speaks_to.clone(),
            fresh_days: *fresh_days,
            withdrawn: None,
            files: Vec::new(),
        })
    }

    fn take(&mut self, fact: &Fact, event: &evaluations::Event) {
        match event {
            evaluations::Event::Attached { .. } => {}
            evaluations::Event::Withdrawn { reason } => {
                self.withdrawn = Some((fact.at, reason.clone()));
            }
            evaluations::Event::FileKept { digest, media_type, bytes, name } => {
                self.files.push(KeptFile {
                    digest: digest.clone(),
                    media_type: media_type.clone(),
                    bytes: *bytes,
                    name: name.clone(),
                    at: fact.at,
                    by: fact.by().clone(),
                });
            }
        }
    }
}

impl View for EvidenceRow {
    const NAME: &'static str = "evidence";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Evaluations(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Evaluations(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::attached(fact, event))?;
        row.take(fact, event);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.attached.to_string()
    }
}
