//! How a control stands at a moment: one pure function over its text, the system and the evidence.
//!
//! Every live deployment has to be covered, and every dataset version that went into what is live:
//! each is a [`Target`]. For each limit of each test the newest evidence that covers a target and
//! reports the metric is held against it.

mod reading;
mod sentence;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decimal, Micros, Subject};

use super::{Profile, RoomFact, Status};
use crate::{
    catalogue::{Control, EvidenceType, Metric, Severity, Test},
    datasets::Sensitivity,
    evaluations::Outcome,
};

pub use reading::{Grounds, Reading, changes_whole};

/// Something live that has to be covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is: a deployment, a dataset version, or the system while nothing is live.
    pub name: Subject,
    /// Evidence about any of these covers it.
    pub covers: BTreeSet<Subject>,
    /// Whether it is data: evidence that is only ever about data is asked of these.
    pub is_data: bool,
    /// How sensitive it is, where it is data of which somebody said so.
    pub segment: Option<Sensitivity>,
}

/// A piece of evidence that was not withdrawn.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// The evidence.
    pub evidence: &'a Subject,
    /// Its type.
    pub kind: &'a str,
    /// What was tested.
    pub about: &'a Subject,
    /// What the tested thing stands for: the model a deployment serves.
    pub also: &'a [Subject],
    /// When it was attached.
    pub attached: Micros,
    /// What came of it.
    pub outcome: Outcome,
    /// Numbers by metric.
    pub metrics: &'a BTreeMap<String, Decimal>,
    /// Yes or no by metric.
    pub flags: &'a BTreeMap<String, bool>,
    /// The fact of a room it is, where nobody handed it in.
    pub recorded: Option<Recorded>,
}

/// A fact of a room that stands for evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Which.
    pub fact: RoomFact,
    /// Until when it counts (exclusive), where it says so itself.
    pub until: Option<Micros>,
}

/// Something that makes earlier evidence stale, when it happened last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened, in the words of the catalogue: `model.version_registered`.
    pub word: String,
    /// To what; to the organisation when absent.
    pub subject: Option<Subject>,
    /// When.
    pub at: Micros,
}

/// Everything the answer depends on.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The control.
    pub control: &'a Control,
    /// What the system is.
    pub profile: &'a Profile,
    /// Whether somebody decided that the control does not apply.
    pub is_marked: bool,
    /// What has to be covered.
    pub targets: &'a [Target],
    /// The system as a whole: asked what concerns all of it, and everything while nothing is live.
    pub otherwise: &'a Target,
    /// Evidence about any of these covers everything: the system, its team, the organisation.
    pub wide: &'a BTreeSet<Subject>,
    /// The evidence there is, by its type.
    pub pieces: &'a BTreeMap<&'a str, Vec<Piece<'a>>>,
    /// Evidence that somebody linked to the control, whatever its type.
    pub linked: &'a [Piece<'a>],
    /// What happened that evidence has to be newer than.
    pub changes: &'a [Change],
    /// The types of evidence.
    pub types: &'a BTreeMap<String, EvidenceType>,
    /// The metrics.
    pub metrics: &'a BTreeMap<String, Metric>,
    /// The moment.
    pub at: Micros,
}

/// How a control stands, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// How it stands.
    pub status: Status,
    /// Its tests.
    pub tests: Vec<TestResult>,
    /// Why it does not apply, where it does not: the end of "it is for systems that …".
    pub not_for: Option<String>,
    /// Why it applies, where it is not for every system: the end of "the system …".
    pub because: Option<String>,
    /// When it turns stale by itself, while it passes.
    pub stale_at: Option<Micros>,
}

/// How a test of a control stands.
#[derive(Clone, Debug, PartialEq)]
pub struct TestResult {
    /// The test.
    pub id: String,
    /// How much a failure matters.
    pub severity: Severity,
    /// How it stands.
    pub status: Status,
    /// Why it is asked, where it is not asked of every system: the end of "the system …".
    pub because: Option<String>,
    /// One reading for each limit and target.
    pub readings: Vec<Reading>,
}

