//! The page at `/register`: a system is registered step by step.
use client::{
    ask::{OfAll, OfOne},
    systems::{
        draft::{Draft, Step},
        intake::{IntakePage, RegisterPage},
    },
};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::{
    fields::Fields,
    kept::{forget, keep, kept},
    steps::{asked_in, stepper},
    submit::Sending,
};
use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        note, shown, use_address,
    },
    state::use_as_of,
    ui::{
        Button, Card, Empty, LinkButton, Notice, Outline, PageHead, Tone, Weight, escaped, icon,
        page_of, use_toasts,
    },
};

/// What the parts of the page share. Copy it freely.
#[derive(Clone, Copy)]
struct Desk {
    fields: Fields,
    sending: Sending,
    step: Memo<Step>,
    go: Callback<Step>,
    /// Whether a step was gone to on this page, so that its heading takes the focus.
    moved: StoredValue<bool>,
}

/// Registers a system.
pub fn register_page() -> AnyView {
    let address = use_address();
    let report = Memo::new(move |_| address.get("report"));
    let (as_of, navigate, toasts) = (use_as_of(), use_navigate(), use_toasts());
    let form = Form::with(RwSignal::new(true), |_| ());
    let left = kept(&report.get_untracked());
    let fields = Fields::new(left.clone().unwrap_or_default(), form);
    let step = Memo::new(move |_| Step::read(&address.get("step")));
    let leave = navigate.clone();
    let moved = StoredValue::new(false);
    let go = Callback::new(move |to: Step| {
        moved.set_value(true);
        let path = path(to, &report.get_untracked());
        navigate(&as_of.href(&path), NavigateOptions::default());
    });
    let recorded = StoredValue::new(false);
    let sending = Sending::new(form, move |system| {
        recorded.set_value(true);
        forget();
        toasts.good("The system is registered.");
        leave(&page_of(&system.0), NavigateOptions::default());
    });
    on_cleanup(move || {
        if recorded.try_get_value() == Some(false)
            && let (Some(report), Some(draft)) = (report.try_get_untracked(), fields.last())
        {
            keep(&report, draft);
        }
    });
    let desk = Desk { fields, sending, step, go, moved };
    let page = asked(RegisterPage::ask);
    view! {
        <PageHead title="Register an AI system" lede="Six short steps. Nothing is recorded before the last one, and going back loses nothing." back=("/systems", "AI systems")/>
        {left.is_some().then(|| begun(desk))}
        {from_report(report, desk, left.is_some())}
        <p class="sr-only" role="status">{move || format!("Step {} of {}", step.get().number(), Step::ALL.len())}</p>
        {move || stepper(step.get())}
        {shown(page, Outline::Page, RegisterPage::read, move |page| {
            note(&page.at);
            draw(page, desk)
        })}
    }
    .into_any()
}

fn path(step: Step, report: &str) -> String {
    let report =
        if report.is_empty() { String::new() } else { format!("&report={}", escaped(report)) };
    format!("/register?step={}{report}", step.number())
}

/// Says that a draft stands here from before, and how to be rid of it.
fn begun(desk: Desk) -> AnyView {
    let shown = RwSignal::new(true);
    let anew = move |()| {
        desk.fields.fill(Draft::default());
        forget();
        shown.set(false);
        desk.go.run(Step::Purpose);
    };
    let actions = move || view! { <Button on_press=anew>"Begin anew"</Button> }.into_any();
    let notice = move || {
        shown.get().then(|| {
            view! { <Notice tone=Tone::Info title="What you had written before stands here again" actions=actions/> }
        })
    };
    view! { {notice} }.into_any()
}

/// What a report already says is written into the fields, unless something stands there.
fn from_report(report: Memo<String>, desk: Desk, has_draft: bool) -> AnyView {
    if report.get_untracked().is_empty() {
        return ().into_any();
    }
    let answer = asked(move |moment| IntakePage::ask(moment, &format!("intake:{}", report.get())));
    let is_filled = StoredValue::new(has_draft);
    shown(answer, Outline::Block, IntakePage::read, move |page: IntakePage| {
        let may_settle = page.me.may("settleUse");
        let Some(found) = page.intake.filter(client::systems::intake::Intake::waits) else {
            return view! { <Notice tone=Tone::Warn title="The report is settled already, or is not here"/> }.into_any();
        };
        desk.sending.settles(may_settle.then(|| found.subject.clone()));
        if !is_filled.get_value() {
            is_filled.set_value(true);
            let draft = Draft::of_report(&found);
            request_animation_frame(move || desk.fields.fill(draft));
        }
        let after = if may_settle {
            "The report is settled with the system when it is registered."
        } else {
            "The report stays in the queue until somebody who triages it settles it with the system."
        };
        view! { <Notice tone=Tone::Info title=format!("From the report “{}”", found.name)><p>{after}</p></Notice> }.into_any()
    })
}

