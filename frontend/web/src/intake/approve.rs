//! Where the class of a system stands: who proposed it, who approved it, and approving it.
use client::{
    offer::Chance,
    scalars::Subject as Name,
    systems::{
        act::{ActPage, Classified, Happening, applies_from},
        commands::{ApproveClass, ApproveClassInput},
    },
    words::ActClass,
};
use leptos::prelude::*;

use super::{
    act::approval,
    conclusion::{duties, flags},
};
use crate::{
    rows::{
        form::{Form, Loose},
        offer::{Offered, said},
        person,
    },
    ui::{
        Button, Card, Dialog, Fact, Facts, Link, Notice, Status, TextArea, TextField, Time, Tone,
        Weight, Written,
    },
};

/// Where the class stands.
pub(super) fn standing(system: &Classified, page: &ActPage) -> AnyView {
    let Some(class) = system.act_class else {
        return view! {
            <Notice tone=Tone::Warn title="This system has no class under the EU AI Act yet">
                <p>"Answer the questionnaire; the class that follows is proposed, and a second person approves it."</p>
            </Notice>
        }
        .into_any();
    };
    let approving = RwSignal::new(false);
    let may = if system.act_class_approved || system.decommissioned.is_some() {
        Chance::Hidden
    } else {
        approval(system, page, &page.me)
    };
    let who_may = said(&may);
    let is_offered = may == Chance::Offered;
    let actions = move || {
        let chance = if is_offered { Chance::Offered } else { Chance::Hidden };
        view! { <Offered chance=chance weight=Weight::Primary on_press=move |()| approving.set(true)>"Approve…"</Offered> }.into_any()
    };
    let status = if system.act_class_approved {
        view! { <Status tone=Tone::Good text="Approved"/> }.into_any()
    } else {
        view! { <Status tone=Tone::Warn text="Proposed, not approved"/> }.into_any()
    };
    let from = system
        .obligations_from
        .clone()
        .map(|day| view! { <Fact name="Duties apply from"><Time at=format!("{day}T00:00:00Z") written=Written::Day/></Fact> });
    let dialog = is_offered.then(|| {
        view! { <ApproveDialog system=system.clone() class=class open=approving/> }
    });
    let (proposed, approved) =
        (step("Proposed by", page.proposal()), step("Approved by", page.approval()));
    let (raised, asked) = (flags(&system.act_flags), duties(&system.duties, "What it asks for"));
    view! {
        {again(system)}
        <Card title="Where it stands" actions=actions>
            <Facts>
                <Fact name="Class"><span class="inline">{class.word()}{status}</span></Fact>
                {proposed}
                {approved}
                {from}
            </Facts>
            <div class="stack">{raised}{who_may}{asked}</div>
        </Card>
        {dialog}
    }
    .into_any()
}

/// Says that an approved class wants another look.
fn again(system: &Classified) -> AnyView {
    let since = system.reclassify_since.clone();
    let notice = since.map(|at| {
        view! {
            <Notice tone=Tone::Warn title="The class wants another look">
                <p>"The system was described anew on "<Time at=at.0 written=Written::Day/>", after its class was approved. Look through the answers and propose what follows."</p>
            </Notice>
        }
    });
    view! { {notice} }.into_any()
}

/// Who did something about the class, and when; with the event that proves it.
fn step(name: &'static str, event: Option<&Happening>) -> AnyView {
    let Some(event) = event else { return ().into_any() };
    let (who, at, to) = (event.who(), event.at.0.clone(), format!("/events/{}", event.position.0));
    view! {
        <Fact name=name>
            {person(Some(who), "Unknown")}
            <span class="note under"><Link to=to><Time at=at written=Written::Day/></Link></span>
        </Fact>
    }
    .into_any()
}

/// The dialog of the second person.
#[component]
fn ApproveDialog(
    /// The system.
    system: Classified,
    /// The class that was proposed.
    class: ActClass,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let form = Form::new(open);
    let day = applies_from(&system.duties).unwrap_or_default().to_owned();
    let (from, reason) = (RwSignal::new(day), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let system = StoredValue::new(system);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if reason.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        let day = from.get_untracked();
        let input = ApproveClassInput {
            system: system.with_value(|one| Name(one.subject.0.clone())),
            act_class: class,
            obligations_from: (!day.is_empty()).then_some(day),
            note: reason.get_untracked(),
        };
        form.send::<ApproveClass>(input, |_, _| ());
    };
    let error = Signal::derive(move || {
        let said = form.error("note").get();
        let empty = tried.get() && reason.with(|text| text.trim().is_empty());
        said.or_else(|| empty.then(|| "Say why the class is right.".to_owned()))
    });
    let title = format!("Approve: {}", class.word());
    view! {
        <Dialog open=open title=title lede="You stand behind this class as the second person. Look at the answers first.">
            <form on:submit=send novalidate=true>
                <TextField label="Its duties apply from" kind="date" value=from hint="As the catalogue says; change it where another day holds." error=form.error("obligationsFrom")/>
                <TextArea label="Why it is right" value=reason required=true error=error/>
                <Loose form=form fields=&["note", "obligationsFrom"]/>
                <div class="dialog-acts">
                    <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                    <Button submits=true records=true weight=Weight::Primary busy=form.busy>"Approve the class"</Button>
                </div>
            </form>
        </Dialog>
    }
}
