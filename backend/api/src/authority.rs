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
    AcceptRisk, AnswerNomination, ApproveClass, AssessRisk, AssignControl, AssignOwner,
    AssignTraining, AttestEnvironment, CloseIncident, Contain, DecideApplicability, DecideRollback,
    DecommissionSystem, Delegate, Deploy, ErasePerson, ExtendCatalogue, GrantRole, HandleIncident,
    IdentifyRisk, JudgeBatch, Learn, LiftQuarantine, LinkEvidence, LoadCatalogue, ManageAccess,
    ManagePeople, NominateChampion, NoticeControl, PromoteData, PromoteModel, ProposeClass,
    PublishCurriculum, Quarantine, Read, ReadCoverage, ReadLearning, RecordData, RecordEvidence,
    RecordLearning, RecordModel, RecordTraining, RegisterSystem, ReportUse, RequestAcceptance,
    RevokeAcceptance, RunCampaign, SettleUse, StopDeployment, TreatRisk, WaiveTraining,
};

/// Fields that everybody may ask who is signed in, with or without a role.
pub const SIGNED_IN: &[&str] = &["asOf", "at", "me", "myTraining"];

/// Questions that need a right of their own.
pub const NARROW: &[(&str, Act)] = &[
    ("literacyReport", ReadCoverage),
    ("training", ReadLearning),
    ("trainingCoverage", ReadCoverage),
];

/// Questions that need the right to read.
pub const QUERIES: &[&str] = &[
    "accountabilities",
    "accountableFor",
    "batch",
    "blastRadius",
    "campaigns",
    "catalogue",
    "catalogueControl",
    "catalogueItem",
    "catalogueItems",
    "conclude",
    "consistency",
    "containmentPlan",
    "control",
    "controls",
    "curriculum",
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
    "evidenceTypes",
    "framework",
    "frameworks",
    "heatMap",
    "incident",
    "incidents",
    "intake",
    "intakes",
    "lineage",
    "model",
    "modelVersion",
    "models",
    "module",
    "modules",
    "people",
    "person",
    "questionnaire",
    "roleCatalogue",
    "risk",
    "riskExposure",
    "riskScheme",
    "risks",
    "run",
    "runs",
    "source",
    "system",
    "systems",
    "team",
    "teams",
    "threat",
    "threats",
    "timeline",
    "traceability",
];

/// Mutations, each with the act it is.
pub const MUTATIONS: &[(&str, Act)] = &[
    ("acceptNomination", AnswerNomination),
    ("acceptRisk", AcceptRisk),
    ("activateDeployment", Deploy),
    ("addCatalogueItem", ExtendCatalogue),
    ("addRiskTask", TreatRisk),
    ("answerQuestionnaire", ProposeClass),
    ("approveClass", ApproveClass),
    ("assessRisk", AssessRisk),
    ("assignControlOwner", AssignControl),
    ("assignModule", AssignTraining),
    ("assignOwner", AssignOwner),
    ("assignRiskOwner", TreatRisk),
    ("attachEvidence", RecordEvidence),
    ("attestEnvironment", AttestEnvironment),
    ("changeCatalogueItem", ExtendCatalogue),
    ("changeProvider", RecordModel),
    ("changeSourceAccess", ManageAccess),
    ("changeSourceProfile", ManageAccess),
    ("changeSystemProfile", RegisterSystem),
    ("clearFlag", CloseIncident),
    ("closeIncident", CloseIncident),
    ("closeRisk", TreatRisk),
    ("completeRiskTask", TreatRisk),
    ("completeRollback", HandleIncident),
    ("completeRun", RecordTraining),
    ("confirmMapping", ExtendCatalogue),
    ("confirmStop", StopDeployment),
    ("contain", Contain),
    ("createTeam", ManagePeople),
    ("deactivatePerson", ManagePeople),
    ("decideRollback", DecideRollback),
    ("declineAcceptance", AcceptRisk),
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
    ("identifyRisk", IdentifyRisk),
    ("importRoster", ManagePeople),
    ("liftQuarantine", LiftQuarantine),
    ("linkControlEvidence", LinkEvidence),
    ("linkRisk", IdentifyRisk),
    ("loadCatalogue", LoadCatalogue),
    ("logRunAction", RecordTraining),
    ("markBatch", JudgeBatch),
    ("markControlNotApplicable", DecideApplicability),
    ("markIncidentContained", CloseIncident),
    ("movePerson", ManagePeople),
    ("nominateChampion", NominateChampion),
    ("noteIncident", HandleIncident),
    ("noticeControlDue", NoticeControl),
    ("noticeControlStatus", NoticeControl),
    ("openIncident", HandleIncident),
    ("planTreatment", TreatRisk),
    ("promoteDatasetVersion", PromoteData),
    ("promoteModelVersion", PromoteModel),
    ("proposeClass", ProposeClass),
    ("proposeRollback", HandleIncident),
    ("publishCurriculum", PublishCurriculum),
    ("publishModule", PublishCurriculum),
    ("publishPostmortem", HandleIncident),
    ("quantifyRisk", AssessRisk),
    ("quarantineDatasetVersion", Quarantine),
    ("quarantineModelVersion", Quarantine),
    ("receiveBatch", RecordData),
    ("recordBlastRadius", HandleIncident),
    ("recordCompletion", RecordLearning),
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
    ("remindTraining", AssignTraining),
    ("reopenRisk", AssessRisk),
    ("reportUse", ReportUse),
    ("requestAcceptance", RequestAcceptance),
    ("requestQuarantineLift", LiftQuarantine),
    ("requestStop", StopDeployment),
    ("restoreControlApplicability", DecideApplicability),
    ("retireDatasetVersion", PromoteData),
    ("retireModelVersion", PromoteModel),
    ("reviewAccess", ManageAccess),
    ("reviewRisk", TreatRisk),
    ("revokeAcceptance", RevokeAcceptance),
    ("revokeAccess", ManageAccess),
    ("scheduleRiskReview", TreatRisk),
    ("sendNotice", HandleIncident),
    ("settleUse", SettleUse),
    ("startCampaign", RunCampaign),
    ("startRun", RecordTraining),
    ("stopCampaign", RunCampaign),
    ("stopRun", RecordTraining),
    ("submitTest", Learn),
    ("tellOwner", HandleIncident),
    ("unlinkControlEvidence", LinkEvidence),
    ("unlinkRisk", IdentifyRisk),
    ("waiveModule", WaiveTraining),
    ("withdrawCatalogueItem", ExtendCatalogue),
    ("withdrawEvidence", RecordEvidence),
    ("withdrawModule", PublishCurriculum),
];

/// What is asked beside the schema, each with the act it is: `keepFile` sends a file to
/// `/api/v1/evidence/{id}/files`, `readFile` gets one from there.
pub const ROUTES: &[(&str, Act)] = &[("keepFile", RecordEvidence), ("readFile", Read)];

/// The act of a mutation or a route, or of a question that needs one.
pub fn act_of(field: &str) -> Option<Act> {
    if QUERIES.contains(&field) {
        return Some(Read);
    }
    let narrow = NARROW.iter().chain(MUTATIONS).chain(ROUTES).find(|(name, _)| *name == field);
    narrow.map(|(_, act)| *act)
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

/// The questions with a right of their own that somebody may ask.
pub fn questions_of(caller: &Caller) -> Vec<&'static str> {
    NARROW.iter().filter(|(_, act)| caller.ever_may(*act)).map(|(name, _)| *name).collect()
}
