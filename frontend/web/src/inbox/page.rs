//! The page at `/inbox`.
use client::{
    inbox::{self as room, CHOICES, InboxAnswer, Notice, next_unseen, words_of},
    moment::Moment,
};
use leptos::prelude::*;

use crate::{
    api::{ask, submit},
    rows::{one_of, use_address},
    state::{use_as_of, use_live, use_prefs, use_session},
    ui::{
        Column, Empty, Link, Loaded, More, Outline, PageHead, Row, Status, Subject, Table, Time,
        Tone, cell, icon, page_of, use_toasts,
    },
};

/// Notices fetched at a time.
const STEP: i32 = 50;

/// What is on the page. Copy it freely.
#[derive(Clone, Copy)]
struct Pile {
    rows: RwSignal<Vec<Notice>>,
    next: RwSignal<Option<String>>,
    total: RwSignal<usize>,
    busy: RwSignal<bool>,
}

impl Pile {
    fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            total: RwSignal::new(0),
            busy: RwSignal::new(false),
        }
    }

    /// Begins again with a first answer.
    fn start(self, answer: InboxAnswer) {
        self.total.set(usize::try_from(answer.my_notices.total_count).unwrap_or_default());
        self.next.set(next_of(&answer));
        self.rows.set(answer.my_notices.nodes);
    }

    /// Adds the next page below.
    fn add(self, answer: InboxAnswer) {
        self.next.set(next_of(&answer));
        self.rows.update(|rows| rows.extend(answer.my_notices.nodes));
    }
}

fn next_of(answer: &InboxAnswer) -> Option<String> {
    let info = &answer.my_notices.page_info;
    info.end_cursor.clone().filter(|_| info.has_next_page)
}

/// The page at `/inbox`.
pub fn inbox_page() -> AnyView {
    let (as_of, live, prefs, session) = (use_as_of(), use_live(), use_prefs(), use_session());
    let address = use_address();
    let pile = Pile::new();
    let person = untrack(|| session.person()).map(|person| person.person).unwrap_or_default();
    // What is new stays so while the page is open, although it is seen now.
    let since = untrack(|| prefs.inbox_seen(&person));
    let moment = move || Moment::new(as_of.time(), as_of.position());
    let question = ask(move || {
        live.beat();
        room::inbox(&moment(), &address.get("kind"), STEP, None)
    });
    let render = move |text: String| {
        let answer = room::read_inbox(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        let is_chosen = untrack(|| !address.get("kind").is_empty());
        // What a choice leaves out was not seen.
        if !is_chosen && !untrack(|| as_of.is_past()) {
            prefs.see_inbox(&person, next_unseen(&answer));
        }
        pile.start(answer);
        Ok(view! { {move || rows(pile.rows.get(), since, is_chosen)} }.into_any())
    };
    let toasts = use_toasts();
    let older = move |()| {
        let Some(after) = pile.next.get_untracked() else { return };
        pile.busy.set(true);
        let body = untrack(|| room::inbox(&moment(), &address.get("kind"), STEP, Some(after)));
        submit(body, move |answer| {
            pile.busy.try_set(false);
            let read = answer
                .map_err(|failure| failure.to_string())
                .and_then(|text| room::read_inbox(&text));
            match read {
                Ok(answer) => pile.add(answer),
                Err(sentence) => toasts.bad(sentence),
            }
        });
    };
    let more = move || {
        let shown = pile.rows.with(Vec::len);
        (shown > 0).then(|| {
            let total = pile.total.get().max(shown);
            view! { <More shown=shown total=total what="notices" busy=pile.busy on_more=Callback::new(older)/> }
        })
    };
    view! {
        <PageHead title="Told to you" lede="What has come due or has passed, and what is yours to do about it. Everything here is an event of the log."/>
        <div class="toolbar">{one_of(address, "Kind", "kind", &CHOICES)}</div>
        <section class="card flush" aria-label="Told to you">
            <Loaded from=question outline=Outline::Rows render=render/>
            {more}
        </section>
    }
    .into_any()
}

fn rows(notices: Vec<Notice>, since: u64, is_chosen: bool) -> AnyView {
    if notices.is_empty() {
        let (title, note) = if is_chosen {
            ("You were told nothing of this kind", "Choose another kind, or all.")
        } else {
            (
                "You were told nothing yet",
                "When something that is yours to do comes due, it stands here on its day, and the bell counts it.",
            )
        };
        return view! { <Empty title=title note=note icon=icon::BELL/> }.into_any();
    }
    let columns = vec![
        Column::new("What"),
        Column::new("About"),
        Column::new("When"),
        Column::number("Event"),
    ];
    let rows = notices.into_iter().map(|notice| row(notice, since)).collect();
    view! { <Table caption="Told to you, newest first" columns=columns rows=rows/> }.into_any()
}

fn row(notice: Notice, since: u64) -> Row {
    let (thing, place) = (notice.thing().0.clone(), notice.position.0);
    let new = notice.is_new(since).then(|| view! { <Status tone=Tone::Info text="New"/> });
    let (kind, to) = (words_of(&notice.kind), page_of(&thing));
    let Notice { sentence, at, .. } = notice;
    let what = view! {
        <Link to=to class="row-link">{sentence}</Link>
        <span class="under inline note">{new}{kind}</span>
    };
    let event = view! { <Link to=format!("/events/{place}") class="num" label=format!("Event {place}")>{place}</Link> };
    Row::new(vec![
        cell(what),
        cell(view! { <Subject of=thing/> }),
        cell(view! { <Time at=at.0/> }),
        cell(event),
    ])
}
