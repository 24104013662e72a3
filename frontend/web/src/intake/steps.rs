//! Where one is among the steps, and what each step asks.
use client::systems::{draft::Step, intake::RegisterPage};
use leptos::prelude::*;

use super::fields::Fields;
use crate::ui::{Button, Fact, Facts, Icon, Select, TextField, icon};

/// The steps, with the one at hand marked.
pub fn stepper(here: Step) -> AnyView {
    let steps = Step::ALL.map(|step| {
        let state = match step.cmp(&here) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "ahead",
        };
        let sign = if state == "done" { icon::CHECK } else { icon::THING };
        let words = format!("{} of {}: ", step.number(), Step::ALL.len());
        view! {
            <li class="step" data-state=state aria-current=(step == here).then_some("step")>
                <span class="step-sign"><Icon d=sign/></span>
                <span class="step-name"><span class="sr-only">{words}</span>{step.short()}</span>
            </li>
        }
    });
    view! { <ol class="steps six" aria-label="Steps of registering">{steps.collect_view()}</ol> }
        .into_any()
}

/// What a step asks. `go` leads to another step.
pub fn asked_in(step: Step, fields: Fields, page: &RegisterPage, go: Callback<Step>) -> AnyView {
    match step {
        Step::Purpose => purpose(fields),
        Step::Kind => fields.kind_fields(),
        Step::People => fields.people_fields(),
        Step::Weight => fields.weight_fields(),
        Step::Owner => owner(fields, page),
        Step::Check => check(fields, page, go),
    }
}

fn purpose(fields: Fields) -> AnyView {
    let follows = move || format!("It will be {}.", fields.draft().subject().0);
    view! {
        <TextField label="Name" value=fields.name required=true error=fields.error("name") hint="What people call it."/>
        {fields.purpose_field()}
        <TextField label="Identifier" value=fields.id error=fields.error("system") hint="How other tools name it; it cannot be changed later. It follows from the name when empty."/>
        <p class="note" role="status">{follows}</p>
    }
    .into_any()
}

fn owner(fields: Fields, page: &RegisterPage) -> AnyView {
    let first = |words: &str| (String::new(), words.to_owned());
    let teams: Vec<_> = std::iter::once(first("Choose a team")).chain(page.homes()).collect();
    let people: Vec<_> =
        std::iter::once(first("Say it later")).chain(page.person_choices()).collect();
    let page = page.clone();
    // A role may reach one team and not another.
    let may_name = Memo::new(move |_| page.may(&fields.team.get(), "assignOwner"));
    let person = move || {
        if may_name.get() {
            view! { <Select label="Accountable owner" value=fields.owner options=people.clone() error=fields.error("person") hint="One person, who answers for it until somebody else does."/> }.into_any()
        } else {
            view! { <p class="note">"Who is accountable is said by a system owner afterwards; until then it stands among the systems without an owner."</p> }.into_any()
        }
    };
    view! {
        <Select label="Team" value=fields.team options=teams error=fields.error("team") hint="The team that builds or runs it. Its members see the system."/>
        {person}
    }
    .into_any()
}

fn check(fields: Fields, page: &RegisterPage, go: Callback<Step>) -> AnyView {
    let (teams, people) = (page.homes(), page.person_choices());
    let shown = move || {
        let draft = fields.draft();
        let profile = draft.profile();
        let yes = |yes: bool| if yes { "Yes" } else { "No" };
        let kinds: Vec<&str> = draft.kinds.iter().map(|kind| kind.word()).collect();
        let owner = if draft.owner.is_empty() {
            "Said later".to_owned()
        } else {
            RegisterPage::named(&people, &draft.owner)
        };
        let none = || "Nobody".to_owned();
        view! {
            <Facts>
                <Fact name="Name">{draft.name.clone()}</Fact>
                <Fact name="Identifier"><span class="code">{draft.subject().0}</span></Fact>
                <Fact name="What it is for">{draft.purpose.clone()}</Fact>
                <Fact name="Kind">{kinds.join(", ")}</Fact>
                <Fact name="Vendor">{profile.vendor.unwrap_or_else(none)}</Fact>
                <Fact name="Trained in house">{yes(draft.trained_in_house)}</Fact>
                <Fact name="Personal data">{yes(draft.processes_personal_data)}</Fact>
                <Fact name="Decides about people">{yes(draft.affects_persons)}</Fact>
                <Fact name="About whom">{profile.data_subjects.map_or_else(none, |all| all.join(", "))}</Fact>
                <Fact name="Acts by itself">{profile.autonomy.map(|one| one.word())}</Fact>
                <Fact name="What hangs on it">{profile.criticality.map(|one| one.word())}</Fact>
                <Fact name="Risk class">{profile.risk_class.word()}</Fact>
                <Fact name="Team">{RegisterPage::named(&teams, &draft.team)}</Fact>
                <Fact name="Accountable owner">{owner}</Fact>
            </Facts>
        }
    };
    let change = Step::ALL.into_iter().filter(|step| *step != Step::Check).map(|step| {
        let label = format!("{}: change it", step.short());
        view! { <Button label=label on_press=move |()| go.run(step)>{step.short()}</Button> }
    });
    view! {
        {shown}
        <div class="acts" role="group" aria-label="Change something"><span class="note">"Change: "</span>{change.collect_view()}</div>
    }
    .into_any()
}
