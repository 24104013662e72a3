//! Who lives with a risk: the acceptance in force, the one that is asked for, and who may decide.
use client::{
    offer::{Ask, Chance, chance},
    risks::{
        act::Act,
        one::{Acceptance, Acceptor, Request, Risk},
        words::{RiskBand, RiskStatus},
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{
    act::{Desk, may},
    parts::{day, fact, said},
};
use crate::{
    rows::{
        offer::{Offered, said as told},
        person,
    },
    ui::{Card, Empty, Facts, Link, Notice, Status, Subject, Tone, Weight, escaped, icon},
};

/// The card of the acceptance: in force, asked for, and who may.
pub fn acceptance(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let chances = Chances::of(risk, me);
    let (who, buttons) = (told(&chances.accept), chances.buttons(risk, desk));
    let rule = risk.who_accepts.as_ref().map(|rule| {
        let words = format!("{} {}.", rule.words(), rule.sentence);
        view! { <p class="note">{words}</p> }
    });
    let nothing = risk.acceptance.is_none() && risk.request.is_none();
    let nothing =
        nothing.then(|| view! { <Empty title="Nobody has accepted this risk" icon=icon::SHIELD/> });
    let declined = risk.declined.as_ref().filter(|_| risk.request.is_none()).map(|one| {
        let (by, at) = (person(one.by.clone(), "Somebody unknown"), day(Some(&one.at), ""));
        let note = one.note.clone();
        view! { <Notice tone=Tone::Warn title="The last request was turned down"><p>{note}</p><p class="inline note">{by}{at}</p></Notice> }
    });
    let request = risk.request.as_ref().map(asked);
    let given = risk.acceptance.as_ref().map(|one| given(risk, one));
    let evidence = evidence(risk);
    view! {
        <Card title="Acceptance" actions=buttons>
            {request}{who}{declined}{given}{nothing}{rule}{evidence}
        </Card>
    }
    .into_any()
}

/// What is offered to this reader.
struct Chances {
    accept: Chance,
    decline: Chance,
    request: Chance,
    revoke: Chance,
}

impl Chances {
    fn of(risk: &Risk, me: &Me) -> Self {
        let hidden = Self {
            accept: Chance::Hidden,
            decline: Chance::Hidden,
            request: Chance::Hidden,
            revoke: Chance::Hidden,
        };
        let (Some(residual), false) = (risk.residual, risk.status == RiskStatus::Closed) else {
            return hidden;
        };
        let (request, is_low) = (risk.request.as_ref(), residual.band == RiskBand::Low);
        let accept = Act::Accept { band: residual.band, requested: request.is_some() };
        let ask = Ask::of(accept.mutation(), accept.what());
        let accept = match request {
            // Whoever asked for it is told that others decide.
            Some(request) => {
                chance(&risk.offers, me, ask.second(request.by.as_ref(), "asked for it"))
            }
            None if is_low => chance(&risk.offers, me, ask),
            None => Chance::Hidden,
        };
        // A role that decides about other bands does not decide about this one.
        let is_other_band = accept == Chance::Offered && !risk.takes_part;
        let accept = if is_other_band { Chance::Hidden } else { accept };
        let only = |when: bool, act: Act| {
            let is_offered = when && may(risk, me, &act) == Chance::Offered;
            if is_offered { Chance::Offered } else { Chance::Hidden }
        };
        let in_force = risk.acceptance.as_ref().is_some_and(|accepted| accepted.counts);
        Self {
            decline: only(request.is_some() && risk.takes_part, Act::Decline),
            request: only(request.is_none(), Act::Request),
            revoke: only(in_force, Act::Revoke),
            accept,
        }
    }

    fn buttons(&self, risk: &Risk, desk: Desk) -> impl Fn() -> AnyView + Send + Sync + use<> {
        let band = risk.residual.map_or(RiskBand::VeryHigh, |score| score.band);
        let accept = Act::Accept { band, requested: risk.request.is_some() };
        let one = |chance: &Chance, act: Act, words: &'static str, weight: Weight| {
            (*chance == Chance::Offered).then(|| (desk.on(act, Some(risk)), words, weight))
        };
        let all: Vec<_> = [
            one(&self.accept, accept, "Accept…", Weight::Primary),
            one(&self.decline, Act::Decline, "Turn down…", Weight::Plain),
            one(&self.request, Act::Request, "Request acceptance…", Weight::Plain),
            one(&self.revoke, Act::Revoke, "Take back…", Weight::Danger),
        ]
        .into_iter()
        .flatten()
        .collect();
        move || {
            let button = |(begin, words, weight): &(Callback<()>, &'static str, Weight)| {
                let (begin, words, weight) = (*begin, *words, *weight);
                view! { <Offered chance=Chance::Offered weight=weight on_press=begin>{words}</Offered> }
            };
            all.iter().map(button).collect_view().into_any()
        }
    }
}

fn people(all: &[Acceptor]) -> AnyView {
    let one = |acceptor: &Acceptor| {
        let roles = acceptor.roles.join(", ");
        view! { <li><span class="inline">{person(acceptor.person.clone(), "Somebody unknown")}<span class="note">{roles}</span></span>{said(acceptor.reason.as_ref())}</li> }
    };
    view! { <ul class="plain-list">{all.iter().map(one).collect_view()}</ul> }.into_any()
}

fn given(risk: &Risk, acceptance: &Acceptance) -> AnyView {
    let tone = match (acceptance.counts, acceptance.expired) {
        (true, _) => Tone::Good,
        (false, true) => Tone::Bad,
        (false, false) => Tone::Neutral,
    };
    let revoked = risk.revoked.as_ref().map(|one| {
        view! { {said(one.note.as_ref())}<p class="inline note">"Taken back by"{person(one.by.clone(), "somebody unknown")}{day(Some(&one.at), "")}</p> }
    });
    let mut facts = vec![fact("Accepted", day(Some(&acceptance.at), ""))];
    facts.extend(acceptance.ended.as_ref().map(|ended| fact("Ended", day(Some(ended), ""))));
    facts.extend(compensating(&acceptance.compensating));
    if !acceptance.reported_to.is_empty() {
        let told = acceptance.reported_to.iter().map(|one| person(Some(one.clone()), ""));
        facts.push(fact("Told", view! { <span class="inline">{told.collect_view()}</span> }));
    }
    view! {
        <p class="inline"><Status tone=tone text=acceptance.word()/><span>"as "{acceptance.band.word().to_lowercase()}" until "{day(Some(&acceptance.until), "")}</span></p>
        {people(&acceptance.accepted_by)}
        {said(acceptance.reason.as_ref())}
        <Facts>{facts}</Facts>
        {revoked}
    }
    .into_any()
}

fn compensating(controls: &[String]) -> Option<AnyView> {
    if controls.is_empty() {
        return None;
    }
    let lines = controls.iter().map(|one| view! { <li>{one.clone()}</li> }).collect_view();
    Some(fact("Compensating controls", view! { <ul class="plain-list">{lines}</ul> }))
}

fn asked(request: &Request) -> AnyView {
    let agreed = if request.agreed.is_empty() {
        view! { <p class="note">"Nobody has agreed yet."</p> }.into_any()
    } else {
        view! { <p class="note">"Agreed so far:"</p>{people(&request.agreed)} }.into_any()
    };
    let controls = compensating(&request.compensating);
    let controls = controls.map(|controls| view! { <Facts>{controls}</Facts> });
    view! {
        <p class="inline"><Status tone=Tone::Warn text="Requested"/><span>"until "{day(Some(&request.until), "")}</span></p>
        <p class="inline note">"Asked for by"{person(request.by.clone(), "somebody unknown")}{day(Some(&request.at), "")}</p>
        {said(request.reason.as_ref())}
        {controls}
        {agreed}
    }
    .into_any()
}

/// The way from the decision to what it rests on: the evidence linked with the risk; that of its
/// system where none is.
fn evidence(risk: &Risk) -> AnyView {
    let linked: Vec<_> = risk.links.iter().filter(|one| one.kind() == "evidence").collect();
    if !linked.is_empty() {
        let lines = linked.into_iter().map(|one| view! { <li><Subject of=one.0.clone()/></li> });
        let lines = lines.collect_view();
        let list = view! { <ul class="plain-list">{lines}</ul> };
        return view! { <Facts>{fact("Evidence", list)}</Facts> }.into_any();
    }
    let Some(system) = &risk.system else { return ().into_any() };
    let to = format!("/evidence?system={}", escaped(&system.subject.0));
    let words = format!("Evidence of {}", system.name);
    view! { <p><Link to=to>{words}</Link></p> }.into_any()
}
