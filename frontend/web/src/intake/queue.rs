//! The page at `/intake`: uses of AI that nobody registered, reported and waiting.
use std::collections::BTreeMap;

use client::{
    ask::OfAll,
    scalars::Subject as Name,
    systems::{
        commands::{ReportUse, ReportUseInput},
        draft::identifier,
        intake::{Intake, IntakeFilter, Intakes, TriagePage},
    },
    words::IntakeStatus,
};
use leptos::prelude::*;

use super::settle::{How, SettleDialog};
use crate::{
    rows::{
        Address, Look, asked,
        form::{Form, Loose},
        listed, shown, use_address,
    },
    ui::{
        Button, Choice, Dialog, Filters, Link, LinkButton, Outline, PageHead, Row, Select, Status,
        Subject, TextArea, TextField, Time, Tone, Weight, Written, cell, icon,
    },
};

/// Reports that were ticked: their subjects, and what they are called.
type Ticked = RwSignal<BTreeMap<String, String>>;

/// Things as choices: their subjects, and what they are called.
type Choices = RwSignal<Vec<(String, String)>>;

/// What the rows need to know of the page.
#[derive(Clone, Copy)]
struct Picking {
    ticked: Ticked,
    may: RwSignal<bool>,
}

/// What is open on the page, and what its forms offer. It outlives every answer: recording something
/// asks for the page anew.
#[derive(Clone, Copy)]
struct Desk {
    picking: Picking,
    reporting: RwSignal<bool>,
    how: RwSignal<Option<How>>,
    teams: Choices,
    systems: Choices,
}

/// Reported uses.
pub fn queue_page() -> AnyView {
    let address = use_address();
    let ticked: Ticked = RwSignal::new(BTreeMap::new());
    let picking = Picking { ticked, may: RwSignal::new(false) };
    provide_context(picking);
    let (reporting, how) = (RwSignal::new(false), RwSignal::new(None));
    let (teams, systems) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
    let desk = Desk { picking, reporting, how, teams, systems };
    let reports = Signal::derive(move || ticked.get().into_iter().collect::<Vec<_>>());
    let settled = move |key: String| ticked.update(|all| drop(all.remove(&key)));
    let look = Look::<Intakes> {
        caption: "Reported uses",
        filter: |address| IntakeFilter::read(&address.get("show")),
        line,
        nothing: (
            "No report waits",
            "Nobody reported the use of an AI that is not registered, or every report is settled. Whoever finds one reports it here.",
        ),
        no_match: |_| Some(("No such report", "No report stands so at the moment you look at.")),
        icon: icon::CHECK,
    };
    let triage = asked(TriagePage::ask);
    view! {
        <PageHead title="Reported uses" lede="AI that is used here and stands in no register. A report becomes a system, belongs to one, or is dismissed with a reason."/>
        {shown(triage, Outline::Block, TriagePage::read, move |page| acts(&page, desk))}
        <div class="toolbar">{states(address)}</div>
        {listed(address, look)}
        <Dialog open=reporting title="Report a use of AI" lede="You need not know much. Whoever triages it asks on.">
            <ReportForm teams=teams.get_untracked() open=reporting/>
        </Dialog>
        <SettleDialog how=how reports=reports systems=systems settled=settled/>
    }
    .into_any()
}

/// Which reports are shown; nothing in the address means those that wait.
fn states(address: Address) -> AnyView {
    let settled = IntakeStatus::ALL.iter().filter(|one| **one != IntakeStatus::Waiting);
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Waiting", None))
        .chain(settled.map(|one| Choice::new(one.slug(), one.word(), None)))
        .chain([Choice::new("all", "All", None)])
        .collect();
    view! {
        <Filters label="State" choices=Signal::stored(choices) chosen=address.signal("show") on_choose=address.setter("show")/>
    }
    .into_any()
}

fn line(row: Intake) -> Row {
    let picking = use_context::<Picking>();
    let to = format!("/intake/{}", crate::ui::escaped(row.subject.name()));
    let waits = row.waits();
    let (key, name) = (row.subject.0.clone(), row.name.clone());
    let tick = picking.filter(|_| waits).map(|picking| tick(picking, key, name));
    let team = row.team.map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let system =
        row.system.map(|system| view! { <Subject of=system.subject.0 title=system.name/> });
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under">{row.purpose}</span>
        }),
        cell(view! { {row.found_by}<span class="note under">{row.vendor}</span> }),
        cell(team),
        cell(view! { <Time at=row.reported.0 written=Written::Day/> }),
        cell(view! { <div class="stacked-cell">{status(row.status)}{system}{tick}</div> }),
    ])
    .muted(!waits)
}

/// How a report stands.
pub(super) fn status(status: IntakeStatus) -> AnyView {
    let tone = match status {
        IntakeStatus::Waiting => Tone::Warn,
        IntakeStatus::Registered | IntakeStatus::Linked => Tone::Good,
        IntakeStatus::Dismissed => Tone::Neutral,
    };
    view! { <Status tone=tone text=status.word()/> }.into_any()
}

