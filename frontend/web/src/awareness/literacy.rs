//! The page at `/learning/literacy`: what is done so that people understand the AI they work with
//! (EU AI Act, Article 4). It is made to be printed.
use client::{
    ask::OfAll,
    awareness::coverage::{LiteracyPage, LiteracyReport, RoleLiteracy},
    list::Heading,
};
use leptos::prelude::*;

use super::{
    mine::module_page_of,
    places::{for_those_who_may, places},
};
use crate::{
    charts::{Part, StackedBar},
    rows::{
        asked, note, shown,
        whole::{Whole, whole},
    },
    ui::{
        Button, Card, Column, Empty, Fact, Facts, Link, Outline, PageHead, Row, Table, Time, Tone,
        cell, icon,
    },
};

/// Who may see the report.
const WHO: &str = "The report is shown to those who lead: security, risk, compliance, owners of \
    systems and security champions for their own, and to audit.";

/// The report on AI literacy.
pub fn literacy_page() -> AnyView {
    view! {
        <PageHead title="AI literacy report" lede="What is done so that people understand the AI systems they work with (EU AI Act, Article 4)." back=("/learning", "My training")/>
        {places()}
        {for_those_who_may("literacyReport", WHO, report)}
    }
    .into_any()
}

fn report() -> AnyView {
    shown(asked(LiteracyPage::ask), Outline::Page, LiteracyPage::read, |page: LiteracyPage| {
        note(&page.at);
        let at = page.at.time.0.clone();
        draw(page.literacy_report, at)
    })
}

fn draw(report: LiteracyReport, at: String) -> AnyView {
    let Some(curriculum) = report.curriculum.clone() else {
        let why = "The report begins with the measures: publish a curriculum.";
        return view! { <div class="card"><Empty title="No curriculum counts at this moment" note=why icon=icon::LEARNING/></div> }.into_any();
    };
    let version = curriculum.version().unwrap_or_default().to_owned();
    let number = |count: i32| usize::try_from(count).unwrap_or_default();
    let total = report.total;
    let parts = vec![
        Part::tone(Tone::Good, "Done", number(total.current)),
        Part::tone(Tone::Warn, "To do", total.open()),
        Part::tone(Tone::Bad, "Overdue", number(total.overdue)),
        Part::tone(Tone::Neutral, "Excused", number(total.waived)),
    ];
    let print =
        || view! { <Button on_press=move |()| drop(window().print())>"Print"</Button> }.into_any();
    let required = format!("{} of {}", total.people, report.people);
    let basis = report.basis.clone().unwrap_or_else(|| "—".to_owned());
    view! {
        <Card title="In short" actions=print>
            <Facts>
                <Fact name="As of"><Time at=at/></Fact>
                <Fact name="Curriculum">"Version "{version}</Fact>
                <Fact name="Rests on">{basis}</Fact>
                <Fact name="People with required training">{required}</Fact>
                <Fact name="Done and counting">{total.words()}</Fact>
            </Facts>
            <StackedBar label="Required modules of all people" parts=parts/>
        </Card>
        {by_role(&report.roles)}
        {report.roles.into_iter().map(measures).collect_view()}
    }
    .into_any()
}

const BY_ROLE: &[Heading] = &[
    Heading::new("Role").sorted("role"),
    Heading::number("Holders").sorted("holders"),
    Heading::number("All done").sorted("trained"),
    Heading::new("Done"),
    Heading::number("Overdue").file_only(),
    Heading::number("Measures").sorted("measures"),
    Heading::number("Minutes").sorted("minutes"),
];

fn by_role(roles: &[RoleLiteracy]) -> AnyView {
    let list = Whole {
        caption: "AI literacy by role",
        file: "ai-literacy",
        what: ("role", "roles"),
        headings: BY_ROLE,
        cells,
        line,
    };
    let rows = whole(roles.to_vec(), list);
    view! { <Card title="By role" flush=true>{rows}</Card> }.into_any()
}

fn cells(one: &RoleLiteracy) -> Vec<String> {
    let count = one.count;
    vec![
        one.title.clone(),
        count.people.to_string(),
        count.trained.to_string(),
        count.words(),
        count.overdue.to_string(),
        one.measures.len().to_string(),
        one.minutes.to_string(),
    ]
}

fn line(one: &RoleLiteracy) -> Row {
    let number = |count: i32| cell(view! { <span class="num">{count}</span> });
    Row::new(vec![
        cell(one.title.clone()),
        number(one.count.people),
        number(one.count.trained),
        cell(one.count.words()),
        cell(view! { <span class="num">{one.measures.len()}</span> }),
        number(one.minutes),
    ])
    .marked(one.count.overdue > 0)
}

fn measures(role: RoleLiteracy) -> AnyView {
    let caption = format!("Measures for {}", role.title);
    let columns =
        vec![Column::new("Module"), Column::number("Minutes"), Column::number("Months it counts")];
    let rows = role.measures.into_iter().map(|one| {
        let to = module_page_of(&one.module);
        Row::new(vec![
            cell(view! { <Link to=to>{one.title}</Link><span class="note under">{one.module}</span> }),
            cell(view! { <span class="num">{one.minutes}</span> }),
            cell(view! { <span class="num">{one.refresh_months}</span> }),
        ])
    });
    let note = role.count.words();
    view! { <Card title=role.title note=note flush=true><Table caption=caption columns=columns rows=rows.collect()/></Card> }.into_any()
}
