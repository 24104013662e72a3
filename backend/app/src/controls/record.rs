//! Facts of the rooms that stand for evidence, as they are at the moment of a question.
//!
//! `domain::controls::RoomFact` says which metric each answers. What the record does not hold is no
//! fact here, so it leaves a control without evidence and never makes it fail; only what was recorded
//! can break a limit.
//!
//! # Invariants
//! - The table names metrics and types of evidence as the catalogue does. (`the_table_of_facts_agrees_with_the_catalogue`)
//! - The drill's owners, classes and reviews show what they show, each from its own day to its end.
//!   (`the_record_of_the_drill_is_evidence`)
//! - An attestation counts until it ends. (`an_attestation_counts_until_it_ends`)
//! - Data of another system speaks for what uses it, whether one system is asked or all.
//!   (`data_of_another_system_stands_alike_alone_and_among_all`)
//! - So do the versions, runs and environments of others. (`what_others_made_stands_alike_alone_and_among_all`)
//! - How a deployment was recorded as hardened speaks for it, and against it. (`hardening_speaks_as_it_was_recorded`)
//!
//! - What people learnt speaks to those who may count it, and to nobody else.
//!   (`what_people_learnt_speaks_to_those_who_may_count_it`)
//! - What arrived speaks for the versions it went into. (`what_arrived_speaks_for_the_version_it_is_in`)
//! - How a version grew is read off the one before. (`the_growth_of_a_version_is_recorded`)
//!
//! # Deliberately absent
//! - Who learnt what: the fact is a count, and leads to the curriculum it is counted by.
//! - Digests held against stored bytes, and whatever else a program has to measure: that is evidence.

use std::collections::BTreeMap;

use domain::{
    controls::{Piece, Recorded, RoomFact, Target},
    evaluations::Outcome,
    reviews::Verdict,
};
use kernel::{Decimal, Micros, Subject};
use store::EventQuery;

use super::{Rows, delivered::delivered};
use crate::{App, AppError, Sight, deployments::DeploymentRow, systems::SystemRow};

/// Most events looked at for the one that recorded a fact.
const LOOKED_AT: u32 = 20;

/// A fact of a room.
pub(super) struct FactRow {
    fact: RoomFact,
    /// What recorded it: the thing whose page shows it.
    subject: Subject,
    /// What it is about.
    pub(super) about: Subject,
    since: Micros,
    until: Option<Micros>,
    metrics: BTreeMap<String, Decimal>,
    flags: BTreeMap<String, bool>,
}

/// What a fact says about one metric.
pub(super) enum Says {
    Number(i64),
    Exact(Decimal),
    Flag(bool),
    Nothing,
}

impl Says {
    /// A number that was worked out, to six places; nothing where there is none.
    pub(super) fn worked_out(number: Option<f64>) -> Self {
        let Some(number) = number else { return Self::Nothing };
        let text = format!("{number:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Decimal::parse(text).map_or(Self::Nothing, Self::Exact)
    }
}

impl FactRow {
    /// A fact about a thing that its own page shows.
    pub(super) fn new(fact: RoomFact, about: &Subject, since: Micros, says: &[Says]) -> Self {
        let mut row = Self {
            fact,
            subject: about.clone(),
            about: about.clone(),
            since,
            until: None,
            metrics: BTreeMap::new(),
            flags: BTreeMap::new(),
        };
        for (metric, says) in fact.stands().metrics.iter().zip(says) {
            match says {
                Says::Number(number) => {
                    let number = Decimal::parse(&number.to_string()).ok();
                    row.metrics.extend(number.map(|number| ((*metric).to_owned(), number)));
                }
                Says::Exact(number) => {
                    row.metrics.insert((*metric).to_owned(), number.clone());
                }
                Says::Flag(flag) => {
                    row.flags.insert((*metric).to_owned(), *flag);
                }
                Says::Nothing => {}
            }
        }
        row
    }

    /// The same, where the page of another thing shows what recorded it.
    pub(super) fn shown_by(self, subject: &Subject) -> Self {
        Self { subject: subject.clone(), ..self }
    }

    /// The type of evidence it stands for.
    pub(super) fn kind(&self) -> &'static str {
        self.fact.stands().evidence
    }

    /// The fact, as rules look at it.
    pub(super) fn piece<'a>(&'a self, also: &'a [Subject]) -> Piece<'a> {
        Piece {
            evidence: &self.subject,
            kind: self.kind(),
            about: &self.about,
            also,
            attached: self.since,
            outcome: Outcome::Pass,
            metrics: &self.metrics,
            flags: &self.flags,
            recorded: Some(Recorded { fact: self.fact, until: self.until }),
        }
    }
}

/// What the record says about a system at a moment, and about what it is made of.
pub(super) fn facts(
    system: &SystemRow,
    rows: &Rows,
    targets: &[Target],
    at: Micros,
) -> Vec<FactRow> {
    let of_system = [owners(system, rows), models(system, rows), class(system)];
    let mut found: Vec<FactRow> = of_system.into_iter().flatten().collect();
    found.extend(review(system, rows, at));
    found.extend(postures(rows));
    found.extend(versions(rows, targets));
    found.extend(delivered(rows, targets));
    found.extend(rows.learnt.iter().flat_map(|learnt| learnt.facts(system, at)));
    for row in live(system, rows) {
        found.extend(hardening(row));
    }
    found
}

