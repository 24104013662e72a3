//! The page at `/learning/modules`: the curriculum, what each role needs, and its modules.
use client::{
    ask::OfAll,
    awareness::{
        commands::{PublishCurriculum, PublishCurriculumInput},
        curriculum::{Curriculum, CurriculumPage, ModuleFilter, ModuleRow, Modules},
    },
    offer::{Ask, Chance, chance},
    shared::Me,
};
use leptos::prelude::*;

use super::{duties::narrowed, mine::module_page_of, places::places};
use crate::{
    rows::{
        Look, asked,
        form::{Form, Loose},
        listed, one_of, shown, use_address,
    },
    ui::{
        Button, Card, Chip, Disclosure, Empty, Fact, Facts, Link, LinkButton, Outline, PageHead,
        Row, SearchField, Time, Weight, Written, cell, icon,
    },
};

/// The curriculum and its modules.
pub fn modules_page() -> AnyView {
    let address = use_address();
    let look = Look::<Modules> {
        caption: "Modules",
        filter: |address| {
            let get = |key| address.get(key);
            ModuleFilter::read(&get("role"), &get("show"), &get("q"))
        },
        line,
        nothing: (
            "No module is published",
            "At the moment you look at no curriculum had been published.",
        ),
        no_match: |_| None,
        icon: icon::LEARNING,
    };
    let curriculum = asked(CurriculumPage::ask);
    view! {
        <PageHead title="Modules" lede="What there is to learn, for which role, and how long it counts." back=("/learning", "My training")/>
        {places()}
        {shown(curriculum, Outline::Block, CurriculumPage::read, head)}
        <div class="toolbar">
            <SearchField label="Find a module" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("published", "Curriculum"), ("own", "Own modules")])}
            {narrowed(address, "role")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: ModuleRow) -> Row {
    let (to, needed) = (module_page_of(&row.id), row.needed_by());
    let from = if row.own {
        view! { <Chip text="Own"/> }.into_any()
    } else {
        view! { <span class="note">"Curriculum"</span> }.into_any()
    };
    Row::new(vec![
        cell(view! { <Link to=to class="row-link">{row.title}</Link> }),
        cell(view! { <span class="code">{row.id}</span> }),
        cell(needed),
        cell(view! { <span class="num">{row.minutes}</span> }),
        cell(view! { <span class="num">{row.refresh_months}</span> }),
        cell(view! { <span class="num">{row.pass_score}</span> }),
        from,
    ])
}

fn head(page: CurriculumPage) -> AnyView {
    let CurriculumPage { me, curriculum, .. } = page;
    let Some(curriculum) = curriculum else { return nothing_published(&me) };
    let ask = Ask::of("publishModule", "publish own modules");
    let may_write = chance(&curriculum.offers, &me, ask) == Chance::Offered;
    let actions = move || {
        may_write
            .then(|| view! { <LinkButton to="/learning/write".to_owned() icon=icon::PLUS>"Write a module"</LinkButton> })
            .into_any()
    };
    let from = curriculum.valid_from.clone();
    let from = from.map(|from| view! { <Time at=from.0 written=Written::Day/> });
    let version =
        curriculum.version.clone().unwrap_or_else(|| "Counts from a later day".to_owned());
    let (modules, basis) = (curriculum.modules.len(), curriculum.basis.clone());
    view! {
        <Card title="The curriculum" actions=actions>
            <Facts>
                <Fact name="Version">{version}</Fact>
                <Fact name="Counts from">{from}</Fact>
                <Fact name="Modules">{modules}</Fact>
                <Fact name="Rests on">{basis.unwrap_or_else(|| "—".to_owned())}</Fact>
            </Facts>
            <Disclosure summary="What each role needs">{grid(&curriculum)}</Disclosure>
        </Card>
    }
    .into_any()
}

/// Roles against modules, as a picture that reads as a table.
fn grid(curriculum: &Curriculum) -> AnyView {
    let heads = curriculum.modules.iter().map(|module| {
        let (to, id) = (module_page_of(&module.id), module.id.clone());
        view! { <th scope="col" title=module.title.clone()><Link to=to>{id}</Link></th> }
    });
    let heads: Vec<_> = heads.collect();
    let row = |role: &client::awareness::curriculum::RolePlan| {
        let cells: Vec<_> = curriculum
            .modules
            .iter()
            .map(|module| {
                let needed = role.modules.contains(&module.id);
                let words = if needed { "needed" } else { "not needed" };
                view! { <td class:needed=needed><span class="sr-only">{words}</span></td> }
            })
            .collect();
        let to = format!("/learning/modules?role={}", role.role);
        let (title, days) = (role.title.clone(), role.grace_days);
        view! { <tr><th scope="row"><Link to=to>{title}</Link></th><td class="num">{days}</td>{cells}</tr> }
    };
    let rows: Vec<_> = curriculum.roles.iter().map(row).collect();
    view! {
        <div class="table-scroll" role="region" aria-label="What each role needs" tabindex="0">
            <table class="needs">
                <caption class="sr-only">"What each role needs"</caption>
                <thead><tr><th scope="col">"Role"</th><th scope="col">"Days"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn nothing_published(me: &Me) -> AnyView {
    let form = Form::new(RwSignal::new(true));
    let may = me.may("publishCurriculum");
    let send = move |()| {
        form.send::<PublishCurriculum>(PublishCurriculumInput { valid_from: None }, |_, _| ());
    };
    let actions = move || {
        may.then(|| view! {
            <Button weight=Weight::Primary records=true busy=form.busy on_press=send>"Publish the curriculum"</Button>
        })
        .into_any()
    };
    let why = if may {
        "Ledgerstone brings twenty modules with texts and tests, by role. Publishing them begins everybody's days."
    } else {
        "The compliance officer or the AI security lead publishes it."
    };
    view! {
        <div class="card"><Empty title="No curriculum is published" note=why icon=icon::LEARNING actions=actions/><Loose form=form fields=&[]/></div>
    }
    .into_any()
}
