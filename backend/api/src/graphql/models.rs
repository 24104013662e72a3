//! Models, prompts and their versions.

use app::models::{ModelRow, ModelVersionRow};
use async_graphql::{Object, SimpleObject};
use kernel::Kind;

use super::{
    datasets::DatasetVersion,
    deployments::Deployment,
    evidence::Evidence,
    people::Person,
    scalars::{Long, Subject, Time, subjects},
    systems::System,
    things::Shown,
    training::Run,
    words::{Standing, VersionState},
};
use crate::reply::Answer;

/// A model or a prompt.
pub type Model = Shown<ModelRow>;
/// A model version or a prompt version.
pub type ModelVersion = Shown<ModelVersionRow>;

/// A provider put another model behind the same name.
#[derive(SimpleObject)]
pub struct ProviderChange {
    /// When.
    at: Time,
    /// What was there.
    from: Subject,
    /// What is there now.
    to: Subject,
    /// How many days before they said so.
    notice_days: Long,
}

/// A model or a prompt: a name with versions.
#[Object(name = "Model")]
impl Shown<ModelRow> {
    /// The model, `model:NAME` or `prompt:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What people call it.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The system it is for.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// Its versions, oldest first.
    async fn versions(&self) -> Answer<Vec<ModelVersion>> {
        ModelVersion::by_names(&self.scope, &self.row.versions).await
    }

    /// Changes of the provider's model behind it.
    async fn provider_changes(&self) -> Vec<ProviderChange> {
        let shown = |change: &app::models::ProviderChange| ProviderChange {
            at: change.at.into(),
            from: Subject::from(&change.from),
            to: Subject::from(&change.to),
            notice_days: change.notice_days.into(),
        };
        self.row.provider_changes.iter().map(shown).collect()
    }
}

/// A model version: exactly which bytes, and what made them.
#[Object(name = "ModelVersion")]
impl Shown<ModelVersionRow> {
    /// The version, `model:NAME@VERSION`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// Its label, `1.3.0`.
    async fn version(&self) -> &str {
        self.row.version.as_str()
    }

    /// The model it is a version of.
    async fn model(&self) -> Answer<Model> {
        let found = Model::by_name(&self.scope, &self.row.subject.stream()).await?;
        found.ok_or_else(|| app::AppError::NotFound.into())
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// SHA-256 of its artefact in hex; absent for a provider's model.
    async fn digest(&self) -> Option<&str> {
        self.row.digest.as_ref().map(kernel::Digest::as_str)
    }

    /// The format of its artefact.
    async fn format(&self) -> &str {
        self.row.format.as_str()
    }

    /// The run that made it.
    async fn run(&self) -> Answer<Option<Run>> {
        Run::by_maybe(&self.scope, self.row.run.as_ref()).await
    }

    /// The exact versions it was made of.
    async fn derived_from(&self) -> Vec<Subject> {
        subjects(&self.row.derived_from)
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// By whom.
    async fn registered_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.registered_by).await
    }

    /// What was decided about it.
    async fn state(&self) -> VersionState {
        self.row.state.into()
    }

    /// Why that was decided.
    async fn reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.reason).await
    }

    /// The incident that stopped it.
    async fn incident(&self) -> Option<Subject> {
        self.row.incident.as_ref().map(Subject::from)
    }

    /// Whether it can be trusted.
    async fn standing(&self) -> Answer<Standing> {
        Ok(self.scope.standings().await?.of_subject(&self.row.subject).into())
    }

    /// The quarantined or bad things it came from.
    async fn suspect_because(&self) -> Answer<Vec<Subject>> {
        Ok(subjects(&self.scope.because(&self.row.subject).await?))
    }

    /// The last version before it that is clean.
    async fn last_clean(&self) -> Answer<Option<Subject>> {
        let scope = &self.scope;
        let clean = scope.app.last_clean(&scope.sight, &self.row.subject).await?;
        Ok(clean.map(Subject::from))
    }

    /// Where it is or was live.
    async fn deployments(&self) -> Answer<Vec<Deployment>> {
        let subject = &self.row.subject;
        Deployment::where_holds(&self.scope, |row| {
            &row.model == subject || row.uses.contains(subject)
        })
        .await
    }

    /// Evidence about it.
    async fn evidence(&self) -> Answer<Vec<Evidence>> {
        Evidence::about(&self.scope, &self.row.subject).await
    }

    /// The dataset versions that went into its run.
    async fn trained_on(&self) -> Answer<Vec<DatasetVersion>> {
        let Some(run) = Run::by_maybe(&self.scope, self.row.run.as_ref()).await? else {
            return Ok(Vec::new());
        };
        let data = run.row.inputs.iter().filter(|input| input.kind() == Kind::Dataset);
        DatasetVersion::by_names(&self.scope, &data.cloned().collect::<Vec<_>>()).await
    }
}
