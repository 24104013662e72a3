//! The page at `/controls/:system/:control`.
use client::{
    controls::{
        commands::Verdict,
        model::{follows_from, recorded_facts},
        page::{self, Control, ControlPage, ControlText},
    },
    evaluations::record::recording,
    offer::{Ask, Chance, chance},
    shared::Me,
    words::ControlStatus,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    act::{AssignOwner, Decide},
    link::{LinkEvidence, Unlink},
    parts::{mapping_card, notices_card, said_by, test_card},
    words::{catalogue_id, status_badge, tone},
};
use crate::{
    evaluations::record::record_evidence,
    rows::{
        asked, evidence_table, missing, note,
        offer::{Offered, said},
        person, shown, system,
    },
    ui::{
        Card, Chip, Empty, Fact, Facts, LinkButton, Notice, Outline, PageHead, Status, Subject,
        Time, Tone, Written, escaped, icon,
    },
};

/// One control of one system.
pub fn control_page() -> AnyView {
    let params = use_params_map();
    let named = move |key| params.with(|params| params.get(key).unwrap_or_default());
    let page = asked(move |moment| {
        page::ask_one(moment, &format!("system:{}", named("system")), &named("control"))
    });
    shown(page, Outline::Page, page::read_one, draw)
}

fn draw(page: ControlPage) -> AnyView {
    note(&page.at);
    match page.control {
        Some(control) => full(control, &page.me),
        None => missing("control", ("/controls", "Controls")),
    }
}

/// What the reader may do about a control.
struct Chances {
    assign: Chance,
    decide: Chance,
    link: Chance,
    unlink: Chance,
    record: Chance,
    confirm: Chance,
}

impl Chances {
    fn of(control: &Control, verdict: Verdict, me: &Me) -> Self {
        let may = |mutation, what| chance(&control.offers, me, Ask::of(mutation, what));
        let words = match verdict {
            Verdict::NotApplicable => "decide that it does not apply",
            Verdict::Applicable => "let it apply again",
        };
        let in_catalogue = |text: &ControlText| {
            chance(&text.offers, me, Ask::of("confirmMapping", "confirm these links"))
        };
        Self {
            assign: may("assignControlOwner", "name who answers for it"),
            decide: may(verdict.mutation(), words),
            link: may("linkControlEvidence", "link evidence to it"),
            unlink: may("unlinkControlEvidence", "take a link back"),
            record: recording(&control.offers, me),
            confirm: control.text.as_ref().map_or(Chance::Hidden, in_catalogue),
        }
    }
}

fn full(control: Control, me: &Me) -> AnyView {
    let (assigning, deciding, linking) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let of = control.system.as_ref().map(|link| link.subject.0.clone()).unwrap_or_default();
    let is_marked = control.not_applicable.is_some();
    let verdict = if is_marked { Verdict::Applicable } else { Verdict::NotApplicable };
    let chances = Chances::of(&control, verdict, me);
    let head = head(&control);
    let standing = standing(&control, chances.decide.clone(), deciding);
    let tests = tests(&control);
    let facts = facts(&control);
    let owner = owner_card(&control, chances.assign.clone(), assigning);
    let evidence = evidence_card(&control, (chances.link.clone(), linking), chances.record.clone());
    let linked = linked_card(&control, &of, &chances.unlink);
    let mappings =
        control.text.as_ref().map(|text| mapping_card(&text.id, &text.mappings, &chances.confirm));
    let notices = notices_card(&control.notices, &control.told);
    let id = control.id.clone();
    let is = |chance: &Chance| *chance == Chance::Offered;
    let forms = view! {
        {is(&chances.assign).then(|| view! { <AssignOwner system=of.clone() control=id.clone() open=assigning/> })}
        {is(&chances.decide).then(|| view! { <Decide verdict=verdict system=of.clone() control=id.clone() open=deciding/> })}
        {is(&chances.link).then(|| view! { <LinkEvidence system=of.clone() control=id.clone() open=linking/> })}
    };
    view! {
        {head}
        {standing}
        {tests}
        <div class="cols">{facts}<div class="stack">{owner}{notices}</div></div>
        {evidence}
        {linked}
        {mappings}
        {forms}
    }
    .into_any()
}

