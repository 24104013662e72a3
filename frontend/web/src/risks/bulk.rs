//! Doing the same to several risks: shown one by one before, reported one by one after.
use client::{
    command::Sent,
    risks::{act::Act, forms::Values, list::RiskRow, scheme::ChoicesPage},
    shared::PersonLink,
    words::counted,
};
use leptos::prelude::*;

use super::{act::chosen, register::Known};
use crate::{
    api::{fresh_id, submit},
    state::{Live, use_live},
    ui::{
        Button, Column, Dialog, Row, Status, Table, TextField, Toasts, Tone, Weight, cell,
        use_toasts,
    },
};

/// The rows that are picked on this page. Copy it freely.
#[derive(Clone, Copy)]
pub struct Picked {
    rows: RwSignal<Vec<RiskRow>>,
    offered: RwSignal<bool>,
}

impl Default for Picked {
    /// Nothing picked, and nothing to pick for.
    fn default() -> Self {
        Self { rows: RwSignal::new(Vec::new()), offered: RwSignal::new(false) }
    }
}

impl Picked {
    /// Says whether there is anything to do with picked rows.
    pub fn offer(self, offered: bool) {
        if self.offered.get_untracked() != offered {
            self.offered.set(offered);
        }
    }
}

/// The box that picks a row, where there is something to do with picked rows.
pub fn pick(row: &RiskRow) -> AnyView {
    let Some(picked) = use_context::<Picked>() else { return ().into_any() };
    let (label, row) = (format!("Select {}", row.title), StoredValue::new(row.clone()));
    let rows = picked.rows;
    let is_in = move || {
        rows.with(|all| row.with_value(|row| all.iter().any(|one| one.subject == row.subject)))
    };
    let turn = move |event| {
        let wanted = event_target_checked(&event);
        rows.update(|all| {
            row.with_value(|row| all.retain(|one| one.subject != row.subject));
            if wanted {
                all.push(row.get_value());
            }
        });
    };
    let shown = move || {
        let label = label.clone();
        picked.offered.get().then(|| {
            view! { <input class="choose" type="checkbox" aria-label=label prop:checked=is_in on:change=turn/> }
        })
    };
    view! { {shown} }.into_any()
}

/// How many are picked, and what can be done to them together.
#[component]
pub fn Bulk(
    /// What can be chosen, and what the caller may send.
    choices: Known,
    /// The picked rows.
    picked: Picked,
) -> impl IntoView {
    let (act, open) = (RwSignal::new(None::<Act>), RwSignal::new(false));
    let rows = picked.rows;
    let offers = move || {
        let count = rows.with(Vec::len);
        if count == 0 {
            return None;
        }
        let words = if count == 1 {
            "1 risk selected".to_owned()
        } else {
            format!("{count} risks selected")
        };
        let offer = |wanted: Act, words: &'static str| {
            let name = wanted.mutation();
            let may = choices.with(|page| page.as_ref().is_some_and(|page| page.me.may(name)));
            let begin = move |()| {
                act.set(Some(wanted.clone()));
                open.set(true);
            };
            may.then(|| view! { <Button records=true on_press=begin>{words}</Button> })
        };
        Some(view! {
            <div class="toolbar" role="group" aria-label="Selected risks">
                <b role="status">{words}</b>
                {offer(Act::Schedule, "Set review date…")}
                {offer(Act::Assign, "Name owner…")}
                <Button on_press=move |()| rows.set(Vec::new())>"Clear selection"</Button>
            </div>
        })
    };
    let dialog = move || act.get().map(|act| together(&act, (choices, rows), open));
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

fn together(
    act: &Act,
    (choices, rows): (Known, RwSignal<Vec<RiskRow>>),
    open: RwSignal<bool>,
) -> AnyView {
    let title = if *act == Act::Assign {
        "Name the owner of several risks"
    } else {
        "Set the review date of several risks"
    };
    let act = StoredValue::new(act.clone());
    view! {
        <Dialog open=open title=title lede="Look at the list before: each risk is recorded by itself." wide=true>
            {move || inside(act, (choices, rows), open)}
        </Dialog>
    }
    .into_any()
}

fn inside(
    act: StoredValue<Act>,
    (choices, picked): (Known, RwSignal<Vec<RiskRow>>),
    open: RwSignal<bool>,
) -> AnyView {
    let is_owner = act.with_value(|act| *act == Act::Assign);
    let key = if is_owner { "owner" } else { "due" };
    let value = RwSignal::new(String::new());
    let work = Work::new(untrack(|| picked.get()), picked);
    let known = move || choices.with(|page| page.as_ref().map(ChoicesPage::people));
    let called = move |value: &str| {
        let people = known().unwrap_or_default();
        let found = people.into_iter().find(|(person, _)| person == value);
        found.map_or_else(|| value.to_owned(), |(_, name)| name)
    };
    let preview = move || {
        let after = value.with(|value| match value.as_str() {
            "" => "…".to_owned(),
            value => called(value),
        });
        work.table(is_owner, &after)
    };
    let send = Callback::new(move |()| {
        let values = Values([(key, value.get_untracked())].into());
        work.send(act, &values);
    });
    let field = if is_owner {
        chosen(("Person", None), value, Signal::stored(None), move || {
            let none = (String::new(), "Choose a person".to_owned());
            std::iter::once(none).chain(known().unwrap_or_default()).collect()
        })
    } else {
        view! { <TextField label="Review on" value=value kind="date" required=true/> }.into_any()
    };
    let off = Signal::derive(move || value.with(String::is_empty) || work.is_done());
    let count = work.rows.with_value(Vec::len);
    let words =
        if count == 1 { "Change 1 risk".to_owned() } else { format!("Change {count} risks") };
    view! {
        {field}
        {preview}
        <div class="dialog-acts">
            <Button on_press=move |()| open.set(false)>"Close"</Button>
            <Button weight=Weight::Primary records=true busy=work.busy disabled=off on_press=send>{words}</Button>
        </div>
    }
    .into_any()
}

