//! Doing the same to several risks: shown one by one before, reported one by one after.
use client::{
    risks::{
        forms::Values,
        orders::{Act, RiskPayload},
        queries::RiskRow,
    },
    shared::Me,
};
use leptos::prelude::*;

use super::act::{fetched, people_ask, people_options};
use crate::{
    api::{Answer, submit},
    state::use_live,
    ui::{Button, Column, Dialog, Row, Status, Table, TextField, Tone, Weight, cell, use_toasts},
};

/// The box that chooses a row.
#[component]
pub fn Chosen(
    /// The row.
    row: RiskRow,
    /// All that are chosen.
    chosen: RwSignal<Vec<RiskRow>>,
) -> impl IntoView {
    let label = format!("Select {}", row.title);
    let row = StoredValue::new(row);
    let is_in = move || {
        chosen.with(|all| row.with_value(|row| all.iter().any(|one| one.subject == row.subject)))
    };
    let turn = move |event| {
        let wanted = event_target_checked(&event);
        chosen.update(|all| {
            row.with_value(|row| all.retain(|one| one.subject != row.subject));
            if wanted {
                all.push(row.get_value());
            }
        });
    };
    view! { <input class="choose" type="checkbox" aria-label=label prop:checked=is_in on:change=turn/> }
}

/// How many are chosen, and what can be done to them together.
#[component]
pub fn Bulk(
    /// What the caller may send.
    me: Me,
    /// The chosen rows.
    chosen: RwSignal<Vec<RiskRow>>,
) -> impl IntoView {
    let (act, open) = (RwSignal::new(None::<Act>), RwSignal::new(false));
    let begin = move |wanted: Act| {
        act.set(Some(wanted));
        open.set(true);
    };
    let may = StoredValue::new(me);
    let offers = move || {
        let count = chosen.with(Vec::len);
        if count == 0 {
            return None;
        }
        let words = if count == 1 {
            "1 risk selected".to_owned()
        } else {
            format!("{count} risks selected")
        };
        let offer = |wanted: Act, words: &'static str| {
            let is_allowed = may.with_value(|me| me.may(wanted.mutation()));
            is_allowed.then(|| {
                view! { <Button records=true on_press=move |()| begin(wanted.clone())>{words}</Button> }
            })
        };
        Some(view! {
            <div class="toolbar" role="group" aria-label="Selected risks">
                <b role="status">{words}</b>
                {offer(Act::Schedule, "Set review date…")}
                {offer(Act::Assign, "Name owner…")}
                <Button on_press=move |()| chosen.set(Vec::new())>"Clear selection"</Button>
            </div>
        })
    };
    let dialog = move || act.get().map(|act| together(act, chosen, open));
    view! { {offers}{dialog} }
}

/// What became of one of them.
#[derive(Clone, Debug, PartialEq)]
enum Became {
    Waiting,
    Done,
    Unchanged,
    Refused(String),
}

fn together(act: Act, chosen: RwSignal<Vec<RiskRow>>, open: RwSignal<bool>) -> AnyView {
    let is_owner = act == Act::Assign;
    let title = if is_owner {
        "Name the owner of several risks"
    } else {
        "Set the review date of several risks"
    };
    let act = StoredValue::new(act);
    view! {
        <Dialog open=open title=title lede="Look at the list before: each risk is recorded by itself." wide=true>
            {move || inside(act.get_value(), chosen, open)}
        </Dialog>
    }
    .into_any()
}

