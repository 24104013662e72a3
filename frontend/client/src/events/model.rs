//! Events in words: who, when, of what family.
use super::EventRow;
use crate::list::Heading;

/// A family of event kinds, as the filter offers it.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// As it stands in an address.
    pub slug: &'static str,
    /// The words.
    pub words: &'static str,
    /// Its kinds.
    pub kinds: &'static [&'static str],
}

/// All families, in the order of an AI system's life; notices of what is due stand in the family of
/// their thing as well.
pub const FAMILIES: [Family; 11] = [
    Family {
        slug: "systems",
        words: "Systems",
        kinds: &[
            "system.registered",
            "system.owner_assigned",
            "system.owner_released",
            "system.classification_proposed",
            "system.classification_approved",
        ],
    },
    Family {
        slug: "data",
        words: "Data",
        kinds: &[
            "source.registered",
            "source.profile_changed",
            "source.access_changed",
            "batch.received",
            "batch.marked",
            "dataset.registered",
            "dataset.reassigned",
            "dataset.version_registered",
            "dataset.version_promoted",
            "dataset.version_retired",
            "dataset.version_rejected",
            "dataset.access_granted",
            "dataset.access_revoked",
            "dataset.access_reviewed",
            "dataset.access_review_due_noticed",
            "dataset.privacy_technique_declared",
            "dataset.privacy_technique_withdrawn",
            "dataset.privacy_budget_set",
            "dataset.quarantined",
            "dataset.quarantine_lift_requested",
            "dataset.quarantine_lifted",
        ],
    },
    Family {
        slug: "training",
        words: "Training",
        kinds: &[
            "environment.registered",
            "environment.attested",
            "environment.attestation_lapse_noticed",
            "run.started",
            "run.action_logged",
            "run.completed",
            "run.failed",
            "run.stopped",
            "run.privacy_spent",
            "run.privacy_spending_corrected",
        ],
    },
    Family {
        slug: "models",
        words: "Models",
        kinds: &[
            "model.registered",
            "model.version_registered",
            "model.version_promoted",
            "model.version_rejected",
            "model.version_retired",
            "model.version_quarantined",
            "model.version_released",
            "model.provider_changed",
            "prompt.version_registered",
            "prompt.text_given",
        ],
    },
    Family {
        slug: "evidence",
        words: "Evidence",
        kinds: &["evidence.attached", "evidence.withdrawn", "evidence.file_kept"],
    },
    Family {
        slug: "deployments",
        words: "Deployments",
        kinds: &[
            "deployment.activated",
            "deployment.ended",
            "deployment.flagged",
            "deployment.stop_requested",
            "deployment.stop_confirmed",
            "deployment.flag_cleared",
        ],
    },
    Family {
        slug: "incidents",
        words: "Incidents",
        kinds: &[
            "incident.opened",
            "incident.noted",
            "incident.threats_named",
            "incident.blast_radius_computed",
            "incident.owner_told",
            "incident.rollback_proposed",
            "incident.rollback_decided",
            "incident.rollback_completed",
            "incident.notice_sent",
            "incident.decisions_rescored",
            "incident.contained",
            "incident.closed",
            "incident.postmortem_published",
            "incident.assessed",
            "incident.role_given",
            "incident.measure_ordered",
            "incident.measure_confirmed",
            "incident.measure_withdrawn",
            "incident.clock_started",
            "incident.clock_met",
            "incident.clock_dismissed",
            "incident.due_noticed",
            "incident.correction_linked",
            "incident.correction_unlinked",
            "incident.review_held",
        ],
    },
    Family {
        slug: "reviews",
        words: "Reviews and actions",
        kinds: &[
            "review.opened",
            "review.participant_joined",
            "review.answered",
            "review.concluded",
            "review.lapse_noticed",
            "finding.raised",
            "finding.linked",
            "finding.reassigned",
            "finding.closed",
            "action.opened",
            "action.reassigned",
            "action.done",
            "action.closed",
            "action.overdue_noticed",
        ],
    },
    Family {
        slug: "programme",
        words: "Programme",
        kinds: &[
            "policy.published",
            "policy.text_kept",
            "policy.retired",
            "policy.review_due_noticed",
            "policy.attested",
            "policy.attestation_due_noticed",
            "appetite.set",
            "initiative.funded",
            "initiative.spent",
            "initiative.outcome_recorded",
            "initiative.reassigned",
            "initiative.closed",
            "meeting.held",
            "meeting.decision_followed_up",
            "meeting.decision_reassigned",
            "meeting.decision_due_noticed",
            "exercise.completed",
            "survey.closed",
            "feedback.received",
            "feedback.answered",
        ],
    },
    Family {
        slug: "people",
        words: "People",
        kinds: &[
            "organisation.registered",
            "team.created",
            "person.registered",
            "person.moved",
            "person.role_granted",
            "person.role_ended",
            "person.delegation_end_noticed",
            "person.deactivated",
            "person.erased",
        ],
    },
    Family {
        slug: "notices",
        words: "Notices",
        kinds: &[
            "action.overdue_noticed",
            "awareness.due_noticed",
            "control.due_noticed",
            "control.turn_noticed",
            "dataset.access_review_due_noticed",
            "environment.attestation_lapse_noticed",
            "incident.due_noticed",
            "meeting.decision_due_noticed",
            "person.delegation_end_noticed",
            "policy.attestation_due_noticed",
            "policy.review_due_noticed",
            "review.lapse_noticed",
            "risk.due_noticed",
        ],
    },
];

