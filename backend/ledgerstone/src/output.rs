//! Words for people on a terminal, JSON for programs, and the server's own diary.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};
use tracing_subscriber::EnvFilter;

use crate::{config::Config, failure::Failure};

/// What nobody asked for.
const QUIET: &str = "sea_orm_migration=warn,actix_server=warn";

/// Prints a line of the answer.
pub(crate) fn say(line: impl AsRef<str>) {
    // Whoever closed the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{}", line.as_ref());
}

/// Prints an answer for programs.
pub(crate) fn say_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|why| Failure::broke(&why))?;
    say(text);
    Ok(())
}

/// Prints what people should know but programs should not read.
pub(crate) fn note(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
}

/// Prints why a command did not succeed.
pub(crate) fn complain(sentence: &str) {
    if !sentence.is_empty() {
        note(format!("ledgerstone: {sentence}"));
    }
}

/// A bar on a terminal; silent elsewhere.
pub(crate) fn progress(length: u64, what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
    let bar = ProgressBar::new(length).with_message(what.to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Starts the diary on standard error.
pub(crate) fn log_to_stderr(config: &Config) -> Result<(), Failure> {
    let filter = config.text("log").unwrap_or("info");
    let filter = EnvFilter::try_new(format!("{QUIET},{filter}"))
        .map_err(|why| Failure::cannot(format!("log is '{filter}': {why}")))?;
    let diary = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.text("log_format") {
        Some("json") => diary.json().init(),
        _ => diary.with_target(false).with_ansi(std::io::stderr().is_terminal()).init(),
    }
    Ok(())
}
