//! The page at `/events`.
use client::{
    events::{
        self as room, COLUMNS, EventRow, EventsAnswer, FAMILIES, Wanted, kinds_of, with_news,
    },
    list::{Page, gather},
    moment::Moment,
};
use leptos::prelude::*;

use crate::{
    api::{ask, post, submit, subscribe},
    rows::{
        Address,
        export::save_rows,
        list::{columns, order_choice, sorting},
        use_address,
    },
    state::{use_as_of, use_live},
    ui::{
        Button, Chip, Choice, Empty, Filters, Hash, Link, Loaded, More, Outline, PageHead, Row,
        SearchField, Sorting, Subject, Table, Time, cell, grouped, icon, use_toasts,
    },
};

/// Events fetched at a time.
const STEP: i32 = 50;
/// Events kept on the page.
const MOST: usize = 2_000;
/// Events fetched at a time for a file.
const FILE_STEP: i32 = 200;
/// Events of a file.
const FILE_MOST: usize = 10_000;

/// What is on the page beside the first answer. Copy it freely.
#[derive(Clone, Copy)]
struct Pile {
    rows: RwSignal<Vec<EventRow>>,
    news: RwSignal<Vec<EventRow>>,
    next: RwSignal<Option<String>>,
    total: RwSignal<usize>,
    busy: RwSignal<bool>,
    /// Whether what is shown begins with the oldest.
    oldest_first: RwSignal<bool>,
}

impl Pile {
    fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            news: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            total: RwSignal::new(0),
            busy: RwSignal::new(false),
            oldest_first: RwSignal::new(false),
        }
    }

    /// Begins again with a first answer.
    fn start(self, answer: EventsAnswer, oldest_first: bool) {
        self.oldest_first.set(oldest_first);
        self.news.set(Vec::new());
        self.total.set(usize::try_from(answer.events.total_count).unwrap_or_default());
        self.next.set(next_of(&answer));
        self.rows.set(answer.events.nodes);
    }

    /// Adds the next page below.
    fn add(self, answer: EventsAnswer) {
        let oldest_first = self.oldest_first.get_untracked();
        self.next.set(next_of(&answer));
        self.rows.update(|rows| {
            *rows = with_news(std::mem::take(rows), answer.events.nodes, MOST, oldest_first);
        });
    }

    /// Everything to show, in order.
    fn all(self) -> Vec<EventRow> {
        with_news(self.rows.get(), self.news.get(), MOST, self.oldest_first.get())
    }

    /// After which event new ones may be shown: behind it there is nothing yet.
    fn end(self, oldest_first: bool) -> Option<u64> {
        if !oldest_first {
            return self.rows.with(|rows| rows.first().map(|row| row.position.0));
        }
        // While there are pages below, news would stand behind a gap.
        let is_whole = self.next.with(Option::is_none);
        self.rows.with(|rows| rows.last().filter(|_| is_whole).map(|row| row.position.0))
    }
}

fn next_of(answer: &EventsAnswer) -> Option<String> {
    answer.events.page_info.end_cursor.clone().filter(|_| answer.events.page_info.has_next_page)
}

/// The page at `/events`.
pub fn events_page() -> AnyView {
    let (as_of, live) = (use_as_of(), use_live());
    let address = use_address();
    let pile = Pile::new();
    let sorting = sorting(address, COLUMNS);
    let wanted = move || Wanted {
        kinds: kinds_of(&address.get("kind")),
        subject: address.get("subject"),
        oldest_first: sorting.get().is_some_and(|sort| !sort.descending),
    };
    let moment = move || Moment::new(as_of.time(), as_of.position());
    let question = ask(move || {
        live.beat();
        room::events(&moment(), &wanted(), STEP, None)
    });
    let render = move |text: String| {
        let answer = room::read_events(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        pile.start(answer, untrack(wanted).oldest_first);
        Ok(view! { {move || rows(pile.all(), pile.oldest_first.get(), sorting)} }.into_any())
    };
    let toasts = use_toasts();
    let older = move |()| {
        let Some(after) = pile.next.get_untracked() else { return };
        pile.busy.set(true);
        let body = untrack(|| room::events(&moment(), &wanted(), STEP, Some(after)));
        submit(body, move |answer| {
            pile.busy.try_set(false);
            let read = answer
                .map_err(|failure| failure.to_string())
                .and_then(|text| room::read_events(&text));
            match read {
                Ok(answer) => pile.add(answer),
                Err(sentence) => toasts.bad(sentence),
            }
        });
    };
    follow(pile, wanted);
    let shown = move || pile.rows.with(Vec::len) + pile.news.with(Vec::len);
    let more = move || {
        (shown() > 0).then(|| {
            let total = if pile.next.with(Option::is_some) { pile.total.get().max(shown()) } else { shown() };
            view! { <More shown=shown() total=total what="events" busy=pile.busy on_more=Callback::new(older)/> }
        })
    };
    view! {
        <PageHead title="Events" lede="Everything that was ever recorded, in the order of the log. Nothing here can be changed; every line can be checked."/>
        {filters(address, sorting, export(wanted))}
        <section class="card flush" aria-label="Events">
            <Loaded from=question outline=Outline::Rows render=render/>
            {more}
        </section>
    }
    .into_any()
}

/// Adds new events, on top or at the end, while the present is looked at.
fn follow(pile: Pile, wanted: impl Fn() -> Wanted + 'static) {
    let as_of = use_as_of();
    Effect::new(move |_| {
        let wanted = wanted();
        if as_of.is_past() {
            return;
        }
        let Some(after) = pile.end(wanted.oldest_first) else { return };
        let line = subscribe(
            room::follow(Some(after), &wanted),
            move |text| {
                if let Ok(row) = room::read_follow(text) {
                    pile.news.try_update(|news| news.push(row));
                }
            },
            |_| {},
        );
        let line = send_wrapper::SendWrapper::new(line);
        on_cleanup(move || line.end());
    });
}

/// The way to a file of all events that fit the filter.
fn export(wanted: impl Fn() -> Wanted + Send + Sync + 'static) -> AnyView {
    let (as_of, toasts, busy) = (use_as_of(), use_toasts(), RwSignal::new(false));
    let start = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (wanted, moment) = untrack(|| (wanted(), Moment::new(as_of.time(), as_of.position())));
        leptos::task::spawn_local(async move {
            let made = everything(moment, wanted).await.and_then(|all| save(&all));
            busy.try_set(false);
            match made {
                Ok(count) => toasts.good(format!("Exported {} events.", grouped(count))),
                Err(sentence) => toasts.bad(sentence),
            }
        });
    };
    view! { <Button icon=icon::DOWNLOAD busy=busy on_press=start>"Export CSV"</Button> }.into_any()
}