fn draw(page: RegisterPage, desk: Desk) -> AnyView {
    if page.homes().is_empty() {
        return nobody(&page);
    }
    let page = StoredValue::new(page);
    let shown = move || {
        let step = desk.step.get();
        page.with_value(|page| one_step(step, page, desk))
    };
    view! { {shown} }.into_any()
}

/// For those who may not register anything.
fn nobody(page: &RegisterPage) -> AnyView {
    let names = page.who_may();
    let who = if names.is_empty() {
        "a product owner or a system owner".to_owned()
    } else {
        names.join(", ")
    };
    let words = format!(
        "It takes a role that registers systems: {who}. You can report the use instead, and they register it."
    );
    let actions = || {
        view! { <LinkButton to="/intake".to_owned() weight=Weight::Primary>"Report a use"</LinkButton> }
            .into_any()
    };
    view! { <div class="card"><Empty title="You may not register systems" note=words icon=icon::SYSTEM actions=actions/></div> }
        .into_any()
}

fn one_step(step: Step, page: &RegisterPage, desk: Desk) -> AnyView {
    let taken = page.taken();
    let inside = asked_in(step, desk.fields, page, desk.go);
    let node = NodeRef::<html::Form>::new();
    let may_own = page.clone();
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut draft = untrack(|| desk.fields.draft());
        // Once it is registered its own name is taken, by itself.
        let taken = if untrack(|| desk.sending.is_underway()) { &[] } else { taken.as_slice() };
        let wrong = draft.problems(step, taken);
        let is_right = wrong.is_empty();
        desk.fields.complain(wrong);
        if !is_right {
            return focus_on_problem(node);
        }
        match (step.next(), draft.first_problem(taken)) {
            (Some(next), _) => desk.go.run(next),
            (None, Some(unfinished)) => {
                desk.fields.complain(draft.problems(unfinished, taken));
                desk.go.run(unfinished);
            }
            (None, None) => {
                if !may_own.may(&draft.team, "assignOwner") {
                    draft.owner.clear();
                }
                desk.sending.send(draft);
            }
        }
    };
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        let Some(heading) = heading.get().filter(|_| desk.moved.get_value()) else { return };
        // A heading that cannot take the focus is read all the same.
        let _ = heading.focus();
    });
    let ending = (step == Step::Check).then(|| what_follows(desk));
    view! {
        <form class="card" node_ref=node on:submit=next novalidate=true aria-labelledby="step-title">
            <header class="card-head"><div><h2 id="step-title" tabindex="-1" node_ref=heading>{step.title()}</h2></div></header>
            <div class="stack">
                {inside}
                {ending}
                {acts(step, desk)}
            </div>
        </form>
    }
    .into_any()
}

/// Moves to the first field that is wrong, once it says so.
fn focus_on_problem(node: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let form = node.try_get_untracked().flatten();
        let found = form.and_then(|form| {
            form.query_selector(".invalid :is(input, select, textarea)").ok().flatten()
        });
        if let Some(field) = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
            // What is wrong was said aloud already.
            let _ = field.focus();
        }
    });
}

fn acts(step: Step, desk: Desk) -> AnyView {
    let back = step.before().map(|before| {
        view! { <Button icon=icon::LEFT on_press=move |()| desk.go.run(before)>{before.short()}</Button> }
    });
    let on = match step.next() {
        Some(next) => view! { <Button submits=true weight=Weight::Primary>{format!("Next: {}", next.short())}</Button> }.into_any(),
        None => view! {
            <Button submits=true records=true weight=Weight::Primary busy=desk.sending.form.busy>
                {move || if desk.sending.is_underway() { "Record the rest" } else { "Register the system" }}
            </Button>
        }
        .into_any(),
    };
    view! { <div class="dialog-acts">{back}{on}</div> }.into_any()
}

/// What happens when it is registered, and what is still missing when that was interrupted.
fn what_follows(desk: Desk) -> AnyView {
    let interrupted = move || {
        let at =
            desk.sending.at.get().filter(|_| desk.sending.form.refusal.with(Option::is_some))?;
        desk.sending.is_underway().then(|| {
            let to = page_of(&untrack(|| desk.fields.draft()).subject().0);
            let actions = move || {
                view! { <LinkButton to=to.clone()>"Go to the system"</LinkButton> }.into_any()
            };
            let title = format!("The system is registered, but {}", at.lacking());
            view! { <Notice tone=Tone::Warn title=title actions=actions/> }
        })
    };
    view! {
        <Card title="What happens next">
            <ol class="plain-list">
                <li>"It stands in the register at once, with your name as who registered it."</li>
                <li>"Somebody answers the EU AI Act questionnaire on its page; a class is proposed."</li>
                <li>"A second person approves the class, and its duties are shown."</li>
            </ol>
        </Card>
        {interrupted}
        <Loose form=desk.sending.form fields=&[]/>
    }
    .into_any()
}
