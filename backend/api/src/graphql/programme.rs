//! Appetite, initiatives, exercises, surveys and feedback.

use std::sync::Arc;

use app::programme::{AppetiteRow, ExerciseRow, FeedbackRow, InitiativeRow, SurveyRow};
use async_graphql::{Object, SimpleObject};
use kernel::Decimal;

use super::{
    catalogue::Titled,
    offers::Offers,
    people::Person,
    scalars::{Long, Subject, Time},
    sources::Pair,
    systems::System,
    things::{Shown, seen},
    words::{AppetiteLevel, Settled, Tolerance},
};
use crate::{reply::Answer, scope::Ref};

/// An initiative.
pub type Initiative = Shown<InitiativeRow>;
/// An exercise.
pub type Exercise = Shown<ExerciseRow>;
/// A survey.
pub type Survey = Shown<SurveyRow>;
/// A piece of feedback.
pub type Feedback = Shown<FeedbackRow>;

/// How much risk the organisation takes.
pub struct Appetite {
    scope: Ref,
    row: AppetiteRow,
}

/// How much risk of one category is taken.
#[derive(SimpleObject, Clone, Debug)]
pub struct AppetiteStatement {
    /// Which sort of risk.
    category: String,
    /// How much of it is taken.
    appetite: AppetiteLevel,
    /// The worst band of residual risk that is tolerated.
    tolerance_max_band: Tolerance,
    /// What must not happen, in words.
    limit: Option<String>,
    /// Since when it stands unchanged.
    since: Time,
}

impl Appetite {
    /// The appetite at the moment of a question.
    pub async fn of(scope: &Ref) -> Answer<Option<Self>> {
        let found = scope.app.appetite(&scope.sight).await?;
        Ok(found.map(|row| Self { scope: Arc::clone(scope), row }))
    }
}

/// How much risk the organisation takes, category by category.
#[Object]
impl Appetite {
    /// The appetite.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// One statement a category.
    async fn statements(&self) -> Vec<AppetiteStatement> {
        let shown = |stated: &app::programme::Stated| AppetiteStatement {
            category: stated.statement.category.to_string(),
            appetite: stated.statement.appetite.into(),
            tolerance_max_band: stated.statement.tolerance_max_band.into(),
            limit: stated.statement.limit.as_ref().map(ToString::to_string),
            since: stated.since.into(),
        };
        self.row.statements.iter().map(shown).collect()
    }

    /// When it was set.
    async fn set(&self) -> Time {
        self.row.set.into()
    }

    /// By whom.
    async fn set_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.set_by).await
    }

    /// Who approved it.
    async fn approved_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.approved_by).await
    }
}

/// Money spent on an initiative.
#[derive(SimpleObject, Clone, Debug)]
pub struct Bill {
    /// The bill.
    reference: String,
    /// How much, as a decimal number.
    amount: String,
    /// When.
    on: Time,
    /// For what.
    what: String,
}

/// What came of an initiative.
#[derive(SimpleObject, Clone, Debug)]
pub struct Achievement {
    /// In words.
    note: String,
    /// In figures.
    figures: Vec<Pair>,
    /// When it was recorded.
    at: Time,
}

/// An initiative: what was funded, what was spent, and what came of it.
#[Object(name = "Initiative")]
impl Shown<InitiativeRow> {
    /// The initiative, `initiative:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// What it is for.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// How much money it got, as a decimal number.
    async fn amount(&self) -> &str {
        self.row.amount.as_str()
    }

    /// How much of it was spent, as a decimal number; exact.
    async fn spent(&self) -> String {
        self.row.spent()
    }

    /// Which money, by its three letters.
    async fn currency(&self) -> &str {
        self.row.currency.as_str()
    }

    /// For which period.
    async fn period(&self) -> &str {
        self.row.period.as_str()
    }

    /// Which share of all money for AI it is, from 0 to 1.
    async fn share_of_ai_budget(&self) -> Option<&str> {
        self.row.share_of_ai_budget.as_ref().map(Decimal::as_str)
    }

    /// The threats it works against.
    async fn threats(&self) -> Answer<Vec<Titled>> {
        Ok(Titled::all(&*self.scope.book().await?, &self.row.threats))
    }

