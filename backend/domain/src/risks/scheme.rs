//! The scheme of the catalogue: bands, who accepts what for how long, and how much is tolerated.

use std::{collections::BTreeMap, ops::RangeInclusive, sync::LazyLock};

use serde::Deserialize;

use super::{Band, Category};

/// The scheme that scores are made with.
#[derive(Clone, Debug, Default)]
pub struct Scheme {
    /// Its version; assessments name it.
    pub version: u64,
    /// Names of the five steps of likelihood, from the lowest, with what they mean.
    pub likelihood: Vec<(String, String)>,
    /// Names of the five steps of impact, from the lowest, with what they mean for people.
    pub impact: Vec<(String, String)>,
    /// Who accepts which band, and for how long.
    pub rules: Vec<Rule>,
    bands: Vec<(Band, RangeInclusive<u8>)>,
    appetite: Vec<(String, Band)>,
}

/// Who accepts a band, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The band of the residual score.
    pub band: Band,
    /// The roles that accept it together, each by another person.
    pub roles: Vec<String>,
    /// The role that is told.
    pub reported_to: Option<String>,
    /// For how many days at most.
    pub max_days: i64,
    /// What else there is to know.
    pub sentence: String,
}

/// The file, as far as it is read.
#[derive(Deserialize)]
struct File {
    version: u64,
    likelihood: Vec<Step>,
    impact: Vec<Step>,
    bands: BTreeMap<String, String>,
    acceptance: Vec<Entry>,
    appetite: Vec<Tolerated>,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    #[serde(default)]
    meaning: String,
    #[serde(default)]
    dimensions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Entry {
    residual_band: Band,
    who: String,
    max_days: i64,
    rule: String,
}

#[derive(Deserialize)]
struct Tolerated {
    category: String,
    tolerance_max_band: Band,
}

// A test holds the scheme against every cell of the file, so a broken one never ships.
static SCHEME: LazyLock<Scheme> = LazyLock::new(|| {
    let file = serde_json::from_str::<File>(include_str!("../../catalog/risk_scoring.json"));
    file.map(Scheme::from).unwrap_or_default()
});

/// The scheme in force.
pub fn scheme() -> &'static Scheme {
    &SCHEME
}

impl Scheme {
    /// The band a product of likelihood and impact falls into. What no band holds counts as the worst.
    pub(super) fn band_of(&self, value: u8) -> Band {
        let found = self.bands.iter().find(|(_, range)| range.contains(&value));
        found.map_or(Band::VeryHigh, |(band, _)| *band)
    }

    /// The largest product of likelihood and impact that falls into a band.
    pub fn most(&self, band: Band) -> u8 {
        let found = self.bands.iter().find(|(known, _)| *known == band);
        found.map_or(0, |(_, range)| *range.end())
    }

    /// Who accepts a band.
    pub fn rule(&self, band: Band) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.band == band)
    }

    /// The worst band that is tolerated in a category; nothing but low where nobody stated one.
    pub fn tolerance(&self, category: Category) -> Band {
        let found = self.appetite.iter().find(|(title, _)| title == category.title());
        found.map_or(Band::Low, |(_, band)| *band)
    }
}

impl From<File> for Scheme {
    fn from(file: File) -> Self {
        let bands =
            file.bands.iter().filter_map(|(word, range)| Some((word.parse().ok()?, parse(range)?)));
        let likelihood = file.likelihood.into_iter().map(|step| (step.name, step.meaning));
        let impact = file.impact.into_iter().map(|step| {
            let people = step.dimensions.get("people").cloned().unwrap_or_default();
            (step.name, people)
        });
        Self {
            version: file.version,
            likelihood: likelihood.collect(),
            impact: impact.collect(),
            bands: bands.collect(),
            rules: file.acceptance.into_iter().map(Rule::from).collect(),
            appetite: file
                .appetite
                .into_iter()
                .map(|t| (t.category, t.tolerance_max_band))
                .collect(),
        }
    }
}

impl From<Entry> for Rule {
    fn from(entry: Entry) -> Self {
        // "a + b, reported to c"
        let (who, told) = match entry.who.split_once(", reported to ") {
            Some((who, told)) => (who, Some(told.to_owned())),
            None => (entry.who.as_str(), None),
        };
        Self {
            band: entry.residual_band,
            roles: who.split(" + ").map(str::to_owned).collect(),
            reported_to: told,
            max_days: entry.max_days,
            sentence: entry.rule,
        }
    }
}

/// `6-11`
fn parse(range: &str) -> Option<RangeInclusive<u8>> {
    let (from, to) = range.split_once('-')?;
    Some(from.parse().ok()?..=to.parse().ok()?)
}
