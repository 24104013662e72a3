//! A random register under random filters and rights: every door counts the same risks.

use std::fmt::Debug;

use actix_web::{cookie::Cookie, web};
use api::Site;
use proptest::{
    prelude::{Strategy, prop},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use crate::{
    risks::{exported, signed_in, written},
    talk::{Talk, Voice, conversation},
    world,
};

/// How many filters are asked for, by each of three people.
const ROUNDS: usize = 40;
/// How many risks there are; as many fit on a page.
const RISKS: usize = 30;

const CATEGORIES: &[&str] =
    &["PEOPLE_SAFETY", "INTEGRITY", "PRIVACY", "FAIRNESS", "AVAILABILITY", "INNOVATION"];
const BANDS: &[&str] = &["LOW", "MEDIUM", "HIGH", "VERY_HIGH"];
const STATUSES: &[&str] = &["UNASSESSED", "ASSESSED", "IN_TREATMENT", "CLOSED"];
const SYSTEMS: &[Option<&str>] = &[Some("system:alpha"), Some("system:beta"), None];
const THREATS: &[&str] = &["THR-01", "THR-06"];

/// What the pages ask: the register, the same of what is open, and the two figures of the dashboard.
const ALIKE: &str = "query($filter: RiskFilter, $open: RiskFilter) {
    risks(filter: $filter, first: 50) { totalCount nodes { subject system { subject }
      residual { likelihood impact value band } aboveAppetite } }
    open: risks(filter: $open, first: 50) { totalCount nodes {
      residual { likelihood impact value band } aboveAppetite } }
    heatMap(filter: $open) { total unscored cells { count above score { likelihood impact value band } } }
    riskExposure(filter: $open) { open unscored above bands { band count } } }";

/// A risk as it is recorded.
#[derive(Clone, Debug)]
struct Made {
    system: Option<&'static str>,
    threat: &'static str,
    category: &'static str,
    /// Inherent likelihood and impact, then residual ones.
    scores: Option<[i64; 4]>,
    fate: Fate,
}

/// What became of a scored risk.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Left,
    Treated,
    Closed,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
struct Asked {
    system: Option<&'static str>,
    threat: Option<&'static str>,
    bands: Vec<&'static str>,
    cell: Option<(i64, i64)>,
    which: Option<&'static str>,
    scored: Option<bool>,
    status: Option<&'static str>,
    open: Option<bool>,
    category: Option<&'static str>,
    above: Option<bool>,
    text: Option<&'static str>,
}

fn register() -> impl Strategy<Value = Vec<Made>> {
    let level = || 1_i64..=5;
    // What is left is never more than there was.
    let scores = (level(), level(), level(), level())
        .prop_map(|(a, b, c, d)| [a.max(c), b.max(d), a.min(c), b.min(d)]);
    let fate = prop::sample::select(&[Fate::Left, Fate::Left, Fate::Treated, Fate::Closed]);
    let one = (
        prop::sample::select(SYSTEMS),
        prop::sample::select(THREATS),
        prop::sample::select(CATEGORIES),
        prop::option::weighted(0.8, scores),
        fate,
    );
    let one = one.prop_map(|(system, threat, category, scores, fate)| Made {
        system,
        threat,
        category,
        scores,
        fate,
    });
    prop::collection::vec(one, RISKS)
}

/// Mostly nothing, sometimes one of these.
fn maybe<T: Clone + Debug + 'static>(of: &'static [T]) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.15, prop::sample::select(of))
}

