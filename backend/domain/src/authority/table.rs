//! The table of roles and acts. A governance reviewer signs the diff of its golden print-out.

use super::Act::{
    self, AcceptRisk, AnswerNomination, ApproveClass, AssessRisk, AssignControl, AssignOwner,
    AssignTraining, AttestEnvironment, CloseIncident, Contain, DecideApplicability, DecideRollback,
    DecommissionSystem, Delegate, Deploy, ErasePerson, ExtendCatalogue, GrantRole, HandleIncident,
    IdentifyRisk, ImportHistory, JudgeBatch, Learn, LiftQuarantine, LinkEvidence, LoadCatalogue,
    ManageAccess, ManagePeople, NominateChampion, NoticeControl, PromoteData, PromoteModel,
    ProposeClass, PublishCurriculum, Quarantine, Read, ReadCoverage, ReadLearning, RecordData,
    RecordEvidence, RecordLearning, RecordModel, RecordTraining, RegisterSystem, ReportUse,
    RequestAcceptance, RevokeAcceptance, RunCampaign, SaveView, SettleUse, ShareView,
    StopDeployment, TreatRisk, WaiveTraining,
};
use super::duties;

/// What everybody may do who holds a role and is no service, for themselves.
const OWN: &[Act] = &[Learn, SaveView];

/// Whether a role (by its id in the catalogue) allows an act inside its scope. Unknown roles allow
/// nothing.
pub fn allows(role: &str, act: Act) -> bool {
    let acts = acts_of(role);
    let is_own = OWN.contains(&act) && !acts.is_empty() && role != SERVICE;
    is_own || acts.contains(&act) || duties::roles_for(act).contains(&role)
}

/// The role of machines.
const SERVICE: &str = "pipeline_service";

