//! A generated log of 28,800 models and 212,000 events: views, inventory as of a date, blast radius.

use std::{path::Path, time::Instant as Stopwatch};

use app::{App, Filter, Instant, Sight, folds, lineage::Blast, models::ModelVersionRow};
use serde_json::{Value, json};
use store::{Append, NewEvent, Settings, Store};

use super::median;
use crate::{clock::clock, failure::Failure, local, output::say};

/// Models in the full log.
const MODELS: usize = 28_800;
/// Datasets, each with [`VERSIONS`] versions, each made from the one before.
const DATASETS: usize = 100;
/// Versions of a dataset; with its registration and seven events a model this makes 212,000.
const VERSIONS: usize = 103;
/// Events in one append.
const BATCH: usize = 500;
/// How often each question is asked.
const ROUNDS: usize = 15;

/// Generates the log (its `part`th part), folds it and asks.
pub(super) async fn measure(folder: &Path, part: usize) -> Result<(), Failure> {
    let folder = folder.join("large");
    std::fs::create_dir_all(&folder).map_err(|why| Failure::broke(&why))?;
    let settings = || Settings {
        url: format!("sqlite://{}?mode=rwc", folder.join("log.db").display()),
        keys_dir: folder.clone(),
        origin: String::from("ledgerstone.localhost/bench"),
        clock: clock(),
    };
    let store = Store::open(settings()).await?;
    let watch = Stopwatch::now();
    let events = generate(&store, MODELS / part).await?;
    say(format!("\nA log of {} models and {events} events", MODELS / part));
    rate("appended in batches of 500", events, watch);
    let watch = Stopwatch::now();
    store.catch_up(&folds()).await?;
    rate("folded into all views", events, watch);
    store.close().await;
    let watch = Stopwatch::now();
    let app = App::new(Store::open(settings()).await?, clock());
    say(format!("  {:>10.0} ms  to open the log again", watch.elapsed().as_secs_f64() * 1000.0));
    ask(&app, events).await
}

fn rate(what: &str, events: u64, watch: Stopwatch) {
    let seconds = watch.elapsed().as_secs_f64();
    let rate = u32::try_from(events).map_or(f64::MAX, f64::from) / seconds;
    say(format!("  {rate:>10.0} /s  {what} ({seconds:.1} s)"));
}

async fn ask(app: &App, events: u64) -> Result<(), Failure> {
    let caller = local::reader(app)?;
    app.store.catch_up(&folds()).await?;
    let watch = Stopwatch::now();
    let now = app.sight(&caller, Instant::Now).await.map_err(|why| Failure::broke(&why))?;
    app.graph(&now).await.map_err(|why| Failure::broke(&why))?;
    say(format!("  {:>10.0} ms  to fold the lineage", watch.elapsed().as_secs_f64() * 1000.0));
    let half = Instant::Position(events / 2);
    let half = app.sight(&caller, half).await.map_err(|why| Failure::broke(&why))?;
    for (name, sight) in [("now", &now), ("as of half-way", &half)] {
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let watch = Stopwatch::now();
            let page = app.list::<ModelVersionRow>(sight, Filter::default()).await;
            rows = page.map_err(|why| Failure::broke(&why))?.total;
            times.push(watch.elapsed());
        }
        say(format!("  {:>10.1} ms  inventory {name}: all {rows} model versions", median(times)));
    }
    for root in ["dataset:bench-0@v1", "source:bench"] {
        blast(app, &now, root).await?;
    }
    Ok(())
}

async fn blast(app: &App, sight: &Sight, root: &str) -> Result<(), Failure> {
    let roots = [root.parse().map_err(|why| Failure::broke(&why))?];
    let mut times = Vec::new();
    let mut reached = 0;
    for _ in 0..ROUNDS {
        let watch = Stopwatch::now();
        let found: Blast = app.blast(sight, &roots).await.map_err(|why| Failure::broke(&why))?;
        reached = found.affected.values().map(Vec::len).sum();
        times.push(watch.elapsed());
    }
    say(format!("  {:>10.1} ms  blast radius of {root}: {reached} things reached", median(times)));
    Ok(())
}

