//! Containment: one action, one append, from a suspected version to everything it reached.
//!
//! # Invariants
//! - Everything a containment records is one command, under one correlation.
//!   (`a_containment_is_one_command`)
//! - Who is suspect follows from the quarantine and is not recorded. (`suspicion_is_never_recorded`)
//! - The plan shown before is the plan carried out. (`the_plan_is_what_is_done`)
//! - Whoever contains may do so in every system that is touched.
//!   (`a_containment_needs_the_permission_everywhere`)
//! - Lifting a quarantine needs a second person. (`a_quarantine_is_lifted_by_two_people`)

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    authority::{Act, Caller, Place},
    datasets::{self, Datasets},
    deployments::{self, Deployments},
    incidents::{self, Incidents, Severity},
    models::{self, Models},
};
use kernel::{Kind, Name, Personal, Subject};
use serde::Serialize;

use crate::{
    App, AppError, Draft, Instant, Meta, Outcome, Sight,
    datasets::VersionRow,
    lineage::{Blast, LiveEndpoint},
    transact::{TRIES, request_bytes},
    view::Filter,
};

/// What a caller wants contained.
#[derive(Clone, Debug, Serialize)]
pub struct Containment {
    /// The suspected versions or batches.
    pub roots: Vec<Subject>,
    /// The incident to open, or the open one to add to.
    pub incident: Subject,
    /// What the incident is called.
    pub title: Name,
    /// How bad it is.
    pub severity: Severity,
    /// Why; personal text of the caller.
    pub reason: Personal,
}

/// What a containment will do, by name.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Versions that will be quarantined.
    pub quarantine: Vec<Subject>,
    /// Live endpoints whose deployment is flagged and asked to stop, and for each the rollback that is
    /// proposed: to the last clean version, or out of service where there is none.
    pub live: Vec<LiveEndpoint>,
    /// Owners that will be told.
    pub owners: Vec<Subject>,
    /// The systems it touches; `None` stands for what belongs to no system. Whoever contains needs
    /// the permission for each.
    pub systems: BTreeSet<Option<Subject>>,
    /// Everything downstream.
    pub blast: Blast,
}

impl App {
    /// What containing some roots would do now.
    pub async fn plan(&self, sight: &Sight, roots: &[Subject]) -> Result<Plan, AppError> {
        let blast = self.blast(sight, roots).await?;
        let quarantine = self.to_quarantine(sight, roots).await?;
        let mut systems: BTreeSet<_> = blast.systems.iter().cloned().map(Some).collect();
        let graph = self.graph(sight).await?;
        for touched in roots.iter().chain(&quarantine) {
            let number = graph.find(touched).filter(|number| graph.is_visible(*number, sight));
            systems.extend(
                number.and_then(|number| graph.node(number)).map(|node| node.system.clone()),
            );
        }
        let (live, owners) = (blast.live.clone(), blast.owners.clone());
        Ok(Plan { quarantine, live, owners, systems, blast })
    }

