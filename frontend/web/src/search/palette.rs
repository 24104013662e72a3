//! The palette: a line over every page in which one types a name and goes there.
//!
//! A combobox with a list of results, in a modal dialog. The focus stays in the line; the arrows
//! move through the results, Enter goes there, Escape closes.
use std::time::Duration;

use client::{
    moment::Moment,
    search::{
        model::{fits, result_words, step},
        queries::{Finds, ask, read},
    },
};
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::place_of;
use crate::{
    api::submit,
    shell::nav,
    state::{AsOf, use_as_of},
    ui::{Chip, Icon, escaped, icon, icon_of},
};

/// How long typing rests before it is looked for.
const REST: Duration = Duration::from_millis(120);
/// Results in the list at most.
const MOST: i32 = 12;
/// Id of the list of results.
const LIST: &str = "palette-list";

/// The button that opens the palette; Ctrl-K or Cmd-K does the same on every page.
pub fn opener(open: RwSignal<bool>) -> AnyView {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_ours =
            (event.ctrl_key() || event.meta_key()) && matches!(event.key().as_str(), "k" | "K");
        if is_ours {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <button type="button" class="btn opener" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" on:click=move |_| open.set(true)>
            <Icon d=icon::SEARCH/>
            <span class="opener-words">"Search"</span>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </button>
    }
    .into_any()
}

/// The palette. Its content exists only while it is open.
#[component]
pub fn Palette(
    /// Whether it is open. Closing by Escape sets it to false.
    open: RwSignal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), open) = (node.get(), open.get()) else { return };
        if open && !dialog.open() {
            // It fails only for an element that is not in the page any more.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog node_ref=node class="dialog palette" aria-label="Search" on:close=move |_| open.set(false)>
            {move || open.get().then(|| content(open))}
        </dialog>
    }
}

/// A place to go.
#[derive(Clone, Debug, PartialEq)]
struct Goal {
    to: String,
    icon: &'static str,
    title: String,
    detail: String,
    state: Option<String>,
    /// Whether it was found by the server, for the text it was asked about.
    is_found: bool,
}

/// Places of one kind, under one heading.
#[derive(Clone, Debug, PartialEq)]
struct Goals {
    name: String,
    goals: Vec<Goal>,
}

/// What the palette shows of the server's answer.
#[derive(Clone, Debug, Default, PartialEq)]
enum Answered {
    /// Nothing was asked.
    #[default]
    Not,
    /// The answer is on its way.
    Waiting,
    /// What was found.
    With(Finds),
    /// A sentence why there is no answer.
    Failed(String),
}

/// What is typed, answered and chosen while the palette is open.
#[derive(Clone, Copy)]
struct Talk {
    as_of: AsOf,
    text: RwSignal<String>,
    answered: RwSignal<Answered>,
    chosen: RwSignal<usize>,
    stamp: StoredValue<u32>,
    /// The stamp of the text that was answered last.
    answers: StoredValue<u32>,
}

impl Talk {
    fn new() -> Self {
        Self {
            as_of: use_as_of(),
            text: RwSignal::new(String::new()),
            answered: RwSignal::new(Answered::Not),
            chosen: RwSignal::new(0),
            stamp: StoredValue::new(0),
            answers: StoredValue::new(0),
        }
    }

    /// Takes what was typed, and asks once the typing rests. An answer to an older text is dropped.
    fn typed(self, text: String) {
        let mine = self.stamp.get_value().wrapping_add(1);
        self.stamp.set_value(mine);
        self.chosen.set(0);
        let is_empty = text.trim().is_empty();
        self.text.set(text);
        if is_empty {
            self.answered.set(Answered::Not);
            return;
        }
        if !matches!(self.answered.get_untracked(), Answered::With(_)) {
            self.answered.set(Answered::Waiting);
        }
        set_timeout(move || self.ask(mine), REST);
    }

    /// Whether what is shown was found for what is typed: Enter opens nothing of another text.
    fn is_answered(self) -> bool {
        self.answers.try_get_value() == self.stamp.try_get_value()
    }

