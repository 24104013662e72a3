//! What security champions did, as numbers and as a line.
use client::accountability::activity::ChampionActivity;
use leptos::prelude::*;

use crate::{
    charts::Sparkline,
    ui::{Card, Empty, Fact, Facts, Time, Written, cell, icon},
};

/// What the champions of one team did; dashes while it has none.
pub(super) fn cells(activity: Option<&ChampionActivity>) -> Vec<AnyView> {
    let Some(activity) = activity else {
        let dash = || cell(view! { <span class="note">"—"</span> });
        return vec![dash(), dash(), dash(), dash()];
    };
    let number = |count: i32| cell(view! { <span class="num">{count}</span> });
    vec![
        number(activity.reviews_attended),
        number(activity.findings_handled),
        number(activity.actions_done),
        cell(
            view! { <span class="stacked-cell"><span>{activity.last_words()}</span>{line(activity)}</span> },
        ),
    ]
}

/// The course of twelve months, as wide in a table as in a card.
fn line(activity: &ChampionActivity) -> AnyView {
    let (values, label) = (activity.course(), activity.course_words());
    view! { <span style:width="7.5rem"><Sparkline values=values label=label/></span> }.into_any()
}

/// The same on the page of the team.
pub fn activity_card(activity: Option<ChampionActivity>) -> AnyView {
    let title = "What the champion does";
    let Some(activity) = activity else {
        let note = "The team has no security champion at the moment you look at. Whoever owns a system asks somebody under Accountability.";
        return view! { <Card title=title><Empty title="Nobody to do it" note=note icon=icon::PERSON/></Card> }.into_any();
    };
    let (words, course) = (activity.last_words(), line(&activity));
    let ChampionActivity { since, reviews_attended, findings_handled, actions_done, last, .. } =
        activity;
    let on = last.map(
        |last| view! { <span class="note">" on "<Time at=last.0 written=Written::Day/></span> },
    );
    view! {
        <Card title=title note="Reviews, findings and actions of twelve months, while they were the champion">
            <Facts>
                <Fact name="Reviews attended">{reviews_attended}</Fact>
                <Fact name="Findings handled">{findings_handled}</Fact>
                <Fact name="Other actions done">{actions_done}</Fact>
                <Fact name="Last active"><span>{words}{on}</span></Fact>
                <Fact name="Month by month"><span class="stacked-cell">{course}</span></Fact>
                <Fact name="Champion since"><Time at=since.0 written=Written::Day/></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
