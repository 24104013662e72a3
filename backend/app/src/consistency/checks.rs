//! The checks, in the order of how much they weigh.

use std::collections::{BTreeMap, HashSet};

use kernel::{Kind, Subject};

use super::{Check, Inconsistency, Weight, material::Material, mend, risks};
use crate::{
    evaluations::{EvidenceRow, Freshness},
    people::Coverage,
    reviews::ReviewRow,
};

/// All of them.
pub(super) const ALL: &[Check] = &[
    Check {
        key: "suspect_live",
        title: "Live although something tainted went into it",
        weight: Weight::Urgent,
        mend: "Contain it, or roll it back to the last clean version",
        find: suspect_live,
    },
    Check {
        key: "live_after_end",
        title: "Live although its system was taken out of use",
        weight: Weight::Urgent,
        mend: "Retire the deployment",
        find: live_after_end,
    },
    Check {
        key: "no_owner",
        title: "A system without an accountable owner",
        weight: Weight::Open,
        mend: "Name an owner",
        find: no_owner,
    },
    Check {
        key: "no_champion",
        title: "A team that runs a system without a security champion",
        weight: Weight::Open,
        mend: "Ask somebody of the team",
        find: no_champion,
    },
    Check {
        key: "unclassified",
        title: "In use without a class of the EU AI Act",
        weight: Weight::Open,
        mend: "Answer the questionnaire of the AI Act",
        find: unclassified,
    },
    Check {
        key: "unapproved_class",
        title: "In use with a class of the EU AI Act that nobody approved",
        weight: Weight::Open,
        mend: "Approve the class, or propose another one",
        find: unapproved_class,
    },
    Check {
        key: "class_outdated",
        title: "Changed after it was classified",
        weight: Weight::Open,
        mend: "Answer the questionnaire of the AI Act again",
        find: class_outdated,
    },
    Check {
        key: "unreviewed_live",
        title: "In use without a design review that counts",
        weight: Weight::Open,
        mend: "Open a design review, with somebody of security",
        find: unreviewed_live,
    },
    Check {
        key: "lapsed_acceptance",
        title: "A risk whose acceptance has expired",
        weight: Weight::Open,
        mend: "Ask again for its acceptance, or treat the risk",
        find: risks::lapsed_acceptance,
    },
    Check {
        key: "lowered_without_control",
        title: "A risk scored lower with no control to show for it",
        weight: Weight::Open,
        mend: "Show that a control against it works, or score the risk again",
        find: risks::lowered_without_control,
    },
    Check {
        key: "overdue_action",
        title: "An action whose day has passed",
        weight: Weight::Open,
        mend: "Do it and have somebody see it done, or give it to somebody else",
        find: overdue_action,
    },
    Check {
        key: "untested_live",
        title: "Live without any evidence about it",
        weight: Weight::Open,
        mend: "Test the version and attach the report",
        find: untested_live,
    },
    Check {
        key: "stale_evidence",
        title: "Live with evidence that is too old",
        weight: Weight::Open,
        mend: "Repeat the test and attach the new report",
        find: stale_evidence,
    },
    Check {
        key: "unscored_risk",
        title: "A risk that nobody scored",
        weight: Weight::Hole,
        mend: "Score the risk",
        find: risks::unscored_risk,
    },
    Check {
        key: "unattested_environment",
        title: "Trained where nobody attested the environment",
        weight: Weight::Hole,
        mend: "Attest the environment, and look at the runs since",
        find: unattested_environment,
    },
    Check {
        key: "orphan_dataset",
        title: "A dataset version of unknown origin",
        weight: Weight::Hole,
        mend: "Register it again with its source, its batches or what it was derived from",
        find: orphan_dataset,
    },
];

/// What a check found; its own page mends it, unless the check names another one.
pub(super) fn found(
    (subject, system): (&Subject, Option<&Subject>),
    why: impl Into<String>,
    since: kernel::Micros,
) -> Inconsistency {
    Inconsistency {
        subject: subject.clone(),
        system: system.cloned(),
        why: why.into(),
        since,
        mend_at: mend::page_of(subject),
    }
}

