//! What the pages of coverage and of AI literacy show.
use crate::{
    scalars::Subject,
    schema,
    shared::{At, Me, TeamLink, WholeFields},
};

/// The page of coverage.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CoveragePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The figures.
    pub training_coverage: TrainingCoverage,
}

/// How much of what must be learnt is done.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TrainingCoverage {
    /// Of everybody.
    pub organisation: Count,
    /// By team.
    pub teams: Vec<TeamCoverage>,
    /// By role.
    pub roles: Vec<RoleCoverage>,
    /// By module.
    pub modules: Vec<ModuleCoverage>,
}

/// What was counted.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, PartialEq)]
#[cynic(graphql_type = "CoverageCount")]
pub struct Count {
    /// Persons of whom something is required.
    pub people: i32,
    /// Those who have done all of it.
    pub trained: i32,
    /// Pairs of a person and a module.
    pub required: i32,
    /// Those that are done.
    pub current: i32,
    /// Those that are overdue.
    pub overdue: i32,
    /// Pairs that are waived.
    pub waived: i32,
    /// current / required; absent when nothing is required.
    pub share: Option<f64>,
}

/// Coverage of a team.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TeamCoverage {
    /// The team; absent for people without one.
    pub team: Option<TeamLink>,
    /// What was counted.
    pub count: Count,
}

/// Coverage of a role.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RoleCoverage {
    /// Its id.
    pub role: String,
    /// For people.
    pub title: String,
    /// What was counted.
    pub count: Count,
}

/// Coverage of a module.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ModuleCoverage {
    /// Its id.
    pub module: String,
    /// For people.
    pub title: String,
    /// What was counted.
    pub count: Count,
}

/// Columns of the figures as a file.
pub const HEAD: [&str; 9] =
    ["Of", "Name", "Id", "People", "All done", "Required", "Done", "Overdue", "Excused"];

impl TrainingCoverage {
    /// Every figure as a row of a file under [`HEAD`].
    pub fn rows(&self) -> Vec<Vec<String>> {
        let row = |of: &str, name: &str, id: &str, count: &Count| {
            let Count { people, trained, required, current, overdue, waived, .. } = count;
            let mut cells = vec![of.to_owned(), name.to_owned(), id.to_owned()];
            let numbers = [people, trained, required, current, overdue, waived];
            cells.extend(numbers.map(ToString::to_string));
            cells
        };
        let mut rows = vec![row("Everybody", "", "", &self.organisation)];
        rows.extend(self.teams.iter().map(|one| match &one.team {
            Some(team) => row("Team", &team.name, &team.subject.0, &one.count),
            None => row("Team", "Without a team", "", &one.count),
        }));
        rows.extend(self.roles.iter().map(|one| row("Role", &one.title, &one.role, &one.count)));
        let modules = self.modules.iter();
        rows.extend(modules.map(|one| row("Module", &one.title, &one.module, &one.count)));
        rows
    }
}

impl Count {
    /// `8 of 20 (40 %)`, or that nothing is required.
    pub fn words(&self) -> String {
        match self.share {
            None => "Nothing required".to_owned(),
            Some(share) => {
                format!("{} of {} ({:.0} %)", self.current, self.required, share * 100.0)
            }
        }
    }

    /// The share in words, for a figure.
    pub fn percent(&self) -> String {
        self.share.map_or_else(|| "—".to_owned(), |share| format!("{:.0} %", share * 100.0))
    }

    /// Pairs that are neither done nor overdue.
    pub fn open(&self) -> usize {
        let open = self.required.saturating_sub(self.current).saturating_sub(self.overdue);
        usize::try_from(open).unwrap_or_default()
    }
}

/// The page of the report on AI literacy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct LiteracyPage {
    /// What the answer counts from.
    pub at: At,
    /// The report.
    pub literacy_report: LiteracyReport,
}

/// The report on AI literacy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LiteracyReport {
    /// The version of the curriculum that counts.
    pub curriculum: Option<Subject>,
    /// The rules it rests on.
    pub basis: Option<String>,
    /// Persons who are active and no services.
    pub people: i32,
    /// Of everybody.
    pub total: Count,
    /// By role.
    pub roles: Vec<RoleLiteracy>,
}

/// What is done for the holders of a role.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RoleLiteracy {
    /// For people.
    pub title: String,
    /// Minutes of all its modules.
    pub minutes: i32,
    /// What was counted.
    pub count: Count,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// A module that a role needs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "LiteracyMeasure")]
pub struct Measure {
    /// Its id.
    pub module: String,
    /// For people.
    pub title: String,
    /// How long it takes.
    pub minutes: i32,
    /// For how many months it counts.
    pub refresh_months: i32,
}

/// Which places of learning the reader may see.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct PlacesPage {
    /// The reader.
    pub me: Asker,
}

/// What somebody may ask.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Me")]
pub struct Asker {
    /// Questions with a right of their own.
    pub may_ask: Vec<String>,
}

impl PlacesPage {
    /// Whether the reader may ask a question that needs a right of its own.
    pub fn may_ask(&self, question: &str) -> bool {
        self.me.may_ask.iter().any(|one| one == question)
    }
}
