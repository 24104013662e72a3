//! The questionnaire of the EU AI Act: answers in, class, flags and obligations out.
//!
//! Questions and rules are data (`catalog/eu_ai_act_questionnaire.json`): rules run in order, the
//! first that sets a class wins, flags add up, and a rule may end the evaluation. A question that
//! does not apply counts as unanswered. The outcome is a proposal; compliance approves it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use serde::{Deserialize, Serialize};

use super::ActClass;

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// The options chosen; `none` when none applies.
    Choices(BTreeSet<String>),
}

/// Answers, by the id of the question.
pub type Answers = BTreeMap<String, Answer>;

/// A question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Question {
    /// Its id, `Q01`.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// What helps to answer it.
    pub help: String,
    /// The article of the Act it comes from.
    pub article: String,
    /// What can be chosen; empty for yes or no.
    #[serde(default)]
    pub options: Vec<String>,
    #[serde(default)]
    show_if: Option<Condition>,
}

/// What a class means for the organisation.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Tier {
    /// The class.
    pub id: ActClass,
    /// What people call it.
    pub title: String,
    /// Ids of the obligations, in the catalogue's list of the Act.
    pub obligations: Vec<String>,
    /// What to do.
    pub action: String,
}

/// What follows from answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The class.
    pub act_class: ActClass,
    /// Flags beside it, such as `fria_required`.
    pub flags: Vec<String>,
    /// Ids of the obligations of class and flags, each once.
    pub obligations: Vec<String>,
    /// Ids of the questions whose answers decided class and flags, in their order; none where
    /// nothing stricter than the mildest class was answered.
    pub because: Vec<String>,
}

/// Why no conclusion can be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// Questions that apply have no answer.
    #[error("these questions have no answer yet: {}", .0.join(", "))]
    Missing(Vec<String>),
    /// There is no such question, or it does not take such an answer.
    #[error("{0} does not take this answer; see the questionnaire for what it takes")]
    Unfit(String),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Condition {
    Any {
        any: Vec<Condition>,
    },
    All {
        all: Vec<Condition>,
    },
    Is {
        q: String,
        eq: bool,
    },
    Contains {
        q: String,
        contains: String,
    },
    Lacks {
        q: String,
        not_contains: String,
    },
    Unset {
        #[serde(rename = "tier")]
        _tier: Unset,
        flag: Option<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unset {
    Unset,
}

#[derive(Clone, Debug, Deserialize)]
struct Rule {
    #[serde(rename = "if")]
    when: Condition,
    set_tier: Option<ActClass>,
    add_flag: Option<String>,
    #[serde(default)]
    stop: bool,
}

#[derive(Default, Deserialize)]
struct Questionnaire {
    version: u32,
    questions: Vec<Question>,
    rules: Vec<Rule>,
    tiers: Vec<Tier>,
    flag_obligations: BTreeMap<String, Vec<String>>,
}

static DATA: LazyLock<Questionnaire> = LazyLock::new(|| {
    // A test reads the file, so a broken one never ships.
    let text = include_str!("../../catalog/eu_ai_act_questionnaire.json");
    serde_json::from_str(text).unwrap_or_default()
});

/// The version of the questionnaire, which answers name.
pub fn version() -> u32 {
    DATA.version
}

/// The questions, in order.
pub fn questions() -> &'static [Question] {
    &DATA.questions
}

/// What a class means.
pub fn tier(class: ActClass) -> Option<&'static Tier> {
    DATA.tiers.iter().find(|tier| tier.id == class)
}

impl Question {
    /// Whether it applies, given the other answers.
    pub fn is_shown(&self, answers: &Answers) -> bool {
        let nothing = (None, BTreeSet::new());
        self.show_if.as_ref().is_none_or(|condition| condition.holds(answers, &nothing))
    }

    fn takes(&self, answer: &Answer) -> bool {
        match answer {
            Answer::Flag(_) => self.options.is_empty(),
            Answer::Choices(chosen) => {
                let is_known = |option: &String| self.options.contains(option);
                !chosen.is_empty() && chosen.iter().all(is_known)
            }
        }
    }
}

type Found = (Option<ActClass>, BTreeSet<String>);

impl Condition {
    fn holds(&self, answers: &Answers, found: &Found) -> bool {
        let chosen = |q: &String| match answers.get(q) {
            Some(Answer::Choices(chosen)) => Some(chosen),
            Some(Answer::Flag(_)) | None => None,
        };
        match self {
            Self::Any { any } => any.iter().any(|one| one.holds(answers, found)),
            Self::All { all } => all.iter().all(|one| one.holds(answers, found)),
            Self::Is { q, eq } => answers.get(q) == Some(&Answer::Flag(*eq)),
            Self::Contains { q, contains } => chosen(q).is_some_and(|c| c.contains(contains)),
            Self::Lacks { q, not_contains } => chosen(q).is_some_and(|c| !c.contains(not_contains)),
            Self::Unset { flag, .. } => {
                found.0.is_none() && flag.as_ref().is_none_or(|flag| found.1.contains(flag))
            }
        }
    }

    /// The questions whose answers make it hold.
    fn reasons<'a>(&'a self, answers: &Answers, found: &Found, into: &mut BTreeSet<&'a str>) {
        match self {
            Self::Any { any: parts } | Self::All { all: parts } => {
                for part in parts.iter().filter(|part| part.holds(answers, found)) {
                    part.reasons(answers, found, into);
                }
            }
            Self::Is { q, .. } | Self::Contains { q, .. } | Self::Lacks { q, .. } => {
                into.insert(q);
            }
            Self::Unset { .. } => {}
        }
    }
}