/// The kinds that a word of an address stands for: a family, or one kind by its own name.
pub fn kinds_of(word: &str) -> Vec<String> {
    if word.is_empty() {
        return Vec::new();
    }
    match FAMILIES.iter().find(|family| family.slug == word) {
        Some(family) => family.kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        None => vec![word.to_owned()],
    }
}

impl EventRow {
    /// Who did it, as far as it may be said: the claimed actor where there is one.
    pub fn who(&self) -> String {
        let claimed = self.claimed_actor.as_ref().map(|actor| (actor, &self.claimed_actor_name));
        let (actor, name) = claimed.unwrap_or((&self.actor, &self.actor_name));
        name.clone().unwrap_or_else(|| actor.name().to_owned())
    }

    /// The subject that [`EventRow::who`] names.
    pub fn who_subject(&self) -> &str {
        self.claimed_actor.as_ref().unwrap_or(&self.actor).as_str()
    }

    /// The event in words, one for every column of [`COLUMNS`].
    pub fn cells(&self) -> Vec<String> {
        let said = |is: bool| String::from(if is { "Yes" } else { "No" });
        vec![
            self.position.0.to_string(),
            self.kind.clone(),
            self.sentence.clone(),
            self.who(),
            self.who_subject().to_owned(),
            self.at.0.clone(),
            self.stream.0.clone(),
            said(self.late),
            said(self.imported),
            self.leaf_hash.clone(),
        ]
    }
}

/// Columns of events. Their order is that of the log, from either end.
pub const COLUMNS: &[Heading] = &[
    Heading::number("Position").sorted("position"),
    Heading::new("Kind").file_only(),
    Heading::new("What happened"),
    Heading::new("Who"),
    Heading::new("Who id").file_only(),
    Heading::new("When"),
    Heading::new("About").minor(),
    Heading::new("Late").file_only(),
    Heading::new("Imported").file_only(),
    Heading::new("Leaf hash").minor(),
];

/// Puts newly heard events where they belong: none twice, at most `most`, from the end of the log
/// that is first.
pub fn with_news(
    mut rows: Vec<EventRow>,
    news: Vec<EventRow>,
    most: usize,
    oldest_first: bool,
) -> Vec<EventRow> {
    rows.extend(news);
    rows.sort_by_key(|row| row.position);
    if !oldest_first {
        rows.reverse();
    }
    rows.dedup_by_key(|row| row.position);
    rows.truncate(most);
    rows
}