fn suspect_live(material: &Material) -> Vec<Inconsistency> {
    let open: HashSet<&Subject> = material
        .incidents
        .rows
        .iter()
        .filter(|incident| incident.closed.is_none())
        .map(|incident| &incident.subject)
        .collect();
    let tainted = material.live().filter(|row| !material.is_clean(&row.subject));
    tainted
        .map(|row| {
            let why = match row.flagged_by.as_ref().filter(|incident| open.contains(incident)) {
                Some(incident) => format!("{incident} is open and it still answers"),
                None => String::from("No open incident is about it"),
            };
            found((&row.subject, row.system.as_ref()), why, row.activated)
                .mended_at(mend::blast_of(&row.model))
        })
        .collect()
}

fn live_after_end(material: &Material) -> Vec<Inconsistency> {
    let ended = material.live().filter_map(|row| {
        let system = material.systems.get(row.system.as_ref()?)?;
        let since = system.decommissioned?;
        let why = format!("{} was taken out of use", system.name.as_str());
        Some(found((&row.subject, row.system.as_ref()), why, since))
    });
    ended.collect()
}

fn no_owner(material: &Material) -> Vec<Inconsistency> {
    nobody(&material.owners, "Nobody is accountable for it")
}

fn no_champion(material: &Material) -> Vec<Inconsistency> {
    let missing = nobody(&material.champions, "It runs a system and has no champion");
    missing.into_iter().map(|one| one.mended_at(mend::ACCOUNTABILITY.to_owned())).collect()
}

fn nobody(coverage: &Coverage, why: &str) -> Vec<Inconsistency> {
    let missing = coverage.missing.iter().map(|gap| {
        let why = match &gap.left {
            Some(person) => format!("{why} since {person} left"),
            None => why.to_owned(),
        };
        let system = Some(&gap.subject).filter(|subject| subject.kind() == Kind::System);
        found((&gap.subject, system), why, gap.since)
    });
    missing.collect()
}

fn unclassified(material: &Material) -> Vec<Inconsistency> {
    let in_use = material.systems_in_use();
    let open = material.systems.rows.iter().filter(|row| row.classification.is_none());
    open.filter_map(|row| {
        let since = in_use.get(&row.subject)?;
        Some(of_act(&row.subject, "It is live and has no class", *since))
    })
    .collect()
}

/// A class that only one person stands behind is none yet.
fn unapproved_class(material: &Material) -> Vec<Inconsistency> {
    let in_use = material.systems_in_use();
    let proposed = material.systems.rows.iter().filter_map(|row| {
        let class = row.classification.as_ref().filter(|class| !class.approved)?;
        let live = in_use.get(&row.subject)?;
        let day = class.proposed.date();
        let why = format!("Its class was proposed on {day}, and nobody approved it");
        Some(of_act(&row.subject, why, class.proposed.max(*live)))
    });
    proposed.collect()
}

/// What the page of a system under the AI Act mends.
fn of_act(system: &Subject, why: impl Into<String>, since: kernel::Micros) -> Inconsistency {
    found((system, Some(system)), why, since).mended_at(mend::act_of(system))
}

fn class_outdated(material: &Material) -> Vec<Inconsistency> {
    let in_use = material.systems.rows.iter().filter(|row| row.decommissioned.is_none());
    in_use
        .filter_map(|row| {
            let since = row.changed_since_class?;
            Some(of_act(&row.subject, "What decides on its class was changed", since))
        })
        .collect()
}

