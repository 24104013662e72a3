//! Who does what follows from a duty more than from a trade: reviews, findings, actions, privacy, and
//! the programme.

use super::Act;

/// Acts that follow from a duty more than from a trade, each with the roles that allow it: many roles
/// share them, so they read better this way round.
const DUTIES: &[(Act, &[&str])] = &[
    (
        Act::OpenReview,
        &[
            "security_champion",
            "product_owner",
            "system_owner",
            "ai_security_lead",
            "model_risk_manager",
        ],
    ),
    (
        Act::AnswerReview,
        &[
            "data_scientist",
            "ml_engineer",
            "data_engineer",
            "platform_engineer",
            "security_champion",
            "product_owner",
            "system_owner",
            "data_owner",
            "domain_expert",
            "ai_security_lead",
            "privacy_officer",
            "model_risk_manager",
        ],
    ),
    (
        Act::HandOverData,
        &["system_owner", "data_owner", "chief_risk_officer", "executive_sponsor", "administrator"],
    ),
    (Act::ProtectData, &["data_owner", "privacy_officer"]),
    (Act::ConcludeReview, &["security_champion", "ai_security_lead"]),
    (
        Act::RaiseFinding,
        &[
            "data_scientist",
            "ml_engineer",
            "data_engineer",
            "platform_engineer",
            "sre_oncall",
            "security_champion",
            "domain_expert",
            "ai_security_lead",
            "ciso",
            "privacy_officer",
            "model_risk_manager",
            "compliance_officer",
            "incident_commander",
        ],
    ),
    (
        Act::CloseFinding,
        &[
            "ai_security_lead",
            "ciso",
            "privacy_officer",
            "model_risk_manager",
            "compliance_officer",
        ],
    ),
    (
        Act::OpenAction,
        &[
            "security_champion",
            "product_owner",
            "system_owner",
            "data_owner",
            "ai_security_lead",
            "ciso",
            "privacy_officer",
            "model_risk_manager",
            "compliance_officer",
            "chief_risk_officer",
            "incident_commander",
            "executive_sponsor",
        ],
    ),
    (Act::ReportAction, EVERYBODY),
    (
        Act::CloseAction,
        &[
            "ai_security_lead",
            "ciso",
            "model_risk_manager",
            "compliance_officer",
            "chief_risk_officer",
            "incident_commander",
        ],
    ),
    (Act::PublishPolicy, &["ciso", "compliance_officer", "chief_risk_officer"]),
    (Act::AttestPolicy, EVERYBODY),
    (Act::SetAppetite, &["chief_risk_officer"]),
    (Act::FundInitiative, &["chief_risk_officer", "executive_sponsor"]),
    (
        Act::RunInitiative,
        &["ai_security_lead", "compliance_officer", "chief_risk_officer", "executive_sponsor"],
    ),
    (
        Act::RecordMeeting,
        &["system_owner", "compliance_officer", "chief_risk_officer", "executive_sponsor"],
    ),
    (Act::RecordExercise, &["ai_security_lead", "ciso", "incident_commander"]),
    (Act::RecordSurvey, &["compliance_officer", "chief_risk_officer"]),
    (Act::GiveFeedback, EVERYBODY),
    (
        Act::SettleFeedback,
        &[
            "product_owner",
            "system_owner",
            "ai_security_lead",
            "privacy_officer",
            "model_risk_manager",
            "compliance_officer",
        ],
    ),
];

/// Every person who may say something of their own: all but auditors, who only read, and machines.
const EVERYBODY: &[&str] = &[
    "data_scientist",
    "ml_engineer",
    "data_engineer",
    "platform_engineer",
    "sre_oncall",
    "security_champion",
    "product_owner",
    "system_owner",
    "data_owner",
    "domain_expert",
    "ai_security_lead",
    "ciso",
    "privacy_officer",
    "model_risk_manager",
    "compliance_officer",
    "chief_risk_officer",
    "incident_commander",
    "executive_sponsor",
    "board_risk_committee",
    "approver",
    "administrator",
];

/// The roles that allow an act which follows from a duty.
pub(super) fn roles_for(act: Act) -> &'static [&'static str] {
    DUTIES.iter().find(|(duty, _)| *duty == act).map_or(&[], |(_, roles)| roles)
}