/// Rows that are being changed, and what became of each.
#[derive(Clone, Copy)]
struct Work {
    rows: StoredValue<Vec<RiskRow>>,
    picked: RwSignal<Vec<RiskRow>>,
    became: RwSignal<Vec<Option<Became>>>,
    busy: RwSignal<bool>,
    live: Live,
    toasts: Toasts,
}

impl Work {
    fn new(rows: Vec<RiskRow>, picked: RwSignal<Vec<RiskRow>>) -> Self {
        Self {
            became: RwSignal::new(vec![None; rows.len()]),
            rows: StoredValue::new(rows),
            picked,
            busy: RwSignal::new(false),
            live: use_live(),
            toasts: use_toasts(),
        }
    }

    /// Sends the act for every row that was not recorded before; each under an id of its own.
    fn send(self, act: StoredValue<Act>, values: &Values) {
        if self.busy.get_untracked() {
            return;
        }
        let wanted: Vec<usize> = self.became.with_untracked(|all| {
            let open = all.iter().enumerate().filter(|(_, one)| **one != Some(Became::Done));
            open.map(|(at, _)| at).collect()
        });
        self.busy.set(!wanted.is_empty());
        for at in wanted {
            self.put(at, Became::Waiting);
            let subject = self.rows.with_value(|rows| rows.get(at).map(|row| row.subject.clone()));
            let Some(subject) = subject else { continue };
            let id = fresh_id();
            self.live.sends(&id);
            let body = act.with_value(|act| act.order(&id, &subject.0, values));
            submit(body, move |answer| {
                let text = answer.map_err(|failure| failure.to_string());
                let sent = text.and_then(|text| {
                    act.try_with_value(|act| act.sent(&text))
                        .unwrap_or_else(|| Err("The page was left.".to_owned()))
                });
                self.put(at, became(sent));
                self.settle();
            });
        }
    }

    /// Whether every row was recorded, so that nothing is left to send.
    fn is_done(self) -> bool {
        self.became.with(|all| all.iter().all(|one| *one == Some(Became::Done)))
    }

    fn put(self, at: usize, one: Became) {
        self.became.try_update(|all| {
            if let Some(place) = all.get_mut(at) {
                *place = Some(one);
            }
        });
    }

    /// When the last answer is there, says how many were recorded.
    fn settle(self) {
        let Some(all) = self.became.try_get_untracked() else { return };
        if all.contains(&Some(Became::Waiting)) {
            return;
        }
        self.busy.try_set(false);
        let refused = all.iter().filter(|one| matches!(one, Some(Became::Refused(_)))).count();
        if refused == 0 {
            self.toasts.good(format!("{} changed.", counted(all.len(), "risk", "risks")));
            self.picked.try_set(Vec::new());
        } else {
            self.toasts
                .bad(format!("Not changed: {refused} of {}.", counted(all.len(), "risk", "risks")));
        }
        self.live.refresh();
    }

    /// Each row before and after, and what became of it.
    fn table(self, is_owner: bool, after: &str) -> AnyView {
        let before = |row: &RiskRow| {
            if is_owner {
                return row.owner.as_ref().map_or_else(|| "nobody".to_owned(), PersonLink::words);
            }
            row.review_day().unwrap_or_else(|| "not set".to_owned())
        };
        let became = self.became.get();
        let lines = self.rows.with_value(|rows| {
            let line = |(row, result): (&RiskRow, &Option<Became>)| {
                Row::new(vec![
                    cell(row.title.clone()),
                    cell(format!("{} → {after}", before(row))),
                    cell(result.as_ref().map(outcome)),
                ])
            };
            rows.iter().zip(&became).map(line).collect()
        });
        let columns =
            vec![Column::new("Risk"), Column::new("Before → after"), Column::new("Result")];
        view! { <Table caption="What will be changed" columns=columns rows=lines/> }.into_any()
    }
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

fn became<T>(sent: Result<Sent<T>, String>) -> Became {
    match sent {
        Ok(Sent::Done { receipt: Some(_), .. }) => Became::Done,
        Ok(Sent::Done { receipt: None, .. }) => Became::Unchanged,
        Ok(Sent::Refused(refusal)) => Became::Refused(refusal.words()),
        Err(sentence) => Became::Refused(sentence),
    }
}
