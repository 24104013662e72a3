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

use std::{cmp::Ordering, collections::HashMap, sync::RwLock};

use domain::{Event, programme, risks};
use kernel::{Micros, Name, Subject};
use store::{EventQuery, Store};
use tokio::sync::Mutex;

use super::{
    appetite::Tolerances,
    filter::{RiskFilter, RiskOrder, RiskSort},
    state::{RiskState, Status},
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
    versions: Vec<Version>,
}

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
        let Some(last) = line.versions.last() else { return };
        let (mut state, mut owner) = (last.state.clone(), last.owner);
        if let risks::Event::OwnerAssigned { owner: new } = event {
            owner = self.owners.number(new);
        }
        state.change(event, fact.at);
        line.versions.push(Version { from: fact.pos, at: fact.at, owner, state });
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
            versions: vec![Version { from: fact.pos, at: fact.at, owner, state }],
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
        let visible: Vec<bool> =
            self.systems.all.iter().map(|system| sight.sees(Some(system))).collect();
        let sees_rest = sight.sees(None);
        let tolerances = self.tolerances_if(&is_before);
        self.lines.iter().filter_map(move |line| {
            let is_seen = match line.system {
                Some(system) => visible.get(system).copied().unwrap_or_default(),
                None => sees_rest,
            };
            let known =
                line.versions.partition_point(|version| is_before(version.from, version.at));
            let version = line.versions.get(known.checked_sub(1)?).filter(|_| is_seen)?;
            Some(Hit {
                line,
                system: line.system.and_then(|number| self.systems.all.get(number)),
                owner: self.owners.all.get(version.owner)?,
                state: &version.state,
                tolerated: tolerances.of(line.category),
            })
        })
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
            let known = hit.line.versions.iter().filter(|version| version.from < sight.upto);
            let states = known.map(|version| (version.at, &version.state)).collect();
            let tolerated =
                appetites.iter().map(|(at, set)| (*at, set.of(hit.line.category))).collect();
            Some(Life { system: hit.system?, line: hit.line, states, tolerated })
        })
    }

    /// The risks a filter wants, in no order.
    pub fn hits<'a>(&'a self, sight: &'a Sight, filter: &'a RiskFilter) -> Vec<Hit<'a>> {
        let wanted = filter.prepared();
        self.seen(sight).filter(|hit| wanted.wants(hit, sight.time)).collect()
    }

    /// Every risk a filter wants, in order.
    pub fn lines(&self, sight: &Sight, filter: &RiskFilter, order: RiskOrder) -> Vec<RiskLine> {
        let mut hits = self.hits(sight, filter);
        hits.sort_unstable_by(|one, two| order.compare(one, two, sight.time));
        let line = |hit: Hit<'_>| RiskLine {
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
        hits.into_iter().map(line).collect()
    }

    /// A page of the risks a filter wants; an unknown `after` has no page.
    pub fn page(
        &self,
        sight: &Sight,
        filter: &RiskFilter,
        order: RiskOrder,
        (first, after): (usize, Option<&Subject>),
    ) -> Option<RiskPage> {
        let mut hits = self.hits(sight, filter);
        let total = hits.len();
        if let Some(after) = after {
            let cursor = self.seen(sight).find(|hit| hit.line.subject == *after)?;
            hits.retain(|hit| order.compare(hit, &cursor, sight.time) == Ordering::Greater);
        }
        let has_next = hits.len() > first;
        if has_next && first > 0 {
            hits.select_nth_unstable_by(first, |one, two| order.compare(one, two, sight.time));
        }
        hits.truncate(first);
        hits.sort_unstable_by(|one, two| order.compare(one, two, sight.time));
        let subjects = hits.iter().map(|hit| hit.line.subject.clone()).collect();
        Some(RiskPage { subjects, has_next, total })
    }
}

impl RiskOrder {
    /// Which of two risks stands first at a moment. What has no value of the order stands last
    /// either way.
    fn compare(self, one: &Hit<'_>, two: &Hit<'_>, at: Micros) -> Ordering {
        let (first, second) = (one.line, two.line);
        let order = match self.sort {
            RiskSort::Title => self.turn(first.title.as_str().cmp(second.title.as_str())),
            RiskSort::Threat => self.turn(first.threat.as_str().cmp(second.threat.as_str())),
            RiskSort::Category
            | RiskSort::Status
            | RiskSort::Residual
            | RiskSort::Inherent
            | RiskSort::Current
            | RiskSort::Identified
            | RiskSort::Review
            | RiskSort::AcceptedUntil
            | RiskSort::Tasks => match (self.number(one, at), self.number(two, at)) {
                (Some(one), Some(two)) => self.turn(one.cmp(&two)),
                (one, two) => one.is_none().cmp(&two.is_none()),
            },
        };
        order.then_with(|| first.subject.cmp(&second.subject))
    }

    fn turn(self, order: Ordering) -> Ordering {
        if self.descending { order.reverse() } else { order }
    }

    fn number(self, hit: &Hit<'_>, at: Micros) -> Option<i64> {
        // The band first, then the product: 1 × 5 is graver than 1 × 4.
        let score = |which| {
            let score: risks::Score = hit.state.score(which)?;
            let band = place(risks::Band::ALL, &score.band())?;
            Some(band.saturating_mul(100).saturating_add(score.value().into()))
        };
        match self.sort {
            RiskSort::Residual => score(risks::Which::Residual),
            RiskSort::Current => score(risks::Which::Current),
            RiskSort::Inherent => score(risks::Which::Inherent),
            RiskSort::Category => place(risks::Category::ALL, &hit.line.category),
            RiskSort::Status => place(&Status::ALL, &hit.state.status(at)),
            RiskSort::Identified => Some(hit.line.identified.0),
            RiskSort::Review => hit.state.review.map(|review| review.0),
            RiskSort::AcceptedUntil => hit.state.accepted.map(|accepted| accepted.until.0),
            RiskSort::Tasks => i64::try_from(hit.state.open_tasks.len()).ok(),
            RiskSort::Title | RiskSort::Threat => None,
        }
    }
}

/// The place of a word among all of its kind.
fn place<T: PartialEq>(all: &[T], one: &T) -> Option<i64> {
    all.iter().position(|other| other == one).and_then(|place| i64::try_from(place).ok())
}
