//! The page at `/consistency`.
use client::{
    consistency::{
        list::{Inconsistencies, InconsistencyFilter, InconsistencyRow},
        model::{KINDS, every_check},
        queries::{self, ConsistencyPage},
    },
    words::{ConsistencyWeight, counted},
};
use leptos::prelude::*;

use crate::{
    api::Ask,
    charts::{Bars, Part},
    controls::list::system_choice,
    rows::{Address, Look, asked, listed, members, one_of, shown, system, use_address},
    ui::{
        Card, Link, Outline, PageHead, Row, SearchField, Select, Status, Time, Tone, Written, cell,
        escaped, icon, kind_name, page_of,
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
            "At the moment you look at, every check named above found nothing that you may see.",
        ),
        no_match: |address| {
            (!address.get("check").is_empty()).then_some((
                "This check found nothing",
                "What it looks for adds up, as far as the other filters go.",
            ))
        },
        icon: icon::SHIELD,
    };
    let checks = asked(move |moment| queries::ask(moment, filter(address)));
    view! {
        <PageHead title="What does not add up" lede="Contradictions in the record, looked for anew each time. Each goes away by itself when its cause is mended."/>
        {toolbar(address, checks)}
        {shown(checks, Outline::Block, queries::read, move |page| picture(&page, address))}
        {listed(address, look)}
    }
    .into_any()
}

fn filter(address: Address) -> InconsistencyFilter {
    InconsistencyFilter::read(|key| address.get(key))
}

fn toolbar(address: Address, checks: Ask) -> AnyView {
    view! {
        <div class="toolbar">
            <SearchField label="Find what does not add up" value=address.text("q")/>
            {check_choice(address, checks)}
            {system_choice(address, "System")}
            {one_of(address, "Kind", "kind", &KINDS)}
            {members::<ConsistencyWeight>(address, "Weight", "weight")}
        </div>
    }
    .into_any()
}

/// One of the checks, or all. The choice stands while a newer answer is on its way.
fn check_choice(address: Address, checks: Ask) -> AnyView {
    let chosen = address.text("check");
    let options = Memo::new(move |known: Option<&Vec<(String, String)>>| {
        let answer = checks.get().and_then(Result::ok);
        let page = answer.and_then(|text| queries::read(&text).ok());
        let choices = page.map(|page| page.choices());
        choices.or_else(|| known.cloned()).unwrap_or_else(every_check)
    });
    let choose = move || view! { <Select label="Check" value=chosen options=options.get()/> };
    view! { {choose} }.into_any()
}

/// How much each check found; every bar opens its rows. Checks that found nothing are named below.
fn picture(page: &ConsistencyPage, address: Address) -> AnyView {
    let carried = carried(address);
    let parts = page.open().into_iter().map(|check| {
        let to = format!("/consistency?check={}{carried}", escaped(&check.key));
        Part::tone(tone(check.weight), check.title.clone(), check.count()).to(to)
    });
    let parts: Vec<Part> = parts.collect();
    let open = (!parts.is_empty()).then(|| {
        view! {
            <Card title="Open" note="What can do harm now is first, then open duties, then holes in the record.">
                <Bars label="What does not add up, by check" parts=parts/>
            </Card>
        }
    });
    let silent = page.silent();
    let silent = (!silent.is_empty()).then(|| {
        let looked = counted(silent.len(), "check", "checks");
        let titles = silent.into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
        view! { <Card title="In order" note=format!("{looked} found nothing")><ul class="plain-list">{titles}</ul></Card> }
    });
    view! { {open}{silent} }.into_any()
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
    let (page, kind) = (page_of(row.subject.as_str()), kind_name(row.subject.kind()));
    let name = row.subject.as_str().split_once(':').map_or("", |(_, name)| name).to_owned();
    Row::new(vec![
        cell(
            view! { <Link to=page class="row-link">{name}</Link><span class="under note">{kind}</span> },
        ),
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
