//! The closed lists of words, as enums of the schema.

use async_graphql::Enum;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $remote:literal { $($(#[$vdoc:meta])* $variant:ident $(= $word:literal)?),+ $(,)? })+) => {
        $($(#[$doc])*
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[graphql(remote = $remote)]
        pub enum $name { $($(#[$vdoc])* $(#[graphql(name = $word)])? $variant),+ })+
    };
}

words! {
    /// Our own scale of how much harm a system could do.
    RiskClass = "domain::systems::RiskClass" {
        /// People or the business could be badly harmed.
        High,
        /// Harm is limited or can be undone.
        Medium,
        /// Hardly any harm.
        Low,
    }
    /// The class under the EU AI Act.
    ActClass = "domain::systems::ActClass" {
        /// Outside the Act.
        OutOfScope = "OUT_OF_SCOPE",
        /// A prohibited practice (Art. 5).
        Prohibited = "PROHIBITED",
        /// High risk as a product or safety component (Annex I).
        HighRiskAnnexI = "HIGH_RISK_ANNEX_I",
        /// High risk by use (Annex III).
        HighRiskAnnexIii = "HIGH_RISK_ANNEX_III",
        /// Listed in Annex III, yet exempt (Art. 6(3)).
        AnnexIiiExempt = "ANNEX_III_EXEMPT",
        /// Transparency duties (Art. 50).
        Transparency = "TRANSPARENCY",
        /// A general-purpose model.
        Gpai = "GPAI",
        /// A general-purpose model with systemic risk.
        GpaiSystemic = "GPAI_SYSTEMIC",
        /// Minimal risk.
        Minimal = "MINIMAL",
    }
    /// What sort of AI a system is; several may apply.
    SystemKind = "domain::systems::SystemKind" {
        /// Predicts, scores or classifies.
        Predictive,
        /// Writes text, images or sound.
        Generative,
        /// Acts by itself through tools.
        Agent,
        /// Bought or hosted by somebody else.
        ThirdParty,
    }
    /// How far a system acts by itself.
    Autonomy = "domain::systems::Autonomy" {
        /// Informs; a person decides.
        Advises,
        /// Decides; a person reviews before it takes effect.
        Reviewed,
        /// Decides and acts; a person can step in afterwards.
        Acts,
    }
    /// How much hangs on a decision of a system.
    Criticality = "domain::systems::Criticality" {
        /// Life, freedom, livelihood or rights.
        Vital,
        /// Money or access to a service.
        Serious,
        /// Comfort.
        Minor,
    }
    /// Where a deployment stands.
    Stage = "domain::deployments::Stage" {
        /// For testing.
        Test,
        /// Before production.
        Staging,
        /// Real use.
        Production,
    }
    /// What came of any test or rule.
    Outcome = "domain::evaluations::Outcome" {
        /// It holds.
        Pass,
        /// It does not hold.
        Fail,
        /// Nobody can tell.
        Inconclusive,
        /// It does not apply.
        NotApplicable,
    }
    /// How a control or one of its tests stands at a moment.
    ControlStatus = "domain::controls::Status" {
        /// Fresh evidence says no.
        Fail,
        /// There is nothing to show.
        Missing,
        /// What there is no longer counts.
        Stale,
        /// What there is cannot tell.
        Inconclusive,
        /// Fresh evidence says yes.
        Pass,
        /// It is not for this system.
        NotApplicable,
    }
    /// What a row of the traceability matrix is answered by.
    Answered = "app::controls::Answered" {
        /// Controls that it names.
        ByControl,
        /// Controls that counter the threats it names.
        ByThreat,
        /// Controls of rows that share a feature with it.
        ByFeature,
        /// It asks for nothing.
        OutOfScope,
    }
    /// Whether evidence still counts.
    Freshness = "app::evaluations::Freshness" {
        /// It counts.
        Fresh,
        /// It is too old.
        Stale,
        /// It has no end.
        Undated,
        /// It was taken back.
        Withdrawn,
    }
    /// Whether a thing can be trusted: derived, never stored.
    Standing = "app::lineage::Standing" {
        /// Nothing it came from is tainted.
        Clean,
        /// Something it came from is quarantined or was marked bad.
        Suspect,
        /// It is quarantined itself, or marked bad.
        Quarantined,
    }
    /// What was decided about a version.
    VersionState = "app::datasets::VersionState" {
        /// Registered, nothing decided yet.
        Candidate,
        /// In use.
        Active,
        /// Promoted for use.
        Promoted,
        /// Turned down.
        Rejected,
        /// Stopped.
        Quarantined,
        /// No longer used.
        Retired,
    }
    /// How bad it is; 1 is worst.
    Severity = "domain::incidents::Severity" {
        /// People are or may be harmed.
        Sev1 = "SEV1",
        /// Serious harm to the business or to rights.
        Sev2 = "SEV2",
        /// Limited harm.
        Sev3 = "SEV3",
        /// Hardly any harm.
        Sev4 = "SEV4",
    }
    /// How an incident stands.
    IncidentState = "app::incidents::IncidentState" {
        /// It goes on.
        Open,
        /// It does no more harm.
        Contained,
        /// It is over.
        Closed,
    }
    /// Which way to walk through the lineage.
    Direction = "app::lineage::Direction" {
        /// To what it came from.
        Up,
        /// To what came from it.
        Down,
        /// Both ways.
        Both,
    }
    /// How severe a risk is.
    RiskBand = "domain::risks::Band" {
        /// Bearable.
        Low,
        /// To be watched.
        Medium,
        /// Above most appetites.
        High,
        /// Not bearable for long.
        VeryHigh,
    }
    /// The categories in which the organisation states its appetite.
    RiskCategory = "domain::risks::Category" {
        /// Safety and fundamental rights of people.
        PeopleSafety,
        /// Integrity of models and data.
        Integrity,
        /// Privacy.
        Privacy,
        /// Fairness.
        Fairness,
        /// Availability.
        Availability,
        /// Pilots without effect on people.
        Innovation,
    }
    /// What is done about a risk.
    Treatment = "domain::risks::Treatment" {
        /// The use is stopped, or not begun.
        Avoid,
        /// Controls are added or mended.
        Mitigate,
        /// Somebody else bears the loss.
        Transfer,
        /// It is lived with, for a time.
        Accept,
        /// A chance is taken within guard rails.
        ExploitSafely,
    }
    /// Which state of a risk a score speaks of.
    WhichScore = "domain::risks::Which" {
        /// As if no control worked.
        Inherent,
        /// As it stands today.
        Current,
        /// What is left when the controls work as planned.
        Residual,
    }
    /// Why a risk goes back to review.
    ReopenCause = "domain::risks::Cause" {
        /// An indicator turned red.
        Indicator,
        /// An incident happened.
        Incident,
        /// Its acceptance ended.
        Expiry,
        /// A new version is about to be used.
        NewVersion,
        /// The threat became another.
        ThreatChanged,
    }
    /// The colour of a key risk indicator.
    IndicatorColour = "domain::catalogue::Colour" {
        /// Within its limits.
        Green,
        /// To be watched.
        Amber,
        /// Somebody has to decide something.
        Red,
    }
    /// What of a risk can be due.
    RiskDueKind = "domain::risks::Due" {
        /// The end of its acceptance.
        Acceptance,
        /// Its review.
        Review,
        /// A task.
        Task,
        /// The end of its treatment.
        Treatment,
    }
    /// How a risk stands.
    RiskStatus = "app::risks::Status" {
        /// Nobody scored it yet.
        Unassessed,
        /// It was scored, and nothing else.
        Assessed,
        /// Something is being done about it.
        InTreatment,
        /// Those who may were asked to accept it.
        AwaitingAcceptance,
        /// It is accepted for now.
        Accepted,
        /// Its acceptance ended by time, and nothing was decided since.
        AcceptanceExpired,
        /// It went back to review and was not scored since.
        Reopened,
        /// It is off the open register.
        Closed,
    }
    /// Why an acceptance ended before its time.
    AcceptanceEnding = "app::risks::Ending" {
        /// It was taken back.
        Revoked,
        /// The band rose above the accepted one.
        BandRose,
        /// An incident or a new version reopened the risk.
        Reopened,
    }
    /// When in a system's life a design is looked at.
    ReviewPhase = "domain::reviews::Phase" {
        /// Before anybody builds.
        Concept,
        /// While it is designed.
        Design,
        /// While it is built.
        Build,
        /// Before a major change.
        Change,
    }
    /// What was answered to a question of a design review.
    ReviewAnswer = "domain::reviews::Answer" {
        /// The design takes care of it.
        Covered,
        /// Something is still to be done.
        Open,
        /// The threat cannot touch this system.
        NotApplicable,
    }
    /// What a design review concludes.
    ReviewVerdict = "domain::reviews::Verdict" {
        /// Go on.
        Approved,
        /// Go on when what is open is closed.
        Conditional,
        /// Design it anew.
        Rejected,
    }
    /// How bad something is that was found.
    Grade = "domain::reviews::Grade" {
        /// Stop until it is mended.
        Critical,
        /// Mend before going on.
        High,
        /// Mend soon.
        Medium,
        /// Mend when there is time.
        Low,
    }
    /// How an action stands.
    ActionState = "app::reviews::ActionState" {
        /// Its day has passed and nobody closed it.
        Overdue,
        /// It is being worked on.
        Open,
        /// Its owner says it is done; nobody saw it yet.
        Reported,
        /// Somebody saw that it is done.
        Closed,
    }
    /// How much risk of a category is taken.
    AppetiteLevel = "domain::programme::Level" {
        /// As little as can be.
        Low,
        /// Some, where it pays.
        Medium,
        /// Much, inside guard rails.
        High,
    }
    /// The worst band of residual risk that is tolerated.
    Tolerance = "domain::programme::Tolerance" {
        /// Low.
        Low,
        /// Medium.
        Medium,
        /// High.
        High,
        /// Very high.
        VeryHigh,
    }
    /// What feedback leads to.
    Settled = "domain::programme::Settled" {
        /// Somebody mends it.
        Action,
        /// It is a risk.
        Risk,
        /// Nothing.
        Nothing,
    }
}
