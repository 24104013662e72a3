//! Import straight into the log, beside its files.

use app::{App, AppError, Meta, Outcome, jobs::Jobs};
use domain::authority::{Act, Caller, Permit};
use store::AppendError;

use super::{Fate, Numbered, Refusal, Summary};
use crate::{
    config::Config,
    failure::{Failure, chain},
    local,
};

/// The log, and on what ground it is written.
pub(super) struct Direct {
    app: App,
    right: Right,
    /// Views follow, because a live command is answered when it can be seen.
    jobs: Jobs,
}

enum Right {
    /// History, with the times it claims.
    History(Permit),
    /// Now, as the operator with the roles granted to them.
    Live(Caller),
}

impl Direct {
    pub(super) async fn open(config: &Config, history: bool) -> Result<Self, Failure> {
        let app = local::open(config).await?;
        let right = if history {
            Right::History(history_permit(&app)?)
        } else {
            let organisation = config.text("organisation").unwrap_or_default();
            Right::Live(app.recording_operator(organisation).await?)
        };
        let jobs = Jobs::start(&app);
        Ok(Self { app, right, jobs })
    }

    pub(super) async fn close(self) {
        self.jobs.stop().await;
        self.app.store.close().await;
    }

    pub(super) async fn record(
        &self,
        batch: &[Numbered],
        summary: &mut Summary,
    ) -> Result<Option<Refusal>, Failure> {
        for Numbered { number, line, .. } in batch {
            let meta =
                Meta { source: line.source.clone(), command: line.id.clone(), ..Meta::default() };
            let done = match &self.right {
                Right::History(permit) => self.app.import(permit, &meta, &line.fact).await,
                Right::Live(caller) => self.app.report(caller, &meta, &line.fact).await,
            };
            match done {
                Ok(outcome) => summary.count(fate(&outcome)),
                Err(error) => return refusal(*number, error).map(Some),
            }
        }
        Ok(None)
    }
}

fn history_permit(app: &App) -> Result<Permit, Failure> {
    let operator = local::reader(app)?.person;
    if app.store.head() == 0 {
        return Ok(Permit::bootstrap(operator));
    }
    Permit::operator(Act::ImportHistory, operator).map_err(|why| Failure::broke(&why))
}

fn fate(outcome: &Outcome) -> Fate {
    match outcome {
        None => Fate::NothingNew,
        Some(receipt) if receipt.duplicate => Fate::Duplicate,
        Some(_) => Fate::Recorded,
    }
}

/// What is wrong with the line; a failure when it is not the line's fault.
fn refusal(number: u64, error: AppError) -> Result<Refusal, Failure> {
    let at = |field: &str, reason: String| Ok(Refusal { number, field: field.to_owned(), reason });
    match error {
        AppError::Refused(refused) => {
            at(refused.field.as_deref().unwrap_or("data"), refused.sentence)
        }
        AppError::Denied => at(
            "type",
            String::from(
                "the operator may not record this; decisions are made by people, through the server",
            ),
        ),
        AppError::Internal(cause) => match cause.downcast_ref::<AppendError>() {
            Some(AppendError::Import(why)) => at("time", why.clone()),
            Some(AppendError::Erased(key)) => at("subject", format!("{key} was erased")),
            _ => Err(Failure::cannot(chain(&*cause))),
        },
        AppError::NotFound | AppError::Conflict => Err(error.into()),
    }
}
