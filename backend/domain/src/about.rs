//! Collects the subjects an event concerns: sorted, each once.

use std::collections::BTreeSet;

use kernel::{Kind, Name, Subject};

/// The subjects of one event, its stream first of all.
pub(crate) struct About {
    stream: Subject,
    subjects: BTreeSet<Subject>,
}

impl About {
    /// Begins with the stream.
    pub(crate) fn of(stream: &Subject) -> Self {
        Self { stream: stream.clone(), subjects: BTreeSet::from([stream.clone()]) }
    }

    /// Adds a version of the stream's thing.
    pub(crate) fn version(self, version: &Name) -> Self {
        let subject = at(&self.stream, version);
        self.all(subject.as_ref())
    }

    /// Adds subjects the event names: one, an optional one, or a list.
    pub(crate) fn all<'a>(mut self, named: impl IntoIterator<Item = &'a Subject>) -> Self {
        self.subjects.extend(named.into_iter().cloned());
        self
    }

    /// Adds one subject.
    pub(crate) fn one(self, named: &Subject) -> Self {
        self.all([named])
    }

    /// The list.
    pub(crate) fn list(self) -> Vec<Subject> {
        self.subjects.into_iter().collect()
    }
}

/// The stream's thing at a version. Deciders refuse versions that cannot be written as a subject.
pub(crate) fn at(stream: &Subject, version: &Name) -> Option<Subject> {
    stream.at(version.as_str()).ok()
}

/// Whether a label can be a version: short enough to be written in a subject.
pub(crate) fn is_version(label: &Name) -> bool {
    Subject::new(Kind::Dataset, "x", Some(label.as_str())).is_ok()
}

/// Whether a subject is of one of the kinds and names an exact version.
pub(crate) fn is_exact(subject: &Subject, kinds: &[Kind]) -> bool {
    kinds.contains(&subject.kind()) && subject.version().is_some()
}

/// The first subject that is not of one of the kinds with an exact version.
pub(crate) fn first_inexact<'a>(
    named: impl IntoIterator<Item = &'a Subject>,
    kinds: &[Kind],
) -> Option<&'a Subject> {
    named.into_iter().find(|subject| !is_exact(subject, kinds))
}