fn inside(act: Act, chosen: RwSignal<Vec<RiskRow>>, open: RwSignal<bool>) -> AnyView {
    let is_owner = act == Act::Assign;
    let key = if is_owner { "owner" } else { "due" };
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let rows = untrack(|| chosen.get());
    let count = rows.len();
    let results = RwSignal::new(vec![None::<Became>; count]);
    let preview = {
        let rows = rows.clone();
        move || table(&rows, is_owner, &value.get(), &results.get())
    };
    let act = StoredValue::new(act);
    let ended = over(chosen, results, busy);
    let send = Callback::new(move |()| {
        if value.with_untracked(String::is_empty) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        results.set(vec![Some(Became::Waiting); count]);
        let values = Values([(key, value.get_untracked())].into());
        for (at, row) in rows.iter().enumerate() {
            let body = act.with_value(|act| act.body(&row.subject.0, &values));
            submit(body, move |answer| ended.run((at, act.get_value(), answer)));
        }
    });
    let field = if is_owner {
        fetched("Person", value, Signal::stored(None), (people_ask(), people_options))
    } else {
        view! { <TextField label="Review on" value=value kind="date" required=true/> }.into_any()
    };
    let off = Signal::derive(move || value.with(String::is_empty));
    let words =
        if count == 1 { "Change 1 risk".to_owned() } else { format!("Change {count} risks") };
    view! {
        {field}
        {preview}
        <div class="dialog-acts">
            <Button on_press=move |()| open.set(false)>"Close"</Button>
            <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>{words}</Button>
        </div>
    }
    .into_any()
}

fn table(rows: &[RiskRow], is_owner: bool, value: &str, results: &[Option<Became>]) -> AnyView {
    let before = |row: &RiskRow| {
        if is_owner {
            return row.owner.as_ref().map_or_else(|| "nobody".to_owned(), |owner| owner.words());
        }
        let day = |time: &client::scalars::Time| time.0.chars().take(10).collect();
        row.next_review.as_ref().map_or_else(|| "not set".to_owned(), day)
    };
    let after = if value.is_empty() {
        "…".to_owned()
    } else {
        value.trim_start_matches("person:").to_owned()
    };
    let lines = rows.iter().zip(results).map(|(row, result)| {
        Row::new(vec![
            cell(row.title.clone()),
            cell(format!("{} → {after}", before(row))),
            cell(result.as_ref().map(outcome)),
        ])
    });
    let columns = vec![Column::new("Risk"), Column::new("Before → after"), Column::new("Result")];
    view! { <Table caption="What will be changed" columns=columns rows=lines.collect()/> }
        .into_any()
}

fn outcome(result: &Became) -> AnyView {
    let (tone, words) = match result {
        Became::Waiting => (Tone::Info, "Sending".to_owned()),
        Became::Done => (Tone::Good, "Recorded".to_owned()),
        Became::Unchanged => (Tone::Neutral, "Was so already".to_owned()),
        Became::Refused(sentence) => (Tone::Bad, sentence.clone()),
    };
    view! { <Status tone=tone text=words/> }.into_any()
}

/// Takes answers in; when the last one is there, says how many were recorded.
fn over(
    chosen: RwSignal<Vec<RiskRow>>,
    results: RwSignal<Vec<Option<Became>>>,
    busy: RwSignal<bool>,
) -> Callback<(usize, Act, Answer)> {
    let (live, toasts) = (use_live(), use_toasts());
    Callback::new(move |(at, act, answer): (usize, Act, Answer)| {
        let read = answer.map_err(|failure| failure.to_string());
        let result = read_one(read.and_then(|text| act.read(&text)));
        let all = results.try_update(|all| {
            if let Some(place) = all.get_mut(at) {
                *place = Some(result);
            }
            all.clone()
        });
        let all = all.unwrap_or_default();
        if all.iter().any(|one| *one == Some(Became::Waiting)) {
            return;
        }
        busy.try_set(false);
        let is_refused = |one: &&Option<Became>| matches!(one, Some(Became::Refused(_)));
        let refused = all.iter().filter(is_refused).count();
        if refused == 0 {
            toasts.good(format!("{} risks changed.", all.len()));
            chosen.try_set(Vec::new());
        } else {
            toasts.bad(format!("{refused} of {} risks were not changed.", all.len()));
        }
        live.refresh();
    })
}

fn read_one(payload: Result<RiskPayload, String>) -> Became {
    match payload {
        Ok(RiskPayload { refusal: Some(refusal), .. }) => Became::Refused(refusal.words()),
        Ok(RiskPayload { receipt: Some(_), .. }) => Became::Done,
        Ok(_) => Became::Unchanged,
        Err(sentence) => Became::Refused(sentence),
    }
}
