//! What the first page shows.
use crate::{
    risks::heat::HeatMap,
    rows::{EvidenceCounts, IncidentLine},
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, PersonLink, SystemLink, WholeFields},
    words::{RiskClass, Severity},
};

/// The first page at a moment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct DashboardPage {
    /// What the answer counts from.
    pub at: At,
    /// The figures.
    pub dashboard: Dashboard,
    /// Open risks by likelihood and impact.
    pub heat_map: HeatMap,
}

/// The figures and lists of the first page.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// Systems by risk class.
    pub live_by_risk_class: Vec<RiskClassCount>,
    /// Systems with something live.
    pub live_systems: i32,
    /// All systems.
    pub total_systems: i32,
    /// Systems with something live that cannot be trusted.
    pub suspect_systems: Vec<SuspectSystem>,
    /// Incidents that are not closed.
    pub open_incidents: Vec<IncidentLine>,
    /// Systems in use that nobody who is still there answers for.
    pub owners_missing: Vec<SystemLink>,
    /// Evidence of all systems.
    pub evidence: EvidenceCounts,
    /// Versions that are stopped.
    pub quarantined_versions: i32,
    /// Weekly points, oldest first.
    pub trend: Vec<TrendPoint>,
    /// What needs a leader's eye, most severe first.
    pub attention: Vec<Attention>,
    /// What was recorded last.
    pub recent: Vec<Recent>,
}

/// Systems of one risk class.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RiskClassCount {
    /// The class.
    pub risk_class: RiskClass,
    /// All of them.
    pub total: i32,
    /// Those with something live.
    pub live: i32,
    /// Those whose live version is suspect.
    pub suspect: i32,
}

/// A live system that cannot be trusted.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct SuspectSystem {
    /// The system.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// What it came from that is stopped.
    pub suspect_because: Vec<Subject>,
}

/// How things stood at the end of a week.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// When.
    pub time: Time,
    /// Systems with something live.
    pub live_systems: i32,
    /// Of these, suspect.
    pub suspect_systems: i32,
    /// Incidents open.
    pub open_incidents: i32,
    /// Evidence too old.
    pub stale_evidence: i32,
    /// Evidence outside a limit.
    pub failed_evidence: i32,
}

/// Something that needs a leader's eye.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Attention {
    /// What it is about.
    pub subject: Subject,
    /// What it is.
    pub title: String,
    /// Why it is here.
    pub sentence: String,
    /// How bad.
    pub severity: Severity,
    /// Since when.
    pub since: Time,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
}

/// A recorded event, in a sentence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Event")]
pub struct Recent {
    /// Where it was recorded.
    pub position: Position,
    /// Type of the event.
    pub kind: String,
    /// When it happened.
    pub at: Time,
    /// What happened.
    pub sentence: String,
    /// Who recorded it, absent when erased.
    pub actor_name: Option<String>,
    /// Who did it by what the import says, absent when erased.
    pub claimed_actor_name: Option<String>,
    /// Whether it came with an import.
    pub imported: bool,
}

impl Recent {
    /// Who did it: whoever the import names, else whoever recorded it.
    pub fn who(&self) -> Option<String> {
        self.claimed_actor_name.clone().or_else(|| self.actor_name.clone())
    }
}
