//! The page at `/accountability/teams`: who is the security champion of a team, what they do, who was
//! asked, asking and answering, and stepping down.
use client::{
    accountability::{
        commands::{
            AcceptNomination, AcceptNominationInput, DeclineNomination, DeclineNominationInput,
            NominateChampion, NominateChampionInput,
        },
        teams::{ChampionTeam, ChampionTeamFilter, ChampionTeams, Member},
    },
    ask::OfAll,
    offer::{Ask, Chance, MayPage, chance},
    scalars::Subject as Name,
    shared::Me,
};
use leptos::prelude::*;

use super::{activity, step_down::StepDownForm};
use crate::{
    rows::{
        Look, asked,
        form::{Form, Loose},
        listed, one_of, person, use_address,
    },
    ui::{
        Button, Dialog, Link, LinkButton, PageHead, Row, SearchField, Select, Status, TextArea,
        Tone, Weight, cell, icon, page_of,
    },
};

/// What the rows share: who reads them, and the forms with the team they are about.
#[derive(Clone, Copy)]
struct Desk {
    me: Memo<Option<Me>>,
    asking: RwSignal<bool>,
    declining: RwSignal<bool>,
    leaving: RwSignal<bool>,
    chosen: RwSignal<Option<ChampionTeam>>,
}

/// The page at `/accountability/teams`.
pub fn champions_page() -> AnyView {
    let (address, may) = (use_address(), asked(MayPage::ask));
    let me = Memo::new(move |_| {
        let text = may.get().and_then(Result::ok)?;
        MayPage::read(&text).ok().map(|page| page.me)
    });
    let (asking, declining) = (RwSignal::new(false), RwSignal::new(false));
    let (leaving, chosen) = (RwSignal::new(false), RwSignal::new(None));
    provide_context(Desk { me, asking, declining, leaving, chosen });
    let look = Look::<ChampionTeams> {
        caption: "Security champions of the teams",
        filter: |address| ChampionTeamFilter::read(&address.get("show"), &address.get("q")),
        line,
        nothing: (
            "No team yet",
            "Teams are created by an administrator, or come with a spreadsheet of people.",
        ),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let decline = move || {
        let (team, me) = (chosen.get()?, me.get()?);
        Some(view! { <DeclineForm person=me.person.subject team=team open=declining/> })
    };
    let step_down = move || {
        let (team, me) = (chosen.get()?, me.get()?);
        let members = choices(&team.members);
        Some(
            view! { <StepDownForm person=me.person.subject team=team members=members open=leaving/> },
        )
    };
    view! {
        <PageHead title="Security champions" lede="Which team has one, and what they did: reviews, findings and actions of twelve months, done as the champion." back=("/accountability", "Accountability")/>
        <div class="toolbar">
            <SearchField label="Find a team" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("missing", "Without one")])}
        </div>
        {listed(address, look)}
        <Dialog open=asking title="Ask somebody to be the security champion" lede="They become it when they say yes. Asking is recorded.">
            {move || chosen.get().map(|team| view! { <NominateForm team=team open=asking/> })}
        </Dialog>
        <Dialog open=declining title="Say no" lede="You do not become the security champion. Whoever asked sees it, and may ask somebody else or you again.">
            {decline}
        </Dialog>
        <Dialog open=leaving title="Step down as security champion" lede="Your role for the team ends now. Whom you propose is asked at once, and becomes the champion when they say yes.">
            {step_down}
        </Dialog>
    }
    .into_any()
}

fn line(team: ChampionTeam) -> Row {
    let (to, name) = (page_of(&team.subject.0), team.name.clone());
    let champion = match team.champion.clone() {
        Some(who) => person(Some(who), "Nobody"),
        None if team.runs_system => view! { <Status tone=Tone::Warn text="Nobody"/> }.into_any(),
        None => view! { <span class="note">"Runs no system"</span> }.into_any(),
    };
    let name = view! { <Link to=to class="row-link">{name}</Link> };
    let did = activity::cells(team.champion_activity.as_ref());
    Row::new([cell(name), champion].into_iter().chain(did).chain([nominated(team)]).collect())
}

/// Who was asked, and what the reader may do next. A cell without anything in it is not shown on a
/// phone.
fn nominated(team: ChampionTeam) -> AnyView {
    let desk = use_context::<Desk>();
    let asked = team.nominated.iter().cloned().map(|who| person(Some(who), "Unknown"));
    let asked: Vec<AnyView> = asked.collect();
    let next = move || {
        let desk = desk?;
        desk.me.with(|me| me.as_ref().map(|me| step(&team, me, desk)))
    };
    if asked.is_empty() {
        return view! { {next} }.into_any();
    }
    view! { <span class="inline">{asked}{next}</span> }.into_any()
}

