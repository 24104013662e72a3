//! Looking at the past: the control in the header and the banner below it.
use leptos::prelude::*;

use crate::{
    state::{AsOf, Moment, use_as_of},
    ui::{Button, Icon, Menu, Panel, Weight, fresh_id, grouped, icon, time},
};

/// Chooses the moment looked at.
#[component]
pub fn AsOfControl() -> impl IntoView {
    let as_of = use_as_of();
    let words = move || match as_of.get() {
        Moment::Now => "Now".to_owned(),
        Moment::Time(at) => written(&at),
        Moment::Position(position) => format!("Position {position}"),
    };
    let face =
        move || view! { <Icon d=icon::CLOCK/><span class="as-of-words">{words}</span> }.into_any();
    let label = Signal::derive(move || format!("{} – the moment looked at", words()));
    view! { <Menu label=label face=face class="btn as-of" content=Callback::new(move |panel| chooser(as_of, panel))/> }
}

fn chooser(as_of: AsOf, panel: Panel) -> AnyView {
    let value = RwSignal::new(field_value(as_of.time_untracked()));
    let problem = RwSignal::new(None::<&'static str>);
    let look = move |moment: Moment| {
        panel.close();
        as_of.set(moment);
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match Moment::read(&format!("{}:00Z", value.get_untracked())) {
            Moment::Now => problem.set(Some("Give a day and a time.")),
            moment @ (Moment::Time(_) | Moment::Position(_)) => look(moment),
        }
    };
    let id = fresh_id("as-of");
    let quick = STEPS.into_iter().map(|(words, back)| {
        let back_to = move |()| look(Moment::Time(time::rfc3339(time::now_ms() - back)));
        view! { <Button on_press=back_to weight=Weight::Quiet>{words}</Button> }
    });
    view! {
        <form class="as-of-form" on:submit=apply>
            <p class="as-of-title">"See everything as it was"</p>
            <label for=id.clone()>"Day and time, UTC"</label>
            <input
                id=id
                class="input"
                type="datetime-local"
                required=true
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <p class="field-error" role="alert">{move || problem.get()}</p>
            <div class="as-of-quick" role="group" aria-label="Steps back">{quick.collect_view()}</div>
            <div class="dialog-acts">
                <Button on_press=move |()| look(Moment::Now) disabled=Signal::derive(move || !as_of.is_past())>"Back to now"</Button>
                <Button submits=true weight=Weight::Primary>"Look"</Button>
            </div>
        </form>
    }
    .into_any()
}

const DAY: i64 = 86_400_000;
const STEPS: [(&str, i64); 4] = [
    ("Yesterday", DAY),
    ("A week ago", 7 * DAY),
    ("A month ago", 30 * DAY),
    ("A quarter ago", 91 * DAY),
];

/// What the native field shows: the time without seconds and zone.
fn field_value(at: Option<String>) -> String {
    let at = at.unwrap_or_else(|| time::rfc3339(time::now_ms()));
    at.get(..16).unwrap_or_default().to_owned()
}

fn written(at: &str) -> String {
    time::epoch_ms(at).map_or_else(|| at.to_owned(), |ms| format!("{} UTC", time::date_time(ms)))
}

/// Says that the past is looked at, as of when, and how to come back.
#[component]
pub fn PastBanner() -> impl IntoView {
    let as_of = use_as_of();
    let when = move || match as_of.get() {
        Moment::Now => String::new(),
        Moment::Time(at) => written(&at),
        Moment::Position(position) => format!("position {position}"),
    };
    let position = move || {
        let known = as_of.time().and_then(|_| as_of.shown_position());
        known.map(|position| {
            format!("position {}", grouped(usize::try_from(position).unwrap_or(usize::MAX)))
        })
    };
    let banner = move || {
        as_of.is_past().then(|| {
            view! {
                <div class="past-banner">
                    <Icon d=icon::CLOCK/>
                    <p>
                        <b>"You are looking at the past: as of "{when}</b>
                        <span class="past-position">{position}</span>
                        <span class="past-note">"Nothing can be recorded here."</span>
                    </p>
                    <Button on_press=move |()| as_of.set(Moment::Now)>"Back to now"</Button>
                </div>
            }
        })
    };
    view! { <div class="past-slot" role="status">{banner}</div> }
}
