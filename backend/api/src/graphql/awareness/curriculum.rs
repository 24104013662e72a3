//! The curriculum, its modules and campaigns.

use std::sync::Arc;

use app::awareness::{self as room, Count, Coverage, CurriculumRow, Lecture, shipped, shuffled};
use async_graphql::{ID, Object, SimpleObject};
use domain::awareness::{self, Asked};
use kernel::Name;
use tokio::sync::OnceCell;

use super::{CoverageCount, role_title};
use crate::{
    command_id,
    graphql::{
        offers::Offers,
        people::{Person, Team},
        scalars::{Subject, Time},
        systems::System,
    },
    reply::{Answer, Reply},
    scope::Ref,
};

/// The curriculum as of a moment.
pub struct Curriculum {
    scope: Ref,
    row: Arc<CurriculumRow>,
}

/// A module as of a moment.
pub struct Module {
    scope: Ref,
    curriculum: Arc<CurriculumRow>,
    held: awareness::Module,
    lecture: OnceCell<Lecture>,
}

/// A campaign.
pub struct Campaign {
    scope: Ref,
    curriculum: Arc<CurriculumRow>,
    held: awareness::Campaign,
    /// Read once for all campaigns of a list.
    counted: Arc<OnceCell<Coverage>>,
}

/// What a role needs.
#[derive(SimpleObject, Clone, Debug)]
pub struct RolePlan {
    /// The role's id in the catalogue.
    role: String,
    /// What people call it.
    title: String,
    /// The modules, by id.
    modules: Vec<String>,
    /// Days a new holder has for the first of them.
    grace_days: u32,
}

/// The test of a module, in the order of one attempt.
#[derive(SimpleObject, Clone, Debug)]
pub struct Test {
    /// The attempt; send it with the answers.
    attempt: ID,
    /// What is asked.
    questions: Vec<TestQuestion>,
}

/// A question of a test.
#[derive(SimpleObject, Clone, Debug)]
pub struct TestQuestion {
    /// Its id.
    id: String,
    /// What is asked.
    question: String,
    /// What can be chosen, in the order of the attempt.
    options: Vec<String>,
}

impl Curriculum {
    /// The curriculum as of the moment of a question.
    pub async fn of(scope: &Ref) -> Answer<Option<Self>> {
        Ok(Self::row(scope).await?.map(|row| Self { scope: Arc::clone(scope), row }))
    }

    /// What a log keeps of it as of the moment of a question.
    pub async fn row(scope: &Ref) -> Answer<Option<Arc<CurriculumRow>>> {
        scope.find::<CurriculumRow>(&room::curriculum()?).await
    }

    /// The curriculum, by its name; what a mutation shows.
    pub async fn by_name(scope: &Ref, subject: &kernel::Subject) -> Answer<Option<Self>> {
        Ok(Self::of(scope).await?.filter(|curriculum| curriculum.row.subject == *subject))
    }

    /// One module of it.
    pub fn one(&self, id: &str) -> Option<Module> {
        let id = Name::parse(id).ok()?;
        let module = self.row.plan.module(&id, self.scope.sight.time)?;
        Some(Module::new(&self.scope, &self.row, module))
    }

    /// Its modules, own ones last.
    pub fn all_modules(&self) -> Vec<Module> {
        let modules = self.row.plan.modules(self.scope.sight.time);
        modules.map(|module| Module::new(&self.scope, &self.row, module)).collect()
    }

    /// Its campaigns, newest first.
    pub fn all_campaigns(&self) -> Vec<Campaign> {
        let counted = Arc::new(OnceCell::new());
        let campaign = |campaign: &awareness::Campaign| Campaign {
            scope: Arc::clone(&self.scope),
            curriculum: Arc::clone(&self.row),
            held: campaign.clone(),
            counted: Arc::clone(&counted),
        };
        self.row.plan.campaigns.iter().rev().map(campaign).collect()
    }

    fn in_force(&self) -> Option<&awareness::Publication> {
        self.row.plan.in_force(self.scope.sight.time)
    }
}

impl Module {
    /// A module, as shown.
    pub fn new(scope: &Ref, curriculum: &Arc<CurriculumRow>, module: &awareness::Module) -> Self {
        Self {
            scope: Arc::clone(scope),
            curriculum: Arc::clone(curriculum),
            held: module.clone(),
            lecture: OnceCell::new(),
        }
    }

