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
    accountability, awareness, catalogue, consistency, controls, dashboard, datasets, deployments,
    evaluations, events, history, inbox, incidents, intake, lineage, models, people, programme,
    reviews, risks, search, systems, training,
};

/// All pages by their addresses. The groups after the first are fetched when one of their pages is
/// first opened.
///
/// Few and large groups on purpose: code that some groups share becomes a file for just those, so
/// many small groups would make hundreds of files.
macro_rules! pages {
    (first { $($own:tt => $own_page:path;)* } $(late $group:ident { $($path:tt => $page:path;)* })*) => {
        $(
            /// Draws the page of an address of this group.
            #[cfg_attr(feature = "lazy", leptos::lazy)]
            fn $group(path: &'static str) -> AnyView {
                match path {
                    $($path => $page(),)*
                    // Only addresses of this group are asked for.
                    _ => ().into_any(),
                }
            }
        )*

        /// The page of the address.
        #[component]
        pub fn Pages(
            /// What stands where no page belongs to the address.
            nowhere: fn() -> AnyView,
        ) -> impl IntoView {
            view! {
                <Routes fallback=nowhere>
                    $(<Route path=path!($own) view=$own_page/>)*
                    $($(<Route path=path!($path) view=|| arriving($group($path))/>)*)*
                </Routes>
            }
        }
    };
}

pages! {
    first {
        "/" => dashboard::dashboard_page;
    }
    late data {
        "/quarantine" => dashboard::quarantine_page;
        "/datasets" => datasets::datasets_page;
        "/datasets/:name" => datasets::dataset_page;
        "/datasets/:name/:version" => datasets::version_page;
        "/sources" => datasets::sources_page;
        "/sources/:name" => datasets::source_page;
        "/batches" => datasets::batches_page;
        "/batches/:name" => datasets::batch_page;
    }
    late training {
        "/runs" => training::runs_page;
        "/runs/:name" => training::run_page;
        "/environments" => training::environments_page;
        "/environments/:name" => training::environment_page;
        "/inbox" => inbox::inbox_page;
    }
    late product {
        "/systems" => systems::systems_page;
        "/systems/:name" => systems::system_page;
        "/models" => models::models_page;
        "/models/:name" => models::model_page;
        "/models/:name/:version" => models::version_page;
        "/prompts/:name" => models::prompt_page;
        "/prompts/:name/:version" => models::prompt_version_page;
        "/evidence" => evaluations::evidence_page;
        "/evidence/:name" => evaluations::item_page;
        "/deployments" => deployments::deployments_page;
        "/deployments/:name" => deployments::deployment_page;
    }
    late persons {
        "/people" => people::people_page;
        "/people/:name" => people::person_page;
        "/roster" => people::roster_page;
        "/teams/:name" => people::team_page;
    }
    late accountable {
        "/accountability" => accountability::accountability_page;
        "/accountability/for" => accountability::answerable_page;
        "/accountability/teams" => accountability::champions_page;
        "/accountability/matrix" => accountability::raci_page;
    }
    late learning {
        "/learning" => awareness::my_training_page;
        "/learning/modules" => awareness::modules_page;
        "/learning/modules/:name" => awareness::module_page;
        "/learning/people/:name" => awareness::learner_page;
    }
    late teaching {
        "/learning/write" => awareness::write_page;
        "/learning/campaigns" => awareness::campaigns_page;
        "/learning/coverage" => awareness::coverage_page;
        "/learning/duties" => awareness::duties_page;
        "/learning/literacy" => awareness::literacy_page;
    }
    late intake {
        "/intake" => intake::queue_page;
        "/intake/:name" => intake::report_page;
        "/register" => intake::register_page;
        "/systems/:name/act" => intake::act_page;
        "/systems/:name/profile" => intake::profile_page;
    }
    late govern {
        "/controls" => controls::controls_page;
        "/controls/:control" => controls::text_page;
        "/controls/:system/:control" => controls::control_page;
        "/consistency" => consistency::consistency_page;
    }
    late reference {
        "/frameworks" => catalogue::frameworks_page;
        "/frameworks/:id" => catalogue::framework_page;
        "/threats" => catalogue::threats_page;
        "/threats/:id" => catalogue::threat_page;
        "/catalogue" => catalogue::catalogue_page;
        "/catalogue/import" => catalogue::import_page;
        "/catalogue/items" => catalogue::items_page;
        "/catalogue/item" => catalogue::item_page;
        "/traceability" => catalogue::traceability_page;
    }
    late risks {
        "/risks" => risks::register_page;
        "/risks/:name" => risks::risk_page;
    }
    late programme {
        "/programme" => programme::programme_page;
        "/policies" => programme::policies_page;
        "/policies/:name" => programme::policy_page;
        "/initiatives" => programme::initiatives_page;
        "/initiatives/:name" => programme::initiative_page;
        "/meetings" => programme::meetings_page;
        "/meetings/:name" => programme::meeting_page;
        "/exercises" => programme::exercises_page;
        "/surveys" => programme::surveys_page;
        "/feedback" => programme::feedback_page;
        "/feedback/:name" => programme::feedback_item_page;
    }
    late reviews {
        "/reviews" => reviews::reviews_page;
        "/reviews/:name" => reviews::review_page;
        "/findings" => reviews::findings_page;
        "/findings/:name" => reviews::finding_page;
        "/actions" => reviews::actions_page;
        "/actions/:name" => reviews::action_page;
    }
    late graph {
        "/heat-map" => risks::heat_page;
        "/lineage" => lineage::lineage_page;
        "/blast" => lineage::blast_page;
    }
    late inquiry {
        "/incidents" => incidents::incidents_page;
        "/incidents/:name" => incidents::incident_page;
        "/timeline/:subject" => history::timeline_page;
        "/events" => events::events_page;
        "/events/:position" => events::event_page;
        "/search" => search::search_page;
    }
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

/// Without the feature the page is there already.
#[cfg(not(feature = "lazy"))]
fn arriving(page: AnyView) -> AnyView {
    page
}
