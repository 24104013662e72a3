//! Navigation: a bar at the side, and a bar at the bottom of a phone.
use leptos::prelude::*;

use crate::ui::{Icon, Link, Menu, Panel, icon};

/// One place to go.
#[derive(Clone, Copy)]
struct Place {
    to: &'static str,
    name: &'static str,
    icon: &'static str,
}

const PLACES: [Place; 11] = [
    Place { to: "/", name: "Overview", icon: icon::OVERVIEW },
    Place { to: "/systems", name: "Systems", icon: icon::SYSTEM },
    Place { to: "/lineage", name: "Lineage", icon: icon::LINEAGE },
    Place { to: "/incidents", name: "Incidents", icon: icon::INCIDENT },
    Place { to: "/datasets", name: "Datasets", icon: icon::DATASET },
    Place { to: "/runs", name: "Training runs", icon: icon::RUN },
    Place { to: "/models", name: "Models", icon: icon::MODEL },
    Place { to: "/evidence", name: "Evidence", icon: icon::EVIDENCE },
    Place { to: "/deployments", name: "Deployments", icon: icon::DEPLOYMENT },
    Place { to: "/people", name: "People", icon: icon::PERSON },
    Place { to: "/events", name: "Events", icon: icon::EVENTS },
];

/// How many places a phone shows at once; the rest is behind "More".
const ON_A_PHONE: usize = 4;

/// Where to go.
#[component]
pub fn Navigation() -> impl IntoView {
    let all = PLACES.into_iter().map(entry).collect_view();
    let first = PLACES.into_iter().take(ON_A_PHONE).map(entry).collect_view();
    view! {
        <nav class="side" aria-label="Main"><ul>{all}</ul></nav>
        <nav class="bottom" aria-label="Main, short">
            <ul>
                {first}
                <li>
                    <Menu label="More places" face=more_face class="bottom-more" bare=true content=Callback::new(more)/>
                </li>
            </ul>
        </nav>
    }
}

fn entry(place: Place) -> AnyView {
    view! { <li><Link to=place.to.to_owned()><Icon d=place.icon/><span>{place.name}</span></Link></li> }.into_any()
}

fn more_face() -> AnyView {
    view! { <Icon d=icon::MORE/><span>"More"</span> }.into_any()
}

fn more(panel: Panel) -> AnyView {
    let rest = PLACES.into_iter().skip(ON_A_PHONE).map(entry).collect_view();
    view! { <ul class="menu-list" on:click=move |_| panel.close()>{rest}</ul> }.into_any()
}
