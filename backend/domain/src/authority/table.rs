//! The table of roles and acts. A governance reviewer signs the diff of its golden print-out.

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// What a caller may be permitted to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act { $($(#[$doc])* $variant),+ }

        impl Act {
            /// Every act, in the order of the table.
            pub const ALL: &'static [Act] = &[$(Act::$variant),+];

            /// The act's word in grounds and tables.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

acts! {
    /// Read what belongs to the scope.
    Read = "read",
    /// Register a system and describe it.
    RegisterSystem = "register_system",
    /// Propose the AI Act class of a system.
    ProposeClass = "propose_class",
    /// Approve the AI Act class of a system.
    ApproveClass = "approve_class",
    /// Name or release accountable owners.
    AssignOwner = "assign_owner",
    /// Take a system out of use for good.
    DecommissionSystem = "decommission_system",
    /// Report the use of an AI that nobody registered.
    ReportUse = "report_use",
    /// Settle such a report.
    SettleUse = "settle_use",
    /// Ask somebody to be a security champion.
    NominateChampion = "nominate_champion",
    /// Answer a nomination of one's own.
    AnswerNomination = "answer_nomination",
    /// Lend a role of one's own, or take it back.
    Delegate = "delegate",
    /// Record sources, batches, datasets and their versions.
    RecordData = "record_data",
    /// Say what a batch turned out to be.
    JudgeBatch = "judge_batch",
    /// Grant, revoke and review access to data.
    ManageAccess = "manage_access",
    /// Promote, reject or retire a dataset version.
    PromoteData = "promote_data",
    /// Quarantine a version.
    Quarantine = "quarantine",
    /// Ask for, or confirm as a second person, the end of a quarantine.
    LiftQuarantine = "lift_quarantine",
    /// Record environments and runs, and what happens in them.
    RecordTraining = "record_training",
    /// Attest the posture of a training environment.
    AttestEnvironment = "attest_environment",
    /// Record models, prompts and their versions.
    RecordModel = "record_model",
    /// Promote, reject, retire or release a model version.
    PromoteModel = "promote_model",
    /// Attach or withdraw evidence.
    RecordEvidence = "record_evidence",
    /// Activate or end a deployment.
    Deploy = "deploy",
    /// Ask for a deployment to be stopped, or confirm that it stopped.
    StopDeployment = "stop_deployment",
    /// Open an incident and write its timeline.
    HandleIncident = "handle_incident",
    /// Contain: quarantine, open, flag, propose and tell in one action.
    Contain = "contain",
    /// Decide a proposed rollback.
    DecideRollback = "decide_rollback",
    /// Declare an incident contained or closed.
    CloseIncident = "close_incident",
    /// Load a version of the reference data that ships with the product.
    LoadCatalogue = "load_catalogue",
    /// Add to the reference data, and stand behind its mappings.
    ExtendCatalogue = "extend_catalogue",
    /// Name who answers for a control of a system.
    AssignControl = "assign_control",
    /// Decide that a control does not apply to a system, or that it does again.
    DecideApplicability = "decide_applicability",
    /// Say which evidence speaks for a control.
    LinkEvidence = "link_evidence",
    /// Keep that a control's status or a due date was noticed.
    NoticeControl = "notice_control",
    /// Put a risk on the register, and connect it with what it is about.
    IdentifyRisk = "identify_risk",
    /// Score a risk, simulate its loss, or put it back to review.
    AssessRisk = "assess_risk",
    /// Treat a risk: plan, tasks, owner, reviews, its end.
    TreatRisk = "treat_risk",
    /// Ask for a risk to be accepted.
    RequestAcceptance = "request_acceptance",
    /// Accept a risk, or turn a request down.
    AcceptRisk = "accept_risk",
    /// Take the acceptance of a risk back.
    RevokeAcceptance = "revoke_acceptance",
    /// Register teams and persons.
    ManagePeople = "manage_people",
    /// Grant and end roles.
    GrantRole = "grant_role",
    /// Erase a person: destroy their key.
    ErasePerson = "erase_person",
    /// Import history into an empty log.
    ImportHistory = "import_history",
}

use Act::{
    AcceptRisk, AnswerNomination, ApproveClass, AssessRisk, AssignControl, AssignOwner,
    AttestEnvironment, CloseIncident, Contain, DecideApplicability, DecideRollback,
    DecommissionSystem, Delegate, Deploy, ErasePerson, ExtendCatalogue, GrantRole, HandleIncident,
    IdentifyRisk, ImportHistory, JudgeBatch, LiftQuarantine, LinkEvidence, LoadCatalogue,
    ManageAccess, ManagePeople, NominateChampion, NoticeControl, PromoteData, PromoteModel,
    ProposeClass, Quarantine, Read, RecordData, RecordEvidence, RecordModel, RecordTraining,
    RegisterSystem, ReportUse, RequestAcceptance, RevokeAcceptance, SettleUse, StopDeployment,
    TreatRisk,
};

/// Whether a role (by its id in the catalogue) allows an act inside its scope. Unknown roles allow
/// nothing.
pub fn allows(role: &str, act: Act) -> bool {
    acts_of(role).contains(&act)
}

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
            IdentifyRisk,
            LinkEvidence,
            TreatRisk,
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
            AcceptRisk,
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            RequestAcceptance,
            TreatRisk,
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
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            LinkEvidence,
            NoticeControl,
            RevokeAcceptance,
            TreatRisk,
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
            IdentifyRisk,
            AcceptRisk,
            RevokeAcceptance,
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
            AssignControl,
            DecideApplicability,
            ExtendCatalogue,
            IdentifyRisk,
            LinkEvidence,
            LoadCatalogue,
            NoticeControl,
            RevokeAcceptance,
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
            AcceptRisk,
            AssessRisk,
            AssignControl,
            IdentifyRisk,
            RevokeAcceptance,
            TreatRisk,
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
        &[Read, AssignOwner, Contain, ReportUse, DecommissionSystem, Delegate, AcceptRisk],
    ),
    ("internal_auditor", &[Read]),
    ("external_auditor", &[Read]),
    ("board_risk_committee", &[Read]),
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
