//! People from a spreadsheet: a dry run says what each line would do, then all lines or none.
//!
//! The first line names the columns: `id`, `name`, and any of `email`, `team`, `role`, `scope`.
//!
//! # Invariants
//! - One bad line keeps all lines out. (`one_bad_line_keeps_all_lines_out`)
//! - A dry run records nothing. (`a_dry_run_records_nothing`)
//! - The same file twice records nothing twice. (`the_same_roster_twice_changes_nothing`)

use std::collections::BTreeMap;

use domain::{
    authority::{Act, Caller, Place},
    people::{Command, People},
};
use kernel::{Kind, Name, Personal, Subject};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{App, AppError, Draft, Meta, Outcome, Refused, transact::request_bytes};

/// Most lines of one file.
const LINES: usize = 2_000;

/// The columns of a file of people.
const COLUMNS: Columns =
    Columns { needed: &["id", "name"], all: "id, name, email, team, role, scope" };

/// The columns of a file.
pub(super) struct Columns {
    /// Those that must be there.
    pub(super) needed: &'static [&'static str],
    /// All of them, as a sentence names them.
    pub(super) all: &'static str,
}

/// What a line does, or why it does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterLine {
    /// Its number in the file, from 1; the columns are line 1.
    pub line: u64,
    /// The id it names, as written.
    pub id: String,
    /// What it would record, in words; empty when nothing is new.
    pub records: Vec<String>,
    /// What is wrong with it, and how to mend it.
    pub refused: Option<Refused>,
}

/// What a file does.
#[derive(Clone, Debug, Default)]
pub struct RosterResult {
    /// Line by line.
    pub lines: Vec<RosterLine>,
    /// The receipt, when something was recorded.
    pub receipt: Outcome,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    scope: String,
}

/// A line that was read: who, what they are called, and the role they get.
struct Entry {
    person: Subject,
    register: Command,
    grant: Option<(Name, Subject)>,
}

impl App {
    /// Registers the people of a file and gives them their roles; a dry run only says what it would
    /// do. Lines that are wrong are all reported, and keep the others out.
    pub async fn import_roster(
        &self,
        caller: &Caller,
        meta: &Meta,
        csv: &str,
        dry_run: bool,
    ) -> Result<RosterResult, AppError> {
        let permit = caller.permit(Act::ManagePeople, &Place::default())?;
        caller.permit(Act::GrantRole, &Place::default())?;
        let request = request_bytes(&("import_roster", csv))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(RosterResult { lines: Vec::new(), receipt: Some(receipt) });
        }
        let lines = read::<Line>(csv, &COLUMNS)?;
        let mut draft = self.draft(caller, meta);
        let mut result = RosterResult::default();
        let mut teams = BTreeMap::new();
        for (number, line) in lines {
            let id = line.as_ref().map(|line| line.id.clone()).unwrap_or_default();
            let done = match line.and_then(|line| entry(&line)) {
                Ok(entry) => self.stage(&mut draft, caller, entry, &mut teams).await,
                Err(refused) => Err(AppError::Refused(refused)),
            };
            result.lines.push(said(number, id, done)?);
        }
        let is_good = result.lines.iter().all(|line| line.refused.is_none());
        if is_good && !dry_run && !draft.is_empty() {
            result.receipt = draft.commit(&permit, meta, request).await?;
        }
        Ok(result)
    }

    /// Stages one line; answers what it records.
    async fn stage(
        &self,
        draft: &mut Draft<'_>,
        caller: &Caller,
        entry: Entry,
        known: &mut BTreeMap<Subject, bool>,
    ) -> Result<Vec<String>, AppError> {
        let mut records = Vec::new();
        for subject in named(&entry) {
            if !known.contains_key(subject) {
                let exists = self.exists(subject).await?.is_some();
                known.insert(subject.clone(), exists);
            }
            if known.get(subject) == Some(&false) {
                let sentence = format!("there is no {subject}; register it first");
                return Err(AppError::refused("subject.unknown", sentence, None));
            }
        }
        let before = draft.len();
        draft.decide::<People>(Some(caller), &entry.person, entry.register).await?;
        if draft.len() > before {
            records.push(format!("register {}", entry.person.label()));
        }
        if let Some((role, scope)) = entry.grant
            && !self.holds(&entry.person, role.as_str(), &scope).await?
        {
            records.push(format!("give {role} for {}", scope.label()));
            let command = Command::GrantRole { role, scope, from: self.now(), until: None };
            draft.decide::<People>(Some(caller), &entry.person, command).await?;
        }
        Ok(records)
    }
}

