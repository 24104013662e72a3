//! Controls of systems: how each stands, why, and what to do.

use std::sync::Arc;

use app::controls::{Board, Notice as NoticeRow, Standing, Told as ToldRow};
use async_graphql::{Object, SimpleObject};

use super::{
    catalogue::ControlText,
    evidence::Evidence,
    offers::Offers,
    people::Person,
    scalars::{Subject, Time},
    systems::System,
    words::ControlStatus,
};
use crate::{reply::Answer, scope::Ref};

mod page;
mod parts;

pub use page::{ControlConnection, ControlFilter, StageCounts, page};
pub use parts::{ControlDecision, ControlDue, ControlNotice, ControlTest, Reading};

/// A control of a system.
#[derive(Clone)]
pub struct Control {
    scope: Ref,
    board: Arc<Board>,
    number: usize,
}

/// How many controls stand how.
#[derive(SimpleObject, Clone, Copy, Debug, Default)]
pub struct ControlCounts {
    /// Those that pass.
    pub pass: usize,
    /// Those that fail.
    pub fail: usize,
    /// Those with nothing to show.
    pub missing: usize,
    /// Those whose evidence no longer counts.
    pub stale: usize,
    /// Those that cannot be told.
    pub inconclusive: usize,
    /// Those that do not apply.
    pub not_applicable: usize,
}

impl From<app::controls::Counts> for ControlCounts {
    fn from(counts: app::controls::Counts) -> Self {
        let app::controls::Counts { pass, fail, missing, stale, inconclusive, not_applicable } =
            counts;
        Self { pass, fail, missing, stale, inconclusive, not_applicable }
    }
}

impl Control {
    /// The controls of a system, or of all.
    pub async fn all(scope: &Ref, system: Option<&kernel::Subject>) -> Answer<Vec<Self>> {
        let board = scope.board(system).await?;
        let wanted = |(number, row): (usize, &Standing)| {
            let is_wanted = system.is_none_or(|system| system == &row.system);
            is_wanted.then_some(number)
        };
        let numbers: Vec<usize> = board.standings.iter().enumerate().filter_map(wanted).collect();
        Ok(numbers.into_iter().map(|number| Self::at(scope, &board, number)).collect())
    }

    /// The control at a place on a board.
    pub fn at(scope: &Ref, board: &Arc<Board>, number: usize) -> Self {
        Self { scope: Arc::clone(scope), board: Arc::clone(board), number }
    }

    /// One control of a system.
    pub async fn of(scope: &Ref, system: &kernel::Subject, id: &str) -> Answer<Option<Self>> {
        let all = Self::all(scope, Some(system)).await?;
        Ok(all.into_iter().find(|control| control.is(id)))
    }

    /// The control of a stream, `control:SYSTEM.CONTROL`.
    pub async fn by_name(scope: &Ref, stream: &kernel::Subject) -> Answer<Option<Self>> {
        let (label, id) = (stream.label(), domain::controls::control_of(stream));
        let system = label.strip_suffix(&format!(".{id}")).unwrap_or_default();
        let Ok(system) = kernel::Subject::new(kernel::Kind::System, system, None) else {
            return Ok(None);
        };
        Self::of(scope, &system, &id).await
    }

    /// Whether it is the control of this id.
    pub fn is(&self, id: &str) -> bool {
        self.row().is_some_and(|row| row.control == id)
    }

    fn row(&self) -> Option<&Standing> {
        self.board.standings.get(self.number)
    }

    /// The row; it is there, because the number comes from the board.
    fn standing(&self) -> Answer<&Standing> {
        self.row().ok_or_else(|| app::AppError::internal("a control is not on its board").into())
    }
}

/// A control of a system.
#[Object(name = "Control")]
impl Control {
    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Answer<Offers> {
        Ok(Offers::of_system(&self.scope, &self.standing()?.system))
    }

    /// The control of the system, `control:SYSTEM.CONTROL`.
    async fn subject(&self) -> Answer<Subject> {
        let row = self.standing()?;
        let stream = domain::controls::stream(&row.system, &row.control);
        Ok(Subject(stream.map_err(app::AppError::internal)?))
    }

    /// Its id in the catalogue.
    async fn id(&self) -> Answer<&str> {
        Ok(self.standing()?.control.as_str())
    }

