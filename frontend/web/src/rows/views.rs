//! Saved views: a small menu above every list, with the addresses that people keep under a name.
//!
//! The menu shows what there is now, whatever moment the list shows; so a view can be saved while the
//! past is looked at, and may keep that moment.
use client::saved_views::{
    commands::Act,
    menu::{self, SavedView, ViewAudience, ViewMenu},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{hooks::use_location, params::ParamsMap};

use super::{
    form::{Form, Loose},
    shown,
};
use crate::{
    api::ask,
    state::{use_as_of, use_live},
    ui::{
        Button, Checkbox, Dialog, Icon, Link, Menu, Outline, Panel, Select, TextField, Weight, icon,
    },
};

/// What the menu and its dialogs share. Copy it freely.
#[derive(Clone, Copy)]
struct Desk {
    keeping: RwSignal<bool>,
    tidying: RwSignal<bool>,
    audiences: RwSignal<Vec<ViewAudience>>,
    own: RwSignal<Vec<SavedView>>,
    here: Signal<(String, String)>,
}

/// The menu after another one, and the dialogs it opens. What is in it is asked when it is opened.
pub fn views(before: Option<AnyView>) -> AnyView {
    let location = use_location();
    let (path, query) = (location.pathname, location.query);
    let desk = Desk {
        keeping: RwSignal::new(false),
        tidying: RwSignal::new(false),
        audiences: RwSignal::new(Vec::new()),
        own: RwSignal::new(Vec::new()),
        here: Signal::derive(move || (path.get(), query.with(ParamsMap::to_query_string))),
    };
    let face = move || view! { <Icon d=icon::EVENTS/>"Views" }.into_any();
    let content = Callback::new(move |panel| opened(desk, panel));
    view! {
        <div class="acts views">
            {before}
            <Menu label=Signal::stored("Views".to_owned()) face=face class="btn" content=content/>
        </div>
        <Dialog open=desk.keeping title="Save this view" lede="A view keeps the filters, the order and the columns, and shows whatever fits them when it is opened.">
            {move || keep(desk)}
        </Dialog>
        <Dialog open=desk.tidying title="Your views" lede="Whoever a view is shared with finds it under its new name, or no more.">
            {move || tidy(desk)}
        </Dialog>
    }
    .into_any()
}

/// The content of the open menu.
fn opened(desk: Desk, panel: Panel) -> AnyView {
    let live = use_live();
    let path = desk.here.get_untracked().0;
    let asked = ask(move || {
        live.beat();
        menu::ask(path.clone())
    });
    shown(asked, Outline::Block, menu::read, move |menu| choices(menu, desk, panel))
}

fn choices(menu: ViewMenu, desk: Desk, panel: Panel) -> AnyView {
    let ViewMenu { views, audiences } = menu;
    let own: Vec<SavedView> = views.iter().filter(|view| view.own).cloned().collect();
    let has_own = !own.is_empty();
    desk.audiences.set(audiences);
    desk.own.set(own);
    let open = move |dialog: RwSignal<bool>| {
        panel.close();
        dialog.set(true);
    };
    let none = views
        .is_empty()
        .then(|| view! { <li class="note">"Nobody saved a view of this list."</li> });
    let links = views.iter().map(|view| entry(view, panel)).collect_view();
    let tidy = has_own.then(|| {
        view! { <li><button type="button" on:click=move |_| open(desk.tidying)>"Rename or remove…"</button></li> }
    });
    view! {
        <ul class="menu-list">
            {none}
            {links}
            <li><button type="button" on:click=move |_| open(desk.keeping)><Icon d=icon::PLUS/>"Save this view…"</button></li>
            {tidy}
        </ul>
    }
    .into_any()
}

/// A view in the menu. A pinned one leads to its own moment, any other keeps the one looked at.
fn entry(view: &SavedView, panel: Panel) -> AnyView {
    let (title, note, to) = (view.title(), view.note(), view.address.clone());
    let words = view! { <span>{title}<span class="note under">{note}</span></span> };
    let link = if view.pinned {
        view! { <a href=to>{words}</a> }.into_any()
    } else {
        view! { <Link to=to>{words}</Link> }.into_any()
    };
    view! { <li on:click=move |_| panel.close()>{link}</li> }.into_any()
}

/// The form that saves the address of the page.
fn keep(desk: Desk) -> AnyView {
    let form = Form::new(desk.keeping);
    let (name, with) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let pinned = RwSignal::new(false);
    let as_of = use_as_of();
    let only_me = (String::new(), "Only me".to_owned());
    let others = desk.audiences.get_untracked().into_iter();
    let options: Vec<_> =
        std::iter::once(only_me).chain(others.map(|one| (one.subject.0, one.title))).collect();
    let who = (options.len() > 1)
        .then(|| view! { <Select label="Who finds it" value=with options=options/> });
    let moment = untrack(|| as_of.is_past())
        .then(|| view! { <Checkbox label="Always show the moment I look at now" value=pinned/> });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (path, query) = desk.here.get_untracked();
        let act = Act::Keep {
            address: format!("{path}{query}"),
            pinned: pinned.get_untracked(),
            with: with.get_untracked(),
        };
        record(form, act, name.get_untracked());
    };
    view! {
        <form on:submit=send novalidate=true>
            <TextField label="Name" value=name required=true error=form.error("name")/>
            {who}
            {moment}
            <Loose form=form fields=&["name"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| desk.keeping.set(false)>"Cancel"</Button>
                <Button submits=true weight=Weight::Primary busy=form.busy>"Save"</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The reader's own views, each with what can be done to it.
fn tidy(desk: Desk) -> AnyView {
    let own = desk.own.get_untracked();
    let rows = own.iter().map(|view| own_row(view, desk.tidying)).collect_view();
    view! { <ul class="stack">{rows}</ul> }.into_any()
}

fn own_row(view: &SavedView, open: RwSignal<bool>) -> AnyView {
    let (form, title) = (Form::new(open), view.title());
    let name = RwSignal::new(title.clone());
    let (rename, remove) = (Act::Rename(view.subject.clone()), Act::Remove(view.subject.clone()));
    let rename = move |()| record(form, rename.clone(), name.get_untracked());
    let remove = move |()| record(form, remove.clone(), String::new());
    let (rename_label, remove_label) = (format!("Rename {title}"), format!("Remove {title}"));
    view! {
        <li class="stack">
            <TextField label=title value=name required=true hint=view.note() error=form.error("name")/>
            <Loose form=form fields=&["name"]/>
            <div class="acts">
                <Button busy=form.busy label=rename_label on_press=rename>"Rename"</Button>
                <Button weight=Weight::Danger busy=form.busy label=remove_label on_press=remove>"Remove"</Button>
            </div>
        </li>
    }
    .into_any()
}

fn record(form: Form, act: Act, name: String) {
    let reading = act.clone();
    form.send_by(move |id| act.order(id, &name), move |text| reading.read(text), |(), _| ());
}
