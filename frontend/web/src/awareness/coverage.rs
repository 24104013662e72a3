//! The page at `/learning/coverage`: how much of what must be learnt is done.
use client::{
    ask::OfAll,
    awareness::{
        commands::{RemindTraining, RemindTrainingInput},
        coverage::{self, COLUMNS, Count, CoveragePage, HEAD, Line, file},
    },
    shared::Me,
    words::counted,
};
use leptos::prelude::*;

use super::places::{for_those_who_may, places};
use crate::{
    charts::{Part, StackedBar},
    rows::{
        Address, Turner, asked,
        export::save_rows,
        form::{Form, Loose},
        list::{columns, nothing, order_choice, sorting},
        note, one_of, shown, use_address,
    },
    ui::{
        Button, Card, Empty, Figure, Link, More, Outline, PageHead, Row, SearchField, Sorting,
        Table, Tone, cell, escaped, icon, use_toasts,
    },
};

/// Who may see figures.
const WHO: &str = "Figures are shown to those who lead: security, risk, compliance, owners of \
    systems and security champions for their own, and to audit.";

/// How much of what must be learnt is done.
pub fn coverage_page() -> AnyView {
    view! {
        <PageHead title="Training coverage" lede="How much of what must be learnt is done and still counts, among those you may count." back=("/learning", "My training")/>
        {places()}
        {for_those_who_may("trainingCoverage", WHO, figures)}
    }
    .into_any()
}

fn figures() -> AnyView {
    let address = use_address();
    // Each table has its own, so that the head that was pressed takes the focus again.
    let sortings = [(); TABLES.len()].map(|()| sorting(address, COLUMNS));
    let draw = move |page| draw(page, address, sortings);
    shown(asked(CoveragePage::ask), Outline::Page, CoveragePage::read, draw)
}

fn draw(page: CoveragePage, address: Address, sortings: Sortings) -> AnyView {
    note(&page.at);
    let name = format!("ledgerstone-training-coverage-at-{}.csv", page.at.position.0);
    let found = page.training_coverage;
    let whole = found.organisation;
    if whole.people == 0 {
        let why = "A curriculum asks for modules once it is published, of those who hold a role.";
        return view! { <div class="card"><Empty title="Nothing is required of anybody" note=why icon=icon::LEARNING/></div> }.into_any();
    }
    let chosen = Chosen { lines: StoredValue::new(found.lines()), address, sortings };
    view! {
        {numbers(&whole)}
        {picture(&whole, &page.me)}
        <div class="toolbar">
            <SearchField label="Find a team, a role or a module" value=address.text("q")/>
            {one_of(address, "Show", "of", &[("team", "Teams"), ("role", "Roles"), ("module", "Modules")])}
            {order_choice(&columns(COLUMNS), chosen.sorting())}
            {export(name, whole, chosen)}
        </div>
        {move || tables(chosen)}
    }
    .into_any()
}

/// The order, once for every table.
type Sortings = [Sorting; TABLES.len()];

/// The figures, and what the address makes of them. Copy it freely.
#[derive(Clone, Copy)]
struct Chosen {
    lines: StoredValue<Vec<Line>>,
    address: Address,
    sortings: Sortings,
}

impl Chosen {
    /// The order of the address: all tables stand in the same.
    fn sorting(self) -> Sorting {
        let [sorting, ..] = self.sortings;
        sorting
    }

    /// The lines of teams, of roles or of modules, in order. Reactive.
    fn of(self, of: &str) -> Vec<Line> {
        let only = self.address.get("of");
        if !only.is_empty() && only != of {
            return Vec::new();
        }
        let order = self.sorting().get().map(|sort| (sort.key, sort.descending));
        let text = self.address.get("q");
        self.lines.with_value(|lines| coverage::chosen(lines, of, &text, order))
    }
}

/// The figures as a file: all that fit, in the order of the page.
fn export(name: String, whole: Count, chosen: Chosen) -> AnyView {
    let toasts = use_toasts();
    let save = move |()| {
        let lines = untrack(|| TABLES.iter().flat_map(|one| chosen.of(one.of)).collect::<Vec<_>>());
        let rows = file(whole, &lines);
        match save_rows(&name, &HEAD, &rows) {
            Ok(()) => toasts.good(format!("Exported {}.", counted(rows.len(), "line", "lines"))),
            Err(sentence) => toasts.bad(sentence),
        }
    };
    view! { <Button icon=icon::DOWNLOAD on_press=save>"Export CSV"</Button> }.into_any()
}

fn number(count: i32) -> usize {
    usize::try_from(count).unwrap_or_default()
}

fn numbers(whole: &Count) -> AnyView {
    let list = |query: &str| format!("/learning/duties{query}");
    let trained = format!("{} of {}", whole.trained, whole.people);
    let late = if whole.overdue > 0 { Tone::Bad } else { Tone::Good };
    view! {
        <div class="figures">
            <Figure name="Done and counting" value=whole.percent() to=list("") note=whole.words()/>
            <Figure name="People who have done everything" value=trained to=list("")/>
            <Figure name="Overdue" value=whole.overdue.to_string() tone=late to=list("?standing=overdue")/>
            <Figure name="Excused" value=whole.waived.to_string() to=list("?standing=waived")/>
        </div>
    }
    .into_any()
}

