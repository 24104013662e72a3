//! What containing will do, by name and by count, before the button.
use client::lineage::{Plan, kind_count};
use leptos::prelude::*;

use crate::{
    lineage::words::stage_badge,
    ui::{Icon, Subject, icon},
};

/// The steps of a containment.
pub fn preview(plan: &Plan) -> AnyView {
    let versions = plan
        .versions
        .iter()
        .map(|version| view! { <li><Subject of=version.clone()/></li> })
        .collect_view();
    let flagged = plan.flagged.iter().map(|one| {
        view! { <li><Subject of=one.subject.0.clone()/>{stage_badge(one.stage)}<span class="note">{one.endpoint.name().to_owned()}</span></li> }
    });
    let rollbacks = plan.rollbacks.iter().map(|one| {
        view! { <li><Subject of=one.deployment.clone()/><span class="note">" back to "</span><Subject of=one.to.clone()/></li> }
    });
    let stuck = plan.stuck.iter().map(|live| {
        view! { <li><Subject of=live.deployment.subject.0.clone()/><span class="note">" has nothing clean before it: taking it out of service is proposed"</span></li> }
    });
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
            {step(icon::SHIELD, are(&kind_of_versions(plan), plan.versions.len(), "quarantined"), versions.into_any())}
            {step(icon::DEPLOYMENT, flag_words(plan.flagged.len()), flagged.collect_view().into_any())}
            {step(icon::AGAIN, rollback_words(plan.rollbacks.len() + plan.stuck.len()), view! { {rollbacks.collect_view()}{stuck.collect_view()} }.into_any())}
            {step(icon::PERSON, people, told.collect_view().into_any())}
        </ol>
        <p class="note">"Everything downstream shows as suspect from that moment, by derivation. Lifting a quarantine takes a second person."</p>
    }
    .into_any()
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
    let models = plan.versions.iter().filter(|version| version.starts_with("model:")).count();
    let data = plan.versions.len().saturating_sub(models);
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

fn flag_words(count: usize) -> String {
    match count {
        0 => "No deployment is flagged: none is live".to_owned(),
        1 => "1 live deployment is flagged and asked to stop".to_owned(),
        _ => format!("{count} live deployments are flagged and asked to stop"),
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
        assert!(flag_words(0).starts_with("No deployment"));
    }
}
