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
    /// Register teams and persons.
    ManagePeople = "manage_people",
    /// Grant and end roles.
    GrantRole = "grant_role",
    /// Erase a person: destroy their key.
    ErasePerson = "erase_person",
    /// Import history into an empty log.
    ImportHistory = "import_history",
    /// Open a design review.
    OpenReview = "open_review",
    /// Answer the questions of a design review one takes part in.
    AnswerReview = "answer_review",
    /// Conclude a design review.
    ConcludeReview = "conclude_review",
    /// Raise a finding, and link it to what follows.
    RaiseFinding = "raise_finding",
    /// Close a finding that is mended.
    CloseFinding = "close_finding",
    /// Open an action, or give it to somebody else.
    OpenAction = "open_action",
    /// Report an action of one's own done.
    ReportAction = "report_action",
    /// Close an action that is done.
    CloseAction = "close_action",
    /// Publish or retire a policy.
    PublishPolicy = "publish_policy",
    /// Attest a policy, for oneself.
    AttestPolicy = "attest_policy",
    /// Set the appetite for risk.
    SetAppetite = "set_appetite",
    /// Fund an initiative.
    FundInitiative = "fund_initiative",
    /// Record what an initiative spent and achieved.
    RunInitiative = "run_initiative",
    /// Record a meeting, and follow up its decisions.
    RecordMeeting = "record_meeting",
    /// Record an exercise.
    RecordExercise = "record_exercise",
    /// Record a survey.
    RecordSurvey = "record_survey",
    /// Give feedback.
    GiveFeedback = "give_feedback",
    /// Settle feedback of somebody else.
    SettleFeedback = "settle_feedback",
    /// Record that somebody was told that a day has passed. No role allows it: the product does it.
    NoticeDay = "notice_day",
}

use super::duties;

use Act::{
    AnswerNomination, ApproveClass, AssignOwner, AttestEnvironment, CloseIncident, Contain,
    DecideRollback, DecommissionSystem, Delegate, Deploy, ErasePerson, GrantRole, HandleIncident,
    ImportHistory, JudgeBatch, LiftQuarantine, ManageAccess, ManagePeople, NominateChampion,
    PromoteData, PromoteModel, ProposeClass, Quarantine, Read, RecordData, RecordEvidence,
    RecordModel, RecordTraining, RegisterSystem, ReportUse, SettleUse, StopDeployment,
};

/// Whether a role (by its id in the catalogue) allows an act inside its scope. Unknown roles allow
/// nothing.
pub fn allows(role: &str, act: Act) -> bool {
    acts_of(role).contains(&act) || duties::roles_for(act).contains(&role)
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
        ],
    ),
    (
        "domain_expert",
        &[Read, RecordEvidence, HandleIncident, ReportUse, AnswerNomination, Delegate],
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
        ],
    ),
    ("privacy_officer", &[Read, ErasePerson, HandleIncident, ReportUse, Delegate]),
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
        ],
    ),
    ("compliance_officer", &[Read, ApproveClass, HandleIncident, ReportUse, SettleUse, Delegate]),
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
        ],
    ),
    ("executive_sponsor", &[Read, AssignOwner, Contain, ReportUse, DecommissionSystem, Delegate]),
    ("internal_auditor", &[Read]),
    ("external_auditor", &[Read]),
    ("board_risk_committee", &[Read]),
    ("approver", &[Read, DecideRollback, ReportUse, Delegate]),
    ("pipeline_service", &[Read, RecordData, RecordTraining, RecordModel, RecordEvidence, Deploy]),
    ("administrator", &[Read, RegisterSystem, AssignOwner, ManagePeople, GrantRole, ImportHistory]),
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