    /// The goal that Enter opens.
    fn opens(self, goals: &[Goal]) -> Option<&Goal> {
        let chosen = goals.get(self.chosen.get_untracked());
        chosen.filter(|goal| !goal.is_found || self.is_answered())
    }

    fn is_latest(self, mine: u32) -> bool {
        self.stamp.try_get_value() == Some(mine)
    }

    fn ask(self, mine: u32) {
        if !self.is_latest(mine) {
            return;
        }
        let moment = untrack(|| Moment::new(self.as_of.time(), self.as_of.position()));
        let body = ask(moment, &self.text.get_untracked(), "", MOST);
        submit(body, move |answer| {
            if !self.is_latest(mine) {
                return;
            }
            let found = answer.map_err(|why| why.to_string()).and_then(|text| read(&text));
            self.chosen.set(0);
            self.answers.set_value(mine);
            self.answered.set(match found {
                Ok(page) => Answered::With(page.search),
                Err(why) => Answered::Failed(why),
            });
        });
    }

    /// Pages first while nothing was found, then what was found by kind, then the page of it all.
    fn goals(self) -> Vec<Goals> {
        let text = self.text.get();
        let places = nav::places().filter(|place| fits(place.name, &text));
        let places: Vec<Goal> = places.map(page).collect();
        let mut all = Vec::new();
        if !places.is_empty() {
            all.push(Goals { name: "Go to".to_owned(), goals: places });
        }
        self.answered.with(|answered| {
            if let Answered::With(found) = answered {
                all.extend(of(found));
                all.extend(everything(found, &text));
            }
        });
        all
    }

    fn status(self) -> String {
        self.answered.with(|answered| match answered {
            Answered::Not => String::new(),
            Answered::Waiting => "Searching".to_owned(),
            Answered::With(found) => result_words(found.of_all_kinds()),
            Answered::Failed(why) => why.clone(),
        })
    }
}

fn page(place: nav::Place) -> Goal {
    let (to, title) = (place.to.to_owned(), place.name.to_owned());
    Goal { to, icon: place.icon, title, detail: String::new(), state: None, is_found: false }
}

fn of(found: &Finds) -> Vec<Goals> {
    let goal = |hit: &client::search::queries::Hit| Goal {
        to: place_of(hit),
        icon: icon_of(hit.subject.kind()),
        title: hit.title.clone(),
        detail: hit.id().map_or_else(|| hit.detail.clone(), str::to_owned),
        state: hit.state_words(),
        is_found: true,
    };
    let groups = found.groups().into_iter();
    groups
        .map(|group| Goals { goals: group.hits.iter().map(goal).collect(), name: group.name })
        .collect()
}

/// The page that shows all of it.
fn everything(found: &Finds, text: &str) -> Option<Goals> {
    let count = found.of_all_kinds();
    let more = Goal {
        to: format!("/search?q={}", escaped(text.trim())),
        icon: icon::SEARCH,
        title: format!("All results for “{}”", text.trim()),
        detail: result_words(count),
        state: None,
        is_found: false,
    };
    (count > 0).then(|| Goals { name: "More".to_owned(), goals: vec![more] })
}

