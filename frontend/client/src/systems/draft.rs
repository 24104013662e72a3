//! A system that is being described: what stands in the form, what is missing, what is sent.
//!
//! The same draft serves registering, step by step, and describing a system anew.
use super::{
    commands::{ChangeSystemProfileInput, RegisterSystemInput},
    intake::Intake,
    queries::Profile,
};
use crate::{
    scalars::Subject,
    words::{Autonomy, Criticality, RiskClass, SystemKind},
};

/// A step of registering: one thing to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What it is called and what it is for.
    Purpose,
    /// What sorts of AI it is, and who makes it.
    Kind,
    /// Whom it touches.
    People,
    /// How much hangs on it.
    Weight,
    /// Who answers for it.
    Owner,
    /// All of it once more.
    Check,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 6] =
        [Self::Purpose, Self::Kind, Self::People, Self::Weight, Self::Owner, Self::Check];

    /// Its place, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or_default() + 1
    }

    /// Reads what stands in the address; nothing there is the first step.
    pub fn read(text: &str) -> Self {
        let number = text.parse::<usize>().unwrap_or(1);
        Self::ALL.into_iter().find(|one| one.number() == number).unwrap_or(Self::Purpose)
    }

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|one| *one > self)
    }

    /// The one before it.
    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|one| *one < self)
    }

    /// What is decided in it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Purpose => "What is it for?",
            Self::Kind => "What sort of AI is it?",
            Self::People => "Whom does it touch?",
            Self::Weight => "How much hangs on it?",
            Self::Owner => "Who answers for it?",
            Self::Check => "Is this right?",
        }
    }

    /// The same in a word or two.
    pub fn short(self) -> &'static str {
        match self {
            Self::Purpose => "Purpose",
            Self::Kind => "Kind",
            Self::People => "People",
            Self::Weight => "Weight",
            Self::Owner => "Owner",
            Self::Check => "Check",
        }
    }
}

/// Something that is wrong with a field: the field, and the sentence beside it.
pub type Problem = (&'static str, String);

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name for people.
    pub name: String,
    /// The part of `system:…` after the colon; empty while it follows from the name.
    pub id: String,
    /// What it is for.
    pub purpose: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Who sells or hosts it.
    pub vendor: String,
    /// Whether we train it ourselves.
    pub trained_in_house: bool,
    /// Whether personal data goes in.
    pub processes_personal_data: bool,
    /// Whether it decides about people.
    pub affects_persons: bool,
    /// Whom its data or its decisions are about, separated by commas.
    pub data_subjects: String,
    /// Slug of how far it acts by itself.
    pub autonomy: String,
    /// Slug of how much hangs on a decision.
    pub criticality: String,
    /// Slug of our own scale.
    pub risk: String,
    /// The team.
    pub team: String,
    /// Who answers for it; empty when that is said later.
    pub owner: String,
}

