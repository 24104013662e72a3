//! People, who answers for what, and champions from a spreadsheet: what a dry run found.
use super::commands::RosterLine;
use crate::{shared::Me, words::counted};

/// What a file is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// People, and the roles they hold.
    #[default]
    People,
    /// Who answers for which system.
    Accountability,
    /// Who is asked to be the champion of which team.
    Champions,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::People, Self::Accountability, Self::Champions];

    /// As an address writes it; empty for the first.
    pub fn slug(self) -> &'static str {
        match self {
            Self::People => "",
            Self::Accountability => "accountability",
            Self::Champions => "champions",
        }
    }

    /// The one that an address names; the first for any other word.
    pub fn of(slug: &str) -> Self {
        Self::ALL.into_iter().find(|sheet| sheet.slug() == slug).unwrap_or_default()
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Accountability => "Who answers for what",
            Self::Champions => "Champions",
        }
    }

    /// The mutation that records it.
    pub fn mutation(self) -> &'static str {
        match self {
            Self::People => "importRoster",
            Self::Accountability => "importAccountabilities",
            Self::Champions => "importChampions",
        }
    }

    /// Whether somebody may send it.
    pub fn may(self, me: &Me) -> bool {
        me.may(self.mutation())
    }

    /// Whether somebody may send any of them.
    pub fn any(me: &Me) -> bool {
        Self::ALL.into_iter().any(|sheet| sheet.may(me))
    }

    /// Why somebody may not send it, and who may.
    pub fn not_yours(self) -> &'static str {
        match self {
            Self::People => "You may not import people; an administrator does",
            Self::Accountability => {
                "You may not say who answers for what; an administrator or a system owner does"
            }
            Self::Champions => {
                "You may not ask champions; a system owner or the head of security does"
            }
        }
    }

    /// What was done once it is recorded.
    pub fn done(self) -> &'static str {
        match self {
            Self::People => "The people are recorded",
            Self::Accountability => "Who answers for what is recorded",
            Self::Champions => "They are asked; each of them says yes or no",
        }
    }

    /// Where to look at what was recorded, and what the page is called.
    pub fn page(self) -> (&'static str, &'static str) {
        match self {
            Self::People => ("/people", "People and teams"),
            Self::Accountability => ("/accountability/matrix", "Who answers for which system"),
            Self::Champions => ("/accountability/teams", "Teams and champions"),
        }
    }

    /// A file to begin with: its columns, and a line.
    pub fn example(self) -> &'static str {
        match self {
            Self::People => {
                "id,name,email,team,role,scope\n\
                 usr-new,New Colleague,new.colleague@example.org,team-care-ai,data_scientist,team:team-care-ai\n"
            }
            Self::Accountability => {
                "system,stage,duty,person\n\
                 sys-carerisk,production,deputy,usr-new\n"
            }
            Self::Champions => "team,person\nteam-care-ai,usr-new\n",
        }
    }

    /// Its columns, each with what it means.
    pub fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::People => &[
                ("id", "an opaque id that stays, such as usr-0815"),
                ("name", "can be erased later"),
                ("email", "can be erased later, and may be left out"),
                ("team", "the id of a team that is registered, or nothing"),
                ("role", "a role to give, or nothing"),
                ("scope", "for what: team:NAME, system:NAME or organisation:NAME"),
            ],
            Self::Accountability => &[
                ("system", "the id of a system that is registered"),
                ("stage", "test, staging or production; empty for all stages"),
                (
                    "duty",
                    "owner, deputy or responsible; a new owner takes the place of the old one",
                ),
                ("person", "the id of a person who is registered and has not left"),
            ],
            Self::Champions => &[
                ("team", "the id of a team that is registered"),
                ("person", "the id of a person who is registered and has not left"),
            ],
        }
    }
}

/// What each line of a file would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    lines: Vec<RosterLine>,
}

impl Seen {
    /// What a dry run said.
    pub fn of(lines: Vec<RosterLine>) -> Self {
        Self { lines }
    }

    /// The lines; those that are wrong first.
    pub fn lines(&self) -> Vec<RosterLine> {
        let mut lines = self.lines.clone();
        lines.sort_by_key(|line| (line.refusal.is_none(), line.line));
        lines
    }

    /// How many lines record something.
    pub fn people(&self) -> usize {
        self.lines.iter().filter(|line| !line.records.is_empty()).count()
    }

    /// How many lines are wrong.
    pub fn wrong(&self) -> usize {
        self.lines.iter().filter(|line| line.refusal.is_some()).count()
    }

    /// Whether it can be imported: nothing is wrong, and something is new.
    pub fn is_ready(&self) -> bool {
        self.wrong() == 0 && self.people() > 0
    }

    /// What would happen, in a sentence.
    pub fn words(&self) -> String {
        let (all, people, wrong) = (self.lines.len(), self.people(), self.wrong());
        let lines = counted(all, "line", "lines");
        if all == 0 {
            return "The file has no line below its columns.".to_owned();
        }
        if wrong > 0 {
            let verb = if wrong == 1 { "is" } else { "are" };
            return format!("{wrong} of {lines} {verb} wrong, so none would be imported.");
        }
        if people == 0 {
            return format!("All of {lines} was recorded before; there is nothing new.");
        }
        let verb = if people == 1 { "records" } else { "record" };
        format!("{people} of {lines} {verb} something, nothing is wrong.")
    }
}
