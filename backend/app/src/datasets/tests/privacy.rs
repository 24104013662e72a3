//! What protects a dataset, and what runs spend of it.

use std::collections::BTreeMap;

use domain::{
    authority::Permit,
    privacy::{BudgetStanding, Total},
};
use kernel::{Decimal, Micros};
use proptest::{
    prelude::{Strategy, prop, proptest},
    test_runner::Config,
};
use serde_json::{Value, json};

use super::subject;
use crate::{
    Instant, Meta,
    datasets::DatasetRow,
    import::Reported,
    testing::{NOW, TestApp, drill_app, empty_app},
    training::RunRow,
};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Tells facts one after another, each a minute after the one before.
struct Teller {
    test: TestApp,
    told: i64,
}

impl Teller {
    /// With a dataset of two versions, and two runs that each read both.
    async fn new() -> Self {
        let mut this = Self { test: empty_app().await, told: 0 };
        this.tell("person.registered", "person:p", json!({ "name": "P", "service": false })).await;
        let data = json!({ "name": "D", "sensitivity": "personal", "owner": "person:p" });
        this.tell("dataset.registered", "dataset:d", data).await;
        for (version, digit) in [("v1", "a"), ("v2", "b")] {
            let data = json!({
                "version": version, "digest": digit.repeat(64), "rows": 1, "frozen": false,
            });
            this.tell("dataset.version_registered", "dataset:d", data).await;
        }
        for run in ["run:r-0", "run:r-1"] {
            let data = json!({
                "kind": "train", "inputs": ["dataset:d@v1", "dataset:d@v2"],
                "code_commit": "c0ffee", "started": this.now(),
            });
            this.tell("run.started", run, data).await;
        }
        this
    }

    fn now(&self) -> Micros {
        Micros(NOW.0 - Micros::DAY + self.told * 60_000_000)
    }

    /// The position of what was recorded, if anything was.
    async fn tell(&mut self, kind: &str, stream: &str, data: Value) -> Option<u64> {
        self.told += 1;
        let permit = Permit::bootstrap(subject("person:p"));
        let command = self.told.to_string();
        let meta = Meta { source: String::from("test"), command, ..Meta::default() };
        let (stream, at) = (subject(stream), self.now());
        let fact = Reported { kind: kind.to_owned(), stream, at, actor: None, data };
        let receipt = self.test.app.import(&permit, &meta, &fact).await.unwrap();
        receipt.map(|receipt| receipt.position)
    }

    async fn spend(&mut self, run: &str, version: &str, epsilon: &str, delta: Option<&str>) -> u64 {
        let data = json!({
            "dataset": format!("dataset:d@{version}"), "mechanism": "DP-SGD", "epsilon": epsilon,
            "delta": delta,
        });
        self.tell("run.privacy_spent", run, data).await.unwrap()
    }

