//! The roles of a person: what they may act as, giving one, and ending one.
use client::{
    ask::OfAll,
    offer::{Ask, Chance, chance},
    people::{
        catalogue::{CataloguePage, first_moment, last_moment},
        commands::{EndRole, EndRoleInput, GrantRole, GrantRoleInput},
        queries::{Person, Role},
    },
    scalars::Subject as Name,
    shared::Me,
};
use leptos::prelude::*;

use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        offer::{Offered, said},
        shown,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Notice, Outline, Row, Select, Subject, Table,
        TextField, Time, Tone, Weight, Written, cell, icon,
    },
};

/// Fields of the form that show what is wrong with them.
const FIELDS: &[&str] = &["role", "scope", "from", "until"];

/// What somebody may act as, with the acts for those who may change it.
pub fn roles(person: &Person, me: &Me) -> AnyView {
    let (giving, ending) = (RwSignal::new(false), RwSignal::new(None::<Role>));
    let offer = |mutation, what| chance(&person.offers, me, Ask::of(mutation, what));
    let grant = if person.active && !person.erased {
        offer("grantRole", "give roles")
    } else {
        Chance::Hidden
    };
    let may_end = offer("endRole", "end roles") == Chance::Offered && !person.erased;
    let actions = {
        let grant = grant.clone();
        move || {
            let grant = if grant == Chance::Offered { grant.clone() } else { Chance::Hidden };
            view! { <Offered chance=grant icon=icon::PLUS on_press=move |()| giving.set(true)>"Give a role…"</Offered> }.into_any()
        }
    };
    let body = if person.roles.is_empty() {
        view! { <Empty title="No role at this moment" icon=icon::SHIELD/> }.into_any()
    } else {
        table(&person.roles, may_end.then_some(ending))
    };
    let (subject, words) = (person.subject.0.clone(), person.words());
    let (held, name, owner) = (person.roles.clone(), words.clone(), subject.clone());
    let give = (grant == Chance::Offered).then(|| {
        view! { <GrantDialog person=subject name=words held=held open=giving/> }
    });
    let end = may_end.then(|| view! { <EndDialog person=owner name=name role=ending/> });
    view! {
        <Card title="May act as" flush=true actions=actions>{body}{said(&grant)}</Card>
        {give}{end}
    }
    .into_any()
}

fn table(roles: &[Role], ending: Option<RwSignal<Option<Role>>>) -> AnyView {
    let mut columns =
        vec![Column::new("Role"), Column::new("Where"), Column::new("From"), Column::new("Until")];
    if ending.is_some() {
        columns.push(Column::new("Do"));
    }
    let rows = roles.iter().cloned().map(|role| {
        let own = role.clone();
        let reach = if role.reach() == "Everywhere" {
            role.reach().into_any()
        } else {
            view! { <Subject of=role.scope.0/> }.into_any()
        };
        let until = role.until.map_or_else(
            || view! { <span class="note">"No end"</span> }.into_any(),
            |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
        );
        let label = format!("End… the role {}", role.title);
        let act = ending.map(|ending| {
            let end = move |()| ending.set(Some(own.clone()));
            view! { <Button records=true label=label on_press=end>"End…"</Button> }.into_any()
        });
        let cells = vec![
            cell(role.title),
            reach,
            cell(view! { <Time at=role.from.0 written=Written::Day/> }),
            until,
        ];
        Row::new(cells.into_iter().chain(act).collect())
    });
    view! { <Table caption="Roles" columns=columns rows=rows.collect()/> }.into_any()
}

/// The dialog that gives a role. What it needs to know is asked when it is opened.
#[component]
fn GrantDialog(
    person: String,
    name: String,
    held: Vec<Role>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let form = Form::new(open);
    let (person, held) = (StoredValue::new(person), StoredValue::new(held));
    let title = format!("Give {name} a role");
    view! {
        <Dialog open=open title=title lede="It counts from the day chosen, for the place chosen. The person who gives it stands in the record.">
            {move || {
                let catalogue = asked(CataloguePage::ask);
                shown(catalogue, Outline::Block, CataloguePage::read, move |page| {
                    view! { <GrantForm page=page person=person.get_value() held=held.get_value() form=form/> }.into_any()
                })
            }}
        </Dialog>
    }
}

#[component]
fn GrantForm(page: CataloguePage, person: String, held: Vec<Role>, form: Form) -> impl IntoView {
    let text = |text: &str| RwSignal::new(text.to_owned());
    let (roles, places) = (page.choices(), page.places());
    let nobody = || (String::new(), "Choose a role".to_owned());
    let roles: Vec<_> = std::iter::once(nobody()).chain(roles).collect();
    let role = text("");
    let scope = text(places.first().map_or("", |(place, _)| place.as_str()));
    let (from, until) = (text(""), text(""));
    let about = move || page.about(&role.get(), &held);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if role.with_untracked(String::is_empty) {
            return;
        }
        let input = GrantRoleInput {
            person: Name(person.clone()),
            role: role.get_untracked(),
            scope: Name(scope.get_untracked()),
            from: first_moment(&from.get_untracked()),
            until: last_moment(&until.get_untracked()),
        };
        form.send::<GrantRole>(input, |_, _| ());
    };
    let purpose = move || {
        about().map(|(purpose, clashes)| {
            let clashes =
                clashes.into_iter().map(|one| view! { <Notice tone=Tone::Warn title=one/> });
            view! { <p class="note">{purpose}</p>{clashes.collect_view()} }
        })
    };
    let off = Signal::derive(move || role.with(String::is_empty));
    view! {
        <form on:submit=send novalidate=true>
            <Select label="Role" value=role options=roles error=form.error("role")/>
            {purpose}
            <Select label="Where it counts" value=scope options=places error=form.error("scope")/>
            <div class="form-cols even">
                <TextField label="First day" kind="date" value=from hint="Today when empty." error=form.error("from")/>
                <TextField label="Last day" kind="date" value=until hint="Until somebody ends it when empty." error=form.error("until")/>
            </div>
            <Loose form=form fields=FIELDS/>
            <div class="dialog-acts">
                <Button on_press=move |()| form.open.set(false)>"Cancel"</Button>
                <Button submits=true records=true weight=Weight::Primary disabled=off busy=form.busy>"Give the role"</Button>
            </div>
        </form>
    }
}

/// The dialog that ends a role.
#[component]
fn EndDialog(person: String, name: String, role: RwSignal<Option<Role>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let form = Form::new(open);
    Effect::new(move |_| {
        if role.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && role.with_untracked(Option::is_some) {
            role.set(None);
        }
    });
    let person = StoredValue::new(person);
    let send = move |()| {
        let Some(Role { role, scope, .. }) = role.get_untracked() else { return };
        let person = Name(person.get_value());
        form.send::<EndRole>(EndRoleInput { person, role, scope }, |_, _| ());
    };
    let title = format!("End a role of {name}");
    let words = move || {
        role.get().map(|role| {
            format!(
                "{} ({}) ends now. What was done under it stays in the record.",
                role.title,
                role.reach()
            )
        })
    };
    view! {
        <Dialog open=open title=title>
            <p>{words}</p>
            <Loose form=form fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button records=true weight=Weight::Danger busy=form.busy on_press=send>"End the role"</Button>
            </div>
        </Dialog>
    }
}
