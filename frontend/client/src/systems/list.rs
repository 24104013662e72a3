//! The list of systems.
use crate::{
    list::{Heading, List, list, text},
    rows::LiveRow,
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, TeamLink},
    words::{ActClass, IncidentState, RiskClass, SystemKind, live_words},
};

/// Which systems; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct SystemFilter {
    /// Of this risk class.
    pub risk_class: Option<RiskClass>,
    /// With something live, or without.
    pub live: Option<bool>,
    /// Whose live version is suspect, or not.
    pub suspect: Option<bool>,
    /// Nobody who is still there answers for it.
    pub owner_missing: Option<bool>,
    /// Name or purpose contains this.
    pub text: Option<String>,
}

impl SystemFilter {
    /// Reads what stands in the address: `risk`, `show` and `q`.
    pub fn read(risk: &str, show: &str, words: &str) -> Self {
        Self {
            risk_class: RiskClass::read(risk),
            live: (show == "live").then_some(true),
            suspect: (show == "suspect").then_some(true),
            owner_missing: (show == "ownerless").then_some(true),
            text: text(words),
        }
    }
}

/// A system in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct SystemRow {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// The law's tier.
    pub act_class: Option<ActClass>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Set while nobody who is still there answers for it.
    pub owner_missing: Option<OwnerGap>,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Whether something of it is live.
    pub live: bool,
    /// Why a live version is suspect; empty when clean.
    pub suspect_because: Vec<Subject>,
    /// Where it is live.
    #[arguments(live: true)]
    pub deployments: Vec<LiveRow>,
    /// Its incidents.
    pub incidents: Vec<IncidentMark>,
    /// Its evidence.
    pub evidence: crate::rows::EvidenceCounts,
}

/// Nobody who is still there answers for a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Uncovered")]
pub struct OwnerGap {
    /// Who did until they left.
    pub left: Option<PersonLink>,
    /// Since when.
    pub since: Time,
}

/// Only how far an incident has come.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentMark {
    /// How far it has come.
    pub state: IncidentState,
}

impl SystemRow {
    /// How many of its incidents are not closed.
    pub fn open_incidents(&self) -> usize {
        self.incidents.iter().filter(|incident| incident.state != IncidentState::Closed).count()
    }

    /// Whether something live of it cannot be trusted.
    pub fn is_suspect(&self) -> bool {
        !self.suspect_because.is_empty()
    }

    /// Whether who answered for it has left.
    pub fn owner_has_left(&self) -> bool {
        self.owner_missing.as_ref().is_some_and(|gap| gap.left.is_some())
    }

    /// Who answers for it, in words.
    pub fn owner_words(&self) -> String {
        let owner = self.owner.as_ref().map_or_else(|| "Nobody".to_owned(), PersonLink::words);
        if self.owner_has_left() { format!("{owner} (left)") } else { owner }
    }

    /// What it does, in words.
    pub fn kinds(&self) -> String {
        self.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }

    /// How many answer now, in words.
    pub fn live_words(&self) -> String {
        live_words(&self.deployments.iter().map(|one| one.stage).collect::<Vec<_>>())
    }

    /// Whether what is live can be trusted, in a word.
    pub fn standing(&self) -> &'static str {
        match (self.live, self.is_suspect()) {
            (_, true) => "Suspect",
            (true, false) => "Clean",
            (false, false) => "Not live",
        }
    }
}

list! {
    /// The register of AI systems.
    Systems = systems(SystemFilter): "SystemConnection" of SystemRow
}

impl List for Systems {
    const ONE: &'static str = "system";
    const WHAT: &'static str = "systems";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("System").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Kinds").file_only(),
        Heading::new("Risk class").sorted("risk"),
        Heading::new("Live").sorted("live"),
        Heading::new("Standing").sorted("standing"),
        Heading::new("Accountable").sorted("owner"),
        Heading::new("Team").file_only(),
        Heading::new("AI Act class").sorted("act").minor(),
        Heading::number("Open incidents").sorted("incidents"),
        Heading::number("Stale evidence").sorted("stale"),
    ];

    fn cells(row: &SystemRow) -> Vec<String> {
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            row.kinds(),
            row.risk_class.word().to_owned(),
            row.live_words(),
            row.standing().to_owned(),
            row.owner_words(),
            row.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
            row.act_class.map_or("Not classified", ActClass::word).to_owned(),
            row.open_incidents().to_string(),
            row.evidence.stale.to_string(),
        ]
    }
}
