//! What containing will do, by name and by count, before the button.
use client::lineage::{Plan, PlannedRollback, kind_count};
use leptos::prelude::*;

use crate::{
    lineage::words::stage_badge,
    ui::{Icon, Subject, icon},
};

/// The steps of a containment.
pub fn preview(plan: &Plan) -> AnyView {
    let versions =
        plan.quarantines.iter().map(|version| view! { <li><Subject of=version.0.clone()/></li> });
    let versions = versions.collect_view();
    let flagged = plan.flags.iter().map(|one| {
        view! { <li><Subject of=one.subject.0.clone()/>{stage_badge(one.stage)}<span class="note">{one.endpoint.name().to_owned()}</span></li> }
    });
    let rollbacks = plan.rollbacks.iter().map(rollback);
    let told = plan.told.iter().map(
        |person| view! { <li><Subject of=person.subject.0.clone() title=person.words()/></li> },
    );
    let people = match plan.told.len() {
        0 => "Nobody is told: no owner is named".to_owned(),
        1 => "1 accountable owner is told".to_owned(),
        count => format!("{count} accountable owners are told"),
    };
    view! {
        <ol class="plan">
            {step(icon::SHIELD, are(&kind_of_versions(plan), plan.quarantines.len(), "quarantined"), versions.into_any())}
            {step(icon::DEPLOYMENT, flag_words(plan.flags.len(), plan.stops.len()), flagged.collect_view().into_any())}
            {step(icon::AGAIN, rollback_words(plan.rollbacks.len()), rollbacks.collect_view().into_any())}
            {step(icon::PERSON, people, told.collect_view().into_any())}
        </ol>
        <p class="note">"Everything downstream shows as suspect from that moment, by derivation. Lifting a quarantine takes a second person."</p>
    }
    .into_any()
}

fn rollback(one: &PlannedRollback) -> AnyView {
    let from = one.deployment.0.clone();
    let why = one.why.clone().unwrap_or_default();
    match one.to.clone() {
        Some(to) => view! { <li><Subject of=from/><span class="note">" back to "</span><Subject of=to.0/></li> }.into_any(),
        None => view! { <li><Subject of=from/><span class="note">{format!(" taken out of service: {why}")}</span></li> }.into_any(),
    }
}

fn step(sign: &'static str, words: String, names: AnyView) -> AnyView {
    view! {
        <li class="plan-step">
            <span class="plan-sign"><Icon d=sign/></span>
            <div><p class="plan-words">{words}</p><ul class="plan-names">{names}</ul></div>
        </li>
    }
    .into_any()
}

fn kind_of_versions(plan: &Plan) -> String {
    let models = plan.quarantines.iter().filter(|version| version.kind() == "model").count();
    let data = plan.quarantines.len().saturating_sub(models);
    match (data, models) {
        (_, 0) => kind_count("dataset_version", data),
        (0, _) => kind_count("model_version", models),
        _ => format!(
            "{} and {}",
            kind_count("dataset_version", data),
            kind_count("model_version", models)
        ),
    }
}

fn are(what: &str, count: usize, done: &str) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{what} {verb} {done}")
}

fn flag_words(flagged: usize, stops: usize) -> String {
    match (flagged, stops) {
        (0, 0) => "No deployment is flagged: none is live".to_owned(),
        (1, 1) => "1 live deployment is flagged and asked to stop".to_owned(),
        (all, asked) if all == asked => {
            format!("{all} live deployments are flagged and asked to stop")
        }
        (all, asked) => format!("{all} live deployments are flagged, {asked} asked to stop"),
    }
}

fn rollback_words(count: usize) -> String {
    match count {
        0 => "No rollback is proposed".to_owned(),
        1 => "1 rollback is proposed, for a second person to decide".to_owned(),
        _ => format!("{count} rollbacks are proposed, for a second person to decide"),
    }
}

#[cfg(test)]
mod tests {
    use super::{are, flag_words};

    #[test]
    fn one_is_not_many() {
        assert_eq!(are("1 dataset version", 1, "quarantined"), "1 dataset version is quarantined");
        assert_eq!(are("2 runs", 2, "flagged"), "2 runs are flagged");
        assert!(flag_words(0, 0).starts_with("No deployment"));
        assert_eq!(flag_words(3, 2), "3 live deployments are flagged, 2 asked to stop");
    }
}
