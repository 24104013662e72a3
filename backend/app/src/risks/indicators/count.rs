//! What the rooms know of indicators: from when to when each thing counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    authority::Place,
    awareness::Standing as Learnt,
    controls::{Grounds, Reading as Held, Status},
    risks::{Band, who_accepts},
};
use kernel::{Decimal, Kind, Micros, Subject};

use super::steps::{Reading, Span};
use crate::{
    App, AppError, Sight, Table,
    awareness::{LearningRow, Syllabus},
    controls::{Board, Standing},
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    programme::ExerciseRow,
    reviews::ActionRow,
    risks::register::{Life, Register},
    systems::SystemRow,
};

/// By system, or for one: from when to when each of its risks was open, above what was tolerated,
/// and not accepted.
pub(super) fn undecided(
    register: &Register,
    sight: &Sight,
    system: Option<&Subject>,
) -> BTreeMap<Subject, Vec<Span>> {
    let mut found: BTreeMap<Subject, Vec<Span>> = BTreeMap::new();
    for life in register.lives(sight, system) {
        let spans = of_life(&life, sight.time);
        if !spans.is_empty() {
            found.entry(life.system.clone()).or_default().extend(spans);
        }
    }
    found
}

fn of_life(life: &Life<'_>, now: Micros) -> Vec<Span> {
    let ends = life.states.iter().filter_map(|(_, state)| Some(state.accepted?.until));
    let mut turns: Vec<Micros> = life.states.iter().map(|(at, _)| *at).chain(ends).collect();
    turns.extend(life.tolerated.iter().map(|(at, _)| *at));
    turns.retain(|at| *at <= now);
    turns.sort_unstable();
    turns.dedup();
    let mut spans: Vec<Span> = Vec::new();
    for at in turns {
        let is_open = spans.last().is_some_and(|(_, until)| until.is_none());
        match (is_undecided(life, at), is_open) {
            (true, false) => spans.push((at, None)),
            (false, true) => {
                if let Some((_, until)) = spans.last_mut() {
                    *until = Some(at);
                }
            }
            (true, true) | (false, false) => {}
        }
    }
    spans
}

fn is_undecided(life: &Life<'_>, at: Micros) -> bool {
    let Some(state) = known(&life.states, at) else { return false };
    let tolerated = known(&life.tolerated, at).unwrap_or_else(|| life.line.category.tolerance());
    state.is_undecided(tolerated, at)
}

/// What held at a moment.
fn known<T: Copy>(all: &[(Micros, T)], at: Micros) -> Option<T> {
    let count = all.partition_point(|(from, _)| *from <= at);
    all.get(count.checked_sub(1)?).map(|(_, value)| *value)
}

/// From when to when each action was overdue: from the day after its own, until it was closed.
pub(super) fn overdue(actions: &[Arc<ActionRow>]) -> Vec<Span> {
    let span = |action: &Arc<ActionRow>| {
        let day = action.due.0.div_euclid(Micros::DAY).saturating_add(1);
        let from = Micros(day.saturating_mul(Micros::DAY)).max(action.opened);
        let until = action.closed.as_ref().map(|(at, ..)| *at);
        until.is_none_or(|until| until > from).then_some((from, until))
    };
    actions.iter().filter_map(span).collect()
}

/// How long it took to know the blast radius, exercise by exercise.
pub(super) fn minutes(exercises: &[Arc<ExerciseRow>]) -> Vec<Reading> {
    let reading = |row: &Arc<ExerciseRow>| {
        let value = Decimal::parse(&row.minutes_to_blast_radius?.to_string()).ok()?;
        Some(Reading { value, at: row.completed, source: Some(row.subject.clone()), until: None })
    };
    exercises.iter().filter_map(reading).collect()
}

/// By system: how many controls apply, and since when each of those that does not rests on fresh
/// evidence lacks it.
pub(super) fn unfresh(
    board: &Board,
    systems: &[&SystemRow],
    (deployments, evidence): (&Table<DeploymentRow>, &Table<EvidenceRow>),
    now: Micros,
) -> BTreeMap<Subject, (usize, Vec<Span>)> {
    let mut standings: BTreeMap<&Subject, Vec<&Standing>> = BTreeMap::new();
    for standing in &board.standings {
        standings.entry(&standing.system).or_default().push(standing);
    }
    let mut found = BTreeMap::new();
    for system in systems {
        let subject = &system.subject;
        let past = Past::of(system, &deployments.of_system(subject), &evidence.of_system(subject));
        let (mut total, mut spans) = (0_usize, Vec::new());
        for standing in standings.get(subject).into_iter().flatten() {
            let is_fresh = match standing.status() {
                Status::NotApplicable => continue,
                Status::Pass | Status::Fail | Status::Inconclusive => true,
                Status::Stale | Status::Missing => false,
            };
            total = total.saturating_add(1);
            if !is_fresh {
                let control = board.control(standing);
                let types = control.iter().flat_map(|control| control.evidence_types());
                let types: BTreeSet<&str> = types.collect();
                spans.push((past.since(standing, &types, now), None));
            }
        }
        found.insert(subject.clone(), (total, spans));
    }
    found
}

