//! Activity: what the security champions of a team did, and how long ago the last of it is.
//!
//! # The definition
//! Counted is what a champion did while they were the champion of the team, whoever's system it was
//! about, as far as the reader may see it. A thing counts once, however many champions had a hand in
//! it, at the last moment one of them did.
//!
//! - A design review is *attended* by whoever takes part in it when it is concluded. Until then it is
//!   attended by whoever answered one of its questions, at their last answer that stands. Being named
//!   alone is not attending.
//! - A finding is *handled* by whoever closes it, by its owner when it is closed, and by whoever does
//!   or closes an action that mends it.
//! - An action that mends no finding is *done* by its owner when they report it done, or when it is
//!   closed where nobody reported it; and by whoever closes it.
//!
//! The counts are those of the last twelve calendar months in UTC, that of the moment among them.
//! The *last* is the latest of all of it, however long ago, and the days since are whole ones.
//!
//! # Invariants
//! - What somebody did before they became the champion is not counted.
//!   (`what_was_done_before_one_was_the_champion_does_not_count`)
//! - A review is attended by speaking or by staying to its end. (`being_named_is_not_attending`)
//! - A finding that took several steps counts once. (`a_finding_counts_once`)
//! - The months add up to the counts. (`months_add_up_to_the_counts`)
//!
//! # Deliberately absent
//! - Findings of gates: there are no gates yet. They count here when there are.
//! - Training: what somebody learnt is seen by few, and has pages of its own.
//! - Raising a finding: it is noticing, not handling; whoever raises it has no part in mending it.

use std::collections::BTreeMap;

use kernel::{Micros, Subject};

use super::PersonRow;
use crate::reviews::{ActionRow, FindingRow, ReviewRow};

/// How many months are counted, that of the moment among them.
const MONTHS: i64 = 12;

/// What sort of work it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// Attending a design review.
    Review,
    /// Handling a finding.
    Finding,
    /// Doing or closing an action that mends no finding.
    Action,
}

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Deed {
    who: Subject,
    work: Work,
    thing: Subject,
    at: Micros,
}

/// What everybody did in reviews, and about findings and actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds(Vec<Deed>);

/// What the security champions of a team did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Since when the team has had them.
    pub since: Micros,
    /// Design reviews attended in the twelve months.
    pub reviews_attended: usize,
    /// Findings handled in them.
    pub findings_handled: usize,
    /// Other actions done in them.
    pub actions_done: usize,
    /// When they last did any of it, however long ago.
    pub last: Option<Micros>,
    /// The twelve months, oldest first.
    pub months: Vec<Month>,
}

/// A calendar month, and how many things were done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Which, such as `2026-02`.
    pub name: String,
    /// How many things.
    pub count: usize,
}

impl Activity {
    /// Whole days from the last of it to a moment.
    pub fn days_since_last(&self, at: Micros) -> Option<i64> {
        self.last.map(|last| at.days_since(last))
    }
}

impl Deeds {
    /// What rows say was done.
    pub fn of<'a>(
        reviews: impl IntoIterator<Item = &'a ReviewRow>,
        findings: impl IntoIterator<Item = &'a FindingRow>,
        actions: impl IntoIterator<Item = &'a ActionRow>,
    ) -> Self {
        let mut deeds = Vec::new();
        for row in reviews {
            of_review(row, &mut deeds);
        }
        for row in findings {
            of_finding(row, &mut deeds);
        }
        for row in actions {
            of_action(row, &mut deeds);
        }
        Self(deeds)
    }
}

/// What the champions of a team did, as of a moment; nothing while it has none.
pub fn activity<'a>(
    team: &Subject,
    people: impl IntoIterator<Item = &'a PersonRow>,
    deeds: &Deeds,
    at: Micros,
) -> Option<Activity> {
    let champions: Vec<&PersonRow> =
        people.into_iter().filter(|one| one.champions(team, at)).collect();
    let since = champions.iter().filter_map(|one| one.champion_since(team, at)).min()?;
    let counts = |deed: &&Deed| {
        let is_theirs = |one: &&PersonRow| one.subject == deed.who && one.champions(team, deed.at);
        deed.at <= at && champions.iter().any(is_theirs)
    };
    let mut things: BTreeMap<(Work, &Subject), Micros> = BTreeMap::new();
    for deed in deeds.0.iter().filter(counts) {
        let last = things.entry((deed.work, &deed.thing)).or_insert(deed.at);
        *last = deed.at.max(*last);
    }
    let this = month_of(at).unwrap_or_default();
    let months: Vec<i64> = (0..MONTHS).rev().map(|back| this.saturating_sub(back)).collect();
    let recent: Vec<(Work, i64)> = things
        .iter()
        .filter_map(|((work, _), at)| Some((*work, month_of(*at)?)))
        .filter(|(_, month)| months.contains(month))
        .collect();
    let of = |wanted: Work| recent.iter().filter(|(work, _)| *work == wanted).count();
    let in_month = |month: &i64| Month {
        name: name_of(*month),
        count: recent.iter().filter(|(_, other)| other == month).count(),
    };
    Some(Activity {
        since,
        reviews_attended: of(Work::Review),
        findings_handled: of(Work::Finding),
        actions_done: of(Work::Action),
        last: things.values().max().copied(),
        months: months.iter().map(in_month).collect(),
    })
}

fn of_review(row: &ReviewRow, deeds: &mut Vec<Deed>) {
    for one in &row.participants {
        let concluded = row.concluded.as_ref().map(|concluded| concluded.at);
        let said = row.questions.iter().filter_map(|asked| asked.said.as_ref());
        let own = said.filter(|said| said.by == one.person).map(|said| said.at);
        if let Some(at) = concluded.or_else(|| own.max()) {
            let (who, thing) = (one.person.clone(), row.subject.clone());
            deeds.push(Deed { who, work: Work::Review, thing, at });
        }
    }
}

fn of_finding(row: &FindingRow, deeds: &mut Vec<Deed>) {
    let Some((at, by, _)) = &row.closed else { return };
    for who in std::iter::once(by).chain(&row.owner) {
        let (who, thing) = (who.clone(), row.subject.clone());
        deeds.push(Deed { who, work: Work::Finding, thing, at: *at });
    }
}

fn of_action(row: &ActionRow, deeds: &mut Vec<Deed>) {
    let (work, thing) = match &row.finding {
        Some(finding) => (Work::Finding, finding),
        None => (Work::Action, &row.subject),
    };
    let done = row.reported.as_ref().or(row.closed.as_ref()).map(|(at, ..)| (&row.owner, *at));
    let seen = row.closed.as_ref().map(|(at, by, _)| (by, *at));
    for (who, at) in done.into_iter().chain(seen) {
        deeds.push(Deed { who: who.clone(), work, thing: thing.clone(), at });
    }
}

/// The calendar month of a moment in UTC, counted from the year 0.
fn month_of(at: Micros) -> Option<i64> {
    let date = at.date();
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month) = (parts.next()??, parts.next()??);
    Some(year.saturating_mul(12).saturating_add(month).saturating_sub(1))
}

/// A month as `2026-02`.
fn name_of(month: i64) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12).saturating_add(1))
}
