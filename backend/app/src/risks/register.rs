//! The register in memory: every risk with every state it ever had, so that a question about any
//! moment filters, sorts and counts without reading rows.
//!
//! # Invariants
//! - What the register says of a risk is what its row says, at every position. (`register_and_rows_agree_at_every_position`)
//! - What a risk is held against is the appetite of the moment.
//!   (`every_door_holds_a_risk_against_the_appetite_of_its_moment`)
//! - The pages of a filtered, sorted register join without gap or double. (`pages_of_the_register_join`)
//! - What belongs to a system one may not see is in no page and no count. (`a_hidden_risk_is_in_no_count`)
//!
//! # Deliberately absent
//! - Descriptions, reasons and people's words: pages read them from the rows they show.

use std::{collections::HashMap, sync::RwLock};

use domain::{Event, programme, risks};
use kernel::{Micros, Name, Subject};
use store::{EventQuery, Store};
use tokio::sync::Mutex;

use super::{
    appetite::Tolerances,
    filter::{RiskFilter, RiskOrder},
    order::{First, Placed},
    state::RiskState,
};
use crate::{AppError, Fact, Sight, recorded};

/// Events read at a time while catching up.
const STEP: u32 = 2_000;

/// The types that change where a risk stands, who answers for it, or what it is held against.
const KINDS: [&str; 16] = [
    "appetite.set",
    "risk.identified",
    "risk.assessed",
    "risk.treatment_planned",
    "risk.task_added",
    "risk.task_done",
    "risk.acceptance_requested",
    "risk.acceptance_declined",
    "risk.accepted",
    "risk.acceptance_revoked",
    "risk.reopened",
    "risk.reviewed",
    "risk.review_scheduled",
    "risk.owner_assigned",
    "risk.due_noticed",
    "risk.closed",
];

/// The lens: the register, folded up to a position, and extended by whoever asks for more.
#[derive(Default)]
pub struct RegisterLens {
    register: RwLock<Register>,
    folding: Mutex<()>,
}

/// Every risk, in the order they were identified.
#[derive(Default)]
pub struct Register {
    upto: u64,
    lines: Vec<Line>,
    by_subject: HashMap<String, usize>,
    systems: Names,
    owners: Names,
    appetites: Vec<Appetite>,
}

/// What was tolerated from an event on.
struct Appetite {
    /// Position of the event.
    from: u64,
    /// When that was.
    at: Micros,
    tolerances: Tolerances,
}

/// A risk, with every state it had.
pub struct Line {
    /// The risk.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// The threat behind it.
    pub threat: Name,
    /// The category of appetite.
    pub category: risks::Category,
    /// When it was identified.
    pub identified: Micros,
    /// Title, id and threat in small letters, to search in.
    pub(super) text: String,
    system: Option<usize>,
    /// Its states before the last, oldest first.
    earlier: Vec<Version>,
    /// The last, beside the rest: nearly every question asks for it, and for nothing behind a pointer.
    last: Version,
}

impl Line {
    /// The state that stood when only what `is_before` accepts had happened.
    fn known(&self, is_before: impl Fn(u64, Micros) -> bool) -> Option<&Version> {
        if is_before(self.last.from, self.last.at) {
            return Some(&self.last);
        }
        let known = self.earlier.partition_point(|version| is_before(version.from, version.at));
        self.earlier.get(known.checked_sub(1)?)
    }

    /// Every state it had, oldest first.
    fn versions(&self) -> impl Iterator<Item = &Version> {
        self.earlier.iter().chain([&self.last])
    }
}

#[derive(Clone)]
struct Version {
    /// Position of the event that made it.
    from: u64,
    /// When that was.
    at: Micros,
    owner: usize,
    state: RiskState,
}

/// Subjects by number: many risks name the same few.
#[derive(Default)]
struct Names {
    all: Vec<Subject>,
    numbers: HashMap<Subject, usize>,
}

impl Names {
    fn number(&mut self, subject: &Subject) -> usize {
        if let Some(number) = self.numbers.get(subject) {
            return *number;
        }
        let number = self.all.len();
        self.all.push(subject.clone());
        self.numbers.insert(subject.clone(), number);
        number
    }
}

/// A risk as it stood at the moment of a question.
#[derive(Clone, Copy)]
pub struct Hit<'a> {
    /// The risk.
    pub line: &'a Line,
    /// The system it belongs to.
    pub system: Option<&'a Subject>,
    /// Who was accountable for it.
    pub owner: &'a Subject,
    /// Where it stood.
    pub state: &'a RiskState,
    /// The worst band its category tolerated.
    pub tolerated: risks::Band,
}

/// What became of a risk of a system, up to a question.
pub(super) struct Life<'a> {
    /// The system it belongs to.
    pub(super) system: &'a Subject,
    /// The risk.
    pub(super) line: &'a Line,
    /// Its states, each from when on.
    pub(super) states: Vec<(Micros, &'a RiskState)>,
    /// What its category tolerated, each from when on; before the first what ships.
    pub(super) tolerated: Vec<(Micros, risks::Band)>,
}