    /// What the log holds of it.
    pub fn held(&self) -> &awareness::Module {
        &self.held
    }

    /// Whether it is the organisation's own.
    pub fn is_own(&self) -> bool {
        self.curriculum.plan.own(&self.held.id).is_some()
    }

    /// Whether a role needs it.
    pub fn is_needed_by(&self, role: &str) -> bool {
        let rules = self.curriculum.plan.rules(role, self.scope.sight.time);
        rules.iter().any(|rule| rule.module == self.held.id)
    }

    async fn lecture(&self) -> Answer<&Lecture> {
        let read = async || -> Answer<Lecture> {
            let (app, sight) = (&self.scope.app, &self.scope.sight);
            let lecture = app.lecture(sight, &self.curriculum, &self.held.id).await?;
            lecture.ok_or_else(|| app::AppError::NotFound.into())
        };
        self.lecture.get_or_try_init(read).await
    }

    fn shipped(&self) -> Answer<Option<&'static app::awareness::ShippedLesson>> {
        Ok(shipped()?.lesson(&self.held))
    }
}

/// What people must learn, by role.
#[Object]
impl Curriculum {
    /// The curriculum, `curriculum:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_people(&self.scope, None)
    }

    /// The version that counts; absent before the first one does.
    async fn version(&self) -> Option<String> {
        self.in_force().map(|version| version.version.to_string())
    }

    /// From when it counts.
    async fn valid_from(&self) -> Option<Time> {
        self.in_force().map(|version| version.valid_from.into())
    }

    /// The rules it rests on.
    async fn basis(&self) -> Option<String> {
        self.in_force().map(|version| version.basis.to_string())
    }

    /// Its modules, own ones last.
    async fn modules(&self) -> Vec<Module> {
        self.all_modules()
    }

    /// What each role needs, in the order of the catalogue; roles that need nothing are left out.
    async fn roles(&self) -> Vec<RolePlan> {
        let time = self.scope.sight.time;
        let plan = |role: &domain::people::Role| {
            let rules = self.row.plan.rules(&role.id, time);
            RolePlan {
                role: role.id.clone(),
                title: role.title.clone(),
                grace_days: rules.iter().map(|rule| rule.grace_days).min().unwrap_or_default(),
                modules: rules.into_iter().map(|rule| rule.module.to_string()).collect(),
            }
        };
        let roles = domain::people::roles().iter().map(plan);
        roles.filter(|role| !role.modules.is_empty()).collect()
    }
}

/// A module: something to read, and a test.
#[Object]
impl Module {
    /// Its id, `M03`.
    async fn id(&self) -> &str {
        self.held.id.as_str()
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.held.title.as_str()
    }

    /// How long it takes.
    async fn minutes(&self) -> u32 {
        self.held.minutes
    }

    /// For how many calendar months a completion counts.
    async fn refresh_months(&self) -> u32 {
        self.held.refresh_months
    }

    /// The share of right answers that passes.
    async fn pass_score(&self) -> &str {
        self.held.pass_score.as_str()
    }

    /// Whether it is the organisation's own.
    async fn own(&self) -> bool {
        self.is_own()
    }

    /// SHA-256 of its text and questions, in hex.
    async fn digest(&self) -> &str {
        self.held.digest.as_str()
    }

    /// What one can do afterwards.
    async fn outcomes(&self) -> Answer<Vec<String>> {
        Ok(self.shipped()?.map(|lesson| lesson.outcomes.clone()).unwrap_or_default())
    }

    /// What it is about.
    async fn topics(&self) -> Answer<Vec<String>> {
        Ok(self.shipped()?.map(|lesson| lesson.topics.clone()).unwrap_or_default())
    }

    /// The threats and controls it speaks to, by id and title.
    async fn speaks_to(&self) -> Answer<Vec<String>> {
        let ids = self.shipped()?.map(|lesson| lesson.speaks_to.as_slice()).unwrap_or_default();
        let book = self.scope.book().await?;
        let words = |id: &String| {
            let title = book.title(id);
            title.map_or_else(|| id.clone(), |title| format!("{id} {title}"))
        };
        Ok(ids.iter().map(words).collect())
    }

    /// Titles of the roles that need it.
    async fn roles(&self) -> Vec<String> {
        let needs = |role: &&domain::people::Role| self.is_needed_by(&role.id);
        domain::people::roles().iter().filter(needs).map(|role| role.title.clone()).collect()
    }

