//! One file for each command.

mod bench;
mod blast;
mod import;
mod rebuild;
mod receipt;
mod serve;
mod token;
mod verify;

use crate::{cli::Command, config::Config, failure::Failure};

/// Does what was asked for.
pub(crate) async fn run(command: Command, config: &Config) -> Result<(), Failure> {
    match command {
        Command::Serve(args) => serve::run(args, config).await,
        Command::Token(command) => token::run(command, config).await,
        Command::Import(args) => import::run(args, config).await,
        Command::Blast(args) => blast::run(args, config).await,
        Command::Receipt(args) => receipt::run(args, config).await,
        Command::Verify(args) => verify::run(args, config).await,
        Command::Rebuild { views } => rebuild::run(views, config).await,
        Command::Schema => {
            serve::schema();
            Ok(())
        }
        Command::Bench(args) => bench::run(args).await,
    }
}
