//! `blast`: everything downstream of some subjects, from a server or from the log itself.
//!
//! # Invariants
//! - A server and the log itself give the same answer. (`a_server_and_its_log_give_the_same_blast_radius`)
//!
//! # Deliberately absent
//! - Containment: it is a decision, made with a name to it.

mod ask;
mod look;

use std::collections::BTreeMap;

use kernel::{Micros, Subject};
use serde::Serialize;

use crate::{
    cli::{BlastArgs, Output},
    config::Config,
    failure::Failure,
    output::{say, say_json},
    remote::Remote,
};

/// Kinds that are always listed, also when nothing of them is affected.
const ALWAYS: [&str; 5] = ["dataset_version", "run", "model_version", "deployment", "evidence"];

/// The answer.
#[derive(Debug, Serialize)]
struct Radius {
    roots: Vec<String>,
    as_of: String,
    affected: BTreeMap<String, Vec<String>>,
    counts: BTreeMap<String, usize>,
    live_endpoints: Vec<Live>,
    owners: Vec<String>,
    people_affected: Option<u64>,
    decisions_affected: Option<u64>,
    last_clean: BTreeMap<String, Option<String>>,
}

/// An endpoint where something affected is live.
#[derive(Debug, Serialize)]
struct Live {
    endpoint: String,
    deployment: String,
    model: String,
    stage: String,
    owner: Option<String>,
    last_clean: Option<String>,
}

pub(super) async fn run(args: BlastArgs, config: &Config) -> Result<(), Failure> {
    let parse = |text: &String| text.parse::<Subject>().map_err(|why| Failure::broke(&why));
    let roots = args.subjects.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    let as_of = args.as_of.as_deref().map(str::parse::<Micros>).transpose();
    let as_of = as_of.map_err(|why| Failure::broke(&why))?;
    let mut radius = match Remote::of(config)? {
        Some(remote) => ask::ask(&remote, &roots, as_of).await?,
        None => look::look(config, &roots, as_of).await?,
    };
    for kind in ALWAYS {
        radius.affected.entry(kind.to_owned()).or_default();
    }
    radius.affected.values_mut().for_each(|subjects| subjects.sort());
    radius.counts =
        radius.affected.iter().map(|(kind, subjects)| (kind.clone(), subjects.len())).collect();
    match args.output {
        Output::Json => say_json(&radius),
        Output::Text => {
            tell(&radius);
            Ok(())
        }
    }
}

fn tell(radius: &Radius) {
    say(format!("Downstream of {} as of {}", radius.roots.join(", "), radius.as_of));
    for (kind, subjects) in radius.affected.iter().filter(|(_, subjects)| !subjects.is_empty()) {
        say(format!("\n{} ({})", kind.replace('_', " "), subjects.len()));
        for subject in subjects {
            say(format!("  {subject}"));
        }
    }
    say(format!("\nlive endpoints ({})", radius.live_endpoints.len()));
    for live in &radius.live_endpoints {
        let owner = live.owner.as_deref().unwrap_or("nobody");
        let clean = live.last_clean.as_deref().unwrap_or("none");
        say(format!(
            "  {} ({}): {} by {}, owner {owner}, last clean {clean}",
            live.endpoint, live.stage, live.model, live.deployment
        ));
    }
    let known =
        |count: Option<u64>| count.map_or(String::from("unknown"), |count| count.to_string());
    say(format!("\nowners: {}", list(&radius.owners)));
    say(format!("people affected: {}", known(radius.people_affected)));
    say(format!("decisions affected: {}", known(radius.decisions_affected)));
}

fn list(subjects: &[String]) -> String {
    if subjects.is_empty() { String::from("none") } else { subjects.join(", ") }
}
