//! The page at `/systems`.
use client::{
    systems::list::{SystemFilter, SystemRow, Systems},
    words::{ActClass, RiskClass},
};
use leptos::prelude::*;

use crate::{
    rows::{Address, Look, listed, members, one_of, person, risk_badge, use_address},
    ui::{Link, LinkButton, PageHead, Row, SearchField, Status, Tone, cell, icon, page_of},
};

/// All systems that the caller may see.
pub fn systems_page() -> AnyView {
    let address = use_address();
    let look = Look::<Systems> {
        caption: "AI systems",
        filter: |address| {
            SystemFilter::read(&address.get("risk"), &address.get("show"), &address.get("q"))
        },
        line,
        nothing: (
            "No system is registered",
            "At the moment you look at nothing had been registered that you may see.",
        ),
        no_match,
        icon: icon::SYSTEM,
    };
    let actions = || {
        view! {
            <LinkButton to="/intake".to_owned() icon=icon::SEARCH>"Reported uses"</LinkButton>
            <LinkButton to="/register".to_owned() icon=icon::PLUS>"Register a system"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead title="AI systems" lede="Every AI system that is registered: its risk class, who answers for it, what is live." actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a system" value=address.text("q")/>
            {members::<RiskClass>(address, "Risk class", "risk")}
            {one_of(address, "Show", "show", &[("live", "Live"), ("suspect", "On suspect data"), ("ownerless", "Without an owner")])}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: SystemRow) -> Row {
    let to = page_of(&row.subject.0);
    let (suspect, live, incidents) = (row.is_suspect(), row.live, row.open_incidents());
    let (kinds, stale, words, standing) =
        (row.kinds(), row.evidence.stale, row.live_words(), row.standing());
    let left = row.owner_has_left().then(|| view! { " "<Status tone=Tone::Bad text="Left"/> });
    let tone = if suspect { Tone::Warn } else { Tone::Good };
    let standing = if live || suspect {
        view! { <Status tone=tone text=standing/> }.into_any()
    } else {
        view! { <span class="note">{standing}</span> }.into_any()
    };
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under">{kinds}</span>
        }),
        cell(risk_badge(row.risk_class)),
        cell(words),
        standing,
        cell(view! { {person(row.owner, "Nobody")}{left}<span class="note under">{row.team.map(|team| team.name)}</span> }),
        cell(row.act_class.map_or("Not classified", ActClass::word)),
        cell(view! { <span class="num">{incidents}</span> }),
        cell(view! { <span class="num">{stale}</span> }),
    ])
    .marked(suspect)
    .muted(!live)
}

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    match address.get("show").as_str() {
        "suspect" => Some((
            "Nothing live rests on suspect data",
            "No live version has a quarantined version among what it was made from.",
        )),
        "ownerless" => Some((
            "Every system has an owner",
            "Somebody who is still there answers for each system in use that you may see.",
        )),
        _ => None,
    }
}
