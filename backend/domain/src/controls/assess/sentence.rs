//! How a control stands, in words: why, and what to do.

use kernel::{Micros, Subject};

use super::{Assessment, Grounds, Reading};
use crate::{controls::Status, evaluations::Op};

/// Most things named in one sentence.
const NAMED: usize = 3;

impl Assessment {
    /// Why it stands so, in a sentence. Names of things only, never of persons.
    pub fn why(&self) -> String {
        let Some(worst) = self.worst() else {
            return match (&self.not_for, self.status) {
                (Some(what), _) => format!("It is for systems that {what}."),
                (None, Status::NotApplicable) => {
                    String::from("Somebody decided that it does not apply to this system.")
                }
                (None, _) => self.all_hold(),
            };
        };
        match &worst.grounds {
            Grounds::Holds => self.all_hold(),
            Grounds::Breaks => broken(worst, self.others(worst)),
            Grounds::NoEvidence => format!("There is no {} for {}.", worst.wanted, self.lacking()),
            Grounds::NotReported => {
                format!("No report says \"{}\" for {}.", worst.title, self.lacking())
            }
            Grounds::TooOld(days) => format!(
                "{} of {} is older than {days} days.",
                evidence(worst),
                worst.attached.unwrap_or_default().date()
            ),
            Grounds::Ended(end) => format!(
                "{} of {} counted until {}.",
                evidence(worst),
                worst.attached.unwrap_or_default().date(),
                end.date()
            ),
            Grounds::Overtaken(change) => format!(
                "{} of {} was made before {} on {}.",
                evidence(worst),
                worst.attached.unwrap_or_default().date(),
                happened(&change.word, change.subject.as_ref()),
                change.at.date()
            ),
            Grounds::CannotTell => format!("{} cannot tell: it kept to no limit.", evidence(worst)),
        }
    }

    /// What to do about it, in a sentence.
    pub fn advice(&self) -> String {
        let Some(worst) = self.worst() else {
            return match (&self.not_for, self.status) {
                (Some(_), _) => String::from("Nothing, as long as the system stays what it is."),
                (None, Status::NotApplicable) => {
                    String::from("Look at it again whenever the system changes.")
                }
                (None, _) => self.until(),
            };
        };
        let (wanted, target) = (&worst.wanted, worst.target.label());
        match &worst.grounds {
            Grounds::Holds => self.until(),
            Grounds::Breaks => {
                format!("Mend the cause, then test {target} again: {wanted}.")
            }
            Grounds::NoEvidence => format!("Attach for {target}: {wanted}."),
            Grounds::NotReported => {
                format!("Attach for {target}, with {}: {wanted}.", worst.metric)
            }
            Grounds::TooOld(_) | Grounds::Ended(_) | Grounds::Overtaken(_) => {
                format!("Repeat for {target}: {wanted}.")
            }
            Grounds::CannotTell => format!("Attach for {target}, held against limits: {wanted}."),
        }
    }

    fn all_hold(&self) -> String {
        let tests = self.deciding_tests().count();
        let warned = self.warnings().count();
        let shown = if tests == 1 {
            String::from("Its test holds")
        } else {
            format!("All {tests} tests hold")
        };
        match warned {
            0 => format!("{shown}."),
            1 => format!("{shown}; one more only warns and does not."),
            more => format!("{shown}; {more} more only warn and do not."),
        }
    }

    fn until(&self) -> String {
        let wanted =
            self.deciding().min_by_key(|reading| reading.until.unwrap_or(Micros(i64::MAX)));
        match (self.stale_at, wanted) {
            (Some(end), Some(reading)) => {
                format!("Nothing until {}; then repeat: {}.", end.date(), reading.wanted)
            }
            (Some(_) | None, _) => String::from("Nothing, until something changes."),
        }
    }

    /// The first of the readings that decide the status.
    fn worst(&self) -> Option<&Reading> {
        self.deciding().find(|reading| reading.status == self.status)
    }

    /// Other readings that break a limit.
    fn others(&self, worst: &Reading) -> usize {
        let breaks = |reading: &&Reading| reading.grounds == Grounds::Breaks;
        self.deciding().filter(breaks).filter(|reading| *reading != worst).count()
    }

    /// The targets for which something is lacking, as a list.
    fn lacking(&self) -> String {
        let mut names: Vec<&Subject> = self
            .deciding()
            .filter(|reading| reading.status == self.status)
            .map(|reading| &reading.target)
            .collect();
        names.sort();
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        let shown: Vec<String> = names.iter().take(NAMED).map(|name| name.label()).collect();
        match more {
            0 => shown.join(", "),
            more => format!("{} and {more} more", shown.join(", ")),
        }
    }
}

fn evidence(reading: &Reading) -> String {
    reading.evidence.as_ref().map_or_else(|| reading.wanted.clone(), Subject::label)
}

fn broken(reading: &Reading, others: usize) -> String {
    let value = reading.value.as_deref().unwrap_or("unknown");
    let limit = match &reading.limit {
        Some((op, limit)) if matches!(value, "true" | "false") => {
            let wanted = (limit.approx() > 0.5) == (*op != Op::Ne);
            format!("it has to be {}", if wanted { "yes" } else { "no" })
        }
        Some((op, limit)) => format!("the limit is {} {limit}", sign(*op)),
        None => String::from("it says no"),
    };
    let value = match value {
        "true" => "yes",
        "false" => "no",
        other => other,
    };
    let more = match others {
        0 => String::new(),
        1 => String::from("; one more limit is broken"),
        more => format!("; {more} more limits are broken"),
    };
    let title = if reading.title.is_empty() { &reading.wanted } else { &reading.title };
    format!("{title} is {value}; {limit} ({}){more}.", evidence(reading))
}

/// How a comparison is written.
fn sign(op: Op) -> &'static str {
    match op {
        Op::Lt => "below",
        Op::Le => "at most",
        Op::Gt => "above",
        Op::Ge => "at least",
        Op::Eq => "exactly",
        Op::Ne => "anything but",
    }
}

/// What happened, as words: `model.version_registered` of a model.
fn happened(word: &str, subject: Option<&Subject>) -> String {
    let (thing, what) = word.split_once('.').unwrap_or(("something", word));
    let what = what.replace('_', " ");
    match subject {
        Some(subject) => format!("\"{thing} {what}\" of {}", subject.label()),
        None => format!("\"{thing} {what}\""),
    }
}
