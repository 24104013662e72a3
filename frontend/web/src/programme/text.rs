//! The text of a policy: the way to it, and the way to keep it.
use client::{
    offer::Chance,
    programme::{queries::Policy, text::PolicyText},
    shared::Refusal,
};
use leptos::{html, prelude::*};

use crate::{
    evaluations::files::{chosen_file, start},
    rows::{form::Form, person},
    ui::{Button, Card, Fact, Facts, FileField, Hash, Time, escaped, icon},
};

/// Ends of the names of texts.
const ENDS: &str = ".pdf,.md";

/// Where the text of a version is.
pub fn text_path(policy: &str, version: i64) -> String {
    format!("/api/v1/policies/{}/versions/{version}/text", escaped(policy))
}

/// The way to the text of a version. A file, not a page: the moment looked at does not belong in its
/// address.
pub fn read_link(policy: &str, version: i64) -> AnyView {
    let to = text_path(policy, version);
    view! { <a href=to download="">{format!("Read version {version}")}</a> }.into_any()
}

/// The card with the text of the current version. Whoever may publish may send it, while it is not
/// there.
pub fn text_card(policy: &Policy, publish: &Chance) -> AnyView {
    let path = text_path(policy.subject.name(), policy.version.0);
    let body = match &policy.text {
        Some(text) => kept(&path, text),
        None if *publish == Chance::Offered => view! { <KeepText path=path/> }.into_any(),
        None => view! {
            <p class="note">"Its text is not kept here yet; ask who published it to send it."</p>
        }
        .into_any(),
    };
    view! { <Card title="The text" note="Checked against its SHA-256 each time it is read">{body}</Card> }
        .into_any()
}

fn kept(path: &str, text: &PolicyText) -> AnyView {
    let (to, words, size) = (path.to_owned(), text.words(), text.size());
    let (digest, at) = (text.digest.clone(), text.kept_at.0.clone());
    let by = person(text.kept_by.clone(), "Unknown");
    view! {
        <Facts>
            <Fact name="File"><a href=to download="">{words}</a>{format!(" ({size})")}</Fact>
            <Fact name="Kept"><Time at=at/></Fact>
            <Fact name="Kept by">{by}</Fact>
            <Fact name="SHA-256"><Hash digest=digest what="the digest of the file"/></Fact>
        </Facts>
    }
    .into_any()
}

/// The form that keeps the text.
#[component]
fn KeepText(
    /// Where the text is sent to.
    path: String,
) -> impl IntoView {
    let control = NodeRef::<html::Input>::new();
    let chosen = RwSignal::new(false);
    let form = Form::new(RwSignal::new(true));
    let choose = Callback::new(move |()| {
        form.refusal.set(None);
        chosen.set(chosen_file(control).is_some());
    });
    let send = Callback::new(move |()| {
        if let Some(file) = chosen_file(control) {
            start(form, path.clone(), file);
        }
    });
    let error = Signal::derive(move || form.refusal.with(|one| one.as_ref().map(Refusal::words)));
    let off = Signal::derive(move || !chosen.get());
    view! {
        <div class="stack">
            <FileField label="Keep the text of this version" accept=ENDS control=control on_choose=choose error=error hint="A PDF or Markdown. Everybody who may read policies may read it, and it cannot be taken back."/>
            <div class="dialog-acts">
                <Button records=true busy=form.busy disabled=off icon=icon::PLUS on_press=send>"Keep the text"</Button>
            </div>
        </div>
    }
}
