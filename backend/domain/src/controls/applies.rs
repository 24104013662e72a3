//! For which systems a control or a test is: data, not code.

use std::collections::BTreeSet;

use crate::{
    catalogue::AppliesIf,
    datasets::Sensitivity,
    deployments::Stage,
    systems::{ActClass, RiskClass, SystemKind},
};

/// What a system is, as far as rules of applicability look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What sorts of AI it is.
    pub kinds: Vec<SystemKind>,
    /// How much harm it could do.
    pub risk_class: RiskClass,
    /// Its class under the AI Act, proposed or approved; absent until somebody answered.
    pub act_class: Option<ActClass>,
    /// Where it is live.
    pub stages: BTreeSet<Stage>,
    /// How sensitive the data is that what is live was made from.
    pub segments: BTreeSet<Sensitivity>,
    /// Whether personal data goes through it.
    pub processes_personal_data: bool,
    /// Whether its output decides about people.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
}

/// One condition of a rule, held against a system.
struct Condition {
    is_met: bool,
    /// What systems it is for do: the end of "it is for systems that …".
    are: String,
    /// What this system does: the end of "the system …".
    is: String,
}

/// How a condition is said: of systems, of one system, and what follows the words of the rule.
struct Phrase(&'static str, &'static str, &'static str);

impl Phrase {
    /// The condition that a system is one of those asked for.
    fn any<T>(
        &self,
        asked: &[T],
        holds: impl Fn(&T) -> bool,
        word: impl Fn(&T) -> String,
    ) -> Option<Condition> {
        if asked.is_empty() {
            return None;
        }
        let Self(are, is, end) = self;
        let joined = |words: Vec<String>| words.join(" or ");
        let all = joined(asked.iter().map(&word).collect());
        let held = joined(asked.iter().filter(|one| holds(one)).map(&word).collect());
        let is_met = !held.is_empty();
        Some(Condition {
            is_met,
            are: format!("{are} {all}{end}"),
            is: format!("{is} {held}{end}"),
        })
    }
}

/// A yes or no, as it is said of systems and of one system: first the yes, then the no.
struct YesNo([&'static str; 2], [&'static str; 2]);

const PERSONAL: YesNo = YesNo(
    ["process personal data", "processes personal data"],
    ["do not process personal data", "does not process personal data"],
);
const PERSONS: YesNo = YesNo(
    ["decide about people", "decides about people"],
    ["do not decide about people", "does not decide about people"],
);
const IN_HOUSE: YesNo = YesNo(
    ["are trained in house", "is trained in house"],
    ["are not trained in house", "is not trained in house"],
);

impl YesNo {
    fn asked(&self, asked: Option<bool>, is: bool) -> Option<Condition> {
        let asked = asked?;
        let [plural, singular] = if asked { self.0 } else { self.1 };
        Some(Condition { is_met: asked == is, are: plural.to_owned(), is: singular.to_owned() })
    }
}

/// A class of the AI Act, as it is said of a system.
fn act_class(class: ActClass) -> &'static str {
    match class {
        ActClass::OutOfScope => "out of scope",
        ActClass::Prohibited => "prohibited",
        ActClass::HighRiskAnnexI => "high-risk by Annex I",
        ActClass::HighRiskAnnexIii => "high-risk by Annex III",
        ActClass::AnnexIiiExempt => "exempt from Annex III",
        ActClass::Transparency => "bound to transparency",
        ActClass::Gpai => "of general purpose",
        ActClass::GpaiSystemic => "of general purpose with systemic risk",
        ActClass::Minimal => "of minimal risk",
    }
}

impl AppliesIf {
    /// Why it is not for a system, as the end of "it is for systems that …"; none when it is.
    pub fn why_not(&self, profile: &Profile) -> Option<String> {
        let missed = self.conditions(profile).into_iter().find(|one| !one.is_met);
        missed.map(|one| one.are)
    }

    /// Why it is for a system, as the end of "the system …"; none where it is for every system, or
    /// not for this one.
    pub fn why(&self, profile: &Profile) -> Option<String> {
        let conditions = self.conditions(profile);
        if conditions.iter().any(|one| !one.is_met) {
            return None;
        }
        listed(conditions.into_iter().map(|one| one.is).collect())
    }

    /// Which systems it is for, as the end of "it is for systems that …"; none where it is for all.
    pub fn whom(&self) -> Option<String> {
        let nothing = Profile {
            kinds: Vec::new(),
            risk_class: RiskClass::High,
            act_class: None,
            stages: BTreeSet::new(),
            segments: BTreeSet::new(),
            processes_personal_data: false,
            affects_persons: false,
            trained_in_house: false,
        };
        listed(self.conditions(&nothing).into_iter().map(|one| one.are).collect())
    }

    /// Whether it is for data of a segment; what is no data, or of no known segment, is not left out.
    pub fn is_for_segment(&self, segment: Option<Sensitivity>) -> bool {
        let asked = &self.sensitivity_any;
        asked.is_empty() || segment.is_none_or(|segment| asked.contains(&segment))
    }

    /// What it asks of a system, in the order in which people would tell it.
    fn conditions(&self, profile: &Profile) -> Vec<Condition> {
        let is_any = |word: &String| profile.kinds.iter().any(|kind| Self::names(*kind, word));
        let all = [
            Phrase("are", "is", "").any(&self.capability_any, is_any, String::clone),
            Phrase("are of", "is of", " risk").any(
                &self.risk_class_any,
                |class| *class == profile.risk_class,
                ToString::to_string,
            ),
            Phrase("are", "is", " under the AI Act").any(
                &self.act_class_any,
                |class| profile.act_class == Some(*class),
                |class| act_class(*class).to_owned(),
            ),
            Phrase("run in", "runs in", "").any(
                &self.stage_any,
                |stage| profile.stages.contains(stage),
                ToString::to_string,
            ),
            Phrase("hold", "holds", " data").any(
                &self.sensitivity_any,
                |segment| profile.segments.contains(segment),
                |segment| segment.as_str().replace('_', "-"),
            ),
            PERSONAL.asked(self.processes_personal_data, profile.processes_personal_data),
            PERSONS.asked(self.affects_persons, profile.affects_persons),
            IN_HOUSE.asked(self.trained_in_house, profile.trained_in_house),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Phrases as a list: "a, b and c"; none when there are none.
fn listed(mut phrases: Vec<String>) -> Option<String> {
    let last = phrases.pop()?;
    if phrases.is_empty() {
        return Some(last);
    }
    Some(format!("{} and {last}", phrases.join(", ")))
}
