//! Duties over random histories, against a model that knows nothing of the derivation.

use std::collections::BTreeMap;

use kernel::Name;
use proptest::prelude::*;

use super::{Event, completed, day, publication, published};
use crate::{
    authority::Grant,
    awareness::{Because, Duty, Learner, Plan, Record, Standing, duties},
    golden::{name, reason, subject},
};

/// What happens to a person on a day.
#[derive(Clone, Debug)]
enum Happens {
    Granted(&'static str, i64),
    Completed(&'static str),
    Assigned(&'static str, i64),
    Waived(&'static str, i64),
}

const MODULES: [&str; 2] = ["M1", "M2"];
const NEEDED: [(&str, &[&str]); 2] = [("data_scientist", &MODULES), ("approver", &["M1"])];
/// A completion of the tests counts for twelve months: 365 days, or 366 across 29 February 2028.
const YEARS: [i64; 2] = [365, 366];

fn happens() -> impl Strategy<Value = Happens> {
    let module = || prop::sample::select(&MODULES);
    let role = prop::sample::select(&["data_scientist", "approver"]);
    prop_oneof![
        (role, 1_i64..400).prop_map(|(role, days)| Happens::Granted(role, days)),
        module().prop_map(Happens::Completed),
        (module(), 1_i64..90).prop_map(|(module, days)| Happens::Assigned(module, days)),
        (module(), 1_i64..90).prop_map(|(module, days)| Happens::Waived(module, days)),
    ]
}

fn history() -> impl Strategy<Value = Vec<(i64, Happens)>> {
    let days = prop::collection::vec((0_i64..700, happens()), 0..14);
    days.prop_map(|mut days| {
        days.sort_by_key(|(day, _)| *day);
        days
    })
}

struct Known {
    plan: Plan,
    grants: Vec<Grant>,
    records: BTreeMap<Name, Record>,
}

/// Folds everything that happened up to and with a day.
fn known(history: &[(i64, Happens)], upto: i64) -> Known {
    let mut plan = Plan::default();
    plan.evolve(&published(publication()), day(0));
    let mut known = Known { plan, grants: Vec::new(), records: BTreeMap::new() };
    for (on, happens) in history.iter().filter(|(on, _)| *on <= upto) {
        let (module, event) = match happens {
            Happens::Granted(role, days) => {
                let (from, until) = (day(*on), Some(day(on + days)));
                let (role, scope) = ((*role).to_owned(), subject("team:t-1"));
                known.grants.push(Grant { role, scope, from, until });
                continue;
            }
            Happens::Completed(module) => (*module, completed(module, "1", None, None)),
            Happens::Assigned(module, days) => {
                let due = day(on + days);
                (*module, Event::Assigned { module: name(module), due, why: reason() })
            }
            Happens::Waived(module, days) => {
                let until = day(on + days);
                (*module, Event::Waived { module: name(module), until, reason: reason() })
            }
        };
        known.records.entry(name(module)).or_default().evolve(&event, day(*on));
    }
    known
}

impl Known {
    fn duties(&self, at: i64) -> Vec<Duty> {
        let learner = Learner {
            grants: &self.grants,
            team: None,
            in_team_since: day(0),
            known_since: day(0),
            systems: &[],
            records: &self.records,
        };
        duties(&self.plan, &learner, day(at))
    }
}

/// The model: walks over the history itself, in days.
fn expected(history: &[(i64, Happens)], module: &str, at: i64) -> Option<&'static str> {
    let before = || history.iter().filter(|(on, _)| *on <= at);
    let done: Vec<i64> = before()
        .filter(|(_, what)| matches!(what, Happens::Completed(done) if *done == module))
        .map(|(on, _)| *on)
        .collect();
    let counts = |on: i64| at < on + year_after(on);
    let held: Vec<i64> = before()
        .filter_map(|(on, what)| match what {
            Happens::Granted(role, days) if at < on + days => {
                let needs =
                    NEEDED.iter().any(|(known, needs)| known == role && needs.contains(&module));
                needs.then_some(*on)
            }
            Happens::Granted(..)
            | Happens::Completed(_)
            | Happens::Assigned(..)
            | Happens::Waived(..) => None,
        })
        .collect();
    let assigned = before()
        .filter_map(|(on, what)| match what {
            Happens::Assigned(asked, days) if *asked == module => Some((*on, on + days)),
            Happens::Granted(..)
            | Happens::Completed(_)
            | Happens::Assigned(..)
            | Happens::Waived(..) => None,
        })
        .next_back();
    let waived = before()
        .filter_map(|(on, what)| match what {
            Happens::Waived(excused, days) if *excused == module => Some(on + days),
            Happens::Granted(..)
            | Happens::Completed(_)
            | Happens::Assigned(..)
            | Happens::Waived(..) => None,
        })
        .next_back();
    let is_current = done.last().is_some_and(|on| counts(*on));
    let open = assigned.filter(|(on, _)| done.last().is_none_or(|done| done < on));
    let answered = assigned.is_some() && open.is_none() && is_current;
    if held.is_empty() && open.is_none() && !answered {
        return None;
    }
    if waived.is_some_and(|until| at < until) {
        return Some("waived");
    }
    let ended = done.last().filter(|on| !counts(**on)).map(|on| on + year_after(*on));
    let by_role = held.iter().map(|from| (from + 30).max(ended.unwrap_or_default())).min();
    let by_role = by_role.filter(|_| !is_current);
    let late = by_role.is_some_and(|by| by <= at) || open.is_some_and(|(_, due)| due <= at);
    if late {
        return Some("overdue");
    }
    if by_role.is_some() || open.is_some() {
        return Some("due");
    }
    Some("done")
}

fn year_after(on: i64) -> i64 {
    let end = day(on).plus_months(12).days_since(day(on));
    assert!(YEARS.contains(&end), "{end}");
    end
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue { .. } => "overdue",
        Standing::Due { .. } => "due",
        Standing::Expiring { .. } | Standing::Current { .. } => "done",
        Standing::Waived { .. } => "waived",
    }
}

proptest! {
    #[test]
    fn duties_follow_from_any_history(history in history(), at in 0_i64..1_100) {
        let duties = known(&history, at).duties(at);
        for module in MODULES {
            let mut of_it = duties.iter().filter(|duty| duty.module == name(module));
            let found = of_it.next().map(|duty| word(duty.standing));
            prop_assert_eq!(found, expected(&history, module, at), "{} on day {}", module, at);
            prop_assert!(of_it.next().is_none(), "{} is there twice", module);
        }
    }

    #[test]
    fn completing_a_module_never_makes_it_more_urgent(history in history(), at in 0_i64..700) {
        let before = known(&history, at);
        let mut more = history.clone();
        more.push((at, Happens::Completed("M1")));
        more.sort_by_key(|(day, _)| *day);
        let after = known(&more, at).duties(at);
        for duty in before.duties(at).iter().filter(|duty| duty.module == name("M1")) {
            let now = after.iter().find(|other| other.module == duty.module);
            let is_waived = matches!(duty.standing, Standing::Waived { .. });
            prop_assert!(is_waived || now.is_none_or(|now| now.standing.is_done()), "{:?}", now);
        }
    }

    #[test]
    fn time_alone_never_completes_anything(history in history(), at in 0_i64..700, later in 1_i64..300) {
        let known = known(&history, at);
        let (before, after) = (known.duties(at), known.duties(at + later));
        for duty in after.iter().filter(|duty| duty.standing.is_done()) {
            let was = before.iter().find(|other| other.module == duty.module).map(|was| was.standing);
            let was_done = was.is_none_or(|was| was.is_done() || matches!(was, Standing::Waived { .. }));
            prop_assert!(was_done, "{:?} became {:?}", was, duty.standing);
        }
    }

    #[test]
    fn every_duty_says_why(history in history(), at in 0_i64..1_100) {
        for duty in known(&history, at).duties(at) {
            prop_assert!(!duty.because.is_empty());
            let campaigns = duty.because.iter().filter(|why| matches!(why, Because::Campaign(_)));
            prop_assert_eq!(campaigns.count(), 0);
        }
    }
}
