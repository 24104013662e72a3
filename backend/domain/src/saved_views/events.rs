//! What has happened to a saved view. The `rename` strings are bytes on disk.

use kernel::{Fact, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::List;
use crate::about::About;

/// A fact about a saved view. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Somebody keeps an address under a name.
    #[serde(rename = "view.saved")]
    Saved {
        /// The list it is a page of.
        list: List,
        /// What people call it.
        #[serde(default)]
        name: Personal,
        /// Its filters and its order.
        #[serde(default)]
        query: Personal,
        /// A team or the organisation that finds it too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<Subject>,
    },
    /// It is called something else.
    #[serde(rename = "view.renamed")]
    Renamed {
        /// What people call it from now on.
        #[serde(default)]
        name: Personal,
    },
    /// It is gone.
    #[serde(rename = "view.removed")]
    Removed {},
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Saved { with, .. } => about.all(with),
            Self::Renamed { .. } | Self::Removed {} => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
