//! The checks, in the order of how much they weigh.

use std::collections::{BTreeMap, HashSet};

use kernel::Subject;

use super::{Check, Inconsistency, Weight, material::Material};
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
        mend: "Contain it, or roll it back to the last clean version.",
        find: suspect_live,
    },
    Check {
        key: "live_after_end",
        title: "Live although its system was taken out of use",
        weight: Weight::Urgent,
        mend: "Retire the deployment.",
        find: live_after_end,
    },
    Check {
        key: "no_owner",
        title: "A system without an accountable owner",
        weight: Weight::Open,
        mend: "Name an owner on the page of the system.",
        find: |material| nobody(&material.owners, "Nobody is accountable for it"),
    },
    Check {
        key: "no_champion",
        title: "A team that runs a system without a security champion",
        weight: Weight::Open,
        mend: "Ask somebody of the team on the page of accountability.",
        find: |material| nobody(&material.champions, "It runs a system and has no champion"),
    },
    Check {
        key: "unclassified",
        title: "In use without a class of the EU AI Act",
        weight: Weight::Open,
        mend: "Answer the questionnaire of the AI Act for the system.",
        find: unclassified,
    },
    Check {
        key: "class_outdated",
        title: "Changed after it was classified",
        weight: Weight::Open,
        mend: "Answer the questionnaire of the AI Act again.",
        find: class_outdated,
    },
    Check {
        key: "unreviewed_live",
        title: "In use without a design review that counts",
        weight: Weight::Open,
        mend: "Open a design review of the system, with somebody of security.",
        find: unreviewed_live,
    },
    Check {
        key: "overdue_action",
        title: "An action whose day has passed",
        weight: Weight::Open,
        mend: "Do it and have somebody else see it done, or give it to somebody else.",
        find: overdue_action,
    },
    Check {
        key: "untested_live",
        title: "Live without any evidence about it",
        weight: Weight::Open,
        mend: "Test the version and attach the report.",
        find: untested_live,
    },
    Check {
        key: "stale_evidence",
        title: "Live with evidence that is too old",
        weight: Weight::Open,
        mend: "Repeat the test and attach the new report.",
        find: stale_evidence,
    },
    Check {
        key: "unattested_environment",
        title: "Trained where nobody attested the environment",
        weight: Weight::Hole,
        mend: "Attest the environment, and look at the runs since.",
        find: unattested_environment,
    },
    Check {
        key: "orphan_dataset",
        title: "A dataset version of unknown origin",
        weight: Weight::Hole,
        mend: "Register it again with its source, its batches or what it was derived from.",
        find: orphan_dataset,
    },
];

fn found(subject: &Subject, why: impl Into<String>, since: kernel::Micros) -> Inconsistency {
    Inconsistency { subject: subject.clone(), why: why.into(), since }
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
            found(&row.subject, why, row.activated)
        })
        .collect()
}

fn live_after_end(material: &Material) -> Vec<Inconsistency> {
    let ended = material.live().filter_map(|row| {
        let system = material.systems.get(row.system.as_ref()?)?;
        let since = system.decommissioned?;
        Some(found(&row.subject, format!("{} was taken out of use", system.name.as_str()), since))
    });
    ended.collect()
}

fn nobody(coverage: &Coverage, why: &str) -> Vec<Inconsistency> {
    let missing = coverage.missing.iter().map(|gap| {
        let why = match &gap.left {
            Some(person) => format!("{why} since {person} left"),
            None => why.to_owned(),
        };
        found(&gap.subject, why, gap.since)
    });
    missing.collect()
}

fn unclassified(material: &Material) -> Vec<Inconsistency> {
    let in_use = material.systems_in_use();
    let open = material.systems.rows.iter().filter(|row| row.classification.is_none());
    open.filter_map(|row| {
        let since = in_use.get(&row.subject)?;
        Some(found(&row.subject, "It is live and has no class", *since))
    })
    .collect()
}

fn class_outdated(material: &Material) -> Vec<Inconsistency> {
    let in_use = material.systems.rows.iter().filter(|row| row.decommissioned.is_none());
    in_use
        .filter_map(|row| {
            let since = row.changed_since_class?;
            Some(found(&row.subject, "What decides on its class was changed", since))
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
    for (system, since) in material.systems_in_use() {
        match newest.get(system) {
            None => found_here.push(found(system, "Nobody reviewed its design", since)),
            Some(row) if !row.is_fresh(material.at) => {
                let until = row.fresh_until().unwrap_or(since);
                let why = format!("Its last design review counted until {}", until.date());
                found_here.push(found(system, why, until.max(since)));
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
            found(&row.subject, why, row.due)
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
            found(&row.subject, why, row.activated)
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
            Some(found(&row.subject, why, row.stale_at()?))
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
            let why = match runs {
                1 => String::from("One run began while no attestation held"),
                many => format!("{many} runs began while no attestation held"),
            };
            found(environment, why, since)
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
            found(&row.subject, why, row.registered)
        })
        .collect()
}
