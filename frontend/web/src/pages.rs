//! Which page belongs to which address.
//!
//! The first page is part of the application; the code of every other room is fetched when one of
//! its pages is first opened (feature `lazy`, on in releases).
//!
//! # Deliberately absent
//! - No loading of data before the page is opened.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    dashboard, datasets, deployments, evaluations, events, history, incidents, lineage, models,
    people, risks, systems, training,
};

/// Pages whose code comes together when the first of them is opened; each becomes a function that
/// draws it.
///
/// Few and large groups on purpose: code that some groups share becomes a file for just those, so
/// many small groups would make hundreds of files.
macro_rules! late {
    ($group:ident, $fetch:ident: $($page:ident $name:ident = $draw:path;)*) => {
        #[cfg(feature = "lazy")]
        #[derive(Clone, Copy)]
        enum $group {
            $($page,)*
        }

        #[cfg(feature = "lazy")]
        #[leptos::lazy]
        fn $fetch(page: $group) -> AnyView {
            match page {
                $($group::$page => $draw(),)*
            }
        }

        $(
            #[cfg(feature = "lazy")]
            fn $name() -> AnyView {
                arriving($fetch($group::$page))
            }

            #[cfg(not(feature = "lazy"))]
            fn $name() -> AnyView {
                $draw()
            }
        )*
    };
}

late! {
    Data, data:
    Quarantine quarantine = dashboard::quarantine_page;
    Datasets datasets_list = datasets::datasets_page;
    Dataset dataset = datasets::dataset_page;
    DatasetVersion dataset_version = datasets::version_page;
    Source source = datasets::source_page;
    Batch batch = datasets::batch_page;
    Runs runs_list = training::runs_page;
    Run run = training::run_page;
}

late! {
    Product, product:
    Systems systems_list = systems::systems_page;
    System system = systems::system_page;
    Models models_list = models::models_page;
    Model model = models::model_page;
    ModelVersion model_version = models::version_page;
    EvidenceList evidence_list = evaluations::evidence_page;
    Evidence evidence_item = evaluations::item_page;
    Deployments deployments_list = deployments::deployments_page;
    Deployment deployment = deployments::deployment_page;
    People people_list = people::people_page;
    Person person = people::person_page;
    Team team = people::team_page;
}

late! {
    Graph, graph:
    Lineage lineage_graph = lineage::lineage_page;
    Blast blast = lineage::blast_page;
}

late! {
    Govern, govern:
    Risks risks_list = risks::register_page;
    Risk risk = risks::risk_page;
    HeatMap heat_map = risks::heat_page;
}

late! {
    Inquiry, inquiry:
    Incidents incidents_list = incidents::incidents_page;
    Incident incident = incidents::incident_page;
    Timeline timeline = history::timeline_page;
    Events events_list = events::events_page;
    Event event = events::event_page;
}

/// Grey shapes until the code of a page is there.
///
/// No `Suspense`: it would take the page away again whenever something on it is asked anew.
#[cfg(feature = "lazy")]
fn arriving(page: impl Future<Output = AnyView> + 'static) -> AnyView {
    use leptos::reactive::computed::ScopedFuture;
    let slot = RwSignal::new_local(None::<AnyView>);
    leptos::task::spawn_local(ScopedFuture::new_untracked(async move {
        let view = page.await;
        // Whoever went elsewhere meanwhile does not need it any more.
        slot.try_set(Some(view));
    }));
    let shown = move || {
        slot.track();
        let arrived = slot.try_update_untracked(Option::take).flatten();
        arrived.unwrap_or_else(|| view! { <crate::ui::Skeleton/> }.into_any())
    };
    view! { {shown} }.into_any()
}

/// The page of the address.
#[component]
pub fn Pages(
    /// What stands where no page belongs to the address.
    nowhere: fn() -> AnyView,
) -> impl IntoView {
    view! {
        <Routes fallback=nowhere>
            <Route path=path!("/") view=dashboard::dashboard_page/>
            <Route path=path!("/quarantine") view=quarantine/>
            <Route path=path!("/systems") view=systems_list/>
            <Route path=path!("/systems/:name") view=system/>
            <Route path=path!("/datasets") view=datasets_list/>
            <Route path=path!("/datasets/:name") view=dataset/>
            <Route path=path!("/datasets/:name/:version") view=dataset_version/>
            <Route path=path!("/sources/:name") view=source/>
            <Route path=path!("/batches/:name") view=batch/>
            <Route path=path!("/models") view=models_list/>
            <Route path=path!("/models/:name") view=model/>
            <Route path=path!("/models/:name/:version") view=model_version/>
            <Route path=path!("/runs") view=runs_list/>
            <Route path=path!("/runs/:name") view=run/>
            <Route path=path!("/evidence") view=evidence_list/>
            <Route path=path!("/evidence/:name") view=evidence_item/>
            <Route path=path!("/deployments") view=deployments_list/>
            <Route path=path!("/deployments/:name") view=deployment/>
            <Route path=path!("/people") view=people_list/>
            <Route path=path!("/people/:name") view=person/>
            <Route path=path!("/teams/:name") view=team/>
            <Route path=path!("/lineage") view=lineage_graph/>
            <Route path=path!("/blast") view=blast/>
            <Route path=path!("/incidents") view=incidents_list/>
            <Route path=path!("/incidents/:name") view=incident/>
            <Route path=path!("/risks") view=risks_list/>
            <Route path=path!("/risks/:name") view=risk/>
            <Route path=path!("/heat-map") view=heat_map/>
            <Route path=path!("/timeline/:subject") view=timeline/>
            <Route path=path!("/events") view=events_list/>
            <Route path=path!("/events/:position") view=event/>
        </Routes>
    }
}
