//! Following up a decision of a meeting, and giving it to somebody else.
use client::{
    programme::commands::{
        FollowUpDecision, FollowUpDecisionInput, ReassignDecision, ReassignDecisionInput,
    },
    scalars::{Long, Subject},
};
use leptos::prelude::*;

use crate::{
    people::give::give,
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

/// The button that gives a decision to somebody else, and its dialog.
pub fn give_decision(meeting: &str, decision: i64) -> AnyView {
    let meeting = Subject::from(meeting);
    let send = Callback::new(move |(form, owner): (Form, Subject)| {
        let (meeting, decision) = (meeting.clone(), Long(decision));
        let input = ReassignDecisionInput { meeting, decision, owner };
        form.send::<ReassignDecision>(input, |_, _| ());
    });
    let what = format!("decision {decision}");
    give(&what, "Who had to see to it before stays in the record.", send)
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
