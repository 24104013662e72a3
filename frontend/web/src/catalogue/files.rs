//! The page at `/catalogue`: what was loaded, what is our own, what would change.
use client::{
    catalogue::files::{
        self, CatalogueDifference, CatalogueFile, CatalogueItem, CataloguePage, DifferenceFate,
    },
    words::{counted, plain},
};
use leptos::prelude::*;

use super::act::{AddItem, LoadButton, Withdraw};
use crate::{
    rows::{asked, note, shown},
    ui::{
        Button, Card, Column, Empty, Hash, Link, Notice, Outline, PageHead, Row, Status, Table,
        Time, Tone, Written, cell, icon,
    },
};

/// Most differences listed.
const MOST: usize = 100;

/// The catalogue as files and items.
pub fn catalogue_page() -> AnyView {
    let page = asked(files::ask);
    view! {
        <PageHead title="Catalogue" lede="The reference data that everything is held against: every version of it is in the log, so the past keeps its own text."/>
        {shown(page, Outline::Page, files::read, draw)}
    }
    .into_any()
}

fn draw(page: CataloguePage) -> AnyView {
    note(&page.at);
    let (may_load, may_add) = (page.me.may("loadCatalogue"), page.me.may("addCatalogueItem"));
    let adding = RwSignal::new(false);
    let differences = differences(&page.catalogue.differences, may_load);
    let own = own(page.catalogue.own, may_add, adding);
    let files = loaded(page.catalogue.files);
    view! {
        {differences}
        {own}
        {files}
        {may_add.then(|| view! { <AddItem open=adding/> })}
    }
    .into_any()
}

/// What loading the shipped files would change; nothing when they are the same.
fn differences(found: &[CatalogueDifference], may_load: bool) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let title = format!(
        "{} of the catalogue that ships differ from what is loaded",
        counted(found.len(), "item", "items")
    );
    let actions = move || may_load.then(|| view! { <LoadButton/> }).into_any();
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
    view! {
        <Notice tone=Tone::Info title=title actions=actions><p>"Nothing changes until somebody loads them."</p></Notice>
        <Card title="What would change" flush=true><Table caption="Differences" columns=columns rows=rows/></Card>
    }
    .into_any()
}

fn own(items: Vec<CatalogueItem>, may_add: bool, adding: RwSignal<bool>) -> AnyView {
    let actions = move || {
        may_add
            .then(|| view! { <Button on_press=move |()| adding.set(true) records=true>"Add an item…"</Button> })
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
        let rows = items.into_iter().map(|item| own_line(item, may_add)).collect();
        view! { <Table caption="Own items" columns=columns rows=rows/> }.into_any()
    };
    view! { <Card title="Our own" flush=true actions=actions>{body}</Card> }.into_any()
}

fn own_line(item: CatalogueItem, may_add: bool) -> Row {
    let stands = item.standing.is_some();
    let last = item.versions.last().cloned();
    let body = item.standing.clone().or(last.clone()).and_then(|version| version.body);
    let holds = last.clone().map(|version| {
        let until = version.valid_to.map(|to| view! { " to "<Time at=to.0 written=Written::Day/> });
        view! { <span>"from "<Time at=version.valid_from.0 written=Written::Day/>{until}</span> }
    });
    let event = last.map(|version| format!("/events/{}", version.position.0)).unwrap_or_default();
    let (section, id) = (item.section.clone(), item.id.clone());
    let standing = if stands {
        view! { <span class="inline"><Status tone=Tone::Good text="Stands"/>{may_add.then(|| view! { <Withdraw section=section id=id/> })}</span> }.into_any()
    } else {
        view! { <Status tone=Tone::Neutral text="Does not stand"/> }.into_any()
    };
    Row::new(vec![
        cell(view! { <Link to=event class="row-link code">{item.id}</Link> }),
        cell(plain(&item.section)),
        cell(view! { <code class="wrap">{body}</code> }),
        cell(holds),
        standing,
    ])
    .muted(!stands)
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