impl Draft {
    /// What a report already says.
    pub fn of_report(report: &Intake) -> Self {
        let bought = report.vendor.is_some();
        Self {
            name: report.name.clone(),
            purpose: report.purpose.clone(),
            vendor: report.vendor.clone().unwrap_or_default(),
            kinds: if bought { vec![SystemKind::ThirdParty] } else { Vec::new() },
            team: report.team.as_ref().map(|team| team.subject.0.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What is known of a registered system.
    pub fn of_profile(known: &Profile) -> Self {
        Self {
            name: known.name.clone(),
            id: known.subject.name().to_owned(),
            purpose: known.purpose.clone(),
            kinds: known.kinds.clone(),
            vendor: known.vendor.clone().unwrap_or_default(),
            trained_in_house: known.trained_in_house,
            processes_personal_data: known.processes_personal_data,
            affects_persons: known.affects_persons,
            data_subjects: known.data_subjects.join(", "),
            autonomy: known.autonomy.map(|one| one.slug().to_owned()).unwrap_or_default(),
            criticality: known.criticality.map(|one| one.slug().to_owned()).unwrap_or_default(),
            risk: known.risk_class.slug().to_owned(),
            team: String::new(),
            owner: String::new(),
        }
    }

    /// The subject it is registered under.
    pub fn subject(&self) -> Subject {
        let id = if self.id.trim().is_empty() {
            identifier(&self.name)
        } else {
            self.id.trim().to_owned()
        };
        Subject(format!("system:{id}"))
    }

    /// Whether it is bought or hosted elsewhere.
    pub fn is_bought(&self) -> bool {
        self.kinds.contains(&SystemKind::ThirdParty)
    }

    /// Whom its data or its decisions are about.
    pub fn subjects(&self) -> Vec<String> {
        let parts = self.data_subjects.split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// What is wrong in a step; `taken` are systems that exist.
    pub fn problems(&self, step: Step, taken: &[String]) -> Vec<Problem> {
        let needs = match step {
            Step::Purpose => self.needs_of_purpose(taken),
            Step::Kind => vec![
                ("kinds", self.kinds.is_empty(), "Choose at least one; several may apply."),
                (
                    "vendor",
                    self.is_bought() && self.vendor.trim().is_empty(),
                    "Name who sells or hosts it.",
                ),
            ],
            Step::People => vec![(
                "dataSubjects",
                (self.processes_personal_data || self.affects_persons)
                    && self.subjects().is_empty(),
                "Say whose data it is, or about whom it decides.",
            )],
            Step::Weight => vec![
                (
                    "autonomy",
                    Autonomy::read(&self.autonomy).is_none(),
                    "Choose how far it acts by itself.",
                ),
                (
                    "criticality",
                    Criticality::read(&self.criticality).is_none(),
                    "Choose how much hangs on a decision.",
                ),
                (
                    "riskClass",
                    RiskClass::read(&self.risk).is_none(),
                    "Choose how much harm it could do.",
                ),
            ],
            Step::Owner => {
                vec![("team", self.team.is_empty(), "Choose the team that builds or runs it.")]
            }
            Step::Check => Vec::new(),
        };
        let wrong = needs.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        wrong.map(|(field, _, sentence)| (field, sentence.to_owned())).collect()
    }

    fn needs_of_purpose(&self, taken: &[String]) -> Vec<(&'static str, bool, &'static str)> {
        let (id, is_named) = (self.subject(), !self.name.trim().is_empty());
        vec![
            ("name", !is_named, "Give it a name that people know."),
            (
                "system",
                is_named && !is_identifier(id.name()),
                "Use letters, digits, dots, dashes and underscores only.",
            ),
            (
                "system",
                taken.contains(&id.0),
                "A system is registered under this identifier already; choose another one.",
            ),
            ("purpose", self.purpose.trim().is_empty(), "Say what it is for, in a sentence."),
        ]
    }

    /// The first step in which something is wrong.
    pub fn first_problem(&self, taken: &[String]) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.problems(*step, taken).is_empty())
    }

    fn risk(&self) -> RiskClass {
        // A form without a class is not sent; the worst is the safe reading.
        RiskClass::read(&self.risk).unwrap_or(RiskClass::High)
    }

    /// What registers it.
    pub fn registration(&self) -> RegisterSystemInput {
        RegisterSystemInput {
            system: self.subject(),
            name: self.name.trim().to_owned(),
            purpose: self.purpose.trim().to_owned(),
            kinds: self.kinds.clone(),
            risk_class: self.risk(),
            team: Subject(self.team.clone()),
            processes_personal_data: self.processes_personal_data,
            affects_persons: self.affects_persons,
            trained_in_house: self.trained_in_house,
        }
    }

    /// What describes it.
    pub fn profile(&self) -> ChangeSystemProfileInput {
        let vendor = self.vendor.trim();
        ChangeSystemProfileInput {
            system: self.subject(),
            purpose: self.purpose.trim().to_owned(),
            kinds: self.kinds.clone(),
            risk_class: self.risk(),
            processes_personal_data: self.processes_personal_data,
            affects_persons: self.affects_persons,
            trained_in_house: self.trained_in_house,
            vendor: (self.is_bought() && !vendor.is_empty()).then(|| vendor.to_owned()),
            data_subjects: Some(self.subjects()).filter(|subjects| !subjects.is_empty()),
            autonomy: Autonomy::read(&self.autonomy),
            criticality: Criticality::read(&self.criticality),
        }
    }
}

/// An identifier out of a name: `Care Risk 2` gives `care-risk-2`.
pub fn identifier(name: &str) -> String {
    let mut id = String::new();
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' | '.' | '_' => id.push(letter),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.trim_end_matches(['-', '.']).to_owned()
}

/// Whether the server can take this as the name of a thing.
pub fn is_identifier(id: &str) -> bool {
    let is_fit = |letter: char| letter.is_ascii_alphanumeric() || ['.', '-', '_'].contains(&letter);
    !id.is_empty() && id.chars().all(is_fit)
}
