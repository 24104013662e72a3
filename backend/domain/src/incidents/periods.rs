//! How soon the law asks for a report: data that ships, with versions and their validity.
//!
//! A period is counted in hours from the moment somebody became aware. That is never later than a
//! count in days, which leaves the first day out and skips holidays at the end.
//!
//! # Deliberately absent
//! - Laws of single sectors and countries: whether they bind says nothing that the product knows.

use std::{collections::BTreeMap, sync::LazyLock};

use kernel::{Micros, Name, Note};
use serde::{Deserialize, Deserializer};

use super::Harm;
use crate::systems::ActClass;

/// An hour, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// The word for a period that binds every system.
const ALL: &str = "all";

/// A duty to report within a time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Period {
    /// Its id, `EU-AI-ACT-73-2`.
    pub id: Name,
    /// What is to be reported.
    pub title: Name,
    /// The law and its article.
    pub law: Name,
    /// To whom.
    pub addressee: Name,
    /// The requirement of the catalogue it belongs to, where the catalogue has it.
    pub requirement: Option<Name>,
    /// The harm that asks for it.
    pub harms: Vec<Harm>,
    /// Its versions, the oldest first.
    pub versions: Vec<PeriodVersion>,
}

/// How long a period is, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PeriodVersion {
    /// Its number, from 1.
    pub version: u64,
    /// How many hours there are.
    pub hours: u64,
    /// The day since which the law says so.
    #[serde(deserialize_with = "day")]
    pub valid_from: Micros,
    /// The day since which it binds, by class under the AI Act; `all` for every system.
    #[serde(deserialize_with = "days")]
    applies_from: BTreeMap<String, Micros>,
    /// Where the figure comes from.
    pub source: Note,
}

#[derive(Default, Deserialize)]
struct File {
    items: Vec<Period>,
}

// A test reads every period of the file, so a broken one never ships.
static PERIODS: LazyLock<File> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../catalog/reporting_periods.json")).unwrap_or_default()
});

/// Every period, in the order of the file.
pub fn periods() -> &'static [Period] {
    &PERIODS.items
}

/// The period with this id.
pub fn period(id: &str) -> Option<&'static Period> {
    periods().iter().find(|period| period.id.as_str() == id)
}

impl Period {
    /// The version at a moment; the first one for the time before the law said anything.
    pub fn at(&self, moment: Micros) -> Option<&PeriodVersion> {
        let valid = self.versions.iter().rev().find(|version| version.valid_from <= moment);
        valid.or_else(|| self.versions.first())
    }

    /// Whether some of this harm asks for a report.
    pub fn is_about(&self, harms: &[Harm]) -> bool {
        self.harms.iter().any(|harm| harms.contains(harm))
    }

    /// Whether the law binds a system of a class to it at a moment. Otherwise it may be followed
    /// voluntarily.
    pub fn binds(&self, class: Option<ActClass>, moment: Micros) -> bool {
        self.at(moment).is_some_and(|version| version.binds(class, moment))
    }
}

impl PeriodVersion {
    /// The end of the period of somebody who became aware then.
    pub fn ends(&self, aware: Micros) -> Micros {
        let hours = i64::try_from(self.hours).unwrap_or(i64::MAX);
        Micros(aware.0.saturating_add(hours.saturating_mul(HOUR)))
    }

    fn binds(&self, class: Option<ActClass>, moment: Micros) -> bool {
        let class = class.map(ActClass::as_str);
        let since = self.applies_from.iter().find(|(word, _)| {
            let word = word.as_str();
            word == ALL || Some(word) == class
        });
        since.is_some_and(|(_, since)| *since <= moment)
    }
}

/// Midnight UTC of a date, `2027-12-02`.
fn midnight(date: &str) -> Result<Micros, kernel::BadTime> {
    format!("{date}T00:00:00Z").parse()
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Micros, D::Error> {
    let date = String::deserialize(from)?;
    midnight(&date).map_err(serde::de::Error::custom)
}

fn days<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Micros>, D::Error> {
    let dates = BTreeMap::<String, String>::deserialize(from)?;
    let read = |(class, date): (String, String)| midnight(&date).map(|day| (class, day));
    dates.into_iter().map(read).collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}
