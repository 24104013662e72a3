//! The page at `/roster`: people, who answers for what, and champions come from a spreadsheet, after a
//! look at what each line would do.
use client::{
    ask::OfAll,
    people::{
        commands::{
            ImportAccountabilities, ImportAccountabilitiesInput, ImportChampions,
            ImportChampionsInput, ImportRoster, ImportRosterInput, RosterLine, RosterPayload,
        },
        queries::{TeamRow, TeamsPage},
        roster::{Seen, Sheet},
    },
};
use leptos::prelude::*;

use crate::{
    rows::{
        Address, asked,
        form::{Form, Loose},
        note, shown, use_address,
    },
    ui::{
        Button, Card, Choice, Column, Disclosure, Filters, LinkButton, Notice, Outline, PageHead,
        Row, Status, Table, TextArea, Toasts, Tone, Weight, cell, icon, use_toasts,
    },
};

/// What was looked at, and what came of it.
#[derive(Clone, Debug, PartialEq)]
struct Looked {
    /// The text that was looked at: another one needs another look.
    text: String,
    seen: Seen,
}

/// The file, and what came of it. Copy it freely.
#[derive(Clone, Copy)]
struct File {
    sheet: Memo<Sheet>,
    text: RwSignal<String>,
    looked: RwSignal<Option<Looked>>,
    done: RwSignal<Option<(Sheet, String)>>,
    trying: Form,
    importing: Form,
    toasts: Toasts,
}

impl File {
    fn new(sheet: Memo<Sheet>) -> Self {
        let silent = || Form::with(RwSignal::new(true), |_| ());
        Self {
            sheet,
            text: RwSignal::new(String::new()),
            looked: RwSignal::new(None),
            done: RwSignal::new(None),
            trying: silent(),
            importing: silent(),
            toasts: use_toasts(),
        }
    }

    /// Begins anew.
    fn forget(self) {
        self.text.set(String::new());
        self.looked.set(None);
        self.done.set(None);
        self.trying.refusal.set(None);
        self.importing.refusal.set(None);
    }

    /// Asks what it would do.
    fn look(self) {
        self.done.set(None);
        self.looked.set(None);
        self.importing.refusal.set(None);
        let of = self.sheet.get_untracked();
        send(of, self.trying, (self.text.get_untracked(), true), move |payload, _| {
            if self.sheet.get_untracked() == of {
                self.show(Seen::of(payload.lines));
            }
        });
    }

    /// Records its lines.
    fn import(self) {
        let of = self.sheet.get_untracked();
        send(of, self.importing, (self.text.get_untracked(), false), move |payload, _| {
            let (seen, receipt) = (Seen::of(payload.lines), payload.receipt);
            match receipt {
                Some(receipt) => {
                    self.toasts.good(receipt.words());
                    self.done.set(Some((of, receipt.page())));
                    self.looked.set(None);
                    self.text.set(String::new());
                }
                // Something changed since the look: the lines say what.
                None => self.show(seen),
            }
        });
    }

    fn show(self, seen: Seen) {
        self.looked.set(Some(Looked { text: self.text.get_untracked(), seen }));
    }
}

/// Imports people, who answers for what, or champions.
pub fn roster_page() -> AnyView {
    let address = use_address();
    let sheet = Memo::new(move |_| Sheet::of(&address.get("of")));
    let file = File::new(sheet);
    // Another sheet is another file: what was pasted and looked at belongs to one of them.
    Effect::new(move |before: Option<Sheet>| {
        let now = sheet.get();
        if before.is_some_and(|before| before != now) {
            file.forget();
        }
        now
    });
    let import = move |()| file.import();
    let found =
        move || file.looked.get().map(|looked| found(looked, file.text, file.importing, import));
    let imported = move || file.done.get().map(|(of, event)| imported(of, event));
    let off = Signal::derive(move || file.text.with(|text| text.trim().is_empty()));
    let look = Callback::new(move |()| file.look());
    let entry = move |page: TeamsPage| {
        note(&page.at);
        let card = move || {
            let sheet = sheet.get();
            if sheet.may(&page.me) {
                return file_card((sheet, &page.teams), file.text, file.trying, (off, look));
            }
            view! { <Notice tone=Tone::Info title=sheet.not_yours()/> }.into_any()
        };
        view! { {card} }.into_any()
    };
    view! {
        <PageHead title="Import people" lede="From a spreadsheet: first look at what each line would do, then record all lines or none." back=("/people", "People and teams")/>
        {sheets(address)}
        {imported}
        {shown(asked(TeamsPage::ask), Outline::Block, TeamsPage::read, entry)}
        {found}
    }
    .into_any()
}

/// Which sheet it is.
fn sheets(address: Address) -> AnyView {
    let choices: Vec<_> =
        Sheet::ALL.iter().map(|sheet| Choice::new(sheet.slug(), sheet.word(), None)).collect();
    view! {
        <div class="toolbar">
            <Filters label="The file says" choices=Signal::stored(choices) chosen=address.signal("of") on_choose=address.setter("of")/>
        </div>
    }
    .into_any()
}

/// Sends the file as a sheet; `then` is told what came of it.
fn send(
    sheet: Sheet,
    form: Form,
    (csv, dry_run): (String, bool),
    then: impl FnOnce(RosterPayload, Option<u64>) + 'static,
) {
    match sheet {
        Sheet::People => form.send::<ImportRoster>(ImportRosterInput { csv, dry_run }, then),
        Sheet::Accountability => {
            let input = ImportAccountabilitiesInput { csv, dry_run };
            form.send::<ImportAccountabilities>(input, then);
        }
        Sheet::Champions => {
            form.send::<ImportChampions>(ImportChampionsInput { csv, dry_run }, then);
        }
    }
}

/// Where the file is pasted, and what its columns mean. `look` asks what it would do, unless `off`.
fn file_card(
    (sheet, teams): (Sheet, &[TeamRow]),
    text: RwSignal<String>,
    form: Form,
    (off, look): (Signal<bool>, Callback<()>),
) -> AnyView {
    let example = move |()| text.set(sheet.example().to_owned());
    let columns = sheet.columns().iter().map(|(name, meaning)| {
        view! { <li><b>{*name}</b>{format!(" {meaning}")}</li> }
    });
    let teams = (sheet != Sheet::Accountability).then(|| {
        let names = teams.iter().map(|team| team.subject.name()).collect::<Vec<_>>().join(", ");
        view! { <p class="note">{format!("Teams that are registered: {names}")}</p> }
    });
    view! {
        <Card title="The file">
            <div class="stack">
                <TextArea label="Lines of the file" value=text required=true error=form.error("file") hint="Save the spreadsheet as CSV, open it as text, and paste it here. The first line names the columns."/>
                <Disclosure summary="What the columns mean">
                    <ul class="plain-list">{columns.collect_view()}</ul>
                    {teams}
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
fn imported(sheet: Sheet, event: String) -> AnyView {
    let (to, words) = sheet.page();
    let actions = move || {
        view! {
            <LinkButton to=event.clone() icon=icon::EVENTS>"Show the event"</LinkButton>
            <LinkButton to=to.to_owned() icon=icon::PERSON>{words}</LinkButton>
        }
        .into_any()
    };
    view! { <Notice tone=Tone::Good title=sheet.done() actions=actions/> }.into_any()
}
