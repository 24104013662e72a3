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
    offer::{Ask, Chance, chance},
    words::{counted, plain},
};
use leptos::prelude::*;

use super::act::{KeepItem, LoadButton};
use crate::{
    charts::{Bars, Part},
    rows::{
        asked, note,
        offer::{Offered, said},
        shown,
    },
    ui::{
        Card, Column, Disclosure, Empty, Hash, Link, Notice, Outline, PageHead, Row, Status, Table,
        Time, Tone, Written, cell, escaped, grouped, icon,
    },
};

/// Most differences listed.
const MOST: usize = 100;

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
    let total = grouped(usize::try_from(total).unwrap_or(0));
    let actions = move || {
        view! { <Link to="/catalogue/items">"All items"</Link>" "<Link to="/traceability">"Traceability"</Link> }
            .into_any()
    };
    view! {
        <Card title="What is in it" note=format!("{total} items stand") actions=actions>
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
    let more = found.len().saturating_sub(MOST);
    let more = (more > 0).then(|| view! { <p class="note pad">{format!("and {more} more")}</p> });
    let columns = vec![
        Column::new("Item"),
        Column::new("Becomes"),
        Column::new("Section"),
        Column::new("Differs in"),
    ];
    let rows = found.iter().take(MOST).cloned().map(|one| {
        let (word, tone) = match one.fate {
            DifferenceFate::Added => ("Added", Tone::Good),
            DifferenceFate::Changed => ("Changed", Tone::Info),
            DifferenceFate::Removed => ("Removed", Tone::Warn),
        };
        Row::new(vec![
            cell(view! { {one.title}<span class="note under code">{one.id}</span> }),
            cell(view! { <Status tone=tone text=word/> }),
            cell(view! { <span class="code">{one.section}</span> }),
            cell(one.members.join(", ")),
        ])
    });
    let rows = rows.collect();
    let who = said(load);
    view! {
        <Notice tone=Tone::Info title=title actions=actions><p>"This is what loading would do. Nothing changes until somebody loads them."</p>{who}</Notice>
        <Card title="What would change" flush=true><Table caption="Differences" columns=columns rows=rows/>{more}</Card>
    }
    .into_any()
}

fn own(items: Vec<CatalogueItem>, add: Chance, adding: RwSignal<bool>) -> AnyView {
    let who = said(&add);
    let actions = move || {
        let chance = if add == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        view! { <Offered chance=chance on_press=move |()| adding.set(true)>"Add an item…"</Offered> }
            .into_any()
    };
    let body = if items.is_empty() {
        view! { <Empty title="No item of our own" note="Controls, limits and frameworks of the organisation stand here beside those that ship." icon=icon::PLUS/> }.into_any()
    } else {
        let columns = vec![
            Column::new("Item"),
            Column::new("Section"),
            Column::new("Says"),
            Column::new("Holds"),
            Column::new("Standing"),
        ];
        let rows = items.into_iter().map(own_line).collect();
        view! { <Table caption="Own items" columns=columns rows=rows/> }.into_any()
    };
    view! { <Card title="Our own" flush=true actions=actions>{body}{who}</Card> }.into_any()
}

fn own_line(item: CatalogueItem) -> Row {
    let stands = item.standing.is_some();
    let last = item.versions.last().cloned();
    let body = item.standing.clone().or(last.clone()).and_then(|version| version.body);
    let holds = last.clone().map(|version| {
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
