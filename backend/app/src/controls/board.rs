//! How every control of every system stands at the moment of a question.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    catalogue::Control,
    controls::{Assessment, Change, Effectiveness, Piece, Profile, Question, Status, assess},
    datasets::Sensitivity,
};
use kernel::{Kind, Micros, Subject};

use super::{
    ChangeRow, ControlRow,
    learnt::Learnt,
    record::{FactRow, facts},
    targets::Live,
};
use crate::{
    App, AppError, Sight,
    catalogue::Book,
    datasets::{BatchRow, DatasetRow, VersionRow},
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    models::ModelVersionRow,
    people::PersonRow,
    reviews::ReviewRow,
    systems::SystemRow,
    training::{EnvironmentRow, RunRow},
    view::Filter,
};

/// What was made or runs: deployments, versions of models, and runs.
pub(super) type Made<'a> = (&'a [DeploymentRow], &'a [ModelVersionRow], &'a [RunRow]);

/// The rows that the answers depend on.
pub(super) struct Rows {
    pub(super) systems: Vec<SystemRow>,
    pub(super) deployments: Vec<DeploymentRow>,
    pub(super) models: BTreeMap<Subject, ModelVersionRow>,
    pub(super) runs: BTreeMap<Subject, RunRow>,
    pub(super) data: BTreeMap<Subject, VersionRow>,
    pub(super) environments: Vec<EnvironmentRow>,
    pub(super) reviews: Vec<ReviewRow>,
    /// Batches in the data that is asked about.
    pub(super) batches: BTreeMap<Subject, BatchRow>,
    /// What people learnt, where the caller may count it.
    pub(super) learnt: Option<Learnt>,
    /// Owners and deputies who are active.
    pub(super) here: BTreeSet<Subject>,
    pub(super) datasets: BTreeMap<Subject, DatasetRow>,
    evidence: Vec<EvidenceRow>,
    decided: BTreeMap<(Subject, String), ControlRow>,
    changes: Vec<ChangeRow>,
}

/// How a control of a system stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The system.
    pub system: Subject,
    /// The control, by its id in the catalogue.
    pub control: String,
    /// How it stands, and why.
    pub assessment: Assessment,
    /// What people decided about it.
    pub decided: Option<ControlRow>,
}

/// How every control of some systems stands.
#[derive(Clone, Debug)]
pub struct Board {
    /// The catalogue of the moment.
    pub book: Arc<Book>,
    /// The moment.
    pub time: Micros,
    /// System by system, control by control, in the order of their ids.
    pub standings: Vec<Standing>,
}

impl Standing {
    /// Who answers for it, where somebody was named.
    pub fn owner(&self) -> Option<&Subject> {
        self.decided.as_ref().and_then(|row| row.owner.as_ref()).map(|(person, _)| person)
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        self.assessment.status
    }
}

impl Rows {
    pub(super) fn source(&self, version: &Subject) -> Option<&Subject> {
        self.data.get(version).and_then(|row| row.source.as_ref())
    }

    /// How sensitive a dataset is, where it is known.
    pub(super) fn segment(&self, dataset: &Subject) -> Option<Sensitivity> {
        self.datasets.get(dataset).map(|row| row.sensitivity)
    }

    /// How sensitive the data of a system is.
    pub(super) fn segments_of(&self, system: &Subject) -> BTreeSet<Sensitivity> {
        let of_it = self.datasets.values().filter(|row| row.system.as_ref() == Some(system));
        of_it.map(|row| row.sensitivity).collect()
    }
}

impl App {
    /// How every control stands, for one system or for all that the question sees.
    pub async fn control_board(
        &self,
        sight: &Sight,
        system: Option<&Subject>,
    ) -> Result<Board, AppError> {
        let book = self.book(sight).await?;
        let rows = self.control_rows(sight, system).await?;
        let mut standings = Vec::new();
        for row in &rows.systems {
            of_system(row, &rows, &book, sight.time, &mut standings);
        }
        Ok(Board { book, time: sight.time, standings })
    }

    /// How much of what counters a threat is shown to work for a system.
    pub async fn effectiveness(
        &self,
        sight: &Sight,
        system: &Subject,
        threat: &str,
    ) -> Result<Effectiveness, AppError> {
        Ok(self.control_board(sight, Some(system)).await?.effectiveness(system, threat))
    }