/// What the reader may do next about a team: answer for themselves, or ask somebody where one is needed.
fn step(team: &ChampionTeam, me: &Me, desk: Desk) -> AnyView {
    let own = team.nominated.iter().any(|who| who.subject == me.person.subject);
    if own && me.may("acceptNomination") {
        return answer(me, team, desk);
    }
    if let Some(champion) = &team.champion {
        return give_up(team, &champion.subject, me, desk);
    }
    let ask = chance(&team.offers, me, Ask::of("nominateChampion", "ask somebody"));
    if !team.needs_one() || ask != Chance::Offered {
        return ().into_any();
    }
    let open = opens(team, desk.asking, desk.chosen);
    cell(view! { <Button records=true on_press=open>"Ask somebody…"</Button> })
}

/// How a champion stops without leaving: by their own word, or where their roles are ended.
fn give_up(team: &ChampionTeam, champion: &Name, me: &Me, desk: Desk) -> AnyView {
    if *champion == me.person.subject && me.may("stepDownChampion") {
        let open = opens(team, desk.leaving, desk.chosen);
        return cell(view! { <Button records=true on_press=open>"Step down…"</Button> });
    }
    let end = chance(&team.offers, me, Ask::of("endRole", "end roles"));
    if end != Chance::Offered {
        return ().into_any();
    }
    let to = page_of(&champion.0);
    cell(view! { <LinkButton to=to>"End the role…"</LinkButton> })
}

/// Opens a form about a team.
fn opens(
    team: &ChampionTeam,
    form: RwSignal<bool>,
    chosen: RwSignal<Option<ChampionTeam>>,
) -> Callback<()> {
    let team = team.clone();
    Callback::new(move |()| {
        chosen.set(Some(team.clone()));
        form.set(true);
    })
}

/// The answer to one's own nomination.
fn answer(me: &Me, team: &ChampionTeam, desk: Desk) -> AnyView {
    let form = Form::new(RwSignal::new(true));
    let (person, subject) = (me.person.subject.clone(), team.subject.clone());
    let send = move |()| {
        let input = AcceptNominationInput { person: person.clone(), team: subject.clone() };
        form.send::<AcceptNomination>(input, |_, _| ());
    };
    let no = me.may("declineNomination").then(|| {
        let open = opens(team, desk.declining, desk.chosen);
        view! { <Button records=true on_press=open>"Say no…"</Button> }
    });
    cell(view! {
        <span class="inline">
            <Button weight=Weight::Primary records=true busy=form.busy on_press=send>"Say yes"</Button>
            {no}
        </span>
        <Loose form=form fields=&[]/>
    })
}

#[component]
fn DeclineForm(
    /// Who answers.
    person: Name,
    /// The team.
    team: ChampionTeam,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let form = Form::new(open);
    let subject = team.subject;
    let send = Callback::new(move |()| {
        let said = reason.get_untracked().trim().to_owned();
        let input = DeclineNominationInput {
            person: person.clone(),
            team: subject.clone(),
            reason: (!said.is_empty()).then_some(said),
        };
        form.send::<DeclineNomination>(input, |_, _| ());
    });
    view! {
        <div class="stack">
            <p>{format!("For {}", team.name)}</p>
            <TextArea label="Why" value=reason error=form.error("reason") hint="Whoever may read the event can read it; it can be erased later."/>
            <Loose form=form fields=&["reason"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy on_press=send>"Say no"</Button>
            </div>
        </div>
    }
}

#[component]
fn NominateForm(
    /// The team.
    team: ChampionTeam,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let form = Form::new(open);
    let options = choices(&team.members);
    let subject = team.subject;
    let send = Callback::new(move |()| {
        let input =
            NominateChampionInput { person: Name(chosen.get_untracked()), team: subject.clone() };
        form.send::<NominateChampion>(input, |_, _| ());
    });
    let off = Signal::derive(move || chosen.with(String::is_empty));
    view! {
        <div class="stack">
            <p>{format!("For {}", team.name)}</p>
            <Select label="Person" value=chosen options=options/>
            <Loose form=form fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Ask"</Button>
            </div>
        </div>
    }
}

fn choices(members: &[Member]) -> Vec<(String, String)> {
    let people = members.iter().filter(|one| one.active && !one.service);
    let called = |one: &Member| one.name.clone().unwrap_or_else(|| one.subject.name().to_owned());
    let mut choices: Vec<_> = people.map(|one| (one.subject.0.clone(), called(one))).collect();
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    choices.insert(0, (String::new(), "Choose a member of the team".to_owned()));
    choices
}
