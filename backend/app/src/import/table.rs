//! The table of importable facts: event type → the command that reports it.

/// How one type of fact becomes a command.
pub struct Entry {
    /// The event type.
    pub kind: &'static str,
    /// The command's variant, as serde writes it.
    pub variant: &'static str,
    /// Fields that hold personal text.
    pub personal: &'static [&'static str],
    /// Whether the variant has no fields.
    pub is_bare: bool,
}

const fn entry(kind: &'static str, variant: &'static str) -> Entry {
    Entry { kind, variant, personal: &[], is_bare: false }
}

const fn told(
    kind: &'static str,
    variant: &'static str,
    personal: &'static [&'static str],
) -> Entry {
    Entry { kind, variant, personal, is_bare: false }
}

const fn bare(kind: &'static str, variant: &'static str) -> Entry {
    Entry { kind, variant, personal: &[], is_bare: true }
}

/// Every fact that can be reported from outside. A type that is not here is refused by name.
pub const TABLE: &[Entry] = &[
    entry("organisation.registered", "RegisterOrganisation"),
    entry("team.created", "CreateTeam"),
    told("person.registered", "Register", &["name", "email"]),
    entry("person.moved", "Move"),
    entry("person.role_granted", "GrantRole"),
    entry("person.role_ended", "EndRole"),
    bare("person.deactivated", "Deactivate"),
    entry("system.registered", "Register"),
    entry("system.owner_assigned", "AssignOwner"),
    entry("system.owner_released", "ReleaseOwner"),
    entry("system.profile_changed", "ChangeProfile"),
    entry("system.questionnaire_answered", "AnswerQuestionnaire"),
    told("system.decommissioned", "Decommission", &["reason"]),
    told("intake.reported", "ReportUse", &["details"]),
    entry("intake.settled", "SettleUse"),
    told("intake.dismissed", "DismissUse", &["reason"]),
    entry("system.classification_proposed", "ProposeClass"),
    told("system.classification_approved", "ApproveClass", &["note"]),
    entry("source.registered", "RegisterSource"),
    told("source.profile_changed", "ChangeSourceProfile", &["reason"]),
    entry("source.access_changed", "ChangeSourceAccess"),
    entry("batch.received", "ReceiveBatch"),
    told("batch.marked", "MarkBatch", &["reason"]),
    entry("dataset.registered", "Register"),
    entry("dataset.version_registered", "RegisterVersion"),
    told("dataset.version_promoted", "PromoteVersion", &["reason"]),
    told("dataset.version_retired", "RetireVersion", &["reason"]),
    told("dataset.version_rejected", "RejectVersion", &["reason"]),
    entry("dataset.access_granted", "GrantAccess"),
    entry("dataset.access_revoked", "RevokeAccess"),
    entry("dataset.access_reviewed", "ReviewAccess"),
    told("dataset.quarantined", "Quarantine", &["reason"]),
    told("dataset.quarantine_lift_requested", "RequestLift", &["reason"]),
    told("dataset.quarantine_lifted", "Lift", &["reason"]),
    entry("environment.registered", "RegisterEnvironment"),
    entry("environment.attested", "Attest"),
    entry("run.started", "Start"),
    told("run.action_logged", "LogAction", &["note"]),
    entry("run.completed", "Complete"),
    told("run.failed", "Fail", &["reason"]),
    told("run.stopped", "Stop", &["reason"]),
    entry("model.registered", "Register"),
    entry("model.version_registered", "RegisterVersion"),
    told("model.version_promoted", "PromoteVersion", &["reason"]),
    told("model.version_rejected", "RejectVersion", &["reason"]),
    told("model.version_retired", "RetireVersion", &["reason"]),
    told("model.version_quarantined", "QuarantineVersion", &["reason"]),
    told("model.version_released", "ReleaseVersion", &["reason"]),
    entry("model.provider_changed", "ChangeProvider"),
    told("prompt.version_registered", "RegisterPromptVersion", &["note"]),
    entry("evidence.attached", "Attach"),
    told("evidence.withdrawn", "Withdraw", &["reason"]),
    entry("deployment.activated", "Activate"),
    told("deployment.ended", "End", &["reason"]),
    entry("deployment.flagged", "Flag"),
    told("deployment.stop_requested", "RequestStop", &["reason"]),
    told("deployment.stop_confirmed", "ConfirmStop", &["note"]),
    entry("deployment.flag_cleared", "ClearFlag"),
    entry("incident.opened", "Open"),
    told("incident.noted", "AddNote", &["note"]),
    entry("incident.blast_radius_computed", "RecordBlastRadius"),
    entry("incident.owner_told", "TellOwner"),
    entry("incident.rollback_proposed", "ProposeRollback"),
    told("incident.rollback_decided", "DecideRollback", &["reason"]),
    entry("incident.rollback_completed", "CompleteRollback"),
    told("incident.notice_sent", "SendNotice", &["addressee", "about"]),
    entry("incident.decisions_rescored", "RecordRescoring"),
    bare("incident.contained", "Contain"),
    told("incident.closed", "Close", &["summary"]),
    entry("incident.postmortem_published", "PublishPostmortem"),
    entry("review.opened", "Open"),
    entry("review.participant_joined", "Join"),
    told("review.answered", "Answer", &["note"]),
    told("review.concluded", "Conclude", &["note"]),
    entry("finding.raised", "Raise"),
    entry("finding.linked", "Link"),
    told("finding.closed", "CloseFinding", &["note"]),
    entry("action.opened", "OpenAction"),
    entry("action.reassigned", "Reassign"),
    told("action.done", "ReportDone", &["note"]),
    told("action.closed", "CloseAction", &["note"]),
    entry("policy.published", "Publish"),
    told("policy.retired", "Retire", &["reason"]),
    entry("policy.attested", "Attest"),
    entry("appetite.set", "SetAppetite"),
    entry("initiative.funded", "Fund"),
    entry("initiative.spent", "Spend"),
    entry("initiative.outcome_recorded", "RecordOutcome"),
    told("initiative.closed", "CloseInitiative", &["summary"]),
    entry("meeting.held", "Hold"),
    told("meeting.decision_followed_up", "FollowUp", &["note"]),
    entry("exercise.completed", "CompleteExercise"),
    entry("survey.closed", "CloseSurvey"),
    told("feedback.received", "Receive", &["text"]),
    told("feedback.answered", "Settle", &["why"]),
];

/// The entry of an event type.
pub fn entry_of(kind: &str) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.kind == kind)
}
