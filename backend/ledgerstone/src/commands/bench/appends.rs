//! Durable appends by 1, 8 and 64 writers, beside bare `SQLite` inserting the same bytes.
//!
//! Bare `SQLite` is measured twice: as many writers that each commit their own rows, which is what an
//! application without an appender gets, and one writer that commits as many rows at a time as there
//! are writers, which is the most that batching could give. It keeps one table and nothing else: no
//! order, no hashes, no index of subjects, no dedupe.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use app::{App, jobs::Jobs};
use futures::future::try_join_all;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use serde_json::json;
use store::{Append, NewEvent, Settings, Store};

use crate::{clock::clock, failure::Failure, output::say};

/// Writers at the same time.
const WRITERS: [usize; 3] = [1, 8, 64];

/// What makes a database ready to take leaves and nothing else.
const SQLITE: &[&str] = &[
    "PRAGMA busy_timeout=60000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "CREATE TABLE IF NOT EXISTS leaf (pos INTEGER PRIMARY KEY, leaf BLOB NOT NULL)",
];
const POSTGRES: &[&str] =
    &["CREATE TABLE IF NOT EXISTS bare_leaf (pos BIGSERIAL PRIMARY KEY, leaf BYTEA NOT NULL)"];

/// Prints a line for each number of writers.
pub(super) async fn measure(folder: &Path, period: Duration) -> Result<(), Failure> {
    say(
        "\nDurable appends (SQLite, WAL, synchronous=FULL), one event a command, sealed every second",
    );
    say("  writers  bytes  ledger/s  commits/s   own commits/s  ratio   one batch/s  ratio");
    for writers in WRITERS {
        let file = |name: &str| folder.join(format!("{name}-{writers}.db"));
        let ours = ledger(in_folder(&folder.join(format!("ledger-{writers}")))?, writers, period);
        let ours = ours.await?;
        let own = contended(&sqlite(&file("own")), writers, ours.bytes, period).await?;
        let batch = batched(&file("batch"), writers, ours.bytes, period).await?;
        let (to_own, to_batch) = (ours.rate / own, ours.rate / batch);
        let Measured { rate, commits, bytes } = ours;
        say(format!(
            "  {writers:>7} {bytes:>6} {rate:>9.0} {commits:>10.0} {own:>15.0} {to_own:>6.2} {batch:>13.0} {to_batch:>6.2}"
        ));
    }
    say(
        "  Each commit is one sync of the log. Bare SQLite inserts the same leaf bytes into one table:",
    );
    say(
        "  'own commits' by as many writers that each commit every row, 'one batch' by one writer that",
    );
    say("  commits as many rows at a time as there are writers.");
    Ok(())
}

/// Prints a line for each number of writers on an empty `PostgreSQL` database, beside as many writers
/// that each commit their own rows there.
pub(super) async fn measure_postgres(
    folder: &Path,
    url: &str,
    period: Duration,
) -> Result<(), Failure> {
    say(
        "\nDurable appends (PostgreSQL as it is set up there), one event a command, sealed every second",
    );
    say("  writers  bytes  ledger/s  commits/s   own commits/s  ratio");
    for writers in WRITERS {
        let ours = ledger(settings(url.to_owned(), folder), writers, period).await?;
        let own = contended(url, writers, ours.bytes, period).await?;
        let Measured { rate, commits, bytes } = ours;
        let to_own = rate / own;
        say(format!(
            "  {writers:>7} {bytes:>6} {rate:>9.0} {commits:>10.0} {own:>15.0} {to_own:>6.2}"
        ));
    }
    Ok(())
}

struct Measured {
    rate: f64,
    commits: f64,
    bytes: usize,
}

fn in_folder(folder: &Path) -> Result<Settings, Failure> {
    std::fs::create_dir_all(folder).map_err(|why| Failure::broke(&why))?;
    Ok(settings(sqlite(&folder.join("log.db")), folder))
}

fn sqlite(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}

fn settings(url: String, folder: &Path) -> Settings {
    let origin = String::from("ledgerstone.localhost/bench");
    Settings { url, keys_dir: folder.to_owned(), origin, clock: clock() }
}

