//! The table that gives every question and every mutation its act.
//!
//! Who may do an act is decided in `domain::authority`; this table says which act a field of the
//! schema is. A field that is not in it can be asked by nobody, and fails a test.
//!
//! # Invariants
//! - Every query and mutation of the schema is in the table, and nothing else. (`every_field_has_its_act`)
//! - What the table says is what happens. (`every_field_as_every_role`)

use domain::authority::{Act, Caller};

use Act::{
    AnswerNomination, AnswerReview, ApproveClass, AssignOwner, AttestEnvironment, AttestPolicy,
    CloseAction, CloseFinding, CloseIncident, ConcludeReview, Contain, DecideRollback,
    DecommissionSystem, Delegate, Deploy, ErasePerson, FundInitiative, GiveFeedback, GrantRole,
    HandleIncident, JudgeBatch, LiftQuarantine, ManageAccess, ManagePeople, NominateChampion,
    OpenAction, OpenReview, PromoteData, PromoteModel, ProposeClass, PublishPolicy, Quarantine,
    RaiseFinding, Read, RecordData, RecordEvidence, RecordExercise, RecordMeeting, RecordModel,
    RecordSurvey, RecordTraining, RegisterSystem, ReportAction, ReportUse, RunInitiative,
    SetAppetite, SettleFeedback, SettleUse, StopDeployment,
};

/// Fields that everybody may ask who is signed in, with or without a role.
pub const SIGNED_IN: &[&str] = &["asOf", "at", "me"];

/// Questions that need the right to read.
pub const QUERIES: &[&str] = &[
    "accountabilities",
    "accountableFor",
    "action",
    "actions",
    "appetite",
    "batch",
    "blastRadius",
    "conclude",
    "consistency",
    "containmentPlan",
    "dashboard",
    "dataset",
    "datasetVersion",
    "datasets",
    "deployment",
    "deployments",
    "environment",
    "environments",
    "event",
    "events",
    "evidence",
    "evidenceItem",
    "exercises",
    "feedback",
    "feedbackItem",
    "finding",
    "findings",
    "incident",
    "incidents",
    "initiative",
    "initiatives",
    "intake",
    "intakes",
    "lineage",
    "meeting",
    "meetings",
    "model",
    "modelVersion",
    "models",
    "people",
    "person",
    "policies",
    "policy",
    "questionnaire",
    "review",
    "reviews",
    "roleCatalogue",
    "run",
    "runs",
    "source",
    "surveys",
    "system",
    "systems",
    "team",
    "teams",
    "timeline",
];

