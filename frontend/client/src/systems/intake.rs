//! Reports of AI in use that nobody registered: the queue, and the page of one.
use crate::{
    ask,
    list::{Heading, List, Page, Paged, Part, day},
    moment::Moment,
    offer::Offer,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PageInfo, PersonLink, SystemLink, TeamLink, WholeFields},
    words::IntakeStatus,
};

/// Which reports: those that wait, unless others are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeFilter {
    /// That stand so; all when absent.
    pub status: Option<IntakeStatus>,
}

impl Default for IntakeFilter {
    fn default() -> Self {
        Self { status: Some(IntakeStatus::Waiting) }
    }
}

impl IntakeFilter {
    /// Reads what stands in the address; nothing there means those that wait.
    pub fn read(show: &str) -> Self {
        match show {
            "all" => Self { status: None },
            _ => IntakeStatus::read(show)
                .map_or_else(Self::default, |one| Self { status: Some(one) }),
        }
    }
}

/// Which part of the queue.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct IntakeVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// That stand so.
    pub status: Option<IntakeStatus>,
    /// In which order.
    pub order: Option<crate::list::OrderBy>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// The reports, oldest first.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "IntakeVars")]
pub struct Intakes {
    at: At,
    #[arguments(status: $status, order: $order, first: $first, after: $after)]
    intakes: IntakeRows,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "IntakeConnection")]
struct IntakeRows {
    nodes: Vec<Intake>,
    page_info: PageInfo,
    total_count: i32,
}

/// A report.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Intake {
    /// `intake:…`.
    pub subject: Subject,
    /// What is used.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// How it was found.
    pub found_by: String,
    /// Who sells or hosts it.
    pub vendor: Option<String>,
    /// The team that uses it.
    pub team: Option<TeamLink>,
    /// What else was said.
    pub details: Option<String>,
    /// Who reported it.
    pub by: Option<PersonLink>,
    /// When.
    pub reported: Time,
    /// How it stands.
    pub status: IntakeStatus,
    /// The system it became or belongs to.
    pub system: Option<SystemLink>,
    /// Why it was dismissed.
    pub dismissed_because: Option<String>,
    /// When it was settled.
    pub settled: Option<Time>,
}

impl Intake {
    /// Whether it waits to be settled.
    pub fn waits(&self) -> bool {
        self.status == IntakeStatus::Waiting
    }
}

impl Paged for Intakes {
    type Filter = IntakeFilter;
    type Row = Intake;

    fn ask(moment: Moment, IntakeFilter { status }: IntakeFilter, part: Part) -> String {
        let (Moment { time, position }, Part { order, first, after }) = (moment, part);
        ask::question::<Self, _>(IntakeVars { time, position, status, order, first, after })
    }

    fn read(text: &str) -> Result<Page<Intake>, String> {
        let Self { at, intakes } = ask::answer(text)?;
        Ok(Page::new(at, intakes.nodes, intakes.page_info, intakes.total_count))
    }
}

impl List for Intakes {
    const ONE: &'static str = "report";
    const WHAT: &'static str = "reports";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Report").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Used for").file_only(),
        Heading::new("Found by"),
        Heading::new("Team").sorted("team"),
        Heading::new("Reported").sorted("reported"),
        Heading::new("State").sorted("status"),
        Heading::new("System").file_only(),
    ];

    fn cells(row: &Intake) -> Vec<String> {
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            row.purpose.clone(),
            row.found_by.clone(),
            row.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
            day(Some(&row.reported)),
            row.status.word().to_owned(),
            row.system.as_ref().map(|system| system.subject.0.clone()).unwrap_or_default(),
        ]
    }
}

/// What the forms of the queue need to know.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct TriagePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// Teams that may use something.
    pub teams: Vec<TeamLink>,
    /// Systems that something may belong to.
    #[arguments(first: 500, order: { key: "name", descending: false })]
    pub systems: SystemLinks,
}

/// Systems by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemLinks {
    /// The systems.
    pub nodes: Vec<InUse>,
}

/// A system, and whether it is out of use.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct InUse {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
}

impl TriagePage {
    /// The teams as choices.
    pub fn team_choices(&self) -> Vec<(String, String)> {
        self.teams.iter().map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }

    /// Systems in use as choices.
    pub fn system_choices(&self) -> Vec<(String, String)> {
        let in_use = self.systems.nodes.iter().filter(|one| one.decommissioned.is_none());
        in_use.map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }
}

/// The page of one report.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct IntakePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The report.
    #[arguments(subject: $subject)]
    pub intake: Option<Intake>,
}

/// A team, with what the caller may do for a new system of it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct HomeTeam {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Who may register, and who may say who is accountable.
    #[arguments(mutations: ["registerSystem", "assignOwner"])]
    pub offers: Vec<Offer>,
}

/// What registering a system needs to know.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct RegisterPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// Teams it can belong to.
    pub teams: Vec<HomeTeam>,
    /// People who can answer for it.
    #[arguments(first: 500, filter: { active: true, service: false }, order: { key: "name", descending: false })]
    pub people: PeopleLinks,
    /// Systems that are registered already.
    #[arguments(first: 500, order: { key: "name", descending: false })]
    pub systems: SystemLinks,
}

/// People by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PersonConnection")]
pub struct PeopleLinks {
    /// The people.
    pub nodes: Vec<PersonLink>,
}

impl RegisterPage {
    /// Whether the caller may do something for a system of a team.
    pub fn may(&self, team: &str, mutation: &str) -> bool {
        let team = self.teams.iter().find(|one| one.subject.0 == team);
        let offer = team.and_then(|team| team.offers.iter().find(|one| one.mutation == mutation));
        offer.is_some_and(|offer| offer.may)
    }

    /// Teams for which the caller may register.
    pub fn homes(&self) -> Vec<(String, String)> {
        let mine = self.teams.iter().filter(|one| self.may(&one.subject.0, "registerSystem"));
        mine.map(|one| (one.subject.0.clone(), one.name.clone())).collect()
    }

    /// Who may register where the caller may not: their names, each once.
    pub fn who_may(&self) -> Vec<String> {
        let offers = self.teams.iter().flat_map(|team| &team.offers);
        let people =
            offers.filter(|one| one.mutation == "registerSystem").flat_map(|one| &one.people);
        let mut names: Vec<String> = people.map(PersonLink::words).collect();
        names.sort();
        names.dedup();
        names
    }

    /// People as choices.
    pub fn person_choices(&self) -> Vec<(String, String)> {
        let people = self.people.nodes.iter();
        people.map(|one| (one.subject.0.clone(), one.words())).collect()
    }

    /// What a subject is called, among the choices.
    pub fn named(choices: &[(String, String)], subject: &str) -> String {
        let found = choices.iter().find(|(key, _)| key == subject);
        found.map_or_else(|| subject.to_owned(), |(_, words)| words.clone())
    }

    /// Names of systems that are taken.
    pub fn taken(&self) -> Vec<String> {
        self.systems.nodes.iter().map(|one| one.subject.0.clone()).collect()
    }
}