/// Appends the log without deciding: the rules are not what is measured here.
async fn generate(store: &Store, models: usize) -> Result<u64, Failure> {
    let mut waiting = vec![
        told("team:bench", "team.created", json!({ "name": "Bench" })),
        told(
            "source:bench",
            "source.registered",
            json!({ "name": "Bench", "trust": "low", "sensitivity": "internal" }),
        ),
    ];
    let mut number = 0;
    for dataset in 0..DATASETS {
        waiting.extend(dataset_events(dataset));
        flush(store, &mut waiting, &mut number, BATCH).await?;
    }
    for model in 0..models {
        waiting.extend(model_events(model));
        flush(store, &mut waiting, &mut number, BATCH).await?;
    }
    flush(store, &mut waiting, &mut number, 1).await?;
    Ok(store.head())
}

fn dataset_events(dataset: usize) -> Vec<NewEvent> {
    let stream = format!("dataset:bench-{dataset}");
    let data = json!({ "name": format!("Dataset {dataset}"), "sensitivity": "internal", "owner": "person:bench" });
    let mut events = vec![told(&stream, "dataset.registered", data)];
    for version in 1..=VERSIONS {
        let parent = (version > 1).then(|| format!("{stream}@v{}", version - 1));
        let data = json!({
            "version": format!("v{version}"), "digest": "b".repeat(64), "rows": 1000,
            "source": parent.is_none().then_some("source:bench"),
            "derived_from": parent.into_iter().collect::<Vec<_>>(), "frozen": false,
        });
        events.push(told(&stream, "dataset.version_registered", without_nulls(data)));
    }
    events
}

fn model_events(model: usize) -> Vec<NewEvent> {
    let (stream, run) = (format!("model:bench-{model}"), format!("run:bench-{model}"));
    let version = format!("{stream}@1.0.0");
    let input = format!("dataset:bench-{}@v{}", model % DATASETS, model % VERSIONS + 1);
    let evidence = json!({
        "subject": version, "evidence_type": "EV-PERFORMANCE-EVAL", "tool": "bench",
        "digest": "c".repeat(64), "metrics": { "eval.primary_metric": "0.87" }, "outcome": "inconclusive",
    });
    vec![
        told(&stream, "model.registered", json!({ "name": format!("Model {model}") })),
        told(
            &run,
            "run.started",
            json!({ "kind": "train", "inputs": [input], "code_commit": "abcdef", "started": 0 }),
        ),
        told(
            &stream,
            "model.version_registered",
            json!({ "version": "1.0.0", "digest": "d".repeat(64), "run": run, "format": "onnx" }),
        ),
        told(&run, "run.completed", json!({ "outputs": [version], "minutes": 60 })),
        told(&format!("evidence:bench-{model}"), "evidence.attached", evidence),
        told(&stream, "model.version_promoted", json!({ "version": "1.0.0" })),
        told(
            &format!("deployment:bench-{model}"),
            "deployment.activated",
            json!({
                "model": version, "endpoint": format!("endpoint:bench-{model}"), "stage": "production", "hardening": {},
            }),
        ),
    ]
}

pub(super) fn told(stream: &str, kind: &str, data: Value) -> NewEvent {
    let (stream, kind) = (stream.to_owned(), kind.to_owned());
    NewEvent { about: vec![stream.clone()], stream, kind, tver: 1, data, ..NewEvent::default() }
}

fn without_nulls(mut data: Value) -> Value {
    if let Some(members) = data.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    data
}

/// Appends what waits, once it is at least `least` events.
pub(super) async fn flush(
    store: &Store,
    waiting: &mut Vec<NewEvent>,
    number: &mut u64,
    least: usize,
) -> Result<(), Failure> {
    if waiting.len() < least {
        return Ok(());
    }
    let append = Append {
        source: String::from("bench"),
        command: number.to_string(),
        request: number.to_be_bytes().to_vec(),
        actor: String::from("person:bench"),
        ground: String::from("benchmark"),
        events: std::mem::take(waiting),
        ..Append::default()
    };
    store.append(append).await.map_err(|why| Failure::broke(&why))?;
    *number += 1;
    Ok(())
}