fn unreviewed_live(material: &Material) -> Vec<Inconsistency> {
    let mut newest: BTreeMap<&Subject, &ReviewRow> = BTreeMap::new();
    let concluded = material.reviews.rows.iter().map(|row| &**row);
    for row in concluded.filter(|row| row.fresh_until().is_some()) {
        let slot = newest.entry(&row.system).or_insert(row);
        if row.fresh_until() > slot.fresh_until() {
            *slot = row;
        }
    }
    let mut found_here = Vec::new();
    let of_it = |system: &Subject, why: String, since| {
        found((system, Some(system)), why, since).mended_at(mend::reviews_of(system))
    };
    for (system, since) in material.systems_in_use() {
        match newest.get(system) {
            None => {
                let why = String::from("Nobody reviewed its design");
                found_here.push(of_it(system, why, since));
            }
            Some(row) if !row.is_fresh(material.at) => {
                let until = row.fresh_until().unwrap_or(since);
                let why = format!("Its last design review counted until {}", until.date());
                found_here.push(of_it(system, why, until.max(since)));
            }
            Some(_) => {}
        }
    }
    found_here
}

fn overdue_action(material: &Material) -> Vec<Inconsistency> {
    let overdue = material.actions.rows.iter().filter(|row| row.is_overdue(material.at));
    overdue
        .map(|row| {
            let why = format!("It was to be done by {}", row.due.date());
            found((&row.subject, row.system.as_ref()), why, row.due)
        })
        .collect()
}

fn untested_live(material: &Material) -> Vec<Inconsistency> {
    let tested: HashSet<&Subject> = material
        .evidence
        .rows
        .iter()
        .filter(|row| row.withdrawn.is_none())
        .map(|row| &row.about)
        .collect();
    let untested = material
        .live()
        .filter(|row| !tested.contains(&row.model) && !tested.contains(&row.subject));
    untested
        .map(|row| {
            let why = format!("Nothing says how {} was tested", row.model);
            found((&row.subject, row.system.as_ref()), why, row.activated)
                .mended_at(mend::page_of(&row.model))
        })
        .collect()
}

/// Of each type of evidence about what is live, the newest piece counts.
fn stale_evidence(material: &Material) -> Vec<Inconsistency> {
    let live: HashSet<&Subject> =
        material.live().flat_map(|row| [&row.model, &row.subject]).collect();
    let mut newest: BTreeMap<(&Subject, &str), &EvidenceRow> = BTreeMap::new();
    let counted = material.evidence.rows.iter().filter(|row| row.withdrawn.is_none());
    for row in counted.map(|row| &**row).filter(|row| live.contains(&row.about)) {
        let slot = newest.entry((&row.about, row.evidence_type.as_str())).or_insert(row);
        if row.attached > slot.attached {
            *slot = row;
        }
    }
    let stale = newest.values().filter(|row| row.freshness(material.at) == Freshness::Stale);
    stale
        .filter_map(|row| {
            let why = format!("{} is live, and this no longer counts", row.about);
            Some(found((&row.subject, row.system.as_ref()), why, row.stale_at()?))
        })
        .collect()
}

fn unattested_environment(material: &Material) -> Vec<Inconsistency> {
    let mut open: BTreeMap<&Subject, (kernel::Micros, usize)> = BTreeMap::new();
    for run in &material.runs.rows {
        let Some(environment) = &run.environment else { continue };
        let Some(row) = material.environments.get(environment) else { continue };
        let attested =
            row.attestations.iter().any(|one| one.at <= run.started && run.started < one.until);
        if !attested {
            let entry = open.entry(environment).or_insert((run.started, 0));
            *entry = (entry.0.min(run.started), entry.1.saturating_add(1));
        }
    }
    open.into_iter()
        .map(|(environment, (since, runs))| {
            let row = material.environments.get(environment);
            let system = row.as_ref().and_then(|row| row.system.as_ref());
            let why = match runs {
                1 => String::from("One run began while no attestation held"),
                many => format!("{many} runs began while no attestation held"),
            };
            found((environment, system), why, since)
        })
        .collect()
}

fn orphan_dataset(material: &Material) -> Vec<Inconsistency> {
    let orphans = material.versions.rows.iter().filter(|row| {
        row.source.is_none() && row.batches.is_empty() && row.derived_from.is_empty()
    });
    orphans
        .map(|row| {
            let why = "It names no source, no batch and nothing it was derived from";
            found((&row.subject, row.system.as_ref()), why, row.registered)
        })
        .collect()
}