/// Mutations, each with the act it is.
pub const MUTATIONS: &[(&str, Act)] = &[
    ("acceptNomination", AnswerNomination),
    ("activateDeployment", Deploy),
    ("addReviewParticipant", OpenReview),
    ("answerQuestionnaire", ProposeClass),
    ("answerReview", AnswerReview),
    ("approveClass", ApproveClass),
    ("assignOwner", AssignOwner),
    ("attachEvidence", RecordEvidence),
    ("attestEnvironment", AttestEnvironment),
    ("attestPolicy", AttestPolicy),
    ("changeProvider", RecordModel),
    ("changeSourceAccess", ManageAccess),
    ("changeSourceProfile", ManageAccess),
    ("changeSystemProfile", RegisterSystem),
    ("clearFlag", CloseIncident),
    ("closeAction", CloseAction),
    ("closeFinding", CloseFinding),
    ("closeIncident", CloseIncident),
    ("closeInitiative", RunInitiative),
    ("completeRollback", HandleIncident),
    ("completeRun", RecordTraining),
    ("concludeReview", ConcludeReview),
    ("confirmStop", StopDeployment),
    ("contain", Contain),
    ("createTeam", ManagePeople),
    ("deactivatePerson", ManagePeople),
    ("decideRollback", DecideRollback),
    ("declineNomination", AnswerNomination),
    ("decommissionSystem", DecommissionSystem),
    ("delegateRole", Delegate),
    ("dismissUse", SettleUse),
    ("endDelegation", Delegate),
    ("endDeployment", Deploy),
    ("endRole", GrantRole),
    ("erasePerson", ErasePerson),
    ("failRun", RecordTraining),
    ("flagDeployment", Contain),
    ("followUpDecision", RecordMeeting),
    ("fundInitiative", FundInitiative),
    ("giveFeedback", GiveFeedback),
    ("grantAccess", ManageAccess),
    ("grantRole", GrantRole),
    ("importRoster", ManagePeople),
    ("liftQuarantine", LiftQuarantine),
    ("linkFinding", RaiseFinding),
    ("logRunAction", RecordTraining),
    ("markBatch", JudgeBatch),
    ("markIncidentContained", CloseIncident),
    ("movePerson", ManagePeople),
    ("nominateChampion", NominateChampion),
    ("noteIncident", HandleIncident),
    ("openAction", OpenAction),
    ("openIncident", HandleIncident),
    ("openReview", OpenReview),
    ("promoteDatasetVersion", PromoteData),
    ("promoteModelVersion", PromoteModel),
    ("proposeClass", ProposeClass),
    ("proposeRollback", HandleIncident),
    ("publishPolicy", PublishPolicy),
    ("publishPostmortem", HandleIncident),
    ("quarantineDatasetVersion", Quarantine),
    ("quarantineModelVersion", Quarantine),
    ("raiseFinding", RaiseFinding),
    ("reassignAction", OpenAction),
    ("receiveBatch", RecordData),
    ("recordBlastRadius", HandleIncident),
    ("recordExercise", RecordExercise),
    ("recordInitiativeOutcome", RunInitiative),
    ("recordMeeting", RecordMeeting),
    ("recordRescoring", HandleIncident),
    ("recordSpending", RunInitiative),
    ("recordSurvey", RecordSurvey),
    ("registerDataset", RecordData),
    ("registerDatasetVersion", RecordData),
    ("registerEnvironment", AttestEnvironment),
    ("registerModel", RecordModel),
    ("registerModelVersion", RecordModel),
    ("registerOrganisation", ManagePeople),
    ("registerPerson", ManagePeople),
    ("registerPromptVersion", RecordModel),
    ("registerSource", RecordData),
    ("registerSystem", RegisterSystem),
    ("rejectDatasetVersion", PromoteData),
    ("rejectModelVersion", PromoteModel),
    ("releaseModelVersion", PromoteModel),
    ("releaseOwner", AssignOwner),
    ("reportAction", ReportAction),
    ("reportUse", ReportUse),
    ("requestQuarantineLift", LiftQuarantine),
    ("requestStop", StopDeployment),
    ("retireDatasetVersion", PromoteData),
    ("retireModelVersion", PromoteModel),
    ("retirePolicy", PublishPolicy),
    ("reviewAccess", ManageAccess),
    ("revokeAccess", ManageAccess),
    ("sendNotice", HandleIncident),
    ("setAppetite", SetAppetite),
    ("settleFeedback", SettleFeedback),
    ("settleUse", SettleUse),
    ("startRun", RecordTraining),
    ("stopRun", RecordTraining),
    ("tellOwner", HandleIncident),
    ("withdrawEvidence", RecordEvidence),
];

/// The act of a mutation, or of a question that needs one.
pub fn act_of(field: &str) -> Option<Act> {
    if QUERIES.contains(&field) {
        return Some(Read);
    }
    MUTATIONS.iter().find(|(name, _)| *name == field).map(|(_, act)| *act)
}

/// Whether somebody signed in may ask a question. What they see of the answer is judged thing by
/// thing.
pub fn may_ask(caller: &Caller, field: &str) -> bool {
    SIGNED_IN.contains(&field) || act_of(field).is_some_and(|act| caller.ever_may(act))
}

/// The mutations somebody may ever send, somewhere.
pub fn mutations_of(caller: &Caller) -> Vec<&'static str> {
    MUTATIONS.iter().filter(|(_, act)| caller.ever_may(*act)).map(|(name, _)| *name).collect()
}
