//! `ledgerstone bench`: what this machine does, beside bare SQLite on the same disk in the same run.
//!
//! Figures are ratios to be compared, not promises: the load of the machine is printed with them.

mod appends;
mod large;
mod risks;
mod search;
mod sizes;

use std::{path::Path, time::Duration};

use crate::{
    cli::{BenchArgs, BenchPart},
    failure::Failure,
    output::say,
};

/// Runs every measurement and prints a table each.
pub(crate) async fn run(args: BenchArgs) -> Result<(), Failure> {
    let BenchArgs { seconds, small, events, postgres, only } = args;
    let is_asked = |part| only.is_empty() || only.contains(&part);
    let folder = tempfile::Builder::new()
        .prefix("ledgerstone-bench-")
        .tempdir_in(".")
        .map_err(|why| Failure::cannot(format!("cannot make a folder here: {why}")))?;
    say(format!("Load of the machine at the start (1, 5, 15 minutes): {}", load()));
    if is_asked(BenchPart::Appends) {
        appends::measure(folder.path(), Duration::from_secs(seconds)).await?;
        if let Some(url) = postgres {
            appends::measure_postgres(folder.path(), &url, Duration::from_secs(seconds)).await?;
        }
    }
    if is_asked(BenchPart::Large) {
        large::measure(folder.path(), large::models(events, small)).await?;
    }
    if is_asked(BenchPart::Risks) {
        risks::measure(folder.path(), if small { 50 } else { 1 }).await?;
    }
    if is_asked(BenchPart::Sizes) {
        sizes::print();
    }
    say(format!("Load of the machine at the end: {}", load()));
    Ok(())
}

/// The load averages, where the system tells them.
fn load() -> String {
    let text = std::fs::read_to_string(Path::new("/proc/loadavg")).unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// How long something took, asked several times.
struct Spread {
    times: Vec<Duration>,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self { times }
    }

    /// The time that so many of a hundred did not exceed, in milliseconds.
    fn at(&self, percent: usize) -> f64 {
        let last = self.times.len().saturating_sub(1);
        let place = (self.times.len() * percent).div_ceil(100).saturating_sub(1).min(last);
        self.times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }

    /// Prints the middle, the slow end and what it was.
    fn say(&self, what: &str) {
        let (middle, slow) = (self.at(50), self.at(99));
        let (count, load) = (self.times.len(), load());
        say(format!(
            "  {middle:>9.1} ms p50 {slow:>9.1} ms p99  {what} ({count} times, load {load})"
        ));
    }
}
