//! The pages at `/prompts/:name` and `/prompts/:name/:version`: every version and what it changed.
use client::{
    models::{
        commands::{RegisterPromptVersion, RegisterPromptVersionInput},
        diff::{Line, Mark},
        prompts::{Changed, Prompt, PromptPage, PromptVersion, PromptVersionPage},
    },
    offer::{Ask, Chance, chance},
    scalars::Subject as Name,
    shared::Me,
    words::{Standing, counted},
};
use leptos::prelude::*;

use crate::{
    lineage::words::blast_of,
    rows::{
        form::{Form, Loose, buttons, unfilled},
        missing, note,
        offer::offered,
        one_page, person, standing_badge, state_badge, system,
    },
    ui::{
        Button, Card, Dialog, Empty, Hash, Link, LinkButton, PageHead, TextArea, TextField, Time,
        Written, escaped, icon,
    },
};

const BACK: (&str, &str) = ("/models", "Models");

/// One prompt with its versions.
pub fn prompt_page() -> AnyView {
    one_page("prompt", |page: PromptPage| {
        note(&page.at);
        page.model.map_or_else(|| missing("prompt", BACK), |prompt| full(&prompt, &page.me))
    })
}

/// The prompt of one version.
pub fn prompt_version_page() -> AnyView {
    one_page("prompt", |page: PromptVersionPage| {
        note(&page.at);
        page.model_version
            .map_or_else(|| missing("version", BACK), |version| full(&version.model, &page.me))
    })
}

fn full(prompt: &Prompt, me: &Me) -> AnyView {
    let ask = Ask::of("registerPromptVersion", "register a version of this prompt");
    let head = head(prompt, chance(&prompt.offers, me, ask));
    let versions = if prompt.versions.is_empty() {
        view! { <div class="card"><Empty title="No version registered yet" icon=icon::MODEL/></div> }
            .into_any()
    } else {
        prompt
            .history()
            .into_iter()
            .map(|(one, changed)| card(one, changed))
            .collect_view()
            .into_any()
    };
    view! { {head}{versions} }.into_any()
}

fn head(prompt: &Prompt, may: Chance) -> AnyView {
    let subject = prompt.subject.0.clone();
    let timeline = format!("/timeline/{}", escaped(&subject));
    let draft = Draft {
        name: prompt.subject.name().to_owned(),
        system: prompt.system.as_ref().map(|system| system.subject.clone()),
        text: prompt.latest_text(),
    };
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            {offered(&may, || begin("Register a version…", draft.clone()))}
        }
        .into_any()
    };
    let count = counted(prompt.versions.len(), "exact version", "exact versions");
    view! {
        <PageHead title=prompt.subject.name().to_owned() kind="Prompt" lede=format!("{count}, newest first, each with what it changed.") back=BACK actions=actions/>
        <p class="inline"><span class="code note">{subject}</span>{system(prompt.system.clone())}</p>
    }
    .into_any()
}

/// A version: its author's words, and what it changed.
fn card(version: &PromptVersion, changed: Changed) -> AnyView {
    let (standing, state) = (version.standing, version.state);
    let badges = move || {
        view! {
            {standing_badge(standing)}
            {(standing != Standing::Quarantined).then(|| state_badge(state))}
        }
        .into_any()
    };
    let words = version.note.clone().unwrap_or_else(|| "Nobody said what changed.".to_owned());
    let digest =
        version.digest.clone().map(|digest| view! { <Hash digest=digest what="the digest"/> });
    let blast = blast_of(std::slice::from_ref(&version.subject.0));
    let reached = format!("What {} reached", version.version);
    let registered = version.registered.0.clone();
    let by = version.registered_by.clone();
    view! {
        <Card title=version.version.clone() actions=badges>
            <p>{words}</p>
            {difference(changed)}
            <p class="inline note">
                <Time at=registered written=Written::Day/>
                {person(by, "Unknown")}
                {digest}
                <Link to=blast>{reached}</Link>
            </p>
        </Card>
    }
    .into_any()
}

fn difference(changed: Changed) -> AnyView {
    match changed {
        Changed::Unknown(why) => view! { <p class="note">{why}</p> }.into_any(),
        Changed::First(None) => {
            view! { <p class="note">"The first version; its text is not kept, only its SHA-256."</p> }
                .into_any()
        }
        Changed::First(Some(lines)) => listed("The first version".to_owned(), lines),
        Changed::Lines(before, lines) => listed(format!("Compared with {before}"), lines),
    }
}

fn listed(title: String, lines: Vec<Line>) -> AnyView {
    let line = |Line { mark, text }: Line| match mark {
        Mark::Same => view! { <li>"\u{a0}\u{a0}"{text}</li> }.into_any(),
        Mark::Added => view! { <li><ins>"+ "{text}</ins></li> }.into_any(),
        Mark::Removed => view! { <li><del>"− "{text}</del></li> }.into_any(),
    };
    let lines = lines.into_iter().map(line).collect_view();
    view! { <h3>{title.clone()}</h3><ul class="code" aria-label=title>{lines}</ul> }.into_any()
}

/// What a new version begins from.
#[derive(Clone)]
struct Draft {
    /// The prompt, by name; empty for a new one.
    name: String,
    system: Option<Name>,
    text: String,
}

/// The button that begins a new prompt of a system.
pub fn begin_prompt(system: &Name) -> AnyView {
    let (name, text) = (String::new(), String::new());
    begin("Register a prompt…", Draft { name, system: Some(system.clone()), text })
}

/// The button that begins a version, and the dialog it is written in.
fn begin(words: &'static str, draft: Draft) -> AnyView {
    let open = RwSignal::new(false);
    let draft = StoredValue::new(draft);
    view! {
        <Button records=true on_press=move |()| open.set(true)>{words}</Button>
        <Dialog open=open wide=true title="Register a version of a prompt" lede="A version never changes. Its text can be erased later, its SHA-256 stays.">
            {move || form(draft.get_value(), open)}
        </Dialog>
    }
    .into_any()
}

fn form(draft: Draft, open: RwSignal<bool>) -> AnyView {
    let (label, words) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_new = draft.name.is_empty();
    let (name, text) = (RwSignal::new(draft.name), RwSignal::new(draft.text));
    let (form, system) = (Form::new(open), draft.system);
    let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
    let send = move |()| {
        let input = RegisterPromptVersionInput {
            version: Name(format!("prompt:{}@{}", said(name), said(label))),
            system: system.clone(),
            note: Some(said(words)),
            text: Some(said(text)),
        };
        form.send::<RegisterPromptVersion>(input, |_, _| ());
    };
    let named = is_new.then(|| {
        view! { <TextField label="Prompt" value=name required=true hint="A short id without spaces, such as prm-support."/> }
    });
    view! {
        <div class="stack">
            {named}
            <TextField label="Version" value=label required=true hint="A label that no version has, such as v5, or that of a version whose text is not kept." error=form.error("version")/>
            <TextArea label="Text" value=text required=true hint="The whole prompt, at most 4,000 characters. Keep secrets out of it." error=form.error("text")/>
            <TextArea label="What changed" value=words required=true hint="In your own words, for whoever reviews it." error=form.error("note")/>
            <Loose form=form fields=&["version", "text", "note"]/>
            {buttons(form, "Register version", unfilled([name, label, text, words]), send)}
        </div>
    }
    .into_any()
}
