//! One limit held against one target: which evidence counts, and what it says.

use kernel::{Decimal, Micros, Subject};

use super::{Change, Piece, Question, Target, TestResult};
use crate::{
    catalogue::{Predicate, Severity, Test},
    controls::{Lasts, RoomFact, Status},
    evaluations::{Op, Outcome, compare},
};

/// Words of the catalogue whose change concerns every version of a thing, the older ones too.
const WHOLE: [&str; 3] = ["dataset.access_changed", "dataset.schema_changed", "dataset.classified"];
/// What evidence can be about and is data.
const DATA: [&str; 3] = ["dataset_version", "dataset", "source"];

/// What evidence can be about and concerns a system as a whole.
const WHOLE_SYSTEM: [&str; 5] = ["system", "organisation", "team", "person", "any"];

/// Whether a change concerns every version of a thing.
pub fn changes_whole(word: &str) -> bool {
    WHOLE.contains(&word)
}

/// One limit, held against one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What had to be covered.
    pub target: Subject,
    /// The metric; empty where the outcome of the evidence counts.
    pub metric: String,
    /// What people call it.
    pub title: String,
    /// What people call the evidence that is asked for.
    pub wanted: String,
    /// The limit, where there is one.
    pub limit: Option<(Op, Decimal)>,
    /// What was measured: a number, `true` or `false`.
    pub value: Option<String>,
    /// The evidence that says so.
    pub evidence: Option<Subject>,
    /// The fact of a room that says so, where nobody handed in evidence: it is what `evidence` names.
    pub recorded: Option<RoomFact>,
    /// When that was attached.
    pub attached: Option<Micros>,
    /// Until when it counts.
    pub until: Option<Micros>,
    /// What comes of it.
    pub status: Status,
    /// Why.
    pub grounds: Grounds,
}

/// Why a reading says what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// It keeps the limit.
    Holds,
    /// It breaks the limit.
    Breaks,
    /// There is no evidence of the type.
    NoEvidence,
    /// There is evidence, and it does not say.
    NotReported,
    /// It is older than so many days.
    TooOld(u64),
    /// It is a fact that said until when it counts, and that has passed.
    Ended(Micros),
    /// Something happened after it.
    Overtaken(Change),
    /// The evidence itself cannot tell.
    CannotTell,
}

/// One reading for each limit and each target that it is asked of.
pub(super) fn all(question: &Question<'_>, test: &Test) -> Vec<Reading> {
    let mut readings = Vec::new();
    for predicate in &test.pass_if.all {
        let types = types_of(question, &predicate.metric);
        let asked = targets(question, &types).into_iter();
        for target in asked.filter(|target| test.applies_if.is_for_segment(target.segment)) {
            readings.push(read(question, predicate, &types, target));
        }
    }
    readings
}

/// A control without tests: what its evidence says about itself counts.
pub(super) fn by_outcome(question: &Question<'_>) -> TestResult {
    let types: Vec<&str> = question.control.evidence_types().collect();
    let readings: Vec<Reading> = targets(question, &types)
        .iter()
        .map(|target| {
            let mut reading = blank(question, target, "", &types);
            let Some(newest) = newest(question, &types, target, is_handed_in) else {
                return reading;
            };
            say(&mut reading, newest);
            reading.value = Some(newest.outcome.to_string());
            (reading.status, reading.grounds) = match newest.outcome {
                Outcome::Pass => aged(question, newest, &mut reading.until),
                Outcome::Fail => (Status::Fail, Grounds::Breaks),
                Outcome::Inconclusive | Outcome::NotApplicable => {
                    (Status::Inconclusive, Grounds::CannotTell)
                }
            };
            reading
        })
        .collect();
    TestResult {
        id: question.control.id.clone(),
        severity: Severity::Block,
        because: None,
        status: readings.iter().map(|reading| reading.status).min().unwrap_or(Status::Missing),
        readings,
    }
}

/// The types of evidence of this control that report a metric; all of them when nobody says.
fn types_of<'a>(question: &Question<'a>, metric: &str) -> Vec<&'a str> {
    let known = question.metrics.get(metric);
    let reports = |kind: &&str| {
        known.is_none_or(|metric| {
            metric.evidence.is_empty() || metric.evidence.iter().any(|k| k == kind)
        })
    };
    let types: Vec<&str> = question.control.evidence_types().filter(reports).collect();
    if types.is_empty() { question.control.evidence_types().collect() } else { types }
}

/// The targets that evidence of some types has to cover: what is live, the data in it, or the system
/// as a whole. While nothing is live, the system is asked.
fn targets<'a>(question: &Question<'a>, types: &[&str]) -> Vec<&'a Target> {
    let bound = types.iter().filter_map(|kind| question.types.get(*kind));
    let binds: Vec<&str> = bound.flat_map(|kind| &kind.binds_to).map(String::as_str).collect();
    let all = |words: &[&str]| !binds.is_empty() && binds.iter().all(|word| words.contains(word));
    if all(&WHOLE_SYSTEM) {
        return vec![question.otherwise];
    }
    let is_data = all(&DATA);
    let found: Vec<&Target> =
        question.targets.iter().filter(|target| target.is_data == is_data).collect();
    if found.is_empty() {
        return vec![question.otherwise];
    }
    let rule = &question.control.applies_if;
    found.into_iter().filter(|target| rule.is_for_segment(target.segment)).collect()
}

