//! Who answers for what from a spreadsheet, and who is asked to be a champion: a dry run says what
//! each line would do, then all lines or none.
//!
//! The first line names the columns: `system`, `stage`, `duty`, `person`, or `team`, `person`.
//!
//! # Invariants
//! - One bad line keeps all lines out, each with its column. (`a_bad_line_names_its_column`)
//! - The same file twice records nothing twice. (`who_answers_twice_changes_nothing`)
//! - Who leaves in the same moment is made answerable for nothing. (`who_leaves_meanwhile_answers_for_nothing`)
//! - A file gives a stage one owner. (`a_file_gives_a_stage_one_owner`)
//! - Each line takes a role for its own system or team. (`a_sheet_counts_only_where_its_sender_may`)
//!
//! # Deliberately absent
//! - Lines that rest on two roles of who sends them: one append has one ground.

use std::collections::{BTreeMap, btree_map};

use domain::{
    authority::{Act, Caller, Permit, Place},
    deployments::Stage,
    people::{Command as OfPerson, People},
    systems::{Command as OfSystem, Duty, Systems},
};
use kernel::{Kind, Subject};
use serde::Deserialize;

use super::roster::{Columns, RosterResult, bad, read, said, subject};
use crate::{App, AppError, Draft, Meta, Refused, transact::request_bytes};

/// The role a champion holds.
const CHAMPION: &str = "security_champion";

/// What the lines of a file are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Who answers for which system.
    Accountability,
    /// Who is asked to be the champion of which team.
    Champions,
}

/// A line about a system, as written.
#[derive(Deserialize)]
struct AnswersLine {
    #[serde(default)]
    system: String,
    #[serde(default)]
    stage: String,
    #[serde(default)]
    duty: String,
    #[serde(default)]
    person: String,
}

/// A line about a team, as written.
#[derive(Deserialize)]
struct ChampionLine {
    #[serde(default)]
    team: String,
    #[serde(default)]
    person: String,
}

/// Who is to answer for a system, and as what.
struct Answers {
    system: Subject,
    stage: Option<Stage>,
    duty: Duty,
    person: Subject,
}

/// Who is to be asked, and for which team.
struct Asked {
    team: Subject,
    person: Subject,
}

/// What a line wants.
enum Wish {
    Answers(Answers),
    Asked(Asked),
}

/// A line: its number, the person it names as written, and what it wants.
type Line = (u64, String, Result<Wish, Refused>);

impl Sheet {
    fn act(self) -> Act {
        match self {
            Self::Accountability => Act::AssignOwner,
            Self::Champions => Act::NominateChampion,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Accountability => "import_accountabilities",
            Self::Champions => "import_champions",
        }
    }

    fn read(self, csv: &str) -> Result<Vec<Line>, AppError> {
        match self {
            Self::Accountability => {
                let columns = Columns {
                    needed: &["system", "duty", "person"],
                    all: "system, stage, duty, person",
                };
                let lines = read::<AnswersLine>(csv, &columns)?.into_iter();
                Ok(lines.map(|(number, line)| understood(number, line, answers)).collect())
            }
            Self::Champions => {
                let columns = Columns { needed: &["team", "person"], all: "team, person" };
                let lines = read::<ChampionLine>(csv, &columns)?.into_iter();
                Ok(lines.map(|(number, line)| understood(number, line, champion)).collect())
            }
        }
    }
}

/// A line with the person it names, and what it wants.
fn understood<L: Named>(
    number: u64,
    line: Result<L, Refused>,
    wish: impl Fn(&L) -> Result<Wish, Refused>,
) -> Line {
    match line {
        Ok(line) => (number, line.person().to_owned(), wish(&line)),
        Err(refused) => (number, String::new(), Err(refused)),
    }
}

/// A line that names a person.
trait Named {
    fn person(&self) -> &str;
}

impl Named for AnswersLine {
    fn person(&self) -> &str {
        &self.person
    }
}

