//! `catalogue`: what of the shipped reference data differs from what is loaded, and loading it.
//!
//! # Invariants
//! - A diff records nothing, and loading leaves nothing to differ. (`a_new_log_has_its_catalogue`)
//!
//! # Deliberately absent
//! - Items of the organisation's own: they are added with a name to it, through the API.

use app::catalogue::{Difference, Fate};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    cli::{CatalogueCommand, Output},
    config::Config,
    failure::Failure,
    local,
    output::{note, say, say_json},
    remote::Remote,
};

const QUERY: &str = "mutation Load($dry: Boolean!) { loadCatalogue(input: { dryRun: $dry }) {
  differences { section id title fate members } receipt { position } refusal { sentence }
} }";

/// An item that differs.
#[derive(Debug, Serialize, Deserialize)]
struct Differs {
    section: String,
    id: String,
    title: String,
    fate: String,
    members: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    load_catalogue: Payload,
}

#[derive(Deserialize)]
struct Payload {
    differences: Option<Vec<Differs>>,
    refusal: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    sentence: String,
}

pub(super) async fn run(command: CatalogueCommand, config: &Config) -> Result<(), Failure> {
    let (dry, output) = match command {
        CatalogueCommand::Diff { output } => (true, output),
        CatalogueCommand::Load { output } => (false, output),
    };
    let found = match Remote::of(config)? {
        Some(remote) => ask(&remote, dry).await?,
        None => look(config, dry).await?,
    };
    match output {
        Output::Json => say_json(&json!({ "loaded": !dry, "differences": found })),
        Output::Text => {
            tell(&found, dry);
            Ok(())
        }
    }
}

/// Asks the server.
async fn ask(remote: &Remote, dry: bool) -> Result<Vec<Differs>, Failure> {
    let data = remote.graphql(QUERY, json!({ "dry": dry })).await?;
    let answer: Answer = serde_json::from_value(data).map_err(|why| Failure::broke(&why))?;
    match answer.load_catalogue.refusal {
        Some(refusal) => Err(Failure::cannot(refusal.sentence)),
        None => Ok(answer.load_catalogue.differences.unwrap_or_default()),
    }
}

/// Looks into the log itself.
async fn look(config: &Config, dry: bool) -> Result<Vec<Differs>, Failure> {
    let app = local::open_existing(config).await?;
    let found = app.catalogue_differences().await?;
    if !dry {
        app.load_catalogue_here().await?;
    }
    app.store.close().await;
    Ok(found.into_iter().map(Differs::from).collect())
}

impl From<Difference> for Differs {
    fn from(difference: Difference) -> Self {
        let Difference { section, id, title, fate, members } = difference;
        let fate = match fate {
            Fate::Added => "ADDED",
            Fate::Changed => "CHANGED",
            Fate::Removed => "REMOVED",
        };
        Self { section, id, title, fate: fate.to_owned(), members }
    }
}

fn tell(found: &[Differs], dry: bool) {
    for one in found {
        let sign = match one.fate.as_str() {
            "ADDED" => '+',
            "REMOVED" => '-',
            _ => '~',
        };
        let members = if one.members.is_empty() {
            String::new()
        } else {
            format!(" ({})", one.members.join(", "))
        };
        say(format!("{sign} {} {}: {}{members}", one.section, one.id, one.title));
    }
    let done = if dry { "differ; nothing was recorded" } else { "were loaded" };
    match found.len() {
        0 => note("The catalogue that is loaded is the one that ships."),
        1 => {
            note(format!("1 item {}.", done.replace("differ;", "differs;").replace("were", "was")));
        }
        count => note(format!("{count} items {done}.")),
    }
}