/// A line of the register, as it stood at the moment of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskLine {
    /// The risk.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// The threat behind it.
    pub threat: Name,
    /// The category of appetite.
    pub category: risks::Category,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Who is accountable for it.
    pub owner: Subject,
    /// When it was identified.
    pub identified: Micros,
    /// Where it stands.
    pub state: RiskState,
    /// The worst band its category tolerates.
    pub tolerated: risks::Band,
}

/// A page of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskPage {
    /// The risks on it, in order.
    pub subjects: Vec<Subject>,
    /// Whether there are more behind it.
    pub has_next: bool,
    /// How many there are on all pages.
    pub total: usize,
}

impl RegisterLens {
    /// Answers a question from the register, with at least the first `upto` events folded in.
    pub async fn ask<T>(
        &self,
        store: &Store,
        upto: u64,
        answer: impl FnOnce(&Register) -> T,
    ) -> Result<T, AppError> {
        if self.upto()? < upto {
            let _one_at_a_time = self.folding.lock().await;
            self.catch_up(store, upto).await?;
        }
        let register = self.register.read().map_err(|e| AppError::internal(e.to_string()))?;
        Ok(answer(&register))
    }

    fn upto(&self) -> Result<u64, AppError> {
        Ok(self.register.read().map_err(|e| AppError::internal(e.to_string()))?.upto)
    }

    async fn catch_up(&self, store: &Store, upto: u64) -> Result<(), AppError> {
        loop {
            let from = self.upto()?;
            if from >= upto {
                return Ok(());
            }
            let query = EventQuery {
                kinds: KINDS.iter().map(ToString::to_string).collect(),
                from,
                upto: Some(upto),
                limit: Some(STEP),
                ..EventQuery::default()
            };
            let facts =
                store.events(query).await?.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
            let is_all = u32::try_from(facts.len()).is_ok_and(|count| count < STEP);
            let mut register =
                self.register.write().map_err(|e| AppError::internal(e.to_string()))?;
            for fact in &facts {
                register.fold(fact);
            }
            if is_all {
                register.upto = upto;
            }
        }
    }
}

impl Register {
    pub(super) fn fold(&mut self, fact: &Fact) {
        self.upto = fact.pos.saturating_add(1);
        if let Event::Programme(programme::Event::AppetiteSet { statements, .. }) = &fact.event {
            let tolerances = Tolerances::stated(statements);
            self.appetites.push(Appetite { from: fact.pos, at: fact.at, tolerances });
        }
        let Event::Risks(event) = &fact.event else { return };
        let key = fact.stream.to_string();
        let Some(line) = self.by_subject.get(&key).and_then(|number| self.lines.get_mut(*number))
        else {
            return self.identify(key, event, fact);
        };
        line.earlier.push(line.last.clone());
        (line.last.from, line.last.at) = (fact.pos, fact.at);
        if let risks::Event::OwnerAssigned { owner: new } = event {
            line.last.owner = self.owners.number(new);
        }
        line.last.state.change(event, fact.at);
    }

    fn identify(&mut self, key: String, event: &risks::Event, fact: &Fact) {
        let risks::Event::Identified { title, threat, system, category, owner, .. } = event else {
            return;
        };
        let owner = self.owners.number(owner);
        let state = RiskState::default();
        self.by_subject.insert(key, self.lines.len());
        self.lines.push(Line {
            subject: fact.stream.clone(),
            text: format!("{title} {} {threat}", fact.stream.label()).to_lowercase(),
            title: title.clone(),
            threat: threat.clone(),
            category: *category,
            identified: fact.at,
            system: system.as_ref().map(|system| self.systems.number(system)),
            earlier: Vec::new(),
            last: Version { from: fact.pos, at: fact.at, owner, state },
        });
    }

    /// The risks a question sees, as they stood at its moment.
    pub fn seen<'a>(&'a self, sight: &'a Sight) -> impl Iterator<Item = Hit<'a>> {
        self.at(sight, move |from, _| from < sight.upto)
    }

    /// The risks a question sees, as they stood at an earlier time.
    pub fn seen_at<'a>(&'a self, sight: &'a Sight, time: Micros) -> impl Iterator<Item = Hit<'a>> {
        self.at(sight, move |from, at| from < sight.upto && at <= time)
    }

    /// What is tolerated at the moment of a question.
    pub fn tolerances(&self, sight: &Sight) -> Tolerances {
        self.tolerances_if(|from, _| from < sight.upto)
    }

    fn tolerances_if(&self, is_before: impl Fn(u64, Micros) -> bool) -> Tolerances {
        let known = self.appetites.partition_point(|set| is_before(set.from, set.at));
        let last = known.checked_sub(1).and_then(|last| self.appetites.get(last));
        last.map(|set| set.tolerances.clone()).unwrap_or_default()
    }

