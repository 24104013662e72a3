//! Running other programs: say what runs, run it, fail with its name.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

use crate::workspace;

/// A command that starts in the root of the checkout.
pub(crate) fn command(program: impl AsRef<Path>, args: &[&str]) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(args).current_dir(workspace::root());
    command
}

/// `cargo` with arguments; the cargo that started us, when there is one.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(Path::new(&program), args)
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!("{}={:?}", name.to_string_lossy(), value.to_string_lossy()));
        }
    }
    let program = Path::new(command.get_program());
    words.push(program.file_name().unwrap_or_default().to_string_lossy().into_owned());
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs to the end; anything but success is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<Duration> {
    let line = shown(command);
    println!("  $ {line}");
    let start = Instant::now();
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(start.elapsed())
}

/// Runs to the end and returns what it printed on standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    ensure!(output.status.success(), "`{line}` failed ({})", output.status);
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed no UTF-8"))
}

/// How a run that was watched ended.
pub(crate) struct Watched {
    /// Whether it ended with success.
    pub(crate) success: bool,
    /// What it printed on standard error.
    pub(crate) stderr: String,
}

/// Runs to the end, shows standard error as it comes and keeps it.
pub(crate) fn watch_stderr(command: &mut Command) -> Result<Watched> {
    let line = shown(command);
    println!("  $ {line}");
    let mut child =
        command.stderr(Stdio::piped()).spawn().with_context(|| format!("cannot start `{line}`"))?;
    let mut stderr = String::new();
    if let Some(pipe) = child.stderr.take() {
        for text in BufReader::new(pipe).lines() {
            let text = text?;
            println!("{text}");
            stderr.push_str(&text);
            stderr.push('\n');
        }
    }
    let success = child.wait()?.success();
    Ok(Watched { success, stderr })
}

/// Whether a program answers to its name.
pub(crate) fn exists(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}
