//! Key risk indicators: sign, word and colour; value and limits; since when, and what says so.
use client::{
    list::{Heading, day as day_words},
    risks::{
        indicators::{IndicatorsPage, Reading},
        one::Risk,
        words::{IndicatorColour, IndicatorState},
    },
};
use leptos::prelude::*;

use super::parts::day;
use crate::{
    rows::{
        list::columns,
        system,
        whole::{Whole, whole},
    },
    ui::{Card, Empty, Row, Status, Subject, Table, Tone, cell, icon},
};

const SYSTEM: Heading = Heading::new("System").sorted("of");
const OF_ALL: &[Heading] = &headings(SYSTEM);
const OF_ONE: &[Heading] = &headings(SYSTEM.file_only());

const fn headings(system: Heading) -> [Heading; 8] {
    [
        Heading::new("Indicator").sorted("indicator"),
        Heading::new("Identifier").file_only(),
        system,
        Heading::new("Colour"),
        Heading::new("Value"),
        Heading::new("Limits"),
        Heading::new("Since").sorted("since"),
        Heading::new("Shown by").minor(),
    ]
}

fn cells(one: &Reading) -> Vec<String> {
    vec![
        one.title.clone(),
        one.indicator.clone(),
        one.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
        one.colour_words().to_owned(),
        one.value_words(),
        one.limit_words(),
        day_words(one.since.as_ref()),
        one.source.as_ref().map(|source| source.0.clone()).unwrap_or_default(),
    ]
}

/// The card of the indicators that warn of a risk.
pub fn own(risk: &Risk) -> AnyView {
    if risk.indicators.is_empty() {
        return ().into_any();
    }
    let rows = risk.indicators.iter().map(own_line).collect();
    let caption = "Indicators that warn of this risk";
    view! {
        <Card title="Indicators" note="What the catalogue says warns of its threat. One that turns red puts the risk back to review." flush=true>
            <Table caption=caption columns=columns(OF_ONE) rows=rows/>
        </Card>
    }
    .into_any()
}

/// The card of the indicators of a system, or of all systems those that are amber or red.
pub fn of_systems(page: &IndicatorsPage, chosen: &str) -> AnyView {
    let (readings, is_one) = (&page.risk_indicators, !chosen.is_empty());
    let date = page.at.time.0.get(..10).unwrap_or_default();
    let note = if is_one {
        format!("Of the chosen system, as of {date}")
    } else {
        format!(
            "Amber and red of all systems, as of {date}. Choose a system to see all of its own."
        )
    };
    let body = if readings.is_empty() {
        let (title, note) = if is_one {
            ("No indicator of this system", "It is out of use, or not yours to see at this moment.")
        } else {
            (
                "No indicator is amber or red",
                "What nobody measured is not among them: choose a system to see which have no value.",
            )
        };
        view! { <Empty title=title note=note icon=icon::CHECK/> }.into_any()
    } else {
        let list = Whole {
            caption: "What the indicators say",
            file: "risk-indicators",
            what: ("indicator", "indicators"),
            headings: if is_one { OF_ONE } else { OF_ALL },
            cells,
            line: if is_one { own_line } else { line_of_all },
        };
        whole(readings.clone(), list)
    };
    view! { <Card title="Key risk indicators" note=note flush=true>{body}</Card> }.into_any()
}

fn own_line(one: &Reading) -> Row {
    line(one, false)
}

fn line_of_all(one: &Reading) -> Row {
    line(one, true)
}

fn line(one: &Reading, with_system: bool) -> Row {
    let (title, id) = (one.title.clone(), one.indicator.clone());
    let mut cells = vec![cell(view! { {title}<span class="note under code">{id}</span> })];
    if with_system {
        cells.push(system(one.system.clone()));
    }
    let shown_by = match (&one.source, one.state) {
        (Some(source), _) => view! { <Subject of=source.0.clone()/> }.into_any(),
        (None, IndicatorState::Measured) => {
            view! { <span class="note">"Counted from the records"</span> }.into_any()
        }
        (None, _) => view! { <span class="note">"—"</span> }.into_any(),
    };
    cells.extend([
        cell(view! { <Status tone=tone(one.colour) text=one.colour_words()/> }),
        cell(one.value_words()),
        cell(one.limit_words()),
        day(one.since.as_ref(), "—"),
        shown_by,
    ]);
    Row::new(cells).marked(one.colour == Some(IndicatorColour::Red)).muted(one.value.is_none())
}

fn tone(colour: Option<IndicatorColour>) -> Tone {
    match colour {
        Some(IndicatorColour::Red) => Tone::Bad,
        Some(IndicatorColour::Amber) => Tone::Warn,
        Some(IndicatorColour::Green) => Tone::Good,
        None => Tone::Neutral,
    }
}
