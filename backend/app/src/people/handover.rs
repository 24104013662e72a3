//! What somebody who left still stands for: each is a task to name a successor.
//!
//! Nothing is moved by itself, and nothing about the past changes: the tasks are derived from who
//! is named where, and vanish when a successor is, or when they are finished: an action, a risk
//! with its tasks, a control, a dataset, a finding, an initiative or a decision when it has another
//! owner, a role in an incident when somebody else has it, a measure of one when it is confirmed or
//! withdrawn, a design review under way when somebody of security who is still there takes part.
//!
//! # Invariants
//! - Everything a leaver stands for is a task until somebody else is named.
//!   (`a_leaver_leaves_tasks_until_successors_are_named`)
//! - What a leaver was to do is a task until it is given away or finished.
//!   (`what_a_leaver_was_to_do_waits_until_it_is_given_away_or_finished`,
//!   `what_a_leaver_was_to_do_is_gone_once_others_have_it`)
//! - Nothing is given to somebody who left. (`who_left_is_given_nothing`)
//! - A dataset of a leaver waits for another owner. (`a_dataset_of_a_leaver_finds_another_owner`)

use domain::{
    deployments::Stage,
    reviews::{Participant, SECURITY},
    systems::Duty,
};
use kernel::{Micros, Subject, Wire};

use super::{PersonRow, TeamRow, coverage};
use crate::{
    App, AppError, Filter, Sight,
    controls::ControlRow,
    datasets::DatasetRow,
    incidents::{IncidentRow, IncidentState},
    programme::{DecisionRow, InitiativeRow, MeetingRow},
    reviews::{ActionRow, FindingRow, ReviewRow},
    risks::{RiskRow, TaskLine},
    systems::SystemRow,
};

/// What whoever is accountable for a system is called in a task.
pub(super) const OWNER: &str = "accountable owner";

/// What somebody who answers for a system is called, in a task and in a hand-over.
pub(super) fn duty(duty: Duty, stage: Option<Stage>) -> String {
    let duty = match duty {
        Duty::Owner => OWNER,
        Duty::Deputy => "deputy",
        Duty::Responsible => "responsible",
    };
    match stage {
        Some(stage) => format!("{duty} for {stage}"),
        None => duty.to_owned(),
    }
}

/// What the champion of a team is called in a task.
pub(super) const OF_TEAM: &str = "security champion";

/// The facts by which somebody leaves.
pub(crate) const LEAVES: [&str; 2] = ["person.deactivated", "person.erased"];

/// The facts that give something to somebody, and the field that says to whom.
const GIVES: &[(&str, &str)] = &[
    ("action.reassigned", "owner"),
    ("control.owner_assigned", "person"),
    ("dataset.reassigned", "owner"),
    ("finding.reassigned", "owner"),
    ("incident.measure_ordered", "owner"),
    ("incident.role_given", "person"),
    ("initiative.reassigned", "owner"),
    ("meeting.decision_reassigned", "owner"),
    ("risk.owner_assigned", "owner"),
    ("risk.task_reassigned", "owner"),
    ("system.owner_assigned", "person"),
];

/// To whom a fact gives something, and the field that says so.
pub(crate) fn successor(wire: &Wire) -> Option<(&'static str, Subject)> {
    let (_, field) = GIVES.iter().find(|(kind, _)| *kind == wire.kind)?;
    let person = wire.data.get(*field)?.as_str()?.parse().ok()?;
    Some((*field, person))
}

/// Something that needs a successor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Who left.
    pub person: Subject,
    /// When.
    pub left: Micros,
    /// What they still stand for.
    pub subject: Subject,
    /// As what, in words: `accountable owner`.
    pub role: String,
    /// Who could follow: the deputy, where there is one who has not left.
    pub suggested: Option<Subject>,
    /// The system it belongs to.
    pub system: Option<Subject>,
}

impl App {
    /// Refuses somebody who left as a successor.
    pub(crate) async fn must_be_here(&self, field: &str, person: &Subject) -> Result<(), AppError> {
        if !self.has_left(person).await? {
            return Ok(());
        }
        let sentence = format!("{person} has left; name somebody who is still here");
        Err(AppError::refused("person.has_left", sentence, Some(field)))
    }

