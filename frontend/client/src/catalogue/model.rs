//! The catalogue in words: where its ids lead, how cells stand, own limits as JSON.
use super::{frameworks::FrameworkItem, threats::Countered};
use crate::{controls::queries::ControlCounts, words::ControlStatus};

/// The page of an id of the catalogue; none when it has none.
pub fn page_of(id: &str) -> Option<String> {
    let own = |rest: &str| !rest.is_empty();
    if id.strip_prefix("AIC-").is_some_and(own) {
        return Some(format!("/controls/{id}"));
    }
    // A technique is shown on the page of its threat.
    let threat = id.split_once('.').map_or(id, |(threat, _)| threat);
    threat.strip_prefix("THR-").is_some_and(own).then(|| format!("/threats/{threat}"))
}

/// Where an item comes from, in words.
pub fn origin(own: bool, version: &str) -> String {
    if own { "Our own".to_owned() } else { format!("Catalogue version {version}") }
}

/// The page of an item of the catalogue: its own, or that of any item.
pub fn item_page(section: &str, id: &str) -> String {
    let own = match section {
        "controls" => Some(format!("/controls/{id}")),
        "threats" => Some(format!("/threats/{id}")),
        "frameworks" => Some(format!("/frameworks/{id}")),
        _ => None,
    };
    own.unwrap_or_else(|| {
        format!("/catalogue/item?section={}&id={}", escaped(section), escaped(id))
    })
}

/// The page of a feature that the traceability matrix names; none where it has no place of its own.
pub fn feature_page(id: &str) -> Option<&'static str> {
    Some(match id {
        "F-INVENTORY" | "F-CLASSIFY" => "/systems",
        "F-THREATLIB" => "/threats",
        "F-CONTROLS" | "F-ASSURANCE" => "/controls",
        "F-EVIDENCE" | "F-TRANSPARENCY" | "F-PRIVACY" => "/evidence",
        "F-LINEAGE" => "/lineage",
        "F-BLAST" => "/blast",
        "F-QUARANTINE" => "/quarantine",
        "F-ROLLBACK" | "F-INCIDENT" | "F-DRILL" => "/incidents",
        "F-EXEC" | "F-TIMETRAVEL" => "/",
        "F-CROSSWALK" => "/frameworks",
        "F-CHAIN" => "/events",
        "F-OWNER" | "F-CHAMPIONS" => "/accountability",
        "F-SUPPLY" => "/models",
        _ => return None,
    })
}

/// A text as part of a query.
pub(crate) fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let written = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(written).collect()
}

/// What an item says, on lines of its own.
pub fn pretty(body: &str) -> String {
    let read: Result<serde_json::Value, _> = serde_json::from_str(body);
    read.ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| body.to_owned())
}

/// How a cell of the matrix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing supports the item.
    Unmapped,
    /// What supports it does not apply here.
    NotApplicable,
    /// So many of so many controls pass, and the worst stands so.
    Controls {
        /// Those that pass.
        pass: i32,
        /// Those that apply.
        of: i32,
        /// How the worst stands.
        worst: ControlStatus,
    },
}

impl Cell {
    /// The cell of some counts; `mapped` says whether anything supports the item.
    pub fn of(counts: &ControlCounts, mapped: bool) -> Self {
        match counts.worst() {
            Some(worst) => Self::Controls { pass: counts.pass, of: counts.applicable(), worst },
            None if mapped => Self::NotApplicable,
            None => Self::Unmapped,
        }
    }

    /// What stands in it.
    pub fn figure(self) -> String {
        match self {
            Self::Unmapped => "–".to_owned(),
            Self::NotApplicable => "n/a".to_owned(),
            Self::Controls { pass, of, .. } => format!("{pass}/{of}"),
        }
    }

    /// How it stands, in words.
    pub fn words(self) -> String {
        match self {
            Self::Unmapped => "no control is mapped".to_owned(),
            Self::NotApplicable => "not applicable".to_owned(),
            Self::Controls { pass, of, worst: ControlStatus::Pass } => {
                format!("{pass} of {of} effective")
            }
            Self::Controls { pass, of, worst } => {
                format!("{pass} of {of} effective, worst: {}", worst.word().to_lowercase())
            }
        }
    }

    /// The name of its pattern.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Unmapped => "unmapped",
            Self::NotApplicable => "not-applicable",
            Self::Controls { worst, .. } => worst.slug(),
        }
    }
}

impl FrameworkItem {
    /// Whether something supports it.
    pub fn is_mapped(&self) -> bool {
        !self.links.is_empty()
    }

    /// The item in a file: what it is, what supports it, and how that stands in all and system by
    /// system.
    pub fn cells(&self) -> Vec<String> {
        let links: Vec<&str> = self.links.iter().map(|link| link.id.as_str()).collect();
        let mapped = self.is_mapped();
        let counts = std::iter::once(&self.total).chain(&self.cells);
        let words = counts.map(|counts| Cell::of(counts, mapped).words());
        [self.id.clone(), self.title.clone(), self.group.clone(), links.join(" ")]
            .into_iter()
            .chain(words)
            .collect()
    }

    /// Whether some link is only proposed.
    pub fn is_proposed(&self) -> bool {
        self.links.iter().any(|link| !link.confirmed)
    }
}

impl Countered {
    /// The share in percent; unknown when nothing counters the threat here.
    pub fn percent(&self) -> Option<i32> {
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            reason = "a share from 0 to 1, a hundred times"
        )]
        self.share.map(|share| (share * 100.0).round() as i32)
    }
}

/// An own limit as JSON.
pub fn limit_body(test: &str, metric: &str, value: &str, rationale: &str) -> String {
    let trimmed = |part: &str| serde_json::Value::from(part.trim());
    serde_json::json!({
        "test": trimmed(test), "metric": trimmed(metric), "value": trimmed(value),
        "rationale": trimmed(rationale),
    })
    .to_string()
}

/// An id for an own limit on a metric of a test.
pub fn limit_id(test: &str, metric: &str) -> String {
    let plain = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("ORG-{}-{}", plain(test), plain(metric))
}
