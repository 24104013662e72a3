//! A conversation: people ask a real app on a real log. Every conversation ends as an audit.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use api::{Schema, graphql::Asking};
use app::{App, Meta, folds, jobs::Jobs};
use domain::{
    authority::{Caller, Grant},
    people::Command,
};
use kernel::{Kind, Micros, Name, Personal, Subject};
use serde_json::{Value, json};
use store::{Blobs, Fold as _, RowQuery, Settings, Store};
use tempfile::TempDir;

/// The most bytes a file may have.
pub(crate) const LARGEST_FILE: u64 = 1_000;
/// The moment conversations begin: 2026-11-23T12:00:00Z.
pub(crate) const NOON: i64 = 1_795_435_200_000_000;

/// A running app, and the people who ask it.
pub(crate) struct Talk {
    pub(crate) app: App,
    pub(crate) schema: Schema,
    clock: Arc<AtomicI64>,
    jobs: Option<Jobs>,
    dir: TempDir,
}

/// Somebody who asks.
pub(crate) struct Voice<'a> {
    talk: &'a Talk,
    caller: Option<Caller>,
}

pub(crate) fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

/// Lets people talk; then checks every leaf, and that the views equal a fresh fold of the log.
pub(crate) async fn conversation(talk: impl AsyncFnOnce(&Talk)) {
    let mut running = Talk::begin().await;
    talk(&running).await;
    running.audit().await;
}

impl Talk {
    async fn begin() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(NOON));
        let reads = Arc::clone(&time);
        let clock: store::Clock = Arc::new(move || reads.load(Ordering::SeqCst));
        let settings = Settings {
            url: format!("sqlite://{}?mode=rwc", dir.path().join("log.db").display()),
            keys_dir: dir.path().join("keys"),
            origin: String::from("test.ledgerstone.example/log"),
            clock: Arc::clone(&clock),
        };
        let files = dir.path().join("files");
        let files = Blobs::at(files.to_str().unwrap(), LARGEST_FILE, &[]).unwrap();
        let app = App::new(Store::open(settings).await.unwrap(), clock).with_files(files);
        let jobs = Some(Jobs::start(&app));
        Self { app, schema: api::schema(), clock: time, jobs, dir }
    }

    async fn audit(&mut self) {
        let head = self.app.store.head();
        let patience = std::time::Duration::from_mins(1);
        assert!(self.app.store.wait_for_views(head, patience).await, "the views stand still");
        if let Some(jobs) = self.jobs.take() {
            jobs.stop().await;
        }
        let report = self.app.store.verify(&[]).await.unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let before = self.rows().await;
        self.app.store.rebuild(&folds(), &[]).await.unwrap();
        assert_eq!(before, self.rows().await, "the views differ from a fresh fold");
        self.app.store.clone().close().await;
    }

    async fn rows(&self) -> BTreeMap<&'static str, Vec<(String, String)>> {
        let mut all = BTreeMap::new();
        for (view, _) in folds().views() {
            let query = RowQuery {
                view: view.to_owned(),
                upto: self.app.store.head(),
                ..RowQuery::default()
            };
            all.insert(view, self.app.store.rows(query).await.unwrap());
        }
        all
    }

    /// Moves the clock.
    pub(crate) fn advance_days(&self, days: i64) {
        self.clock.fetch_add(days * Micros::DAY, Ordering::SeqCst);
    }

    /// The files that are kept, and what is left of those that are not.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.dir.path().join("files")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }

    /// Nobody.
    pub(crate) fn nobody(&self) -> Voice<'_> {
        Voice { talk: self, caller: None }
    }

    /// Somebody who may read everything, whether the log knows them or not.
    pub(crate) fn reader(&self) -> Voice<'_> {
        let grant = Grant {
            role: String::from("internal_auditor"),
            scope: subject("organisation:org"),
            from: Micros(0),
            until: None,
        };
        let (person, now) = (subject("person:reader"), self.app.now());
        Voice { talk: self, caller: Some(Caller { person, grants: vec![grant], now }) }
    }

    /// Somebody who holds every role for the whole organisation: what no person may, a test may.
    pub(crate) fn everybody(&self, name: &str) -> Voice<'_> {
        let grant = |role: &domain::people::Role| Grant {
            role: role.id.clone(),
            scope: subject("organisation:org"),
            from: Micros(0),
            until: None,
        };
        let grants = domain::people::roles().iter().map(grant).collect();
        let (person, now) = (subject(&format!("person:{name}")), self.app.now());
        Voice { talk: self, caller: Some(Caller { person, grants, now }) }
    }

    /// A person as the log knows them.
    pub(crate) async fn person(&self, id: &str) -> Voice<'_> {
        let caller = self.app.caller(&subject(id)).await.unwrap();
        Voice { talk: self, caller: Some(caller) }
    }

    /// Somebody who holds one role for the whole organisation, registered at first use.
    pub(crate) async fn role(&self, role: &str) -> Voice<'_> {
        self.role_at(role, "organisation:org").await
    }

    /// Somebody who holds one role for a scope, registered at first use.
    pub(crate) async fn role_at(&self, role: &str, scope: &str) -> Voice<'_> {
        let (_, place) = scope.split_once(':').unwrap();
        let kind = if role == "pipeline_service" { Kind::Service } else { Kind::Person };
        let who = Subject::new(kind, &format!("{role}-{place}"), None).unwrap();
        if self.app.exists(&who).await.unwrap().is_none() {
            self.register(&who, &format!("Name of {role}")).await;
            self.grant(&who, role, scope).await;
        }
        self.person(&who.to_string()).await
    }

    /// Registers somebody.
    pub(crate) async fn register(&self, who: &Subject, name: &str) {
        let command = Command::Register {
            name: Personal::written(who, name),
            email: Personal::Erased,
            team: None,
            service: who.kind() == Kind::Service,
        };
        self.as_root(who, "register", command).await;
    }

    /// Gives a role.
    pub(crate) async fn grant(&self, who: &Subject, role: &str, scope: &str) {
        let command = Command::GrantRole {
            role: Name::parse(role).unwrap(),
            scope: subject(scope),
            from: Micros(0),
            until: None,
        };
        self.as_root(who, &format!("{role} {scope}"), command).await;
    }

    /// Does something with people before anybody has a role.
    pub(crate) async fn as_root(&self, who: &Subject, what: &str, command: Command) {
        let root = Caller {
            person: subject("person:root"),
            grants: vec![Grant {
                role: String::from("administrator"),
                scope: subject("organisation:org"),
                from: Micros(0),
                until: None,
            }],
            now: self.app.now(),
        };
        let meta = Meta {
            source: String::from("root"),
            command: format!("{who} {what}"),
            ..Meta::default()
        };
        self.app.people(&root, &meta, who, command).await.unwrap();
    }
}

