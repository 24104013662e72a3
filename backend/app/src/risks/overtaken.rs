//! What overtakes a decision about a risk: an incident of its system, or a version that came into use.
//!
//! An incident is one of a system when it was opened for it, or when it flagged or rolls back what
//! that system has deployed. A version came into use when it was promoted, when it first served in
//! production, or when a provider put it in the place of another, whichever was first; going back to
//! an older version is nothing new.
//!
//! # Invariants
//! - An incident reopens the open risks of its system that were judged before it, once.
//!   (`an_incident_reopens_what_was_judged_before_it`)
//! - A containment reaches the risks of every system whose deployments it flags.
//!   (`a_containment_reopens_the_risks_of_what_it_flags`)
//! - A version that came into use ends the acceptances given before, once, and going back does not.
//!   (`a_version_that_came_into_use_ends_what_was_accepted_before`)
//! - Where an incident names the threats it realised, it concerns the risks of those threats alone.
//!   (`an_incident_that_names_threats_reopens_their_risks_alone`)
//! - What an incident reached counts although the flag was cleared before anybody looked.
//!   (`a_flag_that_was_cleared_between_two_looks_counts`)
//! - What happened before the log began is left as it was. (`the_history_of_the_drill_stays`)
//!
//! # Deliberately absent
//! - A mark of the last look: whatever happened since the log began is held against what each risk
//!   records, so that nothing is missed or told twice, however seldom and by however many it is asked.

use std::collections::BTreeMap;

use domain::{
    deployments::Stage,
    risks::{Cause, Command},
};
use kernel::{Kind, Micros, Name, Subject};

use super::{Hit, Register};
use crate::{
    App, AppError, Sight, Table,
    deployments::DeploymentRow,
    incidents::IncidentRow,
    models::{ModelRow, ModelVersionRow},
    notices::{Due, Notice},
};

/// Something that happened to a system.
struct Happened<'a> {
    /// The incident, where it is one.
    incident: Option<&'a IncidentRow>,
    cause: (Cause, Subject),
    since: Micros,
    command: Command,
}

impl Happened<'_> {
    /// Whether it concerns a risk of a threat: all of them, unless an incident names its threats.
    fn concerns(&self, threat: &Name) -> bool {
        self.incident.is_none_or(|incident| incident.realised(threat))
    }
}

/// System → what happened to it, first things first once all is known.
type BySystem<'a> = BTreeMap<Subject, Vec<Happened<'a>>>;

/// System and version → since when the version is, or was, in use.
type FirstUse = BTreeMap<(Subject, Subject), Micros>;

impl App {
    /// Incidents and new versions since the log began, and the risks that were not reopened for them.
    pub(crate) async fn overtaken_to_tell(
        &self,
        sight: &Sight,
        began: Micros,
    ) -> Result<Vec<Due>, AppError> {
        let deployments = self.table::<DeploymentRow>(sight).await?;
        let incidents = self.table::<IncidentRow>(sight).await?;
        let mut happened = BySystem::new();
        for row in &*incidents {
            add_incident(&mut happened, row, &deployments, began);
        }
        let versions = self.table::<ModelVersionRow>(sight).await?;
        let models = self.table::<ModelRow>(sight).await?;
        let used = first_use(&versions, &deployments, &models);
        for ((system, version), since) in used.into_iter().filter(|(_, since)| *since >= began) {
            let command = Command::NoticeVersion { version: version.clone(), since };
            let cause = (Cause::NewVersion, version);
            let happens = Happened { incident: None, cause, since, command };
            happened.entry(system).or_default().push(happens);
        }
        if happened.is_empty() {
            return Ok(Vec::new());
        }
        for all in happened.values_mut() {
            all.sort_by_key(|one| one.since);
        }
        let due = |register: &Register| {
            register.seen(sight).flat_map(|hit| due_of(&hit, &happened, sight.time)).collect()
        };
        self.register.ask(&self.store, sight.upto, due).await
    }
}

/// An incident concerns its own system from when it was opened, and others from when it reached them.
fn add_incident<'a>(
    happened: &mut BySystem<'a>,
    row: &'a IncidentRow,
    deployments: &Table<DeploymentRow>,
    began: Micros,
) {
    let mut systems: BTreeMap<&Subject, Micros> = BTreeMap::new();
    for deployment in deployments {
        if let (Some(system), Some(at)) = (&deployment.system, row.reached(deployment)) {
            let first = systems.entry(system).or_insert(at);
            *first = at.min(*first);
        }
    }
    systems.extend(row.system.iter().map(|system| (system, row.opened)));
    for (system, since) in systems.into_iter().filter(|(_, since)| *since >= began) {
        let incident = row.subject.clone();
        let command = Command::NoticeIncident { incident: incident.clone(), since };
        let cause = (Cause::Incident, incident);
        let happens = Happened { incident: Some(row), cause, since, command };
        happened.entry(system.clone()).or_default().push(happens);
    }
}

fn first_use(
    versions: &Table<ModelVersionRow>,
    deployments: &Table<DeploymentRow>,
    models: &Table<ModelRow>,
) -> FirstUse {
    let promoted =
        versions.iter().filter_map(|row| Some((row.system.as_ref()?, &row.subject, row.promoted?)));
    let served = deployments
        .iter()
        .filter(|row| row.stage == Stage::Production)
        .filter_map(|row| Some((row.system.as_ref()?, &row.model, row.activated)));
    let swapped = models.iter().flat_map(|row| {
        let changes = row.provider_changes.iter();
        changes.filter_map(move |change| Some((row.system.as_ref()?, &change.to, change.at)))
    });
    let mut first = FirstUse::new();
    for (system, version, at) in promoted.chain(served).chain(swapped) {
        if version.kind() == Kind::Model && version.version().is_some() {
            let known = first.entry((system.clone(), version.clone())).or_insert(at);
            *known = at.min(*known);
        }
    }
    first
}

/// What puts a risk back to review, first things first: nothing that happened before anybody judged
/// it.
fn due_of(hit: &Hit<'_>, happened: &BySystem<'_>, now: Micros) -> Vec<Due> {
    let accepted = hit.state.accepted.map(|accepted| accepted.given);
    let Some(judged) = hit.state.assessed.into_iter().chain(accepted).min() else {
        return Vec::new();
    };
    let all = hit.system.and_then(|system| happened.get(system));
    let Some(all) = all.filter(|_| !hit.state.is_closed) else { return Vec::new() };
    let known = all.partition_point(|one| one.since < judged);
    let since = all.iter().skip(known);
    let since = since.filter(|one| one.concerns(&hit.line.threat));
    let news = since.filter(|one| hit.state.is_overtaken(&one.cause, one.since, now));
    let due = news.map(|one| Due {
        stream: hit.line.subject.clone(),
        day: one.since,
        notice: Notice::Risks(one.command.clone()),
    });
    due.collect()
}
