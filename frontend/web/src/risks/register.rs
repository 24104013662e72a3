//! The page at `/risks`.
use client::{
    ask::OfAll,
    risks::{
        act::Act,
        list::{Cell, RiskFilter, RiskRow, Risks, SHOWS, appetite_words},
        scheme::{ChoicesPage, Options},
        words::{RiskBand, RiskCategory, RiskStatus},
    },
    words::Word,
};
use leptos::prelude::*;

use super::{
    act::{ActDialog, Desk, chosen},
    bulk::{Bulk, Picked, pick},
    parts::{day, score_cell, status_badge},
};
use crate::{
    api::Ask,
    rows::{Address, Look, asked, listed, members, one_of, only, person, system, use_address},
    ui::{
        Button, Disclosure, IconButton, Link, LinkButton, PageHead, Row, SearchField, Weight, cell,
        icon, page_of,
    },
};

/// The register of risks.
pub fn register_page() -> AnyView {
    let (address, desk, picked) = (use_address(), Desk::default(), Picked::default());
    provide_context(picked);
    let asked = asked(ChoicesPage::ask);
    let choices = known(asked);
    let look = Look::<Risks> {
        caption: "Risks",
        filter,
        line,
        nothing: (
            "No risk on the register",
            "At the moment you look at none had been identified that you may see.",
        ),
        no_match,
        icon: icon::RISK,
    };
    let may = move |act: &Act| {
        choices.with(|page| page.as_ref().is_some_and(|page| page.me.may(act.mutation())))
    };
    Effect::new(move |_| picked.offer(may(&Act::Schedule) || may(&Act::Assign)));
    let identify = move || {
        may(&Act::Identify).then(|| {
            view! { <Button records=true weight=Weight::Primary icon=icon::PLUS on_press=desk.on(Act::Identify, None)>"Identify a risk…"</Button> }
        })
    };
    let actions = move || {
        view! {
            <LinkButton to="/heat-map".to_owned() icon=icon::HEAT>"Heat map"</LinkButton>
            {identify}
        }
        .into_any()
    };
    view! {
        <PageHead title="Risks" lede="What could go wrong, how bad it would be, and who decided to live with it." actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a risk" value=address.text("q")/>
            {members::<RiskBand>(address, "Level", "band")}
            {one_of(address, "Show", "show", &SHOWS)}
            {only(address, "system")}
            {only(address, "owner")}
            {in_cell(address)}
        </div>
        <Disclosure summary="More filters">{more(address, choices)}</Disclosure>
        <Bulk choices=choices picked=picked/>
        {listed(address, look)}
        <ActDialog desk=desk/>
    }
    .into_any()
}

/// What can be chosen, once the server has said it.
pub type Known = Signal<Option<ChoicesPage>>;

fn known(asked: Ask) -> Known {
    Signal::derive(move || {
        let text = asked.get()?.ok()?;
        ChoicesPage::read(&text).ok()
    })
}

fn filter(address: Address) -> RiskFilter {
    RiskFilter::read(|key| address.get(key))
}

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    match address.get("show").as_str() {
        "above" => Some((
            "Nothing is above appetite",
            "Of the risks that fit, none has more left than its category tolerates.",
        )),
        "due" => Some((
            "Nothing is due",
            "Of the risks that fit, none has an acceptance, a review or a task whose day has come.",
        )),
        "unscored" => Some(("Everything is scored", "Every open risk that fits has a score.")),
        _ => None,
    }
}

/// The cell of the map that the list is narrowed to, and a way to widen it again.
fn in_cell(address: Address) -> AnyView {
    let chip = move || {
        let cell = Cell::read(&address.get("cell"))?;
        let (widen, words) = (address.setter("cell"), cell.words());
        let label = format!("Not only {words}");
        Some(view! {
            <span class="inline" role="status">
                <span class="filters-name">"Only"</span><span>{words}</span>
                <IconButton icon=icon::CROSS label=label on_press=move |()| widen.run(String::new())/>
            </span>
        })
    };
    view! { {chip} }.into_any()
}

fn more(address: Address, choices: Known) -> AnyView {
    let select = |label: &'static str, key: &'static str, options: fn(&ChoicesPage) -> Options| {
        let known = move || choices.with(|page| page.as_ref().map(options)).unwrap_or_default();
        chosen((label, None), address.text(key), Signal::stored(None), move || all(known()))
    };
    view! {
        <div class="filter-fields">
            {select("Status", "status", |_| words::<RiskStatus>())}
            {select("Category", "category", |_| words::<RiskCategory>())}
            {select("System", "system", ChoicesPage::systems)}
            {select("Accountable", "owner", ChoicesPage::people)}
            {select("Threat", "threat", ChoicesPage::threats)}
        </div>
    }
    .into_any()
}

fn words<W: Word>() -> Options {
    W::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned())).collect()
}

fn all(options: Options) -> Options {
    std::iter::once((String::new(), "All".to_owned())).chain(options).collect()
}

fn line(row: RiskRow) -> Row {
    let (to, title, id) =
        (page_of(&row.subject.0), row.title.clone(), row.subject.name().to_owned());
    let (overdue, threat) = (row.overdue(), row.threat_title.clone().unwrap_or_default());
    let late = (!overdue.is_empty()).then(|| view! { " · "<b class="late">{overdue}</b> });
    let (is_above, is_closed) =
        (row.above_appetite == Some(true), row.status == RiskStatus::Closed);
    let picker = pick(&row);
    Row::new(vec![
        cell(view! {
            {picker}<Link to=to class="row-link">{title}</Link>
            <span class="under note">{id}{late}</span>
        }),
        score_cell(row.residual),
        status_badge(row.status),
        score_cell(row.inherent),
        cell(appetite_words(row.above_appetite)),
        cell(system(row.system)),
        cell(person(row.owner, "Nobody")),
        cell(view! { <span class="code">{row.threat}</span><span class="under note">{threat}</span> }),
        cell(row.category.word()),
        day(row.acceptance.as_ref().map(|accepted| &accepted.until), "—"),
        day(row.next_review.as_ref(), "—"),
        cell(view! { <span class="num">{row.open_tasks}</span> }),
    ])
    .marked(is_above && !is_closed)
    .muted(is_closed)
}
