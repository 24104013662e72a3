//! Recording a meeting: as of when its figures count, what was shown, and what was decided.
use client::{
    people::catalogue::last_moment,
    programme::{
        commands::{RecordMeeting, RecordMeetingInput},
        model::{Draft, lines},
    },
    scalars::{Subject, Time},
};
use leptos::prelude::*;

use crate::{
    people::choose::one_person,
    rows::form::{Form, Loose, buttons, unfilled},
    systems::choose::one_system,
    ui::{Button, Dialog, IconButton, TextArea, TextField, icon},
};

/// A decision being written. Copy it freely.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    text: RwSignal<String>,
    owner: RwSignal<String>,
    due: RwSignal<String>,
}

impl Line {
    fn new(number: usize) -> Self {
        let blank = || RwSignal::new(String::new());
        Self { number, text: blank(), owner: blank(), due: blank() }
    }

    fn draft(self) -> Draft {
        let said = |text: RwSignal<String>| text.get_untracked();
        Draft { text: said(self.text), owner: said(self.owner), due: said(self.due) }
    }
}

/// The button that records a meeting, and its dialog.
pub fn record_meeting() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Record a meeting…"</Button>
        <Dialog open=open title="Record a meeting" lede="Highlights and decisions are the organisation's: name no person in them, they stay readable for ever." wide=true>
            {move || form_of(open)}
        </Dialog>
    }
    .into_any()
}

fn form_of(open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (title, period, as_of, system, shown) = (blank(), blank(), blank(), blank(), blank());
    let decisions = RwSignal::new(vec![Line::new(0)]);
    let next = StoredValue::new(1_usize);
    let form = Form::new(open);
    let add = move |()| {
        let number = next.get_value();
        next.set_value(number + 1);
        decisions.update(|decisions| decisions.push(Line::new(number)));
    };
    let send = move |()| {
        let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let Some(figures_as_of) = moment(&said(as_of)) else { return };
        let system = said(system);
        let made = decisions
            .with_untracked(|lines| lines.iter().filter_map(|line| line.draft().input()).collect());
        let input = RecordMeetingInput {
            title: said(title),
            period: said(period),
            figures_as_of,
            system: (!system.is_empty()).then_some(Subject(system)),
            highlights: Some(lines(&shown.get_untracked())),
            decisions: Some(made),
        };
        form.send::<RecordMeeting>(input, |_, _| ());
    };
    let draw = move |line: Line| {
        let off = move |()| decisions.update(|lines| lines.retain(|one| one.number != line.number));
        view! {
            <fieldset class="stack">
                <TextArea label="Decision" value=line.text/>
                <div class="form-cols even">
                    {one_person("Who sees to it (nobody when none)", line.owner, Signal::stored(None))}
                    <TextField label="Done by" kind="date" value=line.due/>
                </div>
                <IconButton icon=icon::CROSS label="Take this decision out" on_press=off/>
            </fieldset>
        }
    };
    view! {
        <div class="stack">
            <div class="form-cols even">
                <TextField label="Title" value=title required=true hint="Such as Board risk committee." error=form.error("title")/>
                <TextField label="Period" value=period required=true hint="Such as 2026-Q4." error=form.error("period")/>
            </div>
            <div class="form-cols even">
                <TextField label="Figures as of the end of" kind="date" value=as_of required=true error=form.error("asOf")/>
                {one_system("About", "All systems", system, form.error("system"))}
            </div>
            <TextArea label="What was shown" value=shown hint="One highlight a line." error=form.error("highlights")/>
            <For each=move || decisions.get() key=|line| line.number children=draw/>
            <div><Button icon=icon::PLUS on_press=add>"Add a decision"</Button></div>
            <Loose form=form fields=&["title", "period", "asOf", "system", "highlights"]/>
            {buttons(form, "Record", unfilled([title, period, as_of]), send)}
        </div>
    }
    .into_any()
}

/// The end of a day, or this moment where the day is not over yet: a meeting sees no future.
fn moment(day: &str) -> Option<Time> {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    if now.starts_with(day) && !day.is_empty() { Some(Time(now)) } else { last_moment(day) }
}