fn parts(count: &Count) -> Vec<Part> {
    let to = |standing: &str| format!("/learning/duties?standing={standing}");
    vec![
        Part::tone(Tone::Good, "Done", number(count.current)).to(to("current")),
        Part::tone(Tone::Warn, "To do", count.open()).to(to("due")),
        Part::tone(Tone::Bad, "Overdue", number(count.overdue)).to(to("overdue")),
        Part::tone(Tone::Neutral, "Excused", number(count.waived)).to(to("waived")),
    ]
}

fn picture(whole: &Count, me: &Me) -> AnyView {
    let words = counted(number(whole.required), "module required", "modules required");
    let may = me.may("remindTraining");
    let toasts = use_toasts();
    let form = Form::with(RwSignal::new(true), |_| ());
    let send = move |()| {
        form.send::<RemindTraining>(RemindTrainingInput { team: None }, move |made, _| {
            let told = number(made.notices.unwrap_or_default());
            toasts.good(match told {
                0 => "Everybody has been told already.".to_owned(),
                some => format!("{} recorded.", counted(some, "notice", "notices")),
            });
        });
    };
    let actions = move || {
        may.then(|| view! { <Button records=true busy=form.busy on_press=send>"Tell what is due"</Button> })
            .into_any()
    };
    let parts = parts(whole);
    view! {
        <Card title="The whole" note=words actions=actions>
            <StackedBar label="Required modules of all people" parts=parts/>
            <Loose form=form fields=&[]/>
        </Card>
    }
    .into_any()
}

fn line(line: Line) -> Row {
    let Line { of, name, id, count } = line;
    let cell_of = |count: i32| cell(view! { <span class="num">{count}</span> });
    let width = count.share.unwrap_or_default().clamp(0.0, 1.0) * 100.0;
    let done = view! {
        <div class="share">
            <span>{count.words()}</span>
            <svg class="bar-track" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="part" width=format!("{width:.2}") height="8" data-tone="good"/>
            </svg>
        </div>
    };
    let to = format!("/learning/duties?{of}={}", escaped(&id));
    let name = if id.is_empty() {
        view! { <span class="note">{name}</span> }.into_any()
    } else {
        let under = (of == "module").then(|| view! { <span class="note under">{id}</span> });
        view! { <Link to=to class="row-link">{name}</Link>{under} }.into_any()
    };
    Row::new(vec![
        name,
        cell(done),
        cell_of(count.people),
        cell_of(count.trained),
        cell_of(count.overdue),
        cell_of(count.waived),
    ])
    .marked(count.overdue > 0)
}

/// A table of figures: what of, its heading, its name for screen readers, and a line about it.
struct Figures {
    of: &'static str,
    title: &'static str,
    caption: &'static str,
    note: &'static str,
}

const LEAST: &str = "Least done first, unless another order is chosen";
const TABLES: &[Figures] = &[
    Figures { of: "team", title: "By team", caption: "Coverage by team", note: LEAST },
    Figures {
        of: "role",
        title: "By role",
        caption: "Coverage by role",
        note: "Counted is what the role itself asks for; a module that two roles ask of a person counts in both",
    },
    Figures { of: "module", title: "By module", caption: "Coverage by module", note: LEAST },
];

/// Lines of a table before the next page.
const MOST: usize = 50;

fn tables(chosen: Chosen) -> AnyView {
    let each = TABLES.iter().zip(chosen.sortings);
    let drawn: Vec<AnyView> =
        each.filter_map(|(one, sorting)| table(one, chosen, sorting)).collect();
    if drawn.is_empty() {
        let words = ("Nothing fits these filters", "Take a filter away to see more.");
        return nothing(words, icon::LEARNING, Some(chosen.address));
    }
    view! { {drawn} }.into_any()
}

fn table(one: &'static Figures, chosen: Chosen, sorting: Sorting) -> Option<AnyView> {
    let (address, lines) = (chosen.address, chosen.of(one.of));
    let total = lines.len();
    if total == 0 {
        return None;
    }
    // Pages are turned where one table is shown alone.
    let is_alone = address.get("of") == one.of;
    let after = address.after().filter(|_| is_alone).and_then(|after| after.parse().ok());
    let start: usize = after.unwrap_or_default();
    let rows: Vec<Row> = lines.into_iter().skip(start).take(MOST).map(line).collect();
    let (shown, of) = (rows.len(), one.of);
    let end = start.saturating_add(shown);
    let way_on = if is_alone {
        let next = (end < total).then(|| end.to_string());
        view! { <Turner address=address next=next shown=shown total=total what=("line", "lines")/> }
            .into_any()
    } else {
        let alone = address.setter("of");
        let all = Callback::new(move |()| alone.run(of.to_owned()));
        (shown < total)
            .then(|| view! { <More shown=shown total=total what="lines" on_more=all/> })
            .into_any()
    };
    Some(
        view! {
            <Card title=one.title note=one.note flush=true>
                <Table caption=one.caption columns=columns(COLUMNS) rows=rows sorting=sorting/>
                {way_on}
            </Card>
        }
        .into_any(),
    )
}
