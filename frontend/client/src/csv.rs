//! Rows as a file for spreadsheets: RFC 4180, in UTF-8, with the line ends it asks for.
//!
//! # Invariants
//! - What is written reads back as the same cells. (`a_file_reads_back_as_it_was_written`)
//! - No cell is a formula for a spreadsheet. (`no_cell_is_a_formula`)
//!
//! # Deliberately absent
//! - No other dialect: a comma separates, whatever the language of the browser.

/// Tells programs that guess that the text is UTF-8.
const MARK: char = '\u{feff}';

/// A file of a head and rows.
pub fn file<'a>(head: impl Iterator<Item = &'a str>, rows: &[Vec<String>]) -> String {
    let mut text = String::from(MARK);
    line(&mut text, head);
    for row in rows {
        line(&mut text, row.iter().map(String::as_str));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(',');
        }
        push(text, cell);
    }
    text.push_str("\r\n");
}

fn push(text: &mut String, cell: &str) {
    let guard = if is_formula(cell) { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) || cell.trim() != cell || !guard.is_empty() {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// Whether a spreadsheet would run the cell: it begins like a formula, or hides that behind white
/// space that some programs drop.
fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::{MARK, file};

    /// A reader of RFC 4180, for the test alone.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let (mut quoted, mut letters) = (false, text.chars().peekable());
        while let Some(letter) = letters.next() {
            let row = rows.last_mut().unwrap();
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    row.last_mut().unwrap().push(letters.next().unwrap());
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted && letters.peek() == Some(&'\n') => {
                    letters.next();
                    rows.push(vec![String::new()]);
                }
                other => row.last_mut().unwrap().push(other),
            }
        }
        assert_eq!(rows.pop(), Some(vec![String::new()]), "the last line ends too");
        rows
    }

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn a_file_reads_back_as_it_was_written() {
        let written = rows(&[
            &["Größe, \"groß\"", " spaces ", ""],
            &["two\r\nlines", "\"", "a\nb"],
            &["plain", "1,000", "https://example.test/?a=b"],
        ]);
        let text = file(["A", "B,b", "C"].into_iter(), &written);
        let read = read(text.strip_prefix(MARK).unwrap());
        assert_eq!(read[0], ["A", "B,b", "C"]);
        assert_eq!(read[1..], written);
    }

    #[test]
    fn a_cell_is_quoted_only_when_it_must_be() {
        let text = file(["Name"].into_iter(), &rows(&[&["plain text"], &["a,b"], &["say \"no\""]]));
        assert_eq!(text, "\u{feff}Name\r\nplain text\r\n\"a,b\"\r\n\"say \"\"no\"\"\"\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let risky = ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\u{a0}=1", "\rx"];
        for cell in risky {
            let text = file(["N"].into_iter(), &rows(&[&[cell]]));
            let body = text.split_once("\r\n").unwrap().1;
            assert_eq!(body, format!("\"'{cell}\"\r\n"), "{cell:?}");
        }
        for cell in ["a=1", "1-1", "x@y.test", "2026-02-10"] {
            let text = file(["N"].into_iter(), &rows(&[&[cell]]));
            assert!(text.ends_with(&format!("\r\n{cell}\r\n")), "{cell}");
        }
    }
}
