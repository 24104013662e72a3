//! Cards of the programme: policies, appetite, initiatives.
use client::{
    programme::{Appetite, Initiative, PolicyRow},
    words::Tolerance,
};
use leptos::prelude::*;

use crate::{
    charts::ShareBar,
    reviews::words::day,
    rows::person,
    ui::{
        Card, Column, Empty, Level, LevelBadge, Link, Row, Status, Table, Tone, cell, icon, page_of,
    },
};

/// The mandated policies, with how many attested each.
pub fn policies(rows: &[PolicyRow]) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Card title="Mandated policies"><Empty title="No policy was published" icon=icon::EVIDENCE/></Card>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Policy"),
        Column::new("Attested"),
        Column::new("Overdue"),
        Column::new("You"),
        Column::new("Published").minor(),
        Column::new("Review by"),
    ];
    let rows = rows.iter().map(policy_line).collect();
    view! {
        <Card title="Mandated policies" flush=true class="wide-first">
            <Table caption="Mandated policies" columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}

fn policy_line(row: &PolicyRow) -> Row {
    let (title, page) = (row.title.clone(), page_of(&row.subject.0));
    let version = format!("Version {}", row.version.0);
    let coverage = &row.coverage;
    let share = f64::from(coverage.attested) / f64::from(coverage.bound.max(1));
    let words = format!("{} of {}", coverage.attested, coverage.bound);
    let tone = if coverage.attested >= coverage.bound { Tone::Good } else { Tone::Info };
    let overdue = match coverage.overdue {
        0 => "None".into_any(),
        late => view! { <Status tone=Tone::Bad text=late.to_string()/> }.into_any(),
    };
    let review = if row.review_overdue {
        view! { <Status tone=Tone::Warn text="Overdue"/>{day(Some(&row.review_by))} }.into_any()
    } else {
        day(Some(&row.review_by))
    };
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{version}</span> },
        ),
        cell(view! { <span class="share">{words}<ShareBar share=share tone=tone/></span> }),
        overdue,
        mine(row),
        day(Some(&row.published)),
        cell(view! { <span class="stacked-cell">{review}</span> }),
    ];
    Row::new(cells).muted(row.retired.is_some()).marked(coverage.overdue > 0)
}

fn mine(row: &PolicyRow) -> AnyView {
    let (tone, words) = match &row.mine {
        _ if row.retired.is_some() => (Tone::Neutral, "Retired"),
        None => return view! { <span class="note">"Not bound"</span> }.into_any(),
        Some(mine) if mine.attested.is_some() => (Tone::Good, "Attested"),
        Some(mine) if mine.overdue => (Tone::Bad, "Overdue"),
        Some(_) => (Tone::Warn, "Waits for you"),
    };
    view! { <Status tone=tone text=words/> }.into_any()
}

/// How much risk is taken, category by category.
pub fn appetite(appetite: Option<&Appetite>) -> AnyView {
    let Some(appetite) = appetite else {
        return view! {
            <Card title="Risk appetite"><Empty title="No appetite was set" note="Without one, nobody can say which risk is too much." icon=icon::SHIELD/></Card>
        }
        .into_any();
    };
    let columns = ["Category", "Appetite", "Tolerates up to", "Since"].map(Column::new).to_vec();
    let rows = appetite.statements.iter().map(|one| {
        let limit =
            one.limit.clone().map(|limit| view! { <span class="under note">{limit}</span> });
        Row::new(vec![
            cell(view! { {one.category.clone()}{limit} }),
            cell(one.appetite.word()),
            tolerance(one.tolerance_max_band),
            day(Some(&one.since)),
        ])
    });
    let rows = rows.collect();
    let by = appetite.approved_by.as_ref().map(client::shared::PersonLink::words);
    let note = format!("Approved by {}", by.as_deref().unwrap_or("somebody"));
    view! {
        <Card title="Risk appetite" note=note flush=true>
            <Table caption="Risk appetite by category" columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}

fn tolerance(band: Tolerance) -> AnyView {
    let level = match band {
        Tolerance::Low => Level::Low,
        Tolerance::Medium => Level::Medium,
        Tolerance::High => Level::High,
        Tolerance::VeryHigh => {
            return view! { <Status tone=Tone::Bad text=band.word()/> }.into_any();
        }
    };
    view! { <LevelBadge level=level/> }.into_any()
}

/// What is funded, what was spent of it, and what came of it.
pub fn initiatives(rows: &[Initiative]) -> AnyView {
    let body = if rows.is_empty() {
        view! { <Empty title="Nothing is funded" icon=icon::PLUS/> }.into_any()
    } else {
        rows.iter().map(initiative).collect_view().into_any()
    };
    view! { <Card title="Funded initiatives">{body}</Card> }.into_any()
}

fn initiative(one: &Initiative) -> AnyView {
    let budget = one.budget();
    let tone = if budget.share > 1.0 { Tone::Bad } else { Tone::Info };
    let state = one.closed.as_ref().map(|_| view! { <Status tone=Tone::Neutral text="Closed"/> });
    let about = [Some(format!("For {}", one.period)), one.share_words()].into_iter().flatten();
    let about = about.collect::<Vec<_>>().join(" · ");
    let threats = one.threats.iter().map(|threat| {
        let (id, title) = (threat.id.clone(), threat.title.clone());
        view! { <span class="chip" title=title>{id}</span> }
    });
    let outcomes = one.outcomes.iter().map(|outcome| {
        let figures = outcome.figures.iter().map(|pair| format!("{} {}", pair.name, pair.value));
        let figures = figures.collect::<Vec<_>>().join(", ");
        view! { <li>{outcome.note.clone()}<span class="note">{figures}</span></li> }
    });
    let outcomes = if one.outcomes.is_empty() {
        view! { <p class="note">"No outcome was recorded yet."</p> }.into_any()
    } else {
        view! { <ul class="plain-list">{outcomes.collect_view()}</ul> }.into_any()
    };
    let owner = one.owner.clone().map(|owner| person(Some(owner), "Nobody"));
    view! {
        <div class="scan">
            <div class="scan-head"><h3>{one.title.clone()}</h3>{state}{owner}</div>
            <p class="note">{about}</p>
            <span class="share">{format!("{} spent", budget.words)}<ShareBar share=budget.share tone=tone/></span>
            <div class="inline">{threats.collect_view()}</div>
            {outcomes}
        </div>
    }
    .into_any()
}
