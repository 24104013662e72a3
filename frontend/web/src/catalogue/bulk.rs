//! The page at `/catalogue/import`: items of our own come from a file, after a look at what would become
//! of each.
use client::{
    ask::OfAll,
    catalogue::{
        bulk::{EXAMPLE, Seen},
        commands::{ImportCatalogueItems, ImportCatalogueItemsInput, ImportedItem},
        files::{CataloguePage, DifferenceFate},
        model::item_page,
    },
};
use leptos::prelude::*;

use super::files::section_name;
use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        note, shown,
    },
    ui::{
        Button, Card, Column, Disclosure, Link, LinkButton, Notice, Outline, PageHead, Row, Status,
        Table, TextArea, Tone, Weight, cell, icon, use_toasts,
    },
};

/// What was looked at, and what came of it.
#[derive(Clone, Debug, PartialEq)]
struct Looked {
    /// The text that was looked at: another one needs another look.
    text: String,
    seen: Seen,
}

/// Imports own items.
pub fn import_page() -> AnyView {
    let text = RwSignal::new(String::new());
    let looked = RwSignal::new(None::<Looked>);
    let done = RwSignal::new(None::<String>);
    let toasts = use_toasts();
    let silent = || Form::with(RwSignal::new(true), |_| ());
    let (trying, importing) = (silent(), silent());
    let input = move |dry_run| ImportCatalogueItemsInput { file: text.get_untracked(), dry_run };
    let look = move |()| {
        done.set(None);
        looked.set(None);
        importing.refusal.set(None);
        trying.send::<ImportCatalogueItems>(input(true), move |payload, _| {
            let text = text.get_untracked();
            looked.set(Some(Looked { text, seen: Seen::of(payload.lines) }));
        });
    };
    let import = move |()| {
        importing.send::<ImportCatalogueItems>(input(false), move |payload, _| {
            let (seen, receipt) = (Seen::of(payload.lines), payload.receipt);
            match receipt {
                Some(receipt) => {
                    toasts.good(receipt.words());
                    done.set(Some(receipt.page()));
                    looked.set(None);
                    text.set(String::new());
                }
                // Something changed since the look: the items say what.
                None => looked.set(Some(Looked { text: text.get_untracked(), seen })),
            }
        });
    };
    let found = move || looked.get().map(|looked| found(looked, text, importing, import));
    let imported = move || done.get().map(imported);
    let look = Callback::new(look);
    let entry = move |page: CataloguePage| {
        note(&page.at);
        if !page.me.may("importCatalogueItems") {
            let title = "You may not add items of our own; a compliance officer does";
            return view! { <Notice tone=Tone::Info title=title/> }.into_any();
        }
        let off = Signal::derive(move || text.with(|text| text.trim().is_empty()));
        file_card(text, trying, (off, look))
    };
    view! {
        <PageHead title="Items from a file" lede="Controls, limits and frameworks of our own: first look at what would become of each, then record all items or none." back=("/catalogue", "Catalogue")/>
        {imported}
        {shown(asked(CataloguePage::ask), Outline::Block, CataloguePage::read, entry)}
        {found}
    }
    .into_any()
}

