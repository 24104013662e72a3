//! What continuous integration runs, in the order of what it costs, with one sum at the end.
//!
//! # Invariants
//! - The sum counts what the test runner counted. (`the_runners_summary_is_read`)
//! - A browser test that passed only when repeated has failed. (`a_flaky_journey_has_failed`)

use std::{fs, ops::AddAssign, time::Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::{schema, setup, shell, web, workspace};

/// The crates that must also work in a browser.
const SHARED_CRATES: [&str; 4] = ["kernel", "domain", "ledger", "client"];

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Counts {
    /// Prints the sum as the last line; anything failed, or nothing run, is an error.
    fn finish(self) -> Result<()> {
        let Self { passed, failed, skipped } = self;
        match skipped {
            0 => println!("\n{passed} passed, {failed} failed"),
            _ => println!("\n{passed} passed, {failed} failed, {skipped} skipped"),
        }
        ensure!(self.failed == 0, "{} tests failed", self.failed);
        ensure!(self.passed > 0, "no test ran");
        Ok(())
    }
}

/// Everything, cheapest first; stops at the first stage that fails.
pub(crate) fn test() -> Result<()> {
    let start = Instant::now();
    stage("setup", || setup::run(setup::Purpose::Test))?;
    stage("format", || shell::run(&mut shell::cargo(&["fmt", "--all", "--check"])).map(drop))?;
    stage("lint", lint_host)?;
    stage("lint for the browser", lint_browser)?;
    let mut counts = stage("tests", || nextest("default", &[]))?;
    if counts.failed > 0 {
        return counts.finish();
    }
    stage("server for the journeys", build_server)?;
    stage("schema", schema::check_built)?;
    stage("frontend", || web::build(web::Flavour::Release))?;
    counts += stage("journeys", || playwright(&[]))?;
    println!("\nall of it took {:.0} s", start.elapsed().as_secs_f32());
    counts.finish()
}

/// The browser journeys alone, on the release frontend; `arguments` go to Playwright.
pub(crate) fn e2e(arguments: &[&str]) -> Result<()> {
    stage("setup", || setup::run(setup::Purpose::Test))?;
    stage("server for the journeys", build_server)?;
    stage("frontend", || web::build(web::Flavour::Release))?;
    stage("journeys", || playwright(arguments))?.finish()
}

/// The long forms: as many kills, cases and rounds as one has patience for.
pub(crate) fn prove() -> Result<()> {
    stage("setup", || setup::run(setup::Purpose::Test))?;
    let long = [
        ("LEDGERSTONE_KILL_ROUNDS", "50"),
        ("LEDGERSTONE_RISKS", "100000"),
        ("PROPTEST_CASES", "4096"),
    ];
    stage("long tests", || nextest("prove", &long))?.finish()
}

fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let result = work().with_context(|| format!("stage '{name}'"))?;
    println!("   {name}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(result)
}

fn lint_host() -> Result<()> {
    let mut clippy = shell::cargo(&["clippy", "--workspace", "--all-targets"]);
    shell::run(clippy.args(["--", "-D", "warnings"])).map(drop)
}

/// Checks that the shared crates compile for the browser, and lints the one that runs only there.
fn lint_browser() -> Result<()> {
    let mut check = shell::cargo(&["check", "--target", "wasm32-unknown-unknown"]);
    for package in SHARED_CRATES {
        check.args(["-p", package]);
    }
    shell::run(check.env(web::FLAGS, web::ERASED))?;
    // The others are linted on the host: sizes differ here, and with them what some lints say.
    let mut clippy = shell::cargo(&["clippy", "--target", "wasm32-unknown-unknown", "-p", "web"]);
    clippy.args(["--no-deps", "--", "-D", "warnings"]);
    shell::run(clippy.env(web::FLAGS, web::ERASED)).map(drop)
}

fn nextest(profile: &str, environment: &[(&str, &str)]) -> Result<Counts> {
    let mut command = shell::cargo(&["nextest", "run", "--workspace"]);
    command.args(["--no-fail-fast", "--profile", profile]).envs(environment.iter().copied());
    let watched = shell::watch_stderr(&mut command)?;
    let counts = summary(&watched.stderr)
        .context("the test runner printed no summary: the tests did not compile")?;
    ensure!(watched.success || counts.failed > 0, "the test runner failed without a failed test");
    Ok(counts)
}

/// Builds the server as the tests did: with the same features, so that nothing is built twice.
fn build_server() -> Result<()> {
    let mut build = shell::cargo(&["build", "--workspace", "--bins"]);
    shell::run(build.arg("--tests")).map(drop)
}

/// Reads the line `Summary [ 1.2s] 10 tests run: 9 passed (1 slow), 1 failed, 2 skipped`.
fn summary(output: &str) -> Option<Counts> {
    let line = output.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let (_, figures) = line.split_once(" run: ")?;
    let mut counts = Counts::default();
    for figure in without_remarks(figures).split(", ") {
        let mut words = figure.split_whitespace();
        let number: u64 = words.next()?.parse().ok()?;
        match words.next()? {
            "passed" => counts.passed += number,
            "skipped" => counts.skipped += number,
            // Failed, timed out, failed to start: none of them is a pass.
            _ => counts.failed += number,
        }
    }
    Some(counts)
}

/// Leaves out what stands in brackets, such as `(1 slow, 1 leaky)`.
fn without_remarks(figures: &str) -> String {
    let mut depth = 0_u32;
    figures
        .chars()
        .filter(|char| {
            depth += u32::from(*char == '(');
            let kept = depth == 0;
            depth = depth.saturating_sub(u32::from(*char == ')'));
            kept
        })
        .collect()
}

fn playwright(arguments: &[&str]) -> Result<Counts> {
    let e2e = workspace::root().join("e2e");
    let report = e2e.join("test-results/report.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = shell::command(e2e.join("node_modules/.bin/playwright"), &["test"]);
    command.args(arguments).current_dir(&e2e);
    command.env("LEDGERSTONE_BIN", workspace::binary("debug"));
    // Its own exit code says less than its report does.
    let ended = shell::run(&mut command);
    let Ok(text) = fs::read_to_string(&report) else {
        bail!("Playwright left no report: {ended:?}");
    };
    let counts = journeys(&serde_json::from_str(&text)?)?;
    ensure!(ended.is_ok() || counts.failed > 0, "Playwright failed without a failed journey");
    Ok(counts)
}

fn journeys(report: &Value) -> Result<Counts> {
    let stats = report.get("stats").context("Playwright's report has no stats")?;
    let figure = |name: &str| stats.get(name).and_then(Value::as_u64).unwrap_or_default();
    Ok(Counts {
        passed: figure("expected"),
        failed: figure("unexpected") + figure("flaky"),
        skipped: figure("skipped"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_summary_is_read() {
        let output = "     Summary [   1.234s] 12 tests run: 9 passed (1 slow, 1 leaky), \
                      2 failed, 1 timed out, 3 skipped\n   FAIL something";
        let counts = summary(output);
        // The remark in brackets has a comma of its own; it must not be read as a figure.
        assert_eq!(counts, Some(Counts { passed: 9, failed: 3, skipped: 3 }));
        assert_eq!(summary("error: could not compile"), None);
    }

    #[test]
    fn a_flaky_journey_has_failed() {
        let report = serde_json::json!({
            "stats": { "expected": 3, "unexpected": 1, "flaky": 1, "skipped": 2 },
        });
        let counts = journeys(&report).unwrap();
        assert_eq!(counts, Counts { passed: 3, failed: 2, skipped: 2 });
    }
}
