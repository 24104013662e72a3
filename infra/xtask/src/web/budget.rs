//! What the first page may weigh, and what each later one may add.

use anyhow::{Result, bail};

use super::assets::Entry;

/// A limit on what a browser loads.
struct Budget {
    name: &'static str,
    /// In kilobytes of 1,000 bytes, after brotli.
    limit: u64,
    counts: fn(&str) -> bool,
    /// Whether the limit is for all such files together, or for each of them.
    together: bool,
}

const BUDGETS: [Budget; 6] = [
    Budget { name: "first load", limit: 350, counts: first_load, together: true },
    Budget { name: "main wasm", limit: 300, counts: main_wasm, together: true },
    Budget { name: "lazy chunk", limit: 120, counts: lazy_chunk, together: false },
    Budget { name: "stylesheet", limit: 12, counts: |path| kind(path) == "css", together: true },
    Budget { name: "glue", limit: 10, counts: |path| kind(path) == "js", together: true },
    Budget { name: "fonts", limit: 60, counts: |path| kind(path) == "woff2", together: true },
];

/// What follows the last dot.
fn kind(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn main_wasm(path: &str) -> bool {
    path.ends_with("/app_bg.wasm")
}

fn lazy_chunk(path: &str) -> bool {
    matches!(kind(path), "wasm" | "pack") && !main_wasm(path)
}

fn first_load(path: &str) -> bool {
    main_wasm(path) || [".html", ".js", ".css", ".svg"].iter().any(|end| path.ends_with(end))
}

/// One line of the table: what it is, what it weighs in bytes, what it may weigh.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) limit: u64,
}

impl Line {
    /// Whether it weighs more than it may.
    pub(super) fn over(&self) -> bool {
        self.bytes > self.limit * 1_000
    }
}

/// Weighs the bundle against every budget.
pub(super) fn weigh(entries: &[Entry]) -> Vec<Line> {
    let mut lines = Vec::new();
    for budget in &BUDGETS {
        let counted = entries.iter().filter(|entry| (budget.counts)(&entry.path));
        let limit = budget.limit;
        if budget.together {
            let bytes = counted.map(Entry::loaded).sum();
            lines.push(Line { name: budget.name.to_owned(), bytes, limit });
            continue;
        }
        for entry in counted {
            let file = entry.path.rsplit('/').next().unwrap_or(&entry.path);
            let name = format!("{} {file}", budget.name);
            lines.push(Line { name, bytes: entry.loaded(), limit });
        }
    }
    lines
}

/// Prints the table; fails when something is too heavy.
pub(super) fn report(entries: &[Entry]) -> Result<()> {
    let lines = weigh(entries);
    println!("  {:<52} {:>10} {:>10}", "brotli", "bytes", "limit");
    for line in &lines {
        let mark = if line.over() { "  OVER" } else { "" };
        println!("  {:<52} {:>10} {:>10}{mark}", line.name, line.bytes, line.limit * 1_000);
    }
    let over: Vec<&str> =
        lines.iter().filter(|line| line.over()).map(|line| line.name.as_str()).collect();
    if !over.is_empty() {
        bail!("over budget: {}; make a page lazy, or remove a dependency", over.join(", "));
    }
    Ok(())
}
