//! A policy: its current version, whom it binds, and the versions before.

use domain::{
    Event,
    programme::{self, review_by},
};
use kernel::{Digest, Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View, reviews::Told};

/// A policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyRow {
    /// The policy.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// The number of the current version.
    pub version: u64,
    /// The SHA-256 of its text.
    pub digest: Option<Digest>,
    /// The roles it binds; everybody where none is named.
    pub binds: Vec<Name>,
    /// Within how many days those bound attest it.
    pub attest_within_days: Option<u64>,
    /// The day by which it is reviewed.
    pub review_by: Micros,
    /// When the current version was published.
    pub published: Micros,
    /// By whom.
    pub published_by: Subject,
    /// Who approved it.
    pub approved_by: Subject,
    /// Every version, oldest first.
    pub versions: Vec<PolicyVersion>,
    /// When it was retired, and why.
    pub retired: Option<(Micros, Personal)>,
    /// Who was told that its review is due.
    pub told: Vec<Told>,
}

/// A version of a policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// Its number.
    pub version: u64,
    /// When it was published.
    pub published: Micros,
    /// By whom.
    pub published_by: Subject,
    /// Who approved it.
    pub approved_by: Subject,
    /// The SHA-256 of its text.
    pub digest: Option<Digest>,
    /// Its text, once it is kept.
    pub text: Option<KeptText>,
}

/// The text of a version of a policy, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptText {
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// Its media type.
    pub media_type: Name,
    /// How many bytes it has.
    pub bytes: u64,
    /// What whoever sent it calls it.
    pub name: Personal,
    /// When it was kept.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
}

impl PolicyRow {
    /// The version with a number.
    pub fn version(&self, number: u64) -> Option<&PolicyVersion> {
        self.versions.iter().find(|version| version.version == number)
    }

    /// The text of the current version, once it is kept.
    pub fn text(&self) -> Option<&KeptText> {
        self.version(self.version)?.text.as_ref()
    }

    /// Whether its review is overdue at a moment.
    pub fn is_review_overdue(&self, at: Micros) -> bool {
        self.retired.is_none() && at.is_after_day_of(self.review_by)
    }

    fn published(row: Option<Self>, fact: &Fact, event: &programme::Event) -> Option<Self> {
        let programme::Event::Published {
            title,
            version,
            digest,
            approved_by,
            binds,
            attest_within_days,
            review_due,
        } = event
        else {
            return row;
        };
        let (mut versions, told) = row.map(|row| (row.versions, row.told)).unwrap_or_default();
        versions.push(PolicyVersion {
            version: *version,
            published: fact.at,
            published_by: fact.by().clone(),
            approved_by: approved_by.clone(),
            digest: digest.clone(),
            text: None,
        });
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            version: *version,
            digest: digest.clone(),
            binds: binds.clone(),
            attest_within_days: *attest_within_days,
            review_by: review_by(fact.at, *review_due),
            published: fact.at,
            published_by: fact.by().clone(),
            approved_by: approved_by.clone(),
            versions,
            retired: None,
            told,
        })
    }
}

impl View for PolicyRow {
    const NAME: &'static str = "policies";
    const VERSION: u32 = 2;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_policy = fact.stream.kind() == Kind::Policy;
        if is_policy { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(event) = &fact.event else { return row };
        let mut row = Self::published(row, fact, event)?;
        if let programme::Event::TextKept { version, digest, media_type, bytes, name } = event {
            let kept = KeptText {
                digest: digest.clone(),
                media_type: media_type.clone(),
                bytes: *bytes,
                name: name.clone(),
                at: fact.at,
                by: fact.by().clone(),
            };
            let of_version = row.versions.iter_mut().find(|known| known.version == *version);
            if let Some(of_version) = of_version {
                of_version.text = Some(kept);
            }
        }
        if let programme::Event::Retired { reason } = event {
            row.retired = Some((fact.at, reason.clone()));
        }
        if let programme::Event::ReviewDueNoticed { due, told } = event {
            row.told.push(Told { due: *due, at: fact.at, people: told.clone() });
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.title.as_str().to_lowercase()
    }
}
