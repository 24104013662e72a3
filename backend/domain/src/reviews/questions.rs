//! Which questions a review asks: those whose threat can touch the system.

use kernel::{Name, Note};

use super::Question;
use crate::systems::SystemKind;

/// A threat of the catalogue, as far as the questions need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threat {
    /// Its id.
    pub id: Name,
    /// What leaders ask about it.
    pub question: Note,
    /// When in a system's life it strikes.
    pub stages: Vec<String>,
    /// What it harms, the main harm first.
    pub harms: Vec<String>,
    /// The ways it is carried out, where the catalogue knows any.
    pub techniques: Vec<Technique>,
}

/// A way a threat is carried out, as far as the questions need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technique {
    /// What people call it.
    pub title: String,
    /// When in a system's life it strikes.
    pub stages: Vec<String>,
    /// The kinds of systems it concerns; every kind when empty.
    pub kinds: Vec<SystemKind>,
}

/// What a system is, as far as the questions depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in the organisation.
    pub trained_in_house: bool,
}

/// The questions about a system, in the order of the threats.
///
/// A threat that strikes only while data is gathered and models are trained needs training in the
/// organisation; one that mainly harms privacy needs personal data; one that mainly harms fairness
/// needs decisions about people. A threat to the organisation alone is no question about a system.
/// One that does not say when it strikes may always do so.
///
/// A question names the techniques that can touch a system of these kinds. A threat whose techniques
/// all concern other kinds is not asked about.
pub fn questions(threats: &[Threat], system: &Traits) -> Vec<Question> {
    threats.iter().filter_map(|threat| question(threat, system)).collect()
}

fn question(threat: &Threat, system: &Traits) -> Option<Question> {
    if !touches(threat, system) {
        return None;
    }
    let concern = threat.techniques.iter().filter(|technique| concerns(technique, system));
    let titles: Vec<&str> = concern.map(|technique| technique.title.as_str()).collect();
    if titles.is_empty() && !threat.techniques.is_empty() {
        return None;
    }
    Some(Question { threat: threat.id.clone(), text: text(threat, &titles) })
}

/// What is asked, and what to think of; the question alone where that gets too long.
fn text(threat: &Threat, techniques: &[&str]) -> Note {
    if techniques.is_empty() {
        return threat.question.clone();
    }
    let whole = format!("{} Think of: {}.", threat.question.as_str(), techniques.join("; "));
    Note::parse(&whole).unwrap_or_else(|_| threat.question.clone())
}

fn touches(threat: &Threat, system: &Traits) -> bool {
    if !strikes(&threat.stages, system) {
        return false;
    }
    match threat.harms.first().map(String::as_str) {
        Some("privacy") => system.processes_personal_data,
        Some("fairness") => system.affects_persons,
        Some(_) | None => true,
    }
}

/// Whether something that strikes at these stages can strike a system.
fn strikes(stages: &[String], system: &Traits) -> bool {
    let only = |known: &[&str]| {
        let is_one = |stage: &String| known.contains(&stage.as_str());
        !stages.is_empty() && stages.iter().all(is_one)
    };
    !(only(&["organisation"]) || (only(&["data", "training"]) && !system.trained_in_house))
}

/// Whether a technique can touch a system of these kinds. Of a system that only says who made it,
/// and not what it does, anything may be true.
fn concerns(technique: &Technique, system: &Traits) -> bool {
    let says_what = system.kinds.iter().any(|kind| *kind != SystemKind::ThirdParty);
    let is_one = |kind: &SystemKind| system.kinds.contains(kind);
    let of_kind = technique.kinds.is_empty() || technique.kinds.iter().any(is_one);
    strikes(&technique.stages, system) && (of_kind || !says_what)
}
