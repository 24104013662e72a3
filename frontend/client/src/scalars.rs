//! Scalars of the schema.
use crate::schema;

/// A moment: RFC 3339 text in UTC.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub String);

/// A place in the log, counted from 0.
#[derive(cynic::Scalar, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(pub u64);

/// A whole number that may be larger than 32 bits.
#[derive(cynic::Scalar, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Long(pub i64);

/// What something is about: `kind:name@version`, the version being optional.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject(pub String);

impl Subject {
    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Before the colon; empty for a text that is no subject.
    pub fn kind(&self) -> &str {
        self.0.split_once(':').map_or("", |(kind, _)| kind)
    }

    /// Between the colon and the last `@`.
    pub fn name(&self) -> &str {
        let rest = self.0.split_once(':').map_or(self.0.as_str(), |(_, rest)| rest);
        rest.rsplit_once('@').map_or(rest, |(name, _)| name)
    }

    /// After the last `@`.
    pub fn version(&self) -> Option<&str> {
        let (_, rest) = self.0.split_once(':')?;
        rest.rsplit_once('@').map(|(_, version)| version)
    }
}

impl From<&str> for Subject {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Self(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Subject;

    #[test]
    fn a_subject_is_split_at_its_last_at_sign() {
        let subject = Subject::from("model:a/b@c@1.0");
        assert_eq!(
            (subject.kind(), subject.name(), subject.version()),
            ("model", "a/b@c", Some("1.0"))
        );
        let bare = Subject::from("system:sys-a");
        assert_eq!((bare.kind(), bare.name(), bare.version()), ("system", "sys-a", None));
    }
}
