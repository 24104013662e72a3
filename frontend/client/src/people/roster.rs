//! People from a spreadsheet: what a dry run found.
use super::commands::RosterLine;
use crate::words::counted;

/// A file to begin with: its columns, and a line.
pub const EXAMPLE: &str = "id,name,email,team,role,scope\n\
    usr-new,New Colleague,new.colleague@example.org,team-care-ai,data_scientist,team:team-care-ai\n";

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
