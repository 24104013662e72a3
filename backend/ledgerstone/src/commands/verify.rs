//! `verify`: is the log what was recorded?
//!
//! # Invariants
//! - The log is looked at as it lies there, never opened for writing. (`a_damaged_log_is_named_and_left_as_it_is`)
//! - 0 means intact, 1 tampered with, 2 cannot tell. (`what_cannot_be_read_is_not_called_tampered`)
//!
//! # Deliberately absent
//! - Repair: whoever finds damage needs the evidence.

use std::path::PathBuf;

use ledger::verify::Report;
use serde_json::json;
use store::StoreError;

use crate::{
    cli::{Output, VerifyArgs},
    config::Config,
    failure::{Failure, chain},
    local,
    output::{say, say_json},
};

/// What a check comes to.
enum Answer {
    Looked(Report),
    /// Rows that do not have the form of rows.
    Broken(String),
}

pub(super) async fn run(args: VerifyArgs, config: &Config) -> Result<(), Failure> {
    let output = args.output;
    match check(args, config).await {
        Ok(answer) => tell(&answer, output),
        Err(why) => {
            if output == Output::Json {
                let told = json!({ "verdict": "cannot_tell", "reason": why.to_string() });
                say_json(&told)?;
            }
            Err(Failure::cannot(format!("cannot tell: {why}")))
        }
    }
}

async fn check(args: VerifyArgs, config: &Config) -> Result<Answer, Failure> {
    if args.url.is_some() {
        let sentence = "a server does not publish its whole log yet; check it with --data-dir or \
                        --database-url, and single events with their receipts";
        return Err(Failure::cannot(sentence));
    }
    if args.bundle.is_some() {
        let sentence = "bundles do not exist yet; check a log with --data-dir or --database-url";
        return Err(Failure::cannot(sentence));
    }
    let against = args.against.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    match store::inspect(&local::database(config), &config.data_dir(), &against).await {
        Ok(report) => Ok(Answer::Looked(report)),
        Err(StoreError::Damaged(why)) => Ok(Answer::Broken(why)),
        Err(other) => Err(Failure::cannot(chain(&other).replace("refusing to use this log: ", ""))),
    }
}

fn read(path: &PathBuf) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|why| Failure::cannot(format!("cannot read {}: {why}", path.display())))
}

fn tell(answer: &Answer, output: Output) -> Result<(), Failure> {
    match answer {
        Answer::Broken(why) if output == Output::Json => {
            let finding = json!({ "kind": "changed", "pos": null, "sentence": why });
            say_json(&json!({ "verdict": "tampered", "findings": [finding] }))?;
        }
        Answer::Broken(why) => say(format!("tampered: {why}")),
        Answer::Looked(report) if output == Output::Json => say_report_json(report)?,
        Answer::Looked(report) if report.intact() => {
            say(format!("intact: {} events", report.size));
            if let Some(root) = &report.root {
                say(format!("root: {root}"));
            }
        }
        Answer::Looked(report) => {
            for finding in &report.findings {
                say(format!("tampered: {}", finding.sentence));
            }
            if report.omitted > 0 {
                say(format!("and {} more findings", report.omitted));
            }
        }
    }
    let is_intact = matches!(answer, Answer::Looked(report) if report.intact());
    if is_intact { Ok(()) } else { Err(Failure::no("")) }
}

fn say_report_json(report: &Report) -> Result<(), Failure> {
    let verdict = if report.intact() { "intact" } else { "tampered" };
    say_json(&json!({
        "verdict": verdict,
        "size": report.size,
        "root": report.root.map(|root| root.to_string()),
        "findings": report.findings,
        "omitted": report.omitted,
    }))
}