    async fn control_rows(
        &self,
        sight: &Sight,
        system: Option<&Subject>,
    ) -> Result<Rows, AppError> {
        let own = || Filter { system: system.cloned(), ..Filter::default() };
        let wide = || Filter { wide: true, ..own() };
        let decided: Vec<ControlRow> = self.list(sight, own()).await?.rows;
        let evidence: Vec<EvidenceRow> = self.list(sight, wide()).await?.rows;
        let deployments: Vec<DeploymentRow> = self.list(sight, own()).await?.rows;
        let (models, runs) = self.made_of(sight, own(), &deployments).await?;
        let environments = self.environments_of(sight, wide(), &runs).await?;
        let made = (deployments.as_slice(), models.as_slice(), runs.as_slice());
        let datasets = self.datasets_of(sight, own(), made).await?;
        let data = self.versions_of(sight, own(), (made, &datasets)).await?;
        let batches = self.batches_of(sight, (made, &data)).await?;
        let systems: Vec<SystemRow> = self.list(sight, own()).await?.rows;
        let here = self.who_is_here(sight, &systems).await?;
        let key = |row: ControlRow| ((row.system.clone(), row.control.clone()), row);
        Ok(Rows {
            systems,
            here,
            batches,
            learnt: self.learnt(sight).await?,
            environments,
            reviews: self.list(sight, own()).await?.rows,
            deployments,
            models: models.into_iter().map(|row| (row.subject.clone(), row)).collect(),
            runs: runs.into_iter().map(|row| (row.subject.clone(), row)).collect(),
            data,
            datasets: datasets.into_iter().map(|row| (row.subject.clone(), row)).collect(),
            evidence: evidence.into_iter().filter(|row| row.withdrawn.is_none()).collect(),
            decided: decided.into_iter().map(key).collect(),
            changes: self.list(sight, wide()).await?.rows,
        })
    }
}

impl App {
    /// The owners and deputies of systems who are active.
    async fn who_is_here(
        &self,
        sight: &Sight,
        systems: &[SystemRow],
    ) -> Result<BTreeSet<Subject>, AppError> {
        let named = systems.iter().flat_map(|row| row.owner.iter().chain(&row.deputy));
        let named: BTreeSet<Subject> = named.cloned().collect();
        let named: Vec<Subject> = named.into_iter().collect();
        let people = self.pick::<PersonRow>(sight, &named).await?;
        Ok(people.into_iter().filter(|row| row.active).map(|row| row.subject).collect())
    }
}

fn of_system(system: &SystemRow, rows: &Rows, book: &Book, at: Micros, found: &mut Vec<Standing>) {
    let mut live = Live::of(system, rows);
    let of_it = |row: &&EvidenceRow| {
        row.system.as_ref() == Some(&system.subject)
            || (row.system.is_none() && row.about.kind() == Kind::Organisation)
    };
    let evidence: Vec<&EvidenceRow> = rows.evidence.iter().filter(of_it).collect();
    let organisations = evidence.iter().map(|row| &row.about);
    let organisations = organisations.filter(|about| about.kind() == Kind::Organisation);
    live.wide.extend(organisations.cloned());
    let changes = changes(system, rows);
    let nothing: &[Subject] = &[];
    let facts: Vec<FactRow> = facts(system, rows, &live.targets, at);
    let piece = |row: &&'_ EvidenceRow| -> bool { live.reaches(&row.about) };
    let mut pieces: BTreeMap<&str, Vec<Piece<'_>>> = BTreeMap::new();
    for row in evidence.iter().copied().filter(piece) {
        let also = live.serves.get(&row.about).map_or(nothing, Vec::as_slice);
        pieces.entry(row.evidence_type.as_str()).or_default().push(as_piece(row, also));
    }
    for fact in facts.iter().filter(|fact| live.reaches(&fact.about)) {
        let also = live.serves.get(&fact.about).map_or(nothing, Vec::as_slice);
        pieces.entry(fact.kind()).or_default().push(fact.piece(also));
    }
    let profile = profile(system, &live);
    for (id, control) in &book.controls {
        let decided = rows.decided.get(&(system.subject.clone(), id.clone()));
        let links: BTreeSet<&Subject> = decided.into_iter().flat_map(|row| &row.linked).collect();
        let linked = rows.evidence.iter().filter(|row| links.contains(&row.subject));
        let linked: Vec<Piece<'_>> = linked.map(|row| as_piece(row, nothing)).collect();
        let assessment = assess(&Question {
            control,
            profile: &profile,
            is_marked: decided.is_some_and(|row| row.not_applicable.is_some()),
            targets: &live.targets,
            otherwise: &live.otherwise,
            wide: &live.wide,
            pieces: &pieces,
            linked: &linked,
            changes: &changes,
            types: &book.evidence_types,
            metrics: &book.metrics,
            at,
        });
        let (system, control) = (system.subject.clone(), id.clone());
        found.push(Standing { system, control, assessment, decided: decided.cloned() });
    }
}

