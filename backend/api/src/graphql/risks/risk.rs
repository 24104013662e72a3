//! A risk, as shown to people who may see it.

use app::{
    incidents::IncidentRow,
    risks::{DueItem, RiskRow},
};
use async_graphql::{InputObject, Object, SimpleObject};
use domain::{
    authority::Grant,
    risks::{Category, Circumstances, Score, Which, suggest, who_accepts},
};
use kernel::Kind;

use super::{
    RiskScore,
    acceptance::{AcceptanceRequest, AcceptanceRule, RiskAcceptance, RiskNote, RiskPlan, RiskTask},
    estimate::{LossEstimate, RiskStep},
    filter::level,
    indicators::IndicatorReading,
};
use crate::{
    graphql::{
        inputs::risks::ScoreInput,
        offers::{Offers, place},
        people::Person,
        scalars::{Subject, Time, subjects},
        systems::System,
        things::Shown,
        words::{ReopenCause, RiskBand, RiskCategory, RiskDueKind, RiskStatus},
    },
    reply::{Answer, Reply},
};

/// A risk.
pub type Risk = Shown<RiskRow>;

/// Something of a risk is due.
#[derive(SimpleObject, Clone, Debug)]
pub struct RiskDue {
    /// What.
    what: RiskDueKind,
    /// Which task, where it is one.
    task: Option<String>,
    /// Since when.
    due: Time,
}

impl From<DueItem> for RiskDue {
    fn from(item: DueItem) -> Self {
        let DueItem { due, what, task } = item;
        Self { what: what.into(), task: task.map(|task| task.to_string()), due: due.into() }
    }
}

/// Why a risk went back to review.
#[derive(SimpleObject)]
pub struct RiskReopening {
    /// What happened.
    why: ReopenCause,
    /// What showed it.
    cause: Option<Subject>,
    /// The indicator of the catalogue.
    indicator: Option<String>,
    /// Who reopened it.
    said: RiskNote,
    /// Whether it was scored again since.
    over: bool,
}

/// A risk before its controls, and how well they work.
#[derive(InputObject, Clone, Debug)]
pub struct ControlledInput {
    /// The score as if no control worked.
    inherent: ScoreInput,
    /// How well its controls work, 0 to 1.
    effectiveness: String,
    /// Whether a tested control corrects it.
    corrects: bool,
}

/// A risk: how bad it is, what is done about it, and who lives with it.
#[Object(name = "Risk")]
impl Shown<RiskRow> {
    /// The risk, `risk:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// The threat of the catalogue behind it.
    async fn threat(&self) -> &str {
        self.row.threat.as_str()
    }

    /// What the catalogue calls that threat.
    async fn threat_title(&self) -> Answer<Option<String>> {
        let book = self.scope.choices().await?;
        let threat = book.risk_threat(self.row.threat.as_str());
        Ok(threat.map(|threat| threat.title.to_owned()))
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// The exact versions it concerns; none for the system as a whole.
    async fn concerns(&self) -> Vec<Subject> {
        subjects(&self.row.concerns)
    }

    /// The category of appetite it is held against.
    async fn category(&self) -> RiskCategory {
        self.row.category.into()
    }

    /// What could happen.
    async fn description(&self) -> &str {
        self.row.description.as_str()
    }

    /// Who is accountable for it.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.owner).await
    }

    /// When it was identified.
    async fn identified(&self) -> Time {
        self.row.identified.into()
    }