async fn ledger(settings: Settings, writers: usize, period: Duration) -> Result<Measured, Failure> {
    let app = App::new(Store::open(settings).await?, clock());
    let sealing = Jobs::sealing(&app);
    let store = app.store;
    let (before, start) = (store.commits(), Instant::now());
    let counts =
        try_join_all((0..writers).map(|writer| write(&store, (writer, writers), start, period)))
            .await?;
    let seconds = start.elapsed().as_secs_f64();
    sealing.stop().await;
    let bytes = store.read(0, 1).await?.first().map_or(0, |first| first.bytes.len());
    let measured = Measured {
        rate: to_f64(counts.iter().sum()) / seconds,
        commits: to_f64(store.commits().saturating_sub(before)) / seconds,
        bytes,
    };
    store.close().await;
    Ok(measured)
}

async fn write(
    store: &Store,
    (writer, writers): (usize, usize),
    start: Instant,
    period: Duration,
) -> Result<u64, Failure> {
    let mut count: u64 = 0;
    while start.elapsed() < period {
        let stream = format!("dataset:bench-{writer}");
        let event = NewEvent {
            stream: stream.clone(),
            kind: String::from("dataset.version_registered"),
            tver: 1,
            data: json!({
                "version": format!("v{count}"), "digest": "a".repeat(64), "rows": 503_112,
                "source": "source:bench", "derived_from": [format!("dataset:other@v{count}")],
                "frozen": false,
            }),
            about: vec![stream],
            ..NewEvent::default()
        };
        let append = Append {
            source: format!("bench-{writer}-of-{writers}"),
            command: count.to_string(),
            request: count.to_be_bytes().to_vec(),
            actor: String::from("person:bench"),
            ground: String::from("benchmark"),
            events: vec![event],
            ..Append::default()
        };
        store.append(append).await.map_err(|why| Failure::broke(&why))?;
        count += 1;
    }
    Ok(count)
}

/// Rows a second that `SQLite` takes when each transaction holds `batch` rows of `bytes` bytes.
async fn batched(
    file: &Path,
    batch: usize,
    bytes: usize,
    period: Duration,
) -> Result<f64, Failure> {
    let database = bare(&sqlite(file)).await?;
    let (leaf, start) = (vec![0x5a_u8; bytes], Instant::now());
    let rows = insert(&database, batch, &leaf, (start, period)).await?;
    let rate = to_f64(rows) / start.elapsed().as_secs_f64();
    database.close().await.map_err(|why| Failure::broke(&why))?;
    Ok(rate)
}

/// Rows a second that a database takes from so many connections that each commit every row.
async fn contended(
    url: &str,
    writers: usize,
    bytes: usize,
    period: Duration,
) -> Result<f64, Failure> {
    let mut databases = Vec::with_capacity(writers);
    for _ in 0..writers {
        databases.push(bare(url).await?);
    }
    let (leaf, start) = (vec![0x5a_u8; bytes], Instant::now());
    let insert = |database| insert(database, 1, &leaf, (start, period));
    let counts = try_join_all(databases.iter().map(insert)).await?;
    let rate = to_f64(counts.iter().sum()) / start.elapsed().as_secs_f64();
    for database in databases {
        database.close().await.map_err(|why| Failure::broke(&why))?;
    }
    Ok(rate)
}

/// A database with one table for leaves, written as durably as the log.
async fn bare(url: &str) -> Result<DatabaseConnection, Failure> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options).await.map_err(|why| Failure::broke(&why))?;
    let is_postgres = database.get_database_backend() == DbBackend::Postgres;
    let preparing = if is_postgres { POSTGRES } else { SQLITE };
    for statement in preparing {
        run(&database, statement).await?;
    }
    Ok(database)
}

/// Inserts `batch` rows at a time until the period is over; how many there were.
async fn insert(
    database: &DatabaseConnection,
    batch: usize,
    leaf: &[u8],
    (start, period): (Instant, Duration),
) -> Result<u64, Failure> {
    let backend = database.get_database_backend();
    let insert = if backend == DbBackend::Postgres {
        String::from("INSERT INTO bare_leaf (leaf) VALUES ($1)")
    } else {
        format!("INSERT INTO leaf (leaf) VALUES {}", vec!["(?)"; batch].join(","))
    };
    let mut rows: u64 = 0;
    while start.elapsed() < period {
        let values = (0..batch).map(|_| leaf.to_vec().into());
        let statement = Statement::from_sql_and_values(backend, &insert, values);
        database.execute_raw(statement).await.map_err(|why| Failure::broke(&why))?;
        rows += u64::try_from(batch).unwrap_or_default();
    }
    Ok(rows)
}

async fn run(database: &DatabaseConnection, sql: &str) -> Result<(), Failure> {
    database.execute_unprepared(sql).await.map(|_| ()).map_err(|why| Failure::broke(&why))
}

fn to_f64(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
