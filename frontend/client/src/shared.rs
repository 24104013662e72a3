//! Fragments that several rooms show.
use crate::{
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
};

/// What a page about one thing asks with.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct One {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The thing.
    pub subject: Subject,
}

impl One {
    /// The thing at a moment.
    pub fn of(moment: Moment, subject: impl Into<Subject>) -> Self {
        Self { time: moment.time, position: moment.position, subject: subject.into() }
    }
}

/// What a page without a choice asks with.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct Whole {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
}

/// What the caller may ever send.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Me {
    /// The caller.
    pub person: PersonLink,
    /// Names of mutations.
    pub may: Vec<String>,
}

impl Me {
    /// Whether this mutation can be worth offering.
    pub fn may(&self, mutation: &str) -> bool {
        self.may.iter().any(|name| name == mutation)
    }
}

/// What the answer counts from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct At {
    /// Position of the last event counted.
    pub position: Position,
    /// Time of the moment.
    pub time: Time,
    /// Whether everything up to here came from an import.
    pub imported: bool,
}

/// A person as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonLink {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether the person asked to be forgotten.
    pub erased: bool,
}

impl PersonLink {
    /// The name, or what stands in its place.
    pub fn words(&self) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None if self.erased => "Erased person".to_owned(),
            None => self.subject.name().to_owned(),
        }
    }
}

/// A system as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct SystemLink {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
}

/// A team as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct TeamLink {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
}

/// A name and a value.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Pair {
    /// What it is.
    pub name: String,
    /// Its value, as text.
    pub value: String,
}

/// Where a list ends and how it goes on.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PageInfo {
    /// Whether there is more.
    pub has_next_page: bool,
    /// What to ask after.
    pub end_cursor: Option<String>,
}

/// What a command returned.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Where it was recorded.
    pub position: Position,
    /// Hash of the leaf there.
    pub leaf_hash: String,
    /// Whether it had been recorded before: the same command sent twice.
    pub duplicate: bool,
}

impl Receipt {
    /// Page of the recorded event.
    pub fn page(&self) -> String {
        format!("/events/{}", self.position.0)
    }

    /// What happened, in words.
    pub fn words(&self) -> String {
        let position = self.position.0;
        if self.duplicate {
            return format!("Recorded already, at position {position}.");
        }
        format!("Recorded at position {position}.")
    }
}

/// The domain said no.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Stable code.
    pub code: String,
    /// Why, for people.
    pub sentence: String,
    /// The field of the input it is about.
    pub field: Option<String>,
}

impl Refusal {
    /// The sentence as it stands alone: with a capital letter and a full stop.
    pub fn words(&self) -> String {
        let mut letters = self.sentence.trim().chars();
        let Some(first) = letters.next() else { return "It was refused.".to_owned() };
        let mut words: String = first.to_uppercase().chain(letters).collect();
        if !words.ends_with(['.', '!', '?']) {
            words.push('.');
        }
        words
    }

    /// The sentence, if the refusal belongs beside this field of the form.
    pub fn beside(&self, field: &str) -> Option<String> {
        let own = self.field.as_deref()?;
        // Fields of an input come as paths: `input.reason`.
        let last = own.rsplit_once('.').map_or(own, |(_, last)| last);
        (last == field).then(|| self.words())
    }
}

#[cfg(test)]
mod tests {
    use super::{PersonLink, Refusal};
    use crate::scalars::Subject;

    #[test]
    fn a_person_without_a_name_is_still_called_something() {
        let mut person =
            PersonLink { subject: Subject::from("person:usr-a"), name: None, erased: false };
        assert_eq!(person.words(), "usr-a");
        person.erased = true;
        assert_eq!(person.words(), "Erased person");
        person.name = Some("A. B.".to_owned());
        assert_eq!(person.words(), "A. B.");
    }

    #[test]
    fn a_refusal_stands_beside_its_field_only() {
        let refusal = Refusal {
            code: "reason_missing".to_owned(),
            sentence: "a reason is needed".to_owned(),
            field: Some("input.reason".to_owned()),
        };
        assert_eq!(refusal.beside("reason"), Some("A reason is needed.".to_owned()));
        assert_eq!(refusal.beside("title"), None);
        assert_eq!(refusal.words(), "A reason is needed.");
    }
}
