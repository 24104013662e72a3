//! What the pages of accountability show.
use crate::{
    answer, ask,
    moment::Moment,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, One, OneFields, PersonLink, Receipt, Refusal, TeamLink, Whole, WholeFields},
    words::Stage,
};

/// Coverage, and what is left to hand over.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CoveragePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// Who covers what.
    pub accountabilities: Accountabilities,
    /// The teams, with who is asked to be their champion.
    pub teams: Vec<ChampionTeam>,
}

/// Who covers what.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountabilities {
    /// Teams with a security champion.
    pub champions: Coverage,
    /// Systems with an accountable owner.
    pub owners: Coverage,
    /// What leavers still stand for.
    pub hand_overs: Vec<HandOver>,
}

/// How much of something is covered.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Coverage {
    /// How many need somebody.
    pub total: i32,
    /// How many have somebody.
    pub covered: i32,
    /// Those that have nobody.
    pub missing: Vec<Uncovered>,
}

/// A thing that nobody covers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Uncovered {
    /// The thing.
    pub subject: Subject,
    /// Who covered it until they left.
    pub left: Option<PersonLink>,
    /// Since when nobody does.
    pub since: Time,
}

/// Something a leaver still stands for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct HandOver {
    /// Who left.
    pub person: Option<PersonLink>,
    /// When.
    pub left: Time,
    /// What needs a successor.
    pub subject: Subject,
    /// As what.
    pub role: String,
    /// Who could follow.
    pub suggested: Option<PersonLink>,
}

/// A team, its champion and who is asked to be.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Team")]
pub struct ChampionTeam {
    /// `team:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Its champion.
    pub champion: Option<PersonLink>,
    /// Who was asked and has not answered.
    pub nominated: Vec<PersonLink>,
    /// Who is in it.
    pub members: Vec<Member>,
}

/// Somebody in a team.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Member {
    /// `person:…` or `service:…`.
    pub subject: Subject,
    /// Absent when erased.
    pub name: Option<String>,
    /// Whether they still work here.
    pub active: bool,
    /// Whether it is a machine.
    pub service: bool,
}

/// Who answers, or answered, for the system of a thing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct AnswerablePage {
    /// What the answer counts from.
    pub at: At,
    /// The system.
    #[arguments(subject: $subject)]
    pub accountable_for: Option<Answerable>,
}

/// A system and its people.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct Answerable {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// When it was registered.
    pub registered: Time,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Everybody who answers or answered for it.
    pub accountable: Vec<Accountability>,
}

/// A stretch of time somebody answered for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountability {
    /// Who.
    pub person: Option<PersonLink>,
    /// `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// For which stage; for all when absent.
    pub stage: Option<Stage>,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Option<Time>,
    /// Whether they left and nobody followed.
    pub left: bool,
}

/// Somebody to ask to be a champion.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct NominateChampionInput {
    /// Who.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct NominateVars {
    input: NominateChampionInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "NominateVars")]
struct NominateChampion {
    #[arguments(input: $input)]
    nominate_champion: ChampionPayload,
}

/// What a command about a champion answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PeoplePayload")]
pub struct ChampionPayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// A yes to one's own nomination.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AcceptNominationInput {
    /// Oneself.
    pub person: Subject,
    /// Of which team.
    pub team: Subject,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct AcceptVars {
    input: AcceptNominationInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AcceptVars")]
struct AcceptNomination {
    #[arguments(input: $input)]
    accept_nomination: ChampionPayload,
}

/// Asks for coverage.
pub fn ask_coverage(moment: Moment) -> String {
    let Moment { time, position } = moment;
    ask::question::<CoveragePage, _>(Whole { time, position })
}

/// Reads coverage.
pub fn read_coverage(text: &str) -> Result<CoveragePage, String> {
    ask::answer(text)
}

/// Asks who answers for a thing.
pub fn ask_answerable(moment: Moment, subject: &str) -> String {
    ask::question::<AnswerablePage, _>(One::of(moment, subject))
}

/// Reads who answers for a thing.
pub fn read_answerable(text: &str) -> Result<AnswerablePage, String> {
    ask::answer(text)
}

/// Asks somebody to be a champion.
pub fn order_nomination(person: &str, team: &str) -> String {
    let input = NominateChampionInput { person: person.into(), team: team.into() };
    ask::order::<NominateChampion, _>(NominateVars { input })
}

/// Reads the answer to [`order_nomination`].
pub fn read_nomination(text: &str) -> Result<ChampionPayload, String> {
    answer::decode::<NominateChampion>(text).map(|answer| answer.nominate_champion)
}

/// Says yes to one's own nomination.
pub fn order_acceptance(person: &str, team: &str) -> String {
    let input = AcceptNominationInput { person: person.into(), team: team.into() };
    ask::order::<AcceptNomination, _>(AcceptVars { input })
}

/// Reads the answer to [`order_acceptance`].
pub fn read_acceptance(text: &str) -> Result<ChampionPayload, String> {
    answer::decode::<AcceptNomination>(text).map(|answer| answer.accept_nomination)
}
