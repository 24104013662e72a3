//! Recording evidence: where it belongs, what it measured, and the report itself.
//!
//! A report is known by the SHA-256 of its bytes, so the file is read before anything is sent. Then
//! the evidence is recorded, its file kept, and where the reader may, the evidence linked to the
//! control. Whatever fails on the way is tried again by itself: what was recorded stays recorded.
use client::{
    ask::OfAll,
    controls::{
        list::{ControlFilter, Controls},
        page,
        queries::{self, SystemChoice},
    },
    evaluations::record::{KindsPage, PlacePage, Wants},
    list::{Paged, Part},
    moment::Moment,
    offer::Chance,
};
use leptos::prelude::*;

use super::fields::Fields;
use crate::{
    rows::{
        asked,
        offer::{offered, sendable},
    },
    state::use_live,
    ui::{Button, Dialog, Notice, Outline, Select, Skeleton, Tone, icon},
};

/// Controls offered: as many as one page of the server holds.
const MOST: i32 = 500;

/// The button of a list of evidence: of one system, or of any.
pub fn record_of(system: String) -> AnyView {
    if system.is_empty() {
        return sendable("attachEvidence", || record_evidence(String::new(), String::new()));
    }
    let of = system.clone();
    let place = asked(move |moment| <PlacePage as client::ask::OfOne>::ask(moment, &of));
    // A form stays open while other news comes in.
    let may = Memo::new(move |_| {
        let text = place.get().and_then(Result::ok).unwrap_or_default();
        let read = <PlacePage as client::ask::OfOne>::read(&text);
        read.map_or(Chance::Hidden, |page| page.chance())
    });
    view! { {move || offered(&may.get(), || record_evidence(system.clone(), String::new()))} }
        .into_any()
}

/// The button, and its dialog. A system or a control that is not named is chosen in it.
pub fn record_evidence(system: String, control: String) -> AnyView {
    let (open, stranded) = (RwSignal::new(false), RwSignal::new(false));
    let live = use_live();
    Effect::new(move |_| {
        // What was recorded before something after it failed is to be seen.
        if !open.get() && stranded.get_untracked() {
            stranded.set(false);
            live.refresh();
        }
    });
    let place = StoredValue::new((system, control));
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Record evidence…"</Button>
        <Dialog open=open wide=true title="Record evidence" lede="A report that a tool or a person wrote. What came of it follows from what it measured and the limits it is held against: nobody claims it.">
            {move || content(place.get_value(), open, stranded)}
        </Dialog>
    }
    .into_any()
}

/// The content of the dialog: where the evidence belongs, where that is open, and the form.
fn content(
    (system, control): (String, String),
    open: RwSignal<bool>,
    stranded: RwSignal<bool>,
) -> AnyView {
    let (any_system, any_control) = (system.is_empty(), control.is_empty());
    let (system, control) = (RwSignal::new(system), RwSignal::new(control));
    let systems = any_system.then(|| choose_system(system, control));
    let controls = any_control.then(|| choose_control(system, control));
    let wants = wants(system, control);
    let form = move || {
        let place = (system.get_untracked(), control.get_untracked());
        match wants.get() {
            None => view! { <Skeleton outline=Outline::Block/> }.into_any(),
            Some(Err(sentence)) => view! { <Notice tone=Tone::Bad title=sentence/> }.into_any(),
            // Until it is known where it belongs, there is nothing to fill in.
            Some(Ok(_)) if place.0.is_empty() => ().into_any(),
            Some(Ok(wants)) => Fields::new(wants, place, (open, stranded)).draw(),
        }
    };
    view! { <div class="stack"><div class="stack" hidden=move || stranded.get()>{systems}{controls}</div>{form}</div> }
        .into_any()
}

fn choose_system(system: RwSignal<String>, control: RwSignal<String>) -> AnyView {
    let systems = asked(SystemChoice::ask);
    // The controls of another system are others.
    Effect::new(move |before: Option<()>| {
        system.track();
        if before.is_some() {
            control.set(String::new());
        }
    });
    let choose = move || {
        let answer = systems.get().and_then(Result::ok).unwrap_or_default();
        let found = queries::choices(&answer).into_iter().skip(1);
        let none = (String::new(), "Choose a system".to_owned());
        let options: Vec<_> = std::iter::once(none).chain(found).collect();
        view! { <Select label="System" value=system options=options/> }
    };
    view! { {choose} }.into_any()
}

fn choose_control(system: RwSignal<String>, control: RwSignal<String>) -> AnyView {
    let controls = asked(move |moment: Moment| {
        let of = system.get();
        let filter =
            ControlFilter::read(|key| if key == "system" { of.clone() } else { String::new() });
        Controls::ask(moment, filter, Part { order: None, first: Some(MOST), after: None })
    });
    let choose = move || {
        if system.with(String::is_empty) {
            return ().into_any();
        }
        let text = controls.get().and_then(Result::ok).unwrap_or_default();
        let rows = Controls::read(&text).map(|page| page.rows).unwrap_or_default();
        let found = rows.iter().map(|row| (row.id.clone(), format!("{} {}", row.id, row.title())));
        let none = (String::new(), "No control in particular".to_owned());
        let options: Vec<_> = std::iter::once(none).chain(found).collect();
        view! { <Select label="Control it speaks to" value=control options=options hint="The form then asks for what the control is shown with."/> }
            .into_any()
    };
    view! { {choose} }.into_any()
}

/// What the form asks for, whenever another place is chosen.
fn wants(
    system: RwSignal<String>,
    control: RwSignal<String>,
) -> Memo<Option<Result<Wants, String>>> {
    let told = asked(move |moment: Moment| {
        let (system, control) = (system.get(), control.get());
        if control.is_empty() {
            KindsPage::ask(moment)
        } else {
            page::ask_one(moment, &system, &control)
        }
    });
    // What is filled in stays while other news comes in.
    Memo::new(move |_| {
        let answer = told.get()?.map_err(|failure| failure.to_string());
        let (system, control) = (system.get_untracked(), control.get_untracked());
        Some(answer.and_then(|text| read(&text, &system, &control)))
    })
}

fn read(text: &str, system: &str, control: &str) -> Result<Wants, String> {
    if control.is_empty() {
        return KindsPage::read(text).map(|page| Wants::any(page.evidence_types, system));
    }
    let page = page::read_one(text)?;
    let gone = || "This control was not there at the moment you look at.".to_owned();
    let control = page.control.ok_or_else(gone)?;
    Ok(Wants::of(&control, &page.me))
}
