//! For which systems a control or a test is: data, not code.

use crate::{
    catalogue::AppliesIf,
    systems::{RiskClass, SystemKind},
};

/// What a system is, as far as rules of applicability look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
}

impl AppliesIf {
    /// Why it is not for a system, as the end of "it is for systems that …"; none when it is.
    pub fn why_not(&self, profile: &Profile) -> Option<String> {
        let is_any = |word: &String| profile.kinds.iter().any(|kind| Self::names(*kind, word));
        if !self.capability_any.is_empty() && !self.capability_any.iter().any(is_any) {
            return Some(format!("are {}", self.capability_any.join(" or ")));
        }
        let classes = &self.risk_class_any;
        if !classes.is_empty() && !classes.contains(&profile.risk_class) {
            let words: Vec<&str> = classes.iter().map(|class| class.as_str()).collect();
            return Some(format!("are of {} risk", words.join(" or ")));
        }
        let asks = [
            (
                self.processes_personal_data,
                profile.processes_personal_data,
                "process personal data",
            ),
            (self.affects_persons, profile.affects_persons, "decide about people"),
            (self.trained_in_house, profile.trained_in_house, "are trained in house"),
        ];
        let missed = asks.iter().find(|(asked, is, _)| asked.is_some_and(|asked| asked != *is));
        missed.map(|(asked, _, what)| match asked {
            Some(false) => format!("do not {what}").replace("do not are", "are not"),
            Some(true) | None => (*what).to_owned(),
        })
    }
}