    fn at<'a>(
        &'a self,
        sight: &'a Sight,
        is_before: impl Fn(u64, Micros) -> bool + 'a,
    ) -> impl Iterator<Item = Hit<'a>> {
        self.lines.iter().filter_map(self.reading(sight, is_before))
    }

    /// How a line is read by a question: nothing where it may not see the risk, or the risk was not
    /// there yet.
    fn reading<'a>(
        &'a self,
        sight: &Sight,
        is_before: impl Fn(u64, Micros) -> bool + 'a,
    ) -> impl Fn(&'a Line) -> Option<Hit<'a>> {
        let visible: Vec<bool> =
            self.systems.all.iter().map(|system| sight.sees(Some(system))).collect();
        let sees_rest = sight.sees(None);
        let tolerances = self.tolerances_if(&is_before);
        move |line| {
            let is_seen = match line.system {
                Some(system) => visible.get(system).copied().unwrap_or_default(),
                None => sees_rest,
            };
            let version = line.known(&is_before).filter(|_| is_seen)?;
            Some(Hit {
                line,
                system: line.system.and_then(|number| self.systems.all.get(number)),
                owner: self.owners.all.get(version.owner)?,
                state: &version.state,
                tolerated: tolerances.of(line.category),
            })
        }
    }

    /// One risk, if the question sees it.
    fn one<'a>(&'a self, sight: &Sight, risk: &Subject) -> Option<Hit<'a>> {
        let number = self.by_subject.get(&risk.to_string())?;
        let upto = sight.upto;
        self.reading(sight, move |from, _| from < upto)(self.lines.get(*number)?)
    }

    /// Every state that each risk of one system, or of any, had up to a question, and what was
    /// tolerated meanwhile.
    pub(super) fn lives<'a>(
        &'a self,
        sight: &'a Sight,
        system: Option<&'a Subject>,
    ) -> impl Iterator<Item = Life<'a>> {
        let appetites = self.appetites.iter().filter(|set| set.from < sight.upto);
        let appetites: Vec<_> = appetites.map(|set| (set.at, &set.tolerances)).collect();
        let is_asked = move |hit: &Hit<'_>| system.is_none() || hit.system == system;
        self.seen(sight).filter(is_asked).filter_map(move |hit| {
            let known = hit.line.versions().filter(|version| version.from < sight.upto);
            let states = known.map(|version| (version.at, &version.state)).collect();
            let tolerated =
                appetites.iter().map(|(at, set)| (*at, set.of(hit.line.category))).collect();
            Some(Life { system: hit.system?, line: hit.line, states, tolerated })
        })
    }

    /// The risks a filter wants, in the order they were identified.
    pub fn hits<'a>(
        &'a self,
        sight: &'a Sight,
        filter: &'a RiskFilter,
    ) -> impl Iterator<Item = Hit<'a>> {
        let wanted = filter.prepared();
        self.seen(sight).filter(move |hit| wanted.wants(hit, sight.time))
    }

    /// Every risk a filter wants, in order.
    pub fn lines(&self, sight: &Sight, filter: &RiskFilter, order: RiskOrder) -> Vec<RiskLine> {
        let mut all: Vec<Placed<'_>> =
            self.hits(sight, filter).map(|hit| order.placed(hit, sight.time)).collect();
        all.sort_unstable_by(|one, two| order.compare(one, two));
        let line = |Placed { hit, .. }: Placed<'_>| RiskLine {
            subject: hit.line.subject.clone(),
            title: hit.line.title.clone(),
            threat: hit.line.threat.clone(),
            category: hit.line.category,
            system: hit.system.cloned(),
            owner: hit.owner.clone(),
            identified: hit.line.identified,
            state: hit.state.clone(),
            tolerated: hit.tolerated,
        };
        all.into_iter().map(line).collect()
    }

    /// A page of the risks a filter wants; an unknown `after` has no page.
    pub fn page(
        &self,
        sight: &Sight,
        filter: &RiskFilter,
        order: RiskOrder,
        (first, after): (usize, Option<&Subject>),
    ) -> Option<RiskPage> {
        let placed = |hit| order.placed(hit, sight.time);
        let cursor = match after {
            Some(after) => Some(placed(self.one(sight, after)?)),
            None => None,
        };
        let is_behind = |one: &Placed<'_>| {
            cursor.as_ref().is_none_or(|cursor| order.compare(one, cursor).is_gt())
        };
        let (mut page, mut total) = (First::of(order, first), 0_usize);
        for one in self.hits(sight, filter).map(placed) {
            total = total.saturating_add(1);
            if is_behind(&one) {
                page.take(one);
            }
        }
        let (hits, has_next) = page.finish();
        let subjects = hits.iter().map(|hit| hit.line.subject.clone()).collect();
        Some(RiskPage { subjects, has_next, total })
    }
}
