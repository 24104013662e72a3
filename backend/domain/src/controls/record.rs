//! Which facts of the rooms show what a control asks for: a table, and nothing else.
//!
//! Each row names the metric of the catalogue that a fact answers, the type of evidence it stands
//! for, how long it counts, and where that reading of it comes from. What a fact cannot answer, such
//! as a test somebody has to run, is in no row: stating that calls are limited is not a test of it.

use crate::words::words;

words! {
    /// A fact of a room that shows what a control asks for.
    pub enum RoomFact {
        /// A system has an owner and a deputy, and both are here.
        Owners = "owners",
        /// What a system has live is in the register of models.
        Models = "models",
        /// The class of a system under the AI Act is approved, and nothing changed since.
        Class = "class",
        /// A design review was concluded and not turned down.
        Review = "review",
        /// Somebody attested that rights in an environment are as few as possible.
        LeastPrivilege = "least_privilege",
        /// A dataset version is registered with its digest and with what it was made from.
        Version = "version",
        /// A deployment was recorded as asking callers who they are, or not.
        SignIn = "sign_in",
        /// A deployment was recorded as limiting calls, or not.
        Throttling = "throttling",
        /// A deployment was recorded as scanned, signed and not running as root.
        Container = "container",
        /// A deployment was recorded as encrypting its logs, or not.
        Logs = "logs",
        /// How much of what is required of those who work on a system they learnt.
        Training = "training",
        /// How well those who work on a system did in the tests that count.
        Tests = "tests",
        /// Batches in a dataset version were recorded as sent by senders who are known, or not.
        Senders = "senders",
        /// A dataset version was registered with so many rows more or less than the one before.
        Growth = "growth",
        /// Batches in a dataset version were marked as suspicious or malicious.
        Marked = "marked",
    }
}

/// How long a fact counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// As long as the record says so: it is read anew for every moment.
    WhileSo,
    /// Like evidence: as long as its control allows, until something overtakes it, and no longer
    /// than the fact itself says.
    Aging,
}

/// What a fact stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The type of evidence of the catalogue.
    pub evidence: &'static str,
    /// The metrics it answers.
    pub metrics: &'static [&'static str],
    /// How long it counts.
    pub lasts: Lasts,
    /// The types of the events that record it.
    pub events: &'static [&'static str],
    /// What people call it.
    pub title: &'static str,
    /// Why it may be read so.
    pub source: &'static str,
}

impl RoomFact {
    /// What it stands for.
    pub fn stands(self) -> &'static Stands {
        match self {
            Self::Owners => &OWNERS,
            Self::Models => &MODELS,
            Self::Class => &CLASS,
            Self::Review => &REVIEW,
            Self::LeastPrivilege => &LEAST_PRIVILEGE,
            Self::Version => &VERSION,
            Self::SignIn => &SIGN_IN,
            Self::Throttling => &THROTTLING,
            Self::Container => &CONTAINER,
            Self::Logs => &LOGS,
            Self::Training => &TRAINING,
            Self::Tests => &TESTS,
            Self::Senders => &SENDERS,
            Self::Growth => &GROWTH,
            Self::Marked => &MARKED,
        }
    }
}

const OWNERS: Stands = Stands {
    evidence: "EV-RACI",
    metrics: &["acc.owner_assigned_ratio"],
    lasts: Lasts::WhileSo,
    events: &["system.owner_assigned"],
    title: "Owner and deputy named",
    source: "metrics.json: systems with active owner and deputy",
};

const MODELS: Stands = Stands {
    evidence: "EV-RACI",
    metrics: &["inv.registered_ratio"],
    lasts: Lasts::WhileSo,
    events: &["system.registered"],
    title: "Live models registered",
    source: "metrics.json: discovered models that are registered; what serves is what is discovered",
};

const CLASS: Stands = Stands {
    evidence: "EV-CLASSIFICATION",
    metrics: &["inv.classified_ratio"],
    lasts: Lasts::WhileSo,
    events: &["system.classification_approved"],
    title: "AI Act class approved",
    source: "metrics.json: systems with approved risk tier; AI Act 6",
};

