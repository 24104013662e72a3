//! Where a walk through the graph can begin, for those who did not come from a page of a thing.
use client::{
    ask::OfAll,
    lineage::{StartAnswer, StartPoint},
    words::Standing,
};
use leptos::prelude::*;

use super::words::{lineage_of, tone_of};
use crate::{
    rows::{asked, note, shown},
    ui::{Card, Empty, Icon, Link, Outline, PageHead, SearchField, icon},
};

/// The page at `/lineage` when no thing is named.
pub fn starting_points() -> AnyView {
    let wanted = RwSignal::new(String::new());
    let question = asked(StartAnswer::ask);
    let draw = move |answer: StartAnswer| {
        note(&answer.at);
        let (data, models) = (answer.dataset_points(), answer.model_points());
        view! {
            <div class="cols even">
                {card("Datasets", icon::DATASET, data, wanted)}
                {card("Models", icon::MODEL, models, wanted)}
            </div>
        }
        .into_any()
    };
    view! {
        <PageHead title="Lineage" lede="Choose a version to begin at. Everything it was made of and everything made of it follows from there."/>
        <div class="toolbar"><SearchField label="Find a dataset or a model" value=wanted/></div>
        {shown(question, Outline::Rows, StartAnswer::read, draw)}
    }
    .into_any()
}

fn card(
    title: &'static str,
    sign: &'static str,
    points: Vec<StartPoint>,
    wanted: RwSignal<String>,
) -> AnyView {
    let points = StoredValue::new(points);
    let found = move || {
        let wanted = wanted.get().to_lowercase();
        points.with_value(|points| {
            let fits = |point: &&StartPoint| wanted.is_empty() || matches(point, &wanted);
            points.iter().filter(fits).map(|point| line(point, sign)).collect::<Vec<_>>()
        })
    };
    let body = move || {
        let found = found();
        if found.is_empty() {
            let note = "Nothing of this name had a version at the moment you look at.";
            return view! { <Empty title="None found" note=note icon=icon::SEARCH/> }.into_any();
        }
        view! { <ul class="starts">{found}</ul> }.into_any()
    };
    view! { <Card title=title>{body}</Card> }.into_any()
}

fn matches(point: &StartPoint, wanted: &str) -> bool {
    point.name.to_lowercase().contains(wanted)
        || point.versions.iter().any(|(subject, _)| subject.0.to_lowercase().contains(wanted))
}

fn line(point: &StartPoint, sign: &'static str) -> AnyView {
    let versions = point.versions.iter().map(|(subject, standing)| {
        let version = subject.version().unwrap_or("version").to_owned();
        let label = format!("{version} of {}, {}", point.name, standing.word().to_lowercase());
        let mark = (*standing != Standing::Clean).then(|| view! { <Icon d=tone_of(*standing).sign()/> });
        view! {
            <li data-tone=tone_of(*standing).slug() class:unclean=*standing != Standing::Clean>
                <Link to=lineage_of(std::slice::from_ref(&subject.0)) class="start" label=label>{mark}{version.clone()}</Link>
            </li>
        }
    });
    view! {
        <li>
            <p class="start-name"><Icon d=sign/>{point.name.clone()}</p>
            <ul class="start-versions">{versions.collect_view()}</ul>
        </li>
    }
    .into_any()
}