/// What a system has live, and what of its evidence was taken back.
struct Past {
    system: Subject,
    began: Micros,
    /// Deployment → since when it is live, and what it stands for.
    live: BTreeMap<Subject, (Micros, Vec<Subject>)>,
    /// When a piece of evidence was taken back, of which type it was, and about what.
    withdrawn: Vec<(Micros, String, Subject)>,
}

impl Past {
    fn of(
        system: &SystemRow,
        deployments: &[Arc<DeploymentRow>],
        evidence: &[Arc<EvidenceRow>],
    ) -> Self {
        let live = deployments.iter().filter(|row| row.is_live()).map(|row| {
            let mut stands_for = vec![row.model.clone(), row.endpoint.clone()];
            stands_for.extend(row.uses.iter().cloned());
            (row.subject.clone(), (row.activated, stands_for))
        });
        let withdrawn = evidence.iter().filter_map(|row| {
            let (at, _) = row.withdrawn.as_ref()?;
            Some((*at, row.evidence_type.as_str().to_owned(), row.about.clone()))
        });
        Self {
            system: system.subject.clone(),
            began: system.registered,
            live: live.collect(),
            withdrawn: withdrawn.collect(),
        }
    }

    /// Since when a control counts nothing fresh: since the first of what decides about it was gone,
    /// as far as is known.
    fn since(&self, standing: &Standing, types: &BTreeSet<&str>, now: Micros) -> Micros {
        let readings = standing.assessment.deciding_tests().flat_map(|test| &test.readings);
        let ended = readings.filter_map(|reading| self.ended(reading, types));
        ended.filter(|at| *at <= now).min().unwrap_or(self.began)
    }

    /// Since when a reading counts no longer, or has nothing to count.
    fn ended(&self, reading: &Held, types: &BTreeSet<&str>) -> Option<Micros> {
        match &reading.grounds {
            Grounds::Holds | Grounds::Breaks | Grounds::NotReported | Grounds::CannotTell => None,
            Grounds::TooOld(_) => reading.until,
            Grounds::Ended(end) => Some(*end),
            Grounds::Overtaken(change) => Some(change.at),
            Grounds::NoEvidence => Some(self.missing(&reading.target, types)),
        }
    }

    /// Since when nothing covers a target: since it went live, or since the last evidence that
    /// covered it was taken back. Data came with what went live last.
    fn missing(&self, target: &Subject, types: &BTreeSet<&str>) -> Micros {
        let newest = || self.live.values().map(|(at, _)| *at).max();
        let (activated, stands_for) = match self.live.get(target) {
            Some((at, stands_for)) => (Some(*at), stands_for.as_slice()),
            None if target.kind() == Kind::Dataset => (newest(), &[][..]),
            None => (None, &[][..]),
        };
        let covers = |about: &Subject| {
            let is_whole = *target == self.system || *about == self.system;
            let is_it = about == target || *about == target.stream();
            is_whole || is_it || stands_for.contains(about)
        };
        let taken = self.withdrawn.iter().filter(|(_, kind, _)| types.contains(kind.as_str()));
        let taken = taken.filter(|(_, _, about)| covers(about)).map(|(at, ..)| *at);
        taken.chain(activated).max().unwrap_or(self.began)
    }
}

impl App {
    /// By system: since when each person owes a training who takes part in accepting its risks.
    pub(super) async fn training_owed(
        &self,
        sight: &Sight,
        systems: &[&SystemRow],
    ) -> Result<BTreeMap<Subject, Vec<Span>>, AppError> {
        let syllabus = self.syllabus(sight).await?;
        let learners = self.table::<LearningRow>(sight).await?;
        let owing: Vec<(&LearningRow, Micros)> = learners
            .iter()
            .filter_map(|row| Some((row, owed_since(row, &syllabus, sight.time)?)))
            .collect();
        let deciders = who_accepts(Band::Low);
        let mut found = BTreeMap::new();
        for system in systems {
            let place =
                Place { system: Some(system.subject.clone()), team: Some(system.team.clone()) };
            let has_a_say = |row: &LearningRow| {
                row.grants.iter().any(|grant| {
                    let is_held = grant.is_current(sight.time) && grant.covers(&place);
                    is_held && deciders.contains(&grant.role.as_str())
                })
            };
            let of_it = owing.iter().filter(|(row, _)| has_a_say(row));
            let spans: Vec<Span> = of_it.map(|(_, since)| (*since, None)).collect();
            found.insert(system.subject.clone(), spans);
        }
        Ok(found)
    }
}