fn owners(system: &SystemRow, rows: &Rows) -> Option<FactRow> {
    let (owner, deputy) = (system.owner.as_ref()?, system.deputy.as_ref()?);
    if !rows.here.contains(owner) || !rows.here.contains(deputy) {
        return None;
    }
    let answers = system.accountable.iter();
    let answers = answers.filter(|one| one.until.is_none() && one.stage.is_none());
    let since = answers.map(|one| one.from).max().unwrap_or(system.registered);
    Some(FactRow::new(RoomFact::Owners, &system.subject, since, &[Says::Number(1)]))
}

/// Every model that serves is one that the system registered.
fn models(system: &SystemRow, rows: &Rows) -> Option<FactRow> {
    let is_known = |row: &DeploymentRow| {
        let model = rows.models.get(&row.model);
        model.is_some_and(|model| model.system.as_ref() == Some(&system.subject))
    };
    let mut live = live(system, rows).peekable();
    live.peek()?;
    let says = [Says::Number(1)];
    live.all(is_known)
        .then(|| FactRow::new(RoomFact::Models, &system.subject, system.registered, &says))
}

fn class(system: &SystemRow) -> Option<FactRow> {
    let class = system.classification.as_ref().filter(|class| class.approved)?;
    if system.changed_since_class.is_some() {
        return None;
    }
    Some(FactRow::new(RoomFact::Class, &system.subject, class.proposed, &[Says::Number(1)]))
}

/// The last design review that was concluded, unless it was turned down.
fn review(system: &SystemRow, rows: &Rows, at: Micros) -> Option<FactRow> {
    let of_it = rows.reviews.iter().filter(|row| row.system == system.subject);
    let concluded = of_it.filter_map(|row| Some((row, row.concluded.as_ref()?)));
    let (row, concluded) = concluded.max_by_key(|(_, concluded)| concluded.at)?;
    if concluded.verdict == Some(Verdict::Rejected) {
        return None;
    }
    // Once it counts no longer it grows no older: it is to be repeated, and breaks no limit.
    let until = end_of_day(row.fresh_until()?);
    let age = at.min(until).days_since(concluded.at);
    let open = i64::try_from(concluded.open_high).unwrap_or(i64::MAX);
    let says = [Says::Number(1), Says::Number(age), Says::Number(open)];
    let found = FactRow::new(RoomFact::Review, &system.subject, concluded.at, &says);
    Some(FactRow { subject: row.subject.clone(), until: Some(until), ..found })
}

/// The end of a day: what counts on a day counts until then.
fn end_of_day(day: Micros) -> Micros {
    Micros(day.0.div_euclid(Micros::DAY).saturating_add(1).saturating_mul(Micros::DAY))
}

/// What was attested last about each environment.
fn postures(rows: &Rows) -> impl Iterator<Item = FactRow> + '_ {
    rows.environments.iter().filter_map(|row| {
        let attested = row.attestation().filter(|attested| attested.least_privilege)?;
        let says = [Says::Number(0)];
        let found = FactRow::new(RoomFact::LeastPrivilege, &row.subject, attested.at, &says);
        Some(FactRow { until: Some(attested.until), ..found })
    })
}

/// The registered versions of the data that went into what is live.
fn versions(rows: &Rows, targets: &[Target]) -> impl Iterator<Item = FactRow> {
    let data = targets.iter().filter(|target| target.is_data);
    data.filter_map(move |target| rows.data.get(&target.name)).map(|row| {
        let is_rooted =
            row.source.is_some() || !row.batches.is_empty() || !row.derived_from.is_empty();
        let parents = if is_rooted { Says::Flag(true) } else { Says::Nothing };
        let says = [Says::Flag(true), parents];
        FactRow::new(RoomFact::Version, &row.subject, row.registered, &says)
    })
}

fn live<'a>(system: &'a SystemRow, rows: &'a Rows) -> impl Iterator<Item = &'a DeploymentRow> + 'a {
    let of_it = rows.deployments.iter();
    of_it.filter(move |row| row.is_live() && row.system.as_ref() == Some(&system.subject))
}

fn hardening(row: &DeploymentRow) -> Vec<FactRow> {
    let hardening = &row.hardening;
    let says = |fact, says: &[Says]| FactRow::new(fact, &row.subject, row.activated, says);
    let open = |asks: bool| Says::Number(i64::from(!asks));
    let mut found = Vec::new();
    found.extend(hardening.authentication.map(|asks| says(RoomFact::SignIn, &[open(asks)])));
    found.extend(
        hardening.throttling.map(|limits| says(RoomFact::Throttling, &[Says::Flag(limits)])),
    );
    // What is not all three of scanned, signed and without root is not said which it lacks.
    let container = hardening.container.filter(|is_hard| *is_hard);
    let hard = [Says::Flag(true), Says::Flag(false)];
    found.extend(container.map(|_| says(RoomFact::Container, &hard)));
    found.extend(
        hardening.log_encryption.map(|encrypts| says(RoomFact::Logs, &[Says::Flag(encrypts)])),
    );
    found
}

impl App {
    /// The position of the event that recorded a fact which stands for evidence.
    pub async fn recorded_at(
        &self,
        sight: &Sight,
        fact: RoomFact,
        subject: &Subject,
    ) -> Result<Option<u64>, AppError> {
        let query = EventQuery {
            kinds: fact.stands().events.iter().map(ToString::to_string).collect(),
            subjects: vec![subject.to_string()],
            upto: Some(sight.upto),
            limit: Some(LOOKED_AT),
            newest_first: true,
            ..EventQuery::default()
        };
        let found = self.store.events(query).await?;
        let stream = subject.stream().to_string();
        Ok(found.iter().find(|stored| stored.leaf.stream == stream).map(|stored| stored.pos))
    }
}