/// Where the file is pasted, and what an item is. `look` asks what it would do, unless `off`.
fn file_card(
    text: RwSignal<String>,
    form: Form,
    (off, look): (Signal<bool>, Callback<()>),
) -> AnyView {
    let example = move |()| text.set(EXAMPLE.to_owned());
    view! {
        <Card title="The file">
            <div class="stack">
                <TextArea label="Items of the file" value=text required=true error=form.error("file") hint="A JSON array of items, or one item a line (JSON Lines). Open the file as text, and paste it here."/>
                <Disclosure summary="What an item is">
                    <ul class="plain-list">
                        <li><b>"section"</b>" controls, limits, frameworks, framework_items, threats, evidence_types, metrics or kris"</li>
                        <li><b>"id"</b>" begins with ORG-; an item that is there already is changed"</li>
                        <li><b>"body"</b>" what it says, in the shape of the items that ship"</li>
                        <li><b>"validFrom"</b>" and "<b>"validTo"</b>" a day or a moment each; may be left out"</li>
                    </ul>
                    <div class="acts"><Button on_press=example>"Begin with an example"</Button></div>
                </Disclosure>
                <Loose form=form fields=&["file"]/>
                <div class="dialog-acts">
                    <Button weight=Weight::Primary disabled=off busy=form.busy icon=icon::SEARCH on_press=look>"Look at what it would do"</Button>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

/// What would become of the items, and the way to record them.
fn found(
    Looked { text, seen }: Looked,
    now: RwSignal<String>,
    form: Form,
    import: impl Fn(()) + Copy + Send + Sync + 'static,
) -> AnyView {
    let (is_ready, words, (added, changed)) = (seen.is_ready(), seen.words(), seen.counts());
    let tone = match (is_ready, seen.wrong()) {
        (true, _) => Tone::Good,
        (false, 0) => Tone::Info,
        (false, _) => Tone::Bad,
    };
    let is_old = Signal::derive(move || now.with(|now| *now != text));
    let old = move || {
        is_old
            .get()
            .then(|| view! { <p class="note">"The text was changed since; look at it again."</p> })
    };
    let off = Signal::derive(move || !is_ready || is_old.get());
    let count = added.saturating_add(changed);
    let button = format!("Record {}", client::words::counted(count, "item", "items"));
    let columns = vec![
        Column::number("Place"),
        Column::new("Item"),
        Column::new("Section"),
        Column::new("Differs in"),
        Column::new("Becomes"),
    ];
    let rows = seen.items().into_iter().map(line).collect();
    view! {
        <Notice tone=tone title=words/>
        <Card title="Item by item" note="Wrong items first" flush=true>
            <Table caption="What would become of each item" columns=columns rows=rows/>
        </Card>
        <Loose form=form fields=&[]/>
        <div class="dialog-acts">
            {old}
            <Button weight=Weight::Primary records=true disabled=off busy=form.busy on_press=import>{button}</Button>
        </div>
    }
    .into_any()
}

fn line(item: ImportedItem) -> Row {
    let (number, wrong) = (item.number, item.refusal.is_some());
    let fate = item.difference.as_ref().map(|difference| difference.fate);
    let becomes = match (&item.refusal, fate) {
        (Some(refusal), _) => {
            let field = refusal.field.clone().map(|field| format!("{field}: "));
            view! {
                <div class="stacked-cell">
                    <Status tone=Tone::Bad text="Refused"/>
                    <span>{field}{refusal.words()}</span>
                </div>
            }
            .into_any()
        }
        (None, None) => view! { <Status tone=Tone::Neutral text="Nothing new"/> }.into_any(),
        (None, Some(DifferenceFate::Added)) => {
            view! { <Status tone=Tone::Good text="Added"/> }.into_any()
        }
        (None, Some(DifferenceFate::Changed | DifferenceFate::Removed)) => {
            view! { <Status tone=Tone::Info text="Changed"/> }.into_any()
        }
    };
    // What is changed has a page to compare it with.
    let name = if fate == Some(DifferenceFate::Changed) {
        let to = item_page(&item.section, &item.id);
        view! { <Link to=to class="row-link code">{item.id}</Link> }.into_any()
    } else {
        view! { <span class="code">{item.id}</span> }.into_any()
    };
    let members = item.difference.map(|difference| difference.members.join(", "));
    Row::new(vec![
        cell(view! { <span class="num">{number}</span> }),
        name,
        cell(section_name(&item.section)),
        cell(members.unwrap_or_default()),
        becomes,
    ])
    .marked(wrong)
}

/// Says that the items were recorded.
fn imported(event: String) -> AnyView {
    let actions = move || {
        view! {
            <LinkButton to=event.clone() icon=icon::EVENTS>"Show the event"</LinkButton>
            <LinkButton to="/catalogue".to_owned() icon=icon::EVIDENCE>"Catalogue"</LinkButton>
        }
        .into_any()
    };
    view! { <Notice tone=Tone::Good title="The items are recorded" actions=actions/> }.into_any()
}