impl Named for ChampionLine {
    fn person(&self) -> &str {
        &self.person
    }
}

fn answers(line: &AnswersLine) -> Result<Wish, Refused> {
    Ok(Wish::Answers(Answers {
        system: subject("system", Kind::System, &line.system)?,
        stage: stage(&line.stage)?,
        duty: line.duty.parse::<Duty>().map_err(|why| bad("duty", &why.to_string()))?,
        person: subject("person", Kind::Person, &line.person)?,
    }))
}

fn champion(line: &ChampionLine) -> Result<Wish, Refused> {
    Ok(Wish::Asked(Asked {
        team: subject("team", Kind::Team, &line.team)?,
        person: subject("person", Kind::Person, &line.person)?,
    }))
}

/// One stage, or all of them when nothing is written.
fn stage(text: &str) -> Result<Option<Stage>, Refused> {
    if text.is_empty() || text == "all" {
        return Ok(None);
    }
    let known = text.parse::<Stage>();
    let sentence = |why: domain::UnknownWord| format!("{why}; leave it empty for all stages");
    known.map(Some).map_err(|why| bad("stage", &sentence(why)))
}

impl App {
    /// Records who answers for what, or asks champions, line by line of a file; a dry run only says
    /// what it would do. Lines that are wrong are all reported, and keep the others out.
    pub async fn import_sheet(
        &self,
        caller: &Caller,
        meta: &Meta,
        (sheet, csv): (Sheet, &str),
        dry_run: bool,
    ) -> Result<RosterResult, AppError> {
        if !caller.ever_may(sheet.act()) {
            return Err(AppError::Denied);
        }
        let request = request_bytes(&(sheet.name(), csv))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(RosterResult { lines: Vec::new(), receipt: Some(receipt) });
        }
        let lines = sheet.read(csv)?;
        let (draft, owners) = (self.draft(caller, meta), BTreeMap::new());
        let mut staging = Staging { app: self, caller, draft, permit: None, owners };
        let mut result = RosterResult::default();
        for (number, id, wish) in lines {
            let done = match wish {
                Ok(wish) => staging.stage(wish).await,
                Err(refused) => Err(AppError::Refused(refused)),
            };
            result.lines.push(said(number, id, done)?);
        }
        let is_good = result.lines.iter().all(|line| line.refused.is_none());
        if let Staging { mut draft, permit: Some(permit), .. } = staging
            && is_good
            && !dry_run
            && !draft.is_empty()
        {
            draft.check_subjects(Some(caller)).await?;
            result.receipt = draft.commit(&permit, meta, request).await?;
        }
        Ok(result)
    }
}

/// The lines of a file that were decided on, not yet recorded.
struct Staging<'a> {
    app: &'a App,
    caller: &'a Caller,
    draft: Draft<'a>,
    /// The one ground that all lines rest on.
    permit: Option<Permit>,
    /// Whom the file makes owner of what.
    owners: BTreeMap<(Subject, Option<Stage>), Subject>,
}

