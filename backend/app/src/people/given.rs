//! What was handed to somebody, and from them to others, as the facts say that give things away.
//!
//! A thing is handed over when somebody stands for it in place of somebody else. The facts name only
//! who stands for it from then on; who did before is who the fact before named.
//!
//! # Invariants
//! - Each hand-over is told of both, and of nobody else. (`what_is_handed_over_is_told_of_both`)
//! - What was given later is not told of a day before. (`what_is_handed_over_is_told_of_both`)
//!
//! # Deliberately absent
//! - Being named first: nobody stood for it before, so nothing is handed over.
//! - A dataset that a team had, or gets: nobody stood, or will stand, for it in person.
//! - Whoever is responsible for a system beside its owner: several are, and none replaces another.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use domain::{Event, controls, datasets, programme, reviews, risks, systems};
use kernel::{Kind, Micros, Subject};

use super::handover::duty;
use crate::{App, AppError, Fact, Sight, recorded};

/// Streams asked about in one statement: a database takes only so many.
const AT_ONCE: usize = 500;

/// The facts that say who stands for a system. Everything in a system is about it, so it is asked
/// for these only.
const OF_SYSTEMS: &[&str] = &["system.owner_assigned"];

/// The facts that say who stands for anything else.
const OF_OTHERS: &[&str] = &[
    "action.opened",
    "action.reassigned",
    "control.owner_assigned",
    "dataset.registered",
    "dataset.reassigned",
    "finding.raised",
    "finding.reassigned",
    "initiative.funded",
    "initiative.reassigned",
    "meeting.held",
    "meeting.decision_reassigned",
    "risk.identified",
    "risk.owner_assigned",
    "risk.task_added",
    "risk.task_reassigned",
];

/// Something that was handed from somebody to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub at: Micros,
    /// Where it is recorded.
    pub pos: u64,
    /// What it is for.
    pub subject: Subject,
    /// As what, in words: `owner of a risk`.
    pub role: String,
    /// Who stood for it before.
    pub from: Subject,
    /// Who does since.
    pub to: Subject,
    /// Who said so.
    pub by: Subject,
}

impl App {
    /// What was handed to a person and from them, of what the caller sees; the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn given(&self, sight: &Sight, person: &Subject) -> Result<Vec<Given>, AppError> {
        let ask = |subjects: Vec<String>, kinds: &[&str]| store::About {
            subjects,
            kinds: kinds.iter().map(ToString::to_string).collect(),
            upto: Some(sight.upto),
            ..store::About::default()
        };
        let all = [OF_SYSTEMS, OF_OTHERS].concat();
        let named = self.store.read_about(ask(vec![person.to_string()], &all)).await?;
        let streams: BTreeSet<String> =
            named.into_iter().map(|stored| stored.leaf.stream).collect();
        let (systems, others): (Vec<String>, Vec<String>) =
            streams.into_iter().partition(|stream| stream.starts_with("system:"));
        let mut facts = Vec::new();
        for (streams, kinds) in [(systems, OF_SYSTEMS), (others, OF_OTHERS)] {
            for some in streams.chunks(AT_ONCE) {
                let mut stored = self.store.read_about(ask(some.to_vec(), kinds)).await?;
                stored.retain(|one| some.contains(&one.leaf.stream));
                for one in self.seen_events(sight, stored).await? {
                    facts.push(recorded(&one)?);
                }
            }
        }
        Ok(handed(person, &facts))
    }
}

/// What facts hand to and from a person; those of one stream are in their order.
fn handed(person: &Subject, facts: &[Fact]) -> Vec<Given> {
    let mut holders: BTreeMap<(Subject, String), Subject> = BTreeMap::new();
    let mut found = Vec::new();
    for fact in facts {
        for (role, to) in holds(&fact.event) {
            let before = holders.insert((fact.stream.clone(), role.clone()), to.clone());
            let Some(from) = before.filter(|before| *before != to) else { continue };
            let is_theirs = from == *person || to == *person;
            let are_people = [&from, &to].map(Subject::kind).iter().all(|kind| *kind != Kind::Team);
            if is_theirs && are_people {
                let (at, pos, subject) = (fact.at, fact.pos, fact.stream.clone());
                found.push(Given { at, pos, subject, role, from, to, by: fact.by().clone() });
            }
        }
    }
    found.sort_by_key(|one| Reverse((one.at, one.pos)));
    found
}

/// As what a fact makes somebody stand for its thing.
type Holds = Vec<(String, Subject)>;

fn one(role: &str, who: Option<&Subject>) -> Holds {
    who.map(|who| (role.to_owned(), who.clone())).into_iter().collect()
}

fn holds(event: &Event) -> Holds {
    match event {
        Event::Systems(event) => of_systems(event),
        Event::Datasets(
            datasets::Event::Registered { owner, .. } | datasets::Event::Reassigned { owner },
        ) => one("data owner", Some(owner)),
        Event::Controls(controls::Event::OwnerAssigned { person, .. }) => {
            one("owner of a control", Some(person))
        }
        Event::Risks(event) => of_risks(event),
        Event::Reviews(event) => of_reviews(event),
        Event::Programme(event) => of_programme(event),
        Event::Datasets(_)
        | Event::Controls(_)
        | Event::Training(_)
        | Event::Models(_)
        | Event::Evaluations(_)
        | Event::Deployments(_)
        | Event::Incidents(_)
        | Event::People(_)
        | Event::Awareness(_)
        | Event::Catalogue(_)
        | Event::SavedViews(_) => Vec::new(),
    }
}

fn of_systems(event: &systems::Event) -> Holds {
    if let systems::Event::OwnerAssigned { person, duty: held, stage } = event
        && *held != systems::Duty::Responsible
    {
        return one(&duty(*held, *stage), Some(person));
    }
    Vec::new()
}

fn of_risks(event: &risks::Event) -> Holds {
    if let risks::Event::Identified { owner, .. } | risks::Event::OwnerAssigned { owner } = event {
        return one("owner of a risk", Some(owner));
    }
    if let risks::Event::TaskAdded { task, owner, .. }
    | risks::Event::TaskReassigned { task, owner } = event
    {
        return one(&format!("owner of treatment task {task}"), Some(owner));
    }
    Vec::new()
}

fn of_reviews(event: &reviews::Event) -> Holds {
    if let reviews::Event::Raised { owner, .. } = event {
        return one("owner of a finding", owner.as_ref());
    }
    if let reviews::Event::FindingReassigned { owner } = event {
        return one("owner of a finding", Some(owner));
    }
    if let reviews::Event::ActionOpened { owner, .. } | reviews::Event::Reassigned { owner } = event
    {
        return one("owner of an action", Some(owner));
    }
    Vec::new()
}

fn of_programme(event: &programme::Event) -> Holds {
    if let programme::Event::Funded { owner, .. } = event {
        return one("owner of an initiative", owner.as_ref());
    }
    if let programme::Event::InitiativeReassigned { owner } = event {
        return one("owner of an initiative", Some(owner));
    }
    if let programme::Event::Held { decisions, .. } = event {
        let numbered = (1_u64..).zip(decisions);
        return numbered
            .flat_map(|(number, made)| one(&of_decision(number), made.owner.as_ref()))
            .collect();
    }
    if let programme::Event::DecisionReassigned { decision, owner } = event {
        return one(&of_decision(*decision), Some(owner));
    }
    Vec::new()
}

fn of_decision(number: u64) -> String {
    format!("owner of decision {number}")
}
