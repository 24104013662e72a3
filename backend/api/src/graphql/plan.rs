//! What one containment would record, before anybody does it.
//!
//! # Invariants
//! - What the plan says is what the containment records. (`the_plan_asked_for_is_what_is_recorded`)
//! - Whoever may not contain everything that is reached is told who may. (`a_plan_says_who_may_carry_it_out`)
//!
//! # Deliberately absent
//! - No rule of its own: `app` plans with the function that `contain` carries out.

use std::sync::Arc;

use app::incidents::Plan;
use async_graphql::{Object, SimpleObject};
use kernel::Subject as Name;

use super::{
    deployments::Deployment,
    offers::{self, Offer},
    people::Person,
    scalars::{Subject, subjects},
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// A rollback that would be proposed.
#[derive(SimpleObject)]
pub struct PlannedRollback {
    /// What would be rolled back.
    deployment: Subject,
    /// Where it answers.
    endpoint: Subject,
    /// The version it serves.
    from: Subject,
    /// The last clean version before it; absent when there is none, and out of service is proposed.
    to: Option<Subject>,
    /// Why there is no version to go back to.
    why: Option<String>,
}

/// What one containment would record.
pub struct ContainmentPlan {
    scope: Ref,
    plan: Plan,
}

impl ContainmentPlan {
    /// The plan for some roots.
    pub async fn of(scope: &Ref, roots: &[Name]) -> Answer<Self> {
        if roots.is_empty() {
            return Err(Reply::bad_input("roots", "name what to contain"));
        }
        let plan = scope.app.plan(&scope.sight, roots).await?;
        Ok(Self { scope: Arc::clone(scope), plan })
    }

    async fn deployments(&self) -> Answer<Vec<Deployment>> {
        let live: Vec<Name> = self.plan.live.iter().map(|live| live.deployment.clone()).collect();
        Deployment::by_names(&self.scope, &live).await
    }
}

/// What one containment would record, all in one step.
#[Object]
impl ContainmentPlan {
    /// Versions that would be quarantined.
    async fn quarantines(&self) -> Vec<Subject> {
        subjects(&self.plan.quarantine)
    }

    /// Live deployments that would be flagged.
    async fn flags(&self) -> Answer<Vec<Deployment>> {
        self.deployments().await
    }

    /// Live deployments that would be asked to stop.
    async fn stops(&self) -> Answer<Vec<Deployment>> {
        self.deployments().await
    }

    /// Rollbacks that would be proposed, one for each live endpoint.
    async fn rollbacks(&self) -> Vec<PlannedRollback> {
        let planned = |live: &app::lineage::LiveEndpoint| PlannedRollback {
            deployment: Subject::from(&live.deployment),
            endpoint: Subject::from(&live.endpoint),
            from: Subject::from(&live.model),
            to: live.last_clean.as_ref().map(Subject::from),
            why: live.last_clean.is_none().then(|| {
                String::from("no promoted version before it is free of what is to be contained")
            }),
        };
        self.plan.live.iter().map(planned).collect()
    }

    /// Owners who would be told.
    async fn told(&self) -> Answer<Vec<Person>> {
        Person::by_names(&self.scope, &self.plan.owners).await
    }

    /// Whether the caller may contain everything that is reached, and who else may.
    async fn offer(&self) -> Answer<Offer> {
        let mut places = Vec::with_capacity(self.plan.systems.len());
        for system in &self.plan.systems {
            places.push(offers::place(&self.scope, system.as_ref()).await?);
        }
        offers::offer(&self.scope, "contain", &places).await
    }
}