fn head(control: &Control) -> AnyView {
    let title = control.text.as_ref().map_or(control.id.clone(), |text| text.title.clone());
    let status = control.status;
    let badges = move || status_badge(status);
    let (timeline, across) =
        (format!("/timeline/{}", escaped(&control.subject.0)), format!("/controls/{}", control.id));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            <LinkButton to=across.clone() icon=icon::SYSTEM>"Across systems"</LinkButton>
        }
        .into_any()
    };
    let of = control.system.as_ref().map(|link| link.name.clone()).unwrap_or_default();
    view! {
        <PageHead
            title=title
            kind=format!("Control {} of {of}", control.id)
            lede=control.text.as_ref().map(|text| text.objective.clone()).unwrap_or_default()
            back=("/controls", "Controls")
            badges=badges
            actions=actions
        />
    }
    .into_any()
}

/// The act alone; the sentence that says who may stands elsewhere on the card.
fn only_act(chance: &Chance) -> Chance {
    if *chance == Chance::Offered { Chance::Offered } else { Chance::Hidden }
}

/// How it stands, why, and what to do.
fn standing(control: &Control, decide: Chance, deciding: RwSignal<bool>) -> AnyView {
    let (why, advice, status) = (control.why.clone(), control.advice.clone(), control.status);
    let applies = control.applies.clone().map(|applies| view! { <p class="note">{applies}</p> });
    let words = if control.not_applicable.is_some() {
        "Let it apply again…"
    } else {
        "Does not apply…"
    };
    let who = said(&decide);
    let actions = move || {
        let chance = only_act(&decide);
        view! { <Offered chance=chance on_press=move |()| deciding.set(true)>{words}</Offered> }
            .into_any()
    };
    let decided = control.not_applicable.clone().map(|decided| {
        let reason = decided.reason.unwrap_or_else(|| "The reason was erased.".to_owned());
        view! {
            <p>"\u{201c}"{reason}"\u{201d} "<span class="note">{person(decided.by, "Somebody")}", "<Time at=decided.at.0/></span></p>
        }
    });
    view! {
        <Notice tone=tone(status) title=why actions=actions>
            {decided}
            <p>{advice}</p>
            {applies}
            {who}
        </Notice>
    }
    .into_any()
}

fn tests(control: &Control) -> AnyView {
    if control.tests.is_empty() {
        return ().into_any();
    }
    control.tests.iter().map(test_card).collect_view().into_any()
}

