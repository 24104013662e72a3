//! What the drill says about the privacy that a run spent: an accounting is about the model, the
//! model was made by a run, and the run by one dataset version.
//!
//! # Deliberately absent
//! - Delta: the accounting states it only as a multiple of one in the number of records. Where a run
//!   read several dataset versions, nothing: the drill does not say whose privacy was spent.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    DrillEvent,
    table::{Told, nodes, said, text},
};

/// Model version → how it was made.
#[derive(Default)]
pub(super) struct Makers(BTreeMap<String, Maker>);

#[derive(Clone)]
struct Maker {
    run: String,
    /// The only dataset version that went in.
    dataset: String,
    /// The algorithm, in the drill's words.
    mechanism: String,
}

impl Makers {
    /// Keeps how a run made its models, where one dataset version went in.
    pub(super) fn remember(&mut self, event: &DrillEvent) {
        let subjects = |field: &str| -> Vec<String> {
            let named = nodes(&event.data, field);
            named.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let inputs = subjects("inputs");
        let mut datasets = inputs.iter().filter(|input| input.starts_with("dataset:"));
        let (Some(dataset), None) = (datasets.next(), datasets.next()) else { return };
        let maker = Maker {
            run: format!("run:{}", event.subject.id),
            dataset: dataset.clone(),
            mechanism: said(event.data.get("params").unwrap_or(&Value::Null), &["algo"]),
        };
        for output in subjects("outputs") {
            self.0.insert(output, maker.clone());
        }
    }

    /// What an accounting says that the run behind a model spent.
    pub(super) fn spent(&self, event: &DrillEvent) -> Option<Told> {
        let data = &event.data;
        let is_accounting = text(data, "type") == "EV-DP-BUDGET";
        let epsilon = data.pointer("/metrics/dp.epsilon")?.as_number().filter(|_| is_accounting)?;
        let maker = self.0.get(&format!("model:{}", event.subject.id))?;
        let fields = json!({
            "dataset": maker.dataset, "mechanism": maker.mechanism,
            "epsilon": epsilon.to_string(),
            "evidence": format!("evidence:{}", text(data, "evidence_id")),
        });
        Some((maker.run.clone(), "run.privacy_spent", fields))
    }
}
