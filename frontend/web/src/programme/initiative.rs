//! The page at `/initiatives/:name`: money given, money spent, and what came of it.
use client::{
    offer::{Ask, Chance, chance},
    programme::{
        model::grouped,
        queries::{Achievement, Bill, Initiative, InitiativePage},
    },
    shared::Me,
};
use leptos::prelude::*;

use super::money::{close_initiative, give_initiative, record_outcome, record_spending};
use crate::{
    charts::{Series, ShareBar, Trend},
    reviews::words::{catalogue_items, day},
    rows::{missing, note, offer::offered, one_page, person, subjects},
    ui::{
        Card, Column, Empty, Fact, Facts, Notice, PageHead, Row, Status, Table, Tone, cell, icon,
        time::epoch_ms,
    },
};

/// What the reader may do here.
#[derive(Clone)]
struct Acts {
    spend: Chance,
    achieve: Chance,
    give: Chance,
    close: Chance,
}

impl Acts {
    fn of(initiative: &Initiative, me: &Me) -> Self {
        let offer = |mutation, what| chance(&initiative.offers, me, Ask::of(mutation, what));
        let running = |chance| if initiative.closed.is_none() { chance } else { Chance::Hidden };
        Self {
            spend: running(offer("recordSpending", "record what it spends")),
            achieve: offer("recordInitiativeOutcome", "record what came of it"),
            give: running(offer("reassignInitiative", "give it to somebody else")),
            close: running(offer("closeInitiative", "close it")),
        }
    }
}

/// The page at `/initiatives/:name`.
pub fn initiative_page() -> AnyView {
    one_page("initiative", |page: InitiativePage| {
        note(&page.at);
        let me = page.me;
        page.initiative.map_or_else(
            || missing("initiative", ("/initiatives", "Initiatives")),
            |initiative| draw(&initiative, Acts::of(&initiative, &me)),
        )
    })
}

fn draw(initiative: &Initiative, may: Acts) -> AnyView {
    view! {
        {head(initiative, may)}
        {warning(initiative)}
        <div class="cols">
            <div class="stack">{outcomes(&initiative.outcomes)}{bills(initiative)}</div>
            {facts(initiative)}
        </div>
    }
    .into_any()
}

fn head(initiative: &Initiative, may: Acts) -> AnyView {
    let subject = initiative.subject.0.clone();
    let actions = move || {
        view! {
            {offered(&may.close, || close_initiative(&subject))}
            {offered(&may.give, || give_initiative(&subject))}
            {offered(&may.achieve, || record_outcome(&subject))}
            {offered(&may.spend, || record_spending(&subject))}
        }
        .into_any()
    };
    let is_closed = initiative.closed.is_some();
    let badges = move || {
        let (tone, words) =
            if is_closed { (Tone::Neutral, "Closed") } else { (Tone::Info, "Running") };
        view! { <Status tone=tone text=words/> }.into_any()
    };
    let kind = format!("Initiative {} · {}", initiative.subject.name(), initiative.period);
    view! {
        <PageHead
            title=initiative.title.clone()
            kind=kind
            lede=initiative.purpose.clone()
            back=("/initiatives", "Initiatives")
            badges=badges
            actions=actions
        />
    }
    .into_any()
}

fn warning(initiative: &Initiative) -> AnyView {
    if initiative.budget().share > 1.0 {
        return view! { <Notice tone=Tone::Bad title="More was spent than was given"/> }.into_any();
    }
    match initiative.summary.clone() {
        Some(summary) => {
            view! { <Notice tone=Tone::Info title="It is closed"><p>{summary}</p></Notice> }
                .into_any()
        }
        None => ().into_any(),
    }
}

fn facts(initiative: &Initiative) -> AnyView {
    let budget = initiative.budget();
    let tone = if budget.share > 1.0 { Tone::Bad } else { Tone::Info };
    let share = initiative.share_words();
    let threats = (!initiative.threats.is_empty()).then(|| catalogue_items(&initiative.threats));
    let risks = (!initiative.risks.is_empty()).then(|| subjects(&initiative.risks, 12));
    let (owner, by) = (initiative.owner.clone(), initiative.funded_by.clone());
    let (funded, closed) = (day(Some(&initiative.funded)), day(initiative.closed.as_ref()));
    let spent = format!("{} spent", budget.words);
    view! {
        <Card title="Budget">
            <p class="share">{spent}<ShareBar share=budget.share tone=tone/></p>
            <Facts>
                {share.map(|share| view! { <Fact name="Share">{share}</Fact> })}
                <Fact name="Owner">{person(owner, "Nobody named")}</Fact>
                <Fact name="Funded by">{person(by, "Unknown")}</Fact>
                <Fact name="Funded">{funded}</Fact>
                <Fact name="Closed">{closed}</Fact>
                {threats.map(|threats| view! { <Fact name="Works against">{threats}</Fact> })}
                {risks.map(|risks| view! { <Fact name="Lowers">{risks}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}

fn outcomes(rows: &[Achievement]) -> AnyView {
    if rows.is_empty() {
        return view! { <Card title="What came of it"><Empty title="No outcome was recorded yet" note="What changed because of it, in words and in figures." icon=icon::CHECK/></Card> }.into_any();
    }
    let columns = ["Outcome", "Figures", "Recorded"].map(Column::new).to_vec();
    let lines = rows.iter().rev().map(|one| {
        let figures = one.figures.iter().map(|pair| format!("{} {}", pair.name, pair.value));
        let figures = figures.collect::<Vec<_>>().join(", ");
        Row::new(vec![cell(one.note.clone()), cell(figures), day(Some(&one.at))])
    });
    let lines = lines.collect();
    view! {
        <Card title="What came of it" note="Newest first." flush=true>
            <Table caption="Outcomes" columns=columns rows=lines/>
        </Card>
    }
    .into_any()
}

fn bills(initiative: &Initiative) -> AnyView {
    if initiative.bills.is_empty() {
        return view! { <Card title="What was spent"><Empty title="Nothing was spent yet" icon=icon::PLUS/></Card> }.into_any();
    }
    let columns = vec![
        Column::new("Bill"),
        Column::new("For what"),
        Column::number("Amount"),
        Column::new("On"),
    ];
    let lines = initiative.bills.iter().rev().map(|bill| {
        let amount = format!("{} {}", grouped(&bill.amount), initiative.currency);
        Row::new(vec![
            cell(bill.reference.clone()),
            cell(bill.what.clone()),
            cell(amount),
            day(Some(&bill.on)),
        ])
    });
    let (lines, course) = (lines.collect(), course(&initiative.bills));
    view! {
        <Card title="What was spent" note="Newest first." flush=true>
            {course}
            <Table caption="Bills" columns=columns rows=lines/>
        </Card>
    }
    .into_any()
}

/// Money spent so far, over time; one bill alone has no course.
fn course(bills: &[Bill]) -> AnyView {
    let mut dated: Vec<(i64, f64)> = bills
        .iter()
        .filter_map(|bill| Some((epoch_ms(&bill.on.0)?, bill.amount.parse().ok()?)))
        .collect();
    if dated.len() < 2 {
        return ().into_any();
    }
    dated.sort_by_key(|(at, _)| *at);
    let mut total = 0.0;
    let points = dated.into_iter().map(|(at, amount)| {
        total += amount;
        (at, total)
    });
    let series = vec![Series { name: "Spent".to_owned(), points: points.collect(), stepped: true }];
    view! { <div class="pad"><Trend label="Money spent so far, over time" series=series/></div> }
        .into_any()
}