fn facts(control: &Control) -> AnyView {
    let Some(text) = control.text.clone() else { return ().into_any() };
    let threats = text.threats.iter().map(|threat| {
        let (id, title) = (threat.id.clone(), threat.title.clone());
        view! { <li>{catalogue_id(&id)}" "{title}</li> }
    });
    let types = text.evidence_types.iter().map(|one| {
        let (id, title) = (one.id.clone(), one.title.clone());
        view! { <li>{title}" "<span class="note code">{id}</span></li> }
    });
    let functions =
        text.functions.iter().map(|one| view! { <Chip text=client::words::plain(one)/> });
    let (threats, types) = (threats.collect_view(), types.collect_view());
    let functions = functions.collect_view();
    let stage = client::controls::model::stage_name(&text.stage);
    let (until, name) = (freshness(&text.freshness_days), control.subject.0.clone());
    let origin = text.origin.clone().map(|origin| {
        let words = if origin.own {
            "The organisation's own".to_owned()
        } else {
            format!("Catalogue version {}", origin.version)
        };
        view! { <Fact name="Comes from">{words}", since "<Time at=origin.valid_from.0 written=Written::Day/></Fact> }
    });
    view! {
        <Card title="What it asks for">
            <Facts>
                <Fact name="Counters"><ul class="plain-list">{threats}</ul></Fact>
                <Fact name="Shown with"><ul class="plain-list">{types}</ul></Fact>
                <Fact name="Works by"><span class="inline">{functions}</span></Fact>
                <Fact name="Stage">{stage}</Fact>
                <Fact name="Stale after">{until}</Fact>
                {origin}
                <Fact name="Identifier"><span class="code">{name}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// For how long evidence counts, by risk class.
pub fn freshness(days: &[Option<i32>]) -> String {
    let classes = ["high", "medium", "low"];
    let shown = classes.iter().zip(days).filter_map(|(class, days)| {
        let days = days.as_ref()?;
        let unit = if *days == 1 { "day" } else { "days" };
        Some(format!("{days} {unit} at {class} risk"))
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() { "It counts until something changes".to_owned() } else { shown.join(", ") }
}

fn owner_card(control: &Control, assign: Chance, assigning: RwSignal<bool>) -> AnyView {
    let who = said(&assign);
    let actions = move || {
        let chance = only_act(&assign);
        view! { <Offered chance=chance on_press=move |()| assigning.set(true)>"Change…"</Offered> }
            .into_any()
    };
    let nobody = control.owner.is_none();
    let owner = if nobody {
        view! { <Status tone=Tone::Warn text="Nobody named"/> }.into_any()
    } else {
        person(control.owner.clone(), "Nobody")
    };
    let roles = control.text.clone().map(|text| {
        view! {
            <Fact name="Usually">{text.owner_role}</Fact>
            <Fact name="Looked over by">{text.reviewer_role}</Fact>
        }
    });
    let of = system(control.system.clone());
    view! {
        <Card title="Who answers for it" actions=actions>
            <Facts>
                <Fact name="Owner">{owner}</Fact>
                {roles}
                <Fact name="System">{of}</Fact>
            </Facts>
            {who}
        </Card>
    }
    .into_any()
}

fn evidence_card(
    control: &Control,
    (link, linking): (Chance, RwSignal<bool>),
    record: Chance,
) -> AnyView {
    let who = said(&record);
    let system = control.system.as_ref().map(|link| link.subject.0.clone()).unwrap_or_default();
    let id = control.id.clone();
    let actions = move || {
        let chance = only_act(&link);
        let begin = || record_evidence(system.clone(), id.clone());
        view! {
            {(record == Chance::Offered).then(begin)}
            <Offered chance=chance on_press=move |()| linking.set(true)>"Link evidence…"</Offered>
        }
        .into_any()
    };
    let (counting, others): (Vec<_>, Vec<_>) =
        control.evidence.iter().cloned().partition(|row| control.counted.contains(&row.subject));
    let recorded = recorded_facts(control);
    let words = if control.status == ControlStatus::NotApplicable {
        "Nothing is asked for".to_owned()
    } else {
        follows_from(counting.len(), recorded.len())
    };
    let recorded = (!recorded.is_empty()).then(|| {
        let lines = recorded.iter().map(|fact| view! { <li>{said_by(fact)}</li> }).collect_view();
        view! { <ul class="plain-list pad">{lines}</ul> }
    });
    let body = if control.evidence.is_empty() && recorded.is_some() {
        ().into_any()
    } else if control.evidence.is_empty() {
        view! { <Empty title="No evidence of these types" note="Nothing of what this control is shown with was attached." icon=icon::EVIDENCE/> }.into_any()
    } else {
        view! {
            {(!counting.is_empty()).then(|| evidence_table("Evidence that decides", counting, true))}
            {(!others.is_empty()).then(|| view! {
                <details class="more"><summary>{format!("{} more that do not decide", others.len())}</summary>
                    {evidence_table("Other evidence", others, true)}
                </details>
            })}
        }
        .into_any()
    };
    view! { <Card title="Evidence" note=words flush=true actions=actions>{recorded}{body}{who}</Card> }
        .into_any()
}

/// Evidence that speaks for it because somebody said so; nothing when there is none.
fn linked_card(control: &Control, system: &str, unlink: &Chance) -> AnyView {
    if control.linked.is_empty() {
        return ().into_any();
    }
    let may = *unlink == Chance::Offered;
    let lines = control.linked.iter().map(|evidence| {
        let (of, id, report) = (system.to_owned(), control.id.clone(), evidence.0.clone());
        let act = may.then(|| view! { <Unlink system=of control=id evidence=report/> });
        view! { <li class="inline"><Subject of=evidence.0.clone()/>{act}</li> }
    });
    let lines = lines.collect_view();
    let who = said(unlink);
    view! {
        <Card title="Linked by somebody" note="They count although nothing else ties them to this control">
            <ul class="plain-list">{lines}</ul>
            {who}
        </Card>
    }
    .into_any()
}
