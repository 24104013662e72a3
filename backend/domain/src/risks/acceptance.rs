//! Who may accept a risk: the rules of the catalogue over what is known about the acceptors.

use std::collections::BTreeMap;

use kernel::{Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Band, Refusal, Rule, scheme};

/// Under which terms a risk is to be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Until when (exclusive).
    pub until: Micros,
    /// What makes up for the controls that are missing.
    #[serde(default)]
    pub compensating: Vec<Name>,
    /// When it is looked at again.
    #[serde(default)]
    pub review: Option<Micros>,
    /// Why.
    #[serde(default)]
    pub reason: Personal,
}

impl Terms {
    /// Whether the terms are the same; the words may differ.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.until, &self.compensating, self.review)
            == (other.until, &other.compensating, other.review)
    }
}

/// Somebody who accepts, with what the register of people says about them at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptor {
    /// Who.
    pub person: Subject,
    /// The roles they hold where the risk belongs.
    #[serde(default)]
    pub roles: Vec<Name>,
    /// Whether they answer for the system, as owner or deputy.
    #[serde(default)]
    pub owns: bool,
    /// Whether they build the system.
    #[serde(default)]
    pub built: bool,
    /// Whether this is a service.
    #[serde(default)]
    pub service: bool,
}

/// An acceptance, with what the app looked up about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who accepts.
    #[serde(default)]
    pub acceptors: Vec<Acceptor>,
    /// The band they think they accept; another one is refused.
    #[serde(default)]
    pub band: Option<Band>,
    /// The terms, where nobody asked for the acceptance before; else those of the request.
    #[serde(default)]
    pub terms: Option<Terms>,
    /// Why, in the words of who accepts.
    #[serde(default)]
    pub reason: Personal,
    /// Whether the system is a prohibited practice.
    #[serde(default)]
    pub prohibited: bool,
    /// Tests against its threat that fail for the system and that nobody may waive.
    #[serde(default)]
    pub unwaivable: Vec<Name>,
    /// Whoever is told of the gravest acceptances.
    #[serde(default)]
    pub board: Vec<Subject>,
}

/// The roles that may take part in accepting a band, in the order of the catalogue: those of the
/// band, and those of any higher one.
pub fn who_accepts(band: Band) -> Vec<&'static str> {
    let mut roles: Vec<&str> = Vec::new();
    for role in rules(band).flat_map(|rule| rule.roles.iter().map(String::as_str)) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// The rules of a level and of those above it.
fn rules(level: Band) -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<&Rule> = scheme().rules.iter().filter(|rule| rule.band >= level).collect();
    rules.sort_by_key(|rule| rule.band);
    rules.into_iter()
}

/// The role by which somebody takes part; refuses who holds none, and who never decides.
pub(super) fn part(level: Band, acceptor: &Acceptor) -> Result<(), Refusal> {
    let person = acceptor.person.clone();
    let holds = |role: &str| acceptor.roles.iter().any(|held| held.as_str() == role);
    if acceptor.service || person.kind() != Kind::Person || holds("administrator") {
        return Err(Refusal::NeverAccepts(person));
    }
    if level >= Band::High && (acceptor.owns || acceptor.built) {
        return Err(Refusal::TooClose { person, band: level });
    }
    if who_accepts(level).into_iter().any(holds) {
        return Ok(());
    }
    Err(Refusal::WrongRole { person, who: phrase(level) })
}

/// `CISO and Chief risk officer`, for the sentence of a refusal.
pub(super) fn phrase(level: Band) -> String {
    let titles = rules(level).next().into_iter().flat_map(|rule| &rule.roles);
    let title = |id: &String| {
        crate::people::role(id).map_or_else(|| id.replace('_', " "), |role| role.title.clone())
    };
    titles.map(title).collect::<Vec<_>>().join(" and ")
}

/// Whether those who agreed are enough: each role of the level, or of a higher one, is filled by
/// another person. Answers who fills what.
pub(super) fn quorum(
    level: Band,
    agreed: &BTreeMap<Subject, Vec<Name>>,
) -> Option<Vec<(Subject, Name)>> {
    rules(level).find_map(|rule| fill(&rule.roles, agreed, &mut Vec::new()))
}

/// Fills the roles one by one, trying everybody who is left. Rules name two roles at most.
fn fill(
    roles: &[String],
    agreed: &BTreeMap<Subject, Vec<Name>>,
    taken: &mut Vec<(Subject, Name)>,
) -> Option<Vec<(Subject, Name)>> {
    let Some((role, rest)) = roles.split_first() else { return Some(taken.clone()) };
    for (person, held) in agreed {
        let Some(role) = held.iter().find(|held| held.as_str() == role) else { continue };
        if taken.iter().any(|(other, _)| other == person) {
            continue;
        }
        taken.push((person.clone(), role.clone()));
        if let Some(filled) = fill(rest, agreed, taken) {
            return Some(filled);
        }
        taken.pop();
    }
    None
}
