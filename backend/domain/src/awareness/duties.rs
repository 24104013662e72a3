//! Duties: what a person must know at a moment, and whether they do. Derived, never stored.
//!
//! A role needs modules for as long as it is held, and so does a system for as long as somebody works
//! on it; an assignment or a campaign asks once. What is
//! asked for by several is as urgent as the most urgent of them.

use std::collections::BTreeMap;

use kernel::{Micros, Name, Subject};
use serde::{Deserialize, Serialize};

use super::{Campaign, Completion, Plan, Record, Told};
use crate::authority::Grant;

/// So many days before its end a completion is shown as expiring.
const EXPIRING_DAYS: i64 = 30;
/// So many days before it is due somebody is told.
const COMING_DAYS: i64 = 14;
/// Days for whoever joins the audience of a campaign after it started.
const JOINED_DAYS: i64 = 30;

/// Who a duty is about: what the log says of them at the moment asked about.
#[derive(Clone, Copy, Debug)]
pub struct Learner<'a> {
    /// The roles held, current or not.
    pub grants: &'a [Grant],
    /// The team.
    pub team: Option<&'a Subject>,
    /// Since when they have been in it.
    pub in_team_since: Micros,
    /// Since when they have been known.
    pub known_since: Micros,
    /// The systems they work on at the moment, each since when.
    pub systems: &'a [(Subject, Micros)],
    /// What they did, by module.
    pub records: &'a BTreeMap<Name, Record>,
}

/// Why a module is required.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// By a role that is held, by its id in the catalogue.
    Role(String),
    /// By a system the person works on.
    System(Subject),
    /// Somebody asked this person.
    Assigned,
    /// A campaign asks, by its id.
    Campaign(Name),
}

/// Where somebody stands with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is not done, and the time is over.
    Overdue {
        /// When it was due.
        since: Micros,
    },
    /// It is not done, and there is time.
    Due {
        /// Until when.
        by: Micros,
    },
    /// It is done, and its end is near.
    Expiring {
        /// From when on it no longer counts.
        until: Micros,
    },
    /// It is done.
    Current {
        /// From when on it no longer counts.
        until: Micros,
    },
    /// The person is excused.
    Waived {
        /// Until when.
        until: Micros,
    },
}

/// A module that is required of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The module.
    pub module: Name,
    /// Where they stand.
    pub standing: Standing,
    /// Why it is required.
    pub because: Vec<Because>,
}

/// Something a person is to be told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// The module.
    pub module: Name,
    /// Whether it is coming or overdue.
    pub what: Told,
    /// When it is or was due.
    pub due: Micros,
}

impl Standing {
    /// The moment it turns on.
    pub fn moment(self) -> Micros {
        match self {
            Self::Overdue { since: at }
            | Self::Due { by: at }
            | Self::Expiring { until: at }
            | Self::Current { until: at }
            | Self::Waived { until: at } => at,
        }
    }

    /// Whether the module counts as done.
    pub fn is_done(self) -> bool {
        match self {
            Self::Current { .. } | Self::Expiring { .. } => true,
            Self::Overdue { .. } | Self::Due { .. } | Self::Waived { .. } => false,
        }
    }

    /// Most urgent first.
    pub fn urgency(self) -> (u8, Micros) {
        let rank = match self {
            Self::Overdue { .. } => 0,
            Self::Due { .. } => 1,
            Self::Expiring { .. } => 2,
            Self::Current { .. } => 3,
            Self::Waived { .. } => 4,
        };
        (rank, self.moment())
    }
}

/// One reason to require a module.
struct Need {
    module: Name,
    because: Because,
    by: Micros,
    asks: Asks,
}

/// For how long a reason asks.
#[derive(Clone, Copy)]
enum Asks {
    /// As long as it holds.
    Always,
    /// Until it was done once, since then or so that it counts on the day it is due.
    Once { since: Micros, anew: bool },
}

/// What is required of somebody at a moment, each module once, by module.
pub fn duties(plan: &Plan, learner: &Learner<'_>, at: Micros) -> Vec<Duty> {
    let mut found: BTreeMap<Name, Duty> = BTreeMap::new();
    for need in needs(plan, learner, at) {
        let record = learner.records.get(&need.module);
        let done = record.and_then(|record| record.completed.as_ref());
        let Some(mut standing) = stands(&need, done, at) else { continue };
        if let Some(until) = record.and_then(|record| record.waived_at(at)) {
            standing = Standing::Waived { until };
        }
        let Need { module, because, .. } = need;
        let duty = found.entry(module.clone()).or_insert_with(|| Duty {
            module,
            standing,
            because: Vec::new(),
        });
        if standing.urgency() < duty.standing.urgency() {
            duty.standing = standing;
        }
        if !duty.because.contains(&because) {
            duty.because.push(because);
        }
    }
    found.into_values().collect()
}

