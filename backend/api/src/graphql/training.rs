//! Training environments and runs.

use std::collections::BTreeSet;

use app::training::{EnvironmentRow, RunRow};
use async_graphql::{Object, SimpleObject};
use kernel::Kind;

use super::{
    datasets::Dataset,
    findings::DayNotice,
    links::Trust,
    offers::Offers,
    people::Person,
    privacy::{PrivacySpending, spending},
    scalars::{Long, Subject, Time, subjects},
    sources::Pair,
    systems::System,
    things::Shown,
    words::Freshness,
};
use crate::{reply::Answer, scope::Ref};

/// A training environment.
pub type Environment = Shown<EnvironmentRow>;
/// A run.
pub type Run = Shown<RunRow>;

/// What somebody attested about an environment.
#[derive(SimpleObject)]
pub struct Attestation {
    /// When.
    at: Time,
    /// Who.
    by: Option<Person>,
    /// How it is kept apart.
    isolation: String,
    /// How data is encrypted in it.
    encryption: String,
    /// Whether rights are as few as possible.
    least_privilege: bool,
    /// When it ends.
    until: Time,
    /// Whether it counts at the moment asked about, if nothing later was attested.
    counts: Freshness,
}

/// Something done during a run.
#[derive(SimpleObject)]
pub struct RunAction {
    /// When.
    at: Time,
    /// Who did it.
    by: Option<Person>,
    /// What: `started`, `changed`, `read`, `paused`, `resumed`, `stopped` or `exported`.
    action: &'static str,
    /// To what, where it was not the run itself.
    on: Option<Subject>,
    /// What they noted.
    note: Option<String>,
}

/// Where models are trained, and its attested posture.
#[Object(name = "Environment")]
impl Shown<EnvironmentRow> {
    /// The environment, `environment:NAME`.
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

    /// How it is kept apart.
    async fn isolation(&self) -> &str {
        self.row.isolation.as_str()
    }

    /// How data is encrypted in it, as attested.
    async fn encryption(&self) -> Option<&str> {
        self.row.attestation().map(|attested| attested.encryption.as_str())
    }

    /// Whether rights are as few as possible, as attested.
    async fn least_privilege(&self) -> Option<bool> {
        self.row.attestation().map(|attested| attested.least_privilege)
    }

    /// When the attestation ends.
    async fn attested_until(&self) -> Option<Time> {
        self.row.attestation().map(|attested| attested.until.into())
    }

    /// Who attested it.
    async fn attested_by(&self) -> Answer<Option<Person>> {
        let by = self.row.attestation().map(|attested| &attested.by);
        Person::by_maybe(&self.scope, by).await
    }

    /// Whether the attestation counts at the moment asked about; undated when there is none.
    async fn attestation(&self) -> Freshness {
        self.row.attestation().map_or(Freshness::Undated, |attested| counts(attested, &self.scope))
    }

    /// Everything that was attested about it, newest first.
    async fn attestations(&self) -> Answer<Vec<Attestation>> {
        let mut all = Vec::with_capacity(self.row.attestations.len());
        for attested in self.row.attestations.iter().rev() {
            all.push(Attestation {
                at: attested.at.into(),
                by: Person::by_name(&self.scope, &attested.by).await?,
                isolation: attested.isolation.to_string(),
                encryption: attested.encryption.to_string(),
                least_privilege: attested.least_privilege,
                until: attested.until.into(),
                counts: counts(attested, &self.scope),
            });
        }
        Ok(all)
    }

    /// Who was told that an attestation counts no longer.
    async fn notices(&self) -> Answer<Vec<DayNotice>> {
        DayNotice::all(&self.scope, &self.row.told).await
    }

    /// The system it serves; absent when shared.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// Runs in it, newest first.
    async fn runs(&self) -> Answer<Vec<Run>> {
        let mut runs = self.runs_here().await?;
        runs.reverse();
        Ok(runs)
    }

    /// The datasets whose exact versions went into its runs, by name.
    async fn datasets(&self) -> Answer<Vec<Dataset>> {
        let runs = self.runs_here().await?;
        let inputs = runs.iter().flat_map(|run| &run.row.inputs);
        let used: BTreeSet<_> = inputs
            .filter(|input| input.kind() == Kind::Dataset)
            .map(kernel::Subject::stream)
            .collect();
        Dataset::where_holds(&self.scope, |row| used.contains(&row.subject)).await
    }
}

impl Shown<EnvironmentRow> {
    async fn runs_here(&self) -> Answer<Vec<Run>> {
        let subject = Some(&self.row.subject);
        Run::where_holds(&self.scope, |run| run.environment.as_ref() == subject).await
    }
}

/// Whether an attestation counts at the moment asked about.
fn counts(attested: &app::training::Attestation, scope: &Ref) -> Freshness {
    if scope.sight.time < attested.until { Freshness::Fresh } else { Freshness::Stale }
}

/// A run: exact versions in, exact versions out.
#[Object(name = "Run")]
impl Shown<RunRow> {
    /// The run, `run:NAME`.
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

    /// What it does: `train`, `fine_tune`, `quantise`, `ensemble`, `evaluate`, `prepare` or `other`.
    async fn kind(&self) -> &str {
        self.row.kind.as_str()
    }

    /// The system it is for.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// The exact versions that went in.
    async fn inputs(&self) -> Vec<Subject> {
        subjects(&self.row.inputs)
    }

    /// The exact versions that came out.
    async fn outputs(&self) -> Vec<Subject> {
        subjects(&self.row.outputs)
    }

    /// The commit of its code.
    async fn code_commit(&self) -> &str {
        self.row.code_commit.as_str()
    }

    /// Where it ran.
    async fn environment(&self) -> Answer<Option<Environment>> {
        Environment::by_maybe(&self.scope, self.row.environment.as_ref()).await
    }

    /// Its parameters.
    async fn parameters(&self) -> Vec<Pair> {
        Pair::all(&self.row.parameters)
    }

    /// When it started.
    async fn started(&self) -> Time {
        self.row.started.into()
    }

    /// When it ended.
    async fn ended(&self) -> Option<Time> {
        self.row.ended.map(Time::from)
    }

    /// How long it took, in minutes.
    async fn minutes(&self) -> Option<Long> {
        self.row.minutes.map(Long)
    }

    /// How it stands: `running`, `completed`, `failed` or `stopped`.
    async fn state(&self) -> &str {
        self.row.state.as_str()
    }

    /// Why it failed or was stopped.
    async fn reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.reason).await
    }

    /// What was done to it, in order.
    async fn actions(&self) -> Answer<Vec<RunAction>> {
        let mut actions = Vec::new();
        for logged in &self.row.actions {
            actions.push(RunAction {
                at: logged.at.into(),
                by: Person::by_name(&self.scope, &logged.by).await?,
                action: logged.action.as_str(),
                on: logged.on.as_ref().map(Subject::from),
                note: self.scope.text(&logged.note).await?,
            });
        }
        Ok(actions)
    }

    /// What it spent of the privacy of its inputs, as corrected.
    async fn privacy_spent(&self) -> Answer<Vec<PrivacySpending>> {
        let mut spent = Vec::with_capacity(self.row.spent.len());
        for one in &self.row.spent {
            spent.push(spending(&self.scope, one).await?);
        }
        Ok(spent)
    }
}
