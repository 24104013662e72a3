//! Deployments: use cases and the view of what is live where.

mod view;

use domain::{
    authority::{Act, Caller},
    deployments::{Activation, Command, Deployments},
};
use kernel::{Personal, Subject};

use crate::{
    App, AppError, Meta, Outcome,
    transact::{TRIES, request_bytes},
};

pub use view::{DeploymentRow, Stop};

impl App {
    /// Does a command of the room on a deployment.
    pub async fn deployments(
        &self,
        caller: &Caller,
        meta: &Meta,
        deployment: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if let Command::Activate(activation) = command {
            return self.activate(caller, meta, deployment, activation).await;
        }
        self.command::<Deployments>(caller, meta, (act(&command), deployment), command).await
    }

    /// Activates a deployment and ends the one it replaces, in one append.
    async fn activate(
        &self,
        caller: &Caller,
        meta: &Meta,
        deployment: &Subject,
        activation: Activation,
    ) -> Result<Outcome, AppError> {
        let request = request_bytes(&(Act::Deploy.as_str(), deployment, &activation))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let command = Command::Activate(activation.clone());
            let place = draft.decide::<Deployments>(Some(caller), deployment, command).await?;
            let permit = caller.permit(Act::Deploy, &place)?;
            draft.check_subjects(Some(caller)).await?;
            if let Some(replaced) = activation.replaces.as_ref().filter(|_| !draft.is_empty()) {
                let reason = Personal::Erased;
                let end = Command::End { reason, replaced_by: Some(deployment.clone()) };
                draft.decide::<Deployments>(Some(caller), replaced, end).await?;
            }
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Activate(_) | Command::End { .. } => Act::Deploy,
        Command::Flag { .. } => Act::Contain,
        Command::RequestStop { .. } | Command::ConfirmStop { .. } => Act::StopDeployment,
        Command::ClearFlag { .. } => Act::CloseIncident,
    }
}
