//! Setting how much risk is taken: one statement a category, all at once.
use client::{
    programme::words::{AppetiteLevel, Tolerance},
    programme::{
        commands::{AppetiteStatementInput, SetAppetite, SetAppetiteInput},
        model::blank_statement,
    },
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    people::choose::one_person,
    reviews::open::options,
    rows::form::{Form, Loose, buttons},
    ui::{Button, Dialog, IconButton, Select, TextField, icon},
};

/// A statement being written. Copy it freely.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    category: RwSignal<String>,
    appetite: RwSignal<String>,
    band: RwSignal<String>,
    limit: RwSignal<String>,
}

impl Line {
    fn of(number: usize, from: &AppetiteStatementInput) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            number,
            category: text(&from.category),
            appetite: text(from.appetite.slug()),
            band: text(from.tolerance_max_band.slug()),
            limit: text(from.limit.as_deref().unwrap_or_default()),
        }
    }

    /// What it says; nothing when it names no category.
    fn said(self) -> Option<AppetiteStatementInput> {
        let category = self.category.get_untracked().trim().to_owned();
        let limit = self.limit.get_untracked().trim().to_owned();
        Some(AppetiteStatementInput {
            appetite: AppetiteLevel::read(&self.appetite.get_untracked())?,
            tolerance_max_band: Tolerance::read(&self.band.get_untracked())?,
            limit: (!limit.is_empty()).then_some(limit),
            category: Some(category).filter(|category| !category.is_empty())?,
        })
    }
}

/// The button that sets the appetite, and its dialog; it begins with what is `known`.
pub fn set_appetite(known: Vec<AppetiteStatementInput>) -> AnyView {
    let open = RwSignal::new(false);
    let known = StoredValue::new(known);
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Set…"</Button>
        <Dialog open=open title="Set the risk appetite" lede="It replaces the one before as a whole. Somebody else than you has approved it." wide=true>
            {move || form_of(known.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(known: Vec<AppetiteStatementInput>, open: RwSignal<bool>) -> AnyView {
    let known = if known.is_empty() { vec![blank_statement()] } else { known };
    let lines = known.iter().enumerate().map(|(number, one)| Line::of(number, one));
    let lines = RwSignal::new(lines.collect::<Vec<_>>());
    let next = StoredValue::new(known.len());
    let approver = RwSignal::new(String::new());
    let form = Form::new(open);
    let add = move |()| {
        let number = next.get_value();
        next.set_value(number + 1);
        lines.update(|lines| lines.push(Line::of(number, &blank_statement())));
    };
    let send = move |()| {
        let statements =
            lines.with_untracked(|lines| lines.iter().filter_map(|one| one.said()).collect());
        let approved_by = Subject(approver.get_untracked());
        form.send::<SetAppetite>(SetAppetiteInput { statements, approved_by }, |_, _| ());
    };
    let draw = move |line: Line| {
        let off = move |()| lines.update(|lines| lines.retain(|one| one.number != line.number));
        let (levels, bands) = (options::<AppetiteLevel>(), options::<Tolerance>());
        view! {
            <fieldset class="stack">
                <div class="form-cols even">
                    <TextField label="Category" value=line.category required=true/>
                    <TextField label="What must not happen" value=line.limit/>
                </div>
                <div class="form-cols even">
                    <Select label="Appetite" value=line.appetite options=levels/>
                    <Select label="Tolerates up to" value=line.band options=bands/>
                </div>
                <IconButton icon=icon::CROSS label="Take this category out" on_press=off/>
            </fieldset>
        }
    };
    let off = Signal::derive(move || approver.with(String::is_empty) || lines.with(Vec::is_empty));
    view! {
        <div class="stack">
            <For each=move || lines.get() key=|line| line.number children=draw/>
            <div><Button icon=icon::PLUS on_press=add>"Add a category"</Button></div>
            {one_person("Approved by", approver, form.error("approvedBy"))}
            <Loose form=form fields=&["approvedBy"]/>
            {buttons(form, "Set the appetite", off, send)}
        </div>
    }
    .into_any()
}
