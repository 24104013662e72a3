//! What changed between two texts, line by line.
//!
//! # Invariants
//! - Without the lines that came, the old text is left; without those that went, the new one.
//!   (`a_difference_holds_both_texts`)
//! - As many lines as can be stay. (`as_many_lines_as_can_be_stay`)
//!
//! # Deliberately absent
//! - Differences inside a line: a prompt is read by its lines.

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stayed.
    Same,
    /// It came.
    Added,
    /// It went.
    Removed,
}

/// A line of either text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What became of it.
    pub mark: Mark,
    /// What it says.
    pub text: String,
}

/// The lines of both texts, those that went before those that came.
pub fn diff(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let common = common(&old, &new);
    let left = |i: usize, j: usize| at(common.get(i), j);
    let line = |mark: Mark, text: &str| Line { mark, text: text.to_owned() };
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(gone), Some(come)) if gone == come => {
                lines.push(line(Mark::Same, gone));
                (i, j) = (i + 1, j + 1);
            }
            (Some(_), Some(come)) if left(i, j + 1) > left(i + 1, j) => {
                lines.push(line(Mark::Added, come));
                j += 1;
            }
            (Some(gone), _) => {
                lines.push(line(Mark::Removed, gone));
                i += 1;
            }
            (None, Some(come)) => {
                lines.push(line(Mark::Added, come));
                j += 1;
            }
            (None, None) => return lines,
        }
    }
}

/// How many lines can stay of what is left from line `i` of the old text and line `j` of the new.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; new.len() + 1]];
    for gone in old.iter().rev() {
        let mut row = vec![0];
        for (j, come) in new.iter().enumerate().rev() {
            let stays = if gone == come {
                at(table.last(), j + 1) + 1
            } else {
                at(table.last(), j).max(row.last().copied().unwrap_or_default())
            };
            row.push(stays);
        }
        row.reverse();
        table.push(row);
    }
    table.reverse();
    table
}

fn at(row: Option<&Vec<usize>>, j: usize) -> usize {
    row.and_then(|row| row.get(j)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Line, Mark, diff};

    fn written(lines: &[Line]) -> Vec<String> {
        let sign = |mark: Mark| match mark {
            Mark::Same => ' ',
            Mark::Added => '+',
            Mark::Removed => '-',
        };
        lines.iter().map(|line| format!("{}{}", sign(line.mark), line.text)).collect()
    }

    #[test]
    fn as_many_lines_as_can_be_stay() {
        let old = "You help customers.\nRefunds up to 100 EUR.\nBe polite.";
        let new = "You help customers.\nRefunds up to 50 EUR.\nAsk before you refund.\nBe polite.";
        let lines = [
            " You help customers.",
            "-Refunds up to 100 EUR.",
            "+Refunds up to 50 EUR.",
            "+Ask before you refund.",
            " Be polite.",
        ];
        assert_eq!(written(&diff(old, new)), lines);
        assert_eq!(written(&diff("a\nb\nc", "b\nc\na")), ["-a", " b", " c", "+a"]);
        assert_eq!(written(&diff("", "a\nb")), ["+a", "+b"]);
        assert_eq!(written(&diff("a", "")), ["-a"]);
        assert!(diff("", "").is_empty());
    }

    #[test]
    fn a_difference_holds_both_texts() {
        let texts = ["", "a", "a\nb\na\nb", "b\na\n\nc", "c\nb\na\na", "x\na\ny\nb\nz"];
        for old in texts {
            for new in texts {
                let lines = diff(old, new);
                let without = |mark: Mark| {
                    let kept = lines.iter().filter(|line| line.mark != mark);
                    kept.map(|line| line.text.as_str()).collect::<Vec<_>>()
                };
                assert_eq!(without(Mark::Added), old.lines().collect::<Vec<_>>());
                assert_eq!(without(Mark::Removed), new.lines().collect::<Vec<_>>());
            }
        }
    }
}
