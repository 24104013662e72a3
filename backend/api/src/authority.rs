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
    AnswerNomination, ApproveClass, AssignOwner, AttestEnvironment, CloseIncident, Contain,
    DecideRollback, DecommissionSystem, Delegate, Deploy, ErasePerson, GrantRole, HandleIncident,
    JudgeBatch, LiftQuarantine, ManageAccess, ManagePeople, NominateChampion, PromoteData,
    PromoteModel, ProposeClass, Quarantine, Read, RecordData, RecordEvidence, RecordModel,
    RecordTraining, RegisterSystem, ReportUse, SettleUse, StopDeployment,
};

/// Fields that everybody may ask who is signed in, with or without a role.
pub const SIGNED_IN: &[&str] = &["asOf", "at", "me"];

/// Questions that need the right to read.
pub const QUERIES: &[&str] = &[
    "accountabilities",
    "accountableFor",
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
    "incident",
    "incidents",
    "intake",
    "intakes",
    "lineage",
    "model",
    "modelVersion",
    "models",
    "people",
    "person",
    "questionnaire",
    "roleCatalogue",
    "run",
    "runs",
    "search",
    "source",
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
    ("answerQuestionnaire", ProposeClass),
    ("approveClass", ApproveClass),
    ("assignOwner", AssignOwner),
    ("attachEvidence", RecordEvidence),
    ("attestEnvironment", AttestEnvironment),
    ("changeProvider", RecordModel),
    ("changeSourceAccess", ManageAccess),
    ("changeSourceProfile", ManageAccess),
    ("changeSystemProfile", RegisterSystem),
    ("clearFlag", CloseIncident),
    ("closeIncident", CloseIncident),
    ("completeRollback", HandleIncident),
    ("completeRun", RecordTraining),
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
    ("grantAccess", ManageAccess),
    ("grantRole", GrantRole),
    ("importRoster", ManagePeople),
    ("liftQuarantine", LiftQuarantine),
    ("logRunAction", RecordTraining),
    ("markBatch", JudgeBatch),
    ("markIncidentContained", CloseIncident),
    ("movePerson", ManagePeople),
    ("nominateChampion", NominateChampion),
    ("noteIncident", HandleIncident),
    ("openIncident", HandleIncident),
    ("promoteDatasetVersion", PromoteData),
    ("promoteModelVersion", PromoteModel),
    ("proposeClass", ProposeClass),
    ("proposeRollback", HandleIncident),
    ("publishPostmortem", HandleIncident),
    ("quarantineDatasetVersion", Quarantine),
    ("quarantineModelVersion", Quarantine),
    ("receiveBatch", RecordData),
    ("recordBlastRadius", HandleIncident),
    ("recordRescoring", HandleIncident),
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
    ("reportUse", ReportUse),
    ("requestQuarantineLift", LiftQuarantine),
    ("requestStop", StopDeployment),
    ("retireDatasetVersion", PromoteData),
    ("retireModelVersion", PromoteModel),
    ("reviewAccess", ManageAccess),
    ("revokeAccess", ManageAccess),
    ("sendNotice", HandleIncident),
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
