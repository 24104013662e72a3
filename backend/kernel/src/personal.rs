//! Personal text: names, e-mail, free-text comments. It never enters a leaf.

use serde::{Deserialize, Serialize};

use crate::Subject;

/// Text that belongs to a person and can be erased.
///
/// A command writes it; the log seals it beside the leaf under the person's own key; views keep
/// only the seal. So destroying one key erases the text everywhere, in the past too. Deciders may
/// pass it on but never read it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub enum Personal {
    /// Just written: the text, and whose it is.
    Written {
        /// The data subject whose key seals the text.
        of: Subject,
        /// The text itself.
        text: String,
    },
    /// Sealed in the log: where to find it.
    Sealed {
        /// Position of the event it came with.
        pos: u64,
        /// JSON pointer of the field in the event's data.
        pointer: String,
    },
    /// Never written, or erased.
    #[default]
    Erased,
}

/// How personal text is written in JSON: always an object, which no plain text can be taken for.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Written { of: Subject, text: String },
    Sealed { pos: u64, pointer: String },
    Erased {},
}

impl From<Form> for Personal {
    fn from(form: Form) -> Self {
        match form {
            Form::Written { of, text } => Self::Written { of, text },
            Form::Sealed { pos, pointer } => Self::Sealed { pos, pointer },
            Form::Erased {} => Self::Erased,
        }
    }
}

impl From<Personal> for Form {
    fn from(personal: Personal) -> Self {
        match personal {
            Personal::Written { of, text } => Self::Written { of, text },
            Personal::Sealed { pos, pointer } => Self::Sealed { pos, pointer },
            Personal::Erased => Self::Erased {},
        }
    }
}

impl Personal {
    /// Longest personal text, in characters.
    pub const LONGEST: usize = 4000;

    /// Text of a person, trimmed; empty text is absent.
    pub fn written(of: &Subject, text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Erased;
        }
        Self::Written { of: of.clone(), text: text.chars().take(Self::LONGEST).collect() }
    }

    /// Whether there is nothing to seal or to open.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Erased)
    }
}