    /// The systems that ask for it, as far as the caller may see them.
    async fn systems(&self) -> Answer<Vec<System>> {
        let own = self.curriculum.plan.own(&self.held.id);
        let named = own.into_iter().flat_map(|own| &own.systems);
        let named: Vec<kernel::Subject> = named.map(|(system, _)| system.clone()).collect();
        System::by_names(&self.scope, &named).await
    }

    /// What is to be read, as HTML that holds nothing but text, headings, lists, tables and links.
    async fn page(&self) -> Answer<String> {
        Ok(self.lecture().await?.page.clone())
    }

    /// Its test, without the answers. Options stand in an order that the attempt decides; a fresh
    /// attempt begins when none is given.
    #[graphql(complexity = "10 + child_complexity")]
    async fn test(
        &self,
        #[graphql(desc = "An attempt that was begun before.")] attempt: Option<ID>,
    ) -> Answer<Test> {
        let attempt = match attempt {
            Some(id) => id.to_string(),
            None => command_id::fresh()?,
        };
        let attempt =
            Name::parse(&attempt).map_err(|why| Reply::bad_input("attempt", why.to_string()))?;
        let questions = self.lecture().await?.questions.iter();
        Ok(Test {
            questions: questions.map(|asked| question(&attempt, asked)).collect(),
            attempt: ID::from(attempt.to_string()),
        })
    }
}

fn question(attempt: &Name, asked: &Asked) -> TestQuestion {
    let order = shuffled(attempt, asked).into_iter();
    let option = |place: u32| {
        let option = asked.options.get(usize::try_from(place).ok()?)?;
        Some(option.to_string())
    };
    TestQuestion {
        id: asked.id.to_string(),
        question: asked.question.to_string(),
        options: order.filter_map(option).collect(),
    }
}

/// Many people asked for some modules until a day.
#[Object]
impl Campaign {
    /// Its id.
    async fn id(&self) -> &str {
        self.held.id.as_str()
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.held.title.as_str()
    }

    /// What it asks for.
    async fn modules(&self) -> Vec<Module> {
        let time = self.scope.sight.time;
        let known = |id: &Name| {
            let module = self.curriculum.plan.module(id, time)?;
            Some(Module::new(&self.scope, &self.curriculum, module))
        };
        self.held.modules.iter().filter_map(known).collect()
    }

    /// Whether it asks everybody.
    async fn everybody(&self) -> bool {
        self.held.audience.is_everybody()
    }

    /// Titles of the roles it asks; with no role, team or system it asks everybody.
    async fn roles(&self) -> Vec<String> {
        self.held.audience.roles.iter().map(|role| role_title(role.as_str())).collect()
    }

    /// The teams it asks.
    async fn teams(&self) -> Answer<Vec<Team>> {
        Team::by_names(&self.scope, &self.held.audience.teams).await
    }

    /// The systems it asks for, as far as the caller may see them.
    async fn systems(&self) -> Answer<Vec<System>> {
        System::by_names(&self.scope, &self.held.audience.systems).await
    }

    /// When it started.
    async fn started(&self) -> Time {
        self.held.started.into()
    }

    /// Who started it.
    async fn started_by(&self) -> Answer<Option<Person>> {
        let by = self.curriculum.started_by.get(&self.held.id);
        Person::by_maybe(&self.scope, by).await
    }

    /// Until when.
    async fn due(&self) -> Time {
        self.held.due.into()
    }

    /// Whether what was completed before it started does not count.
    async fn anew(&self) -> bool {
        self.held.anew
    }

    /// When it was stopped.
    async fn stopped(&self) -> Option<Time> {
        self.held.stopped.map(Time::from)
    }

    /// How far it is, among those the caller may count.
    async fn coverage(&self) -> Answer<CoverageCount> {
        Ok(self.count().await?.into())
    }
}

impl Campaign {
    /// What the log holds of it.
    pub fn held(&self) -> &awareness::Campaign {
        &self.held
    }

    /// Whether it asks at the moment asked about.
    pub fn is_running(&self) -> bool {
        self.held.is_running(self.scope.sight.time)
    }

    /// How far it is.
    pub async fn count(&self) -> Answer<Count> {
        let read = || self.scope.app.coverage(&self.scope.sight);
        let counted = self.counted.get_or_try_init(read).await?;
        Ok(counted.campaigns.get(&self.held.id).copied().unwrap_or_default())
    }
}