/// What of some duties somebody is to be told at a moment.
pub fn notices(duties: &[Duty], at: Micros) -> Vec<Notice> {
    let notice = |duty: &Duty| {
        let what = match duty.standing {
            Standing::Overdue { .. } => Some(Told::Overdue),
            Standing::Due { by: due } | Standing::Expiring { until: due } => {
                (due.plus_days(-COMING_DAYS) <= at).then_some(Told::Coming)
            }
            Standing::Current { .. } | Standing::Waived { .. } => None,
        };
        let (module, due) = (duty.module.clone(), duty.standing.moment());
        what.map(|what| Notice { module, what, due })
    };
    duties.iter().filter_map(notice).collect()
}

fn needs(plan: &Plan, learner: &Learner<'_>, at: Micros) -> Vec<Need> {
    let mut needs = Vec::new();
    for grant in learner.grants.iter().filter(|grant| grant.is_current(at)) {
        for rule in plan.rules(&grant.role, at) {
            let since = grant.from.max(rule.since);
            needs.push(Need {
                module: rule.module,
                because: Because::Role(grant.role.clone()),
                by: since.plus_days(i64::from(rule.grace_days)),
                asks: Asks::Always,
            });
        }
    }
    for (system, joined) in learner.systems {
        for rule in plan.rules_of_system(system) {
            let since = rule.since.max(*joined);
            needs.push(Need {
                module: rule.module,
                because: Because::System(system.clone()),
                by: since.plus_days(i64::from(rule.grace_days)),
                asks: Asks::Always,
            });
        }
    }
    for (module, record) in learner.records {
        // A module that was taken away is asked of nobody any more.
        let asked = record.assigned.filter(|_| plan.module(module, at).is_some());
        needs.extend(asked.map(|asked| Need {
            module: module.clone(),
            because: Because::Assigned,
            by: asked.due,
            asks: Asks::Once { since: asked.at, anew: true },
        }));
    }
    for campaign in plan.campaigns.iter().filter(|campaign| campaign.is_running(at)) {
        needs.extend(asked_by(plan, campaign, learner, at));
    }
    needs
}

fn asked_by(plan: &Plan, campaign: &Campaign, learner: &Learner<'_>, at: Micros) -> Vec<Need> {
    let Some(joined) = joined(campaign, learner, at) else { return Vec::new() };
    let by = if joined > campaign.started {
        campaign.due.max(joined.plus_days(JOINED_DAYS))
    } else {
        campaign.due
    };
    let known = campaign.modules.iter().filter(|module| plan.module(module, at).is_some());
    let need = |module: &Name| Need {
        module: module.clone(),
        because: Because::Campaign(campaign.id.clone()),
        by,
        asks: Asks::Once { since: campaign.started, anew: campaign.anew },
    };
    known.map(need).collect()
}

/// Since when somebody has been in the audience of a campaign; none when they are not.
fn joined(campaign: &Campaign, learner: &Learner<'_>, at: Micros) -> Option<Micros> {
    let audience = &campaign.audience;
    if audience.is_everybody() {
        return Some(learner.known_since);
    }
    let is_named = |grant: &&Grant| audience.roles.iter().any(|role| role.as_str() == grant.role);
    let current = learner.grants.iter().filter(|grant| grant.is_current(at));
    let by_role = current.filter(is_named).map(|grant| grant.from);
    let by_team = audience.has_team(learner.team).then_some(learner.in_team_since);
    let named = learner.systems.iter().filter(|(system, _)| audience.systems.contains(system));
    let by_system = named.map(|(_, since)| *since);
    by_role.chain(by_team).chain(by_system).min()
}

/// Where a need stands; none when it asked once and got its answer, which is over by now.
fn stands(need: &Need, done: Option<&Completion>, at: Micros) -> Option<Standing> {
    let Some(done) = done else { return Some(open(need.by, at)) };
    match need.asks {
        Asks::Always if at < done.until => Some(fresh(done.until, at)),
        Asks::Always => Some(open(need.by.max(done.until), at)),
        Asks::Once { since, anew } => {
            let is_answered = done.at >= since || (!anew && done.until > need.by);
            match (is_answered, at < done.until) {
                (true, true) => Some(Standing::Current { until: done.until }),
                (true, false) => None,
                (false, _) => Some(open(need.by, at)),
            }
        }
    }
}

fn open(by: Micros, at: Micros) -> Standing {
    if at < by { Standing::Due { by } } else { Standing::Overdue { since: by } }
}

fn fresh(until: Micros, at: Micros) -> Standing {
    if until.plus_days(-EXPIRING_DAYS) <= at {
        Standing::Expiring { until }
    } else {
        Standing::Current { until }
    }
}
