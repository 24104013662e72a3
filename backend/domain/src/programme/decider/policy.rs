//! The rules for one policy.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decision, Digest, Kind, Micros, Moment, nothing_new, record, refuse};

use super::is_of;
use crate::{
    people,
    programme::{Command, Event, Publication, Refusal, TEXT_TYPES, Text, review_by},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Policy {
    versions: BTreeMap<u64, Publication>,
    /// The digests of the texts that are kept, by version.
    texts: BTreeMap<u64, Digest>,
    /// The day by which the current version is reviewed.
    review_by: Micros,
    noticed: BTreeSet<Micros>,
    is_retired: bool,
}

pub(super) fn publish(
    known: Option<&Policy>,
    new: Publication,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        if let Some(same) = known.versions.get(&new.version) {
            let is_same = *same == new;
            return if is_same {
                nothing_new()
            } else {
                refuse(Refusal::VersionTaken(new.version))
            };
        }
        if known.is_retired {
            return refuse(Refusal::PolicyRetired);
        }
        let latest = known.versions.keys().next_back().copied().unwrap_or_default();
        if new.version <= latest {
            return refuse(Refusal::VersionNotNewer { latest });
        }
    }
    check(&new, moment)?;
    let Publication { title, version, digest, approved_by, binds, attest_within_days, review_due } =
        new;
    record(Event::Published {
        title,
        version,
        digest,
        approved_by,
        binds,
        attest_within_days,
        review_due,
    })
}

fn check(new: &Publication, moment: &Moment) -> Result<(), Refusal> {
    is_of("approved_by", Some(&new.approved_by), Kind::Person, "a person")?;
    if new.approved_by == moment.actor {
        return Err(Refusal::PublisherApproves);
    }
    if let Some(role) = new.binds.iter().find(|role| people::role(role.as_str()).is_none()) {
        return Err(Refusal::UnknownRole(role.clone()));
    }
    if new.attest_within_days == Some(0) {
        return Err(Refusal::NoTimeToAttest);
    }
    match new.review_due {
        Some(due) if due <= moment.now => Err(Refusal::ReviewInThePast(due)),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn go_on(
    policy: &Policy,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Retire { reason } = command {
        return if policy.is_retired { nothing_new() } else { record(Event::Retired { reason }) };
    }
    if let Command::KeepText(text) = command {
        return keep_text(policy, text);
    }
    let Command::NoticeReview { due, told } = command else {
        return nothing_new();
    };
    let is_news = !policy.is_retired && due == policy.review_by && !policy.noticed.contains(&due);
    if !is_news || !moment.now.is_after_day_of(due) {
        return nothing_new();
    }
    record(Event::ReviewDueNoticed { due, told })
}

fn keep_text(policy: &Policy, text: Text) -> Decision<Event, Refusal> {
    let Some(publication) = policy.versions.get(&text.version) else {
        return refuse(Refusal::NoSuchVersion(text.version));
    };
    let kept = policy.texts.get(&text.version);
    if kept == Some(&text.digest) {
        return nothing_new();
    }
    if policy.is_retired {
        return refuse(Refusal::PolicyRetired);
    }
    if !TEXT_TYPES.contains(&text.media_type.as_str()) {
        return refuse(Refusal::TextTypeNotKept(text.media_type));
    }
    if text.bytes == 0 {
        return refuse(Refusal::EmptyText);
    }
    if kept.is_some() {
        return refuse(Refusal::TextKept(text.version));
    }
    if let Some(expected) = publication.digest.as_ref().filter(|known| **known != text.digest) {
        let (version, expected, sent) = (text.version, expected.clone(), text.digest);
        return refuse(Refusal::AnotherText { version, expected, sent });
    }
    let Text { version, digest, media_type, bytes, name } = text;
    record(Event::TextKept { version, digest, media_type, bytes, name })
}

pub(super) fn evolve(policy: &mut Option<Policy>, event: &Event, at: Micros) {
    if let Event::Published {
        title,
        version,
        digest,
        approved_by,
        binds,
        attest_within_days,
        review_due,
    } = event
    {
        let policy = policy.get_or_insert_default();
        policy.review_by = review_by(at, *review_due);
        let publication = Publication {
            title: title.clone(),
            version: *version,
            digest: digest.clone(),
            approved_by: approved_by.clone(),
            binds: binds.clone(),
            attest_within_days: *attest_within_days,
            review_due: *review_due,
        };
        policy.versions.insert(*version, publication);
    }
    let Some(policy) = policy else { return };
    if let Event::TextKept { version, digest, .. } = event {
        policy.texts.insert(*version, digest.clone());
    }
    policy.is_retired |= matches!(event, Event::Retired { .. });
    if let Event::ReviewDueNoticed { due, .. } = event {
        policy.noticed.insert(*due);
    }
}
