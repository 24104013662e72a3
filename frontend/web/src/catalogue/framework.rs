//! The page at `/frameworks/:id`: the matrix of its items against systems.
use client::{
    catalogue::{
        frameworks::{self, Framework, FrameworkItem, FrameworkPage},
        model::Cell,
    },
    controls::queries::ControlCounts,
    list::Heading,
    shared::SystemLink,
    words::counted,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    controls::words::{catalogue_id, tone},
    rows::{
        Address, asked,
        export::save_rows,
        list::{columns, order_choice, sorting},
        missing, note, shown, use_address,
    },
    ui::{
        Button, Card, Choice, Empty, Fact, Facts, Filters, Icon, Link, Outline, PageHead, Sort,
        Sorting, Tone, escaped, icon, table::head, use_toasts,
    },
};

/// What the items are ordered by; otherwise they stand as in the framework, under its headings.
const COLUMNS: &[Heading] =
    &[Heading::new("Item").sorted("title"), Heading::new("Supported by").sorted("links")];

/// One framework.
pub fn framework_page() -> AnyView {
    let (params, address) = (use_params_map(), use_address());
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let page = asked(move |moment| frameworks::ask_one(moment, &id()));
    shown(page, Outline::Page, frameworks::read_one, move |page: FrameworkPage| {
        note(&page.at);
        match page.framework {
            Some(framework) => full(framework, address),
            None => missing("framework", ("/frameworks", "Frameworks")),
        }
    })
}

fn full(framework: Framework, address: Address) -> AnyView {
    let facts = facts(&framework);
    let lede = format!(
        "{} of {} supported by a control, {} shown to hold everywhere they apply.",
        framework.mapped_count,
        counted(framework.items.len(), "item", "items"),
        framework.shown_count
    );
    let choices = ["", "gaps", "unmapped"].into_iter().zip(["All", "Not shown", "No control"]);
    let choices: Vec<Choice> = choices.map(|(slug, word)| Choice::new(slug, word, None)).collect();
    let title = framework.name.clone();
    let sorting = sorting(address, COLUMNS);
    let export = export(framework.clone(), address, sorting);
    let matrix = {
        let framework = framework.clone();
        move || matrix(&framework, &address.get("show"), sorting)
    };
    view! {
        <PageHead title=title kind="Framework" lede=lede back=("/frameworks", "Frameworks")/>
        <div class="toolbar">
            <Filters label="Show" choices=Signal::stored(choices) chosen=address.signal("show") on_choose=address.setter("show")/>
            {order_choice(&columns(COLUMNS), sorting)}
            {export}
        </div>
        {matrix}
        {facts}
    }
    .into_any()
}

/// The matrix as a file, as far as the filter shows it and in the order of the page.
fn export(framework: Framework, address: Address, sorting: Sorting) -> AnyView {
    let toasts = use_toasts();
    let save = Callback::new(move |()| {
        let (show, sort) = untrack(|| (address.get("show"), sorting.get()));
        let mut head = vec!["Item", "Title", "Group", "Supported by", "All systems"];
        head.extend(framework.systems.iter().map(|system| system.name.as_str()));
        let items = ordered(&framework, &show, sort).into_iter();
        let rows: Vec<Vec<String>> = items.map(FrameworkItem::cells).collect();
        let name = format!("ledgerstone-framework-{}.csv", framework.id);
        match save_rows(&name, &head, &rows) {
            Ok(()) => toasts.good(format!("Exported {}.", counted(rows.len(), "item", "items"))),
            Err(sentence) => toasts.bad(sentence),
        }
    });
    view! { <Button icon=icon::DOWNLOAD on_press=save>"Export CSV"</Button> }.into_any()
}

fn wanted(item: &FrameworkItem, show: &str) -> bool {
    match (show, Cell::of(&item.total, item.is_mapped())) {
        ("unmapped", cell) => cell == Cell::Unmapped,
        ("gaps", Cell::Controls { worst, .. }) => worst != client::words::ControlStatus::Pass,
        ("gaps", _) => false,
        (_, _) => true,
    }
}

/// The items that the filter shows, in order.
fn ordered<'a>(framework: &'a Framework, show: &str, sort: Option<Sort>) -> Vec<&'a FrameworkItem> {
    let mut items: Vec<&FrameworkItem> =
        framework.items.iter().filter(|item| wanted(item, show)).collect();
    let Some(sort) = sort else { return items };
    if sort.key == "title" {
        items.sort_by_cached_key(|item| item.title.to_lowercase());
    } else {
        items.sort_by_key(|item| item.links.len());
    }
    if sort.descending {
        items.reverse();
    }
    items
}

