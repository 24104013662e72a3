//! The page at `/roster`: people come from a spreadsheet, after a look at what each line would do.
use client::{
    ask::OfAll,
    people::{
        commands::{ImportRoster, ImportRosterInput, RosterLine},
        queries::{TeamRow, TeamsPage},
        roster::{EXAMPLE, Seen},
    },
};
use leptos::prelude::*;

use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        note, shown,
    },
    ui::{
        Button, Card, Column, Disclosure, LinkButton, Notice, Outline, PageHead, Row, Status,
        Table, TextArea, Tone, Weight, cell, icon, use_toasts,
    },
};

/// What was looked at, and what came of it.
#[derive(Clone, Debug, PartialEq)]
struct Looked {
    /// The text that was looked at: another one needs another look.
    text: String,
    seen: Seen,
}

/// Imports people.
pub fn roster_page() -> AnyView {
    let text = RwSignal::new(String::new());
    let looked = RwSignal::new(None::<Looked>);
    let done = RwSignal::new(None::<String>);
    let toasts = use_toasts();
    let silent = || Form::with(RwSignal::new(true), |_| ());
    let (trying, importing) = (silent(), silent());
    let input = move |dry_run| ImportRosterInput { csv: text.get_untracked(), dry_run };
    let look = move |()| {
        done.set(None);
        looked.set(None);
        importing.refusal.set(None);
        trying.send::<ImportRoster>(input(true), move |payload, _| {
            let text = text.get_untracked();
            looked.set(Some(Looked { text, seen: Seen::of(payload.lines) }));
        });
    };
    let import = move |()| {
        importing.send::<ImportRoster>(input(false), move |payload, _| {
            let (seen, receipt) = (Seen::of(payload.lines), payload.receipt);
            match receipt {
                Some(receipt) => {
                    toasts.good(receipt.words());
                    done.set(Some(receipt.page()));
                    looked.set(None);
                    text.set(String::new());
                }
                // Something changed since the look: the lines say what.
                None => looked.set(Some(Looked { text: text.get_untracked(), seen })),
            }
        });
    };
    let found = move || looked.get().map(|looked| found(looked, text, importing, import));
    let imported = move || done.get().map(imported);
    let page = asked(TeamsPage::ask);
    let entry = move |page: TeamsPage| {
        note(&page.at);
        if !page.me.may("importRoster") {
            let title = "You may not import people; an administrator does";
            return view! { <Notice tone=Tone::Info title=title/> }.into_any();
        }
        let off = Signal::derive(move || text.with(|text| text.trim().is_empty()));
        file_card(page.teams, text, trying, (off, Callback::new(look)))
    };
    view! {
        <PageHead title="Import people" lede="From a spreadsheet: first look at what each line would do, then record all lines or none." back=("/people", "People and teams")/>
        {imported}
        {shown(page, Outline::Block, TeamsPage::read, entry)}
        {found}
    }
    .into_any()
}

/// Where the file is pasted, and what its columns mean. `look` asks what it would do, unless `off`.
fn file_card(
    teams: Vec<TeamRow>,
    text: RwSignal<String>,
    form: Form,
    (off, look): (Signal<bool>, Callback<()>),
) -> AnyView {
    let example = move |()| text.set(EXAMPLE.to_owned());
    let teams = teams.iter().map(|team| team.subject.name()).collect::<Vec<_>>().join(", ");
    view! {
        <Card title="The file">
            <div class="stack">
                <TextArea label="Lines of the file" value=text required=true error=form.error("file") hint="Save the spreadsheet as CSV, open it as text, and paste it here. The first line names the columns."/>
                <Disclosure summary="What the columns mean">
                    <ul class="plain-list">
                        <li><b>"id"</b>" an opaque id that stays, such as usr-0815"</li>
                        <li><b>"name"</b>" and "<b>"email"</b>" can be erased later; e-mail may be left out"</li>
                        <li><b>"team"</b>{format!(" the id of a team that is registered: {teams}")}</li>
                        <li><b>"role"</b>" and "<b>"scope"</b>" a role to give, and for what: team:NAME, system:NAME or organisation:NAME"</li>
                    </ul>
                    <div class="acts"><Button on_press=example>"Begin with an example"</Button></div>
                </Disclosure>
                <Loose form=form fields=&["file"]/>
                <div class="dialog-acts">
                    <Button weight=Weight::Primary disabled=off busy=form.busy icon=icon::SEARCH on_press=look>"Look at what it would do"</Button>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

/// What the lines would do, and the way to record them.
fn found(
    Looked { text, seen }: Looked,
    now: RwSignal<String>,
    form: Form,
    import: impl Fn(()) + Copy + Send + Sync + 'static,
) -> AnyView {
    let (is_ready, words) = (seen.is_ready(), seen.words());
    let tone = match (is_ready, seen.wrong()) {
        (true, _) => Tone::Good,
        (false, 0) => Tone::Info,
        (false, _) => Tone::Bad,
    };
    let is_old = Signal::derive(move || now.with(|now| *now != text));
    let changed = move || {
        is_old
            .get()
            .then(|| view! { <p class="note">"The text was changed since; look at it again."</p> })
    };
    let off = Signal::derive(move || !is_ready || is_old.get());
    let button = format!("Record {}", client::words::counted(seen.people(), "line", "lines"));
    let columns = vec![
        Column::number("Line"),
        Column::new("Id"),
        Column::new("Would record"),
        Column::new("State"),
    ];
    let rows = seen.lines().into_iter().map(line).collect();
    view! {
        <Notice tone=tone title=words/>
        <Card title="Line by line" note="Wrong lines first" flush=true>
            <Table caption="What each line would do" columns=columns rows=rows/>
        </Card>
        <Loose form=form fields=&[]/>
        <div class="dialog-acts">
            {changed}
            <Button weight=Weight::Primary records=true disabled=off busy=form.busy on_press=import>{button}</Button>
        </div>
    }
    .into_any()
}

fn line(line: RosterLine) -> Row {
    let (number, wrong) = (line.line, line.refusal.is_some());
    let state = match &line.refusal {
        Some(refusal) => {
            let field = refusal.field.clone().filter(|field| field != "file");
            view! {
                <div class="stacked-cell">
                    <Status tone=Tone::Bad text="Wrong"/>
                    <span>{field.map(|field| format!("{field}: "))}{refusal.words()}</span>
                </div>
            }
            .into_any()
        }
        None if line.records.is_empty() => {
            view! { <Status tone=Tone::Neutral text="Nothing new"/> }.into_any()
        }
        None => view! { <Status tone=Tone::Good text="Fine"/> }.into_any(),
    };
    let records = line.records.into_iter().map(|one| view! { <span>{one}</span> });
    Row::new(vec![
        cell(view! { <span class="num">{number}</span> }),
        cell(view! { <span class="code">{line.id}</span> }),
        cell(view! { <div class="stacked-cell">{records.collect_view()}</div> }),
        state,
    ])
    .marked(wrong)
}

/// Says that the lines were recorded.
fn imported(event: String) -> AnyView {
    let actions = move || {
        view! {
            <LinkButton to=event.clone() icon=icon::EVENTS>"Show the event"</LinkButton>
            <LinkButton to="/people".to_owned() icon=icon::PERSON>"People and teams"</LinkButton>
        }
        .into_any()
    };
    view! { <Notice tone=Tone::Good title="The people are recorded" actions=actions/> }.into_any()
}
