//! Controls in words: their stages, their counts, their limits.
use std::collections::BTreeSet;

use super::{
    list::ControlRow,
    page::{Control, Reading},
    queries::ControlCounts,
};
use crate::words::{ControlStatus, plain};

/// The stages of a system's life, in order, with what people call them.
pub const STAGES: [(&str, &str); 7] = [
    ("organisation", "Organisation"),
    ("design", "Design"),
    ("data", "Data"),
    ("training", "Training"),
    ("validation", "Validation"),
    ("deployment", "Deployment"),
    ("operation", "Operation"),
];

/// What people call a stage.
pub fn stage_name(stage: &str) -> String {
    let known = STAGES.iter().find(|(slug, _)| *slug == stage);
    known.map_or_else(|| plain(stage), |(_, name)| (*name).to_owned())
}

impl ControlRow {
    /// What people call it; its id where the catalogue of the moment has no text.
    pub fn title(&self) -> &str {
        self.text.as_ref().map_or(self.id.as_str(), |text| text.title.as_str())
    }

    /// The stage it belongs to.
    pub fn stage(&self) -> &str {
        self.text.as_ref().map_or("", |text| text.stage.as_str())
    }

    /// The page of the control of its system.
    pub fn page(&self) -> Option<String> {
        let system = self.system.as_ref()?;
        Some(page(system.subject.name(), &self.id))
    }
}

/// The page of a control of a system.
pub fn page(system: &str, id: &str) -> String {
    format!("/controls/{system}/{id}")
}

impl ControlCounts {
    /// Those that apply.
    pub fn applicable(&self) -> i32 {
        [self.pass, self.fail, self.missing, self.stale, self.inconclusive].iter().sum()
    }

    /// How many stand so.
    pub fn of(&self, status: ControlStatus) -> i32 {
        match status {
            ControlStatus::Pass => self.pass,
            ControlStatus::Fail => self.fail,
            ControlStatus::Missing => self.missing,
            ControlStatus::Stale => self.stale,
            ControlStatus::Inconclusive => self.inconclusive,
            ControlStatus::NotApplicable => self.not_applicable,
        }
    }

    /// The worst there is; none when nothing applies.
    pub fn worst(&self) -> Option<ControlStatus> {
        let applies = |status: &&ControlStatus| **status != ControlStatus::NotApplicable;
        ControlStatus::ALL.iter().filter(applies).find(|status| self.of(**status) > 0).copied()
    }

    /// How many of those that apply pass: `3 of 7`.
    pub fn words(&self) -> String {
        format!("{} of {} effective", self.pass, self.applicable())
    }
}

/// Facts of the record that decide about a control, each once.
pub fn recorded_facts(control: &Control) -> Vec<Reading> {
    let all = control.tests.iter().flat_map(|test| &test.readings);
    let mut known = BTreeSet::new();
    let is_new = |reading: &&Reading| {
        let key = (reading.recorded.clone(), reading.evidence.clone());
        reading.recorded.is_some() && known.insert(key)
    };
    all.filter(is_new).cloned().collect()
}

/// What a status follows from: pieces that people handed in, and facts of the record.
pub fn follows_from(pieces: usize, facts: usize) -> String {
    let handed_in = match pieces {
        1 => "one piece".to_owned(),
        pieces => format!("{pieces} pieces"),
    };
    let recorded = match facts {
        1 => "one fact of the record".to_owned(),
        facts => format!("{facts} facts of the record"),
    };
    match (pieces, facts) {
        (_, 0) => format!("Its status follows from {handed_in}"),
        (0, _) => format!("Its status follows from {recorded}"),
        (_, _) => format!("Its status follows from {handed_in} and {recorded}"),
    }
}

impl Reading {
    /// The limit in words: `at most 0.05`, `yes`.
    pub fn limit_words(&self) -> String {
        let Some(limit) = self.limit.as_deref() else { return "No limit".to_owned() };
        let is_flag = matches!(self.value.as_deref(), Some("true" | "false"));
        limit_words(self.op.as_deref().unwrap_or("eq"), limit, is_flag)
    }

    /// What was measured, in words.
    pub fn value_words(&self) -> String {
        match self.value.as_deref() {
            Some("true") => "yes".to_owned(),
            Some("false") => "no".to_owned(),
            Some(value) => value.to_owned(),
            None if self.grounds == "not_reported" => "not reported".to_owned(),
            None => "nothing".to_owned(),
        }
    }
}

/// A limit in words.
pub fn limit_words(op: &str, limit: &str, is_flag: bool) -> String {
    if is_flag && matches!(limit, "0" | "1") {
        let wanted = (limit == "1") != (op == "ne");
        return if wanted { "yes" } else { "no" }.to_owned();
    }
    let words = match op {
        "lt" => "below",
        "le" => "at most",
        "gt" => "above",
        "ge" => "at least",
        "ne" => "anything but",
        _ => "exactly",
    };
    format!("{words} {limit}")
}
