//! Waiting, nothing, and failure: what stands where an answer should be.
use leptos::prelude::*;

use super::{
    Button, Icon,
    dialog::{InDialog, OpenDialogs},
    icon,
};
use crate::api::{Answer, Ask, Failure};

/// The shape of what is coming.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outline {
    /// A head, figures, a tall card.
    #[default]
    Page,
    /// Rows of a table.
    Rows,
    /// One block.
    Block,
}

/// Grey shapes where an answer will be.
#[component]
pub fn Skeleton(
    /// What is coming.
    #[prop(optional)]
    outline: Outline,
) -> impl IntoView {
    let shapes: &[&str] = match outline {
        Outline::Page => &["head", "figure", "figure", "figure", "figure", "tall"],
        Outline::Rows => &["row", "row", "row", "row", "row", "row"],
        Outline::Block => &["tall"],
    };
    view! {
        <div class="waiting" aria-busy="true">
            <span class="sr-only">"Loading"</span>
            {shapes.iter().map(|shape| view! { <div class=format!("skeleton {shape}")></div> }).collect_view()}
        </div>
    }
}

/// Nothing to show, and what can be done about it.
#[component]
pub fn Empty(
    /// What there is none of: `No incident is open`.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// Path of an icon.
    #[prop(default = icon::CHECK)]
    icon: &'static str,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-sign"><Icon d=icon/></span>
            <p class="empty-title">{title}</p>
            {note.get_untracked().map(|note| view! { <p class="note">{note}</p> })}
            <div class="acts">{actions.run()}</div>
        </div>
    }
}

/// An answer did not come, and how to ask again.
#[component]
pub fn Broken(
    /// A sentence for people.
    #[prop(into)]
    sentence: String,
    /// Asks again.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
    /// It stands in place of a whole page, and so carries its heading.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    const TITLE: &str = "This could not be shown";
    let title = if page {
        view! { <h1 class="empty-title">{TITLE}</h1> }.into_any()
    } else {
        view! { <p class="empty-title">{TITLE}</p> }.into_any()
    };
    view! {
        <div class="empty broken" role="alert">
            <span class="empty-sign"><Icon d=icon::WARNING/></span>
            {title}
            <p class="note">{sentence}</p>
            <div class="acts">
                {again.map(|again| view! { <Button on_press=again icon=icon::AGAIN>"Try again"</Button> })}
            </div>
        </div>
    }
}

/// Shows an answer when it is there: grey shapes before, a way to ask again after a failure, and
/// the old answer, dimmed, while a new one is on its way.
#[component]
pub fn Loaded(
    /// The question.
    from: Ask,
    /// Draws the text of the answer, or says why it cannot be read.
    #[prop(into)]
    render: Callback<String, Result<AnyView, String>>,
    /// What is coming.
    #[prop(optional)]
    outline: Outline,
) -> impl IntoView {
    // The same answer twice is not drawn twice, and nothing behind an open dialog is: forms and
    // focus stay.
    let behind = use_context::<InDialog>().is_none().then(expect_context::<OpenDialogs>);
    let latest = Memo::new(move |before: Option<&Option<Answer>>| {
        let (now, hold) = (from.get(), behind.is_some_and(OpenDialogs::hold));
        before.filter(|before| hold && before.is_some()).cloned().unwrap_or(now)
    });
    let draw = move |answer: Option<Answer>| match answer {
        None => view! { <Skeleton outline=outline/> }.into_any(),
        Some(Err(Failure::SignedOut)) => ().into_any(),
        Some(Err(failure)) => broken(failure.to_string(), from, outline),
        Some(Ok(text)) => render.run(text).unwrap_or_else(|reason| broken(reason, from, outline)),
    };
    let stale = Memo::new(move |_| from.is_waiting() && latest.with(Option::is_some));
    view! {
        <div class="loaded" class:stale=move || stale.get() aria-busy=move || stale.get().then_some("true")>
            {move || draw(latest.get())}
        </div>
    }
}

fn broken(sentence: String, from: Ask, outline: Outline) -> AnyView {
    let page = outline == Outline::Page;
    view! { <Broken sentence=sentence page=page again=Callback::new(move |()| from.again())/> }
        .into_any()
}
