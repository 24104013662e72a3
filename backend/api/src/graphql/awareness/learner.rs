//! A person's training: what is due, what is done, what happened.

use std::sync::Arc;

use app::awareness::{self as room, CurriculumRow, LearningRow, Syllabus, What};
use app::systems::SystemRow;
use async_graphql::{Enum, Object, SimpleObject};
use domain::awareness::{self, Because, Standing, TRIES};
use kernel::{Micros, Name};

use super::{Curriculum, Module, role_title};
use crate::{
    graphql::{
        offers::Offers,
        people::Person,
        scalars::{Position, Subject, Time},
    },
    reply::Answer,
    scope::Ref,
};

/// Where somebody stands with a module.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrainingStanding {
    /// It is not done, and the time is over.
    Overdue,
    /// It is not done, and there is time.
    Due,
    /// It is done, and its end is near.
    Expiring,
    /// It is done.
    Current,
    /// The person is excused.
    Waived,
}

impl From<Standing> for TrainingStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Overdue { .. } => Self::Overdue,
            Standing::Due { .. } => Self::Due,
            Standing::Expiring { .. } => Self::Expiring,
            Standing::Current { .. } => Self::Current,
            Standing::Waived { .. } => Self::Waived,
        }
    }
}

/// A person and their training.
pub struct Learner {
    scope: Ref,
    row: Arc<LearningRow>,
    curriculum: Option<Arc<CurriculumRow>>,
    syllabus: Arc<Syllabus>,
}

/// A module that is required of somebody.
pub struct Duty {
    scope: Ref,
    row: Arc<LearningRow>,
    curriculum: Arc<CurriculumRow>,
    required: awareness::Duty,
}

/// A completion that counts although nothing requires it.
#[derive(SimpleObject, Clone, Debug)]
pub struct Completion {
    /// The module's id.
    module: String,
    /// What people call it; its id when it counts no more.
    title: String,
    /// With which score.
    score: String,
    /// When it was completed.
    on: Time,
    /// From when on it no longer counts.
    until: Time,
}

/// What happened to a person and a module.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingStepKind {
    /// Somebody asked for it.
    Assigned,
    /// The test was not passed.
    Failed,
    /// The test was passed.
    Passed,
    /// It was completed.
    Completed,
    /// The person was excused.
    Waived,
    /// They were told that it is due.
    Told,
}

/// Something that happened to a person and a module.
pub struct TrainingStep {
    scope: Ref,
    step: room::Step,
}

/// What came of a test.
#[derive(SimpleObject, Clone, Debug)]
pub struct TestResult {
    /// The share of right answers.
    score: String,
    /// Right answers.
    right: u32,
    /// Questions.
    of: u32,
    /// Whether it is enough.
    passed: bool,
    /// Question by question.
    questions: Vec<QuestionResult>,
}

/// What came of one question.
#[derive(SimpleObject, Clone, Debug)]
pub struct QuestionResult {
    /// The question.
    id: String,
    /// Whether the answer was right.
    right: bool,
    /// Why an answer is right.
    explanation: String,
}

impl From<room::Graded> for TestResult {
    fn from(graded: room::Graded) -> Self {
        let question = |mark: room::Mark| QuestionResult {
            id: mark.question.to_string(),
            right: mark.right,
            explanation: mark.explanation.to_string(),
        };
        Self {
            score: graded.marks.score.to_string(),
            right: graded.marks.right,
            of: graded.marks.of,
            passed: graded.marks.passed,
            questions: graded.questions.into_iter().map(question).collect(),
        }
    }
}

impl Learner {
    /// A person's training, if the caller may see it.
    pub async fn by_name(scope: &Ref, subject: &kernel::Subject) -> Answer<Option<Self>> {
        if !scope.sight.learning.names(subject) {
            return Ok(None);
        }
        let Some(row) = scope.find::<LearningRow>(subject).await? else { return Ok(None) };
        let curriculum = Curriculum::row(scope).await?;
        let syllabus = scope.syllabus().await?;
        Ok(Some(Self { scope: Arc::clone(scope), row, curriculum, syllabus }))
    }

    fn own_duties(&self) -> Vec<awareness::Duty> {
        let mut duties = self.syllabus.duties(&self.row, self.scope.sight.time);
        duties.sort_by_key(|duty| (duty.standing.urgency(), duty.module.clone()));
        duties
    }

    fn module(&self, id: &Name) -> Option<&awareness::Module> {
        self.curriculum.as_ref()?.plan.module(id, self.scope.sight.time)
    }
}

impl Duty {
    /// A duty, as shown.
    pub fn new(
        scope: &Ref,
        row: &Arc<LearningRow>,
        curriculum: &Arc<CurriculumRow>,
        duty: awareness::Duty,
    ) -> Self {
        let (row, curriculum) = (Arc::clone(row), Arc::clone(curriculum));
        Self { scope: Arc::clone(scope), row, curriculum, required: duty }
    }

    fn record(&self) -> Option<&awareness::Record> {
        self.row.records.get(&self.required.module)
    }
}