    /// What is left to hand over, of what the caller sees.
    pub async fn hand_overs(&self, sight: &Sight) -> Result<Vec<HandOver>, AppError> {
        let people = self.list::<PersonRow>(sight, Filter::default()).await?.rows;
        let leavers: Vec<(&PersonRow, Micros)> =
            people.iter().filter_map(|row| Some((row, row.left?))).collect();
        if leavers.is_empty() {
            return Ok(Vec::new());
        }
        let systems = self.list::<SystemRow>(sight, Filter::default()).await?.rows;
        let datasets = self.list::<DatasetRow>(sight, Filter::default()).await?.rows;
        let teams = self.list::<TeamRow>(sight, Filter::default()).await?.rows;
        let actions = self.list::<ActionRow>(sight, Filter::default()).await?.rows;
        let reviews = self.list::<ReviewRow>(sight, Filter::default()).await?.rows;
        let risks = self.table::<RiskRow>(sight).await?;
        let controls = self.list::<ControlRow>(sight, Filter::default()).await?.rows;
        let findings = self.list::<FindingRow>(sight, Filter::default()).await?.rows;
        let initiatives = self.list::<InitiativeRow>(sight, Filter::default()).await?.rows;
        let meetings = self.list::<MeetingRow>(sight, Filter::default()).await?.rows;
        let incidents = self.list::<IncidentRow>(sight, Filter::default()).await?.rows;
        let champions = coverage::of_champions(&systems, &teams, &people, sight.time);
        let mut found = Vec::new();
        for (row, left) in leavers {
            let who = &row.subject;
            found.extend(systems.iter().flat_map(|system| of_system(system, who, left, &people)));
            found.extend(datasets.iter().filter_map(|dataset| of_dataset(dataset, who, left)));
            found.extend(actions.iter().filter_map(|action| of_action(action, who, left)));
            found.extend(reviews.iter().filter_map(|review| of_review(review, who, left, &people)));
            found.extend(risks.iter().flat_map(|risk| of_risk(risk, who, left)));
            found.extend(controls.iter().filter_map(|control| of_control(control, who, left)));
            found.extend(findings.iter().filter_map(|finding| of_finding(finding, who, left)));
            found.extend(initiatives.iter().filter_map(|funded| of_initiative(funded, who, left)));
            found.extend(meetings.iter().flat_map(|meeting| of_meeting(meeting, who, left)));
            found.extend(incidents.iter().flat_map(|incident| of_incident(incident, who, left)));
            let lost = champions.missing.iter().filter(|gap| gap.left.as_ref() == Some(who));
            found.extend(lost.map(|gap| of_team(&gap.subject, who, left)));
        }
        found.sort_by(|a, b| (a.left, &a.subject, &a.role).cmp(&(b.left, &b.subject, &b.role)));
        Ok(found)
    }
}

fn of_system(row: &SystemRow, who: &Subject, left: Micros, people: &[PersonRow]) -> Vec<HandOver> {
    if row.decommissioned.is_some() {
        return Vec::new();
    }
    let is_here =
        |person: &&Subject| people.iter().any(|row| row.subject == **person && row.left.is_none());
    let deputy = row.deputy.as_ref().filter(is_here);
    let held = row.accountable.iter().filter(|held| held.person == *who && held.until.is_none());
    let task = |held: &crate::systems::Accountable| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: duty(held.duty, held.stage),
        suggested: deputy.filter(|_| held.duty == Duty::Owner).cloned(),
        system: Some(row.subject.clone()),
    };
    held.map(task).collect()
}

fn of_dataset(row: &DatasetRow, who: &Subject, left: Micros) -> Option<HandOver> {
    (row.owner == *who).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("data owner"),
        suggested: None,
        system: row.system.clone(),
    })
}

/// An action that is not closed waits for another owner.
fn of_action(row: &ActionRow, who: &Subject, left: Micros) -> Option<HandOver> {
    (row.owner == *who && row.closed.is_none()).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("owner of an action"),
        suggested: None,
        system: row.system.clone(),
    })
}

