//! Settling reports: they belong to a system, or there is nothing to govern. One or several at once;
//! each is recorded as its own fact.
use client::{
    scalars::Subject as Name,
    systems::commands::{DismissUse, DismissUseInput, SettleUse, SettleUseInput},
    words::counted,
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Checkbox, Dialog, Select, TextArea, Toasts, Weight, use_toasts},
};

/// How reports are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They belong to a system that is registered.
    Link,
    /// There is nothing to govern.
    Dismiss,
}

/// Reports with what they are called.
pub type Reports = Signal<Vec<(String, String)>>;

/// The dialog for the reports that were chosen.
#[component]
pub fn SettleDialog(
    /// How they are settled, once that is wanted.
    how: RwSignal<Option<How>>,
    /// The reports.
    #[prop(into)]
    reports: Reports,
    /// Systems they may belong to.
    #[prop(into)]
    systems: Signal<Vec<(String, String)>>,
    /// Called with each report that was settled.
    #[prop(into)]
    settled: Callback<String>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if how.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && how.with_untracked(Option::is_some) {
            how.set(None);
        }
    });
    let body = move || {
        how.get().map(|how| {
            let systems = systems.get_untracked();
            view! { <SettleForm how=how reports=reports.get_untracked() systems=systems open=open settled=settled/> }
        })
    };
    view! {
        <Dialog open=open title="Settle what was reported" lede="A report is settled once. If that was wrong, the use is reported anew.">
            {body}
        </Dialog>
    }
}

/// The reports that are still to be sent, and how. Copy it freely.
#[derive(Clone, Copy)]
struct Batch {
    form: Form,
    how: How,
    system: RwSignal<String>,
    registered: RwSignal<bool>,
    reason: RwSignal<String>,
    /// The report that was refused, by name.
    stuck: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    settled: Callback<String>,
    toasts: Toasts,
}

impl Batch {
    /// Settles the reports one after another, and stops at the first that is refused.
    fn run(self, mut rest: Vec<(String, String)>, done: usize) {
        let Some((report, name)) = rest.pop() else {
            self.toasts.good(format!("{} settled.", counted(done, "report", "reports")));
            self.open.set(false);
            return;
        };
        self.stuck.set(Some(name));
        let intake = Name(report.clone());
        let after = move || {
            if self.open.try_get_untracked().is_some() {
                self.settled.run(report);
                self.run(rest, done + 1);
            }
        };
        match self.how {
            How::Link => {
                let system = Name(self.system.get_untracked());
                let registered = self.registered.get_untracked();
                let input = SettleUseInput { intake, system, registered };
                self.form.send::<SettleUse>(input, move |_, _| after());
            }
            How::Dismiss => {
                let input = DismissUseInput { intake, reason: self.reason.get_untracked() };
                self.form.send::<DismissUse>(input, move |_, _| after());
            }
        }
    }
}

#[component]
fn SettleForm(
    /// How they are settled.
    how: How,
    /// The reports.
    reports: Vec<(String, String)>,
    /// Systems they may belong to.
    systems: Vec<(String, String)>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Called with each report that was settled.
    settled: Callback<String>,
) -> impl IntoView {
    let batch = Batch {
        form: Form::with(RwSignal::new(true), |_| ()),
        how,
        system: RwSignal::new(String::new()),
        registered: RwSignal::new(false),
        reason: RwSignal::new(String::new()),
        stuck: RwSignal::new(None),
        open,
        settled,
        toasts: use_toasts(),
    };
    let form = batch.form;
    let names = reports.iter().map(|(_, name)| view! { <li>{name.clone()}</li> }).collect_view();
    let waiting = StoredValue::new(reports);
    let tried = RwSignal::new(false);
    let missing = Signal::derive(move || match how {
        How::Link => batch.system.with(String::is_empty),
        How::Dismiss => batch.reason.with(|text| text.trim().is_empty()),
    });
    let error = move |field: &'static str, sentence: &'static str| {
        let said = form.error(field);
        Signal::derive(move || {
            said.get().or_else(|| (tried.get() && missing.get()).then(|| sentence.to_owned()))
        })
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if !missing.get_untracked() {
            // The first of the list is taken first.
            batch.run(waiting.get_value().into_iter().rev().collect(), 0);
        }
    };
    let fields = match how {
        How::Link => {
            let first = (String::new(), "Choose a system".to_owned());
            let options: Vec<_> = std::iter::once(first).chain(systems).collect();
            view! {
                <Select label="System" value=batch.system options=options error=error("system", "Choose the system it belongs to.")/>
                <Checkbox label="The system was registered because of this report" value=batch.registered/>
            }
            .into_any()
        }
        How::Dismiss => view! {
            <TextArea label="Why there is nothing to govern" value=batch.reason required=true error=error("reason", "Give a reason; it stands in the record.") hint="It is no AI, it is not used any more, it was a trial."/>
        }
        .into_any(),
    };
    let stuck = move || {
        let name = batch.stuck.get().filter(|_| form.refusal.with(Option::is_some))?;
        Some(
            view! { <p class="note" role="status">{format!("It stopped at “{name}”; what came before is settled.")}</p> },
        )
    };
    let (words, weight) = match how {
        How::Link => ("Settle", Weight::Primary),
        How::Dismiss => ("Dismiss", Weight::Danger),
    };
    view! {
        <form on:submit=send novalidate=true>
            <ul class="plain-list">{names}</ul>
            {fields}
            {stuck}
            <Loose form=form fields=&["system", "reason"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=weight busy=form.busy>{words}</Button>
            </div>
        </form>
    }
}