/// A person and their training at the moment asked about.
#[Object]
impl Learner {
    /// Who.
    async fn person(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.subject).await
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_people(&self.scope, self.row.team.as_ref())
    }

    /// What is required of them, most urgent first.
    async fn duties(&self) -> Vec<Duty> {
        let Some(curriculum) = &self.curriculum else { return Vec::new() };
        let duties = self.own_duties().into_iter();
        duties.map(|duty| Duty::new(&self.scope, &self.row, curriculum, duty)).collect()
    }

    /// Minutes that what is not done takes together.
    async fn minutes_left(&self) -> u32 {
        let open = self.own_duties().into_iter().filter(|duty| {
            matches!(duty.standing, Standing::Overdue { .. } | Standing::Due { .. })
        });
        open.filter_map(|duty| self.module(&duty.module).map(|module| module.minutes)).sum()
    }

    /// What they completed beyond what is required, and what still counts of it.
    async fn more(&self) -> Vec<Completion> {
        let time = self.scope.sight.time;
        let duties = self.own_duties();
        let is_more = |module: &Name| !duties.iter().any(|duty| duty.module == *module);
        let records = self.row.records.iter().filter(|(module, _)| is_more(module));
        let completion = |(module, record): (&Name, &awareness::Record)| {
            let done = record.completed.as_ref().filter(|_| record.is_current(time))?;
            let title = self.module(module).map_or(module, |module| &module.title);
            Some(Completion {
                module: module.to_string(),
                title: title.to_string(),
                score: done.score.to_string(),
                on: done.at.into(),
                until: done.until.into(),
            })
        };
        records.filter_map(completion).collect()
    }

    /// What happened, newest first.
    async fn steps(&self) -> Vec<TrainingStep> {
        let step =
            |step: &room::Step| TrainingStep { scope: Arc::clone(&self.scope), step: step.clone() };
        self.row.steps.iter().rev().map(step).collect()
    }
}

/// A module that is required of somebody at the moment asked about.
#[Object]
impl Duty {
    /// The module; absent when it counts no more.
    async fn module(&self) -> Option<Module> {
        let module = self.curriculum.plan.module(&self.required.module, self.scope.sight.time)?;
        Some(Module::new(&self.scope, &self.curriculum, module))
    }

    /// Where they stand.
    async fn standing(&self) -> TrainingStanding {
        self.required.standing.into()
    }

    /// The moment it turns on: since when it is overdue, by when it is due, until when it counts.
    async fn at(&self) -> Time {
        self.required.standing.moment().into()
    }

    /// Why it is required: titles of roles, systems and campaigns.
    async fn because(&self) -> Answer<Vec<String>> {
        let mut all = Vec::with_capacity(self.required.because.len());
        for because in &self.required.because {
            all.push(match because {
                Because::Role(role) => role_title(role),
                Because::System(system) => {
                    // Whose name may not be read has none here either.
                    let row = self.scope.find::<SystemRow>(system).await?;
                    row.map_or_else(|| String::from("A system"), |row| row.name.to_string())
                }
                Because::Assigned => String::from("Assigned"),
                Because::Campaign(id) => {
                    let campaign = self.curriculum.plan.campaign(id);
                    campaign.map_or(id, |campaign| &campaign.title).to_string()
                }
            });
        }
        Ok(all)
    }

    /// When it was completed last.
    async fn completed(&self) -> Option<Time> {
        let done = self.record()?.completed.as_ref()?;
        Some(done.at.into())
    }

    /// With which score.
    async fn score(&self) -> Option<String> {
        let done = self.record()?.completed.as_ref()?;
        Some(done.score.to_string())
    }

    /// Tries of the test that are left before somebody must assign it anew.
    async fn tries_left(&self) -> u32 {
        TRIES.saturating_sub(self.record().map_or(0, |record| record.failed))
    }
}

/// Something that happened to a person and a module.
#[Object]
impl TrainingStep {
    /// Its position in the log.
    async fn position(&self) -> Position {
        Position(self.step.pos)
    }

    /// When.
    async fn at(&self) -> Time {
        self.step.at.into()
    }

    /// By whom.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.step.by).await
    }

    /// The module's id.
    async fn module(&self) -> &str {
        self.step.module.as_str()
    }

    /// What.
    async fn kind(&self) -> TrainingStepKind {
        match &self.step.what {
            What::Assigned { .. } => TrainingStepKind::Assigned,
            What::Attempted { passed: true, .. } => TrainingStepKind::Passed,
            What::Attempted { passed: false, .. } => TrainingStepKind::Failed,
            What::Completed { .. } => TrainingStepKind::Completed,
            What::Waived { .. } => TrainingStepKind::Waived,
            What::Told(_) => TrainingStepKind::Told,
        }
    }

    /// The score, where there is one.
    async fn score(&self) -> Option<String> {
        match &self.step.what {
            What::Attempted { score, .. } | What::Completed { score, .. } => {
                Some(score.to_string())
            }
            What::Assigned { .. } | What::Waived { .. } | What::Told(_) => None,
        }
    }

    /// Until when it counts, is due, or excuses.
    async fn until(&self) -> Option<Time> {
        let until: Option<Micros> = match &self.step.what {
            What::Assigned { due, .. } => Some(*due),
            What::Completed { until, .. } | What::Waived { until, .. } => Some(*until),
            What::Told(notice) => Some(notice.due),
            What::Attempted { .. } => None,
        };
        until.map(Time::from)
    }

    /// The version of the curriculum it was completed under.
    async fn curriculum(&self) -> Option<Subject> {
        match &self.step.what {
            What::Completed { curriculum, .. } => Some(Subject::from(curriculum)),
            What::Assigned { .. }
            | What::Attempted { .. }
            | What::Waived { .. }
            | What::Told(_) => None,
        }
    }

    /// Whether it was reported from outside rather than tested here.
    async fn reported(&self) -> bool {
        matches!(&self.step.what, What::Completed { tested: false, .. })
    }

    /// What was said about it; absent when nothing was, or when it was erased.
    async fn note(&self) -> Answer<Option<String>> {
        match &self.step.what {
            What::Assigned { why: said, .. } | What::Waived { reason: said, .. } => {
                self.scope.text(said).await
            }
            What::Attempted { .. } | What::Completed { .. } | What::Told(_) => Ok(None),
        }
    }
}
