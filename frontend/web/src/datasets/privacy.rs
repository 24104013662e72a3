//! The card of a dataset's privacy: techniques, what was spent of the budget, and the ledger.
use client::{
    datasets::privacy::{LedgerLine, Privacy, Technique, standing_words},
    list::{Heading, day},
    offer::Chance,
    scalars::Subject as Name,
    words::{counted, plain},
};
use leptos::prelude::*;

use super::privacy_acts::{declare_technique, set_budget, withdraw_technique};
use crate::{
    charts::ShareBar,
    rows::{
        offer::offered,
        person, subjects,
        whole::{Whole, whole},
    },
    ui::{Card, Column, Empty, Row, Status, Subject, Table, Time, Tone, Written, cell, icon},
};

/// What the reader may do here.
pub struct Acts {
    /// Declare a technique.
    pub declare: Chance,
    /// Withdraw one.
    pub withdraw: Chance,
    /// Set the budget.
    pub budget: Chance,
}

/// The cards of a dataset's privacy.
pub fn privacy_cards(dataset: &str, privacy: Privacy, may: Acts) -> AnyView {
    let techniques = techniques(dataset, &privacy, may.declare, &may.withdraw);
    let ledger = account(dataset, privacy, may.budget);
    view! { {techniques}{ledger} }.into_any()
}

/// What is said of a standing, as a badge.
pub fn standing_badge(standing: &str) -> AnyView {
    let tone = match standing {
        "within" => Tone::Good,
        "overspent" => Tone::Bad,
        "used_up" | "unclear" => Tone::Warn,
        _ => Tone::Neutral,
    };
    view! { <Status tone=tone text=standing_words(standing)/> }.into_any()
}

fn techniques(dataset: &str, privacy: &Privacy, declare: Chance, withdraw: &Chance) -> AnyView {
    let subject = dataset.to_owned();
    let actions = move || offered(&declare, || declare_technique(&subject));
    let gone = privacy.withdrawn.clone().into_iter().map(|one| {
        let why = one.reason.unwrap_or_else(|| "The reason was erased.".to_owned());
        view! { <p class="note pad">{plain(&one.technique)}" was withdrawn on "<Time at=one.at.0 written=Written::Day/>": "{why}</p> }
    });
    let gone = gone.collect_view();
    let body = if privacy.techniques.is_empty() {
        view! { <Empty title="No privacy technique is declared" note="Nobody has said yet how the people in this data are protected." icon=icon::SHIELD/> }.into_any()
    } else {
        let columns = ["Technique", "Parameters", "Versions", "Evidence", "Declared", "By", "Act"];
        let rows = privacy.techniques.iter().map(|one| technique(dataset, one.clone(), withdraw));
        let rows = rows.collect();
        view! { <Table caption="Privacy techniques in use" columns=columns.map(Column::new).to_vec() rows=rows/> }.into_any()
    };
    view! {
        <Card title="How people in it are protected" note=counted(privacy.techniques.len(), "technique in use", "techniques in use") flush=true actions=actions>
            {body}{gone}
        </Card>
    }
    .into_any()
}

fn technique(dataset: &str, one: Technique, withdraw: &Chance) -> Row {
    let act = (*withdraw == Chance::Offered).then(|| withdraw_technique(dataset, &one.technique));
    let parameters = one.parameters_words();
    let versions = if one.versions.is_empty() {
        view! { <span class="note">"All versions"</span> }.into_any()
    } else {
        subjects(&one.versions, 12)
    };
    Row::new(vec![
        cell(plain(&one.technique)),
        cell(parameters),
        cell(versions),
        cell(one.evidence.map(|evidence| view! { <Subject of=evidence.0/> })),
        cell(view! { <Time at=one.at.0 written=Written::Day/> }),
        cell(person(one.by, "Unknown")),
        cell(act),
    ])
}

