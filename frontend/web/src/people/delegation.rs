//! Roles that others lend to a person for a while: lending one's own, and ending it.
use client::{
    ask::OfAll,
    offer::{Ask, Chance, chance},
    people::{
        catalogue::{first_moment, last_moment},
        commands::{DelegateRole, DelegateRoleInput, EndDelegation, EndDelegationInput},
        delegation::LendPage,
        queries::{Delegation, Person, Role},
    },
    scalars::Subject as Name,
    shared::{Me, PersonLink},
};
use leptos::prelude::*;

use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        person as linked, shown,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Notice, Outline, Row, Select, Subject, Table,
        TextField, Time, Tone, Weight, Written, cell, icon,
    },
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &["person", "role", "scope", "from", "until"];

/// A lent role, whose it is, and who has it.
#[derive(Clone, Debug, PartialEq)]
struct Lent {
    lender: Option<PersonLink>,
    borrower: PersonLink,
    role: Role,
}

/// What is lent to somebody, and lending them something; on one's own page also what one lends.
pub fn lent(person: &Person, me: &Me) -> AnyView {
    if person.service || person.erased {
        return ().into_any();
    }
    let is_me = person.subject == me.person.subject;
    let (lending, ending) = (RwSignal::new(false), RwSignal::new(None::<Lent>));
    let ask = Ask::of("delegateRole", "lend a role");
    let may = me.may("delegateRole")
        && person.active
        && chance(&person.offers, me, ask) != Chance::Hidden;
    let actions = move || {
        let words = if is_me { "Lend a role of mine…" } else { "Lend them a role of mine…" };
        may.then(|| view! { <Button records=true icon=icon::PLUS on_press=move |()| lending.set(true)>{words}</Button> })
            .into_any()
    };
    let link = PersonLink {
        subject: person.subject.clone(),
        name: person.name.clone(),
        erased: person.erased,
    };
    let rows: Vec<Lent> = person
        .delegations
        .iter()
        .map(|Delegation { by, role }| Lent {
            lender: by.clone(),
            borrower: link.clone(),
            role: role.clone(),
        })
        .collect();
    let body = if rows.is_empty() {
        view! { <Empty title="Nobody lends them a role" icon=icon::SHIELD/> }.into_any()
    } else {
        table("Roles others lend", rows, &me.person.subject, ending)
    };
    let given = is_me.then(|| given(ending));
    let to = (!is_me).then(|| link.clone());
    view! {
        <Card title="Lent by others" note="A lent role counts only while the lender holds it" flush=true actions=actions>{body}</Card>
        {given}
        {may.then(|| view! { <LendDialog to=to open=lending/> })}
        <EndDialog lent=ending/>
    }
    .into_any()
}

/// What the reader lends to others.
fn given(ending: RwSignal<Option<Lent>>) -> AnyView {
    let page = asked(LendPage::ask);
    shown(page, Outline::Block, LendPage::read, move |page: LendPage| {
        let me = page.me.person.subject.clone();
        let own = PersonLink {
            subject: me.clone(),
            name: page.me.person.name.clone(),
            erased: page.me.person.erased,
        };
        let lent = |(borrower, role)| Lent { lender: Some(own.clone()), borrower, role };
        let rows: Vec<Lent> = page.lent().into_iter().map(lent).collect();
        if rows.is_empty() {
            return ().into_any();
        }
        let table = table("Roles you lend", rows, &me, ending);
        view! { <Card title="Lent to others" flush=true>{table}</Card> }.into_any()
    })
}

