//! Controls in words: their stages, their counts, the file of what is shown.
use super::{
    page::Reading,
    queries::{ControlCounts, ControlFilter, ControlOrder, ControlRow},
};
use crate::{
    scalars::Subject,
    words::{ControlStatus, plain},
};

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

/// Rows under the stage they belong to, in the order of a system's life.
pub fn by_stage(rows: Vec<ControlRow>) -> Vec<(String, Vec<ControlRow>)> {
    let mut groups: Vec<(String, Vec<ControlRow>)> = Vec::new();
    for row in rows {
        let stage = row.stage().to_owned();
        match groups.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((stage, vec![row])),
        }
    }
    let place = |stage: &str| STAGES.iter().position(|(slug, _)| *slug == stage);
    groups.sort_by_key(|(stage, _)| place(stage).unwrap_or(STAGES.len()));
    groups
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

impl ControlFilter {
    /// Reads what stands in the address.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let some = |key| Some(get(key)).filter(|text| !text.is_empty());
        let (status, applicable) = match get("status").as_str() {
            // What does not apply is left out unless it is asked for.
            "" => (None, Some(true)),
            "all" => (None, None),
            slug => (ControlStatus::read(slug), None),
        };
        Self {
            system: some("system").map(Subject::from),
            status,
            applicable,
            stage: some("stage"),
            threat: some("threat"),
            text: some("q"),
            framework: some("framework"),
            framework_item: some("item"),
            control: None,
            owner: None,
        }
    }

    /// Whether it leaves everything in that applies.
    pub fn is_open(&self) -> bool {
        *self == Self { applicable: self.applicable, ..Self::default() }
    }
}

impl ControlOrder {
    /// Every order with its slug and what people call it.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Stage, "", "Stage"),
        (Self::Status, "status", "Worst first"),
        (Self::System, "system", "System"),
        (Self::StaleAt, "due", "Due next"),
    ];

    /// Reads what stands in the address.
    pub fn read(slug: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == slug);
        found.map_or(Self::Stage, |(order, ..)| *order)
    }
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

/// A file of what is shown, one line a control: comma-separated, with a line of names.
pub fn csv(rows: &[ControlRow], as_of: &str) -> String {
    let mut lines =
        vec!["control,title,stage,system,status,why,owner,counts until,warnings,as of".to_owned()];
    for row in rows {
        let system = row.system.as_ref().map_or("", |system| system.name.as_str());
        let owner = row.owner.as_ref().map(crate::shared::PersonLink::words).unwrap_or_default();
        let until = row.stale_at.as_ref().map_or("", |time| time.0.as_str());
        let warnings = row.warnings.to_string();
        let cells = [
            &row.id,
            row.title(),
            row.stage(),
            system,
            row.status.word(),
            &row.why,
            &owner,
            until,
            &warnings,
            as_of,
        ];
        lines.push(cells.map(quoted).join(","));
    }
    lines.push(String::new());
    lines.join("\r\n")
}

/// A cell of a file. What a spreadsheet would take for a formula is made text.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}
