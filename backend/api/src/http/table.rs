//! Tables as files: CSV for programs, a workbook for people.
//!
//! # Invariants
//! - A cell that a spreadsheet would compute is text. (`a_cell_is_never_a_formula`)
//! - A workbook keeps text, numbers and days apart, and says what it is. (`a_workbook_says_what_it_is`)
//! - A day that a workbook cannot count is text, and the rest is there. (`an_odd_day_is_text`)
//!
//! # Deliberately absent
//! - No clock: whoever makes a file says when.

use kernel::Micros;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// How wide the columns of a workbook are, in characters.
const WIDTH: u16 = 18;
/// Microseconds of a second.
const SECOND: i64 = 1_000_000;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// A number.
    Number(u32),
    /// A day, of which the time is left out.
    Day(Micros),
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => quoted(text),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.date(),
        }
    }
}

/// Rows under headings, and what is to be known about them.
pub(super) struct Table {
    /// What the rows are.
    pub(super) title: &'static str,
    /// What stands above the columns.
    pub(super) head: Vec<&'static str>,
    /// The rows, with a cell for every column.
    pub(super) rows: Vec<Vec<Cell>>,
    /// What is to be known about them: a name and a value each.
    pub(super) about: Vec<(&'static str, String)>,
    /// When the file is made.
    pub(super) made: Micros,
}

impl Table {
    /// The rows with their headings, one line each.
    pub(super) fn csv(&self) -> String {
        let mut text = String::new();
        line(&mut text, self.head.iter().map(|title| quoted(title)));
        for row in &self.rows {
            line(&mut text, row.iter().map(Cell::written));
        }
        text
    }

    /// A workbook with the rows, and a sheet that says what they are.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.made.0.div_euclid(SECOND))?;
        let properties = DocProperties::new().set_title(self.title).set_creation_datetime(&made);
        book.set_properties(&properties);
        self.fill(book.add_worksheet())?;
        self.tell(book.add_worksheet())?;
        book.save_to_buffer()
    }

    fn fill(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
        sheet.set_name(self.title)?.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(&self.head) {
            sheet.write_string_with_format(0, column, *title, &bold)?;
            sheet.set_column_width(column, WIDTH)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Nothing => {}
                    // Written as text, so that nothing in it is ever computed.
                    Cell::Text(text) => {
                        sheet.write_string(row, column, text.as_str())?;
                    }
                    Cell::Number(number) => {
                        sheet.write_number(row, column, *number)?;
                    }
                    Cell::Day(time) => {
                        if let Ok(start) = start_of(*time) {
                            sheet.write_datetime_with_format(row, column, start, &day)?;
                        } else {
                            sheet.write_string(row, column, time.date())?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn tell(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        sheet.set_name("About")?.set_column_width(0, WIDTH)?.set_column_width(1, 4 * WIDTH)?;
        for (row, (name, value)) in (0..).zip(&self.about) {
            sheet.write_string_with_format(row, 0, *name, &bold)?;
            sheet.write_string(row, 1, value.as_str())?;
        }
        Ok(())
    }
}

/// The beginning of the day that a moment is in, in UTC. A workbook knows no day before 1900 and none
/// after 9999.
fn start_of(time: Micros) -> Result<ExcelDateTime, XlsxError> {
    let day = time.0.saturating_sub(time.0.rem_euclid(Micros::DAY));
    ExcelDateTime::from_timestamp(day.div_euclid(SECOND))
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    text.push_str(&cells.collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}

/// A cell in quotes where it needs them; what a spreadsheet would compute becomes text.
fn quoted(cell: &str) -> String {
    let computes = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if computes { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use kernel::Micros;

    use super::{Cell, Table, quoted};

    fn table() -> Table {
        let noon = Micros(1_770_732_000_000_000);
        Table {
            title: "Risks",
            head: vec!["risk", "score", "review"],
            rows: vec![
                vec![Cell::Text(String::from("=1+1")), Cell::Number(12), Cell::Day(noon)],
                vec![Cell::Text(String::from("b, c")), Cell::Nothing, Cell::Nothing],
            ],
            about: vec![("Rows", String::from("2, as many as the register counts"))],
            made: noon,
        }
    }

    /// A file inside a workbook.
    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("@home, \"now\""), "\"'@home, \"\"now\"\"\"");
        assert_eq!(quoted("plain"), "plain");
        let book = table().workbook().unwrap();
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(part(&book, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    }

    #[test]
    fn a_workbook_says_what_it_is() {
        let book = table().workbook().unwrap();
        assert_eq!(book[..2], *b"PK");
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("<row ").count(), 3, "{sheet}");
        assert!(sheet.contains(r#"<c r="B2"><v>12</v></c>"#), "{sheet}");
        // 2026-02-10, without the time of the day.
        assert!(sheet.contains("<v>46063</v>"), "{sheet}");
        assert!(sheet.contains(r#"state="frozen""#), "{sheet}");
        let texts = part(&book, "xl/sharedStrings.xml");
        assert!(texts.contains("as many as the register counts"), "{texts}");
        let names = part(&book, "xl/workbook.xml");
        assert!(names.contains(r#"name="Risks""#) && names.contains(r#"name="About""#), "{names}");
        assert_eq!(table().csv(), "risk,score,review\r\n'=1+1,12,2026-02-10\r\n\"b, c\",,\r\n");
    }

    #[test]
    fn an_odd_day_is_text() {
        let mut odd = table();
        odd.rows.push(vec![
            Cell::Text(String::from("d")),
            Cell::Number(1),
            Cell::Day("1021-03-04T05:06:07Z".parse().unwrap()),
        ]);
        let book = odd.workbook().unwrap();
        assert!(part(&book, "xl/sharedStrings.xml").contains("<t>1021-03-04</t>"));
        assert!(part(&book, "xl/worksheets/sheet1.xml").contains("<v>46063</v>"));
    }
}
