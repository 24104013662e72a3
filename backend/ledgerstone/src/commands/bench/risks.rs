//! A generated register of 100,000 risks: first page, filter, sort, heat map, exposure and export,
//! asked through the schema like a page asks, then over HTTP like a browser does.

use std::{net::SocketAddr, path::Path, time::Instant as Stopwatch};

use api::{ServerConfig, Site, graphql};
use app::{
    App, Instant, folds,
    identity::NewToken,
    risks::{RiskFilter, RiskOrder},
};
use kernel::{Micros, Name};
use serde_json::{Value, json};
use store::{NewEvent, Settings, Store};
use tokio::sync::{oneshot, watch};

use super::{
    Spread,
    large::{flush, told},
};
use crate::{clock::clock, failure::Failure, local, output::say, remote::Remote};

/// Risks in the full register.
const RISKS: usize = 100_000;
/// Systems they belong to.
const SYSTEMS: usize = 400;
/// Events in one append.
const BATCH: usize = 500;
/// What ninety-nine of a hundred answers over HTTP may take, on the full register.
const LIMIT_MS: f64 = 50.0;
/// The question without that limit: it works the register out thirteen times.
const EXPOSURE: &str = "exposure of twelve months";
/// How often each question is asked.
const ROUNDS: usize = 100;
/// Threats they belong to.
const THREATS: [&str; 5] = ["THR-01", "THR-04", "THR-05", "THR-06", "THR-08"];

/// The questions, by what they show.
const QUESTIONS: [(&str, &str); 7] = [
    ("first page, gravest first", "{ risks(first: 50) { totalCount ROW } }"),
    ("first page by title", "{ risks(order: { key: \"title\" }, first: 50) { totalCount ROW } }"),
    (
        "filtered by band and status, by review",
        "{ risks(filter: { bands: [HIGH, VERY_HIGH], open: true }, order: { key: \"review\" }, first: 50) { totalCount ROW } }",
    ),
    (
        "filtered by text",
        r#"{ risks(filter: { text: "risk 4711" }, first: 50) { totalCount ROW } }"#,
    ),
    (
        "filtered by system",
        r#"{ risks(filter: { system: "system:bench-7" }, first: 50) { totalCount ROW } }"#,
    ),
    (
        "heat map",
        "{ heatMap { total unscored cells { count examples { title } } moves { count } } }",
    ),
    (EXPOSURE, "{ riskExposure { time open above residual inherent appetite } }"),
];

/// What a row of the page shows.
const ROW: &str = "nodes { subject title threat threatTitle category status system { subject name } \
    owner { subject name } inherent { value band } residual { value band } aboveAppetite \
    acceptance { until counts } nextReview openTasks due { what due } }";

/// Generates the register (its `part`th part), folds it and asks.
pub(super) async fn measure(folder: &Path, part: usize) -> Result<(), Failure> {
    let folder = folder.join("risks");
    std::fs::create_dir_all(&folder).map_err(|why| Failure::broke(&why))?;
    let settings = Settings {
        url: format!("sqlite://{}?mode=rwc", folder.join("log.db").display()),
        keys_dir: folder.clone(),
        origin: String::from("ledgerstone.localhost/bench"),
        clock: clock(),
    };
    let app = App::new(Store::open(settings).await?, clock());
    let token = token(&app).await?;
    let events = generate(&app.store, RISKS / part).await?;
    app.store.catch_up(&folds()).await?;
    say(format!("\nA register of {} risks and {events} events", RISKS / part));
    let caller = local::reader(&app)?;
    let sight = app.sight(&caller, Instant::Now).await.map_err(|why| Failure::broke(&why))?;
    let watch = Stopwatch::now();
    let (filter, order) = (RiskFilter::default(), RiskOrder::default());
    app.risk_page(&sight, &filter, order, (1, None)).await.map_err(|why| Failure::broke(&why))?;
    say(format!(
        "  {:>10.0} ms  to fold the register, once",
        watch.elapsed().as_secs_f64() * 1000.0
    ));
    let half = events / 2;
    for (moment, wrap) in [("now", None), ("as of half-way", Some(half))] {
        for (name, question) in QUESTIONS {
            let question = question.replace("ROW", ROW);
            let question = match wrap {
                None => question,
                Some(position) => format!("{{ asOf(position: {position}) {question} }}"),
            };
            ask(&app, &format!("{name}, {moment}"), &question).await?;
        }
    }
    let watch = Stopwatch::now();
    let lines = app.risk_lines(&sight, &filter, order).await.map_err(|why| Failure::broke(&why))?;
    let took = watch.elapsed().as_secs_f64() * 1000.0;
    say(format!("  {took:>10.1} ms  every line of the register in order: {}", lines.len()));
    over_http(&app, token, lines.len()).await
}

/// A token of somebody who may read everything, made before the register.
async fn token(app: &App) -> Result<String, Failure> {
    let new = NewToken {
        name: String::from("bench"),
        role: Name::parse("internal_auditor").map_err(|why| Failure::broke(&why))?,
        scope: app.ensure_organisation("Bench").await?,
        until: Micros(app.now().0.saturating_add(Micros::DAY)),
    };
    Ok(app.create_token(new, local::random()?).await?.token)
}