/// Lent roles as a table; who lent or holds one may end it.
fn table(
    caption: &'static str,
    rows: Vec<Lent>,
    me: &Name,
    ending: RwSignal<Option<Lent>>,
) -> AnyView {
    let columns = vec![
        Column::new("Role"),
        Column::new("Where"),
        Column::new("Lent by"),
        Column::new("Lent to"),
        Column::new("First day"),
        Column::new("Last day"),
        Column::new("Do"),
    ];
    let rows = rows.into_iter().map(|lent| {
        let is_lender = lent.lender.as_ref().is_some_and(|one| one.subject == *me);
        let may_end = is_lender || lent.borrower.subject == *me;
        let (role, own) = (lent.role.clone(), lent.clone());
        let words = if is_lender { "Take it back…" } else { "Give it back…" };
        let act = may_end.then(|| {
            let label = format!("{words} {}", role.title);
            view! { <Button records=true label=label on_press=move |()| ending.set(Some(own.clone()))>{words}</Button> }
        });
        let place = if role.reach() == "Everywhere" {
            role.reach().into_any()
        } else {
            view! { <Subject of=role.scope.0.clone()/> }.into_any()
        };
        let until = role.until.clone().map(|at| view! { <Time at=at.0 written=Written::Day/> });
        Row::new(vec![
            cell(role.title.clone()),
            place,
            cell(linked(lent.lender, "Unknown")),
            cell(linked(Some(lent.borrower), "Unknown")),
            cell(view! { <Time at=role.from.0.clone() written=Written::Day/> }),
            cell(until),
            cell(act),
        ])
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

/// The dialog that lends a role. What it needs to know is asked when it is opened.
#[component]
fn LendDialog(
    /// To whom; chosen in the form when absent.
    to: Option<PersonLink>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let form = Form::new(open);
    let title = match &to {
        Some(to) => format!("Lend {} a role", to.words()),
        None => "Lend a role of yours".to_owned(),
    };
    let to = StoredValue::new(to);
    view! {
        <Dialog open=open title=title lede="They may act in it beside you until the last day. You keep it, and can take it back.">
            {move || {
                let page = asked(LendPage::ask);
                shown(page, Outline::Block, LendPage::read, move |page| {
                    view! { <LendForm page=page to=to.get_value() form=form/> }.into_any()
                })
            }}
        </Dialog>
    }
}

#[component]
fn LendForm(page: LendPage, to: Option<PersonLink>, form: Form) -> impl IntoView {
    let first = |words: &str| (String::new(), words.to_owned());
    let roles = page.roles();
    if roles.is_empty() {
        return view! { <Notice tone=Tone::Info title="You hold no role of your own that could be lent"/> }.into_any();
    }
    let roles: Vec<_> = std::iter::once(first("Choose a role")).chain(roles).collect();
    let text = |text: String| RwSignal::new(text);
    let (role, from, until) = (text(String::new()), text(String::new()), text(String::new()));
    let person = text(to.as_ref().map(|to| to.subject.0.clone()).unwrap_or_default());
    let people: Vec<_> = std::iter::once(first("Choose a person")).chain(page.others()).collect();
    let whom = to.is_none().then(|| {
        view! { <Select label="To whom" value=person options=people error=form.error("person")/> }
    });
    let page = StoredValue::new(page);
    let tried = RwSignal::new(false);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let chosen = page.with_value(|page| page.role(&role.get_untracked()).cloned());
        let (Some(chosen), Some(until)) = (chosen, last_moment(&until.get_untracked())) else {
            return;
        };
        if person.with_untracked(String::is_empty) {
            return;
        }
        let input = DelegateRoleInput {
            person: Name(person.get_untracked()),
            role: chosen.role,
            scope: chosen.scope,
            from: first_moment(&from.get_untracked()),
            until,
        };
        form.send::<DelegateRole>(input, |_, _| ());
    };
    let needed = move |field: &'static str, value: RwSignal<String>, sentence: &'static str| {
        let said = form.error(field);
        Signal::derive(move || {
            let empty = tried.get() && value.with(String::is_empty);
            said.get().or_else(|| empty.then(|| sentence.to_owned()))
        })
    };
    view! {
        <form on:submit=send novalidate=true>
            {whom}
            <Select label="Role" value=role options=roles error=needed("role", role, "Choose the role you lend.")/>
            <div class="form-cols even">
                <TextField label="First day" kind="date" value=from hint="Today when empty." error=form.error("from")/>
                <TextField label="Last day" kind="date" value=until required=true hint="At most three months ahead." error=needed("until", until, "Say until when; a role is lent for a while only.")/>
            </div>
            <Loose form=form fields=FIELDS/>
            <div class="dialog-acts">
                <Button on_press=move |()| form.open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=Weight::Primary busy=form.busy>"Lend it"</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The dialog that ends a lending.
#[component]
fn EndDialog(lent: RwSignal<Option<Lent>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let form = Form::new(open);
    Effect::new(move |_| {
        if lent.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && lent.with_untracked(Option::is_some) {
            lent.set(None);
        }
    });
    let send = move |()| {
        let Some(Lent { lender: Some(lender), borrower, role }) = lent.get_untracked() else {
            return;
        };
        let Role { role, scope, .. } = role;
        let (person, lender) = (borrower.subject, lender.subject);
        form.send::<EndDelegation>(EndDelegationInput { person, lender, role, scope }, |_, _| ());
    };
    let words = move || {
        lent.get().map(|lent| {
            format!(
                "{} ends now for {}. What was done under it stays in the record.",
                lent.role.title,
                lent.borrower.words()
            )
        })
    };
    view! {
        <Dialog open=open title="End the lending">
            <p>{words}</p>
            <Loose form=form fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button records=true weight=Weight::Danger busy=form.busy on_press=send>"End it"</Button>
            </div>
        </Dialog>
    }
}
