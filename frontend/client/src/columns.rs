//! Which columns of a list are shown: the usual ones, or those that an address names.
//!
//! # Invariants
//! - An address that names no column of the list shows the usual ones.
//!   (`an_address_without_columns_shows_the_usual_ones`)
//! - What is chosen reads back from the address, in the order of the list.
//!   (`a_choice_reads_back_as_it_was_written`)
//! - The usual choice leaves no trace in the address. (`the_usual_choice_is_not_written`)
//! - A file of a choice has its columns with their details, and what names the row.
//!   (`a_file_has_the_chosen_columns_with_their_details`)
//!
//! # Deliberately absent
//! - Another order of the columns: the one of the list is that of every file.
use crate::list::{Heading, OnPage};

/// What an address says of a choice without columns.
const NONE: &str = "none";

/// The columns of a list that somebody wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    headings: &'static [Heading],
    /// The usual ones when absent.
    chosen: Option<Vec<&'static str>>,
}

impl Columns {
    /// Reads the choice of an address: `residual,status`, or `none`.
    pub fn read(text: &str, headings: &'static [Heading]) -> Self {
        let named: Vec<&str> = text.split(',').collect();
        let known: Vec<&'static str> =
            choices(headings).map(|(key, _)| key).filter(|key| named.contains(key)).collect();
        let chosen = (!known.is_empty() || text == NONE).then_some(known);
        Self { headings, chosen }
    }

    /// What can be chosen: the key and the title of each column, in the order of the list. Nothing
    /// where the list offers no choice.
    pub fn choices(&self) -> Vec<(&'static str, &'static str)> {
        choices(self.headings).collect()
    }

    /// Whether the columns under this key are shown.
    pub fn shows(&self, key: &str) -> bool {
        match &self.chosen {
            Some(chosen) => chosen.contains(&key),
            None => {
                self.headings.iter().any(|one| one.key == Some(key) && one.place != OnPage::Spare)
            }
        }
    }

    /// The choice with the columns under a key shown or not, as an address writes it: empty for the
    /// usual ones.
    pub fn turned(&self, key: &str, shown: bool) -> String {
        let all = choices(self.headings).map(|(key, _)| key);
        let wanted = |one: &&str| if *one == key { shown } else { self.shows(one) };
        let wanted: Vec<&str> = all.filter(wanted).collect();
        let usual = Self { headings: self.headings, chosen: None };
        if choices(self.headings).all(|(key, _)| usual.shows(key) == wanted.contains(&key)) {
            return String::new();
        }
        if wanted.is_empty() { NONE.to_owned() } else { wanted.join(",") }
    }

    /// The columns of the page, one for every cell of a row that is not for files alone, each with
    /// whether it is shown. A column that was asked for is not left out for want of room.
    pub fn on_page(&self) -> Vec<(Heading, bool)> {
        let minor = |heading: &Heading| heading.minor && self.chosen.is_none();
        let on_page = self.headings.iter().filter(|heading| heading.is_on_page());
        on_page
            .map(|heading| (Heading { minor: minor(heading), ..*heading }, self.wants(heading)))
            .collect()
    }

    /// What stands above the columns of a file: all of the list, or those that were chosen.
    pub fn file_heads(&self) -> Vec<&'static str> {
        let wanted = self.headings.iter().filter(|heading| self.in_file(heading));
        wanted.map(|heading| heading.title).collect()
    }

    /// The cells of a row that stand in a file.
    pub fn file_cells(&self, cells: Vec<String>) -> Vec<String> {
        let both = self.headings.iter().zip(cells);
        both.filter(|(heading, _)| self.in_file(heading)).map(|(_, cell)| cell).collect()
    }

    fn in_file(&self, heading: &Heading) -> bool {
        self.chosen.is_none() || self.wants(heading)
    }

    fn wants(&self, heading: &Heading) -> bool {
        heading.key.is_none_or(|key| self.shows(key))
    }
}

/// The columns that can be chosen; what details one stands under its key in files alone.
fn choices(headings: &'static [Heading]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let on_page = headings.iter().filter(|heading| heading.is_on_page());
    on_page.filter_map(|heading| Some((heading.key?, heading.title)))
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::list::Heading;

    const HEADINGS: &[Heading] = &[
        Heading::new("Name"),
        Heading::new("Identifier").file_only(),
        Heading::number("Score").under("score").minor(),
        Heading::new("Score, how likely").under("score").file_only(),
        Heading::new("Owner").under("owner"),
        Heading::new("Category").under("category").spare(),
    ];

    const PLAIN: &[Heading] = &[Heading::new("Name")];

    fn read(text: &str) -> Columns {
        Columns::read(text, HEADINGS)
    }

    fn shown(columns: &Columns) -> Vec<&'static str> {
        let on_page = columns.on_page().into_iter();
        on_page.filter(|(_, shown)| *shown).map(|(heading, _)| heading.title).collect()
    }

    #[test]
    fn an_address_without_columns_shows_the_usual_ones() {
        for text in ["", "nonsense", "identifier", ","] {
            assert_eq!(shown(&read(text)), ["Name", "Score", "Owner"], "{text}");
        }
        assert_eq!(shown(&read("none")), ["Name"]);
        assert_eq!(read("").choices().len(), 3);
        assert!(Columns::read("", PLAIN).choices().is_empty());
    }

    #[test]
    fn a_choice_reads_back_as_it_was_written() {
        let more = read("").turned("category", true);
        assert_eq!(more, "score,owner,category");
        assert_eq!(shown(&read(&more)), ["Name", "Score", "Owner", "Category"]);
        let less = read(&more).turned("score", false);
        assert_eq!((less.as_str(), shown(&read(&less)).len()), ("owner,category", 3));
        // In the order of the list, whatever the order of the address.
        assert_eq!(read("category,owner").turned("score", true), more);
        assert_eq!(read("owner").turned("owner", false), "none");
        assert_eq!(read("none").turned("owner", true), "owner");
    }

    #[test]
    fn the_usual_choice_is_not_written() {
        assert_eq!(read("score,owner,category").turned("category", false), "");
        assert_eq!(read("").turned("owner", true), "");
    }

    #[test]
    fn a_column_that_was_asked_for_keeps_its_room() {
        let is_minor = |text: &str| read(text).on_page().iter().any(|(heading, _)| heading.minor);
        assert!(is_minor("") && !is_minor("score"));
    }

    #[test]
    fn a_file_has_the_chosen_columns_with_their_details() {
        let all = ["Name", "Identifier", "Score", "Score, how likely", "Owner", "Category"];
        assert_eq!(read("").file_heads(), all);
        let chosen = read("score");
        assert_eq!(chosen.file_heads(), all[..4]);
        let cells: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(chosen.file_cells(cells.clone()), all[..4]);
        assert_eq!(read("").file_cells(cells), all);
        assert_eq!(read("none").file_heads(), all[..2]);
    }
}
