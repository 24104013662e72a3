//! `cargo xtask VERB`: the work behind the words of the Makefile.
//!
//! Automation is Rust so that it is typed, tested and the same on every machine.
//!
//! # Deliberately absent
//! - No release publishing and no container images: they are not built yet.
//! - No knowledge of the product's rules: this crate depends on none of ours.
#![expect(
    clippy::print_stdout,
    reason = "a build tool tells its user what it does, on standard output"
)]

mod dev;
mod schema;
mod setup;
mod shell;
mod suite;
mod tidy;
mod timings;
mod web;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  setup [--run|--test]    install what is missing (--run: only what `make run` needs)
  web [--release|--dev]   build the frontend into frontend/dist
  tidy                    check the rules that compilers cannot check
  schema [--check]        write backend/api/schema.graphql (or say that it is stale)
  bless                   accept snapshots and regenerate the schema; then read the diff
  test                    everything that continuous integration runs
  e2e                     build what the browser journeys need, then run them
  prove                   the long forms of the tests: many kills, many generated cases
  dev                     server and frontend, rebuilt when a file changes
  timings                 measure the edit loops, one file of each layer
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> anyhow::Result<()> {
    match words {
        ["setup"] | ["setup", "--test"] => setup::run(setup::Purpose::Test),
        ["setup", "--run"] => setup::run(setup::Purpose::Run),
        ["web"] | ["web", "--dev"] => web::build(web::Flavour::Dev),
        ["web", "--release"] => web::build(web::Flavour::Release),
        ["tidy"] => tidy::report(),
        ["schema"] => schema::write(),
        ["schema", "--check"] => schema::check(),
        ["bless"] => schema::bless(),
        ["test"] => suite::test(),
        ["e2e", rest @ ..] => suite::e2e(rest),
        ["prove"] => suite::prove(),
        ["dev"] => dev::watch(),
        ["timings"] => timings::measure(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => anyhow::bail!("unknown words {other:?}\n\n{HELP}"),
    }
}