/// Each role of the catalogue, with what it allows inside its scope.
const TABLE: &[(&str, &[Act])] = &[
    (
        "data_scientist",
        &[
            Read,
            RecordTraining,
            RecordModel,
            RecordEvidence,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            LinkEvidence,
        ],
    ),
    (
        "ml_engineer",
        &[
            Read,
            RecordTraining,
            RecordModel,
            RecordEvidence,
            Deploy,
            StopDeployment,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            LinkEvidence,
        ],
    ),
    (
        "data_engineer",
        &[
            Read,
            RecordData,
            RecordEvidence,
            JudgeBatch,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            LinkEvidence,
        ],
    ),
    (
        "platform_engineer",
        &[
            Read,
            RecordTraining,
            AttestEnvironment,
            Deploy,
            StopDeployment,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
        ],
    ),
    (
        "sre_oncall",
        &[Read, Deploy, StopDeployment, HandleIncident, ReportUse, AnswerNomination, Delegate],
    ),
    (
        "security_champion",
        &[
            Read,
            Quarantine,
            RecordEvidence,
            HandleIncident,
            ReportUse,
            SettleUse,
            AnswerNomination,
            Delegate,
            ReadLearning,
            ReadCoverage,
            AssignTraining,
            IdentifyRisk,
            LinkEvidence,
            TreatRisk,
            ShareView,
        ],
    ),
    (
        "product_owner",
        &[
            Read,
            RegisterSystem,
            ProposeClass,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            IdentifyRisk,
            TreatRisk,
            RequestAcceptance,
            ShareView,
        ],
    ),
    (
        "system_owner",
        &[
            Read,
            RegisterSystem,
            ProposeClass,
            AssignOwner,
            StopDeployment,
            HandleIncident,
            DecideRollback,
            ReportUse,
            DecommissionSystem,
            NominateChampion,
            AnswerNomination,
            Delegate,
            ReadLearning,
            ReadCoverage,
            AssignTraining,
            AcceptRisk,
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            RequestAcceptance,
            TreatRisk,
            ShareView,
        ],
    ),
    (
        "data_owner",
        &[
            Read,
            RecordData,
            ManageAccess,
            PromoteData,
            Quarantine,
            LiftQuarantine,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            IdentifyRisk,
        ],
    ),
    (
        "domain_expert",
        &[
            Read,
            RecordEvidence,
            HandleIncident,
            ReportUse,
            AnswerNomination,
            Delegate,
            IdentifyRisk,
        ],
    ),
    (
        "ai_security_lead",
        &[
            Read,
            RecordEvidence,
            JudgeBatch,
            Quarantine,
            LiftQuarantine,
            HandleIncident,
            Contain,
            StopDeployment,
            PromoteModel,
            ReportUse,
            SettleUse,
            NominateChampion,
            Delegate,
            ReadCoverage,
            AssignTraining,
            PublishCurriculum,
            RunCampaign,
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            LinkEvidence,
            NoticeControl,
            RevokeAcceptance,
            TreatRisk,
            ShareView,
        ],
    ),
    (
        "ciso",
        &[
            Read,
            HandleIncident,
            Contain,
            LiftQuarantine,
            DecideRollback,
            CloseIncident,
            ReportUse,
            SettleUse,
            NominateChampion,
            Delegate,
            ReadCoverage,
            WaiveTraining,
            IdentifyRisk,
            AcceptRisk,
            RevokeAcceptance,
            ShareView,
        ],
    ),
    (
        "privacy_officer",
        &[
            Read,
            ErasePerson,
            HandleIncident,
            ReportUse,
            Delegate,
            IdentifyRisk,
            AssessRisk,
            RevokeAcceptance,
        ],
    ),
    (
        "model_risk_manager",
        &[
            Read,
            RecordEvidence,
            PromoteModel,
            PromoteData,
            LiftQuarantine,
            HandleIncident,
            ReportUse,
            Delegate,
            AcceptRisk,
            AssessRisk,
            DecideApplicability,
            IdentifyRisk,
            LinkEvidence,
            RequestAcceptance,
            RevokeAcceptance,
            TreatRisk,
            ShareView,
        ],
    ),
    (
        "compliance_officer",
        &[
            Read,
            ApproveClass,
            HandleIncident,
            ReportUse,
            SettleUse,
            Delegate,
            ReadLearning,
            ReadCoverage,
            AssignTraining,
            WaiveTraining,
            RecordLearning,
            PublishCurriculum,
            RunCampaign,
            AssignControl,
            DecideApplicability,
            ExtendCatalogue,
            IdentifyRisk,
            LinkEvidence,
            LoadCatalogue,
            NoticeControl,
            RevokeAcceptance,
            ShareView,
        ],
    ),
    (
        "chief_risk_officer",
        &[
            Read,
            AssignOwner,
            DecideRollback,
            CloseIncident,
            ReportUse,
            DecommissionSystem,
            Delegate,
            ReadCoverage,
            AcceptRisk,
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            RevokeAcceptance,
            TreatRisk,
            ShareView,
        ],
    ),
    (
        "incident_commander",
        &[
            Read,
            HandleIncident,
            Contain,
            DecideRollback,
            CloseIncident,
            StopDeployment,
            Quarantine,
            JudgeBatch,
            ReportUse,
            Delegate,
            IdentifyRisk,
        ],
    ),
    (
        "executive_sponsor",
        &[
            Read,
            AssignOwner,
            Contain,
            ReportUse,
            DecommissionSystem,
            Delegate,
            ReadCoverage,
            AcceptRisk,
        ],
    ),
    ("internal_auditor", &[Read, ReadLearning, ReadCoverage]),
    ("external_auditor", &[Read, ReadLearning, ReadCoverage]),
    ("board_risk_committee", &[Read, ReadCoverage]),
    ("approver", &[Read, DecideRollback, ReportUse, Delegate]),
    ("pipeline_service", &[Read, RecordData, RecordTraining, RecordModel, RecordEvidence, Deploy]),
    (
        "administrator",
        &[Read, RegisterSystem, AssignOwner, ManagePeople, GrantRole, ImportHistory, LoadCatalogue],
    ),
];

fn acts_of(role: &str) -> &'static [Act] {
    TABLE.iter().find(|(name, _)| *name == role).map_or(&[], |(_, acts)| acts)
}

/// The short names of tokens and the demo, with the catalogue's role ids.
const SHORT_NAMES: [(&str, &str); 8] = [
    ("executive", "executive_sponsor"),
    ("risk_owner", "system_owner"),
    ("champion", "security_champion"),
    ("approver", "approver"),
    ("engineer", "ml_engineer"),
    ("auditor", "internal_auditor"),
    ("administrator", "administrator"),
    ("service", "pipeline_service"),
];

/// The catalogue's role id behind a short name; ids themselves are accepted too.
pub fn role_of_short_name(name: &str) -> Option<&str> {
    let found = SHORT_NAMES.iter().find(|(short, _)| *short == name).map(|(_, role)| *role);
    found.or_else(|| (!acts_of(name).is_empty()).then_some(name))
}

/// The short name of a role, where it has one.
pub fn short_name(role: &str) -> Option<&'static str> {
    SHORT_NAMES.iter().find(|(_, id)| *id == role).map(|(short, _)| *short)
}
