//! Which questions a review asks: those whose threat can touch the system.

use kernel::{Name, Note};

use super::Question;

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
}

/// What a system is, as far as the questions depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
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
pub fn questions(threats: &[Threat], system: Traits) -> Vec<Question> {
    let asked = threats.iter().filter(|threat| touches(threat, system));
    asked
        .map(|threat| Question { threat: threat.id.clone(), text: threat.question.clone() })
        .collect()
}

fn touches(threat: &Threat, system: Traits) -> bool {
    let only = |stages: &[&str]| {
        let is_one = |stage: &String| stages.contains(&stage.as_str());
        !threat.stages.is_empty() && threat.stages.iter().all(is_one)
    };
    if only(&["organisation"]) || (only(&["data", "training"]) && !system.trained_in_house) {
        return false;
    }
    match threat.harms.first().map(String::as_str) {
        Some("privacy") => system.processes_personal_data,
        Some("fairness") => system.affects_persons,
        Some(_) | None => true,
    }
}