    /// Contains: quarantines the versions, opens the incident, flags and asks to stop what is live,
    /// proposes rollbacks to the last clean versions, and tells the owners.
    pub async fn contain(
        &self,
        caller: &Caller,
        meta: &Meta,
        wanted: Containment,
    ) -> Result<Outcome, AppError> {
        let request = request_bytes(&(Act::Contain.as_str(), &wanted))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        let meta = Meta { corr: Some(wanted.incident.to_string()), ..meta.clone() };
        for _ in 0..TRIES {
            let sight = self.sight(caller, Instant::Now).await?;
            let system = self.system_of_roots(&sight, &wanted.roots).await?;
            let place = self.place(system.clone()).await?;
            let permit = caller.permit(Act::Contain, &place)?;
            let plan = self.plan(&sight, &wanted.roots).await?;
            let mut draft = self.draft(caller, &meta);
            let is_open = self.exists(&wanted.incident).await?.is_some();
            let scene = Scene { system, as_of: sight.upto, is_open };
            stage(&mut draft, caller, &wanted, &plan, scene).await?;
            draft.check_subjects(Some(caller)).await?;
            self.check_reach(caller, &plan).await?;
            match draft.commit(&permit, &meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// The system the roots belong to. Refuses roots that do not exist or may not be seen.
    async fn system_of_roots(
        &self,
        sight: &Sight,
        roots: &[Subject],
    ) -> Result<Option<Subject>, AppError> {
        let field = Some("roots");
        if roots.is_empty() {
            return Err(AppError::refused("contain.no_roots", "name what to contain", field));
        }
        let graph = self.graph(sight).await?;
        let mut system = None;
        for root in roots {
            let number = graph.find(root).filter(|number| graph.is_visible(*number, sight));
            let Some(node) = number.and_then(|number| graph.node(number)) else {
                let sentence = format!("there is no {root}");
                return Err(AppError::refused("subject.unknown", sentence, field));
            };
            system = system.or_else(|| node.system.clone());
        }
        Ok(system)
    }

    /// A containment that touches another system needs the permission there too.
    async fn check_reach(&self, caller: &Caller, plan: &Plan) -> Result<(), AppError> {
        for system in &plan.systems {
            let place: Place = self.place(system.clone()).await?;
            caller.permit(Act::Contain, &place)?;
        }
        Ok(())
    }

    /// Roots that are versions of data or of models, and for a batch the dataset versions that took it
    /// in directly.
    async fn to_quarantine(
        &self,
        sight: &Sight,
        roots: &[Subject],
    ) -> Result<Vec<Subject>, AppError> {
        let has_batch = roots.iter().any(|root| root.kind() == Kind::Batch);
        let mut versions: BTreeSet<Subject> =
            roots.iter().filter(|root| can_be_quarantined(root)).cloned().collect();
        if has_batch {
            let rows = self.list::<VersionRow>(sight, Filter::default()).await?.rows;
            let took = rows.iter().filter(|row| row.batches.iter().any(|b| roots.contains(b)));
            versions.extend(took.map(|row| row.subject.clone()));
        }
        Ok(versions.into_iter().collect())
    }
}

fn can_be_quarantined(root: &Subject) -> bool {
    root.version().is_some() && matches!(root.kind(), Kind::Dataset | Kind::Model)
}

/// What a containment finds.
struct Scene {
    system: Option<Subject>,
    /// Number of events the plan counted.
    as_of: u64,
    /// Whether the incident exists already.
    is_open: bool,
}

async fn stage(
    draft: &mut Draft<'_>,
    caller: &Caller,
    wanted: &Containment,
    plan: &Plan,
    scene: Scene,
) -> Result<(), AppError> {
    let Scene { system, as_of, is_open } = scene;
    let incident = &wanted.incident;
    let open = incidents::Command::Open {
        severity: wanted.severity,
        title: wanted.title.clone(),
        system,
        detected_by: Vec::new(),
        roots: wanted.roots.clone(),
        threats: Vec::new(),
    };
    let mut say: Vec<incidents::Command> = vec![
        incidents::Command::AddNote { note: wanted.reason.clone() },
        blast_command(wanted, plan, as_of),
    ];
    if !is_open {
        say.insert(0, open);
    }
    for live in &plan.live {
        say.push(incidents::Command::ProposeRollback {
            deployment: live.deployment.clone(),
            from: live.model.clone(),
            to: live.last_clean.clone(),
        });
    }
    for owner in &plan.owners {
        say.push(incidents::Command::TellOwner {
            person: owner.clone(),
            about: plan.live.iter().map(|live| live.deployment.clone()).collect(),
        });
    }
    for command in say {
        draft.decide::<Incidents>(Some(caller), incident, command).await?;
    }
    for version in &plan.quarantine {
        quarantine(draft, caller, wanted, version).await?;
    }
    for live in &plan.live {
        flag(draft, caller, wanted, live).await?;
    }
    Ok(())
}

fn blast_command(wanted: &Containment, plan: &Plan, as_of: u64) -> incidents::Command {
    let count = |(kind, subjects): (&&str, &Vec<Subject>)| {
        ((*kind).to_owned(), u64::try_from(subjects.len()).unwrap_or(u64::MAX))
    };
    let counts: BTreeMap<String, u64> = plan.blast.affected.iter().map(count).collect();
    incidents::Command::RecordBlastRadius {
        roots: wanted.roots.clone(),
        counts,
        as_of: as_of.saturating_sub(1),
    }
}

async fn quarantine(
    draft: &mut Draft<'_>,
    caller: &Caller,
    wanted: &Containment,
    subject: &Subject,
) -> Result<(), AppError> {
    let Some(label) = subject.version_label() else { return Ok(()) };
    let version = Name::parse(&label).map_err(AppError::internal)?;
    let (reason, incident) = (wanted.reason.clone(), Some(wanted.incident.clone()));
    let stream = subject.stream();
    if subject.kind() == Kind::Dataset {
        let command = datasets::Command::Quarantine { version, reason, incident };
        draft.decide::<Datasets>(Some(caller), &stream, command).await?;
    } else if subject.kind() == Kind::Model {
        let command = models::Command::QuarantineVersion { version, reason, incident };
        draft.decide::<Models>(Some(caller), &stream, command).await?;
    }
    Ok(())
}

async fn flag(
    draft: &mut Draft<'_>,
    caller: &Caller,
    wanted: &Containment,
    live: &LiveEndpoint,
) -> Result<(), AppError> {
    let incident = wanted.incident.clone();
    let deployment = &live.deployment;
    let suspects = vec![live.model.clone()];
    let flag = deployments::Command::Flag { incident: incident.clone(), suspects };
    draft.decide::<Deployments>(Some(caller), deployment, flag).await?;
    let stop = deployments::Command::RequestStop { incident, reason: wanted.reason.clone() };
    draft.decide::<Deployments>(Some(caller), deployment, stop).await?;
    Ok(())
}