/// All events that fit, as of one moment, if a file can hold them.
async fn everything(moment: Moment, wanted: Wanted) -> Result<Page<EventRow>, String> {
    gather(async |held, after| {
        let moment = moment.clone().held_at(held);
        let body = room::events(&moment, &wanted, FILE_STEP, after);
        let text = post(body).await.map_err(|failure| failure.to_string())?;
        let page = room::read_events(&text)?.page();
        if page.total > FILE_MOST {
            let (total, most) = (grouped(page.total), grouped(FILE_MOST));
            return Err(format!(
                "{total} events fit, and a file holds {most} at most. Choose a kind or say what \
                 they are about, and export again."
            ));
        }
        Ok(page)
    })
    .await
}

fn save(all: &Page<EventRow>) -> Result<usize, String> {
    let rows: Vec<Vec<String>> = all.rows.iter().map(EventRow::cells).collect();
    let name = format!("ledgerstone-events-at-{}.csv", all.at.position.0);
    let head: Vec<&str> = COLUMNS.iter().map(|column| column.title).collect();
    save_rows(&name, &head, &rows).map(|()| rows.len())
}

fn filters(address: Address, sorting: Sorting, export: AnyView) -> AnyView {
    let mut choices = vec![Choice::new("", "All", None)];
    choices.extend(FAMILIES.iter().map(|family| Choice::new(family.slug, family.words, None)));
    let typed = address.text("subject");
    let clear = address.setter("kind");
    let exact = move || {
        let kind_now = address.get("kind");
        let known = kind_now.is_empty() || FAMILIES.iter().any(|family| family.slug == kind_now);
        (!known).then(|| {
            view! { <span class="inline"><Chip text=format!("Only {kind_now}")/><Button on_press=move |()| clear.run(String::new())>"Show all kinds"</Button></span> }
        })
    };
    view! {
        <div class="toolbar">
            <Filters label="Kind" choices=Signal::stored(choices) chosen=address.signal("kind") on_choose=address.setter("kind")/>
            <SearchField label="About, such as dataset:name@v4" value=typed/>
            {exact}
            {order_choice(&columns(COLUMNS), sorting)}
            {export}
        </div>
    }
    .into_any()
}

fn rows(events: Vec<EventRow>, oldest_first: bool, sorting: Sorting) -> AnyView {
    if events.is_empty() {
        let note = "At the moment you look at, no event of this kind had been recorded about this, or none that is yours to see. A subject is written whole: kind, colon, name, and @ with the version.";
        return view! { <Empty title="No event fits" note=note icon=icon::SEARCH/> }.into_any();
    }
    let rows = events.into_iter().map(row).collect();
    let first = if oldest_first { "oldest" } else { "newest" };
    let caption = format!("Events, {first} first");
    view! { <Table caption=caption columns=columns(COLUMNS) rows=rows sorting=sorting/> }.into_any()
}

fn row(event: EventRow) -> Row {
    let (who, who_subject) = (event.who(), event.who_subject().to_owned());
    let position = event.position.0;
    let label = format!("{position}, {}", event.sentence);
    let number = view! { <Link to=format!("/events/{position}") class="row-link num" label=label>{position}</Link> };
    let what = view! {
        <span>{event.sentence}</span>
        <span class="under inline note">
            <code>{event.kind}</code>
            {event.late.then(|| view! { <Chip text="Late"/> })}
            {event.imported.then(|| view! { <Chip text="Imported"/> })}
        </span>
    };
    Row::new(vec![
        cell(number),
        cell(what),
        cell(view! { <Subject of=who_subject title=who/> }),
        cell(view! { <Time at=event.at.0/> }),
        cell(view! { <Subject of=event.stream.0/> }),
        cell(view! { <Hash digest=event.leaf_hash what="the leaf hash"/> }),
    ])
}
