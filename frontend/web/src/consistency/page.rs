//! The page at `/consistency`.
use client::{
    consistency::{
        list::{Inconsistencies, InconsistencyFilter, InconsistencyRow},
        model::{Checks, KINDS, every_check},
    },
    list::Page,
    words::{ConsistencyWeight, counted},
};
use leptos::prelude::*;

use crate::{
    api::Ask,
    charts::{Bars, Part},
    controls::list::system_choice,
    rows::{
        Address, Look,
        list::{drawn, part},
        members, one_of, shown, system, thing, use_address,
        views::views,
    },
    ui::{
        Card, Link, Outline, PageHead, Row, SearchField, Select, Status, Time, Tone, Written, cell,
        escaped, icon,
    },
};

/// What does not add up.
pub fn consistency_page() -> AnyView {
    let address = use_address();
    let look = Look::<Inconsistencies> {
        caption: "What does not add up",
        filter,
        line,
        nothing: (
            "Everything adds up",
            "At the moment you look at, every check named below found nothing that you may see.",
        ),
        no_match: |address| {
            (!address.get("check").is_empty()).then_some((
                "This check found nothing",
                "What it looks for adds up, as far as the other filters go.",
            ))
        },
        icon: icon::SHIELD,
    };
    let findings = part::<Inconsistencies>(address, filter);
    let rows = drawn(address, look);
    let draw = move |(checks, page): (Checks, Page<InconsistencyRow>)| {
        let in_order = in_order(&checks);
        let picture = move || picture(&checks, address);
        view! { {picture}{rows(page)}{in_order} }.into_any()
    };
    view! {
        <PageHead title="What does not add up" lede="Contradictions in the record, looked for anew each time. Each goes away by itself when its cause is mended."/>
        {toolbar(address, findings)}
        {views(None)}
        {shown(findings, Outline::Rows, Inconsistencies::checked, draw)}
    }
    .into_any()
}

fn filter(address: Address) -> InconsistencyFilter {
    InconsistencyFilter::read(|key| address.get(key))
}

fn toolbar(address: Address, findings: Ask) -> AnyView {
    view! {
        <div class="toolbar">
            <SearchField label="Find what does not add up" value=address.text("q")/>
            {check_choice(address, findings)}
            {system_choice(address, "System")}
            {one_of(address, "Kind", "kind", &KINDS)}
            {members::<ConsistencyWeight>(address, "Weight", "weight")}
        </div>
    }
    .into_any()
}

/// One of the checks, or all. The choice stands while a newer answer is on its way.
fn check_choice(address: Address, findings: Ask) -> AnyView {
    let chosen = address.text("check");
    let options = Memo::new(move |known: Option<&Vec<(String, String)>>| {
        let answer = findings.get().and_then(Result::ok);
        let checked = answer.and_then(|text| Inconsistencies::checked(&text).ok());
        let choices = checked.map(|(checks, _)| checks.choices());
        choices.or_else(|| known.cloned()).unwrap_or_else(every_check)
    });
    let choose = move || view! { <Select label="Check" value=chosen options=options.get()/> };
    view! { {choose} }.into_any()
}

/// How much each check found; every bar opens its rows.
fn picture(checks: &Checks, address: Address) -> AnyView {
    let carried = carried(address);
    let parts = checks.open().into_iter().map(|check| {
        let to = format!("/consistency?check={}{carried}", escaped(&check.key));
        Part::tone(tone(check.weight), check.title.clone(), check.count()).to(to)
    });
    let parts: Vec<Part> = parts.collect();
    if parts.is_empty() {
        return ().into_any();
    }
    view! {
        <Card title="Open" note="What can do harm now is first, then open duties, then holes in the record.">
            <Bars label="What does not add up, by check" parts=parts/>
        </Card>
    }
    .into_any()
}

/// The checks that found nothing.
fn in_order(checks: &Checks) -> AnyView {
    let silent = checks.silent();
    if silent.is_empty() {
        return ().into_any();
    }
    let looked = counted(silent.len(), "check", "checks");
    let titles = silent.into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
    view! { <Card title="In order" note=format!("{looked} found nothing")><ul class="plain-list">{titles}</ul></Card> }
        .into_any()
}

/// The filters of the address other than the check, to lead on with.
fn carried(address: Address) -> String {
    let kept = ["weight", "kind", "system", "q", "sort"].map(|key| (key, address.get(key)));
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        kept.map(|(key, value)| format!("&{key}={}", escaped(&value))).collect();
    pairs.concat()
}

fn line(row: InconsistencyRow) -> Row {
    let weight = row.weight;
    let label = format!("{}: {}", row.mend, row.subject.as_str());
    Row::new(vec![
        thing(&row.subject),
        cell(row.title),
        cell(view! { <Status tone=tone(weight) text=weight.word()/> }),
        system(row.system),
        cell(row.why),
        cell(view! { <Time at=row.since.0 written=Written::Day/> }),
        cell(view! { <Link to=row.mend_at label=label>{row.mend}</Link> }),
    ])
    .marked(weight == ConsistencyWeight::Urgent)
}

fn tone(weight: ConsistencyWeight) -> Tone {
    match weight {
        ConsistencyWeight::Urgent => Tone::Bad,
        ConsistencyWeight::Open => Tone::Warn,
        ConsistencyWeight::Hole => Tone::Neutral,
    }
}
