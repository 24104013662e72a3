//! Cards of a system's page.
use client::{
    accountability::queries::Accountability,
    offer::Chance,
    rows::{DatasetLink, IncidentLine},
    systems::queries::System,
    words::{ActClass, Autonomy, Criticality, IncidentState},
};
use leptos::prelude::*;

use crate::{
    lineage::words::level_of,
    rows::{
        offer::{Offered, said},
        person,
    },
    ui::{
        Button, Card, Column, Empty, Fact, Facts, LevelBadge, Link, LinkButton, Row, Status,
        Subject, Table, Time, Tone, Weight, Written, cell, escaped, icon, page_of,
    },
};

/// What the system is, for the law and for us; `describe` leads to the form that says it anew.
pub fn classification(system: &System, describe: bool) -> AnyView {
    let system = system.clone();
    let about = page_of(&system.subject.0);
    let (act_page, profile_page) = (format!("{about}/act"), format!("{about}/profile"));
    let actions = move || {
        describe
            .then(|| view! { <LinkButton to=profile_page.clone()>"Describe anew"</LinkButton> })
            .into_any()
    };
    let again = system.reclassify_since.clone().map(|_| {
        view! { <Status tone=Tone::Warn text="Wants another look"/> }
    });
    let nobody = || "Nobody".to_owned();
    let about_whom =
        if system.data_subjects.is_empty() { nobody() } else { system.data_subjects.join(", ") };
    let not_said = "Not said";
    let kinds = system.kinds();
    let yes = |yes: bool| if yes { "Yes" } else { "No" };
    let act = system.act_class.map_or("Not classified", ActClass::word);
    let approved = system.act_class.map(|_| {
        if system.act_class_approved {
            view! { <Status tone=Tone::Good text="Approved"/> }.into_any()
        } else {
            view! { <Status tone=Tone::Warn text="Proposed, not approved"/> }.into_any()
        }
    });
    view! {
        <Card title="What it is" actions=actions>
            <Facts>
                <Fact name="Kind">{kinds}</Fact>
                <Fact name="AI Act class"><span class="inline"><Link to=act_page>{act}</Link>{approved}{again}</span></Fact>
                <Fact name="Vendor">{system.vendor.clone().unwrap_or_else(nobody)}</Fact>
                <Fact name="Acts by itself">{system.autonomy.map_or(not_said, Autonomy::word)}</Fact>
                <Fact name="What hangs on it">{system.criticality.map_or(not_said, Criticality::word)}</Fact>
                <Fact name="About whom">{about_whom}</Fact>
                <Fact name="Processes personal data">{yes(system.processes_personal_data)}</Fact>
                <Fact name="Affects persons">{yes(system.affects_persons)}</Fact>
                <Fact name="Trained in house">{yes(system.trained_in_house)}</Fact>
                <Fact name="Registered"><Time at=system.registered.0.clone() written=Written::Day/></Fact>
                <Fact name="Identifier"><span class="code">{system.subject.0.clone()}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// The forms about who answers: one that assigns is open or not, one that ends a duty has it.
#[derive(Clone, Copy)]
pub struct Answering {
    /// Whether the form that assigns is open.
    pub assigning: RwSignal<bool>,
    /// The duty that is to end, for those who may end one.
    pub releasing: Option<RwSignal<Option<Accountability>>>,
}

/// Who answers for it.
pub fn accountable(system: &System, assign: Chance, answering: Answering) -> AnyView {
    let Answering { assigning, releasing } = answering;
    let duties = duties(system, releasing);
    let system = system.clone();
    let holder = owner(&system);
    let over_time = format!("/accountability/for?subject={}", escaped(&system.subject.0));
    let who = said(&assign);
    let actions = move || {
        let chance = if assign == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        view! { <Offered chance=chance on_press=move |()| assigning.set(true)>"Change…"</Offered> }
            .into_any()
    };
    let team =
        system.team.clone().map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    view! {
        <Card title="Who is accountable" actions=actions>
            <Facts>
                <Fact name="Owner">{holder}</Fact>
                <Fact name="Deputy">{person(system.deputy.clone(), "Nobody")}</Fact>
                <Fact name="Team">{team}</Fact>
            </Facts>
            {duties}
            {who}
            <p class="pad"><Link to=over_time>"Who answered when"</Link></p>
        </Card>
    }
    .into_any()
}

/// Who is accountable, or who was until they left.
fn owner(system: &System) -> AnyView {
    let Some(gap) = system.owner_missing.clone() else {
        return person(system.owner.clone(), "Nobody");
    };
    let since = gap.since.0;
    let left = gap.left.map(|left| {
        view! { <span>{person(Some(left), "Nobody")}" left on "<Time at=since written=Written::Day/></span> }
    });
    view! { <span class="inline"><Status tone=Tone::Bad text="Nobody"/>{left}</span> }.into_any()
}

/// Duties for single stages and of those who do the work; for those who may end one, all of them, each
/// with a button.
fn duties(system: &System, releasing: Option<RwSignal<Option<Accountability>>>) -> AnyView {
    let held = if releasing.is_some() { system.duties() } else { system.other_duties() };
    if held.is_empty() {
        return ().into_any();
    }
    let lines = held.into_iter().map(|one| duty(one.clone(), releasing)).collect_view();
    view! { <ul class="plain-list" aria-label="Duties">{lines}</ul> }.into_any()
}

fn duty(held: Accountability, releasing: Option<RwSignal<Option<Accountability>>>) -> AnyView {
    let (who, words) = (person(held.person.clone(), "Somebody"), held.duty_words());
    let left = held.left.is_some().then(|| view! { <Status tone=Tone::Bad text="Left"/> });
    let label = format!("End… the duty {words} of {}", held.who());
    // Whom the reader may not know cannot be named in a command.
    let end = releasing.filter(|_| held.person.is_some()).map(|releasing| {
        let end = move |()| releasing.set(Some(held.clone()));
        view! { <Button weight=Weight::Quiet records=true label=label on_press=end>"End…"</Button> }
    });
    view! { <li><span class="inline">{who}<span class="note">{words}</span>{left}{end}</span></li> }
        .into_any()
}

/// Data it uses.
pub fn data_card(datasets: Vec<DatasetLink>) -> AnyView {
    let body = if datasets.is_empty() {
        view! { <Empty title="No dataset belongs to it" icon=icon::DATASET/> }.into_any()
    } else {
        let lines = datasets
            .into_iter()
            .map(|one| view! { <li><Subject of=one.subject.0 title=one.name/></li> });
        view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title="Datasets">{body}</Card> }.into_any()
}

/// Its incidents, open ones marked.
pub fn incident_card(incidents: Vec<IncidentLine>) -> AnyView {
    if incidents.is_empty() {
        return view! { <Card title="Incidents"><Empty title="No incident"/></Card> }.into_any();
    }
    let columns = vec![
        Column::new("Incident"),
        Column::new("Severity"),
        Column::new("State"),
        Column::new("Opened"),
    ];
    let rows = incidents.into_iter().map(|one| {
        let (to, open) = (page_of(&one.subject.0), one.state != IncidentState::Closed);
        let tone = match one.state {
            IncidentState::Open => Tone::Bad,
            IncidentState::Contained => Tone::Warn,
            IncidentState::Closed => Tone::Neutral,
        };
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{one.title}</Link> }),
            cell(view! { <LevelBadge level=level_of(one.severity)/> }),
            cell(view! { <Status tone=tone text=one.state.word()/> }),
            cell(view! { <Time at=one.opened.0 written=Written::Day/> }),
        ])
        .marked(open)
        .muted(!open)
    });
    view! { <Card title="Incidents" flush=true><Table caption="Incidents of this system" columns=columns rows=rows.collect()/></Card> }.into_any()
}
