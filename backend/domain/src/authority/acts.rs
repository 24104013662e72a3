//! What a caller may be permitted to do.

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
    /// Make somebody else the owner of a dataset.
    HandOverData = "hand_over_data",
    /// Say how the people in data are protected, and how much of their privacy may be spent.
    ProtectData = "protect_data",
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
    /// Take tests for oneself.
    Learn = "learn",
    /// Read what people learnt, by name.
    ReadLearning = "read_learning",
    /// Read how many of those who must have learnt something have.
    ReadCoverage = "read_coverage",
    /// Ask people for a module, and remind them.
    AssignTraining = "assign_training",
    /// Excuse people from a module for a while.
    WaiveTraining = "waive_training",
    /// Record results that were reached elsewhere.
    RecordLearning = "record_learning",
    /// Publish the curriculum and own modules.
    PublishCurriculum = "publish_curriculum",
    /// Start and stop training campaigns.
    RunCampaign = "run_campaign",
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
    /// Keep addresses of lists for oneself.
    SaveView = "save_view",
    /// Put an address of a list into the menus of a team or of everybody.
    ShareView = "share_view",
}