fn asked() -> impl Strategy<Value = Asked> {
    let bands = prop::collection::vec(prop::sample::select(BANDS), 1..4);
    let bands = prop::option::weighted(0.25, bands).prop_map(Option::unwrap_or_default);
    let cell = prop::option::weighted(0.15, (1_i64..=5, 1_i64..=5));
    let all = (
        maybe(&["system:alpha", "system:beta", "system:none"]),
        maybe(THREATS),
        bands,
        cell,
        maybe(&["INHERENT", "CURRENT", "RESIDUAL"]),
        maybe(&[true, false]),
        maybe(STATUSES),
        maybe(&[true, false]),
        maybe(CATEGORIES),
        maybe(&[true, false]),
        maybe(&["number 1", "R-2", "thr-06"]),
    );
    all.prop_map(|all| {
        let (system, threat, bands, cell, which, scored, status, open, category, above, text) = all;
        Asked { system, threat, bands, cell, which, scored, status, open, category, above, text }
    })
}

impl Asked {
    /// As the schema takes it.
    fn filter(&self) -> Value {
        let bands = (!self.bands.is_empty()).then_some(&self.bands);
        let (likelihood, impact) = (self.cell.map(|cell| cell.0), self.cell.map(|cell| cell.1));
        json!({ "system": self.system, "threat": self.threat, "bands": bands,
            "likelihood": likelihood, "impact": impact, "which": self.which,
            "scored": self.scored, "status": self.status, "open": self.open,
            "category": self.category, "aboveAppetite": self.above, "text": self.text })
    }

    /// As the address of the page and of the export writes it.
    fn address(&self) -> String {
        let owned = |text: Option<&str>| text.map(|text| text.replace(' ', "%20"));
        let said = |is: Option<bool>| is.map(|is| is.to_string());
        let bands = (!self.bands.is_empty()).then(|| self.bands.join(","));
        let pairs = [
            ("system", owned(self.system)),
            ("threat", owned(self.threat)),
            ("band", bands),
            ("likelihood", self.cell.map(|cell| cell.0.to_string())),
            ("impact", self.cell.map(|cell| cell.1.to_string())),
            ("which", owned(self.which)),
            ("scored", said(self.scored)),
            ("status", owned(self.status)),
            ("open", said(self.open)),
            ("category", owned(self.category)),
            ("above", said(self.above)),
            ("q", owned(self.text)),
        ];
        let pairs = pairs.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?)));
        format!("?{}", pairs.collect::<Vec<_>>().join("&"))
    }
}

async fn record(talk: &Talk, risks: &[Made]) {
    let manager = talk.role("model_risk_manager").await;
    for (number, made) in risks.iter().enumerate() {
        let id = format!("risk:r-{number}");
        let identify = json!({ "risk": id, "title": format!("Risk number {number}"),
            "threat": made.threat, "system": made.system, "category": made.category,
            "owner": "person:model_risk_manager-org", "description": "Something could happen" });
        manager.must("identifyRisk", identify).await;
        let Some([a, b, c, d]) = made.scores else { continue };
        let assess = json!({ "risk": id, "rationale": "Looked at it",
            "inherent": { "likelihood": a, "impact": b }, "residual": { "likelihood": c, "impact": d } });
        manager.must("assessRisk", assess).await;
        match made.fate {
            Fate::Left => {}
            Fate::Treated => {
                let plan = json!({ "risk": id, "treatment": "MITIGATE", "description": "Mend it",
                    "due": "2027-02-01T00:00:00Z" });
                manager.must("planTreatment", plan).await;
            }
            Fate::Closed => {
                manager.must("closeRisk", json!({ "risk": id, "reason": "It is gone" })).await;
            }
        }
    }
}

fn nodes(list: &Value) -> &[Value] {
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len(), "the list counts what it shows");
    nodes
}

fn count(nodes: &[Value], is: impl Fn(&Value) -> bool) -> usize {
    nodes.iter().filter(|node| is(node)).count()
}

