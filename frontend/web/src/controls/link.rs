//! Linking evidence to a control that nothing else ties to it, and taking a link back.
use client::{
    controls::commands::{ControlEvidenceInput, LinkControlEvidence, UnlinkControlEvidence},
    evaluations::list::{EvidenceFilter, EvidenceList},
    list::{Paged, Part},
    moment::Moment,
    scalars::Subject,
};
use leptos::prelude::*;

use crate::{
    api::Answer,
    rows::{
        asked,
        form::{Form, Loose},
    },
    ui::{Button, Dialog, Select, Weight},
};

/// Reports offered: as many as one page of the server holds.
const MOST: i32 = 500;

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

/// The form that chooses a report.
#[component]
pub fn LinkForm(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let form = Form::new(open);
    let of = system.clone();
    let list = asked(move |moment: Moment| {
        let filter =
            EvidenceFilter { system: Some(Subject(of.clone())), ..EvidenceFilter::default() };
        EvidenceList::ask(moment, filter, Part { order: None, first: Some(MOST), after: None })
    });
    let send = Callback::new(move |()| {
        let input = ControlEvidenceInput {
            system: Subject(system.clone()),
            control: control.clone(),
            evidence: Subject(chosen.get_untracked()),
        };
        form.send::<LinkControlEvidence>(input, |_, _| ());
    });
    let off = Signal::derive(move || chosen.with(String::is_empty));
    view! {
        <div class="stack">
            {move || view! { <Select label="Evidence" value=chosen options=choices(list.get()) error=form.error("evidence")/> }}
            <Loose form=form fields=&["evidence"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Link"</Button>
            </div>
        </div>
    }
}

/// Takes a link back.
#[component]
pub fn Unlink(
    /// The system.
    system: String,
    /// The control.
    control: String,
    /// The evidence.
    evidence: String,
) -> impl IntoView {
    let form = Form::new(RwSignal::new(true));
    let label = format!("Take back {evidence}");
    let send = Callback::new(move |()| {
        let input = ControlEvidenceInput {
            system: Subject(system.clone()),
            control: control.clone(),
            evidence: Subject(evidence.clone()),
        };
        form.send::<UnlinkControlEvidence>(input, |_, _| ());
    });
    view! {
        <Button records=true busy=form.busy label=label on_press=send>"Take back"</Button>
        <Loose form=form fields=&[]/>
    }
}

/// Evidence of the system, newest first; the first choice is none.
fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let rows = EvidenceList::read(&text).map(|page| page.rows).unwrap_or_default();
    let words = |row: &client::rows::EvidenceRow| {
        format!("{} of {} ({})", row.title, row.about.name(), row.subject.name())
    };
    let found = rows.iter().map(|row| (row.subject.0.clone(), words(row)));
    std::iter::once((String::new(), "Choose a report".to_owned())).chain(found).collect()
}
