//! Models, prompts and their versions.

use app::models::{ModelRow, ModelVersionRow};
use async_graphql::{Object, SimpleObject};
use kernel::Kind;

use super::{
    datasets::DatasetVersion,
    deployments::Deployment,
    links::{Trust, Version},
    offers::Offers,
    scalars::{Long, Subject, Time},
    systems::System,
    things::Shown,
    training::Run,
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

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
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

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What it has in common with every exact version.
    #[graphql(flatten)]
    async fn common(&self) -> Version {
        self.exact()
    }

    /// How far it can be trusted.
    #[graphql(flatten)]
    async fn trust(&self) -> Trust {
        self.trusted()
    }

    /// The model it is a version of.
    async fn model(&self) -> Answer<Model> {
        let found = Model::by_name(&self.scope, &self.row.subject.stream()).await?;
        found.ok_or_else(|| app::AppError::NotFound.into())
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

    /// Why that was decided.
    async fn reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.reason).await
    }

    /// What changed in a prompt version, in the words of whoever registered it.
    async fn note(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.note).await
    }

    /// What a prompt version says; absent where only its digest was recorded, or when it was erased.
    async fn text(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.text).await
    }

    /// The incident that stopped it.
    async fn incident(&self) -> Option<Subject> {
        self.row.incident.as_ref().map(Subject::from)
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

    /// The dataset versions that went into its run.
    async fn trained_on(&self) -> Answer<Vec<DatasetVersion>> {
        let Some(run) = Run::by_maybe(&self.scope, self.row.run.as_ref()).await? else {
            return Ok(Vec::new());
        };
        let data = run.row.inputs.iter().filter(|input| input.kind() == Kind::Dataset);
        DatasetVersion::by_names(&self.scope, &data.cloned().collect::<Vec<_>>()).await
    }
}
