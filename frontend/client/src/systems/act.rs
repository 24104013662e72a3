//! The EU AI Act's questionnaire on a system: questions, answers, what would follow, who stands
//! behind the class.
use std::collections::{BTreeMap, BTreeSet};

use super::commands::AnswerInput;
use crate::{
    ask,
    moment::Moment,
    offer::Offer,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink},
    words::ActClass,
};

/// The page of a system's class.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ActPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The system.
    #[arguments(subject: $subject)]
    pub system: Option<Classified>,
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// How it came to its class, newest first.
    #[arguments(filter: { subject: $subject, kinds: ["system.questionnaire_answered", "system.classification_proposed", "system.classification_approved"] }, first: 20, newestFirst: true)]
    pub events: Happenings,
}

/// A system and its class.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct Classified {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// The law's tier.
    pub act_class: Option<ActClass>,
    /// Whether somebody approved it.
    pub act_class_approved: bool,
    /// The day from which its duties apply.
    pub obligations_from: Option<String>,
    /// Flags beside it.
    pub act_flags: Vec<String>,
    /// What it asks for.
    pub duties: Vec<Duty>,
    /// Since when it wants another look.
    pub reclassify_since: Option<Time>,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Who may do what about it.
    #[arguments(mutations: ["answerQuestionnaire", "approveClass"])]
    pub offers: Vec<Offer>,
}

/// Something the Act asks for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "ActDuty")]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// The article it comes from.
    pub article: String,
    /// What is asked.
    pub title: String,
    /// The day from which it applies.
    pub applies_from: Option<String>,
}

/// The questionnaire.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Questionnaire {
    /// Its version.
    pub version: i32,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id, `Q01`.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// What helps to answer it.
    pub help: String,
    /// The article it comes from.
    pub article: String,
    /// What can be chosen; empty for yes or no.
    pub options: Vec<String>,
}

/// Events of the class.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "EventConnection")]
pub struct Happenings {
    /// The events, newest first.
    pub nodes: Vec<Happening>,
}

/// An event of the class.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Event")]
pub struct Happening {
    /// Its place in the log.
    pub position: Position,
    /// What kind.
    pub kind: String,
    /// When.
    pub at: Time,
    /// Who recorded it.
    pub actor: Subject,
    /// What they are called.
    pub actor_name: Option<String>,
    /// Who acted, as the source claims.
    pub claimed_actor: Option<Subject>,
    /// What they are called.
    pub claimed_actor_name: Option<String>,
    /// The facts, as JSON.
    pub data: String,
}

impl Happening {
    /// Who did it.
    pub fn who(&self) -> PersonLink {
        let (subject, name) = match &self.claimed_actor {
            Some(claimed) => (claimed.clone(), self.claimed_actor_name.clone()),
            None => (self.actor.clone(), self.actor_name.clone()),
        };
        PersonLink { erased: name.is_none(), subject, name }
    }
}

impl ActPage {
    fn newest(&self, kind: &str) -> Option<&Happening> {
        self.events.nodes.iter().find(|one| one.kind == kind)
    }

    /// The proposal that the class stands on.
    pub fn proposal(&self) -> Option<&Happening> {
        self.newest("system.classification_proposed")
    }

    /// The approval of the class, if it was not proposed anew since.
    pub fn approval(&self) -> Option<&Happening> {
        let is_approved = self.system.as_ref().is_some_and(|one| one.act_class_approved);
        self.newest("system.classification_approved").filter(|_| is_approved)
    }

    /// The answers recorded last, and the event that holds them.
    pub fn recorded(&self) -> Option<(Answers, &Happening)> {
        let event = self.newest("system.questionnaire_answered")?;
        Some((Answers::of_event(&event.data)?, event))
    }
}

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// Yes or no.
    Flag(bool),
    /// The options chosen.
    Chosen(BTreeSet<String>),
}

/// Answers by the id of their question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Said>);

/// The option that stands for no other one.
pub const NONE: &str = "none";

impl Answers {
    /// Reads the data of `system.questionnaire_answered`.
    pub fn of_event(data: &str) -> Option<Self> {
        #[derive(serde::Deserialize)]
        struct Data {
            answers: BTreeMap<String, Said>,
        }
        serde_json::from_str::<Data>(data).ok().map(|data| Self(data.answers))
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a question was answered with this.
    pub fn is(&self, question: &str, yes: bool) -> bool {
        self.0.get(question) == Some(&Said::Flag(yes))
    }

    /// Whether a question was answered.
    pub fn has(&self, question: &str) -> bool {
        self.0.contains_key(question)
    }

    /// Whether an option of a question is chosen.
    pub fn has_chosen(&self, question: &str, option: &str) -> bool {
        matches!(self.0.get(question), Some(Said::Chosen(chosen)) if chosen.contains(option))
    }

    /// Answers with yes or no.
    pub fn say(&mut self, question: &str, yes: bool) {
        self.0.insert(question.to_owned(), Said::Flag(yes));
    }

    /// Chooses an option, or takes it back. `none` and the others exclude each other.
    pub fn choose(&mut self, question: &str, option: &str, chosen: bool) {
        let mut options = match self.0.remove(question) {
            Some(Said::Chosen(options)) => options,
            Some(Said::Flag(_)) | None => BTreeSet::new(),
        };
        if chosen {
            options.retain(|other| (other == NONE) == (option == NONE));
            options.insert(option.to_owned());
        } else {
            options.remove(option);
        }
        if !options.is_empty() {
            self.0.insert(question.to_owned(), Said::Chosen(options));
        }
    }

    /// An answer in words.
    pub fn words(&self, question: &Question) -> Option<String> {
        Some(match self.0.get(&question.id)? {
            Said::Flag(true) => "Yes".to_owned(),
            Said::Flag(false) => "No".to_owned(),
            Said::Chosen(chosen) => {
                let words = chosen.iter().map(|one| option_words(&question.id, one));
                words.collect::<Vec<_>>().join("; ")
            }
        })
    }

    /// What is sent: the answers to the questions that apply.
    pub fn sent(&self, shown: impl Fn(&str) -> bool) -> Vec<AnswerInput> {
        let of_shown = self.0.iter().filter(|(id, _)| shown(id));
        let input = |(id, said): (&String, &Said)| {
            let (yes, options) = match said {
                Said::Flag(yes) => (Some(*yes), None),
                Said::Chosen(chosen) => (None, Some(chosen.iter().cloned().collect())),
            };
            AnswerInput { question: id.clone(), yes, options }
        };
        of_shown.map(input).collect()
    }
}

/// The answers whose conclusion is asked for.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ConcludeVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The answers.
    pub answers: Vec<AnswerInput>,
}

