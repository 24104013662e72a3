//! The command line, as DESIGN promises it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config;

/// Governance of AI systems in production: one verifiable log of everything that happens to them.
#[derive(Parser)]
#[command(name = "ledgerstone", version, propagate_version = true)]
pub(crate) struct Cli {
    /// Settings file (TOML); docs/settings.md lists all settings.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the log is.
#[derive(Args)]
struct PlaceArgs {
    /// Folder of the log and its keys [default: ./data].
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<String>,
    /// `postgres://…`: the log is in PostgreSQL; keys stay in the data folder.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the application.
    #[command(after_long_help = config::help())]
    Serve(ServeArgs),
    /// Make and end tokens for programs.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Import CloudEvents, one a line, through the same checks as every other client.
    Import(ImportArgs),
    /// Show everything downstream of some subjects, with live endpoints and owners.
    Blast(BlastArgs),
    /// Compare the reference data that ships with this program with what is loaded, or load it.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Write receipts that any C2SP tool can check.
    Receipt(ReceiptArgs),
    /// Check every leaf, hash, root and signature: 0 intact, 1 tampered with, 2 cannot tell.
    Verify(VerifyArgs),
    /// Fold views (none named: all) again from the log.
    Rebuild {
        /// Views.
        views: Vec<String>,
    },
    /// Print the GraphQL schema.
    Schema,
    /// Measure durable appends, views, as-of lists and blast radius on this machine.
    Bench(BenchArgs),
}

/// Arguments of `bench`.
#[derive(Args)]
pub(crate) struct BenchArgs {
    /// How long each number of writers is measured, in seconds.
    #[arg(long, default_value_t = 5)]
    pub(crate) seconds: u64,
    /// A fiftieth of the large log: to try the command, not to quote it.
    #[arg(long, conflicts_with = "events")]
    pub(crate) small: bool,
    /// About so many events in the large log [default: 212000].
    #[arg(long, value_name = "COUNT")]
    pub(crate) events: Option<usize>,
    /// An empty PostgreSQL database in which appends are measured too.
    #[arg(long, value_name = "URL")]
    pub(crate) postgres: Option<String>,
    /// Measure these parts and no others.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    pub(crate) only: Vec<BenchPart>,
}

/// A part of the measurements.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BenchPart {
    /// Durable appends.
    Appends,
    /// Lists, blast radius and search on a large log.
    Large,
    /// A register of 100,000 risks.
    Risks,
    /// Sizes of the frontend.
    Sizes,
}

/// Arguments of `serve`.
#[derive(Args)]
pub(crate) struct ServeArgs {
    /// Address to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Address that browsers use.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Load the demonstration into an empty log and offer sign-in without a password, on loopback only.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Load the demonstration up to and with this moment, such as 2026-02-10T14:19:00Z.
    #[arg(long, requires = "demo", value_name = "TIME")]
    pub(crate) demo_until: Option<String>,
}

/// Commands about tokens.
#[derive(Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token and print it once, alone on the last line.
    Create {
        /// What to call it; each name is used once.
        #[arg(long)]
        name: String,
        /// Its role: a short name such as `service` or `auditor`, or an id of the catalogue.
        #[arg(long)]
        role: String,
        /// Where the role counts: organisation, team or system [default: the organisation].
        #[arg(long, value_name = "SUBJECT")]
        scope: Option<String>,
        /// When it ends, such as 12h, 90d or 52w.
        #[arg(long, default_value = "90d", value_name = "PERIOD")]
        expires: String,
    },
    /// List tokens; the tokens themselves are not kept.
    List {
        /// Output.
        #[arg(long, value_enum, default_value_t)]
        output: Output,
    },
    /// End a token now.
    Revoke {
        /// Its name.
        #[arg(long)]
        name: String,
    },
}

/// Commands about the catalogue.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Show what loading would add, change and remove; records nothing.
    Diff {
        /// Output.
        #[arg(long, value_enum, default_value_t)]
        output: Output,
    },
    /// Show the same, then load it.
    Load {
        /// Output.
        #[arg(long, value_enum, default_value_t)]
        output: Output,
    },
}

/// Arguments of `import`.
#[derive(Args)]
pub(crate) struct ImportArgs {
    /// File of CloudEvents, one JSON object a line.
    pub(crate) file: PathBuf,
    /// Bring in history: events keep the times they claim. Only before anything live is recorded.
    #[arg(long)]
    pub(crate) history: bool,
    /// Output.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// Arguments of `blast`.
#[derive(Args)]
pub(crate) struct BlastArgs {
    /// Subjects, such as `batch:NAME` or `dataset:NAME@VERSION`; several are united.
    #[arg(required = true)]
    pub(crate) subjects: Vec<String>,
    /// As of this moment [default: now].
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    /// Output.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// Arguments of `receipt`.
#[derive(Args)]
pub(crate) struct ReceiptArgs {
    /// Positions in the log.
    #[arg(required = true)]
    pub(crate) positions: Vec<u64>,
    /// Folder to write into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// Arguments of `verify`.
#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// A bundle to check instead of a log.
    pub(crate) bundle: Option<PathBuf>,
    /// A server to check instead of a log of ours.
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// A checkpoint kept elsewhere to compare with; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Vec<PathBuf>,
    /// Output.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// For whom the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// People.
    #[default]
    Text,
    /// Programs.
    Json,
}

impl Cli {
    /// What the command line says about settings.
    pub(crate) fn flags(&self) -> Vec<(&'static str, Option<String>)> {
        let mut flags = vec![
            ("data_dir", self.place.data_dir.clone()),
            ("database_url", self.place.database_url.clone()),
        ];
        if let Command::Serve(args) = &self.command {
            flags.push(("listen", args.listen.clone()));
            flags.push(("public_url", args.public_url.clone()));
        }
        flags
    }
}
