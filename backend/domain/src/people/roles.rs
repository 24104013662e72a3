//! The roles of the catalogue, and which of them decide.

use std::sync::LazyLock;

use serde::Deserialize;

/// A role people can hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Role {
    /// Its id, `data_owner`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The line of defence: 0 governing body, 1 owns the risk, 2 oversees, 3 assures.
    pub line: u8,
    /// What it is for.
    pub purpose: String,
}

/// Duties that one person must not hold together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Conflict {
    /// One duty.
    pub(super) a: String,
    /// The other.
    pub(super) b: String,
    /// Why, in words.
    pub(super) rule: String,
}

#[derive(Default, Deserialize)]
struct Catalogue {
    items: Vec<Role>,
    sod_conflicts: Vec<Conflict>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../catalog/roles.json")).unwrap_or_default()
});

/// The roles named in the steps of the catalogue's approval workflows, and the general approver.
const DECIDING: [&str; 15] = [
    "ai_security_lead",
    "approver",
    "chief_risk_officer",
    "ciso",
    "compliance_officer",
    "data_owner",
    "domain_expert",
    "executive_sponsor",
    "incident_commander",
    "model_risk_manager",
    "privacy_officer",
    "product_owner",
    "security_champion",
    "sre_oncall",
    "system_owner",
];

/// Roles that only read.
const READING: [&str; 2] = ["external_auditor", "internal_auditor"];

/// The roles of the catalogue, in its order.
pub fn roles() -> &'static [Role] {
    &CATALOGUE.items
}

/// The role with this id.
pub fn role(id: &str) -> Option<&'static Role> {
    roles().iter().find(|role| role.id == id)
}

/// What people call a role; its id where the catalogue has none of it.
pub(super) fn title(id: &str) -> &str {
    role(id).map_or(id, |role| role.title.as_str())
}

/// Whether the role decides requests.
pub fn decides(id: &str) -> bool {
    DECIDING.contains(&id)
}

/// The catalogue's rule against holding both roles at once, where it has one.
pub fn conflict(one: &str, other: &str) -> Option<&'static str> {
    let clashes = |conflict: &&Conflict| {
        (is(one, &conflict.a) && is(other, &conflict.b))
            || (is(other, &conflict.a) && is(one, &conflict.b))
    };
    // Conflicts between roles as such; the others are about one request or one model version.
    let standing = ["pipeline_service", "administrator", "internal_auditor"];
    let mut rules = CATALOGUE.sod_conflicts.iter().filter(|c| standing.contains(&c.a.as_str()));
    rules.find(clashes).map(|conflict| conflict.rule.as_str())
}

/// Whether a role is what a rule speaks of: a role id, or a sort of role.
fn is(role: &str, duty: &str) -> bool {
    match duty {
        "approver" => decides(role),
        "any_writer" => !READING.contains(&role),
        id => role == id,
    }
}