impl Staging<'_> {
    /// Stages one line; answers what it records.
    async fn stage(&mut self, wish: Wish) -> Result<Vec<String>, AppError> {
        match wish {
            Wish::Answers(line) => self.answers(line).await,
            Wish::Asked(line) => self.asked(line).await,
        }
    }

    async fn answers(&mut self, line: Answers) -> Result<Vec<String>, AppError> {
        let Answers { system, stage, duty, person } = line;
        let place = self.app.place(Some(system.clone())).await?;
        let is_there = self.app.exists(&system).await?.is_some();
        if !is_there || !self.caller.sees(&place) {
            return Err(unknown("system", &system));
        }
        self.must_be_there(&person).await?;
        self.must_permit(Act::AssignOwner, &place, ("system", &system))?;
        if duty == Duty::Owner {
            self.must_be_the_only_owner(&system, stage, &person)?;
        }
        let before = self.draft.len();
        let command = OfSystem::AssignOwner { person: person.clone(), duty, stage };
        let decided = self.draft.decide::<Systems>(Some(self.caller), &system, command).await;
        decided.map_err(|error| in_column("system", error))?;
        let stages = stage.map_or_else(|| "all stages".to_owned(), |stage| stage.to_string());
        let (who, what) = (person.label(), system.label());
        Ok(match self.draft.len().saturating_sub(before) {
            0 => Vec::new(),
            1 => vec![format!("name {who} {duty} of {what}, {stages}")],
            // A new owner comes in place of another.
            _ => vec![
                format!("name {who} {duty} of {what}, {stages}"),
                "release the owner before".to_owned(),
            ],
        })
    }

    async fn asked(&mut self, line: Asked) -> Result<Vec<String>, AppError> {
        let Asked { team, person } = line;
        if self.app.exists(&team).await?.is_none() {
            return Err(unknown("team", &team));
        }
        self.must_be_there(&person).await?;
        let place = Place { system: None, team: Some(team.clone()) };
        self.must_permit(Act::NominateChampion, &place, ("team", &team))?;
        if self.app.holds(&person, CHAMPION, &team).await? {
            return Ok(Vec::new());
        }
        let before = self.draft.len();
        let (words, command) = (
            format!("ask {} to be the champion of {}", person.label(), team.label()),
            OfPerson::NominateChampion { team },
        );
        let decided = self.draft.decide::<People>(Some(self.caller), &person, command).await;
        decided.map_err(|error| in_column("person", error))?;
        Ok(if self.draft.len() > before { vec![words] } else { Vec::new() })
    }

    async fn must_be_there(&self, person: &Subject) -> Result<(), AppError> {
        if self.app.exists(person).await?.is_none() {
            return Err(unknown("person", person));
        }
        self.app.must_be_here("person", person).await
    }

    /// Refuses a line that is not the sender's to write, or that another role of theirs allows than
    /// the lines before it.
    fn must_permit(
        &mut self,
        act: Act,
        place: &Place,
        (field, of): (&str, &Subject),
    ) -> Result<(), AppError> {
        let refused = |code: &str, sentence: String| AppError::refused(code, sentence, Some(field));
        let Ok(permit) = self.caller.permit(act, place) else {
            let sentence =
                format!("you may not decide this for {of}; leave the line out, or ask who may");
            return Err(refused("roster.not_yours", sentence));
        };
        if self.permit.as_ref().is_some_and(|first| *first != permit) {
            let sentence = format!(
                "another role of yours allows this for {of} than the lines before; put such lines \
                 into a file of their own"
            );
            return Err(refused("roster.two_roles", sentence));
        }
        self.permit = Some(permit);
        Ok(())
    }

    /// Refuses a second owner of the same stage: the later line would undo the earlier one.
    fn must_be_the_only_owner(
        &mut self,
        system: &Subject,
        stage: Option<Stage>,
        person: &Subject,
    ) -> Result<(), AppError> {
        match self.owners.entry((system.clone(), stage)) {
            btree_map::Entry::Occupied(named) if named.get() != person => {
                let sentence = format!(
                    "the file already makes {} the owner of {system} for this; keep one of the lines",
                    named.get()
                );
                Err(AppError::refused("roster.two_owners", sentence, Some("person")))
            }
            btree_map::Entry::Occupied(_) => Ok(()),
            btree_map::Entry::Vacant(free) => {
                free.insert(person.clone());
                Ok(())
            }
        }
    }
}

/// A refusal that names no column is about this one.
fn in_column(column: &str, error: AppError) -> AppError {
    let AppError::Refused(refused) = error else { return error };
    let field = refused.field.or_else(|| Some(column.to_owned()));
    AppError::Refused(Refused { field, ..refused })
}

fn unknown(field: &str, subject: &Subject) -> AppError {
    let sentence = format!("there is no {subject}; register it first, or mend the name");
    AppError::refused("subject.unknown", sentence, Some(field))
}
