//! The application: what every page shares, who may see pages, and which page belongs to which
//! address.
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Router, hooks::use_navigate};

use crate::{
    api::subscribe,
    pages,
    shell::{Shell, SignIn},
    state::{AsOf, Live, Prefs, Session, Who, remembered_page, use_live, use_session},
    ui::{Broken, Empty, LinkButton, OpenDialogs, PageHead, Skeleton, Toasts, icon},
};

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Prefs::new());
    provide_context(Toasts::new());
    provide_context(OpenDialogs::default());
    provide_context(Live::new());
    provide_context(Session::new());
    view! { <Router><Gate/></Router> }
}

/// Shows the pages to those who are signed in, and the way in to everybody else.
#[component]
fn Gate() -> impl IntoView {
    provide_context(AsOf::new());
    let session = use_session();
    // The pages stay as they are while the session is only confirmed.
    let inside = Memo::new(move |_| matches!(session.who(), Who::In(_)));
    let outside = move || {
        match session.who() {
        Who::Out(doors) => view! { <SignIn doors=doors/> }.into_any(),
        Who::Away(reason) => view! {
            <main class="sign-in" id="main"><Broken sentence=reason again=move |()| session.ask()/></main>
        }
        .into_any(),
        Who::Asking | Who::In(_) => view! { <main class="sign-in" id="main"><Skeleton/></main> }.into_any(),
    }
    };
    view! { {move || if inside.get() { view! { <Pages/> }.into_any() } else { outside() }} }
}

#[component]
fn Pages() -> impl IntoView {
    return_to_remembered_page();
    follow_events();
    view! {
        <Shell>
            <pages::Pages nowhere=not_found/>
        </Shell>
    }
}

/// Hears of new events, so that the header can say that there are some.
fn follow_events() {
    let live = use_live();
    let follower = subscribe(
        client::events::follow_news(),
        move |text| match client::events::read_news(text) {
            Ok(command) => live.heard(&command),
            Err(_) => live.heard(""),
        },
        move |up| live.line(up),
    );
    let follower = send_wrapper::SendWrapper::new(follower);
    on_cleanup(move || follower.end());
}

fn return_to_remembered_page() {
    if let Some(page) = remembered_page() {
        let navigate = use_navigate();
        request_animation_frame(move || {
            navigate(&page, NavigateOptions { replace: true, ..Default::default() });
        });
    }
}

/// An address that leads nowhere.
fn not_found() -> AnyView {
    let home =
        || view! { <LinkButton to="/".to_owned()>"Go to the overview"</LinkButton> }.into_any();
    view! {
        <PageHead title="Nothing here"/>
        <Empty
            title="No page belongs to this address"
            note="It may have been mistyped, or it belongs to something that did not exist at the moment you look at."
            icon=icon::SEARCH
            actions=home
        />
    }
    .into_any()
}