const REVIEW: Stands = Stands {
    evidence: "EV-THREAT-MODEL",
    metrics: &[
        "design.security_review_ratio",
        "design.threat_model_age_days",
        "design.open_high_threats",
    ],
    lasts: Lasts::Aging,
    events: &["review.concluded"],
    title: "Design review concluded",
    source: "controls.json AIC-AW-02: review record and threat model; a review has security in it",
};

const LEAST_PRIVILEGE: Stands = Stands {
    evidence: "EV-ACCESS-REVIEW",
    metrics: &["iam.excess_privilege_count"],
    lasts: Lasts::Aging,
    events: &["environment.attested"],
    title: "Least privilege attested",
    source: "controls.json AIC-TE-04: review decisions; the attestation says that no right is in excess",
};

const VERSION: Stands = Stands {
    evidence: "EV-DATA-VERSION",
    metrics: &["data.version.digest_present", "data.version.parents_recorded"],
    lasts: Lasts::WhileSo,
    events: &["dataset.version_registered"],
    title: "Dataset version registered",
    source: "evidence_types.json: the manifest is the version, its SHA-256, its rows and its parent",
};

const SIGN_IN: Stands = Stands {
    evidence: "EV-API-AUTH-TEST",
    metrics: &["api.unauthenticated_endpoints"],
    lasts: Lasts::Aging,
    events: &["deployment.activated"],
    title: "Sign-in of callers recorded",
    source: "metrics.json: endpoints answering without identity, as recorded when it went live",
};

const THROTTLING: Stands = Stands {
    evidence: "EV-RATE-LIMIT-TEST",
    metrics: &["api.rate_limit_enforced"],
    lasts: Lasts::Aging,
    events: &["deployment.activated"],
    title: "Limit of calls recorded",
    source: "metrics.json: per-principal limit enforced, as recorded when it went live",
};

const CONTAINER: Stands = Stands {
    evidence: "EV-IMAGE-SCAN",
    metrics: &["img.signed", "img.runs_as_root"],
    lasts: Lasts::Aging,
    events: &["deployment.activated"],
    title: "Hardened container recorded",
    source: "metrics.json: image signature and root, as recorded when it went live",
};

const LOGS: Stands = Stands {
    evidence: "EV-LOG-PRIVACY",
    metrics: &["logpriv.encrypted"],
    lasts: Lasts::Aging,
    events: &["deployment.activated"],
    title: "Encryption of logs recorded",
    source: "metrics.json: prediction logs encrypted, as recorded when it went live",
};

const TRAINING: Stands = Stands {
    evidence: "EV-TRAINING-RECORD",
    metrics: &["trn.completion_ratio", "trn.overdue_count"],
    lasts: Lasts::WhileSo,
    events: &["curriculum.published"],
    title: "Training of those who work on it",
    source: "metrics.json: required modules current, persons overdue; counted anew, so it ends as each \
             completion does",
};

const TESTS: Stands = Stands {
    evidence: "EV-QUIZ-RESULT",
    metrics: &["trn.quiz_mean"],
    lasts: Lasts::WhileSo,
    events: &["curriculum.published"],
    title: "Tests of those who work on it",
    source: "metrics.json: mean quiz score, of the completions that count",
};

const SENDERS: Stands = Stands {
    evidence: "EV-DATA-VALIDATION",
    metrics: &["data.source.authenticated"],
    lasts: Lasts::WhileSo,
    events: &["batch.received"],
    title: "Senders recorded",
    source: "metrics.json: every source of the batch by its own identity, as checked when it arrived",
};

const GROWTH: Stands = Stands {
    evidence: "EV-DATA-VALIDATION",
    metrics: &["data.rowcount_change_ratio"],
    lasts: Lasts::WhileSo,
    events: &["dataset.version_registered"],
    title: "Rows registered",
    source: "metrics.json: row count change against the previous version; both were registered",
};

const MARKED: Stands = Stands {
    evidence: "EV-OUTLIER-SCAN",
    metrics: &["data.suspicious_clusters"],
    lasts: Lasts::WhileSo,
    events: &["batch.marked"],
    title: "Batches marked",
    source: "metrics.json: clusters that share an origin; a batch that was marked is one, and clean \
             batches are no scan",
};