/// What would follow from answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ConcludeVars")]
pub struct Concluded {
    /// What follows.
    #[arguments(answers: $answers)]
    pub conclude: Conclusion,
}

/// What follows.
#[derive(cynic::QueryFragment, Clone, Debug, Default, PartialEq)]
pub struct Conclusion {
    /// The class, once everything is answered.
    pub act_class: Option<ActClass>,
    /// What people call it.
    pub title: Option<String>,
    /// What to do.
    pub action: Option<String>,
    /// Flags beside it.
    pub flags: Vec<String>,
    /// What it asks for.
    pub duties: Vec<Duty>,
    /// Questions whose answers decided.
    pub because: Vec<String>,
    /// Questions without an answer.
    pub missing: Vec<String>,
    /// Questions that apply.
    pub shown: Vec<String>,
}

impl Conclusion {
    /// Whether a question applies.
    pub fn applies(&self, question: &str) -> bool {
        self.shown.iter().any(|id| id == question)
    }

    /// How many questions are answered, of how many that apply.
    pub fn progress(&self) -> (usize, usize) {
        (self.shown.len().saturating_sub(self.missing.len()), self.shown.len())
    }
}

/// The question what would follow.
pub fn conclude(moment: Moment, answers: &Answers) -> String {
    let Moment { time, position } = moment;
    let answers = answers.sent(|_| true);
    ask::question::<Concluded, _>(ConcludeVars { time, position, answers })
}

/// What a part of the questionnaire is about, by the first digit of its questions.
pub fn section(question: &str) -> &'static str {
    match question.get(1..2) {
        Some("0") => "Scope and role",
        Some("1") => "Prohibited practices",
        Some("2") => "Regulated products",
        Some("3") => "Uses the law lists (Annex III)",
        Some("4") => "Telling people",
        Some("5") => "General-purpose models",
        Some("6") => "Duties of those who use it",
        _ => "More",
    }
}

/// Points of Annex III, in a few words of our own.
const ANNEX_III: [(&str, &str); 25] = [
    ("1a", "Remote biometric identification"),
    ("1b", "Biometric categorisation by sensitive traits"),
    ("1c", "Emotion recognition"),
    ("2a", "Safety of critical infrastructure, traffic, water, gas, heat or power"),
    ("3a", "Admission to education"),
    ("3b", "Grading what was learnt"),
    ("3c", "Deciding the level of education somebody gets"),
    ("3d", "Watching students in tests"),
    ("4a", "Recruiting and choosing people"),
    ("4b", "Terms of work, promotion, ending, tasks, watching workers"),
    ("5a", "Public benefits and services"),
    ("5b", "Credit worthiness and scores"),
    ("5c", "Risk and price of life and health insurance"),
    ("5d", "Emergency calls, dispatch and triage of patients"),
    ("6a", "Police: risk of becoming a victim"),
    ("6b", "Police: lie detectors"),
    ("6c", "Police: reliability of evidence"),
    ("6d", "Police: risk of offending"),
    ("6e", "Police: profiling in investigations"),
    ("7a", "Borders: lie detectors"),
    ("7b", "Borders: risk of a person who enters"),
    ("7c", "Borders: asylum, visa and residence"),
    ("7d", "Borders: finding or recognising people"),
    ("8a", "Courts: research and applying the law"),
    ("8b", "Influencing elections or votes"),
];

/// What an option means, in words.
pub fn option_words(question: &str, option: &str) -> String {
    if option == NONE {
        return "None of these".to_owned();
    }
    let point = ANNEX_III.iter().find(|(point, _)| question == "Q30" && *point == option);
    match (point, question) {
        (Some((point, words)), _) => format!("{point}: {words}"),
        (None, "Q33") => match option {
            "a" => "A narrow procedural task".to_owned(),
            "b" => "It improves what a person has finished".to_owned(),
            "c" => "It finds patterns or deviations, and replaces no human judgement".to_owned(),
            "d" => "It prepares an assessment".to_owned(),
            other => other.to_owned(),
        },
        (None, _) => crate::words::plain(option),
    }
}

/// A flag in words.
pub fn flag_words(flag: &str) -> String {
    match flag {
        "fria_required" => "A fundamental rights impact assessment is needed".to_owned(),
        "dpia_screening" => "A data protection impact assessment is to be considered".to_owned(),
        "transparency" => "People must be told".to_owned(),
        "treated_as_provider" => "You count as the provider".to_owned(),
        "gpai" => "Duties of a general-purpose model".to_owned(),
        "gpai_systemic" => "Duties of a general-purpose model with systemic risk".to_owned(),
        other => crate::words::plain(other),
    }
}

/// The day from which all of it applies, as the catalogue says.
pub fn applies_from(duties: &[Duty]) -> Option<&str> {
    duties.iter().filter_map(|duty| duty.applies_from.as_deref()).max()
}
