//! What risks mean in words, and what an address says about them.
use super::{
    one::{Acceptance, Estimate, LossPoint, Rule},
    queries::{RiskFilter, RiskRow, Score},
};
use crate::{
    scalars::Subject,
    words::{RiskBand, RiskCategory, RiskSort, RiskStatus, WhichScore, counted},
};

/// The keys of an address that narrow the register, the map and the export.
pub const KEYS: [&str; 13] = [
    "system",
    "threat",
    "band",
    "likelihood",
    "impact",
    "which",
    "scored",
    "status",
    "open",
    "owner",
    "category",
    "above",
    "due",
];

impl RiskFilter {
    /// Reads the filter of an address; `get` gives the value of a key, empty when it is absent.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let text = |key| Some(get(key).trim().to_owned()).filter(|text| !text.is_empty());
        let flag = |key| match get(key).as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        let step = |key| get(key).parse::<i32>().ok().filter(|step| (1..=5).contains(step));
        let (likelihood, impact) = match (step("likelihood"), step("impact")) {
            (Some(likelihood), Some(impact)) => (Some(likelihood), Some(impact)),
            _ => (None, None),
        };
        let bands: Vec<RiskBand> = get("band").split(',').filter_map(RiskBand::read).collect();
        Self {
            system: text("system").map(Subject),
            threat: text("threat"),
            bands: Some(bands).filter(|bands| !bands.is_empty()),
            likelihood,
            impact,
            which: WhichScore::read(&get("which")),
            scored: flag("scored"),
            status: RiskStatus::read(&get("status")),
            open: flag("open"),
            owner: text("owner").map(Subject),
            category: RiskCategory::read(&get("category")),
            above_appetite: flag("above"),
            overdue: flag("due"),
            text: text("q"),
        }
    }

    /// Whether it leaves everything in.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What narrows the list without a control of its own on the page, in words.
    pub fn extra(&self) -> Vec<String> {
        let which = self.which.map_or("residual", WhichScore::slug);
        let cell = self.likelihood.zip(self.impact);
        let cell = cell.map(|(likelihood, impact)| {
            format!("{which} likelihood {likelihood}, impact {impact}")
        });
        let scored = match self.scored {
            Some(false) => Some(String::from("not scored")),
            Some(true) => Some(String::from("scored")),
            None => None,
        };
        let system = self.system.as_ref().map(|system| format!("system {}", system.name()));
        let owner = self.owner.as_ref().map(|owner| format!("owner {}", owner.name()));
        let category = self.category.map(|category| category.word().to_lowercase());
        let threat = self.threat.as_ref().map(|threat| format!("threat {threat}"));
        [cell, scored, system, owner, category, threat].into_iter().flatten().collect()
    }
}

/// The order an address asks for: `title`, or `-residual` for the largest first.
pub fn order(sort: &str) -> (RiskSort, bool) {
    let (key, descending) = match sort.strip_prefix('-') {
        Some(key) => (key, true),
        None => (sort, false),
    };
    RiskSort::read(key).map_or((RiskSort::Residual, true), |sort| (sort, descending))
}

impl Score {
    /// `4 × 5 = 20`.
    pub fn words(&self) -> String {
        format!("{} × {} = {}", self.likelihood, self.impact, self.value)
    }
}

impl RiskRow {
    /// The level it is drawn with; none while nobody scored it.
    pub fn level(&self) -> Option<RiskBand> {
        self.residual.map(|score| score.band)
    }

    /// What of it is due, in words; empty when nothing is.
    pub fn overdue(&self) -> String {
        let what: Vec<&str> = self.due.iter().map(|due| due.what.word()).collect();
        match what.as_slice() {
            [] => String::new(),
            [one] => format!("{one} due"),
            more => format!("{} due", counted(more.len(), "thing", "things")),
        }
    }
}

impl Rule {
    /// Who accepts together: `CISO and Chief risk officer`.
    pub fn who(&self) -> String {
        self.titles.join(" and ")
    }
}

impl Acceptance {
    /// How it stands, in one word.
    pub fn word(&self) -> &'static str {
        match self.ended_because {
            Some(why) => why.word(),
            None if self.counts => "In force",
            None => "Expired",
        }
    }
}

impl Estimate {
    /// The points of the curve as numbers: the loss, and the share of years that exceed it.
    pub fn exceedance(&self) -> Vec<(f64, f64)> {
        let point = |point: &LossPoint| {
            let loss = point.loss.parse().ok()?;
            Some((loss, 1.0 - f64::from(point.percent) / 100.0))
        };
        self.curve.iter().filter_map(point).collect()
    }
}

/// An amount with its thousands set apart: `1,584,127`.
pub fn amount(digits: &str) -> String {
    let lead = digits.len() % 3;
    digits.char_indices().fold(String::new(), |mut out, (at, digit)| {
        if at > 0 && at % 3 == lead && digit.is_ascii_digit() {
            out.push(',');
        }
        out.push(digit);
        out
    })
}