fn account(dataset: &str, privacy: Privacy, may: Chance) -> AnyView {
    let subject = dataset.to_owned();
    let actions = move || offered(&may, || set_budget(&subject));
    let tone = if privacy.standing == "overspent" { Tone::Bad } else { Tone::Info };
    let (words, share) = (privacy.words(), privacy.share());
    let bar = privacy.budget.is_some().then(|| view! { <ShareBar share=share tone=tone/> });
    let unstated = privacy.unstated().map(|words| view! { <p class="note">{words}</p> });
    let badge = standing_badge(&privacy.standing);
    let budget = privacy.budget.map(|budget| {
        let from = budget.from.map(|from| view! { " from "<Time at=from.0 written=Written::Day/> });
        let until = budget.until.map(|until| view! { " until "<Time at=until.0 written=Written::Day/> });
        let why = budget.reason.unwrap_or_else(|| "The reason was erased.".to_owned());
        view! { <p class="inline note">"Set on "<Time at=budget.at.0 written=Written::Day/>{from}{until}{person(budget.by, "")}<span>{why}</span></p> }
    });
    let ledger = if privacy.ledger.is_empty() {
        view! { <Empty title="No run has spent any of it" note="Runs that train with differential privacy state the epsilon and delta they spent." icon=icon::RUN/> }.into_any()
    } else {
        table(privacy.ledger)
    };
    view! {
        <Card title="Privacy budget" note="Epsilon and delta of runs add up (basic composition), over all versions." flush=true actions=actions>
            <div class="pad">
                <p class="inline">{badge}</p>
                <p class="share">{words}{bar}</p>
                {unstated}{budget}
            </div>
            {ledger}
        </Card>
    }
    .into_any()
}

const LEDGER: &[Heading] = &[
    Heading::new("Run").sorted("run"),
    Heading::new("Version").sorted("version"),
    Heading::new("Mechanism").sorted("mechanism"),
    Heading::number("Epsilon").sorted("epsilon"),
    Heading::number("Delta").sorted("delta"),
    Heading::new("Accounting"),
    Heading::new("Stated").sorted("stated"),
    Heading::new("Corrected").file_only(),
    Heading::new("Counts").file_only(),
];

fn table(lines: Vec<LedgerLine>) -> AnyView {
    let list = Whole {
        caption: "Privacy ledger",
        file: "privacy-ledger",
        what: ("spending", "spendings"),
        headings: LEDGER,
        cells,
        line,
    };
    whole(lines.into_iter().rev().collect(), list)
}

fn cells(line: &LedgerLine) -> Vec<String> {
    let named = |subject: Option<&Name>| subject.map(|one| one.0.clone()).unwrap_or_default();
    vec![
        named(line.run.as_ref()),
        line.version.0.clone(),
        line.mechanism.clone().unwrap_or_default(),
        line.epsilon.clone(),
        line.delta.clone().unwrap_or_default(),
        named(line.evidence.as_ref()),
        day(Some(&line.at)),
        day(line.corrected.as_ref()),
        if line.counts { "Yes" } else { "No" }.to_owned(),
    ]
}

fn line(line: &LedgerLine) -> Row {
    let line = line.clone();
    let run = match line.run {
        Some(run) => view! { <Subject of=run.0/> }.into_any(),
        None => view! { <span class="note">"A run you may not see"</span> }.into_any(),
    };
    let corrected =
        line.corrected.is_some().then(|| view! { <span class="note under">"corrected"</span> });
    let outside =
        (!line.counts).then(|| view! { <span class="note under">"outside the period"</span> });
    Row::new(vec![
        run,
        cell(view! { <Subject of=line.version.0/> }),
        cell(line.mechanism),
        cell(view! { <span class="num">{line.epsilon}</span> }),
        cell(view! { <span class="num">{line.delta.unwrap_or_else(|| "Not stated".to_owned())}</span> }),
        cell(line.evidence.map(|evidence| view! { <Subject of=evidence.0/> })),
        cell(view! { <Time at=line.at.0 written=Written::Day/>{corrected}{outside} }),
    ])
    .muted(!line.counts)
}