pub(super) fn as_piece<'a>(row: &'a EvidenceRow, also: &'a [Subject]) -> Piece<'a> {
    Piece {
        evidence: &row.subject,
        kind: row.evidence_type.as_str(),
        about: &row.about,
        also,
        attached: row.attached,
        outcome: row.outcome,
        metrics: &row.metrics,
        flags: &row.flags,
        recorded: None,
    }
}

/// What a system is, as far as rules of applicability look at it.
fn profile(system: &SystemRow, live: &Live) -> Profile {
    Profile {
        kinds: system.kinds.clone(),
        risk_class: system.risk_class,
        act_class: system.classification.as_ref().map(|class| class.act_class),
        stages: live.stages.clone(),
        segments: live.segments.clone(),
        processes_personal_data: system.processes_personal_data,
        affects_persons: system.affects_persons,
        trained_in_house: system.trained_in_house,
    }
}

/// What happened to a system. Whoever answers for it is part of it.
fn changes(system: &SystemRow, rows: &Rows) -> Vec<Change> {
    let stages = system.stage_owners.iter().map(|(_, _, person)| person);
    let people: BTreeSet<&Subject> =
        system.owner.iter().chain(&system.deputy).chain(stages).collect();
    let mut found = Vec::new();
    for row in &rows.changes {
        let is_elsewhere = row.system.as_ref().is_some_and(|other| other != &system.subject);
        if is_elsewhere {
            continue;
        }
        found.push(row.change());
        if row.about.as_ref().is_some_and(|about| people.contains(about)) {
            found.push(Change { subject: Some(system.subject.clone()), ..row.change() });
        }
    }
    found
}

impl Board {
    /// How the controls of a system stand.
    pub fn of<'a>(&'a self, system: &'a Subject) -> impl Iterator<Item = &'a Standing> {
        self.standings.iter().filter(move |standing| &standing.system == system)
    }

    /// How one control of a system stands.
    pub fn get(&self, system: &Subject, control: &str) -> Option<&Standing> {
        let is_it =
            |standing: &&Standing| &standing.system == system && standing.control == control;
        self.standings.iter().find(is_it)
    }

    /// The text of a control.
    pub fn control(&self, standing: &Standing) -> Option<&Control> {
        self.book.controls.get(&standing.control)
    }

    /// How much of what counters a threat is shown to work for a system.
    pub fn effectiveness(&self, system: &Subject, threat: &str) -> Effectiveness {
        let counters = self.of(system).filter_map(|standing| {
            let control = self.control(standing)?;
            let is_one = control.threats.iter().any(|id| id == threat);
            is_one.then(|| (control.function.as_slice(), standing.status()))
        });
        Effectiveness::of(counters)
    }
}

/// How many of some standings stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that pass.
    pub pass: usize,
    /// Those that fail.
    pub fail: usize,
    /// Those with nothing to show.
    pub missing: usize,
    /// Those whose evidence no longer counts.
    pub stale: usize,
    /// Those that cannot be told.
    pub inconclusive: usize,
    /// Those that do not apply.
    pub not_applicable: usize,
}

impl Counts {
    /// Counts standings.
    pub fn of<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> Self {
        let mut counts = Self::default();
        for standing in standings {
            let one = match standing.status() {
                Status::Pass => &mut counts.pass,
                Status::Fail => &mut counts.fail,
                Status::Missing => &mut counts.missing,
                Status::Stale => &mut counts.stale,
                Status::Inconclusive => &mut counts.inconclusive,
                Status::NotApplicable => &mut counts.not_applicable,
            };
            *one = one.saturating_add(1);
        }
        counts
    }

    /// Those that apply.
    pub fn applicable(self) -> usize {
        [self.pass, self.fail, self.missing, self.stale, self.inconclusive].iter().sum()
    }

    /// The worst there is; none when nothing applies.
    pub fn worst(self) -> Option<Status> {
        let found = [
            (self.fail, Status::Fail),
            (self.missing, Status::Missing),
            (self.stale, Status::Stale),
            (self.inconclusive, Status::Inconclusive),
            (self.pass, Status::Pass),
        ];
        found.into_iter().find(|(count, _)| *count > 0).map(|(_, status)| status)
    }
}
