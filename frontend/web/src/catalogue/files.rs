//! The page at `/catalogue`: what was loaded, what is our own, what would change.
use client::{
    ask::OfAll,
    catalogue::{
        commands::Keep,
        files::{
            CatalogueDifference, CatalogueFile, CatalogueItem, CataloguePage, CatalogueSection,
            DifferenceFate,
        },
    },
    list::{Heading, day},
    offer::{Ask, Chance, chance},
    words::{counted, noun, plain},
};
use leptos::prelude::*;

use super::act::{KeepItem, LoadButton};
use crate::{
    charts::{Bars, Part},
    rows::{
        asked, note,
        offer::{Offered, said},
        shown,
        whole::{Whole, whole},
    },
    ui::{
        Card, Column, Disclosure, Empty, Hash, Link, LinkButton, Notice, Outline, PageHead, Row,
        Status, Table, Time, Tone, Written, cell, escaped, grouped, icon,
    },
};

/// The catalogue as files and items.
pub fn catalogue_page() -> AnyView {
    let page = asked(CataloguePage::ask);
    view! {
        <PageHead title="Catalogue" lede="The reference data that everything is held against: every version of it is in the log, so the past keeps its own text."/>
        {shown(page, Outline::Page, CataloguePage::read, draw)}
    }
    .into_any()
}

fn draw(page: CataloguePage) -> AnyView {
    note(&page.at);
    let may = |mutation, what| chance(&page.catalogue.offers, &page.me, Ask::of(mutation, what));
    let load = may("loadCatalogue", "load what ships");
    let add = may("addCatalogueItem", "add items of our own");
    let is_offered = add == Chance::Offered;
    let adding = RwSignal::new(false);
    let differences = differences(&page.catalogue.differences, &load);
    let own = own(page.catalogue.own, add, adding);
    let sections = sections(&page.catalogue.sections);
    let files = loaded(page.catalogue.files);
    view! {
        {differences}
        {sections}
        {own}
        {files}
        {is_offered.then(|| view! { <KeepItem keep=Keep::Add open=adding/> })}
    }
    .into_any()
}

/// What is in it, section by section; every bar opens its items.
fn sections(found: &[CatalogueSection]) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let part = |section: &CatalogueSection| {
        let count = usize::try_from(section.count).unwrap_or(0);
        let to = format!("/catalogue/items?section={}", escaped(&section.name));
        Part::tone(Tone::Info, section_name(&section.name), count).to(to)
    };
    let parts = found.iter().map(part).collect();
    let total: i32 = found.iter().map(|section| section.count).sum();
    let total = usize::try_from(total).unwrap_or(0);
    let total = format!("{} {}", grouped(total), noun(total, ("item stands", "items stand")));
    let actions = move || {
        view! { <Link to="/catalogue/items">"All items"</Link>" "<Link to="/traceability">"Traceability"</Link> }
            .into_any()
    };
    view! {
        <Card title="What is in it" note=total actions=actions>
            <Disclosure summary="Section by section" open=true><Bars label="Items by section" parts=parts/></Disclosure>
        </Card>
    }
    .into_any()
}

/// What people call a section: `Frameworks: eu ai act, clauses`.
pub fn section_name(name: &str) -> String {
    let words = name.replacen('/', ": ", 1).replacen('.', ", ", 1);
    plain(&words)
}

/// What loading the shipped files would change; nothing when they are the same.
fn differences(found: &[CatalogueDifference], load: &Chance) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let title = format!(
        "{} of the catalogue that ships differ from what is loaded",
        counted(found.len(), "item", "items")
    );
    let may_load = *load == Chance::Offered;
    let actions = move || may_load.then(|| view! { <LoadButton/> }).into_any();
    let list = Whole {
        caption: "Differences",
        file: "catalogue-differences",
        what: ("difference", "differences"),
        headings: DIFFERENCES,
        cells: difference_cells,
        line: difference_line,
    };
    let table = whole(found.to_vec(), list);
    let who = said(load);
    view! {
        <Notice tone=Tone::Info title=title actions=actions><p>"This is what loading would do. Nothing changes until somebody loads them."</p>{who}</Notice>
        <Card title="What would change" flush=true>{table}</Card>
    }
    .into_any()
}

const DIFFERENCES: &[Heading] = &[
    Heading::new("Item").sorted("name"),
    Heading::new("Identifier").file_only(),
    Heading::new("Becomes").sorted("fate"),
    Heading::new("Section").sorted("section"),
    Heading::new("Differs in"),
];

/// What becomes of an item.
fn fate(one: &CatalogueDifference) -> (&'static str, Tone) {
    match one.fate {
        DifferenceFate::Added => ("Added", Tone::Good),
        DifferenceFate::Changed => ("Changed", Tone::Info),
        DifferenceFate::Removed => ("Removed", Tone::Warn),
    }
}

