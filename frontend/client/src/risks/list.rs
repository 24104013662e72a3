//! The register: which risks, what a line of it shows, and what stands in a file.
use super::words::{RiskBand, RiskCategory, RiskDueKind, RiskStatus, WhichScore};
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
};

/// Which risks; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct RiskFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Of this threat.
    pub threat: Option<String>,
    /// Of one of these bands.
    pub bands: Option<Vec<RiskBand>>,
    /// With this likelihood.
    pub likelihood: Option<i32>,
    /// With this impact.
    pub impact: Option<i32>,
    /// The score that bands, likelihood and impact speak of.
    pub which: Option<WhichScore>,
    /// Scored, or not.
    pub scored: Option<bool>,
    /// Of this status.
    pub status: Option<RiskStatus>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// This person is accountable for.
    pub owner: Option<Subject>,
    /// Of this category.
    pub category: Option<RiskCategory>,
    /// Above the appetite, or within.
    pub above_appetite: Option<bool>,
    /// With something due, or with nothing.
    pub overdue: Option<bool>,
    /// With this text.
    pub text: Option<String>,
}

/// What "Show" offers, by its word in the address.
pub const SHOWS: [(&str, &str); 5] = [
    ("open", "Open"),
    ("above", "Above appetite"),
    ("due", "Something due"),
    ("unscored", "Not scored"),
    ("closed", "Closed"),
];

impl RiskFilter {
    /// Reads the filter of an address; `get` gives the value of a key, empty when it is absent.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let show = get("show");
        let is = |word: &str| (show == word).then_some(true);
        let cell = Cell::read(&get("cell"));
        let bands = RiskBand::read(&get("band")).map(|band| vec![band]);
        Self {
            system: subject(&get("system")),
            threat: text(&get("threat")),
            bands,
            likelihood: cell.map(|cell| cell.likelihood),
            impact: cell.map(|cell| cell.impact),
            which: cell.map(|cell| cell.which),
            scored: is("unscored").map(|_| false),
            status: RiskStatus::read(&get("status")),
            open: match show.as_str() {
                "open" | "above" | "unscored" => Some(true),
                "closed" => Some(false),
                _ => None,
            },
            owner: subject(&get("owner")),
            category: RiskCategory::read(&get("category")),
            above_appetite: is("above"),
            overdue: is("due"),
            text: text(&get("q")),
        }
    }
}

/// A cell of the map, as an address writes it: `residual-4-5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Of which score.
    pub which: WhichScore,
    /// How likely, 1 to 5.
    pub likelihood: i32,
    /// How bad, 1 to 5.
    pub impact: i32,
}

impl Cell {
    /// Reads a cell; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let which = WhichScore::read(parts.next()?)?;
        let mut step = || parts.next()?.parse::<i32>().ok().filter(|step| (1..=5).contains(step));
        let cell = Self { which, likelihood: step()?, impact: step()? };
        parts.next().is_none().then_some(cell)
    }

    /// The cell as an address writes it.
    pub fn written(self) -> String {
        format!("{}-{}-{}", self.which.slug(), self.likelihood, self.impact)
    }

    /// The cell in words.
    pub fn words(self) -> String {
        let which = self.which.word().to_lowercase();
        format!("{which} likelihood {}, impact {}", self.likelihood, self.impact)
    }
}

/// A score.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, PartialEq)]
#[cynic(graphql_type = "RiskScore")]
pub struct Score {
    /// How likely, 1 to 5.
    pub likelihood: i32,
    /// How bad, 1 to 5.
    pub impact: i32,
    /// Their product.
    pub value: i32,
    /// Its band.
    pub band: RiskBand,
}

/// Until when a risk is, or was, accepted.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskAcceptance")]
pub struct Until {
    /// Until when.
    pub until: Time,
    /// Whether it counts now.
    pub counts: bool,
}

/// Something of a risk is due.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskDue")]
pub struct Due {
    /// What.
    pub what: RiskDueKind,
    /// Since when.
    pub due: Time,
}

/// A risk in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Risk")]
pub struct RiskRow {
    /// `risk:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The threat behind it.
    pub threat: String,
    /// What the catalogue calls that.
    pub threat_title: Option<String>,
    /// The category of appetite.
    pub category: RiskCategory,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who is accountable for it.
    pub owner: Option<PersonLink>,
    /// How it stands.
    pub status: RiskStatus,
    /// As if no control worked.
    pub inherent: Option<Score>,
    /// What is left.
    pub residual: Option<Score>,
    /// Whether that is above the appetite.
    pub above_appetite: Option<bool>,
    /// Until when it is, or was, accepted.
    pub acceptance: Option<Until>,
    /// When its review is due.
    pub next_review: Option<Time>,
    /// How many of its tasks are open.
    pub open_tasks: i32,
    /// What is due.
    pub due: Vec<Due>,
}

list! {
    /// The register of risks.
    Risks = risks(RiskFilter): "RiskConnection" of RiskRow
}

impl List for Risks {
    const ONE: &'static str = "risk";
    const WHAT: &'static str = "risks";
    const WORKBOOK: Option<&'static str> = Some("/export/risks.xlsx");
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Risk").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::number("Residual").sorted("residual").under("residual"),
        Heading::new("Residual likelihood").under("residual").file_only(),
        Heading::new("Residual impact").under("residual").file_only(),
        Heading::new("Status").sorted("status").under("status"),
        Heading::number("Inherent").sorted("inherent").under("inherent"),
        Heading::new("Inherent likelihood").under("inherent").file_only(),
        Heading::new("Inherent impact").under("inherent").file_only(),
        Heading::new("Appetite").under("appetite").spare(),
        Heading::new("System").under("system"),
        Heading::new("Accountable").under("owner"),
        Heading::new("Threat").sorted("threat").under("threat").minor(),
        Heading::new("Category").sorted("category").under("category").spare(),
        Heading::new("Accepted until").sorted("accepted").under("accepted"),
        Heading::new("Next review").sorted("review").under("review"),
        Heading::number("Open tasks").sorted("tasks").under("tasks").minor(),
    ];

    fn cells(row: &RiskRow) -> Vec<String> {
        let step = |score: Option<Score>, of: fn(&Score) -> i32| {
            score.map(|score| of(&score).to_string()).unwrap_or_default()
        };
        let threat = row.threat_title.clone().unwrap_or_default();
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            scored(row.residual),
            step(row.residual, |score| score.likelihood),
            step(row.residual, |score| score.impact),
            row.status.word().to_owned(),
            scored(row.inherent),
            step(row.inherent, |score| score.likelihood),
            step(row.inherent, |score| score.impact),
            appetite_words(row.above_appetite).to_owned(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
            format!("{} {threat}", row.threat).trim_end().to_owned(),
            row.category.word().to_owned(),
            day(row.acceptance.as_ref().map(|accepted| &accepted.until)),
            day(row.next_review.as_ref()),
            row.open_tasks.to_string(),
        ]
    }
}

/// A score in words; what nobody scored is said to be so.
pub fn scored(score: Option<Score>) -> String {
    score.map_or_else(
        || "Not scored".to_owned(),
        |score| format!("{} {}", score.value, score.band.word()),
    )
}

/// How a risk lies against the appetite, in words.
pub fn appetite_words(above: Option<bool>) -> &'static str {
    match above {
        Some(true) => "Above appetite",
        Some(false) => "Within appetite",
        None => "Not scored",
    }
}