/// The class that follows from answers. Answers to questions that do not apply are left out.
pub fn conclude(answers: &Answers) -> Result<Conclusion, Unanswered> {
    let answers = fitting(answers)?;
    let mut found: Found = (None, BTreeSet::new());
    let (mut flags, mut because) = (Vec::new(), BTreeSet::new());
    for rule in &DATA.rules {
        if !rule.when.holds(&answers, &found) {
            continue;
        }
        rule.when.reasons(&answers, &found, &mut because);
        found.0 = found.0.or(rule.set_tier);
        if let Some(flag) = &rule.add_flag
            && found.1.insert(flag.clone())
        {
            flags.push(flag.clone());
        }
        if rule.stop {
            break;
        }
    }
    let act_class = found.0.unwrap_or(ActClass::Minimal);
    let because = because.into_iter().map(String::from).collect();
    Ok(Conclusion { act_class, obligations: obligations(act_class, &flags), flags, because })
}

/// The answers that count, once every question that applies has one it takes.
fn fitting(answers: &Answers) -> Result<Answers, Unanswered> {
    let unknown = answers.keys().find(|id| !DATA.questions.iter().any(|q| q.id == **id));
    if let Some(id) = unknown {
        return Err(Unanswered::Unfit(id.clone()));
    }
    let (mut kept, mut missing) = (Answers::new(), Vec::new());
    for question in &DATA.questions {
        // Questions come after those they depend on, so what is kept so far says what applies.
        if !question.is_shown(&kept) {
            continue;
        }
        match answers.get(&question.id) {
            None => missing.push(question.id.clone()),
            Some(answer) if !question.takes(answer) => {
                return Err(Unanswered::Unfit(question.id.clone()));
            }
            Some(answer) => {
                kept.insert(question.id.clone(), answer.clone());
            }
        }
    }
    if missing.is_empty() { Ok(kept) } else { Err(Unanswered::Missing(missing)) }
}

/// The obligations of a class and its flags, each once, in the catalogue's order.
pub fn obligations(class: ActClass, flags: &[String]) -> Vec<String> {
    let of_class = tier(class).into_iter().flat_map(|tier| &tier.obligations);
    let of_flags = flags.iter().filter_map(|flag| DATA.flag_obligations.get(flag)).flatten();
    let mut all: Vec<String> = Vec::new();
    for id in of_class.chain(of_flags) {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn cases() -> Vec<Value> {
        let text = include_str!("../../catalog/eu_ai_act_questionnaire.json");
        let file: Value = serde_json::from_str(text).unwrap();
        file["test_cases"].as_array().unwrap().clone()
    }

    fn answers(case: &Value) -> Answers {
        serde_json::from_value(case["answers"].clone()).unwrap()
    }

    #[test]
    fn the_class_follows_from_the_answers_as_the_catalogue_says() {
        assert_eq!(cases().len(), 9);
        for case in cases() {
            let found = conclude(&answers(&case)).unwrap();
            assert_eq!(found.act_class.as_str(), case["expect"]["tier"], "{}", case["name"]);
            let flags: BTreeSet<&str> = found.flags.iter().map(String::as_str).collect();
            let wanted = case["expect"]["flags"].as_array().unwrap();
            assert_eq!(flags, wanted.iter().map(|flag| flag.as_str().unwrap()).collect());
            assert!(!found.obligations.is_empty(), "{}", case["name"]);
        }
    }

    #[test]
    fn a_conclusion_names_the_answers_that_decided_it() {
        for case in cases() {
            let answers = answers(&case);
            let found = conclude(&answers).unwrap();
            let is_mildest = found.act_class == ActClass::Minimal && found.flags.is_empty();
            assert_eq!(found.because.is_empty(), is_mildest, "{}", case["name"]);
            assert!(found.because.iter().all(|id| answers.contains_key(id)), "{}", case["name"]);
        }
    }

    #[test]
    fn every_question_that_applies_is_answered() {
        let mut answers = answers(&cases()[0]);
        answers.remove("Q21");
        answers.remove("Q62");
        let missing = vec![String::from("Q21"), String::from("Q62")];
        assert_eq!(conclude(&answers), Err(Unanswered::Missing(missing)));
        answers.insert(String::from("Q20"), Answer::Flag(false));
        answers.insert(String::from("Q62"), Answer::Flag(true));
        assert!(conclude(&answers).is_ok(), "Q21 is asked only of products");
    }

    #[test]
    fn an_answer_fits_its_question() {
        let mut answers = answers(&cases()[0]);
        answers.insert(String::from("Q30"), Answer::Flag(true));
        assert_eq!(conclude(&answers), Err(Unanswered::Unfit(String::from("Q30"))));
        answers.insert(String::from("Q30"), Answer::Choices([String::from("9z")].into()));
        assert_eq!(conclude(&answers), Err(Unanswered::Unfit(String::from("Q30"))));
        let nobody = Answers::from([(String::from("Q99"), Answer::Flag(true))]);
        assert_eq!(conclude(&nobody), Err(Unanswered::Unfit(String::from("Q99"))));
    }

    #[test]
    fn every_class_has_a_meaning() {
        for class in ActClass::ALL {
            assert!(tier(*class).is_some(), "{class}");
        }
    }
}
