//! What ships with the product: files of `backend/app/catalog/`, cut into parts that fit an event.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use domain::catalogue::{Part, plain};
use kernel::{Digest, Name};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// Most bytes of the items of one part; the event's other fields need room too.
const ROOM: usize = 44 * 1024;

/// A file: its name in events, and its text.
type File = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal: $path:literal),+ $(,)?) => { &[$(($name, include_str!($path))),+] };
}

/// The files, in the order in which they are loaded.
const FILES: &[File] = files! {
    "threats": "../../catalog/threats.json",
    "controls": "../../catalog/controls.json",
    "evidence_types": "../../catalog/evidence_types.json",
    "metrics": "../../catalog/metrics.json",
    "kris": "../../catalog/kris.json",
    "tools": "../../catalog/tools.json",
    "roles": "../../../domain/catalog/roles.json",
    "risk_scoring": "../../catalog/risk_scoring.json",
    "eu_ai_act_questionnaire": "../../../domain/catalog/eu_ai_act_questionnaire.json",
    "awareness_curriculum": "../../catalog/awareness_curriculum.json",
    "approval_workflows": "../../catalog/approval_workflows.json",
    "gate_policies": "../../catalog/gate_policies.json",
    "traceability": "../../catalog/traceability.json",
    "frameworks/cwe": "../../catalog/frameworks/cwe.json",
    "frameworks/eu_ai_act": "../../catalog/frameworks/eu_ai_act.json",
    "frameworks/iso_27001": "../../catalog/frameworks/iso_27001.json",
    "frameworks/iso_42001": "../../catalog/frameworks/iso_42001.json",
    "frameworks/mitre_atlas": "../../catalog/frameworks/mitre_atlas.json",
    "frameworks/nist_800_53": "../../catalog/frameworks/nist_800_53.json",
    "frameworks/nist_ai_100_2": "../../catalog/frameworks/nist_ai_100_2.json",
    "frameworks/nist_ai_rmf": "../../catalog/frameworks/nist_ai_rmf.json",
    "frameworks/nist_ssdf": "../../catalog/frameworks/nist_ssdf.json",
    "frameworks/owasp_ai_exchange": "../../catalog/frameworks/owasp_ai_exchange.json",
    "frameworks/owasp_aisvs": "../../catalog/frameworks/owasp_aisvs.json",
    "frameworks/owasp_asvs": "../../catalog/frameworks/owasp_asvs.json",
    "frameworks/owasp_llm_top10": "../../catalog/frameworks/owasp_llm_top10.json",
    "frameworks/owasp_ml_top10": "../../catalog/frameworks/owasp_ml_top10.json",
    "frameworks/owasp_samm": "../../catalog/frameworks/owasp_samm.json",
    "frameworks/soc2_tsc": "../../catalog/frameworks/soc2_tsc.json",
    "segments": "../../catalog/segments.json",
};

static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
    // A test cuts every file, so a broken one never ships.
    FILES.iter().flat_map(|(name, text)| cut(name, text).unwrap_or_default()).collect()
});

/// Every file, cut into parts.
pub(super) fn parts() -> &'static [Part] {
    &PARTS
}

/// How many files there are.
#[cfg(test)]
pub(super) fn count() -> usize {
    FILES.len()
}

/// The section of the curriculum's modules, and the member of one that holds its test with the answers.
const MODULES: &str = "awareness_curriculum.modules";
const TEST: &str = "questions";

/// An item as everybody may read it. The tests of the curriculum stay in the product; what asks and
/// grades them reads the file itself.
pub(super) fn readable(section: &str, mut item: Value) -> Value {
    if section == MODULES {
        without_test(&mut item);
    }
    item
}

/// What an event of the log says, as everybody may read it: files were loaded with their tests once.
pub fn readable_data<'a>(kind: &str, data: &'a Value) -> Cow<'a, Value> {
    let modules = data.get("sections").and_then(|sections| sections.get(MODULES));
    if kind != "catalogue.part_loaded" || modules.is_none() {
        return Cow::Borrowed(data);
    }
    let mut shown = data.clone();
    let sections = shown.get_mut("sections");
    let modules = sections.and_then(|sections| sections.get_mut(MODULES));
    let modules = modules.and_then(Value::as_array_mut);
    modules.into_iter().flatten().for_each(without_test);
    Cow::Owned(shown)
}

fn without_test(module: &mut Value) {
    if let Value::Object(members) = module {
        members.remove(TEST);
    }
}

/// The section that the items of a file belong to: `items` are the file's own, other lists are
/// called after their member.
fn section(file: &str, member: &str) -> String {
    if member == "items" { file.to_owned() } else { format!("{file}.{member}") }
}

/// Cuts a file. Lists whose members have an id become items; the rest is what the file says about
/// itself.
pub(super) fn cut(file: &str, text: &str) -> Option<Vec<Part>> {
    let Value::Object(members) = serde_json::from_str(text).ok()? else { return None };
    let digest = Digest::parse(&hex::encode(Sha256::digest(text.as_bytes()))).ok()?;
    let version = match members.get("version") {
        Some(Value::String(version)) => version.clone(),
        Some(Value::Number(version)) => version.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
            String::from("1")
        }
    };
    let (mut head, mut items) = (Map::new(), Vec::new());
    for (member, value) in members {
        match value {
            Value::Array(list) if !list.is_empty() && list.iter().all(has_id) => {
                let section = section(file, &member);
                let readable = |item| readable(&section, plain(item));
                items.extend(list.into_iter().map(|item| (section.clone(), readable(item))));
            }
            other @ (Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_)) => {
                head.insert(member, plain(other));
            }
        }
    }
    let head = Value::Object(head);
    let chunks = chunks(items, ROOM.saturating_sub(head.to_string().len()));
    let parts = u64::try_from(chunks.len()).ok()?;
    let (file, version) = (Name::parse(file).ok()?, Name::parse(&version).ok()?);
    let part = |(part, sections): (u64, BTreeMap<String, Vec<Value>>)| Part {
        file: file.clone(),
        version: version.clone(),
        digest: digest.clone(),
        valid_from: None,
        part,
        parts,
        head: if part == 1 { head.clone() } else { Value::Null },
        sections,
    };
    Some((1..).zip(chunks).map(part).collect())
}

fn has_id(item: &Value) -> bool {
    item.get("id").is_some_and(Value::is_string)
}

/// Items in order, as many to a part as fit; never a part of an item.
fn chunks(items: Vec<(String, Value)>, first: usize) -> Vec<BTreeMap<String, Vec<Value>>> {
    let mut chunks = vec![BTreeMap::<String, Vec<Value>>::new()];
    let mut left = first;
    for (section, item) in items {
        let size = item.to_string().len().saturating_add(section.len()).saturating_add(8);
        if size > left {
            chunks.push(BTreeMap::new());
            left = ROOM;
        }
        left = left.saturating_sub(size);
        if let Some(chunk) = chunks.last_mut() {
            chunk.entry(section).or_default().push(item);
        }
    }
    chunks
}
