//! Subjects: how everything is named, `kind:name@version`, in CLI, URLs, search and events.

use std::{borrow::Cow, fmt, str::FromStr};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// What a name must not contain as it is: our own separators, and what breaks a URL or a line.
const RESERVED: &AsciiSet =
    &CONTROLS.add(b':').add(b'@').add(b'/').add(b'%').add(b' ').add(b'?').add(b'#');
/// Longest name or version, in bytes after encoding.
const LONGEST: usize = 200;

macro_rules! kinds {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// The kinds of thing a subject can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $word] $variant),+ }

        impl Kind {
            /// Every kind, in the order of the glossary.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),+];

            /// The word in front of the colon.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    System = "system", Source = "source", Batch = "batch", Dataset = "dataset",
    Environment = "environment", Run = "run", Prompt = "prompt", Model = "model",
    Service = "service", Evidence = "evidence", Deployment = "deployment", Endpoint = "endpoint",
    Risk = "risk", Control = "control", Finding = "finding", Action = "action", Alert = "alert",
    Incident = "incident", Approval = "approval", Waiver = "waiver", Gate = "gate",
    Person = "person", Team = "team", Policy = "policy", Organisation = "organisation",
    Intake = "intake", Catalogue = "catalogue", Curriculum = "curriculum", Learner = "learner",
    Review = "review", Attestation = "attestation", Appetite = "appetite",
    Initiative = "initiative", Meeting = "meeting", Exercise = "exercise", Survey = "survey",
    Feedback = "feedback",
    View = "view",
}

/// A thing that events are about. Ordered and compared by its written form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    kind: Kind,
    name: String,
    version: Option<String>,
}

/// Why a text is not a subject.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSubject {
    /// There is no `kind:` in front.
    #[error("'{0}' names no kind: write it like dataset:NAME@VERSION")]
    NoKind(String),
    /// The word in front of the colon is not a kind.
    #[error("'{0}' is not a kind of subject; the kinds are {kinds}", kinds = kind_list())]
    UnknownKind(String),
    /// Name or version is empty.
    #[error("'{0}' has an empty name or version")]
    Empty(String),
    /// Name or version is too long.
    #[error("a name or version is at most {LONGEST} bytes; this one has {0}")]
    TooLong(usize),
}

fn kind_list() -> String {
    Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Kind {
    type Err = BadSubject;

    fn from_str(word: &str) -> Result<Self, BadSubject> {
        Self::of_word(word).ok_or_else(|| BadSubject::UnknownKind(word.chars().take(40).collect()))
    }
}

impl Subject {
    /// Names a thing as people know it; reserved characters are percent-encoded here.
    pub fn new(kind: Kind, name: &str, version: Option<&str>) -> Result<Self, BadSubject> {
        let name = encoded(name)?;
        let version = version.map(encoded).transpose()?;
        Ok(Self { kind, name, version })
    }

    /// Puts a subject together again from what [`Self::kind`], [`Self::name`] and
    /// [`Self::version`] gave; nothing is checked or encoded.
    pub fn reassembled(kind: Kind, name: &str, version: Option<&str>) -> Self {
        Self { kind, name: name.to_owned(), version: version.map(str::to_owned) }
    }

    /// The kind of thing.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name in its encoded form, without kind and version.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version in its encoded form, where the subject names one.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The name and version as people wrote them, `name@version`.
    pub fn label(&self) -> String {
        let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        match &self.version {
            Some(version) => format!("{}@{}", plain(&self.name), plain(version)),
            None => plain(&self.name),
        }
    }

    /// The version as people wrote it, where the subject names one.
    pub fn version_label(&self) -> Option<String> {
        let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        self.version.as_deref().map(plain)
    }

    /// The stream that holds its events: the subject without its version.
    #[must_use]
    pub fn stream(&self) -> Self {
        Self { kind: self.kind, name: self.name.clone(), version: None }
    }

    /// The same thing at a version (encoded here).
    pub fn at(&self, version: &str) -> Result<Self, BadSubject> {
        Ok(Self { kind: self.kind, name: self.name.clone(), version: Some(encoded(version)?) })
    }
}

fn encoded(plain: &str) -> Result<String, BadSubject> {
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(BadSubject::Empty(plain.to_owned()));
    }
    let encoded: Cow<'_, str> = utf8_percent_encode(plain, RESERVED).into();
    if encoded.len() > LONGEST {
        return Err(BadSubject::TooLong(encoded.len()));
    }
    Ok(encoded.into_owned())
}

/// A name or version as it is written in a subject, in its encoded form.
fn rewritten(text: &str) -> Result<String, BadSubject> {
    let is_plain = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b':' | b'@' | b'/' | b'%' | b'?' | b'#')
    };
    // Nearly all are encoded already, because nothing in them needs it.
    if (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain) {
        return Ok(text.to_owned());
    }
    encoded(&percent_decode_str(text).decode_utf8_lossy())
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.name)?;
        match &self.version {
            Some(version) => write!(f, "@{version}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Subject {
    type Err = BadSubject;

    fn from_str(text: &str) -> Result<Self, BadSubject> {
        let Some((kind, rest)) = text.trim().split_once(':') else {
            return Err(BadSubject::NoKind(text.chars().take(80).collect()));
        };
        let kind = kind.parse()?;
        let (name, version) = match rest.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (rest, None),
        };
        Ok(Self { kind, name: rewritten(name)?, version: version.map(rewritten).transpose()? })
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl serde::de::Visitor<'_> for Written {
            type Value = Subject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a subject such as dataset:NAME@VERSION")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Subject, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Written)
    }
}
