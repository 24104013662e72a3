//! The real app on a real SQLite log in a temporary folder, for tests.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::authority::{Caller, Grant, Permit};
use kernel::{Kind, Micros, Subject};
use serde_json::{Value, json};
use store::{Settings, Store};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::{App, Instant, Meta, Sight, drill::Loaded, folds, import::Reported};

/// The moment tests live in: 2026-11-23T12:00:00Z.
pub(crate) const NOW: Micros = Micros(1_795_435_200_000_000);

/// An app with its views running; they stop with it.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) loaded: Loaded,
    clock: Arc<AtomicI64>,
    _stop: watch::Sender<bool>,
    dir: TempDir,
}

/// An app on an empty log.
pub(crate) async fn empty_app() -> TestApp {
    app_in(tempfile::tempdir().unwrap()).await
}

async fn app_in(dir: TempDir) -> TestApp {
    let time = Arc::new(AtomicI64::new(NOW.0));
    let reads = Arc::clone(&time);
    let clock: store::Clock = Arc::new(move || reads.load(Ordering::SeqCst));
    let settings = Settings {
        url: format!("sqlite://{}?mode=rwc", dir.path().join("log.db").display()),
        keys_dir: dir.path().join("keys"),
        origin: String::from("test.ledgerstone.example/log"),
        clock: Arc::clone(&clock),
    };
    let app = App::new(Store::open(settings).await.unwrap(), clock);
    let (stop, stopped) = watch::channel(false);
    run_views(app.store.clone(), stopped);
    TestApp { app, loaded: Loaded::default(), clock: time, _stop: stop, dir }
}

#[expect(clippy::disallowed_methods, reason = "the runtime of a test ends with the test")]
fn run_views(store: Store, stopped: watch::Receiver<bool>) {
    tokio::spawn(async move { store.run_views(Arc::new(folds()), stopped).await });
}

/// An app with the drill loaded, up to a moment.
pub(crate) async fn drill_app(until: Option<Micros>) -> TestApp {
    let mut test = empty_app().await;
    test.loaded = test.app.load_drill(until).await.unwrap();
    test
}

impl TestApp {
    /// Moves the clock.
    pub(crate) fn advance_days(&self, days: i64) {
        self.clock.fetch_add(days.saturating_mul(Micros::DAY), Ordering::SeqCst);
    }

    /// Sets the clock.
    pub(crate) fn set_now(&self, now: Micros) {
        self.clock.store(now.0, Ordering::SeqCst);
    }

    /// What an auditor of the whole organisation sees at a moment.
    pub(crate) async fn sight(&self, instant: Instant) -> Sight {
        self.app.sight(&auditor(), instant).await.unwrap()
    }

    /// The same log, opened again beside the views of another one. Both stores are closed.
    pub(crate) async fn restored_beside(self, other: &TestApp) -> TestApp {
        self.app.store.clone().close().await;
        other.app.store.clone().close().await;
        let views = |test: &TestApp| test.dir.path().join("log.views.db");
        std::fs::copy(views(other), views(&self)).unwrap();
        app_in(self.dir).await
    }
}

/// Somebody who may read everything and do nothing else.
pub(crate) fn auditor() -> Caller {
    with_roles("auditor", &["internal_auditor"])
}

/// Somebody who holds some roles for the whole organisation.
pub(crate) fn with_roles(name: &str, roles: &[&str]) -> Caller {
    let subject = |kind, name| Subject::new(kind, name, None).unwrap();
    let grant = |role: &&str| Grant {
        role: (*role).to_owned(),
        scope: subject(Kind::Organisation, "org"),
        from: Micros(0),
        until: None,
    };
    Caller {
        person: subject(Kind::Person, name),
        grants: roles.iter().map(grant).collect(),
        now: NOW,
    }
}

/// A fact that happened elsewhere, recorded as history.
pub(crate) async fn happened(
    test: &TestApp,
    id: &str,
    kind: &str,
    (stream, at): (&str, &str),
    data: Value,
) {
    let admin = Subject::new(Kind::Person, "usr-admin", None).unwrap();
    let fact = Reported {
        kind: kind.to_owned(),
        stream: stream.parse().unwrap(),
        at: at.parse().unwrap(),
        actor: Some(Subject::new(Kind::Person, "usr-comp", None).unwrap()),
        data,
    };
    let meta = Meta { source: "test".into(), command: id.into(), ..Meta::default() };
    let permit = Permit::bootstrap(admin);
    test.app.import(&permit, &meta, &fact).await.unwrap().unwrap();
}

/// Counts anew from the raw events, by a script that shares nothing with the product.
pub(crate) async fn recount(test: &TestApp, script: &str, args: &[String]) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/scripts");
    let mut python = Command::new("python3")
        .arg(Path::new(folder).join(script))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the recount");
    let mut lines = String::new();
    for stored in test.app.store.read(0, 10_000).await.unwrap() {
        let leaf = &stored.leaf;
        let event = json!({
            "kind": leaf.kind, "stream": leaf.stream, "at": stored.timeline, "data": leaf.data,
        });
        lines += &event.to_string();
        lines.push('\n');
    }
    python.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} failed");
    serde_json::from_slice(&output.stdout).unwrap()
}
