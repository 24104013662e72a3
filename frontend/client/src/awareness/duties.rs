//! The list of who must learn what.
use super::learner::Duty;
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::Subject,
    schema,
    shared::{PersonLink, TeamLink},
    words::TrainingStanding,
};

/// Which duties; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DutyFilter {
    /// Standing so.
    pub standing: Option<TrainingStanding>,
    /// Neither done nor waived.
    pub open: Option<bool>,
    /// Of the members of this team.
    pub team: Option<Subject>,
    /// Required by this role.
    pub role: Option<String>,
    /// For this module.
    pub module: Option<String>,
    /// Person or module contains this.
    pub text: Option<String>,
}

impl DutyFilter {
    /// Reads what stands in the address.
    pub fn read(standing: &str, team: &str, (role, module): (&str, &str), words: &str) -> Self {
        Self {
            standing: TrainingStanding::read(standing),
            open: None,
            team: subject(team),
            role: text(role),
            module: text(module),
            text: text(words),
        }
    }
}

/// A duty in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PersonDuty")]
pub struct DutyRow {
    /// Whose.
    pub person: Option<PersonLink>,
    /// Their team.
    pub team: Option<TeamLink>,
    /// What.
    pub duty: Duty,
}

impl DutyRow {
    /// Whose, in words.
    pub fn who(&self) -> String {
        self.person.as_ref().map_or_else(|| "Somebody".to_owned(), PersonLink::words)
    }

    /// The module in words.
    pub fn module_words(&self) -> String {
        let words = |one: &super::learner::ModuleLink| format!("{} · {}", one.id, one.title);
        self.duty.module.as_ref().map_or_else(|| "A module of the past".to_owned(), words)
    }
}

list! {
    /// Who must learn what.
    Duties = training(DutyFilter): "TrainingConnection" of DutyRow
}

impl List for Duties {
    const ONE: &'static str = "duty";
    const WHAT: &'static str = "duties";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Person").sorted("person"),
        Heading::new("Identifier").file_only(),
        Heading::new("Module").sorted("module"),
        Heading::new("Standing").sorted("standing"),
        Heading::new("Date").sorted("at"),
        Heading::new("Because of"),
        Heading::new("Team").sorted("team").minor(),
        Heading::new("Completed").file_only(),
        Heading::new("Score").file_only(),
    ];

    fn cells(row: &DutyRow) -> Vec<String> {
        let subject = row.person.as_ref().map(|one| one.subject.0.clone());
        vec![
            row.who(),
            subject.unwrap_or_default(),
            row.module_words(),
            row.duty.standing.word().to_owned(),
            day(Some(&row.duty.at)),
            row.duty.because.join("; "),
            row.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
            day(row.duty.completed.as_ref()),
            row.duty.score.clone().unwrap_or_default(),
        ]
    }
}
