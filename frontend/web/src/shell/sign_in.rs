//! The way in.
use leptos::prelude::*;
use serde::Deserialize;

use super::header::Mark;
use crate::{
    api,
    state::{Doors, remember_page, use_session},
    ui::{Broken, Icon, Outline, Skeleton, escaped, icon},
};

/// A persona of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Persona {
    id: String,
    label: String,
    role: String,
    description: String,
}

/// What stands in place of every page while nobody is signed in.
#[component]
pub fn SignIn(
    /// Ways in that the server offers.
    doors: Doors,
) -> impl IntoView {
    document().set_title("Sign in · Ledgerstone");
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in-card">
                <div class="sign-in-brand"><Mark/><span>"Ledgerstone"</span></div>
                <h1>"Know what your AI was made of, who answers for it, and prove it."</h1>
                <p class="lede">
                    "Ledgerstone keeps every dataset, training run, test, approval and deployment of your AI systems "
                    "in one record that nobody can change unseen."
                </p>
                {doors.oidc.then(oidc)}
                {(doors.oidc && doors.demo).then(|| view! { <p class="sign-in-or"><span>"or"</span></p> })}
                {doors.demo.then(|| view! { <Personas/> })}
                {(!doors.oidc && !doors.demo).then(no_door)}
            </div>
        </main>
    }
}

fn oidc() -> AnyView {
    view! {
        <a class="btn primary large" href="/auth/oidc/login" rel="external" on:click=|_| remember_page()>
            <Icon d=icon::SHIELD/>
            "Sign in with your organisation"
        </a>
    }
    .into_any()
}

fn no_door() -> AnyView {
    view! {
        <p class="notice" data-tone="warn">
            "This server has no way to sign in yet. Its administrator must connect an identity provider."
        </p>
    }
    .into_any()
}

/// Cards to choose a persona from.
#[component]
fn Personas() -> impl IntoView {
    let list = LocalResource::new(|| async {
        match api::get("/auth/personas").await {
            Ok((200, text)) => {
                serde_json::from_str::<Vec<Persona>>(&text).map_err(|e| e.to_string())
            }
            Ok((status, _)) => Err(format!("The personas could not be read (status {status}).")),
            Err(failure) => Err(failure.to_string()),
        }
    });
    let (busy, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let cards = move || match list.get() {
        None => view! { <Skeleton outline=Outline::Rows/> }.into_any(),
        Some(Err(sentence)) => {
            view! { <Broken sentence=sentence again=move |()| list.refetch()/> }.into_any()
        }
        Some(Ok(personas)) => {
            let cards =
                personas.into_iter().map(|persona| card(persona, busy, problem)).collect_view();
            view! { <ul class="personas">{cards}</ul> }.into_any()
        }
    };
    view! {
        <section aria-labelledby="personas">
            <h2 id="personas">"Look around as"</h2>
            <p class="note">"This is a demonstration with invented people and data."</p>
            <p class="field-error" role="alert">{move || problem.get()}</p>
            {cards}
        </section>
    }
}

fn card(
    persona: Persona,
    busy: RwSignal<Option<String>>,
    problem: RwSignal<Option<String>>,
) -> AnyView {
    let session = use_session();
    let Persona { id, label, role, description } = persona;
    let own = id.clone();
    let enter = move |_| {
        let path = format!("/auth/persona/{}", escaped(&id));
        busy.set(Some(id.clone()));
        leptos::task::spawn_local(async move {
            match api::send_to("POST", &path, None).await {
                Ok(_) => session.ask(),
                Err(failure) => problem.set(Some(failure.to_string())),
            }
            busy.try_set(None);
        });
    };
    view! {
        <li>
            <button
                type="button"
                class="persona"
                disabled=move || busy.with(Option::is_some)
                aria-busy=move || busy.with(|busy| busy.as_ref() == Some(&own)).then_some("true")
                on:click=enter
            >
                <span class="persona-role">{role}</span>
                <span class="persona-name">{label}</span>
                <span class="persona-text">{description}</span>
                <Icon d=icon::RIGHT/>
            </button>
        </li>
    }
    .into_any()
}