fn content(open: RwSignal<bool>) -> AnyView {
    let talk = Talk::new();
    let goals = Memo::new(move |_| talk.goals());
    let flat = move || {
        goals.with_untracked(|goals| {
            goals.iter().flat_map(|group| group.goals.clone()).collect::<Vec<_>>()
        })
    };
    let navigate = use_navigate();
    let go = Callback::new(move |to: String| {
        let path = untrack(|| talk.as_of.href(&to));
        open.set(false);
        navigate(&path, NavigateOptions::default());
    });
    let press = move |event: ev::KeyboardEvent| {
        let (key, goals) = (event.key(), flat());
        if key == "Enter" {
            event.prevent_default();
            if let Some(goal) = talk.opens(&goals) {
                go.run(goal.to.clone());
            }
        } else if let Some(to) = step(&key, talk.chosen.get_untracked(), goals.len()) {
            event.prevent_default();
            talk.chosen.set(to);
            show(to);
        }
    };
    let is_empty = move || goals.with(Vec::is_empty);
    let line = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(line) = line.get() {
            // A line that cannot take the focus can still be clicked.
            let _ = line.focus();
        }
    });
    view! {
        <div class="palette-line">
            <Icon d=icon::SEARCH/>
            <input
                node_ref=line
                type="text"
                role="combobox"
                aria-label="Search"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=move || (!is_empty()).to_string()
                aria-activedescendant=move || (!is_empty()).then(|| option_id(talk.chosen.get()))
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder="A name, an identifier, a page …"
                on:input=move |event| talk.typed(event_target_value(&event))
                on:keydown=press
            />
            <button type="button" class="btn quiet palette-close" on:click=move |_| open.set(false)>"Close"</button>
        </div>
        {move || list(goals.get(), talk, go)}
        {move || none(talk, is_empty())}
        <p class="sr-only" role="status">{move || talk.status()}</p>
        <p class="palette-foot" aria-hidden="true"><kbd>"↑"</kbd><kbd>"↓"</kbd>" choose "<kbd>"Enter"</kbd>" go there "<kbd>"Esc"</kbd>" close"</p>
    }
    .into_any()
}

fn option_id(number: usize) -> String {
    format!("palette-option-{number}")
}

/// Brings a result that the arrows lead to into sight.
fn show(number: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(number)) {
        option.scroll_into_view_with_bool(false);
    }
}

fn list(groups: Vec<Goals>, talk: Talk, go: Callback<String>) -> AnyView {
    if groups.is_empty() {
        return ().into_any();
    }
    let mut next = 0;
    let groups = groups.into_iter().enumerate().map(|(number, group)| {
        let name = format!("palette-group-{number}");
        let called = name.clone();
        let goals = group.goals.into_iter().map(|goal| {
            let option = option(goal, next, talk, go);
            next += 1;
            option
        });
        view! {
            <div role="group" aria-labelledby=called>
                <p class="palette-name" id=name role="presentation">{group.name}</p>
                {goals.collect_view()}
            </div>
        }
        .into_any()
    });
    view! { <div class="palette-list" id=LIST role="listbox" aria-label="Results">{groups.collect_view()}</div> }.into_any()
}

fn option(goal: Goal, number: usize, talk: Talk, go: Callback<String>) -> AnyView {
    let to = goal.to;
    let point = move |_| {
        if talk.chosen.get_untracked() != number {
            talk.chosen.set(number);
        }
    };
    let detail =
        (!goal.detail.is_empty()).then(|| view! { <span class="note">{goal.detail}</span> });
    view! {
        <div
            class="palette-option"
            id=option_id(number)
            role="option"
            aria-selected=move || (talk.chosen.get() == number).to_string()
            on:mousemove=point
            on:click=move |_| go.run(to.clone())
        >
            <Icon d=goal.icon/>
            <span class="palette-words"><span class="palette-title">{goal.title}</span>{detail}</span>
            {goal.state.map(|state| view! { <Chip text=state/> })}
        </div>
    }
    .into_any()
}

/// What stands in place of results.
fn none(talk: Talk, is_empty: bool) -> AnyView {
    let answered = talk.answered.get();
    let words = match answered {
        Answered::Failed(why) => {
            return view! { <p class="palette-none" role="alert"><Icon d=icon::WARNING/>{why}</p> }
                .into_any();
        }
        Answered::Waiting => "Searching …",
        Answered::With(found) if found.of_all_kinds() == 0 => {
            "Nothing is found with all these words that is yours to see."
        }
        Answered::Not if is_empty => "Type what you are looking for.",
        Answered::With(_) | Answered::Not => return ().into_any(),
    };
    view! { <p class="palette-none">{words}</p> }.into_any()
}