impl Voice<'_> {
    /// The text that answers a request body, as a page would read it.
    pub(crate) async fn post(&self, body: &str) -> String {
        let request = self.request(body);
        serde_json::to_string(&self.talk.schema.execute(request).await).unwrap()
    }

    /// The texts that answer the body of a subscription.
    pub(crate) fn follow(&self, body: &str) -> impl futures::Stream<Item = String> + use<> {
        use futures::StreamExt as _;
        let answers = self.talk.schema.execute_stream(self.request(body));
        answers.map(|answer| serde_json::to_string(&answer).unwrap()).boxed()
    }

    fn request(&self, body: &str) -> async_graphql::Request {
        let source = self.caller.as_ref().map(|caller| format!("{}/web", caller.person));
        let asking = Asking::new(&self.talk.app, self.caller.clone(), source.unwrap_or_default());
        serde_json::from_str::<async_graphql::Request>(body).unwrap().data(asking)
    }

    /// The whole answer, `{ data, errors }`.
    pub(crate) async fn answer(&self, question: &str, variables: Value) -> Value {
        let source = self.caller.as_ref().map(|caller| format!("{}/web", caller.person));
        let asking = Asking::new(&self.talk.app, self.caller.clone(), source.unwrap_or_default());
        let variables = async_graphql::Variables::from_json(variables);
        let request = async_graphql::Request::new(question).variables(variables).data(asking);
        serde_json::to_value(self.talk.schema.execute(request).await).unwrap()
    }

    /// The data of an answer without errors.
    pub(crate) async fn ask(&self, question: &str) -> Value {
        self.ask_with(question, json!({})).await
    }

    /// The data of an answer without errors.
    pub(crate) async fn ask_with(&self, question: &str, variables: Value) -> Value {
        let answer = self.answer(question, variables).await;
        assert!(answer.get("errors").is_none(), "{question}: {answer:#}");
        answer["data"].clone()
    }

    /// The codes of the errors of an answer.
    pub(crate) async fn errors(&self, question: &str) -> Vec<String> {
        let answer = self.answer(question, json!({})).await;
        let errors = answer["errors"].as_array().cloned().unwrap_or_default();
        let code = |error: &Value| {
            let code = error["extensions"]["code"].as_str().or(error["message"].as_str());
            code.unwrap_or_default().to_owned()
        };
        errors.iter().map(code).collect()
    }

    /// Sends a mutation; its payload with receipt and refusal.
    pub(crate) async fn send(&self, mutation: &str, input: Value) -> Value {
        self.send_for(mutation, input, "").await
    }

    /// Sends a mutation and asks for more of its payload.
    pub(crate) async fn send_for(&self, mutation: &str, input: Value, more: &str) -> Value {
        let name = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let kind = match mutation {
            "quarantineDatasetVersion"
            | "requestQuarantineLift"
            | "liftQuarantine"
            | "promoteModelVersion"
            | "quarantineModelVersion"
            | "promoteDatasetVersion" => "VersionReasonInput",
            "noteIncident" | "closeIncident" => "IncidentNoteInput",
            "markIncidentContained" => "IncidentInput",
            "declineAcceptance" | "revokeAcceptance" | "closeRisk" => "RiskReasonInput",
            "unlinkRisk" => "LinkRiskInput",
            "requestStop" | "confirmStop" => "StopInput",
            "markControlNotApplicable" | "restoreControlApplicability" => "ControlReasonInput",
            "linkControlEvidence" | "unlinkControlEvidence" => "ControlEvidenceInput",
            "addCatalogueItem" | "changeCatalogueItem" => "CatalogueItemInput",
            _ => &name,
        };
        let question = format!(
            "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ {more} \
             receipt {{ position leafHash duplicate }} refusal {{ code sentence field }} }} }}"
        );
        let data = self.ask_with(&question, json!({ "input": input })).await;
        data[mutation].clone()
    }

    /// Sends a mutation that must record something.
    pub(crate) async fn must(&self, mutation: &str, input: Value) -> Value {
        let payload = self.send(mutation, input).await;
        assert!(payload["receipt"].is_object(), "{mutation}: {payload:#}");
        payload
    }

    /// Sends a mutation that must be refused; the code.
    pub(crate) async fn refused(&self, mutation: &str, input: Value) -> String {
        let payload = self.send(mutation, input).await;
        assert!(payload["receipt"].is_null(), "{mutation}: {payload:#}");
        payload["refusal"]["code"].as_str().unwrap_or("nothing refused").to_owned()
    }
}