/// The things a line names that must be there.
fn named(entry: &Entry) -> Vec<&Subject> {
    let mut named = Vec::new();
    if let Command::Register { team: Some(team), .. } = &entry.register {
        named.push(team);
    }
    named.extend(entry.grant.iter().map(|(_, scope)| scope));
    named
}

/// What is said of a line: what it records, or why it does nothing.
pub(super) fn said(
    line: u64,
    id: String,
    done: Result<Vec<String>, AppError>,
) -> Result<RosterLine, AppError> {
    match done {
        Ok(records) => Ok(RosterLine { line, id, records, refused: None }),
        Err(AppError::Refused(refused)) => {
            Ok(RosterLine { line, id, records: Vec::new(), refused: Some(refused) })
        }
        Err(other) => Err(other),
    }
}

/// The lines of a file, each with its number.
type Read<L> = Vec<(u64, Result<L, Refused>)>;

/// Reads the lines of a file; refuses the file when a column is missing or it is too long.
pub(super) fn read<L: DeserializeOwned>(csv: &str, columns: &Columns) -> Result<Read<L>, AppError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().map_err(|why| bad("file", &why.to_string()))?;
    for wanted in columns.needed {
        if !headers.iter().any(|header| header == *wanted) {
            let sentence = format!(
                "the first line must name the columns; '{wanted}' is missing ({})",
                columns.all
            );
            return Err(AppError::Refused(bad("file", &sentence)));
        }
    }
    let headers = headers.clone();
    let mut lines = Read::<L>::new();
    for record in reader.records() {
        let number = u64::try_from(lines.len()).unwrap_or(u64::MAX).saturating_add(2);
        if lines.len() >= LINES {
            let sentence = format!("at most {LINES} lines fit into one file; split it");
            return Err(AppError::Refused(bad("file", &sentence)));
        }
        let line = record.and_then(|record| record.deserialize(Some(&headers)));
        lines.push((number, line.map_err(|why| bad("file", &why.to_string()))));
    }
    Ok(lines)
}

/// Why a line cannot be read, and in which column.
pub(super) fn bad(field: &str, sentence: &str) -> Refused {
    Refused {
        code: String::from("roster.bad_line"),
        sentence: sentence.to_owned(),
        field: Some(field.to_owned()),
    }
}

fn entry(line: &Line) -> Result<Entry, Refused> {
    let person = subject("id", Kind::Person, &line.id)?;
    if line.name.is_empty() {
        return Err(bad("name", "a person needs a name; it can be erased later"));
    }
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let team = some(&line.team).map(|text| subject("team", Kind::Team, &text)).transpose()?;
    let grant = some(&line.role).map(|role| grant(&role, line)).transpose()?;
    let register = Command::Register {
        name: Personal::written(&person, &line.name),
        email: Personal::written(&person, &line.email),
        team,
        service: false,
    };
    Ok(Entry { person, register, grant })
}

fn grant(role: &str, line: &Line) -> Result<(Name, Subject), Refused> {
    if line.scope.is_empty() {
        let sentence = "a role needs a scope, such as team:NAME, system:NAME or organisation:NAME";
        return Err(bad("scope", sentence));
    }
    let scope = line.scope.parse::<Subject>().map_err(|why| bad("scope", &why.to_string()))?;
    let role = Name::parse(role).map_err(|why| bad("role", &why.to_string()))?;
    Ok((role, scope))
}

/// A thing as people write it in a file: with its kind, or the name alone.
pub(super) fn subject(field: &str, kind: Kind, text: &str) -> Result<Subject, Refused> {
    let found = if text.contains(':') { text.parse() } else { Subject::new(kind, text, None) };
    let found = found.map_err(|why| bad(field, &why.to_string()))?;
    if found.kind() == kind {
        return Ok(found);
    }
    Err(bad(field, &format!("{found} is not a {}", kind.as_str())))
}
