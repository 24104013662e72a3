//! Containment: one action, one append.

use app::{Outcome, incidents::Containment};
use async_graphql::{Context, Object};
use kernel::Subject;

use super::{IncidentPayload, asked, permitted, show};
use crate::{
    graphql::{
        asking::asking,
        incidents::Incident,
        inputs::{
            Asked, all,
            incidents::{ContainInput, incident_of},
            name,
        },
    },
    reply::Answer,
};

/// Containment.
#[derive(Default)]
pub(super) struct ContainMutation;

#[Object]
impl ContainMutation {
    /// One action: quarantines the versions, opens an incident, flags deployments and asks for them
    /// to be stopped, proposes rollbacks to the last clean versions, and tells the owners.
    async fn contain(&self, ctx: &Context<'_>, input: ContainInput) -> Answer<IncidentPayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        let (meta, asked) = asked(asking, input.command.as_ref().map(|id| id.as_str()))?;
        let incident = incident_of(input.incident.as_ref(), &asked)?;
        let done = async || -> Answer<Outcome> {
            let wanted = wanted(input, incident.clone(), &asked)?;
            Ok(asking.app.contain(asking.caller()?, &meta, wanted).await?)
        };
        let done = done().await;
        show(asking, done, |scope| async move {
            let incident = Incident::by_name(&scope, &incident).await?;
            Ok(IncidentPayload { incident, ..IncidentPayload::default() })
        })
        .await
    }
}

fn wanted(input: ContainInput, incident: Subject, asked: &Asked) -> Answer<Containment> {
    Ok(Containment {
        roots: all(input.roots),
        incident,
        title: name("title", &input.title)?,
        severity: input.severity.into(),
        reason: asked.must_say("reason", &input.reason)?,
    })
}
