//! `ledgerstone`, the one binary: the server and every command.
//!
//! It parses arguments, reads settings, hands out the clock, and calls the crates that do the work.

#![deny(clippy::wildcard_enum_match_arm)]
// The query root nests as deep as the schema has lists; the optimised build lays all of it out.
#![recursion_limit = "512"]

mod bundle;
mod cli;
mod clock;
mod commands;
mod config;
mod failure;
mod local;
mod output;
mod personas;
mod remote;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{cli::Cli, config::Config, failure::Failure};

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure.to_string());
            failure.code()
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let config = Config::load(cli.config.as_deref(), &cli.flags())?;
    output::log_to_stderr(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|why| Failure::broke(&why))?;
    runtime.block_on(commands::run(cli.command, &config))
}
