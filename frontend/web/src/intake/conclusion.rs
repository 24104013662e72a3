//! What would follow from the answers: the class, why, and what it asks for.
use client::systems::act::{Conclusion, Duty, Question, flag_words};
use leptos::prelude::*;

use super::act::Desk;
use crate::ui::{
    Button, Card, Column, Disclosure, Notice, Row, Status, Table, Time, Tone, Written, cell,
};

/// What would follow, and `send` under it once it does.
pub(super) fn conclusion(
    desk: Desk,
    questions: StoredValue<Vec<Question>>,
    send: Option<AnyView>,
) -> AnyView {
    let asks = send.is_some();
    let failed = move || {
        desk.failed.get().map(|sentence| {
            view! { <Notice tone=Tone::Warn title="What would follow could not be asked"><p>{sentence}</p></Notice> }
        })
    };
    let found = move || {
        let found = desk.concluded.get();
        let (answered, all) = found.progress();
        if all == 0 {
            return view! { <p class="note">"Asking what would follow…"</p> }.into_any();
        }
        if found.act_class.is_none() {
            let words = format!("{answered} of {all} questions answered.");
            let next = asks.then(|| {
                view! { <Button on_press=move |()| desk.to_next()>"To the next open question"</Button> }
            });
            return view! {
                <p>{words}</p>
                <p class="note">"The class is known when every question that applies is answered."</p>
                <div class="acts">{next}</div>
            }
            .into_any();
        }
        questions.with_value(|questions| known(&found, questions, desk))
    };
    let title = if asks { "What would follow" } else { "What follows" };
    view! {
        <div class="follows">
            <Card title=title><div class="stack">{failed}<div class="stack" role="status">{found}</div>{send}</div></Card>
        </div>
    }
    .into_any()
}

fn known(found: &Conclusion, questions: &[Question], desk: Desk) -> AnyView {
    let answers = desk.answers.get();
    let asked = |id: &String| questions.iter().find(|one| one.id == *id);
    let reasons: Vec<AnyView> = found
        .because
        .iter()
        .filter_map(|id| {
            let question = asked(id)?;
            let said = answers.words(question)?;
            Some(view! { <li>{question.text.clone()}" "<b>{said}</b></li> }.into_any())
        })
        .collect();
    let because = if reasons.is_empty() {
        view! { <p class="note">"No answer leads to a stricter class."</p> }.into_any()
    } else {
        view! { <h3>"Because you said"</h3><ul class="plain-list">{reasons}</ul> }.into_any()
    };
    let class = found.act_class.map(client::words::ActClass::word);
    view! {
        <p><b>{found.title.clone().or_else(|| class.map(str::to_owned))}</b></p>
        <p>{found.action.clone()}</p>
        {flags(&found.flags)}
        {because}
        {duties(&found.duties, "What it would ask for")}
    }
    .into_any()
}

/// Flags beside a class, in words.
pub(super) fn flags(flags: &[String]) -> AnyView {
    if flags.is_empty() {
        return ().into_any();
    }
    let lines =
        flags.iter().map(|flag| view! { <li><Status tone=Tone::Info text=flag_words(flag)/></li> });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
}

/// What a class asks for, with the articles and days; folded, as it may be long.
pub(super) fn duties(duties: &[Duty], title: &'static str) -> AnyView {
    if duties.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::new("Duty"), Column::new("Article"), Column::new("Applies from")];
    let rows = duties.iter().cloned().map(|duty| {
        let from = duty
            .applies_from
            .map(|day| view! { <Time at=format!("{day}T00:00:00Z") written=Written::Day/> });
        Row::new(vec![cell(duty.title), cell(duty.article), cell(from)])
    });
    let rows = rows.collect();
    let few = duties.len() <= 5;
    let summary = format!("{title}: {}", client::words::counted(duties.len(), "duty", "duties"));
    view! { <Disclosure summary=summary open=few><Table caption=title columns=columns rows=rows/></Disclosure> }.into_any()
}
