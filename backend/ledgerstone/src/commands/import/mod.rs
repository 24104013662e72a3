//! `import`: CloudEvents from a file, one a line, through the same checks as every other client.
//!
//! # Invariants
//! - A bad line is named with its number, field and reason; the lines before it are kept.
//!   (`a_bad_line_is_named_and_the_lines_before_it_are_kept`)
//! - A rerun adds only what is missing. (`a_rerun_adds_only_what_is_missing`)
//!
//! # Deliberately absent
//! - Skipping bad lines: what follows may rest on them.

mod direct;
mod sent;

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
};

use app::import::{Line, parse_line};
use serde::Serialize;

use crate::{
    cli::{ImportArgs, Output},
    config::Config,
    failure::Failure,
    output::{progress, say, say_json},
    remote::Remote,
};

/// Lines handled at a time.
const BATCH: usize = 100;

/// What became of the lines.
#[derive(Debug, Default, Serialize)]
struct Summary {
    lines: u64,
    recorded: u64,
    nothing_new: u64,
    duplicate: u64,
}

/// What became of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Recorded,
    NothingNew,
    Duplicate,
}

/// A line of the file.
struct Numbered {
    number: u64,
    text: String,
    line: Line,
}

/// A line that was not taken.
struct Refusal {
    number: u64,
    field: String,
    reason: String,
}

/// Where the lines go.
enum Target {
    Sent(Remote),
    Direct(Box<direct::Direct>),
}

impl Summary {
    fn count(&mut self, fate: Fate) {
        self.lines += 1;
        match fate {
            Fate::Recorded => self.recorded += 1,
            Fate::NothingNew => self.nothing_new += 1,
            Fate::Duplicate => self.duplicate += 1,
        }
    }
}

pub(super) async fn run(args: ImportArgs, config: &Config) -> Result<(), Failure> {
    let name = args.file.display().to_string();
    let file = File::open(&args.file)
        .map_err(|why| Failure::cannot(format!("cannot read {name}: {why}")))?;
    let length = file.metadata().map(|data| data.len()).unwrap_or_default();
    let bar = progress(length, "importing");
    let target = match Remote::of(config)? {
        Some(_) if args.history => {
            let sentence = "history is imported beside the log, with --data-dir or --database-url";
            return Err(Failure::cannot(sentence));
        }
        Some(remote) => Target::Sent(remote),
        None => Target::Direct(Box::new(direct::Direct::open(config, args.history).await?)),
    };
    let mut summary = Summary::default();
    let refusal = import(BufReader::new(file), &target, &mut summary, &bar).await;
    bar.finish_and_clear();
    if let Target::Direct(direct) = target {
        direct.close().await;
    }
    tell(&summary, args.output)?;
    match refusal? {
        None => Ok(()),
        Some(Refusal { number, field, reason }) => {
            Err(Failure::cannot(format!("{name}:{number}: {field}: {reason}")))
        }
    }
}

/// Imports until the end, or until a line is not taken.
async fn import(
    file: BufReader<File>,
    target: &Target,
    summary: &mut Summary,
    bar: &indicatif::ProgressBar,
) -> Result<Option<Refusal>, Failure> {
    let mut batch = Vec::new();
    for (number, text) in (1..).zip(file.lines()) {
        let text = text.map_err(|why| Failure::cannot(format!("line {number}: {why}")));
        let bytes = text.as_ref().map_or(0, String::len);
        let read = text.map(|text| read(number, text));
        bar.inc(u64::try_from(bytes).unwrap_or_default());
        match read {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(line))) => batch.push(line),
            Ok(Err(bad)) => {
                let earlier = hand_over(target, &mut batch, summary).await?;
                return Ok(earlier.or(Some(bad)));
            }
            Err(failure) => {
                hand_over(target, &mut batch, summary).await?;
                return Err(failure);
            }
        }
        if batch.len() >= BATCH
            && let Some(refusal) = hand_over(target, &mut batch, summary).await?
        {
            return Ok(Some(refusal));
        }
    }
    hand_over(target, &mut batch, summary).await
}

/// A line of the file; nothing for an empty one.
fn read(number: u64, text: String) -> Result<Option<Numbered>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match parse_line(&text) {
        Ok(line) => Ok(Some(Numbered { number, text, line })),
        Err(bad) => Err(Refusal { number, field: bad.field, reason: bad.reason }),
    }
}

async fn hand_over(
    target: &Target,
    batch: &mut Vec<Numbered>,
    summary: &mut Summary,
) -> Result<Option<Refusal>, Failure> {
    let batch = std::mem::take(batch);
    if batch.is_empty() {
        return Ok(None);
    }
    match target {
        Target::Sent(remote) => sent::send(remote, &batch, summary).await,
        Target::Direct(direct) => direct.record(&batch, summary).await,
    }
}

fn tell(summary: &Summary, output: Output) -> Result<(), Failure> {
    if output == Output::Json {
        return say_json(summary);
    }
    say(format!(
        "{} lines: {} recorded, {} nothing new, {} recorded before",
        summary.lines, summary.recorded, summary.nothing_new, summary.duplicate
    ));
    Ok(())
}