/// What was handed in goes first; where nothing of that counts, the record of the rooms speaks.
fn read<'a>(
    question: &Question<'a>,
    predicate: &Predicate,
    types: &[&'a str],
    target: &Target,
) -> Reading {
    let handed = held(question, predicate, (types, target), is_handed_in);
    let counts = |reading: &Reading| match reading.grounds {
        Grounds::Holds | Grounds::Breaks | Grounds::CannotTell => true,
        Grounds::NoEvidence
        | Grounds::NotReported
        | Grounds::TooOld(_)
        | Grounds::Ended(_)
        | Grounds::Overtaken(_) => false,
    };
    if counts(&handed) {
        return handed;
    }
    let recorded = held(question, predicate, (types, target), is_recorded);
    let fills = handed.grounds == Grounds::NoEvidence && recorded.evidence.is_some();
    if counts(&recorded) || fills { recorded } else { handed }
}

fn is_handed_in(piece: &Piece<'_>) -> bool {
    piece.recorded.is_none()
}

fn is_recorded(piece: &Piece<'_>) -> bool {
    piece.recorded.is_some()
}

/// A limit held against some of the evidence. That the record does not say something is no gap in it.
fn held<'a>(
    question: &Question<'a>,
    predicate: &Predicate,
    (types, target): (&[&'a str], &Target),
    of: impl Fn(&Piece<'_>) -> bool,
) -> Reading {
    let metric = predicate.metric.as_str();
    let class = question.profile.risk_class;
    let (op, limit) = (predicate.op(class), predicate.limit(class));
    let mut reading = blank(question, target, metric, types);
    reading.limit = Some((op, limit.clone()));
    let says = |piece: &Piece<'_>| of(piece) && value(piece, metric).is_some();
    let Some(newest) = newest(question, types, target, says) else {
        let silent = |piece: &Piece<'_>| of(piece) && is_handed_in(piece);
        if newest(question, types, target, silent).is_some() {
            (reading.status, reading.grounds) = (Status::Fail, Grounds::NotReported);
        }
        return reading;
    };
    say(&mut reading, newest);
    let Some((shown, number)) = value(newest, metric) else { return reading };
    reading.value = Some(shown);
    (reading.status, reading.grounds) = if compare(number, op, limit) {
        aged(question, newest, &mut reading.until)
    } else {
        (Status::Fail, Grounds::Breaks)
    };
    reading
}

fn blank(question: &Question<'_>, target: &Target, metric: &str, types: &[&str]) -> Reading {
    let title = question.metrics.get(metric).map_or(metric, |known| known.title.as_str());
    let named = |kind: &&str| {
        question.types.get(*kind).map_or_else(|| (*kind).to_owned(), |known| known.title.clone())
    };
    Reading {
        target: target.name.clone(),
        metric: metric.to_owned(),
        title: title.to_owned(),
        wanted: types.iter().map(named).collect::<Vec<_>>().join(" or "),
        limit: None,
        value: None,
        evidence: None,
        recorded: None,
        attached: None,
        until: None,
        status: Status::Missing,
        grounds: Grounds::NoEvidence,
    }
}

fn say(reading: &mut Reading, piece: &Piece<'_>) {
    reading.evidence = Some(piece.evidence.clone());
    reading.recorded = piece.recorded.map(|recorded| recorded.fact);
    reading.attached = Some(piece.attached);
}

/// The newest evidence that covers a target and says something.
fn newest<'a>(
    question: &Question<'a>,
    types: &[&'a str],
    target: &Target,
    says: impl Fn(&Piece<'_>) -> bool,
) -> Option<&'a Piece<'a>> {
    let covers = |about: &Subject| question.wide.contains(about) || target.covers.contains(about);
    let of_type = types.iter().filter_map(|kind| question.pieces.get(kind)).flatten();
    let found = of_type.filter(|piece| covers(piece.about)).chain(question.linked);
    let found = found.filter(|piece| says(piece));
    found.max_by_key(|piece| (piece.attached, piece.evidence))
}

/// A metric as it is shown and as it is compared.
fn value(piece: &Piece<'_>, metric: &str) -> Option<(String, f64)> {
    let number = piece.metrics.get(metric).map(|number| (number.to_string(), number.approx()));
    let flag =
        || piece.flags.get(metric).map(|flag| (flag.to_string(), if *flag { 1.0 } else { 0.0 }));
    number.or_else(flag)
}

/// Whether evidence that says yes still counts; notes until when it does.
fn aged(
    question: &Question<'_>,
    piece: &Piece<'_>,
    until: &mut Option<Micros>,
) -> (Status, Grounds) {
    if let Some(recorded) = piece.recorded {
        if recorded.fact.stands().lasts == Lasts::WhileSo {
            return (Status::Pass, Grounds::Holds);
        }
        *until = recorded.until;
        if let Some(end) = recorded.until.filter(|end| *end <= question.at) {
            return (Status::Stale, Grounds::Ended(end));
        }
    }
    let days = question.control.freshness_days.get(&question.profile.risk_class);
    if let Some(days) = days {
        let end = piece.attached.plus_days(i64::try_from(*days).unwrap_or(i64::MAX));
        *until = Some(until.map_or(end, |known| known.min(end)));
        if end <= question.at {
            return (Status::Stale, Grounds::TooOld(*days));
        }
    }
    let overtaken =
        question.changes.iter().filter(|change| change.at > piece.attached).find(|change| {
            question.control.invalidated_by.contains(&change.word) && concerns(change, piece)
        });
    match overtaken {
        Some(change) => (Status::Stale, Grounds::Overtaken(change.clone())),
        None => (Status::Pass, Grounds::Holds),
    }
}

/// Whether something that happened concerns what a piece of evidence is about.
fn concerns(change: &Change, piece: &Piece<'_>) -> bool {
    let Some(subject) = &change.subject else {
        return piece.about.kind() == kernel::Kind::Organisation;
    };
    let whole = changes_whole(&change.word) && *subject == piece.about.stream();
    subject == piece.about || piece.also.contains(subject) || whole
}