fn difference_cells(one: &CatalogueDifference) -> Vec<String> {
    let (title, id, section) = (one.title.clone(), one.id.clone(), one.section.clone());
    vec![title, id, fate(one).0.to_owned(), section, one.members.join(", ")]
}

fn difference_line(one: &CatalogueDifference) -> Row {
    let (word, tone) = fate(one);
    let CatalogueDifference { title, id, section, members, .. } = one.clone();
    Row::new(vec![
        cell(view! { {title}<span class="note under code">{id}</span> }),
        cell(view! { <Status tone=tone text=word/> }),
        cell(view! { <span class="code">{section}</span> }),
        cell(members.join(", ")),
    ])
}

fn own(items: Vec<CatalogueItem>, add: Chance, adding: RwSignal<bool>) -> AnyView {
    let (who, many) = (said(&add), add == Chance::Offered);
    let actions = move || {
        let chance = if add == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        view! {
            <Offered chance=chance on_press=move |()| adding.set(true)>"Add an item…"</Offered>
            {many.then(|| view! { <LinkButton to="/catalogue/import".to_owned()>"From a file…"</LinkButton> })}
        }
        .into_any()
    };
    let body = if items.is_empty() {
        view! { <Empty title="No item of our own" note="Controls, limits and frameworks of the organisation stand here beside those that ship." icon=icon::PLUS/> }.into_any()
    } else {
        let list = Whole {
            caption: "Own items",
            file: "own-items",
            what: ("item", "items"),
            headings: OWN,
            cells: own_cells,
            line: own_line,
        };
        whole(items, list)
    };
    view! { <Card title="Our own" flush=true actions=actions>{body}{who}</Card> }.into_any()
}

const OWN: &[Heading] = &[
    Heading::new("Item").sorted("item"),
    Heading::new("Section").sorted("of"),
    Heading::new("Says"),
    Heading::new("Holds").sorted("from"),
    Heading::new("Holds until").file_only(),
    Heading::new("Standing").sorted("standing"),
];

/// The words of an item: those that stand, or the last ones.
fn body(item: &CatalogueItem) -> Option<String> {
    item.standing.as_ref().or(item.versions.last()).and_then(|version| version.body.clone())
}

fn own_cells(item: &CatalogueItem) -> Vec<String> {
    let (last, stands) = (item.versions.last(), item.standing.is_some());
    vec![
        item.id.clone(),
        plain(&item.section),
        body(item).unwrap_or_default(),
        day(last.map(|version| &version.valid_from)),
        day(last.and_then(|version| version.valid_to.as_ref())),
        if stands { "Stands" } else { "Does not stand" }.to_owned(),
    ]
}

fn own_line(item: &CatalogueItem) -> Row {
    let item = item.clone();
    let stands = item.standing.is_some();
    let last = item.versions.last().cloned();
    let body = body(&item);
    let holds = last.map(|version| {
        let until = version.valid_to.map(|to| view! { " to "<Time at=to.0 written=Written::Day/> });
        view! { <span>"from "<Time at=version.valid_from.0 written=Written::Day/>{until}</span> }
    });
    let to = own_page(&item.section, &item.id);
    let standing = if stands {
        view! { <Status tone=Tone::Good text="Stands"/> }.into_any()
    } else {
        view! { <Status tone=Tone::Neutral text="Does not stand"/> }.into_any()
    };
    Row::new(vec![
        cell(view! { <Link to=to class="row-link code">{item.id}</Link> }),
        cell(plain(&item.section)),
        cell(view! { <code class="wrap">{body}</code> }),
        cell(holds),
        standing,
    ])
    .muted(!stands)
}

/// The page of an item with its versions, also where it has another page of its own.
pub fn own_page(section: &str, id: &str) -> String {
    format!("/catalogue/item?section={}&id={}", escaped(section), escaped(id))
}

fn loaded(files: Vec<CatalogueFile>) -> AnyView {
    if files.is_empty() {
        return view! { <div class="card"><Empty title="No catalogue is loaded" note="At the moment you look at no file had been loaded." icon=icon::EVIDENCE/></div> }.into_any();
    }
    let columns = vec![
        Column::new("File"),
        Column::new("Version"),
        Column::new("Digest").minor(),
        Column::new("Loaded"),
    ];
    let rows = files.into_iter().map(|file| {
        let to = format!("/events/{}", file.position.0);
        Row::new(vec![
            cell(view! { <Link to=to class="row-link code">{file.file}</Link> }),
            cell(file.version),
            cell(view! { <Hash digest=file.digest what="the digest"/> }),
            cell(view! { <Time at=file.loaded.0/> }),
        ])
    });
    let rows = rows.collect();
    view! { <Card title="Files" flush=true><Table caption="Files of the catalogue" columns=columns rows=rows/></Card> }.into_any()
}