/// How a control stands.
pub fn assess(question: &Question<'_>) -> Assessment {
    let control = question.control;
    let never = |not_for: Option<String>| Assessment {
        status: Status::NotApplicable,
        tests: Vec::new(),
        not_for,
        because: None,
        stale_at: None,
    };
    if question.is_marked {
        return never(None);
    }
    if let Some(why) = control.applies_if.why_not(question.profile) {
        return never(Some(why));
    }
    let because = control.applies_if.why(question.profile);
    if control.tests.is_empty() {
        return Assessment { because, ..concluded(vec![reading::by_outcome(question)]) };
    }
    let tests: Vec<TestResult> = control.tests.iter().map(|test| result(question, test)).collect();
    if tests.iter().all(|test| test.status == Status::NotApplicable) {
        let class = question.profile.risk_class;
        let why = format!("have something to test for it; {class} risk of this kind has nothing");
        return Assessment { tests, ..never(Some(why)) };
    }
    Assessment { because, ..concluded(tests) }
}

fn result(question: &Question<'_>, test: &Test) -> TestResult {
    let classes = &test.risk_classes;
    let of_class = classes.is_empty() || classes.contains(&question.profile.risk_class);
    let applies = of_class && test.applies_if.why_not(question.profile).is_none();
    let readings = if applies { reading::all(question, test) } else { Vec::new() };
    let worst = readings.iter().map(|reading| reading.status).min();
    TestResult {
        id: test.id.clone(),
        severity: test.severity_on_fail,
        status: worst.unwrap_or(Status::NotApplicable),
        because: if applies { test.applies_if.why(question.profile) } else { None },
        readings,
    }
}

/// The worst of the tests that block decides; where none of them blocks, the worst of all.
fn concluded(tests: Vec<TestResult>) -> Assessment {
    let that_apply = || tests.iter().filter(|test| test.status != Status::NotApplicable);
    let blocking = that_apply().filter(|test| test.severity == Severity::Block);
    let worst = blocking.map(|test| test.status).min();
    let status = worst.or_else(|| that_apply().map(|test| test.status).min());
    let status = status.unwrap_or(Status::NotApplicable);
    let mut found = Assessment { status, tests, not_for: None, because: None, stale_at: None };
    if status == Status::Pass {
        found.stale_at = found.deciding().filter_map(|reading| reading.until).min();
    }
    found
}

impl Assessment {
    /// The tests that decide: those that block, or all where none does.
    pub fn deciding_tests(&self) -> impl Iterator<Item = &TestResult> {
        let applies = |test: &&TestResult| test.status != Status::NotApplicable;
        let has_block =
            self.tests.iter().filter(applies).any(|test| test.severity == Severity::Block);
        let counts = move |test: &&TestResult| !has_block || test.severity == Severity::Block;
        self.tests.iter().filter(applies).filter(counts)
    }

    /// The readings that decide.
    fn deciding(&self) -> impl Iterator<Item = &Reading> {
        self.deciding_tests().flat_map(|test| &test.readings)
    }

    /// The tests that only warn and do not pass.
    pub fn warnings(&self) -> impl Iterator<Item = &TestResult> {
        let decides: BTreeSet<&str> = self.deciding_tests().map(|test| test.id.as_str()).collect();
        self.tests.iter().filter(move |test| {
            let stands = matches!(test.status, Status::Pass | Status::NotApplicable);
            !stands && !decides.contains(test.id.as_str())
        })
    }

    /// The evidence that was looked at, each once.
    pub fn evidence(&self) -> BTreeSet<&Subject> {
        let readings = self.tests.iter().flat_map(|test| &test.readings);
        readings.filter_map(|reading| reading.evidence.as_ref()).collect()
    }
}
