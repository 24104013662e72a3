//! Ending a duty of somebody for a system.
use client::{
    accountability::queries::Accountability,
    scalars::Subject,
    systems::commands::{ReleaseOwner, ReleaseOwnerInput},
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Dialog, Notice, Tone, Weight},
};

/// The confirmation. `held` is the duty that is to end; while there is one, it is open.
#[component]
pub fn ReleaseDialog(
    /// The system.
    system: String,
    /// The duty.
    held: RwSignal<Option<Accountability>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let form = Form::new(open);
    Effect::new(move |_| {
        if held.with(Option::is_some) {
            form.refusal.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && held.with_untracked(Option::is_some) {
            held.set(None);
        }
    });
    let system = StoredValue::new(Subject(system));
    let send = move |()| {
        let Some(held) = held.get_untracked() else { return };
        let Some(person) = held.person else { return };
        let input = ReleaseOwnerInput {
            system: system.get_value(),
            person: person.subject,
            duty: held.duty,
            stage: held.stage,
        };
        form.send::<ReleaseOwner>(input, |_, _| ());
    };
    let words = move || {
        held.get().map(|held| {
            format!("{}: {}. It ends now and stays in the record.", held.who(), held.duty_words())
        })
    };
    let alone = move || {
        held.with(|held| held.as_ref().is_some_and(Accountability::is_the_owner)).then(|| {
            view! {
                <Notice tone=Tone::Warn title="Then nobody is accountable for this system">
                    <p>"To hand it over, assign somebody else instead: the duty of the one before ends by itself."</p>
                </Notice>
            }
        })
    };
    view! {
        <Dialog open=open title="End a duty">
            <div class="stack">
                <p>{words}</p>
                {alone}
                <Loose form=form fields=&[]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button weight=Weight::Danger records=true busy=form.busy on_press=send>"End the duty"</Button>
                </div>
            </div>
        </Dialog>
    }
}
