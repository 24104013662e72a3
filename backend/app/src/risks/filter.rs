//! Which risks are wanted, and in which order.

use domain::risks::{Band, Category, Score, Which};
use kernel::{Micros, Subject};

use super::{register::Hit, state::Status};

/// Which risks are wanted; what is absent does not filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RiskFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Of this threat, or of a technique of it.
    pub threat: Option<String>,
    /// Of these bands; of the score that `which` names.
    pub bands: Vec<Band>,
    /// In this cell of the map; of the score that `which` names.
    pub cell: Option<Score>,
    /// The score that bands and cell speak of; the residual one when absent.
    pub which: Option<Which>,
    /// Scored, or not scored.
    pub scored: Option<bool>,
    /// Of this status.
    pub status: Option<Status>,
    /// On the open register, or closed.
    pub open: Option<bool>,
    /// Somebody is accountable for.
    pub owner: Option<Subject>,
    /// Of this category.
    pub category: Option<Category>,
    /// Above what the category tolerates, or within it.
    pub above_appetite: Option<bool>,
    /// With something due, or with nothing.
    pub overdue: Option<bool>,
    /// With this text in title, id or threat.
    pub text: Option<String>,
}

/// What a list of risks is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskSort {
    /// The title.
    Title,
    /// The id of the threat behind it.
    Threat,
    /// The category of appetite.
    Category,
    /// How it stands, in the order of a risk's life.
    Status,
    /// As if no control worked, by band, then by product.
    Inherent,
    /// As it stands today.
    Current,
    /// What is left.
    Residual,
    /// When it was identified.
    Identified,
    /// When its review is due.
    Review,
    /// Until when it is, or was, accepted.
    AcceptedUntil,
    /// How many of its tasks are open.
    Tasks,
}

impl RiskSort {
    /// What a list can be ordered by, with its key.
    pub const KEYS: [(&'static str, Self); 11] = [
        ("title", Self::Title),
        ("threat", Self::Threat),
        ("category", Self::Category),
        ("status", Self::Status),
        ("inherent", Self::Inherent),
        ("current", Self::Current),
        ("residual", Self::Residual),
        ("identified", Self::Identified),
        ("review", Self::Review),
        ("accepted", Self::AcceptedUntil),
        ("tasks", Self::Tasks),
    ];

    /// The order of a key.
    pub fn of(key: &str) -> Option<Self> {
        Self::KEYS.iter().find(|(known, _)| *known == key).map(|(_, sort)| *sort)
    }
}

/// How a list of risks is ordered. Ties go by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskOrder {
    /// By what.
    pub sort: RiskSort,
    /// Largest first.
    pub descending: bool,
}

impl Default for RiskOrder {
    /// The gravest first.
    fn default() -> Self {
        Self { sort: RiskSort::Residual, descending: true }
    }
}

impl RiskFilter {
    /// The filter, made ready once for many risks.
    pub(super) fn prepared(&self) -> Wanted<'_> {
        let text = self.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let technique = self.threat.as_ref().map(|threat| format!("{threat}."));
        Wanted { filter: self, text: text.map(str::to_lowercase), technique }
    }
}

/// A filter that is ready.
pub(super) struct Wanted<'a> {
    filter: &'a RiskFilter,
    text: Option<String>,
    /// What the techniques of the wanted threat begin with.
    technique: Option<String>,
}

/// Whether a value is as wanted; what nobody asks for always is.
fn is<T: PartialEq>(wanted: Option<&T>, found: &T) -> bool {
    wanted.is_none_or(|wanted| wanted == found)
}

impl Wanted<'_> {
    pub(super) fn wants(&self, hit: &Hit<'_>, at: Micros) -> bool {
        let filter = self.filter;
        let is_of_system = filter.system.as_ref().is_none_or(|wanted| hit.system == Some(wanted));
        is_of_system
            && is(filter.category.as_ref(), &hit.line.category)
            && is(filter.owner.as_ref(), hit.owner)
            && is(filter.open.as_ref(), &!hit.state.is_closed)
            && is(filter.scored.as_ref(), &hit.state.scores.is_some())
            && self.is_of_threat(hit)
            && self.is_scored_so(hit)
            && self.stands_so(hit, at)
            && self.text.as_ref().is_none_or(|text| hit.line.text.contains(text.as_str()))
    }

    fn is_of_threat(&self, hit: &Hit<'_>) -> bool {
        let (Some(threat), Some(technique)) = (&self.filter.threat, &self.technique) else {
            return true;
        };
        let found = hit.line.threat.as_str();
        found == threat || found.starts_with(technique.as_str())
    }

    /// An unscored risk is in no band and in no cell.
    fn is_scored_so(&self, hit: &Hit<'_>) -> bool {
        let filter = self.filter;
        if filter.bands.is_empty() && filter.cell.is_none() {
            return true;
        }
        let score = hit.state.score(filter.which.unwrap_or(Which::Residual));
        score.is_some_and(|score| {
            let in_band = filter.bands.is_empty() || filter.bands.contains(&score.band());
            in_band && is(filter.cell.as_ref(), &score)
        })
    }

    fn stands_so(&self, hit: &Hit<'_>, at: Micros) -> bool {
        let filter = self.filter;
        let above = filter.above_appetite;
        above.is_none_or(|above| hit.state.is_above(hit.tolerated) == Some(above))
            && filter.status.is_none_or(|status| hit.state.status(at) == status)
            && filter.overdue.is_none_or(|overdue| hit.state.due(at).is_empty() != overdue)
    }
}
