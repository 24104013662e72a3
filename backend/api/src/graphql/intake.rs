//! Reported uses of AI that nobody registered, and the questionnaire of the AI Act.

use app::{
    catalogue::Book,
    systems::{IntakeRow, IntakeState, duties::duties},
};
use async_graphql::{Enum, Object, SimpleObject};
use domain::{
    catalogue::FrameworkItem,
    systems::{ActClass, questionnaire},
};

use super::{
    people::{Person, Team},
    scalars::{Subject, Time},
    systems::System,
    things::Shown,
};
use crate::reply::Answer;

/// A report of an AI in use that nobody registered.
pub type Intake = Shown<IntakeRow>;

/// How a report stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeStatus {
    /// Nobody settled it yet.
    Waiting,
    /// It became a system.
    Registered,
    /// It belongs to a system that was registered already.
    Linked,
    /// There was nothing to govern.
    Dismissed,
}

impl IntakeStatus {
    /// The status of a row.
    pub fn of(row: &IntakeRow) -> Self {
        match row.state {
            IntakeState::Waiting => Self::Waiting,
            IntakeState::Registered(_) => Self::Registered,
            IntakeState::Linked(_) => Self::Linked,
            IntakeState::Dismissed(_) => Self::Dismissed,
        }
    }
}

/// A report of an AI in use that nobody registered.
#[Object(name = "Intake")]
impl Shown<IntakeRow> {
    /// The report, `intake:ID`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What is used.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// What for.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// How it was found.
    async fn found_by(&self) -> &str {
        self.row.found_by.as_str()
    }

    /// Who sells or hosts it.
    async fn vendor(&self) -> Option<&str> {
        self.row.vendor.as_ref().map(kernel::Name::as_str)
    }

    /// The team that uses it.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_maybe(&self.scope, self.row.team.as_ref()).await
    }

    /// What else was said; absent when nothing was, or when it was erased.
    async fn details(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.details).await
    }

    /// Who reported it.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }

    /// When it was reported.
    async fn reported(&self) -> Time {
        self.row.reported.into()
    }

    /// How it stands.
    async fn status(&self) -> IntakeStatus {
        IntakeStatus::of(&self.row)
    }

    /// The system it became or belongs to, as far as the caller may see it.
    async fn system(&self) -> Answer<Option<System>> {
        match &self.row.state {
            IntakeState::Registered(system) | IntakeState::Linked(system) => {
                System::by_name(&self.scope, system).await
            }
            IntakeState::Waiting | IntakeState::Dismissed(_) => Ok(None),
        }
    }

    /// Why it was dismissed.
    async fn dismissed_because(&self) -> Answer<Option<String>> {
        match &self.row.state {
            IntakeState::Dismissed(reason) => self.scope.text(reason).await,
            IntakeState::Waiting | IntakeState::Registered(_) | IntakeState::Linked(_) => Ok(None),
        }
    }

    /// When it was settled.
    async fn settled(&self) -> Option<Time> {
        self.row.settled.as_ref().map(|(at, _)| Time::from(*at))
    }
}

/// A question of the AI Act's questionnaire.
#[derive(SimpleObject)]
pub struct Question {
    /// Its id, `Q01`.
    id: &'static str,
    /// What is asked.
    text: &'static str,
    /// What helps to answer it.
    help: &'static str,
    /// The article it comes from.
    article: &'static str,
    /// What can be chosen; empty for yes or no.
    options: &'static [String],
}

/// The questionnaire of the AI Act.
#[derive(SimpleObject)]
pub struct Questionnaire {
    /// Its version.
    version: u32,
    /// The questions, in order.
    questions: Vec<Question>,
}

impl Questionnaire {
    /// The questionnaire this program ships.
    pub fn shipped() -> Self {
        let asked = |question: &'static questionnaire::Question| Question {
            id: &question.id,
            text: &question.text,
            help: &question.help,
            article: &question.article,
            options: &question.options,
        };
        let questions = questionnaire::questions().iter().map(asked).collect();
        Self { version: questionnaire::version(), questions }
    }
}

/// Something the AI Act asks for.
#[derive(SimpleObject)]
pub struct ActDuty {
    /// Its id in the catalogue, `EUAI-9.1`.
    id: String,
    /// The article it comes from, `9(1)-9(2)`.
    article: String,
    /// What is asked.
    title: String,
    /// The day from which it applies to the class, `2027-12-02`.
    applies_from: Option<String>,
}

impl ActDuty {
    /// The duties of these ids, for a class, in the words of a catalogue.
    pub fn all(book: &Book, ids: &[String], class: ActClass) -> Vec<Self> {
        let drawn = |duty: &FrameworkItem| Self {
            id: duty.id.clone(),
            article: duty.article.clone(),
            title: duty.title.clone(),
            applies_from: duty.applies_from.of(class).map(str::to_owned),
        };
        duties(book, ids).map(drawn).collect()
    }
}

/// What follows from answers, before they are recorded.
#[derive(SimpleObject, Default)]
pub struct Conclusion {
    /// The class, once every question that applies is answered.
    pub act_class: Option<super::words::ActClass>,
    /// What people call the class.
    pub title: Option<&'static str>,
    /// What to do.
    pub action: Option<&'static str>,
    /// Flags beside it.
    pub flags: Vec<String>,
    /// Ids of its obligations.
    pub obligations: Vec<String>,
    /// The same obligations in words.
    pub duties: Vec<ActDuty>,
    /// Ids of the questions whose answers decided class and flags.
    pub because: Vec<String>,
    /// Ids of the questions that still need an answer.
    pub missing: Vec<String>,
    /// Ids of the questions that apply, given these answers.
    pub shown: Vec<&'static str>,
}

impl Conclusion {
    /// Draws it, in the words of a catalogue.
    pub fn of(book: &Book, answers: &questionnaire::Answers) -> Answer<Self> {
        let applies = questionnaire::questions().iter().filter(|q| q.is_shown(answers));
        let shown = applies.map(|question| question.id.as_str()).collect();
        match questionnaire::conclude(answers) {
            Ok(found) => {
                let tier = questionnaire::tier(found.act_class);
                Ok(Self {
                    act_class: Some(found.act_class.into()),
                    title: tier.map(|tier| tier.title.as_str()),
                    action: tier.map(|tier| tier.action.as_str()),
                    duties: ActDuty::all(book, &found.obligations, found.act_class),
                    flags: found.flags,
                    obligations: found.obligations,
                    because: found.because,
                    missing: Vec::new(),
                    shown,
                })
            }
            Err(questionnaire::Unanswered::Missing(missing)) => {
                Ok(Self { missing, shown, ..Self::default() })
            }
            Err(unfit @ questionnaire::Unanswered::Unfit(_)) => {
                Err(crate::reply::Reply::bad_input("answers", unfit.to_string()))
            }
        }
    }
}
