//! How the room says no.

use super::{OWN_PREFIX, Section};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A file is not there in whole.
    #[error("{file} has {parts} parts; part {missing} is missing: load the whole file, in order")]
    PartMissing {
        /// The file.
        file: String,
        /// How many parts it has.
        parts: u64,
        /// The first that is missing.
        missing: u64,
    },
    /// A body has not the shape of its section.
    #[error("{id} is no item of the section {section}: {why}; mend it and try again")]
    BadItem {
        /// The section.
        section: String,
        /// The item.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// The id is not one of the organisation's own.
    #[error("'{0}' may meet an id that ships with the product: begin it with {OWN_PREFIX}")]
    NotAnOwnId(String),
    /// The id cannot be part of a name.
    #[error("'{0}' holds a character an id cannot have: use letters, digits, '-', '_'")]
    UnfitId(String),
    /// The body names another id.
    #[error("the body says its id is '{0}', the item is called {1}: make them the same")]
    OtherId(String, String),
    /// There is an item with this id.
    #[error("there is already an item {1} in the section {0}; change it instead")]
    AlreadyThere(Section, String),
    /// There is no such own item.
    #[error("the section {0} has no own item {1}; add it first, or mend the id")]
    Unknown(Section, String),
    /// The validity ends before it begins.
    #[error("this would end before it begins: give an end after the beginning")]
    EndsTooEarly,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::PartMissing { .. } => "catalogue.part_missing",
            Self::BadItem { .. } => "catalogue.bad_item",
            Self::NotAnOwnId(_) => "catalogue.not_an_own_id",
            Self::UnfitId(_) => "catalogue.unfit_id",
            Self::OtherId(..) => "catalogue.other_id",
            Self::AlreadyThere(..) => "catalogue.already_there",
            Self::Unknown(..) => "catalogue.unknown",
            Self::EndsTooEarly => "catalogue.ends_too_early",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::PartMissing { .. } => Some("parts"),
            Self::BadItem { .. } | Self::OtherId(..) => Some("body"),
            Self::NotAnOwnId(_) | Self::UnfitId(_) | Self::AlreadyThere(..) | Self::Unknown(..) => {
                Some("id")
            }
            Self::EndsTooEarly => Some("valid_to"),
        }
    }
}
