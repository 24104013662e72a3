//! Cards of the programme: policies, appetite, initiatives.
use client::{
    list::List,
    programme::words::Tolerance,
    programme::{
        initiatives::{InitiativeRow, Initiatives},
        policies::{Policies, PolicyRow},
        queries::Appetite,
    },
    shared::{Me, PersonLink},
};
use leptos::prelude::*;

use super::{
    appetite::set_appetite,
    lists::{initiative_line, policy_line},
};
use crate::{
    reviews::words::day,
    rows::list::columns,
    ui::{Card, Column, Empty, Level, LevelBadge, Link, Row, Status, Table, Tone, cell, icon},
};

/// Policies shown.
const MOST: usize = 8;

/// The mandated policies, with how many attested each.
pub fn policies(rows: &[PolicyRow], all: i32) -> AnyView {
    let more = || view! { <Link to="/policies".to_owned()>"All policies"</Link> }.into_any();
    if rows.is_empty() {
        return view! {
            <Card title="Mandated policies" actions=more><Empty title="No policy was published" icon=icon::EVIDENCE/></Card>
        }
        .into_any();
    }
    let shown = rows.len().min(MOST);
    let note = format!("{shown} of {all}");
    let rows = rows.iter().take(MOST).cloned().map(policy_line).collect();
    view! {
        <Card title="Mandated policies" note=note flush=true actions=more class="wide-first">
            <Table caption="Policies and who attested them" columns=columns(Policies::COLUMNS) rows=rows/>
        </Card>
    }
    .into_any()
}

/// How much risk is taken, category by category.
pub fn appetite(appetite: Option<&Appetite>, me: &Me) -> AnyView {
    let known = StoredValue::new(appetite.map(Appetite::inputs).unwrap_or_default());
    let may_set = me.may("setAppetite");
    let actions = move || may_set.then(|| set_appetite(known.get_value())).into_any();
    let Some(appetite) = appetite else {
        return view! {
            <Card title="Risk appetite" actions=actions><Empty title="No appetite was set" note="Without one, nobody can say which risk is too much." icon=icon::SHIELD/></Card>
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
    let by = appetite.approved_by.as_ref().map(PersonLink::words);
    let note = format!("Approved by {}", by.as_deref().unwrap_or("somebody"));
    view! {
        <Card title="Risk appetite" note=note flush=true actions=actions>
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
pub fn initiatives(rows: &[InitiativeRow], all: i32) -> AnyView {
    let more = || view! { <Link to="/initiatives".to_owned()>"All initiatives"</Link> }.into_any();
    if rows.is_empty() {
        return view! {
            <Card title="Funded initiatives" actions=more><Empty title="Nothing is funded" icon=icon::PLUS/></Card>
        }
        .into_any();
    }
    let note = format!("{} of {all}", rows.len());
    let rows = rows.iter().cloned().map(initiative_line).collect();
    view! {
        <Card title="Funded initiatives" note=note flush=true actions=more class="wide-first">
            <Table caption="Newest initiatives" columns=columns(Initiatives::COLUMNS) rows=rows/>
        </Card>
    }
    .into_any()
}
