//! What the pages of coverage and of AI literacy show.
use std::cmp::Ordering;

use crate::{
    list::Heading,
    scalars::Subject,
    schema,
    shared::{At, Me, TeamLink, WholeFields},
    words::plain,
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

/// Columns of the figures on a page.
pub const COLUMNS: &[Heading] = &[
    Heading::new("Name").sorted("name"),
    Heading::new("Done").sorted("share"),
    Heading::number("People").sorted("people"),
    Heading::number("All done").sorted("trained"),
    Heading::number("Overdue").sorted("overdue"),
    Heading::number("Excused").sorted("waived").minor(),
];

/// Figures of one team, role or module.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `team`, `role` or `module`.
    pub of: &'static str,
    /// For people.
    pub name: String,
    /// Its id; empty for people without a team.
    pub id: String,
    /// What was counted.
    pub count: Count,
}

impl Line {
    fn new(of: &'static str, (name, id): (&str, &str), count: Count) -> Self {
        Self { of, name: name.to_owned(), id: id.to_owned(), count }
    }

    /// The number of a column; absent where nothing is required.
    fn figure(&self, key: &str) -> Option<f64> {
        let Count { people, trained, overdue, waived, share, .. } = self.count;
        match key {
            "people" => Some(people.into()),
            "trained" => Some(trained.into()),
            "overdue" => Some(overdue.into()),
            "waived" => Some(waived.into()),
            _ => share,
        }
    }

    /// How it stands to another under a key.
    fn compare(&self, other: &Self, key: &str, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        if key == "name" {
            return turned(self.name.to_lowercase().cmp(&other.name.to_lowercase()));
        }
        match (self.figure(key), other.figure(key)) {
            (Some(own), Some(other)) => turned(own.total_cmp(&other)),
            (own, other) => other.is_some().cmp(&own.is_some()),
        }
    }

    fn cells(&self, of: &str) -> Vec<String> {
        let Count { people, trained, required, current, overdue, waived, .. } = self.count;
        let mut cells = vec![of.to_owned(), self.name.clone(), self.id.clone()];
        let numbers = [people, trained, required, current, overdue, waived];
        cells.extend(numbers.map(|number| number.to_string()));
        cells
    }
}

impl TrainingCoverage {
    /// The figures of teams, roles and modules.
    pub fn lines(&self) -> Vec<Line> {
        let teams = self.teams.iter().map(|one| {
            let named = one.team.as_ref().map(|team| (team.name.as_str(), team.subject.as_str()));
            Line::new("team", named.unwrap_or(("Without a team", "")), one.count)
        });
        let roles = self.roles.iter();
        let roles =
            roles.map(|one| Line::new("role", (one.title.as_str(), one.role.as_str()), one.count));
        let modules = self.modules.iter();
        let modules = modules
            .map(|one| Line::new("module", (one.title.as_str(), one.module.as_str()), one.count));
        teams.chain(roles).chain(modules).collect()
    }
}

/// The lines of teams, of roles or of modules whose name or id contains a text, in the order of a
/// column, `(key, descending)`; what is least done is first without one.
pub fn chosen(lines: &[Line], of: &str, text: &str, order: Option<(&str, bool)>) -> Vec<Line> {
    let wanted = text.trim().to_lowercase();
    let contains = |words: &str| words.to_lowercase().contains(&wanted);
    let is_chosen = |line: &&Line| line.of == of && (contains(&line.name) || contains(&line.id));
    let mut chosen: Vec<Line> = lines.iter().filter(is_chosen).cloned().collect();
    let (key, descending) = order.unwrap_or(("share", false));
    chosen.sort_by(|a, b| a.compare(b, key, descending));
    chosen
}

/// Figures as rows of a file under [`HEAD`], those of everybody first.
pub fn file(whole: Count, lines: &[Line]) -> Vec<Vec<String>> {
    let everybody = Line::new("", ("", ""), whole).cells("Everybody");
    let rows = lines.iter().map(|line| line.cells(&plain(line.of)));
    std::iter::once(everybody).chain(rows).collect()
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