/// A box that chooses a report for something that is done to several.
fn tick(Picking { ticked, may }: Picking, key: String, name: String) -> AnyView {
    let own = key.clone();
    let is_ticked = move || ticked.with(|all| all.contains_key(&own));
    let label = format!("Choose {name}");
    let change = move |event| {
        let (key, name, on) = (key.clone(), name.clone(), event_target_checked(&event));
        ticked.update(|all| {
            if on {
                all.insert(key, name);
            } else {
                all.remove(&key);
            }
        });
    };
    view! {
        <label class="check" hidden=move || !may.get()>
            <input type="checkbox" aria-label=label prop:checked=is_ticked on:change=change/>
            <span>"Choose"</span>
        </label>
    }
    .into_any()
}

/// What can be done: report one, and settle those that were chosen.
fn acts(page: &TriagePage, desk: Desk) -> AnyView {
    let Desk { picking: Picking { ticked, may }, reporting, how, teams, systems } = desk;
    may.set(page.me.may("settleUse"));
    teams.set(page.team_choices());
    systems.set(page.system_choices());
    let report = page.me.may("reportUse").then(|| {
        view! { <Button weight=Weight::Primary records=true icon=icon::PLUS on_press=move |()| reporting.set(true)>"Report a use…"</Button> }
    });
    let register = page.me.may("registerSystem").then(|| {
        view! { <LinkButton to="/register".to_owned() icon=icon::SYSTEM>"Register a system"</LinkButton> }
    });
    let chosen = move || {
        let count = ticked.with(BTreeMap::len);
        (count > 0).then(|| {
            view! {
                <span role="status">{format!("{count} chosen")}</span>
                <Button records=true on_press=move |()| how.set(Some(How::Dismiss))>"Dismiss them…"</Button>
                <Button records=true on_press=move |()| how.set(Some(How::Link))>"They belong to a system…"</Button>
                <Button weight=Weight::Quiet on_press=move |()| ticked.set(BTreeMap::new())>"Choose none"</Button>
            }
        })
    };
    view! { <div class="toolbar">{report}{register}{chosen}</div> }.into_any()
}

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &["name", "intake", "purpose", "foundBy", "vendor", "team"];

/// How people find such uses; free words do as well.
const WAYS: [&str; 5] =
    ["I use it", "Somebody told me", "Expense report", "Network log", "Review of a contract"];

#[component]
fn ReportForm(
    /// Teams that may use it.
    teams: Vec<(String, String)>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let (name, purpose, vendor, team, details) = (text(), text(), text(), text(), text());
    let found_by = RwSignal::new("I use it".to_owned());
    let tried = RwSignal::new(false);
    let form = Form::new(open);
    // The same words twice, on two days, are two reports.
    let mark = StoredValue::new(crate::api::fresh_id());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let trimmed = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let some = |text: RwSignal<String>| Some(trimmed(text)).filter(|text| !text.is_empty());
        let (Some(called), Some(what)) = (some(name), some(purpose)) else { return };
        let mark: String = mark.get_value().chars().take(6).collect();
        let input = ReportUseInput {
            intake: Name(format!("intake:{}-{mark}", identifier(&called))),
            name: called,
            purpose: what,
            found_by: trimmed(found_by),
            vendor: some(vendor),
            team: some(team).map(Name),
            details: some(details),
        };
        form.send::<ReportUse>(input, |_, _| ());
    };
    let needed = move |field: &'static str, value: RwSignal<String>, sentence: &'static str| {
        let said = form.error(field);
        Signal::derive(move || {
            let empty = tried.get() && value.with(|text| text.trim().is_empty());
            said.get().or_else(|| empty.then(|| sentence.to_owned()))
        })
    };
    let teams = std::iter::once((String::new(), "I do not know".to_owned())).chain(teams).collect();
    let ways = WAYS.map(|way| (way.to_owned(), way.to_owned())).to_vec();
    view! {
        <form on:submit=send novalidate=true>
            <TextField label="What is used" value=name required=true error=needed("name", name, "Say what it is called.") hint="The product or tool, as people call it."/>
            <TextArea label="What for" value=purpose required=true error=needed("purpose", purpose, "Say what it is used for.")/>
            <div class="form-cols even">
                <TextField label="Who sells or hosts it" value=vendor error=form.error("vendor")/>
                <Select label="Which team uses it" value=team options=teams error=form.error("team")/>
            </div>
            <Select label="How was it found" value=found_by options=ways error=form.error("foundBy")/>
            <TextArea label="What else there is to say" value=details hint="Personal words are kept so that they can be erased."/>
            <Loose form=form fields=FIELDS/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=Weight::Primary busy=form.busy>"Report it"</Button>
            </div>
        </form>
    }
}
