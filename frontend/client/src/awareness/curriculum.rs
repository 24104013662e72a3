//! The list of modules, and the curriculum around it.
use crate::{
    list::{Heading, List, list, text},
    offer::Offer,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, SystemLink, TeamLink, WholeFields},
};

/// Which modules; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ModuleFilter {
    /// Needed by this role.
    pub role: Option<String>,
    /// The organisation's own, or published ones.
    pub own: Option<bool>,
    /// Title or id contains this.
    pub text: Option<String>,
}

impl ModuleFilter {
    /// Reads what stands in the address.
    pub fn read(role: &str, show: &str, words: &str) -> Self {
        Self {
            role: text(role),
            own: match show {
                "own" => Some(true),
                "published" => Some(false),
                _ => None,
            },
            text: text(words),
        }
    }
}

/// A module in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct ModuleRow {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
    /// For how many months a completion counts.
    pub refresh_months: i32,
    /// The share of right answers that passes.
    pub pass_score: String,
    /// Whether it is the organisation's own.
    pub own: bool,
    /// Titles of the roles that need it.
    pub roles: Vec<String>,
    /// The systems that ask for it.
    pub systems: Vec<SystemLink>,
}

impl ModuleRow {
    /// Who needs it, in a few words.
    pub fn needed_by(&self) -> String {
        let systems = self.systems.iter().map(|one| one.name.clone());
        let all: Vec<String> = self.roles.iter().cloned().chain(systems).collect();
        match all.as_slice() {
            [] => "Who is asked".to_owned(),
            [most @ .., last] if all.len() <= 3 && !most.is_empty() => {
                format!("{} and {last}", most.join(", "))
            }
            [only] => only.clone(),
            [first, second, ..] => format!("{first}, {second} and {} more", all.len() - 2),
        }
    }
}

list! {
    /// The modules.
    Modules = modules(ModuleFilter): "ModuleConnection" of ModuleRow
}

impl List for Modules {
    const ONE: &'static str = "module";
    const WHAT: &'static str = "modules";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Module").sorted("title"),
        Heading::new("Identifier").sorted("id"),
        Heading::new("Needed by"),
        Heading::number("Minutes").sorted("minutes"),
        Heading::number("Months it counts").sorted("counts"),
        Heading::number("Passes with").minor(),
        Heading::new("From"),
    ];

    fn cells(row: &ModuleRow) -> Vec<String> {
        let systems = row.systems.iter().map(|one| one.name.clone());
        let needed: Vec<String> = row.roles.iter().cloned().chain(systems).collect();
        vec![
            row.title.clone(),
            row.id.clone(),
            needed.join("; "),
            row.minutes.to_string(),
            row.refresh_months.to_string(),
            row.pass_score.clone(),
            if row.own { "Own" } else { "Curriculum" }.to_owned(),
        ]
    }
}

/// The curriculum as such, and what its forms need to know.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CurriculumPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The curriculum; absent before it is published.
    pub curriculum: Option<Curriculum>,
    /// The roles of the catalogue.
    pub role_catalogue: LearningRoles,
    /// The teams.
    pub teams: Vec<TeamLink>,
    /// The systems.
    #[arguments(first: 500)]
    pub systems: SystemChoices,
}

/// The curriculum.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Curriculum {
    /// The version that counts.
    pub version: Option<String>,
    /// From when it counts.
    pub valid_from: Option<Time>,
    /// The rules it rests on.
    pub basis: Option<String>,
    /// Its modules, own ones last.
    pub modules: Vec<CurriculumModule>,
    /// What each role needs.
    pub roles: Vec<RolePlan>,
    /// Who may do what about it.
    #[arguments(mutations: ["publishModule", "startCampaign", "stopCampaign"])]
    pub offers: Vec<Offer>,
}

/// A module of the curriculum.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Module")]
pub struct CurriculumModule {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
}

/// What a role needs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RolePlan {
    /// Its id.
    pub role: String,
    /// For people.
    pub title: String,
    /// The modules, by id.
    pub modules: Vec<String>,
    /// Days a new holder has.
    pub grace_days: i32,
}

/// The roles of the catalogue, as choices.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RoleCatalogue")]
pub struct LearningRoles {
    /// The roles.
    pub roles: Vec<RoleChoice>,
}

/// A role as a choice.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "CatalogueRole")]
pub struct RoleChoice {
    /// Its id.
    pub role: String,
    /// For people.
    pub title: String,
}

/// Systems as choices.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemChoices {
    /// The systems.
    pub nodes: Vec<SystemLink>,
}

/// Something to tick, and the words for it.
pub type Choice = (String, String);

impl CurriculumPage {
    /// Roles that can be chosen, by title.
    pub fn role_choices(&self) -> Vec<Choice> {
        let roles = self.role_catalogue.roles.iter();
        let mut all: Vec<Choice> = roles.map(|one| (one.role.clone(), one.title.clone())).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }

    /// Teams that can be chosen.
    pub fn team_choices(&self) -> Vec<Choice> {
        self.teams.iter().map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }

    /// Systems that can be chosen.
    pub fn system_choices(&self) -> Vec<Choice> {
        let systems = self.systems.nodes.iter();
        systems.map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }

    /// Modules that can be chosen.
    pub fn module_choices(&self) -> Vec<Choice> {
        let modules = self.curriculum.iter().flat_map(|one| &one.modules);
        modules.map(|one| (one.id.clone(), format!("{} · {}", one.id, one.title))).collect()
    }
}

/// Chosen values as subjects.
pub fn subjects(chosen: &[String]) -> Vec<Subject> {
    chosen.iter().map(|one| Subject(one.clone())).collect()
}