/// Serves the register on a port of its own while it asks, from the same machine.
async fn over_http(app: &App, token: String, risks: usize) -> Result<(), Failure> {
    let (stop, stopped) = watch::channel(false);
    let (tell, told) = oneshot::channel();
    let config = ServerConfig {
        site: Site::new(app.clone()),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        on_listening: Box::new(move |address: SocketAddr| {
            // Nobody waits for the address any more only where everything has ended.
            tell.send(address).unwrap_or_default();
        }),
        stop: stopped,
        more: None,
    };
    let asking = async {
        let asked = match told.await {
            Ok(address) => ask_server(address, token, risks).await,
            Err(why) => Err(Failure::broke(&why)),
        };
        stop.send_replace(true);
        asked
    };
    let (served, asked) = futures::join!(api::serve(config), asking);
    served.map_err(|why| Failure::broke(&why))?;
    asked
}

async fn ask_server(address: SocketAddr, token: String, risks: usize) -> Result<(), Failure> {
    let server = Remote::at(&format!("http://{address}"), token)?;
    let mut slow = Vec::new();
    for (name, question) in QUESTIONS {
        let question = question.replace("ROW", ROW);
        let mut times = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let watch = Stopwatch::now();
            server.graphql(&question, json!({})).await?;
            times.push(watch.elapsed());
        }
        let spread = Spread::of(times);
        spread.say(&format!("{name}, over HTTP"));
        if name != EXPOSURE && spread.at(99) > LIMIT_MS {
            slow.push(name);
        }
    }
    let watch = Stopwatch::now();
    let rows = server.file("/export/risks.csv").await?.lines().count().saturating_sub(1);
    let took = watch.elapsed().as_secs_f64() * 1000.0;
    if rows != risks {
        return Err(Failure::cannot(format!("the export has {rows} rows of {risks}")));
    }
    say(format!("  {took:>10.1} ms  export over HTTP, complete: {rows} rows"));
    if slow.is_empty() || risks < RISKS {
        return Ok(());
    }
    let slow = slow.join("; ");
    Err(Failure::cannot(format!("p99 over HTTP is above {LIMIT_MS} ms for: {slow}")))
}

async fn ask(app: &App, name: &str, question: &str) -> Result<(), Failure> {
    let mut times = Vec::with_capacity(ROUNDS);
    let caller = local::reader(app)?;
    for _ in 0..ROUNDS {
        let watch = Stopwatch::now();
        let answer = graphql::ask(app, &caller, question).await;
        times.push(watch.elapsed());
        if let Some(fault) = answer.get("errors") {
            return Err(Failure::cannot(format!("{name}: {fault}")));
        }
    }
    Spread::of(times).say(name);
    Ok(())
}

/// Appends the log without deciding: the rules are not what is measured here.
async fn generate(store: &Store, risks: usize) -> Result<u64, Failure> {
    let (mut waiting, mut number) =
        (vec![told("team:bench", "team.created", json!({ "name": "Bench" }))], 0);
    let person = json!({ "service": false });
    waiting.push(told("person:bench", "person.registered", person));
    for system in 0..SYSTEMS {
        let data = json!({
            "name": format!("System {system}"), "purpose": "Bench", "kinds": [], "risk_class": "high",
            "team": "team:bench", "processes_personal_data": true, "affects_persons": true,
            "trained_in_house": true,
        });
        waiting.push(told(&format!("system:bench-{system}"), "system.registered", data));
    }
    for risk in 0..risks {
        waiting.extend(events_of(risk));
        flush(store, &mut waiting, &mut number, BATCH).await?;
    }
    flush(store, &mut waiting, &mut number, 1).await?;
    Ok(store.head())
}

/// The facts of one risk: one in ten is never scored, every other one is planned, one in three
/// accepted.
fn events_of(risk: usize) -> Vec<NewEvent> {
    let stream = format!("risk:bench-{risk}");
    let system = format!("system:bench-{}", risk % SYSTEMS);
    let fact = |kind: &str, data: Value| {
        let mut event = told(&stream, kind, data);
        event.about.push(system.clone());
        event
    };
    let identified = json!({
        "title": format!("Risk {risk} of the bench"), "threat": THREATS.get(risk % 5), "system": system,
        "category": "integrity", "owner": "person:bench", "description": "Something could happen",
    });
    let mut events = vec![fact("risk.identified", identified)];
    if risk.is_multiple_of(10) {
        return events;
    }
    let step = |salt: usize| (risk / salt) % 5 + 1;
    let (likelihood, impact) = (step(1), step(5));
    let residual = json!({ "likelihood": likelihood.div_ceil(2), "impact": impact });
    let scores = json!({
        "inherent": { "likelihood": likelihood, "impact": impact }, "residual": residual, "scheme": 1,
    });
    events.push(fact("risk.assessed", scores));
    events.push(fact(
        "risk.review_scheduled",
        json!({ "due": 1_800_000_000_000_000_u64 + u64::try_from(risk).unwrap_or(0) }),
    ));
    if risk.is_multiple_of(2) {
        let plan = json!({ "treatment": "mitigate", "description": "Mend it" });
        events.push(fact("risk.treatment_planned", plan));
    }
    if risk.is_multiple_of(3) {
        let accepted = json!({
            "band": "medium", "until": 1_900_000_000_000_000_u64,
            "accepted_by": [{ "person": "person:bench", "role": "system_owner" }],
        });
        events.push(fact("risk.accepted", accepted));
    }
    events
}