/// Since when somebody owes the first of the trainings that are overdue.
fn owed_since(row: &LearningRow, syllabus: &Syllabus, at: Micros) -> Option<Micros> {
    let duties = syllabus.duties(row, at);
    let overdue = duties.iter().filter_map(|duty| match duty.standing {
        Learnt::Overdue { since } => Some(since),
        Learnt::Due { .. }
        | Learnt::Expiring { .. }
        | Learnt::Current { .. }
        | Learnt::Waived { .. } => None,
    });
    overdue.min()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::{
        catalogue::Severity,
        controls::{Assessment, Change, Grounds, Reading, Status, TestResult},
    };
    use kernel::{Micros, Subject};

    use super::Past;
    use crate::controls::Standing;

    const SYSTEM: &str = "system:s";
    const SERVES: &str = "deployment:d";

    fn subject(text: &str) -> Subject {
        text.parse().unwrap()
    }

    fn reading(target: &str, grounds: Grounds, until: Option<i64>) -> Reading {
        let status = if grounds == Grounds::NoEvidence { Status::Missing } else { Status::Stale };
        Reading {
            target: subject(target),
            metric: String::new(),
            title: String::new(),
            wanted: String::new(),
            limit: None,
            value: None,
            evidence: None,
            recorded: None,
            attached: None,
            until: until.map(Micros),
            status,
            grounds,
        }
    }

    fn result(severity: Severity, readings: Vec<Reading>) -> TestResult {
        let status = readings.iter().map(|reading| reading.status).min().unwrap();
        TestResult { id: String::from("T"), severity, status, because: None, readings }
    }

    /// Since when a control with some readings is not fresh, asked at 100 about a system that was
    /// registered at 10 and went live at 50.
    fn since(readings: Vec<Reading>, withdrawn: &[(i64, &str, &str)]) -> i64 {
        let stands_for = vec![subject("model:m@1"), subject("endpoint:e")];
        let taken = withdrawn.iter();
        let taken =
            taken.map(|(at, kind, about)| (Micros(*at), (*kind).to_owned(), subject(about)));
        let past = Past {
            system: subject(SYSTEM),
            began: Micros(10),
            live: BTreeMap::from([(subject(SERVES), (Micros(50), stands_for))]),
            withdrawn: taken.collect(),
        };
        let warns = result(Severity::Warn, vec![reading(SYSTEM, Grounds::TooOld(1), Some(20))]);
        let tests = vec![result(Severity::Block, readings), warns];
        let status = tests[0].status;
        let assessment = Assessment { status, tests, not_for: None, because: None, stale_at: None };
        let (system, control) = (subject(SYSTEM), String::from("C"));
        let standing = Standing { system, control, assessment, decided: None };
        past.since(&standing, &BTreeSet::from(["EV-A"]), Micros(100)).0
    }

    #[test]
    fn a_control_is_unfresh_since_what_made_it_so() {
        let missing = |target: &str| vec![reading(target, Grounds::NoEvidence, None)];
        assert_eq!(since(missing(SYSTEM), &[]), 10, "there never was anything");
        assert_eq!(since(missing(SERVES), &[]), 50, "it went live with nothing to show");
        assert_eq!(since(missing("dataset:d@1"), &[]), 50, "so did its data");

        assert_eq!(since(missing(SERVES), &[(70, "EV-A", "model:m@1")]), 70, "it was taken back");
        assert_eq!(since(missing(SERVES), &[(40, "EV-A", "model:m@1")]), 50, "before it was live");
        assert_eq!(since(missing(SERVES), &[(70, "EV-B", "model:m@1")]), 50, "of another type");
        assert_eq!(since(missing(SERVES), &[(70, "EV-A", "model:m@2")]), 50, "about another model");
        assert_eq!(since(missing(SYSTEM), &[(70, "EV-A", SERVES)]), 70, "all is about the system");

        let change = Change { word: String::from("w"), subject: None, at: Micros(60) };
        let overtaken = || reading(SERVES, Grounds::Overtaken(change.clone()), Some(500));
        assert_eq!(since(vec![overtaken()], &[]), 60, "not when it would end");
        let old = reading(SERVES, Grounds::TooOld(30), Some(55));
        assert_eq!(since(vec![overtaken(), old], &[]), 55, "since the first of them");
        let ended = reading(SERVES, Grounds::Ended(Micros(58)), Some(58));
        assert_eq!(since(vec![overtaken(), ended], &[]), 58);
    }
}
