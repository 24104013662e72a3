//! The page at `/blast`.
use client::{
    lineage::{self as room, BlastAnswer, BlastRadius},
    moment::Moment,
    offer::{Ask, Chance, chance},
};
use leptos::prelude::*;

use super::{
    contain::ContainDialog,
    live::live_now,
    reached::{consequences, everything, kind_figures},
};
use crate::{
    api::ask,
    lineage::{
        list::as_list,
        panel::PictureWithPanel,
        scene::Scene,
        words::{blast_of, lineage_of, listed},
    },
    rows::{
        offer::{Offered, said},
        use_address,
    },
    state::{AsOf, use_as_of, use_live},
    ui::{
        Card, Disclosure, Empty, LinkButton, Loaded, Notice, PageHead, Subject, Tone, Weight, icon,
    },
};

/// The page at `/blast`.
pub fn blast_page() -> AnyView {
    let address = use_address();
    let roots = Memo::new(move |_| listed(&address.get("roots")));
    let some = Memo::new(move |_| !roots.with(Vec::is_empty));
    let (as_of, live) = (use_as_of(), use_live());
    let question = ask(move || {
        live.beat();
        room::blast(&Moment::new(as_of.time(), as_of.position()), &roots.get())
    });
    let render = move |text: String| {
        let answer = room::read_blast(&text)?;
        as_of.show_position(Some(answer.blast_radius.at.position.0));
        Ok(draw(answer, as_of))
    };
    let render = Callback::new(render);
    let shown = move || {
        if some.get() {
            return view! { <Loaded from=question render=render/> }.into_any();
        }
        nothing_named()
    };
    view! { {shown} }.into_any()
}

fn nothing_named() -> AnyView {
    let go = || {
        view! { <LinkButton to="/lineage".to_owned() weight=Weight::Primary>"Choose in the lineage"</LinkButton> }.into_any()
    };
    view! {
        <PageHead title="Blast radius" back=("/lineage", "Lineage")/>
        <div class="card">
            <Empty
                title="Nothing was chosen"
                note="A blast radius begins at a batch, a dataset version or a model version. Its page has a button that leads here."
                icon=icon::LINEAGE
                actions=go
            />
        </div>
    }
    .into_any()
}

fn draw(answer: BlastAnswer, as_of: AsOf) -> AnyView {
    let BlastAnswer { blast_radius: blast, containment_plan: plan, me } = answer;
    let ask = Ask { waits: !blast.is_empty(), ..Ask::of("contain", "contain this") };
    let contain = chance(std::slice::from_ref(&plan.offer), &me, ask);
    let roots: Vec<String> = blast.roots.iter().map(|root| root.0.clone()).collect();
    let dialog = RwSignal::new(false);
    let head = head(&roots, dialog, as_of, &contain);
    let links = roots.iter().map(|root| view! { <Subject of=root.clone()/> }).collect_view();
    let why = move || {
        as_of.is_past().then(|| view! { <p class="note">"You look at the past. To contain, come back to now: what happened cannot be changed, only answered."</p> })
    };
    let title = blast.suggested_title();
    let stuck_at = blast_of(&roots);
    let body = if blast.is_empty() { clean() } else { reached(blast, &stuck_at) };
    view! {
        {head}
        <p class="inline roots"><span class="note">"Begins at"</span>{links}</p>
        {why}
        {said(&contain)}
        {body}
        <ContainDialog open=dialog roots=roots plan=plan title=title/>
    }
    .into_any()
}

fn head(roots: &[String], dialog: RwSignal<bool>, as_of: AsOf, contain: &Chance) -> AnyView {
    let contain = if *contain == Chance::Offered { Chance::Offered } else { Chance::Hidden };
    let graph = format!("{}&direction=down", lineage_of(roots));
    let actions = move || {
        view! {
            <LinkButton to=graph.clone() icon=icon::LINEAGE>"Lineage"</LinkButton>
            <Offered chance=contain.clone() weight=Weight::Danger icon=icon::SHIELD on_press=move |()| dialog.set(true)>"Contain…"</Offered>
        }
        .into_any()
    };
    let lede = if as_of.is_past() {
        "Everything that came from here, as it was known at the moment you look at."
    } else {
        "Everything that came from here, down to what is live now and who answers for it."
    };
    view! { <PageHead title="Blast radius" back=("/lineage", "Lineage") lede=lede actions=actions/> }.into_any()
}

fn clean() -> AnyView {
    view! {
        <Notice tone=Tone::Good title="Nothing was reached">
            <p>"At the moment you look at, nothing had been made from this: no version, no run, no deployment."</p>
        </Notice>
    }
    .into_any()
}

fn reached(blast: BlastRadius, here: &str) -> AnyView {
    let figures = kind_figures(&blast, here);
    let live = live_now(&blast);
    let consequences = consequences(&blast);
    let everything = everything(&blast);
    let scene = Scene::new(blast.lineage);
    view! {
        {figures}
        {live}
        {consequences}
        <Card title="The path of the damage" class="picture-card">
            <PictureWithPanel scene=scene label="Everything that was reached, as a picture"/>
            <Disclosure summary="Show as list">{as_list(scene)}</Disclosure>
        </Card>
        {everything}
    }
    .into_any()
}
