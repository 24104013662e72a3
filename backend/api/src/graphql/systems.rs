//! An AI system.

use app::{
    dashboard::count_evidence,
    people::{PersonRow, coverage::owner_gap},
    reviews::ReviewRow,
    systems::SystemRow,
};
use async_graphql::{Object, SimpleObject};

use super::{
    controls::ControlCounts,
    coverage::Uncovered,
    datasets::Dataset,
    deployments::Deployment,
    findings::{Action, Finding},
    incidents::Incident,
    intake::ActDuty,
    models::ModelVersion,
    offers::Offers,
    people::{Person, Team},
    reviews::Review,
    scalars::{Subject, Time, subjects},
    things::Shown,
    words::{ActClass, Autonomy, Criticality, RiskClass, Stage, SystemKind},
};
use crate::reply::Answer;

/// An AI system.
pub type System = Shown<SystemRow>;

/// Evidence, counted; what was withdrawn is left out.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct EvidenceCounts {
    /// All of it.
    pub total: usize,
    /// What still counts.
    pub fresh: usize,
    /// What is too old.
    pub stale: usize,
    /// What says no.
    pub failed: usize,
    /// What says yes.
    pub passed: usize,
    /// What cannot tell.
    pub inconclusive: usize,
}

impl From<app::dashboard::EvidenceCounts> for EvidenceCounts {
    fn from(counts: app::dashboard::EvidenceCounts) -> Self {
        let app::dashboard::EvidenceCounts { total, fresh, stale, passed, failed, inconclusive } =
            counts;
        Self { total, fresh, stale, failed, passed, inconclusive }
    }
}

/// Somebody who answers, or answered, for a system.
#[derive(SimpleObject)]
pub struct Accountability {
    /// Who; absent when the caller may not know.
    person: Option<Person>,
    /// `owner`, `deputy` or `responsible`.
    duty: &'static str,
    /// For which stage; for all when absent.
    stage: Option<Stage>,
    /// From when.
    from: Time,
    /// Until when; open when absent.
    until: Option<Time>,
    /// When they left, if they had by the moment asked about and nobody followed.
    left: Option<Time>,
}

/// An owner or deputy of one stage.
#[derive(SimpleObject)]
pub struct StageOwner {
    /// The stage.
    stage: Stage,
    /// `owner` or `deputy`.
    duty: &'static str,
    /// Who.
    person: Option<Person>,
}

/// An AI system.
#[Object(name = "System")]
impl Shown<SystemRow> {
    /// The system, `system:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// What it is for.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// What sorts of AI it is.
    async fn kinds(&self) -> Vec<SystemKind> {
        self.row.kinds.iter().copied().map(SystemKind::from).collect()
    }

    /// How much harm it could do, on our own scale.
    async fn risk_class(&self) -> RiskClass {
        self.row.risk_class.into()
    }

    /// Its class under the EU AI Act, proposed or approved.
    async fn act_class(&self) -> Option<ActClass> {
        self.row.classification.as_ref().map(|class| class.act_class.into())
    }

    /// Whether a second person approved that class.
    async fn act_class_approved(&self) -> bool {
        self.row.classification.as_ref().is_some_and(|class| class.approved)
    }

    /// The day from which the duties of that class apply.
    async fn obligations_from(&self) -> Option<&str> {
        let class = self.row.classification.as_ref();
        class.and_then(|class| class.obligations_from.as_ref()).map(kernel::Name::as_str)
    }

    /// Flags the questionnaire raised beside the class, such as `fria_required`.
    async fn act_flags(&self) -> Vec<&str> {
        let class = self.row.classification.as_ref();
        class.into_iter().flat_map(|class| &class.flags).map(String::as_str).collect()
    }

    /// Ids of the obligations of that class and its flags.
    async fn obligations(&self) -> Vec<String> {
        let class = self.row.classification.as_ref();
        class.map_or_else(Vec::new, |class| {
            domain::systems::questionnaire::obligations(class.act_class, &class.flags)
        })
    }

    /// The same obligations in words.
    async fn duties(&self) -> Answer<Vec<ActDuty>> {
        let Some(class) = &self.row.classification else { return Ok(Vec::new()) };
        let ids = domain::systems::questionnaire::obligations(class.act_class, &class.flags);
        let book = self.scope.choices().await?;
        Ok(ActDuty::all(&book, &ids, class.act_class))
    }

    /// Since when its class wants another look, because it was described anew.
    async fn reclassify_since(&self) -> Option<Time> {
        self.row.changed_since_class.map(Time::from)
    }

    /// Who sells or hosts it.
    async fn vendor(&self) -> Option<&str> {
        self.row.vendor.as_ref().map(kernel::Name::as_str)
    }

    /// Whom its data or its decisions are about.
    async fn data_subjects(&self) -> Vec<&str> {
        self.row.data_subjects.iter().map(kernel::Name::as_str).collect()
    }

    /// How far it acts by itself.
    async fn autonomy(&self) -> Option<Autonomy> {
        self.row.autonomy.map(Autonomy::from)
    }

    /// How much hangs on a decision.
    async fn criticality(&self) -> Option<Criticality> {
        self.row.criticality.map(Criticality::from)
    }

    /// When it was taken out of use for good.
    async fn decommissioned(&self) -> Option<Time> {
        self.row.decommissioned.map(Time::from)
    }

