//! The pages at `/catalogue/items` and `/catalogue/item`: every item that stands, and one with all
//! its versions.
use client::{
    ask::OfAll,
    catalogue::{
        commands::Keep,
        files::{CatalogueItem, CataloguePage, ItemVersion},
        items::{self, CatalogueFilter, ItemPage, ItemRow, Items},
        model::{item_page as page_of_item, origin, pretty},
    },
    offer::{Ask, Chance, chance},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    act::{Draft, KeepItem, Withdraw},
    files::section_name,
};
use crate::{
    rows::{
        Look, asked, listed, missing, note,
        offer::{Offered, said},
        one_of, shown, use_address,
    },
    ui::{
        Card, Column, Link, LinkButton, Outline, PageHead, Row, SearchField, Select, Status, Table,
        Time, Tone, Written, cell, icon,
    },
};

/// Every item that stands.
pub fn items_page() -> AnyView {
    let address = use_address();
    let look = Look::<Items> {
        caption: "Items of the catalogue",
        filter: |address| {
            CatalogueFilter::read(&address.get("section"), &address.get("show"), &address.get("q"))
        },
        line,
        nothing: (
            "No catalogue is loaded",
            "At the moment you look at no file had been loaded, and nothing of our own added.",
        ),
        no_match: |_| None,
        icon: icon::EVIDENCE,
    };
    let whole = asked(CataloguePage::ask);
    let chosen = address.text("section");
    let sections = move || {
        let text = whole.get().and_then(Result::ok).unwrap_or_default();
        let found = CataloguePage::read(&text).map(|page| page.catalogue.sections);
        let found = found.unwrap_or_default().into_iter();
        let options = found.map(|section| (section.name.clone(), section_name(&section.name)));
        let options: Vec<_> =
            std::iter::once((String::new(), "All sections".to_owned())).chain(options).collect();
        view! { <Select label="Section" value=chosen options=options/> }
    };
    view! {
        <PageHead title="Items of the catalogue" lede="Threats, controls, metrics, roles, questions, rules and the items of frameworks: everything that stands at the moment you look at." back=("/catalogue", "Catalogue")/>
        <div class="toolbar">
            <SearchField label="Find an item" value=address.text("q")/>
            {sections}
            {one_of(address, "Show", "show", &[("shipped", "Shipped"), ("own", "Our own")])}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: ItemRow) -> Row {
    let to = page_of_item(&row.section, &row.id);
    let words = row.words().to_owned();
    let mark = if row.own {
        view! { <Status tone=Tone::Info text="Our own"/> }.into_any()
    } else {
        cell(origin(false, &row.version))
    };
    Row::new(vec![
        cell(view! { <Link to=to class="row-link">{words}</Link> }),
        cell(view! { <span class="code">{row.id}</span> }),
        cell(section_name(&row.section)),
        mark,
        cell(view! { <Time at=row.valid_from.0 written=Written::Day/> }),
    ])
}

/// One item with every version of it.
pub fn item_page() -> AnyView {
    let query = use_query_map();
    let named = move |key| query.with(|query| query.get(key).unwrap_or_default());
    let page = asked(move |moment| items::ask_one(moment, &named("section"), &named("id")));
    shown(page, Outline::Page, items::read_one, draw)
}

fn draw(page: ItemPage) -> AnyView {
    note(&page.at);
    let Some(item) = page.catalogue_item else {
        return missing("item", ("/catalogue/items", "Items of the catalogue"));
    };
    let own = item.versions.last().is_some_and(|version| version.own) && item.standing.is_some();
    let may = |mutation, what| {
        if own {
            chance(&page.catalogue.offers, &page.me, Ask::of(mutation, what))
        } else {
            Chance::Hidden
        }
    };
    full(
        &item,
        may("changeCatalogueItem", "change it"),
        &may("withdrawCatalogueItem", "withdraw it"),
    )
}

fn full(item: &CatalogueItem, change: Chance, withdraw: &Chance) -> AnyView {
    let changing = RwSignal::new(false);
    let shown = item.standing.clone().or_else(|| item.versions.last().cloned());
    let body = shown.and_then(|version| version.body);
    let text = body.as_deref().map(pretty).unwrap_or_default();
    let draft = Draft { section: item.section.clone(), id: item.id.clone(), body: text.clone() };
    let (is_changed, is_withdrawn) = (change == Chance::Offered, *withdraw == Chance::Offered);
    let who = said(&change);
    let (section, id) = (item.section.clone(), item.id.clone());
    let other = page_of_item(&item.section, &item.id);
    let has_page = !other.starts_with("/catalogue/");
    let actions = move || {
        let offered = if change == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        let (section, id, other) = (section.clone(), id.clone(), other.clone());
        view! {
            {has_page.then(|| view! { <LinkButton to=other icon=icon::SHIELD>"Its page"</LinkButton> })}
            <Offered chance=offered on_press=move |()| changing.set(true)>"Change…"</Offered>
            {is_withdrawn.then(|| view! { <Withdraw section=section id=id/> })}
        }
        .into_any()
    };
    let stands = item.standing.is_some();
    let badges = move || {
        let (tone, text) =
            if stands { (Tone::Good, "Stands") } else { (Tone::Neutral, "Does not stand") };
        view! { <Status tone=tone text=text/> }.into_any()
    };
    let title = if item.title.is_empty() { item.id.clone() } else { item.title.clone() };
    let kind = format!("{} · {}", section_name(&item.section), item.id);
    let versions = versions(&item.versions);
    let forms =
        is_changed.then(|| view! { <KeepItem keep=Keep::Change draft=draft open=changing/> });
    view! {
        <PageHead title=title kind=kind back=("/catalogue/items", "Items of the catalogue") badges=badges actions=actions/>
        {who}
        <Card title="What it says"><pre class="code wrap" tabindex="0">{text}</pre></Card>
        {versions}
        {forms}
    }
    .into_any()
}

/// Every version, newest first: which text applied when.
fn versions(versions: &[ItemVersion]) -> AnyView {
    let columns = vec![
        Column::new("Recorded at"),
        Column::new("Origin"),
        Column::new("Holds from"),
        Column::new("Holds until"),
        Column::new("Says"),
    ];
    let rows = versions.iter().rev().cloned().map(|one| {
        let to = format!("/events/{}", one.position.0);
        let until = one.valid_to.map(|to| view! { <Time at=to.0 written=Written::Day/> });
        let says = if one.body.is_some() { "A text" } else { "That it ends" };
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{format!("Position {}", one.position.0)}</Link> }),
            cell(origin(one.own, &one.version)),
            cell(view! { <Time at=one.valid_from.0 written=Written::Day/> }),
            cell(until),
            cell(says),
        ])
    });
    let rows = rows.collect();
    view! { <Card title="Versions" note="Newest first; the past keeps the text that applied then" flush=true><Table caption="Versions of this item" columns=columns rows=rows/></Card> }
        .into_any()
}
