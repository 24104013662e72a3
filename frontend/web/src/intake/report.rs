//! The page at `/intake/:name`: one reported use, and what becomes of it.
use client::{
    ask::OfAll,
    systems::intake::{Intake, IntakePage, TriagePage},
    words::IntakeStatus,
};
use leptos::prelude::*;

use super::{
    queue::status,
    settle::{How, SettleDialog},
};
use crate::{
    rows::{asked, missing, note, one_page, person},
    ui::{
        Button, Card, Fact, Facts, LinkButton, Notice, PageHead, Subject, Time, Tone, Weight,
        Written, escaped, icon,
    },
};

/// One report.
pub fn report_page() -> AnyView {
    let how = RwSignal::new(None::<How>);
    let reports = RwSignal::new(Vec::<(String, String)>::new());
    let triage = asked(TriagePage::ask);
    let systems = Signal::derive(move || {
        let text = triage.get().and_then(Result::ok).unwrap_or_default();
        TriagePage::read(&text).map(|page| page.system_choices()).unwrap_or_default()
    });
    let page = one_page("intake", move |page: IntakePage| {
        note(&page.at);
        let (may_settle, may_register) = (page.me.may("settleUse"), page.me.may("registerSystem"));
        match page.intake {
            Some(report) => {
                reports.set(vec![(report.subject.0.clone(), report.name.clone())]);
                full(report, may_settle.then_some(how), may_register)
            }
            None => missing("report", ("/intake", "Reported uses")),
        }
    });
    view! {
        {page}
        <SettleDialog how=how reports=reports systems=systems settled=|_| ()/>
    }
    .into_any()
}

/// The report. `how` opens the forms for those who may settle it.
fn full(report: Intake, how: Option<RwSignal<Option<How>>>, may_register: bool) -> AnyView {
    let waits = report.waits();
    let state = report.status;
    let badges = move || status(state);
    let events = format!("/events?subject={}", escaped(&report.subject.0));
    let actions = move || {
        view! { <LinkButton to=events.clone() icon=icon::EVENTS>"Events"</LinkButton> }.into_any()
    };
    let triage =
        if waits { triage(report.subject.name(), how, may_register) } else { outcome(&report) };
    let unknown = || "Not said".to_owned();
    let team =
        report.team.clone().map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    view! {
        <PageHead title=report.name.clone() kind="Reported use" lede=report.purpose.clone() back=("/intake", "Reported uses") badges=badges actions=actions/>
        {triage}
        <Card title="What was reported">
            <Facts>
                <Fact name="Who sells or hosts it">{report.vendor.clone().unwrap_or_else(unknown)}</Fact>
                <Fact name="Team">{team}</Fact>
                <Fact name="Found by">{report.found_by.clone()}</Fact>
                <Fact name="Reported by">{person(report.by.clone(), "Unknown")}</Fact>
                <Fact name="Reported"><Time at=report.reported.0.clone() written=Written::Day/></Fact>
                <Fact name="What else was said">{report.details.clone().unwrap_or_else(unknown)}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// What can become of a report that waits.
fn triage(name: &str, how: Option<RwSignal<Option<How>>>, may_register: bool) -> AnyView {
    let to = format!("/register?report={}", escaped(name));
    let register = may_register.then(|| {
        view! { <LinkButton to=to weight=Weight::Primary icon=icon::PLUS>"Register it as a system"</LinkButton> }
    });
    let settle = how.map(|how| {
        view! {
            <Button records=true on_press=move |()| how.set(Some(How::Link))>"It belongs to a system…"</Button>
            <Button records=true on_press=move |()| how.set(Some(How::Dismiss))>"Dismiss…"</Button>
        }
    });
    let words = match (may_register, how.is_some()) {
        (true, _) => {
            "Is it an AI system of ours? Then register it: what the report says is filled in already."
        }
        (false, true) => {
            "It becomes a system, belongs to one that is registered, or there is nothing to govern. If it is a new system, somebody who registers systems does that first."
        }
        (false, false) => {
            "It waits for somebody who triages reports or registers systems. Nothing is to be done by you."
        }
    };
    view! {
        <Notice tone=Tone::Warn title="Nobody settled this yet">
            <p>{words}</p>
            <div class="acts">{register}{settle}</div>
        </Notice>
    }
    .into_any()
}

/// What became of a settled report.
fn outcome(report: &Intake) -> AnyView {
    let tone = if report.status == IntakeStatus::Dismissed { Tone::Info } else { Tone::Good };
    let system = report
        .system
        .clone()
        .map(|system| view! { <p><Subject of=system.subject.0 title=system.name/></p> });
    let reason = report.dismissed_because.clone().map(|reason| view! { <p>{reason}</p> });
    let when = report
        .settled
        .clone()
        .map(|at| view! { <p class="note">"Settled on "<Time at=at.0 written=Written::Day/></p> });
    view! { <Notice tone=tone title=report.status.word()>{system}{reason}{when}</Notice> }
        .into_any()
}