    /// Everybody who answers or answered for it, in the order of their beginning.
    async fn accountable(&self) -> Answer<Vec<Accountability>> {
        let mut all = Vec::with_capacity(self.row.accountable.len());
        for held in &self.row.accountable {
            let person = Person::by_name(&self.scope, &held.person).await?;
            let left = person.as_ref().and_then(|person| person.row.left);
            all.push(Accountability {
                left: left.filter(|_| held.until.is_none()).map(Time::from),
                person,
                duty: held.duty.as_str(),
                stage: held.stage.map(Stage::from),
                from: held.from.into(),
                until: held.until.map(Time::from),
            });
        }
        Ok(all)
    }

    /// Whether personal data goes through it.
    async fn processes_personal_data(&self) -> bool {
        self.row.processes_personal_data
    }

    /// Whether its output decides about people.
    async fn affects_persons(&self) -> bool {
        self.row.affects_persons
    }

    /// Whether its models are trained in house.
    async fn trained_in_house(&self) -> bool {
        self.row.trained_in_house
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// The team that builds and runs it.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_name(&self.scope, &self.row.team).await
    }

    /// Who is accountable.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.owner.as_ref()).await
    }

    /// What is missing where nobody who is still there is accountable; absent while somebody is,
    /// and once it is out of use.
    async fn owner_missing(&self) -> Answer<Option<Uncovered>> {
        let owner = match &self.row.owner {
            Some(owner) => self.scope.find::<PersonRow>(owner).await?,
            None => None,
        };
        match owner_gap(&self.row, owner.as_deref()) {
            Some(gap) => Ok(Some(Uncovered::of(&self.scope, gap).await?)),
            None => Ok(None),
        }
    }

    /// Who stands in for the owner.
    async fn deputy(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.deputy.as_ref()).await
    }

    /// Owners and deputies of single stages.
    async fn stage_owners(&self) -> Answer<Vec<StageOwner>> {
        let mut owners = Vec::new();
        for (stage, duty, person) in &self.row.stage_owners {
            let person = Person::by_name(&self.scope, person).await?;
            owners.push(StageOwner { stage: (*stage).into(), duty: duty.as_str(), person });
        }
        Ok(owners)
    }

    /// Who is consulted about it: the security champions of its team, and whoever takes part in a
    /// design review of it that is not concluded.
    async fn consulted(&self) -> Answer<Vec<Person>> {
        let (people, at) = (self.scope.table::<PersonRow>().await?, self.scope.sight.time);
        let reviews = self.scope.of_system::<ReviewRow>(&self.row.subject).await?;
        let reviews = reviews.iter().map(AsRef::as_ref);
        let found = app::people::consulted(&self.row, people.iter(), reviews, at);
        Person::by_names(&self.scope, &found).await
    }

    /// Whether a deployment of it answers somewhere.
    async fn live(&self) -> Answer<bool> {
        let deployments = Deployment::by_system(&self.scope, &self.row.subject).await?;
        Ok(deployments.iter().any(|deployment| deployment.row.is_live()))
    }

    /// Why a live version of it is suspect; empty when clean.
    async fn suspect_because(&self) -> Answer<Vec<Subject>> {
        let standings = self.scope.standings().await?;
        let mut reasons = std::collections::BTreeSet::new();
        for deployment in Deployment::by_system(&self.scope, &self.row.subject).await? {
            let row = &deployment.row;
            if row.is_live() && standings.is_unclean(&row.subject) {
                reasons.extend(self.scope.because(&row.subject).await?);
            }
        }
        Ok(subjects(&reasons))
    }

    /// Its deployments, newest last; only live or only ended ones when asked.
    async fn deployments(&self, live: Option<bool>) -> Answer<Vec<Deployment>> {
        let mut deployments = Deployment::by_system(&self.scope, &self.row.subject).await?;
        deployments.retain(|deployment| live.is_none_or(|live| deployment.row.is_live() == live));
        Ok(deployments)
    }

    /// Its model and prompt versions, newest last.
    async fn model_versions(&self) -> Answer<Vec<ModelVersion>> {
        ModelVersion::by_system(&self.scope, &self.row.subject).await
    }

    /// Its datasets.
    async fn datasets(&self) -> Answer<Vec<Dataset>> {
        Dataset::by_system(&self.scope, &self.row.subject).await
    }

    /// Its incidents, newest last.
    async fn incidents(&self) -> Answer<Vec<Incident>> {
        Incident::by_system(&self.scope, &self.row.subject).await
    }

    /// Its controls, counted by how they stand.
    async fn controls(&self) -> Answer<ControlCounts> {
        let board = self.scope.board(Some(&self.row.subject)).await?;
        Ok(app::controls::Counts::of(board.of(&self.row.subject)).into())
    }

    /// Its design reviews, newest last.
    async fn reviews(&self) -> Answer<Vec<Review>> {
        Review::by_system(&self.scope, &self.row.subject).await
    }

    /// Its findings, newest last.
    async fn findings(&self) -> Answer<Vec<Finding>> {
        Finding::by_system(&self.scope, &self.row.subject).await
    }

    /// Its actions, newest last.
    async fn actions(&self) -> Answer<Vec<Action>> {
        Action::by_system(&self.scope, &self.row.subject).await
    }

    /// Its evidence, counted.
    async fn evidence(&self) -> Answer<EvidenceCounts> {
        let rows = self.scope.of_system(&self.row.subject).await?;
        Ok(count_evidence(rows.iter().map(AsRef::as_ref), self.scope.sight.time).into())
    }
}
