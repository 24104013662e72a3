//! Linking evidence to a control that nothing else ties to it.
use client::{
    controls::commands::{self, ControlEvidenceInput},
    evaluations::queries::{self as evidence, EvidenceFilter},
    moment::Moment,
    scalars::Subject,
    shared::Refusal,
};
use leptos::prelude::*;

use super::act::outcome;
use crate::{
    api::{Answer, submit},
    rows::{
        asked,
        form::{Loose, finish},
    },
    ui::{Button, Dialog, Select, Weight},
};

/// The dialog. The evidence to choose from is asked for when it is opened.
#[component]
pub fn LinkEvidence(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title="Link evidence" lede="For a report that speaks for this control, although it is about something else.">
            <LinkForm system=system.clone() control=control.clone() open=open/>
        </Dialog>
    }
}

#[component]
fn LinkForm(system: String, control: String, open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let of = system.clone();
    let list = asked(move |moment: Moment| {
        let filter =
            EvidenceFilter { system: Some(Subject(of.clone())), ..EvidenceFilter::default() };
        evidence::ask_list(moment, filter, None)
    });
    let ends = finish(open, refusal, busy);
    let send = Callback::new(move |()| {
        busy.set(true);
        let input = ControlEvidenceInput {
            system: Subject(system.clone()),
            control: control.clone(),
            evidence: Subject(chosen.get_untracked()),
        };
        submit(commands::order_link(input), move |answer| {
            ends.run(outcome(answer, commands::read_link));
        });
    });
    let error = Signal::derive(move || refusal.with(|one| one.as_ref()?.beside("evidence")));
    let off = Signal::derive(move || chosen.with(String::is_empty));
    view! {
        <div class="stack">
            {move || view! { <Select label="Evidence" value=chosen options=choices(list.get()) error=error/> }}
            <Loose refusal=refusal fields=&["evidence"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Link"</Button>
            </div>
        </div>
    }
}

/// Evidence of the system, newest first; the first choice is none.
fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = evidence::read_list(&text).map(|page| page.evidence.nodes).unwrap_or_default();
    let words = |row: &client::rows::EvidenceRow| {
        format!("{} of {} ({})", row.title, row.about.name(), row.subject.name())
    };
    let found = rows.iter().map(|row| (row.subject.0.clone(), words(row)));
    std::iter::once((String::new(), "Choose a report".to_owned())).chain(found).collect()
}
