//! The form that records evidence: what it is told before it is filled in, and what it sends.
//!
//! # Invariants
//! - What a control asks for is asked for once. (`what_a_control_asks_for_is_asked_for_once`)
//! - Yes and no are flags, everything else is a number. (`yes_and_no_are_flags`)
//! - What is half filled in is not sent. (`what_is_half_filled_in_is_not_sent`)
//!
//! # Deliberately absent
//! - No outcome: the server computes it from metrics and limits.
use std::collections::BTreeSet;

use super::commands::{AttachEvidenceInput, FlagInput, MetricInput, ThresholdInput};
use crate::{
    controls::page::{Control, EvidenceType, Reading},
    datasets::commands::PairInput,
    offer::{Ask, Chance, Offer, chance},
    scalars::{Long, Subject},
    schema,
    shared::{At, Me, OneFields, Refusal, WholeFields},
};

/// The types of evidence there are.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct KindsPage {
    /// What the answer counts from.
    pub at: At,
    /// By id.
    pub evidence_types: Vec<EvidenceType>,
}

/// Whether evidence of a system can be recorded.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct PlacePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The system.
    #[arguments(subject: $subject)]
    pub system: Option<Place>,
}

/// A system, as the place of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct Place {
    /// `system:…`.
    pub subject: Subject,
    /// Who may record evidence there.
    #[arguments(mutations: ["attachEvidence"])]
    pub offers: Vec<Offer>,
}

/// Whether the caller may record evidence.
pub fn recording(offers: &[Offer], me: &Me) -> Chance {
    chance(offers, me, Ask::of("attachEvidence", "record evidence"))
}

impl PlacePage {
    /// Whether the caller may record evidence there.
    pub fn chance(&self) -> Chance {
        let offers = self.system.as_ref().map(|place| place.offers.as_slice());
        recording(offers.unwrap_or_default(), &self.me)
    }
}

/// A metric that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its id.
    pub metric: String,
    /// What people call it.
    pub title: String,
    /// Its limits in words.
    pub limits: String,
}

/// What the form is told before it is filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wants {
    /// Types to choose from.
    pub kinds: Vec<EvidenceType>,
    /// What it can be about.
    pub about: Vec<Subject>,
    /// What is measured.
    pub metrics: Vec<Wanted>,
    /// Threats and controls it speaks to.
    pub speaks_to: Vec<String>,
    /// Whether it can be linked to the control.
    pub link: bool,
}

impl Wants {
    /// What a control asks for.
    pub fn of(control: &Control, me: &Me) -> Self {
        let text = control.text.as_ref();
        let readings: Vec<&Reading> =
            control.tests.iter().flat_map(|test| &test.readings).collect();
        let mut known = BTreeSet::new();
        let system = control.system.as_ref().map(|system| &system.subject);
        let targets = readings.iter().map(|reading| &reading.target).chain(system);
        let about = targets.filter(|target| known.insert((*target).clone())).cloned().collect();
        let threats = text.into_iter().flat_map(|text| &text.threats);
        let speaks_to = std::iter::once(&control.id).chain(threats.map(|threat| &threat.id));
        let link = Ask::of("linkControlEvidence", "link evidence to it");
        Self {
            kinds: text.map(|text| text.evidence_types.clone()).unwrap_or_default(),
            about,
            metrics: wanted(&readings),
            speaks_to: speaks_to.cloned().collect(),
            link: chance(&control.offers, me, link) == Chance::Offered,
        }
    }

    /// What is asked for where no control is meant.
    pub fn any(kinds: Vec<EvidenceType>, system: &str) -> Self {
        Self { kinds, about: vec![Subject::from(system)], ..Self::default() }
    }

    /// The types, as a form offers them; the first choice is none.
    pub fn choices(&self) -> Vec<(String, String)> {
        let none = (String::new(), "Choose a kind".to_owned());
        let kinds = self.kinds.iter().map(|kind| (kind.id.clone(), kind.title.clone()));
        std::iter::once(none).chain(kinds).collect()
    }

    /// Tools that write reports of a type, in words.
    pub fn tools(&self, kind: &str) -> String {
        let found = self.kinds.iter().find(|one| one.id == kind);
        let tools = found.map(|one| one.tools.join(", ")).unwrap_or_default();
        if tools.is_empty() {
            "What wrote the report, such as zap or manual.".to_owned()
        } else {
            format!("What wrote the report, such as {tools}.")
        }
    }
}

/// Each metric once, with all its limits.
fn wanted(readings: &[&Reading]) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    for reading in readings.iter().filter(|reading| !reading.metric.is_empty()) {
        let limit = reading.limit_words();
        match all.iter_mut().find(|one| one.metric == reading.metric) {
            Some(known) if known.limits.split("; ").any(|one| one == limit) => {}
            Some(known) => known.limits = format!("{}; {limit}", known.limits),
            None => {
                let (metric, title) = (reading.metric.clone(), reading.title.clone());
                all.push(Wanted { metric, title, limits: limit });
            }
        }
    }
    all
}