/// The map and the exposure count the open risks of the register.
fn dashboard_agrees(found: &Value, asked: &Asked) {
    let open = nodes(&found["open"]);
    let map = &found["heatMap"];
    let unscored = count(open, |node| node["residual"].is_null());
    assert_eq!((&map["total"], &map["unscored"]), (&json!(open.len()), &json!(unscored)));
    let mut placed = 0;
    for cell in map["cells"].as_array().unwrap() {
        let here = |node: &Value| node["residual"] == cell["score"];
        let above = |node: &Value| here(node) && node["aboveAppetite"] == true;
        let counts = (json!(count(open, here)), json!(count(open, above)));
        assert_eq!((&counts.0, &counts.1), (&cell["count"], &cell["above"]), "{cell}, {asked:?}");
        placed += count(open, here);
    }
    assert_eq!(placed + unscored, open.len(), "{asked:?}");
    let now = found["riskExposure"].as_array().unwrap().last().unwrap();
    let above = count(open, |node| node["aboveAppetite"] == true);
    let counts = (&now["open"], &now["unscored"], &now["above"]);
    assert_eq!(counts, (&json!(open.len()), &json!(unscored), &json!(above)), "{asked:?}");
    for band in now["bands"].as_array().unwrap() {
        let here = count(open, |node| node["residual"]["band"] == band["band"]);
        assert_eq!(band["count"], here, "{band}, {asked:?}");
    }
}

/// Asks every door the same, and answers what the register lists.
async fn every_door(
    voice: &Voice<'_>,
    (site, session): (&web::Data<Site>, &Cookie<'static>),
    asked: &Asked,
) -> Vec<Value> {
    let filter = asked.filter();
    let mut open = filter.clone();
    open["open"] = json!(true);
    let found = voice.ask_with(ALIKE, json!({ "filter": filter, "open": open })).await;
    dashboard_agrees(&found, asked);
    let listed = nodes(&found["risks"]);
    let (rows, total) = exported(site, session, &asked.address()).await;
    assert_eq!((rows.len(), total), (listed.len(), listed.len()), "{asked:?}");
    for (row, node) in rows.iter().zip(listed) {
        let id = node["subject"].as_str().unwrap().trim_start_matches("risk:");
        assert!(row.starts_with(&format!("{id},")), "{row} is not {id}: {asked:?}");
        let above = match node["aboveAppetite"].as_bool() {
            Some(true) => ",yes,",
            Some(false) => ",no,",
            None => ",",
        };
        let cells = format!(",{}{above}", written(&node["residual"]));
        assert!(row.contains(&cells), "{row} does not say {cells}");
    }
    listed.to_vec()
}

#[tokio::test]
async fn every_door_counts_the_same_under_any_filter_and_right() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let mut runner = TestRunner::deterministic();
        record(talk, &register().new_tree(&mut runner).unwrap().current()).await;
        let auditor = talk.role("internal_auditor").await;
        let (site, session) = signed_in(talk, "internal_auditor-org").await;
        let mut readers = Vec::new();
        for (team, system) in [("a", "system:alpha"), ("b", "system:beta")] {
            let voice = talk.role_at("ml_engineer", &format!("team:{team}")).await;
            let door = signed_in(talk, &format!("ml_engineer-{team}")).await;
            readers.push((voice, door, system));
        }
        let (filters, mut filled, mut narrowed) = (asked(), 0, 0);
        for round in 0..ROUNDS {
            let random = filters.new_tree(&mut runner).unwrap().current();
            // First of all, what the pages show when nobody asks for anything.
            let asked = if round == 0 { Asked::default() } else { random };
            let all = every_door(&auditor, (&site, &session), &asked).await;
            filled += usize::from(!all.is_empty());
            for (voice, (site, session), system) in &readers {
                let own = every_door(voice, (site, session), &asked).await;
                let is_seen = |node: &&Value| {
                    node["system"].is_null() || node["system"]["subject"] == *system
                };
                let seen: Vec<Value> = all.iter().filter(is_seen).cloned().collect();
                assert_eq!(own, seen, "{system}, {asked:?}");
                narrowed += usize::from(own.len() < all.len());
            }
        }
        assert!(filled > 5 && narrowed > 5, "{filled} found something, {narrowed} were narrowed");
    })
    .await;
}
