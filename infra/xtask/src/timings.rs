//! Measures the edit loops: one file of each layer is changed, and the habitual command timed.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::{shell, web, workspace};

/// What is edited and what one then runs.
struct Loop {
    name: &'static str,
    file: &'static str,
    command: Command,
}

enum Command {
    Cargo(&'static [&'static str]),
    Web,
}

const LOOPS: [Loop; 6] = [
    Loop {
        name: "a rule, with the tests of all rooms",
        file: "backend/domain/src/datasets/decider/version.rs",
        command: Command::Cargo(&["nextest", "run", "-p", "domain"]),
    },
    Loop {
        name: "a use case, checked",
        file: "backend/app/src/datasets/mod.rs",
        command: Command::Cargo(&["check", "-p", "app"]),
    },
    Loop {
        name: "a resolver, checked",
        file: "backend/api/src/lib.rs",
        command: Command::Cargo(&["check", "-p", "api"]),
    },
    Loop {
        name: "a resolver, to a server that runs it",
        file: "backend/api/src/lib.rs",
        command: Command::Cargo(&["build", "-p", "ledgerstone"]),
    },
    Loop {
        name: "an event, everything behind it checked",
        file: "backend/domain/src/datasets/events.rs",
        command: Command::Cargo(&["check", "-p", "ledgerstone"]),
    },
    Loop {
        name: "a page, to a bundle that serves it",
        file: "frontend/web/src/main.rs",
        command: Command::Web,
    },
];

/// Prints a table for CONTRIBUTING.md.
pub(crate) fn measure() -> Result<()> {
    let mut lines = Vec::new();
    for edit in &LOOPS {
        // Once without the change, so that only the change is measured.
        run(&edit.command)?;
        let change = Change::make(edit.file)?;
        let took = run(&edit.command)?;
        drop(change);
        lines.push(format!("| {} | {} s |", edit.name, rounded(took)));
    }
    println!("\n| You edit | Loop |\n|---|---|\n{}", lines.join("\n"));
    Ok(())
}

fn rounded(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f32())
}

fn run(command: &Command) -> Result<Duration> {
    let start = Instant::now();
    match command {
        Command::Cargo(arguments) => drop(shell::run(&mut shell::cargo(arguments))?),
        Command::Web => web::build(web::Flavour::Dev)?,
    }
    Ok(start.elapsed())
}

/// A line added to a file, taken back when dropped.
struct Change {
    path: PathBuf,
    before: String,
}

impl Change {
    fn make(file: &str) -> Result<Self> {
        let path = workspace::root().join(file);
        let before = fs::read_to_string(&path).with_context(|| format!("cannot read {file}"))?;
        fs::write(&path, format!("{before}\nconst _: () = ();\n"))?;
        Ok(Self { path, before })
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        if let Err(error) = fs::write(&self.path, &self.before) {
            println!("timings: cannot restore {}: {error}", self.path.display());
        }
    }
}
