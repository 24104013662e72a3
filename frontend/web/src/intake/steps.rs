//! Where one is among the steps, and what each step asks.
use client::{
    systems::{
        draft::{Draft, Step},
        intake::RegisterPage,
    },
    words::{Autonomy, Criticality},
};
use leptos::prelude::*;

use super::fields::Fields;
use crate::ui::{Button, Fact, Facts, Icon, icon};

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
        {fields.name_field()}
        {fields.purpose_field()}
        {fields.id_field()}
        <p class="note" role="status">{follows}</p>
    }
    .into_any()
}

fn owner(fields: Fields, page: &RegisterPage) -> AnyView {
    let first = |words: &str| (String::new(), words.to_owned());
    let teams = std::iter::once(first("Choose a team")).chain(page.homes()).collect();
    let people: Vec<_> =
        std::iter::once(first("Say it later")).chain(page.person_choices()).collect();
    let page = page.clone();
    // A role may reach one team and not another.
    let may_name = Memo::new(move |_| page.may(&fields.team(), "assignOwner"));
    let person = move || {
        if may_name.get() {
            return fields.owner_field(people.clone());
        }
        view! { <p class="note">"Who is accountable is said by a system owner afterwards; until then it stands among the systems without an owner."</p> }.into_any()
    };
    view! { {fields.team_field(teams)}{person} }.into_any()
}

/// What stands in the form, as names and values.
fn said(draft: &Draft, teams: &[(String, String)], people: &[(String, String)]) -> Vec<Line> {
    let profile = draft.profile();
    let yes = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    let or_nobody = |text: Option<String>| text.unwrap_or_else(|| "Nobody".to_owned());
    let kinds: Vec<&str> = draft.kinds.iter().map(|kind| kind.word()).collect();
    let owner = match draft.owner.as_str() {
        "" => "Said later".to_owned(),
        owner => RegisterPage::named(people, owner),
    };
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    vec![
        ("Name", draft.name.clone()),
        ("Identifier", draft.subject().0),
        ("What it is for", draft.purpose.clone()),
        ("Kind", kinds.join(", ")),
        ("Vendor", or_nobody(profile.vendor)),
        ("Trained in house", yes(draft.trained_in_house)),
        ("Personal data", yes(draft.processes_personal_data)),
        ("Decides about people", yes(draft.affects_persons)),
        ("About whom", or_nobody(profile.data_subjects.map(|all| all.join(", ")))),
        ("Acts by itself", word(profile.autonomy.map(Autonomy::word))),
        ("What hangs on it", word(profile.criticality.map(Criticality::word))),
        ("Risk class", profile.risk_class.word().to_owned()),
        ("Team", RegisterPage::named(teams, &draft.team)),
        ("Accountable owner", owner),
    ]
}

/// A name and a value.
type Line = (&'static str, String);

fn check(fields: Fields, page: &RegisterPage, go: Callback<Step>) -> AnyView {
    let (teams, people) = (page.homes(), page.person_choices());
    let shown = move || {
        let lines = said(&fields.draft(), &teams, &people).into_iter();
        let lines = lines.map(|(name, value)| view! { <Fact name=name>{value}</Fact> });
        let lines = lines.collect_view();
        view! { <Facts>{lines}</Facts> }
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
