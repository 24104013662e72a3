//! Following up a decision of a meeting.
use client::{
    programme::commands::{FollowUpDecision, FollowUpDecisionInput},
    scalars::{Long, Subject},
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Checkbox, Dialog, TextArea, Weight},
};

/// The button that follows up a decision, and its dialog.
pub fn follow_up(meeting: &str, decision: i64) -> AnyView {
    let open = RwSignal::new(false);
    let meeting = StoredValue::new(meeting.to_owned());
    view! {
        <Button records=true on_press=move |()| open.set(true)>"Follow up…"</Button>
        <Dialog open=open title=format!("Follow up decision {decision}") lede="What became of it, in your words.">
            {move || form_of(meeting, decision, open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(meeting: StoredValue<String>, decision: i64, open: RwSignal<bool>) -> AnyView {
    let (note, done) = (RwSignal::new(String::new()), RwSignal::new(false));
    let form = Form::new(open);
    let send = move |()| {
        let input = FollowUpDecisionInput {
            meeting: Subject(meeting.get_value()),
            decision: Long(decision),
            done: done.get_untracked(),
            note: note.get_untracked(),
        };
        form.send::<FollowUpDecision>(input, |_, _| ());
    };
    let off = Signal::derive(move || note.with(|note| note.trim().is_empty()));
    view! {
        <div class="stack">
            <TextArea label="What there is to say" value=note required=true error=form.error("note")/>
            <Checkbox label="The decision is done" value=done/>
            <Loose form=form fields=&["note"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Record"</Button>
            </div>
        </div>
    }
    .into_any()
}
