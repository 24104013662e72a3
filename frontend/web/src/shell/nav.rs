//! Navigation: a bar at the side, and a bar at the bottom of a phone.
use leptos::prelude::*;

use crate::ui::{Icon, Link, Menu, Panel, icon};

/// One place to go.
#[derive(Clone, Copy)]
pub struct Place {
    /// Path inside the application.
    pub to: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Path of its icon.
    pub icon: &'static str,
}

const fn place(to: &'static str, name: &'static str, icon: &'static str) -> Place {
    Place { to, name, icon }
}

/// Places that belong together, under one heading.
struct Section {
    name: &'static str,
    places: &'static [Place],
}

/// What everybody needs first; on a phone it is all that shows at once, the rest is behind "More".
const FIRST: &[Place] = &[
    place("/", "Overview", icon::OVERVIEW),
    place("/systems", "Systems", icon::SYSTEM),
    place("/lineage", "Lineage", icon::LINEAGE),
    place("/incidents", "Incidents", icon::INCIDENT),
];

/// Everything else, by what it is about.
const SECTIONS: &[Section] = &[
    Section {
        name: "Govern",
        places: &[
            place("/intake", "Reported uses", icon::SEARCH),
            place("/risks", "Risks", icon::RISK),
            place("/heat-map", "Heat map", icon::HEAT),
            place("/controls", "Controls", icon::SHIELD),
            place("/accountability", "Accountability", icon::PERSON),
            place("/learning", "My training", icon::LEARNING),
            place("/consistency", "Consistency", icon::CHECK),
            place("/programme", "Programme", icon::OVERVIEW),
            place("/reviews", "Design reviews", icon::SEARCH),
            place("/findings", "Findings", icon::WARNING),
            place("/actions", "Actions", icon::CHECK),
        ],
    },
    Section {
        name: "Record",
        places: &[
            place("/sources", "Sources", icon::SOURCE),
            place("/datasets", "Datasets", icon::DATASET),
            place("/runs", "Training runs", icon::RUN),
            place("/environments", "Environments", icon::ENVIRONMENT),
            place("/models", "Models", icon::MODEL),
            place("/evidence", "Evidence", icon::EVIDENCE),
            place("/deployments", "Deployments", icon::DEPLOYMENT),
        ],
    },
    Section {
        name: "Reference",
        places: &[
            place("/frameworks", "Frameworks", icon::EVIDENCE),
            place("/threats", "Threats", icon::WARNING),
            place("/catalogue", "Catalogue", icon::OVERVIEW),
            place("/traceability", "Traceability", icon::LINEAGE),
        ],
    },
    Section {
        name: "Organisation",
        places: &[
            place("/people", "People", icon::PERSON),
            place("/events", "Events", icon::EVENTS),
        ],
    },
];

/// Lists behind one of those places: the palette leads to them, the navigation does not.
const BEHIND: &[Place] = &[
    place("/inbox", "Told to you", icon::BELL),
    place("/batches", "Ingestion batches", icon::BATCH),
    place("/policies", "Policies", icon::EVIDENCE),
    place("/initiatives", "Initiatives", icon::THING),
    place("/meetings", "Meetings", icon::THING),
    place("/exercises", "Exercises", icon::THING),
    place("/surveys", "Surveys", icon::THING),
    place("/feedback", "Feedback", icon::THING),
];

/// Every place, in the order of the navigation, then those behind.
pub fn places() -> impl Iterator<Item = Place> {
    let shown = FIRST.iter().chain(SECTIONS.iter().flat_map(|section| section.places));
    shown.chain(BEHIND).copied()
}

/// Where to go.
#[component]
pub fn Navigation() -> impl IntoView {
    let first = || FIRST.iter().copied().map(entry).collect_view();
    let sections = SECTIONS.iter().filter(|section| !section.places.is_empty()).map(group);
    view! {
        <nav class="side" aria-label="Main"><ul>{first()}</ul>{sections.collect_view()}</nav>
        <nav class="bottom" aria-label="Main, short">
            <ul>
                {first()}
                <li>
                    <Menu label="More places" face=more_face class="bottom-more" bare=true content=Callback::new(more)/>
                </li>
            </ul>
        </nav>
    }
}

fn group(section: &Section) -> AnyView {
    let id = format!("nav-{}", section.name.to_lowercase());
    let places = section.places.iter().copied().map(entry).collect_view();
    view! {
        <p class="side-name" id=id.clone()>{section.name}</p>
        <ul aria-labelledby=id>{places}</ul>
    }
    .into_any()
}

fn entry(place: Place) -> AnyView {
    view! { <li><Link to=place.to.to_owned()><Icon d=place.icon/><span>{place.name}</span></Link></li> }.into_any()
}

fn more_face() -> AnyView {
    view! { <Icon d=icon::MORE/><span>"More"</span> }.into_any()
}

fn more(panel: Panel) -> AnyView {
    let rest = SECTIONS.iter().flat_map(|section| section.places).copied().map(entry);
    let rest = rest.collect_view();
    view! { <ul class="menu-list" on:click=move |_| panel.close()>{rest}</ul> }.into_any()
}