/// What was measured, and a limit where the report has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// The metric.
    pub metric: String,
    /// A number, yes or no.
    pub value: String,
    /// How it is compared.
    pub op: String,
    /// The limit; empty where it has none.
    pub limit: String,
}

impl Measured {
    /// Something measured without a limit of its own.
    pub fn of(metric: &str, value: &str) -> Self {
        Self { metric: metric.to_owned(), value: value.to_owned(), ..Self::default() }
    }

    fn threshold(&self, source: &str) -> Option<ThresholdInput> {
        let limit = self.limit.trim();
        let value = match flag(limit) {
            Some(so) => String::from(if so { "1" } else { "0" }),
            None => limit.to_owned(),
        };
        (!value.is_empty()).then(|| ThresholdInput {
            metric: self.metric.trim().to_owned(),
            op: self.op.clone(),
            value,
            source: source.to_owned(),
        })
    }
}

/// Ways to compare, with what people call them.
pub const OPS: [(&str, &str); 6] = [
    ("le", "at most"),
    ("ge", "at least"),
    ("lt", "below"),
    ("gt", "above"),
    ("eq", "exactly"),
    ("ne", "anything but"),
];

fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// What was filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What tells it from others of its type.
    pub mark: String,
    /// Its type.
    pub kind: String,
    /// What was tested.
    pub about: String,
    /// The system it belongs to.
    pub system: String,
    /// What wrote it.
    pub tool: String,
    /// SHA-256 of the report.
    pub digest: String,
    /// The exact data it was measured on; empty where there is none.
    pub dataset: String,
    /// Whatever else is to be known.
    pub note: String,
    /// Threats and controls, with commas between them.
    pub speaks_to: String,
    /// For how many days it is good; the catalogue says so when absent.
    pub days: Option<i64>,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// Where limits of its own come from; absent where those of the catalogue count.
    pub source: Option<String>,
}

impl Draft {
    /// The name of the evidence.
    pub fn name(&self) -> String {
        let mark: String = self.mark.chars().take(8).collect();
        format!("evidence:{}-{mark}", self.kind.to_lowercase())
    }

    /// What is sent; a refusal where something is half filled in.
    pub fn input(&self) -> Result<AttachEvidenceInput, Refusal> {
        let said = |text: &str| text.trim().to_owned();
        let filled: Vec<&Measured> = self.measured.iter().filter(|one| !is_blank(one)).collect();
        if let Some(gap) = filled.iter().find_map(|one| gap(one)) {
            return Err(missing("metrics", gap));
        }
        let thresholds = self.thresholds(&filled)?;
        let (mut metrics, mut flags) = (Vec::new(), Vec::new());
        for one in filled {
            let name = said(&one.metric);
            match flag(&one.value) {
                Some(value) => flags.push(FlagInput { name, value }),
                None => metrics.push(MetricInput { name, value: said(&one.value) }),
            }
        }
        let speaks_to = self.speaks_to.split([',', ' ', '\n']).filter(|one| !one.is_empty());
        let speaks_to: Vec<String> = speaks_to.map(str::to_owned).collect();
        let note = said(&self.note);
        let note = PairInput { name: "note".to_owned(), value: note };
        let subject = |text: &str| Some(Subject(said(text))).filter(|one| !one.0.is_empty());
        Ok(AttachEvidenceInput {
            evidence: Subject(self.name()),
            about: Subject(said(&self.about)),
            system: subject(&self.system),
            evidence_type: self.kind.clone(),
            tool: said(&self.tool),
            digest: self.digest.clone(),
            metrics: Some(metrics),
            flags: Some(flags),
            details: (!note.value.is_empty()).then(|| vec![note]),
            dataset: subject(&self.dataset),
            thresholds,
            speaks_to: (!speaks_to.is_empty()).then_some(speaks_to),
            fresh_days: self.days.map(Long),
        })
    }

    /// Limits of its own, where those are to count.
    fn thresholds(&self, filled: &[&Measured]) -> Result<Option<Vec<ThresholdInput>>, Refusal> {
        let Some(source) = self.source.as_deref().map(str::trim) else { return Ok(None) };
        if source.is_empty() {
            return Err(missing("source", "Say where the limits come from.".to_owned()));
        }
        let own = filled.iter().filter_map(|one| one.threshold(source));
        let own: Vec<ThresholdInput> = own.collect();
        if own.is_empty() {
            let words = "Give a limit at least, or let those of the catalogue count.";
            return Err(missing("thresholds", words.to_owned()));
        }
        Ok(Some(own))
    }
}

/// A line that says nothing: a metric that was asked for and not measured.
fn is_blank(one: &Measured) -> bool {
    one.value.trim().is_empty() && one.limit.trim().is_empty()
}

/// What a line lacks, in words.
fn gap(one: &Measured) -> Option<String> {
    let (metric, value) = (one.metric.trim(), one.value.trim());
    if metric.is_empty() {
        return Some(format!("Name the metric that is {value}, or take the value away."));
    }
    value.is_empty().then(|| format!("Say what {metric} is, or take its limit away."))
}

fn missing(field: &str, sentence: String) -> Refusal {
    Refusal { code: "input.missing".to_owned(), sentence, field: Some(field.to_owned()) }
}