    /// Its text.
    async fn text(&self) -> Answer<Option<ControlText>> {
        let id = &self.standing()?.control;
        Ok(ControlText::of(&self.scope, &self.board.book, id))
    }

    /// The system.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_name(&self.scope, &self.standing()?.system).await
    }

    /// How it stands at the moment asked about.
    async fn status(&self) -> Answer<ControlStatus> {
        Ok(self.standing()?.status().into())
    }

    /// Why it stands so.
    async fn why(&self) -> Answer<String> {
        Ok(self.standing()?.assessment.why())
    }

    /// Why it applies, where it is not for every system.
    async fn applies(&self) -> Answer<Option<String>> {
        let because = self.standing()?.assessment.because.as_ref();
        Ok(because.map(|because| format!("It applies because the system {because}.")))
    }

    /// What to do about it.
    async fn advice(&self) -> Answer<String> {
        Ok(self.standing()?.assessment.advice())
    }

    /// When it turns stale by itself, while it passes.
    async fn stale_at(&self) -> Answer<Option<Time>> {
        Ok(self.standing()?.assessment.stale_at.map(Time::from))
    }

    /// How many tests only warn and do not pass.
    async fn warnings(&self) -> Answer<usize> {
        Ok(self.standing()?.assessment.warnings().count())
    }

    /// Who answers for it, where somebody was named.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.standing()?.owner()).await
    }

    /// Set while somebody has decided that it does not apply.
    async fn not_applicable(&self) -> Answer<Option<ControlDecision>> {
        let decided = self.standing()?.decided.as_ref();
        let decided = decided.and_then(|row| row.not_applicable.clone());
        Ok(decided.map(|row| ControlDecision::new(&self.scope, row)))
    }

    /// Its tests, as they stand.
    async fn tests(&self) -> Answer<Vec<ControlTest>> {
        let row = self.standing()?;
        let control = self.board.book.controls.get(&row.control);
        let text = |id: &str| control.and_then(|c| c.tests.iter().find(|test| test.id == id));
        let tests = row.assessment.tests.iter();
        Ok(tests.map(|test| ControlTest::new(&self.scope, test, text(&test.id))).collect())
    }

    /// Every piece of evidence that could speak for it, newest first.
    async fn evidence(&self) -> Answer<Vec<Evidence>> {
        let row = self.standing()?;
        let types: Vec<&str> = self
            .board
            .book
            .controls
            .get(&row.control)
            .map(|control| control.evidence_types().collect())
            .unwrap_or_default();
        let linked = row.decided.as_ref().map_or(&[][..], |decided| decided.linked.as_slice());
        let mut found = Evidence::where_holds(&self.scope, |evidence| {
            let of_it = evidence.system.as_ref().is_none_or(|system| system == &row.system);
            let of_type = types.contains(&evidence.evidence_type.as_str());
            (of_it && of_type) || linked.contains(&evidence.subject)
        })
        .await?;
        found.reverse();
        Ok(found)
    }

    /// The evidence its status follows from.
    async fn counted(&self) -> Answer<Vec<Subject>> {
        Ok(self.standing()?.assessment.evidence().into_iter().map(Subject::from).collect())
    }

    /// Evidence that speaks for it because somebody said so.
    async fn linked(&self) -> Answer<Vec<Subject>> {
        let decided = self.standing()?.decided.as_ref();
        Ok(decided.into_iter().flat_map(|row| &row.linked).map(Subject::from).collect())
    }

    /// Changes of status that were noticed, newest first.
    async fn notices(&self) -> Answer<Vec<ControlNotice>> {
        let decided = self.standing()?.decided.as_ref();
        let notices = decided.into_iter().flat_map(|row| row.notices.iter().rev());
        let shown = |row: &NoticeRow| ControlNotice::new(&self.scope, row);
        Ok(notices.map(shown).collect())
    }

    /// Dates that somebody was told about, newest first.
    async fn told(&self) -> Answer<Vec<ControlDue>> {
        let decided = self.standing()?.decided.as_ref();
        let told = decided.into_iter().flat_map(|row| row.told.iter().rev());
        let shown = |row: &ToldRow| ControlDue::new(&self.scope, row);
        Ok(told.map(shown).collect())
    }
}