    /// By whom.
    async fn identified_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.identified_by).await
    }

    /// How it stands at the moment asked about.
    async fn status(&self) -> RiskStatus {
        self.row.state.status(self.scope.sight.time).into()
    }

    /// As if no control worked; absent until somebody scored it.
    async fn inherent(&self) -> Option<RiskScore> {
        self.row.state.score(Which::Inherent).map(RiskScore::from)
    }

    /// As it stands; the residual score until somebody says otherwise, one step likelier while an
    /// indicator is red.
    async fn current(&self) -> Option<RiskScore> {
        self.row.state.score(Which::Current).map(RiskScore::from)
    }

    /// What is left when the controls work; absent until somebody scored it.
    async fn residual(&self) -> Option<RiskScore> {
        self.row.state.score(Which::Residual).map(RiskScore::from)
    }

    /// The current score, where a red indicator made it one step likelier; absent where none did.
    async fn raised(&self) -> Option<RiskScore> {
        let state = &self.row.state;
        state.score(Which::Current).filter(|_| state.is_red()).map(RiskScore::from)
    }

    /// The worst band its category tolerates at the moment asked about.
    async fn tolerance(&self) -> Answer<RiskBand> {
        Ok(self.scope.tolerances().await?.of(self.row.category).into())
    }

    /// Whether what is left is more than that; unknown until it is scored.
    async fn above_appetite(&self) -> Answer<Option<bool>> {
        let tolerated = self.scope.tolerances().await?.of(self.row.category);
        Ok(self.row.state.is_above(tolerated))
    }

    /// How well its controls work, 0 to 1, as the assessor said.
    async fn effectiveness(&self) -> Option<String> {
        let (assessment, ..) = self.row.assessment.as_ref()?;
        assessment.effectiveness.as_ref().map(ToString::to_string)
    }

    /// Who scored it last, when and why.
    async fn assessed(&self) -> Answer<Option<RiskNote>> {
        let said = self.row.assessment.as_ref().map(|(_, _, said)| said);
        RiskNote::maybe(&self.scope, said).await
    }

    /// What would be left of an inherent score by the rule of the catalogue.
    async fn suggested_residual(
        &self,
        #[graphql(desc = "What is known.")] given: ControlledInput,
    ) -> Answer<RiskScore> {
        let ControlledInput { inherent, effectiveness, corrects } = given;
        let (likelihood, impact) = (inherent.likelihood, inherent.impact);
        let inherent = Score::new(level("likelihood", likelihood)?, level("impact", impact)?);
        let bad = |e: kernel::BadText| Reply::bad_input("effectiveness", e.to_string());
        let given = Circumstances {
            effectiveness: kernel::Decimal::parse(&effectiveness).map_err(bad)?,
            corrects,
            harms_people: self.row.category == Category::PeopleSafety,
            contained_days: self.contained_days().await?,
        };
        Ok(suggest(inherent, &given).into())
    }

    /// What is done about it.
    async fn plan(&self) -> Answer<Option<RiskPlan>> {
        RiskPlan::of(&self.scope, &self.row).await
    }

    /// The tasks of its treatment, in the order they were added.
    async fn tasks(&self) -> Answer<Vec<RiskTask>> {
        let mut all = Vec::with_capacity(self.row.tasks.len());
        for line in &self.row.tasks {
            all.push(RiskTask::of(&self.scope, line).await?);
        }
        Ok(all)
    }

    /// How many of its tasks are open.
    async fn open_tasks(&self) -> usize {
        self.row.state.open_tasks.len()
    }

    /// The open request for acceptance.
    async fn request(&self) -> Answer<Option<AcceptanceRequest>> {
        match &self.row.request {
            Some(request) => AcceptanceRequest::of(&self.scope, request).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who turned the last request down.
    async fn declined(&self) -> Answer<Option<RiskNote>> {
        RiskNote::maybe(&self.scope, self.row.declined.as_ref()).await
    }

    /// Its latest acceptance.
    async fn acceptance(&self) -> Answer<Option<RiskAcceptance>> {
        RiskAcceptance::of(&self.scope, &self.row).await
    }

    /// Who took that acceptance back.
    async fn revoked(&self) -> Answer<Option<RiskNote>> {
        RiskNote::maybe(&self.scope, self.row.revoked.as_ref()).await
    }

    /// Who may accept what is left, and for how long; absent until it is scored.
    async fn who_accepts(&self) -> Option<AcceptanceRule> {
        self.row.state.band(Which::Residual).and_then(AcceptanceRule::of)
    }

    /// Whether the caller holds, here and now, a role that takes part in accepting what is left.
    async fn takes_part(&self) -> Answer<bool> {
        let Some(band) = self.row.state.band(Which::Residual) else { return Ok(false) };
        let (roles, caller) = (who_accepts(band), &self.scope.caller);
        let place = place(&self.scope, self.row.system.as_ref()).await?;
        let counts = |grant: &&Grant| grant.is_current(caller.now) && grant.covers(&place);
        Ok(caller.grants.iter().filter(counts).any(|grant| roles.contains(&grant.role.as_str())))
    }

    /// Why it is, or was last, back under review.
    async fn reopened(&self) -> Answer<Option<RiskReopening>> {
        let Some(reopened) = &self.row.reopened else { return Ok(None) };
        Ok(Some(RiskReopening {
            why: reopened.why.into(),
            cause: reopened.cause.as_ref().map(Subject::from),
            indicator: reopened.indicator.as_ref().map(ToString::to_string),
            said: RiskNote::of(&self.scope, &reopened.said).await?,
            over: self.row.state.reopened.is_none(),
        }))
    }

    /// Incidents, controls and evidence it is connected with.
    async fn links(&self) -> Vec<Subject> {
        subjects(&self.row.links)
    }

    /// When its review is due.
    async fn next_review(&self) -> Option<Time> {
        self.row.state.review.map(Time::from)
    }

    /// The last review.
    async fn reviewed(&self) -> Answer<Option<RiskNote>> {
        RiskNote::maybe(&self.scope, self.row.reviewed.as_ref()).await
    }

    /// Who closed it.
    async fn closed(&self) -> Answer<Option<RiskNote>> {
        RiskNote::maybe(&self.scope, self.row.closed.as_ref()).await
    }

    /// What is due at the moment asked about, longest due first.
    async fn due(&self) -> Vec<RiskDue> {
        self.row.state.due(self.scope.sight.time).into_iter().map(RiskDue::from).collect()
    }

    /// What the indicators say that warn of it, about its system.
    #[graphql(complexity = "20 + child_complexity")]
    async fn indicators(&self) -> Answer<Vec<IndicatorReading>> {
        let (scope, row) = (&self.scope, &self.row);
        let found = scope.app.indicators_of_risk(&scope.sight, row).await?;
        IndicatorReading::shown(scope, found).await
    }

    /// Its yearly loss, by state.
    async fn estimates(&self) -> Answer<Vec<LossEstimate>> {
        let mut all = Vec::with_capacity(self.row.estimates.len());
        for line in &self.row.estimates {
            all.push(LossEstimate::of(&self.scope, line).await?);
        }
        Ok(all)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What happened to it, oldest first.
    #[graphql(complexity = "20 + child_complexity")]
    async fn history(&self) -> Answer<Vec<RiskStep>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for step in scope.app.risk_history(&scope.sight, &self.row.subject).await? {
            all.push(RiskStep::of(scope, step).await?);
        }
        Ok(all)
    }
}

impl Shown<RiskRow> {
    /// Days since the latest of its incidents was contained; negative while one is not.
    async fn contained_days(&self) -> Answer<Option<i64>> {
        let mut fewest: Option<i64> = None;
        for link in self.row.links.iter().filter(|link| link.kind() == Kind::Incident) {
            let Some(incident) = self.scope.find::<IncidentRow>(link).await? else { continue };
            let now = self.scope.sight.time;
            let days = incident.contained.map_or(-1, |contained| now.days_since(contained));
            fewest = Some(fewest.map_or(days, |known| known.min(days)));
        }
        Ok(fewest)
    }
}