/// A design review under way can only be concluded by somebody of security who takes part.
fn of_review(
    row: &ReviewRow,
    who: &Subject,
    left: Micros,
    people: &[PersonRow],
) -> Option<HandOver> {
    let is_security =
        |one: &&Participant| one.roles.iter().any(|role| SECURITY.contains(&role.as_str()));
    let is_here = |one: &Participant| {
        people.iter().any(|row| row.subject == one.person && row.left.is_none())
    };
    let mut security = row.participants.iter().filter(is_security);
    let is_theirs = row.participants.iter().filter(is_security).any(|one| one.person == *who);
    (is_theirs && row.concluded.is_none() && !security.any(is_here)).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("security of a design review"),
        suggested: None,
        system: Some(row.system.clone()),
    })
}

/// A risk on the open register, and what is still to be done about it.
fn of_risk(row: &RiskRow, who: &Subject, left: Micros) -> Vec<HandOver> {
    if row.state.is_closed {
        return Vec::new();
    }
    let task = |role: String| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role,
        suggested: None,
        system: row.system.clone(),
    };
    let owned = (row.owner == *who).then(|| task(String::from("owner of a risk")));
    let is_theirs = |line: &&TaskLine| line.task.owner == *who && line.done.is_none();
    let tasks = row.tasks.iter().filter(is_theirs);
    let tasks = tasks.map(|line| task(format!("owner of the treatment task: {}", line.task.title)));
    owned.into_iter().chain(tasks).collect()
}

/// A control of a system, unless somebody decided that it does not apply.
fn of_control(row: &ControlRow, who: &Subject, left: Micros) -> Option<HandOver> {
    let is_theirs = row.owner.as_ref().is_some_and(|(owner, _)| owner == who);
    (is_theirs && row.not_applicable.is_none()).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("owner of a control"),
        suggested: None,
        system: Some(row.system.clone()),
    })
}

/// A finding that nobody closed waits for somebody else to see to it.
fn of_finding(row: &FindingRow, who: &Subject, left: Micros) -> Option<HandOver> {
    (row.owner.as_ref() == Some(who) && row.closed.is_none()).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("owner of a finding"),
        suggested: None,
        system: row.system.clone(),
    })
}

/// An initiative that still runs.
fn of_initiative(row: &InitiativeRow, who: &Subject, left: Micros) -> Option<HandOver> {
    (row.owner.as_ref() == Some(who) && row.closed.is_none()).then(|| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: String::from("owner of an initiative"),
        suggested: None,
        system: None,
    })
}

/// Decisions of a meeting that are not done.
fn of_meeting(row: &MeetingRow, who: &Subject, left: Micros) -> Vec<HandOver> {
    let is_theirs = |one: &&DecisionRow| one.owner.as_ref() == Some(who) && one.done().is_none();
    let task = |decision: &DecisionRow| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role: format!("owner of decision {}", decision.number),
        suggested: None,
        system: row.system.clone(),
    };
    row.decisions.iter().filter(is_theirs).map(task).collect()
}

/// Roles in an incident that goes on, and measures that nobody has seen to work.
fn of_incident(row: &IncidentRow, who: &Subject, left: Micros) -> Vec<HandOver> {
    if row.state == IncidentState::Closed {
        return Vec::new();
    }
    let task = |role: String| HandOver {
        person: who.clone(),
        left,
        subject: row.subject.clone(),
        role,
        suggested: None,
        system: row.system.clone(),
    };
    let roles = row.handling.roles.iter().filter(|holder| holder.person == *who);
    let roles = roles.map(|holder| task(format!("{} of an incident", holder.role)));
    let measures = row.handling.measures.iter().filter(|one| one.is_open() && one.owner == *who);
    let measures = measures.map(|one| task(format!("owner of the measure: {}", one.name)));
    roles.chain(measures).collect()
}

fn of_team(team: &Subject, who: &Subject, left: Micros) -> HandOver {
    HandOver {
        person: who.clone(),
        left,
        subject: team.clone(),
        role: String::from(OF_TEAM),
        suggested: None,
        system: None,
    }
}
