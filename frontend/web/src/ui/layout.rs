//! The pieces a page is laid out with: its head, cards, facts, figures, notices.
use leptos::prelude::*;

use super::{Icon, Link, Tone, icon};

/// The head of a page: where we are, what it is, what can be done.
#[component]
pub fn PageHead(
    /// The one `h1` of the page. Also becomes the title of the window.
    #[prop(into)]
    title: String,
    /// What kind of thing the page is about, above the title.
    #[prop(optional, into)]
    kind: MaybeProp<String>,
    /// One sentence below the title.
    #[prop(optional, into)]
    lede: MaybeProp<String>,
    /// Way back: address and words.
    #[prop(optional)]
    back: Option<(&'static str, &'static str)>,
    /// Badges beside the title.
    #[prop(optional, into)]
    badges: ViewFn,
    /// Buttons at the right.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    document().set_title(&format!("{title} · Ledgerstone"));
    view! {
        <header class="page-head">
            <div class="page-title">
                {back.map(|(to, words)| view! { <Link to=to.to_owned() class="back"><Icon d=icon::LEFT/>{words}</Link> })}
                {kind.get_untracked().map(|kind| view! { <p class="kind">{kind}</p> })}
                <div class="title-line"><h1>{title}</h1>{badges.run()}</div>
                {lede.get_untracked().map(|lede| view! { <p class="lede">{lede}</p> })}
            </div>
            <div class="acts">{actions.run()}</div>
        </header>
    }
}

/// A surface with a heading. `flush` lets a table reach the edges.
#[component]
pub fn Card(
    /// The heading, an `h2`.
    #[prop(into)]
    title: String,
    /// One line under the heading.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// Whether the content reaches the edges.
    #[prop(optional)]
    flush: bool,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: ViewFn,
    /// More classes, such as `wide`.
    #[prop(optional, into)]
    class: String,
    /// The content.
    children: Children,
) -> impl IntoView {
    let id = super::fresh_id("card");
    view! {
        <section class=format!("card {class}") class:flush=flush aria-labelledby=id>
            <header class="card-head">
                <div><h2 id=id.clone()>{title}</h2>{note.get_untracked().map(|note| view! { <p class="note">{note}</p> })}</div>
                <div class="acts">{actions.run()}</div>
            </header>
            {children()}
        </section>
    }
}

/// A list of facts: names at the left, values at the right.
#[component]
pub fn Facts(
    /// [`Fact`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact of [`Facts`].
#[component]
pub fn Fact(
    /// Name of the fact.
    #[prop(into)]
    name: String,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! { <div class="fact"><dt>{name}</dt><dd>{children()}</dd></div> }
}

/// A number that matters, and the rows behind it.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    name: String,
    /// The number, written out.
    #[prop(into)]
    value: String,
    /// Unit after the number.
    #[prop(optional, into)]
    unit: String,
    /// Where its rows are. Every figure opens its rows.
    #[prop(into)]
    to: Signal<String>,
    /// What the number means; colours the edge and gives the sign.
    #[prop(optional)]
    tone: Tone,
    /// A line under the number: the change, or what it is made of.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// A sparkline or the like, at the right.
    #[prop(optional, into)]
    aside: ViewFn,
) -> impl IntoView {
    view! {
        <Link to=to class="card figure">
            <span class="figure-in" data-tone=tone.slug()>
                <span class="figure-name">{name}</span>
                <span class="figure-value">{value}<small>{unit}</small></span>
                {note.get_untracked().map(|note| view! { <span class="figure-note"><Icon d=tone.sign()/>{note}</span> })}
                <span class="figure-aside">{aside.run()}</span>
            </span>
        </Link>
    }
}

/// Something the reader must know before the rest of the page.
#[component]
pub fn Notice(
    /// What it means.
    tone: Tone,
    /// The sentence that must be read.
    #[prop(into)]
    title: String,
    /// Buttons at the right.
    #[prop(optional, into)]
    actions: ViewFn,
    /// More words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice" role="note" data-tone=tone.slug()>
            <span class="notice-sign"><Icon d=tone.sign()/></span>
            <div class="notice-text"><p class="notice-title">{title}</p>{children.map(|children| children())}</div>
            <div class="acts">{actions.run()}</div>
        </div>
    }
}

/// More, for those who want it.
#[component]
pub fn Disclosure(
    /// What is inside.
    #[prop(into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! { <details class="more" open=open><summary>{summary}</summary>{children()}</details> }
}
