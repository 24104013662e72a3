//! A generated log of 28,800 models and 212,000 events: views, inventory as of a date, blast radius.

use std::{path::Path, time::Instant as Stopwatch};

use app::{
    App, Filter, Instant, Sight, folds, jobs::Jobs, lineage::Blast, models::ModelVersionRow,
};
use serde_json::{Value, json};
use store::{Append, NewEvent, RowQuery, Settings, Store};

use super::{Spread, search};
use crate::{clock::clock, failure::Failure, local, output::say};

/// Models in the full log.
const MODELS: usize = 28_800;
/// Datasets, each with [`VERSIONS`] versions, each made from the one before.
const DATASETS: usize = 100;
/// Versions of a dataset; with its registration and seven events a model this makes 212,000.
const VERSIONS: usize = 103;
/// Events of one model.
const OF_A_MODEL: usize = 7;
/// Events in one append.
const BATCH: usize = 500;
/// How often each question is asked.
const ROUNDS: usize = 15;
/// How often a question for a page is asked.
const PAGES: usize = 200;

/// How many models make a log of about so many events.
pub(super) fn models(events: Option<usize>, small: bool) -> usize {
    let whole = events.map_or(MODELS, |events| {
        events.saturating_sub(DATASETS * (VERSIONS + 1)).div_ceil(OF_A_MODEL).max(1)
    });
    if small { whole / 50 } else { whole }
}

/// Generates the log, folds it, opens it again with and without what was kept, and asks.
pub(super) async fn measure(folder: &Path, models: usize) -> Result<(), Failure> {
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
    let events = generate(&store, models).await?;
    say(format!("\nA log of {models} models and {events} events"));
    rate("appended in batches of 500", events, watch);
    let watch = Stopwatch::now();
    store.catch_up(&folds()).await?;
    rate("folded into all views", events, watch);
    store.close().await;
    start("first start: nothing is kept of the lineage", settings()).await?;
    start("start again: the lineage was kept", settings()).await?;
    let app = App::new(Store::open(settings()).await?, clock());
    ask(&app, events).await?;
    search::measure(&app, events).await?;
    app.store.close().await;
    Ok(())
}

fn rate(what: &str, events: u64, watch: Stopwatch) {
    let seconds = watch.elapsed().as_secs_f64();
    let rate = u32::try_from(events).map_or(f64::MAX, f64::from) / seconds;
    say(format!("  {rate:>10.0} /s  {what} ({seconds:.1} s)"));
}

/// Opens the log with its jobs, as a server does, waits until it would answer, asks the lineage for
/// the first time, and ends cleanly.
async fn start(what: &str, settings: Settings) -> Result<(), Failure> {
    let watch = Stopwatch::now();
    let app = App::new(Store::open(settings).await?, clock());
    let jobs = Jobs::start(&app);
    let patience = std::time::Duration::from_mins(1);
    if !app.store.wait_for_views(app.store.head(), patience).await {
        return Err(Failure::broke(&std::io::Error::other("the views did not catch up")));
    }
    let ready = watch.elapsed().as_secs_f64() * 1000.0;
    let now = app.sight(&local::reader(&app)?, Instant::Now).await;
    app.graph(&now.map_err(|why| Failure::broke(&why))?)
        .await
        .map_err(|why| Failure::broke(&why))?;
    let asked = watch.elapsed().as_secs_f64() * 1000.0;
    say(format!("  {ready:>10.0} ms to ready, {asked:.0} ms to the lineage  {what}"));
    jobs.stop().await;
    app.store.close().await;
    Ok(())
}

async fn ask(app: &App, events: u64) -> Result<(), Failure> {
    let caller = local::reader(app)?;
    app.store.catch_up(&folds()).await?;
    let now = app.sight(&caller, Instant::Now).await.map_err(|why| Failure::broke(&why))?;
    app.graph(&now).await.map_err(|why| Failure::broke(&why))?;
    let half = Instant::Position(events / 2);
    let half = app.sight(&caller, half).await.map_err(|why| Failure::broke(&why))?;
    for (name, sight) in [("now", &now), ("as of half-way", &half)] {
        inventory(app, name, sight).await?;
        page(app, name, sight).await?;
        dashboard(app, name, sight).await?;
        for root in ["dataset:bench-0@v1", "source:bench"] {
            blast(app, name, sight, root).await?;
        }
    }
    Ok(())
}

async fn inventory(app: &App, name: &str, sight: &Sight) -> Result<(), Failure> {
    let mut times = Vec::new();
    let mut rows = 0;
    for _ in 0..ROUNDS {
        let watch = Stopwatch::now();
        let page = app.list::<ModelVersionRow>(sight, Filter::default()).await;
        rows = page.map_err(|why| Failure::broke(&why))?.total;
        times.push(watch.elapsed());
    }
    Spread::of(times).say(&format!("inventory {name}: all {rows} model versions"));
    Ok(())
}

/// Fifty rows out of the store; the pages of the schema read whole lists still.
async fn page(app: &App, name: &str, sight: &Sight) -> Result<(), Failure> {
    let mut times = Vec::new();
    for round in 0..PAGES {
        let query = RowQuery {
            view: String::from("model_versions"),
            upto: sight.upto,
            limit: Some(50),
            descending: round % 2 == 0,
            ..RowQuery::default()
        };
        let watch = Stopwatch::now();
        app.store.rows(query).await?;
        times.push(watch.elapsed());
    }
    Spread::of(times).say(&format!("fifty rows of the store, first or last, {name}"));
    Ok(())
}

async fn dashboard(app: &App, name: &str, sight: &Sight) -> Result<(), Failure> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let watch = Stopwatch::now();
        let portfolio = app.portfolio(sight).await.map_err(|why| Failure::broke(&why))?;
        app.trend(&portfolio).await.map_err(|why| Failure::broke(&why))?;
        app.attention(&portfolio).await.map_err(|why| Failure::broke(&why))?;
        times.push(watch.elapsed());
    }
    Spread::of(times).say(&format!("dashboard {name}: portfolio, trend and attention"));
    Ok(())
}

async fn blast(app: &App, name: &str, sight: &Sight, root: &str) -> Result<(), Failure> {
    let roots = [root.parse().map_err(|why| Failure::broke(&why))?];
    let mut times = Vec::new();
    let mut reached = 0;
    for _ in 0..ROUNDS {
        let watch = Stopwatch::now();
        let found: Blast = app.blast(sight, &roots).await.map_err(|why| Failure::broke(&why))?;
        times.push(watch.elapsed());
        reached = found.affected.values().map(Vec::len).sum();
    }
    Spread::of(times).say(&format!("blast radius of {root} {name}: {reached} things reached"));
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
