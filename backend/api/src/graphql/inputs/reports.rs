//! Inputs about evidence: reports of tests.

use async_graphql::{ID, InputObject};
use domain::evaluations::{Command, Report, Threshold};
use kernel::Decimal;

use super::{PairInput, by_name, digest, maybe, name, names, orders, pairs, word};
use crate::{
    graphql::{
        mutation::EvidenceRoom,
        scalars::{Long, Subject},
    },
    reply::Answer,
};

/// A number that was measured.
#[derive(InputObject, Clone, Debug)]
pub struct MetricInput {
    /// The metric's id.
    pub name: String,
    /// The number, as the tool writes it.
    pub value: String,
}

/// Something that was found to be so or not.
#[derive(InputObject, Clone, Debug)]
pub struct FlagInput {
    /// The metric's id.
    pub name: String,
    /// Whether it is so.
    pub value: bool,
}

/// A limit that a metric must keep.
#[derive(InputObject, Clone, Debug)]
pub struct ThresholdInput {
    /// The metric's id.
    pub metric: String,
    /// `lt`, `le`, `gt`, `ge` or `eq`.
    pub op: String,
    /// The limit; 1 or 0 for a flag.
    pub value: String,
    /// Where the limit comes from, a test id of the catalogue.
    pub source: String,
}

/// A test result to attach. Its outcome is computed here, never claimed.
#[derive(InputObject, Clone, Debug)]
pub struct AttachEvidenceInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `evidence:NAME`.
    pub evidence: Subject,
    /// What was tested, at its exact version where it has one.
    pub about: Subject,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// The type of evidence, by its id in the catalogue.
    pub evidence_type: String,
    /// The tool that wrote it.
    pub tool: String,
    /// SHA-256 of the raw report, in hex.
    pub digest: String,
    /// Numbers.
    pub metrics: Option<Vec<MetricInput>>,
    /// Yes or no.
    pub flags: Option<Vec<FlagInput>>,
    /// Whatever else the report says that is no personal data.
    pub details: Option<Vec<PairInput>>,
    /// The exact dataset version it was computed on.
    pub dataset: Option<Subject>,
    /// The limits it is held against; those of the catalogue when absent.
    pub thresholds: Option<Vec<ThresholdInput>>,
    /// The threats and controls it speaks to, by catalogue id.
    pub speaks_to: Option<Vec<String>>,
    /// For how many days it is good.
    pub fresh_days: Option<Long>,
}

/// Evidence to withdraw: it was wrong.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawEvidenceInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which evidence.
    pub evidence: Subject,
    /// Why.
    pub reason: String,
}

fn metric(metric: MetricInput) -> Answer<(String, Decimal)> {
    Ok((metric.name, word("metrics", &metric.value)?))
}

fn threshold(limit: &ThresholdInput) -> Answer<Threshold> {
    Ok(Threshold {
        metric: name("thresholds", &limit.metric)?,
        op: word("thresholds", &limit.op)?,
        value: word("thresholds", &limit.value)?,
        source: name("thresholds", &limit.source)?,
    })
}

orders! {
    AttachEvidenceInput => EvidenceRoom, evidence, |input, _| {
        let metrics = input.metrics.unwrap_or_default().into_iter().map(metric);
        let flags = input.flags.unwrap_or_default().into_iter().map(|flag| (flag.name, flag.value));
        let limits = input.thresholds.unwrap_or_default();
        Ok(Command::Attach(Report {
            subject: input.about.0,
            system: maybe(input.system),
            evidence_type: name("evidenceType", &input.evidence_type)?,
            tool: name("tool", &input.tool)?,
            digest: digest("digest", &input.digest)?,
            metrics: by_name("metrics", metrics.collect::<Answer<Vec<_>>>()?)?,
            flags: by_name("flags", flags)?,
            details: pairs("details", input.details)?,
            dataset: maybe(input.dataset),
            thresholds: limits.iter().map(threshold).collect::<Answer<_>>()?,
            speaks_to: names("speaksTo", &input.speaks_to.unwrap_or_default())?,
            fresh_days: input.fresh_days.map(|days| days.0),
        }))
    };
    WithdrawEvidenceInput => EvidenceRoom, evidence, |input, asked| Ok(Command::Withdraw {
        reason: asked.must_say("reason", &input.reason)?,
    });
}
