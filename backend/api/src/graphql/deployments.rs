//! Deployments: which exact version answers where.

use app::deployments::DeploymentRow;
use async_graphql::{Object, SimpleObject};

use super::{
    links::Trust,
    models::ModelVersion,
    offers::Offers,
    people::Person,
    scalars::{Long, Subject, Time, subjects},
    systems::System,
    things::Shown,
    words::Stage,
};
use crate::reply::Answer;

/// A deployment.
pub type Deployment = Shown<DeploymentRow>;

/// One way in which a deployment is protected.
#[derive(SimpleObject, Clone, Debug)]
pub struct HardeningCheck {
    /// What: `authentication`, `throttling`, `container` or `log_encryption`.
    name: &'static str,
    /// Whether it is; absent when nobody said.
    state: Option<bool>,
}

/// A stop: asked for, and maybe confirmed.
#[derive(SimpleObject)]
pub struct Stop {
    /// When it was asked for.
    requested_at: Time,
    /// By whom.
    requested_by: Option<Person>,
    /// For which incident.
    incident: Option<Subject>,
    /// When somebody saw that it had stopped.
    confirmed_at: Option<Time>,
    /// Who saw it.
    confirmed_by: Option<Person>,
}

/// A deployment of an exact model version at an endpoint.
#[Object(name = "Deployment")]
impl Shown<DeploymentRow> {
    /// The deployment, `deployment:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// How far it can be trusted.
    #[graphql(flatten)]
    async fn trust(&self) -> Trust {
        self.trusted()
    }

    /// The exact model version it serves.
    async fn model(&self) -> Subject {
        Subject::from(&self.row.model)
    }

    /// That version.
    async fn model_version(&self) -> Answer<Option<ModelVersion>> {
        ModelVersion::by_name(&self.scope, &self.row.model).await
    }

    /// Exact versions of prompts and datasets it serves with.
    async fn uses(&self) -> Vec<Subject> {
        subjects(&self.row.uses)
    }

    /// Where it answers.
    async fn endpoint(&self) -> Subject {
        Subject::from(&self.row.endpoint)
    }

    /// At which stage.
    async fn stage(&self) -> Stage {
        self.row.stage.into()
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// SHA-256 of what was put there, in hex.
    async fn digest(&self) -> Option<&str> {
        self.row.digest.as_ref().map(kernel::Digest::as_str)
    }

    /// How it is protected.
    async fn hardening(&self) -> Vec<HardeningCheck> {
        let hardening = &self.row.hardening;
        let checks = [
            ("authentication", hardening.authentication),
            ("throttling", hardening.throttling),
            ("container", hardening.container),
            ("log_encryption", hardening.log_encryption),
        ];
        checks.into_iter().map(|(name, state)| HardeningCheck { name, state }).collect()
    }

    /// When it was activated.
    async fn activated(&self) -> Time {
        self.row.activated.into()
    }

    /// By whom.
    async fn activated_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.activated_by).await
    }

    /// When it ended.
    async fn ended(&self) -> Option<Time> {
        self.row.ended.map(Time::from)
    }

    /// Why it ended.
    async fn end_reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.end_reason).await
    }

    /// What it took the place of.
    async fn replaces(&self) -> Option<Subject> {
        self.row.replaces.as_ref().map(Subject::from)
    }

    /// What took its place.
    async fn replaced_by(&self) -> Option<Subject> {
        self.row.replaced_by.as_ref().map(Subject::from)
    }

    /// Whether it answers at its endpoint.
    async fn live(&self) -> bool {
        self.row.is_live()
    }

    /// How many people it serves, where somebody said.
    async fn people(&self) -> Option<Long> {
        self.row.people.map(Long)
    }

    /// The incident that flagged it.
    async fn flagged_by(&self) -> Option<Subject> {
        self.row.flagged_by.as_ref().map(Subject::from)
    }

    /// Set when somebody asked to stop it.
    async fn stop(&self) -> Answer<Option<Stop>> {
        let Some(stop) = &self.row.stop else { return Ok(None) };
        let confirmed = stop.confirmed.as_ref();
        Ok(Some(Stop {
            requested_at: stop.requested_at.into(),
            requested_by: Person::by_name(&self.scope, &stop.requested_by).await?,
            incident: Some(Subject::from(&stop.incident)),
            confirmed_at: confirmed.map(|(at, _)| (*at).into()),
            confirmed_by: Person::by_maybe(&self.scope, confirmed.map(|(_, by)| by)).await?,
        }))
    }

    /// Who is accountable for its system.
    async fn owner(&self) -> Answer<Option<Person>> {
        let Some(system) = System::by_maybe(&self.scope, self.row.system.as_ref()).await? else {
            return Ok(None);
        };
        Person::by_maybe(&self.scope, system.row.owner.as_ref()).await
    }
}
