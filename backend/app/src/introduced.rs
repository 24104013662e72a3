//! Whether a thing exists: by which event it was introduced, and to which system it belongs.

use kernel::{Kind, Subject};

use crate::{App, AppError, Fact, Sight, recorded};

impl App {
    /// Whether a subject exists now: whether an event introduced it. Answers its system, if any.
    pub async fn exists(&self, subject: &Subject) -> Result<Option<Option<Subject>>, AppError> {
        Ok(self.introduction(subject).await?.map(|fact| fact.system))
    }

    /// The system a thing belongs to, if both existed at the moment of a question.
    pub async fn system_of(
        &self,
        sight: &Sight,
        subject: &Subject,
    ) -> Result<Option<Subject>, AppError> {
        let found = self.introduction(subject).await?;
        Ok(found.filter(|fact| fact.pos < sight.upto).and_then(|fact| fact.system))
    }

    /// The event that introduced a subject.
    async fn introduction(&self, subject: &Subject) -> Result<Option<Fact>, AppError> {
        let query = store::About {
            subjects: vec![subject.to_string()],
            kinds: introducing_types(subject).iter().map(ToString::to_string).collect(),
            limit: Some(1),
            ..store::About::default()
        };
        let found = self.store.read_about(query).await?;
        Ok(found.first().map(recorded).transpose()?)
    }
}

/// The event types by which a subject begins to exist.
fn introducing_types(subject: &Subject) -> &'static [&'static str] {
    match (subject.kind(), subject.version().is_some()) {
        (Kind::Dataset, true) => &["dataset.version_registered"],
        (Kind::Model, true) => &["model.version_registered"],
        (Kind::Prompt, _) => &["prompt.version_registered"],
        (Kind::System, _) => &["system.registered"],
        (Kind::Source, _) => &["source.registered"],
        (Kind::Batch, _) => &["batch.received"],
        (Kind::Dataset, false) => &["dataset.registered"],
        (Kind::Environment, _) => &["environment.registered"],
        (Kind::Run, _) => &["run.started"],
        (Kind::Model, false) => &["model.registered"],
        (Kind::Evidence, _) => &["evidence.attached"],
        (Kind::Deployment | Kind::Endpoint, _) => &["deployment.activated"],
        (Kind::Incident, _) => &["incident.opened"],
        (Kind::Risk, _) => &["risk.identified"],
        (Kind::Person, _) => &["person.registered"],
        (Kind::Team, _) => &["team.created"],
        (Kind::Organisation, _) => &["organisation.registered"],
        (Kind::Intake, _) => &["intake.reported"],
        (Kind::Curriculum, _) => &["curriculum.published"],
        (Kind::Review, _) => &["review.opened"],
        (Kind::Finding, _) => &["finding.raised"],
        (Kind::Action, _) => &["action.opened"],
        (Kind::Policy, _) => &["policy.published"],
        (Kind::Initiative, _) => &["initiative.funded"],
        (Kind::Meeting, _) => &["meeting.held"],
        (Kind::Exercise, _) => &["exercise.completed"],
        (Kind::Survey, _) => &["survey.closed"],
        (Kind::Feedback, _) => &["feedback.received"],
        (
            Kind::Service
            | Kind::Control
            | Kind::Alert
            | Kind::Approval
            | Kind::Waiver
            | Kind::Gate
            | Kind::Learner
            | Kind::View
            | Kind::Catalogue
            | Kind::Attestation
            | Kind::Appetite,
            _,
        ) => &[],
    }
}