    async fn dataset(&self, instant: Instant) -> DatasetRow {
        let sight = self.test.sight(instant).await;
        self.test.app.find(&sight, &subject("dataset:d")).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn the_drill_spends_what_its_accounting_says() {
    // EVD-HC-0905 is about mdl-carerisk@1.6.0, which run-hc-0007 made of ds-care-train@v7 alone.
    let drill = drill_app(None).await;
    let key = subject("dataset:ds-care-train");
    let before = drill.sight(Instant::Time("2026-03-20T13:59:59Z".parse().unwrap())).await;
    let row = drill.app.find::<DatasetRow>(&before, &key).await.unwrap().unwrap();
    assert!(row.privacy.ledger.is_empty());
    let latest = drill.sight(Instant::Now).await;
    let row = drill.app.find::<DatasetRow>(&latest, &key).await.unwrap().unwrap();
    let [spent] = row.privacy.ledger.as_slice() else { panic!("{:?}", row.privacy.ledger) };
    assert_eq!(spent.run, subject("run:run-hc-0007"));
    assert_eq!(spent.spending.dataset, subject("dataset:ds-care-train@v7"));
    assert_eq!(spent.spending.epsilon, decimal("7.6"));
    assert_eq!(spent.spending.mechanism.as_str(), "gradient boosting with DP noise");
    assert_eq!(spent.spending.delta, None, "the accounting states it only times the records");
    assert_eq!(spent.spending.evidence, Some(subject("evidence:EVD-HC-0905")));
    assert_eq!(spent.at.to_string(), "2026-03-20T14:00:00Z");
    let account = row.privacy.account();
    assert_eq!(account.standing, BudgetStanding::Unlimited);
    assert_eq!(
        (account.spent.epsilon.to_string(), account.spent.unstated),
        (String::from("7.6"), 1)
    );
    let run = drill.app.find::<RunRow>(&latest, &spent.run).await.unwrap().unwrap();
    assert_eq!(run.spent.len(), 1);
    assert_eq!(run.spent[0].spending, spent.spending);
    let all = drill.app.list::<DatasetRow>(&latest, crate::Filter::default()).await.unwrap().rows;
    let spends = all.iter().filter(|row| !row.privacy.ledger.is_empty()).count();
    assert_eq!(spends, 1, "no other accounting is in the drill");
}

#[tokio::test]
async fn a_budget_is_overspent_and_a_correction_mends_it() {
    let mut teller = Teller::new().await;
    let budget = json!({ "epsilon": "8", "delta": "1e-5", "reason": "agreed" });
    let set = teller.tell("dataset.privacy_budget_set", "dataset:d", budget).await.unwrap();
    let first = teller.spend("run:r-0", "v1", "7.6", Some("1e-6")).await;
    let second = teller.spend("run:r-1", "v2", "0.5", Some("1e-6")).await;
    let corrected = json!({
        "dataset": "dataset:d@v2", "mechanism": "DP-SGD", "epsilon": "0.4", "delta": "1e-6",
        "reason": "counted an epoch twice",
    });
    let third = teller.tell("run.privacy_spending_corrected", "run:r-1", corrected).await.unwrap();
    for (position, epsilon, left, standing) in [
        (set, "0", "8", BudgetStanding::Within),
        (first, "7.6", "0.4", BudgetStanding::Within),
        (second, "8.1", "0", BudgetStanding::Overspent),
        (third, "8", "0", BudgetStanding::UsedUp),
    ] {
        let account = teller.dataset(Instant::Position(position)).await.privacy.account();
        assert_eq!(account.spent.epsilon.to_string(), epsilon);
        assert_eq!(account.epsilon_left.unwrap().to_string(), left);
        assert_eq!(account.standing, standing);
    }
    let sight = teller.test.sight(Instant::Now).await;
    let run: RunRow = teller.test.app.find(&sight, &subject("run:r-1")).await.unwrap().unwrap();
    let [spent] = run.spent.as_slice() else { panic!("{:?}", run.spent) };
    assert_eq!(spent.spending.epsilon, decimal("0.4"));
    assert_eq!(spent.corrections[0].before.epsilon, decimal("0.5"));
    let ledger = teller.dataset(Instant::Now).await.privacy.ledger;
    assert!(ledger[1].corrected.is_some() && ledger[0].corrected.is_none());
}

#[tokio::test]
async fn only_what_is_spent_in_its_period_counts_against_a_budget() {
    let mut teller = Teller::new().await;
    teller.spend("run:r-0", "v1", "5", Some("0")).await;
    let from = teller.now().0 + 1;
    let budget = json!({ "epsilon": "2", "from": from, "reason": "a new year" });
    teller.tell("dataset.privacy_budget_set", "dataset:d", budget).await;
    teller.spend("run:r-1", "v1", "1.5", Some("0")).await;
    let account = teller.dataset(Instant::Now).await.privacy.account();
    assert_eq!(account.standing, BudgetStanding::Within);
    assert_eq!(account.spent.epsilon.to_string(), "1.5");
    assert_eq!(account.epsilon_left.unwrap().to_string(), "0.5");
    assert_eq!(account.delta_left, None);
    let until = teller.now().0;
    let budget = json!({ "epsilon": "2", "until": until, "reason": "the old one" });
    teller.tell("dataset.privacy_budget_set", "dataset:d", budget).await;
    let account = teller.dataset(Instant::Now).await.privacy.account();
    assert_eq!(account.standing, BudgetStanding::Overspent);
    assert_eq!(account.spent.epsilon.to_string(), "5");
}

#[tokio::test]
async fn a_withdrawn_technique_is_not_in_use_but_was() {
    let mut teller = Teller::new().await;
    let declared = json!({ "technique": "k_anonymity", "parameters": { "k": "11" } });
    let kind = "dataset.privacy_technique_declared";
    let first = teller.tell(kind, "dataset:d", declared).await.unwrap();
    let stricter = json!({
        "technique": "k_anonymity", "parameters": { "k": "20" }, "versions": ["v2"],
    });
    let second = teller.tell(kind, "dataset:d", stricter).await.unwrap();
    let withdrawn = json!({ "technique": "k_anonymity", "reason": "postcodes came back" });
    let kind = "dataset.privacy_technique_withdrawn";
    let third = teller.tell(kind, "dataset:d", withdrawn).await.unwrap();
    for (position, k) in [(first, Some("11")), (second, Some("20")), (third, None)] {
        let privacy = teller.dataset(Instant::Position(position)).await.privacy;
        let found = privacy.techniques.first().map(|one| one.protection.parameters["k"].as_str());
        assert_eq!(found, k);
        assert_eq!(privacy.techniques.len() + privacy.withdrawn.len(), 1);
    }
}

/// What happens: by which run, of which version, how many millionths; a second time is a correction.
fn acts() -> impl Strategy<Value = Vec<(usize, usize, u32)>> {
    prop::collection::vec((0_usize..2, 0_usize..2, 1_u32..5_000_000), 1..8)
}

proptest! {
    #![proptest_config(Config { cases: 8, ..Config::default() })]

    #[test]
    fn the_ledger_is_what_a_recount_of_the_log_gives_at_every_position(acts in acts()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(recounted(acts));
    }
}

async fn recounted(acts: Vec<(usize, usize, u32)>) {
    let mut teller = Teller::new().await;
    let mut stated: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (run, version, millionths) in acts {
        let is_new = !stated.contains_key(&(run, version));
        let kind = if is_new { "run.privacy_spent" } else { "run.privacy_spending_corrected" };
        let data = json!({
            "dataset": format!("dataset:d@v{}", version + 1), "mechanism": "DP-SGD",
            "epsilon": format!("{millionths}e-6"), "delta": format!("{millionths}e-12"),
            "reason": "recounted",
        });
        teller.tell(kind, &format!("run:r-{run}"), data).await;
        stated.insert((run, version), millionths);
    }
    // The recount reads leaves, not rows: the last figure of each run and version counts.
    let events = teller.test.app.store.read(0, 1_000).await.unwrap();
    let is_registration = |event: &&store::Stored| event.leaf.kind == "dataset.registered";
    let registered = events.iter().find(is_registration).unwrap().pos;
    let mut last: BTreeMap<(String, String), (Decimal, Decimal)> = BTreeMap::new();
    for event in &events {
        let (leaf, data) = (&event.leaf, &event.leaf.data);
        if leaf.kind.starts_with("run.privacy_") {
            let figure = |name: &str| decimal(data[name].as_str().unwrap());
            let key = (leaf.stream.clone(), data["dataset"].to_string());
            last.insert(key, (figure("epsilon"), figure("delta")));
        }
        if event.pos < registered {
            continue;
        }
        let expected = Total::of(last.values().map(|(epsilon, delta)| (epsilon, Some(delta))));
        let row = teller.dataset(Instant::Position(event.pos)).await;
        assert_eq!(row.privacy.account().spent, expected, "at {}", event.pos);
    }
    let sum: u64 = stated.values().map(|millionths| u64::from(*millionths)).sum();
    let counted = Total::of(last.values().map(|(epsilon, delta)| (epsilon, Some(delta))));
    let expected = domain::privacy::Amount::read(&decimal(&format!("{sum}e-6"))).unwrap();
    assert_eq!(counted.epsilon, expected);
}