fn matrix(framework: &Framework, show: &str, sorting: Sorting) -> AnyView {
    let sort = sorting.get();
    let items = ordered(framework, show, sort);
    if items.is_empty() {
        return view! { <div class="card"><Empty title="No item fits this filter" note="Take the filter away to see all of them." icon=icon::SEARCH/></div> }.into_any();
    }
    let heads =
        framework.systems.iter().map(|system| view! { <th scope="col">{system.name.clone()}</th> });
    let heads = heads.collect_view();
    let mut group = String::new();
    let wide = framework.systems.len() + 3;
    let lines = items.into_iter().map(|item| {
        let is_new = sort.is_none() && item.group != group && !item.group.is_empty();
        group.clone_from(&item.group);
        let head = is_new.then(|| {
            view! { <tr class="group"><th scope="rowgroup" colspan=wide>{item.group.clone()}</th></tr> }
        });
        view! { {head}{line(framework, item)} }
    });
    let lines = lines.collect_view();
    let own = columns(COLUMNS);
    let mut own = own.iter().map(|column| head(column, Some(sorting)));
    let (first, last) = (own.next(), own.next());
    let caption = format!("Items of {} against systems", framework.name);
    let label = caption.clone();
    view! {
        <div class="card flush">
            <div class="table-scroll" role="region" aria-label=label tabindex="0">
                <table class="table cover">
                    <caption class="sr-only">{caption}</caption>
                    <thead><tr>{first}<th scope="col">"All systems"</th>{heads}{last}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </div>
        <p class="note">"Each cell counts the controls behind an item: those that are effective, of those that apply. Its sign is that of the worst of them. Links are proposed by the catalogue until somebody confirms them."</p>
    }
    .into_any()
}

fn line(framework: &Framework, item: &FrameworkItem) -> AnyView {
    let mapped = item.is_mapped();
    let cells = framework
        .systems
        .iter()
        .zip(&item.cells)
        .map(|(system, counts)| one(framework, item, Some(system), counts));
    let cells = cells.collect_view();
    let all = one(framework, item, None, &item.total);
    let links = item.links.iter().take(8).map(|link| catalogue_id(&link.id)).collect_view();
    let more = item.links.len().saturating_sub(8);
    let proposed = item.is_proposed();
    let from = item
        .applies_from
        .clone()
        .map(|day| view! { <span class="note under">{format!("Applies from {day}")}</span> });
    view! {
        <tr id=item.id.clone() class:muted=!mapped>
            <th scope="row"><span class="code">{item.id.clone()}</span>" "{item.title.clone()}{from}</th>
            {all}
            {cells}
            <td data-label="Supported by">
                <span class="inline">{links}{(more > 0).then(|| format!("and {more} more"))}{proposed.then(|| view! { <span class="note">"proposed"</span> })}</span>
                {(!mapped).then(|| view! { <span class="note">"Nothing"</span> })}
            </td>
        </tr>
    }
    .into_any()
}

/// One cell: figure, sign, colour; it leads to the controls behind it.
fn one(
    framework: &Framework,
    item: &FrameworkItem,
    system: Option<&SystemLink>,
    counts: &ControlCounts,
) -> AnyView {
    let cell = Cell::of(counts, item.is_mapped());
    let name = system.map_or("All systems", |system| system.name.as_str()).to_owned();
    let Cell::Controls { worst, .. } = cell else {
        let (words, spoken) = (cell.words(), cell.words());
        return view! { <td data-label=name><span class="note" title=words>{cell.figure()}</span><span class="sr-only">{spoken}</span></td> }.into_any();
    };
    let tone: Tone = tone(worst);
    let narrowed = system.map(|system| format!("&system={}", escaped(&system.subject.0)));
    let to = format!(
        "/controls?framework={}&item={}{}",
        escaped(&framework.id),
        escaped(&item.id),
        narrowed.unwrap_or_default()
    );
    let words = format!("{}: {}, {name}", item.id, cell.words());
    let spoken = words.clone();
    view! {
        <td data-label=name>
            <Link to=to class="badge status">
                <span class="cover-cell" data-tone=tone.slug() title=words><Icon d=tone.sign()/>{cell.figure()}<span class="sr-only">{spoken}</span></span>
            </Link>
        </td>
    }
    .into_any()
}

fn facts(framework: &Framework) -> AnyView {
    let framework = framework.clone();
    let url = framework.url.clone();
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Version">{framework.version}</Fact>
                <Fact name="Publisher">{framework.publisher}</Fact>
                <Fact name="Released">{framework.released}</Fact>
                <Fact name="Standing">{framework.status}</Fact>
                <Fact name="Terms">{framework.licence}</Fact>
                <Fact name="Published at"><a href=url rel="noopener noreferrer" target="_blank">{framework.url}</a></Fact>
                <Fact name="To be known">{framework.note}</Fact>
                <Fact name="Identifier"><span class="code">{framework.id}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