    /// The risks it lowers.
    async fn risks(&self) -> Answer<Vec<Subject>> {
        seen(&self.scope, &self.row.risks).await
    }

    /// Who answers for it.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.owner.as_ref()).await
    }

    /// When it was funded.
    async fn funded(&self) -> Time {
        self.row.funded.into()
    }

    /// By whom.
    async fn funded_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.funded_by).await
    }

    /// What was spent, oldest first.
    async fn bills(&self) -> Vec<Bill> {
        let shown = |bill: &app::programme::Bill| Bill {
            reference: bill.reference.to_string(),
            amount: bill.amount.to_string(),
            on: bill.on.into(),
            what: bill.what.to_string(),
        };
        self.row.bills.iter().map(shown).collect()
    }

    /// What came of it, oldest first.
    async fn outcomes(&self) -> Vec<Achievement> {
        let shown = |outcome: &app::programme::Achievement| Achievement {
            note: outcome.note.to_string(),
            figures: Pair::all(&outcome.metrics),
            at: outcome.at.into(),
        };
        self.row.outcomes.iter().map(shown).collect()
    }

    /// When it was closed.
    async fn closed(&self) -> Option<Time> {
        self.row.closed.as_ref().map(|(at, _)| (*at).into())
    }

    /// How it ended.
    async fn summary(&self) -> Answer<Option<String>> {
        match &self.row.closed {
            Some((_, summary)) => self.scope.text(summary).await,
            None => Ok(None),
        }
    }
}

/// An exercise.
#[Object(name = "Exercise")]
impl Shown<ExerciseRow> {
    /// The exercise, `exercise:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What was played.
    async fn scenario(&self) -> &str {
        self.row.scenario.as_str()
    }

    /// The system it was played on.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// Minutes until the blast radius was known.
    async fn minutes_to_blast_radius(&self) -> Option<Long> {
        self.row.minutes_to_blast_radius.map(Long::from)
    }

    /// Hours until it was contained, as a decimal number.
    async fn hours_to_contain(&self) -> Option<&str> {
        self.row.hours_to_contain.as_ref().map(Decimal::as_str)
    }

    /// How much was found to mend.
    async fn findings(&self) -> Long {
        self.row.findings.into()
    }

    /// What was measured.
    async fn figures(&self) -> Vec<Pair> {
        Pair::all(&self.row.metrics)
    }

    /// When it ended.
    async fn completed(&self) -> Time {
        self.row.completed.into()
    }

    /// Who recorded it.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }
}

/// A survey.
#[Object(name = "Survey")]
impl Shown<SurveyRow> {
    /// The survey, `survey:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What people call it.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_ref().map(kernel::Name::as_str)
    }

    /// What it says, by metric.
    async fn figures(&self) -> Vec<Pair> {
        Pair::all(&self.row.metrics)
    }

    /// How many answered.
    async fn responses(&self) -> Long {
        self.row.responses.into()
    }

    /// When it was closed.
    async fn closed(&self) -> Time {
        self.row.closed.into()
    }
}

/// What feedback led to.
#[derive(SimpleObject)]
pub struct Settlement {
    /// To what sort of thing.
    outcome: Settled,
    /// To which action or risk.
    to: Option<Subject>,
    /// Why.
    why: Option<String>,
    /// Who settled it.
    by: Option<Person>,
    /// When.
    at: Time,
}

/// A piece of feedback.
#[Object(name = "Feedback")]
impl Shown<FeedbackRow> {
    /// The feedback, `feedback:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// As what somebody spoke.
    async fn from_role(&self) -> String {
        super::people::role_title(self.row.from_role.as_str())
    }

    /// What they said; absent when they were erased.
    async fn text(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.text).await
    }

    /// About which system.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// When.
    async fn received(&self) -> Time {
        self.row.received.into()
    }

    /// Who.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }

    /// What it led to; absent until somebody settled it.
    async fn settled(&self) -> Answer<Option<Settlement>> {
        let Some(settled) = &self.row.settled else { return Ok(None) };
        Ok(Some(Settlement {
            outcome: settled.outcome.into(),
            to: seen(&self.scope, settled.to.as_slice()).await?.pop(),
            why: self.scope.text(&settled.why).await?,
            by: Person::by_name(&self.scope, &settled.by).await?,
            at: settled.at.into(),
        }))
    }
}
