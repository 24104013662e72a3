//! Cards of a control's page.
use client::{
    catalogue::commands::{ConfirmMapping, ConfirmMappingInput},
    controls::page::{ControlDue, ControlNotice, ControlTest, Mapping, Reading},
    offer::Chance,
};
use leptos::prelude::*;

use super::words::status_badge;
use crate::{
    rows::{
        form::{Form, Loose},
        offer::said,
        person,
    },
    ui::{
        Button, Card, Chip, Column, Link, Row, Status, Subject, Table, Time, Tone, Written, cell,
        escaped,
    },
};

/// One test with the readings it follows from.
pub fn test_card(test: &ControlTest) -> AnyView {
    let status = test.status;
    let warns = test.severity == "warn";
    let actions = move || {
        view! {
            {warns.then(|| view! { <Chip text="Only warns"/> })}
            {status_badge(status)}
        }
        .into_any()
    };
    let source = [test.rationale.clone(), test.source.clone()];
    let source: Vec<String> = source.into_iter().filter(|text| !text.is_empty()).collect();
    let note = if source.is_empty() {
        test.id.clone()
    } else {
        format!("{} · {}", test.id, source.join(" · "))
    };
    let title = if test.statement.is_empty() { test.id.clone() } else { test.statement.clone() };
    let applies = test.applies.clone();
    let body = if test.readings.is_empty() {
        let words = applies.unwrap_or_else(|| "It is not for this system.".to_owned());
        view! { <p class="note pad">{words}</p> }.into_any()
    } else {
        let words = applies.map(|applies| view! { <p class="note pad">{applies}</p> });
        view! { {words} {readings(&test.id, test.readings.clone())} }.into_any()
    };
    view! { <Card title=title note=note flush=true actions=actions>{body}</Card> }.into_any()
}

fn readings(test: &str, mut readings: Vec<Reading>) -> AnyView {
    // The worst first; within a status as the catalogue orders them.
    readings.sort_by_key(|reading| reading.status);
    let columns = vec![
        Column::new("Metric"),
        Column::number("Now"),
        Column::new("Limit"),
        Column::new("Result"),
        Column::new("For"),
        Column::new("Evidence"),
        Column::new("Counts until"),
    ];
    let rows = readings.into_iter().map(reading).collect();
    view! { <Table caption=format!("Readings of {test}") columns=columns rows=rows/> }.into_any()
}

/// What a reading follows from: a fact of the record says so, and leads to the event that made it.
pub fn said_by(reading: &Reading) -> AnyView {
    let Some(one) = reading.evidence.clone() else {
        return view! { <span class="note">"None"</span> }.into_any();
    };
    let Some(fact) = reading.recorded.clone() else {
        return view! { <Subject of=one.0/> }.into_any();
    };
    let event = reading.position.map(|position| {
        let to = format!("/events/{}", position.0);
        view! { <Link to=to>{format!("position {}", position.0)}</Link> }
    });
    view! {
        <Subject of=one.0/>
        <span class="note under">{format!("From the record: {fact}")}" "{event}</span>
    }
    .into_any()
}

fn reading(reading: Reading) -> Row {
    let evidence = said_by(&reading);
    let (limit, value) = (reading.limit_words(), reading.value_words());
    let broken = reading.grounds == "breaks";
    let title =
        if reading.title.is_empty() { "Outcome of the evidence".to_owned() } else { reading.title };
    let until = reading.until.map(|until| view! { <Time at=until.0 written=Written::Day/> });
    Row::new(vec![
        cell(view! { {title}<span class="note under code">{reading.metric}</span> }),
        cell(view! { <span class="num">{value}</span> }),
        cell(limit),
        cell(status_badge(reading.status)),
        cell(view! { <Subject of=reading.target.0/> }),
        evidence,
        cell(until),
    ])
    .marked(broken)
}

/// The items of frameworks that a control supports or that name a threat; a link that nobody stands behind is only proposed.
pub fn mapping_card(item: &str, mappings: &[Mapping], confirm: &Chance) -> AnyView {
    if mappings.is_empty() {
        return ().into_any();
    }
    let may_confirm = *confirm == Chance::Offered;
    let confirmed = mappings.iter().filter(|one| one.confirmed).count();
    let words = format!("{confirmed} of {} confirmed; the others are proposed", mappings.len());
    let columns = vec![Column::new("Item"), Column::new("Framework"), Column::new("Standing")];
    let rows = mappings.iter().cloned().map(|one| mapping(item.to_owned(), one, may_confirm));
    let rows = rows.collect();
    let who = said(confirm);
    view! {
        <Card title="Frameworks" note=words flush=true>
            <Table caption="Items of frameworks it names" columns=columns rows=rows/>
            {who}
        </Card>
    }
    .into_any()
}

fn mapping(item: String, one: Mapping, may_confirm: bool) -> Row {
    let to = format!("/frameworks/{}#{}", one.framework, escaped(&one.reference));
    let input = ConfirmMappingInput {
        item,
        framework: one.called.clone(),
        reference: one.reference.clone(),
    };
    let standing = if one.confirmed {
        view! { <Status tone=Tone::Good text="Confirmed"/> }.into_any()
    } else {
        view! {
            <span class="inline"><Status tone=Tone::Neutral text="Proposed"/>{may_confirm.then(|| view! { <Confirm input=input/> })}</span>
        }
        .into_any()
    };
    Row::new(vec![
        cell(view! { {one.reference}<span class="note under">{one.title}</span> }),
        cell(view! { <Link to=to>{one.framework_name}</Link> }),
        standing,
    ])
}

/// Stands behind a link.
#[component]
pub fn Confirm(
    /// The link.
    input: ConfirmMappingInput,
) -> impl IntoView {
    let form = Form::new(RwSignal::new(true));
    let label = format!("Confirm {} of {}", input.reference, input.framework);
    let send = Callback::new(move |()| form.send::<ConfirmMapping>(input.clone(), |_, _| ()));
    view! {
        <Button records=true busy=form.busy label=label on_press=send>"Confirm"</Button>
        <Loose form=form fields=&[]/>
    }
}

/// Changes that were noticed, and dates that somebody was told about.
pub fn notices_card(notices: &[ControlNotice], told: &[ControlDue]) -> AnyView {
    if notices.is_empty() && told.is_empty() {
        return ().into_any();
    }
    let changes = notices.iter().cloned().map(|one| {
        let because = one.because.map(|text| view! { <span class="note under">{text}</span> });
        view! {
            <li>
                {status_badge(one.from)}" to "{status_badge(one.to)}" "<Time at=one.at.0/>" "{person(one.by, "Somebody")}
                {because}
            </li>
        }
    });
    let dates = told.iter().cloned().map(|one| {
        let who = match one.told {
            Some(owner) => view! { {person(Some(owner), "")}" was told" }.into_any(),
            None => "nobody answered for it".into_any(),
        };
        view! { <li><Subject of=one.what.0/>" came due "<Time at=one.due.0 written=Written::Day/>"; "{who}</li> }
    });
    let (changes, dates) = (changes.collect_view(), dates.collect_view());
    view! {
        <Card title="What was noticed" note="Recorded when it happened; the status above is worked out anew">
            <ul class="plain-list">{changes}{dates}</ul>
        </Card>
    }
    .into_any()
}
