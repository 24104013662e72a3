//! The page at `/reviews/:name`.
use client::{
    list::List,
    offer::{Ask, Chance, chance},
    reviews::words::ReviewAnswer,
    reviews::{
        findings::Findings,
        model::Progress,
        queries::{Participant, Question, Review, ReviewPage},
    },
    shared::{Me, PersonLink},
};
use leptos::prelude::*;

use super::{
    conclude::{AnswerDialog, Answering, conclude_review},
    findings::line,
    join::add_participant,
    raise::raise_finding,
    words::{answer_badge, catalogue_items, day, told, verdict_badge},
};
use crate::{
    charts::{Part, StackedBar},
    rows::{list::columns, missing, note, offer::offered, one_page, person, system},
    ui::{
        Button, Card, Empty, Fact, Facts, Notice, PageHead, Status, Subject, Table, Time, Tone,
        icon,
    },
};

/// What the reader may do here.
#[derive(Clone)]
struct Acts {
    answer: bool,
    conclude: Chance,
    raise: Chance,
    join: Chance,
}

impl Acts {
    fn of(review: &Review, me: &Me) -> Self {
        let (offer, who) = (|ask| chance(&review.offers, me, ask), me.person.subject.as_str());
        let is_open = review.concluded.is_none();
        let while_open = |ask| if is_open { offer(ask) } else { Chance::Hidden };
        let answer = while_open(Ask::of("answerReview", "answer")) == Chance::Offered;
        let conclude = while_open(Ask::of("concludeReview", "conclude it"));
        Self {
            answer: answer && review.has(who),
            // Security that does not take part is not asked.
            conclude: if review.has_security(who) { conclude } else { Chance::Hidden },
            raise: offer(Ask::of("raiseFinding", "raise a finding")),
            join: while_open(Ask::of("addReviewParticipant", "let somebody else take part")),
        }
    }
}

/// The page at `/reviews/:name`.
pub fn review_page() -> AnyView {
    let answering = Answering::default();
    let page = one_page("review", move |page: ReviewPage| {
        note(&page.at);
        let me = page.me;
        page.review.map_or_else(
            || missing("design review", ("/reviews", "Design reviews")),
            |review| {
                answering.about(&review.subject.0);
                let may = Acts::of(&review, &me);
                draw(&review, &may, answering)
            },
        )
    });
    view! { {page}<AnswerDialog of=answering/> }.into_any()
}

fn draw(review: &Review, may: &Acts, answering: Answering) -> AnyView {
    let asked = questions(review, may.answer.then_some(answering));
    view! {
        {head(review, may.clone())}
        {progress(review)}
        <div class="cols">
            <div class="stack">{asked}{found(review)}</div>
            <div class="stack">{conclusion(review)}{people(review, may.join.clone())}</div>
        </div>
    }
    .into_any()
}

fn head(review: &Review, may: Acts) -> AnyView {
    let is_concluded = review.concluded.is_some();
    let verdict = review.concluded.as_ref().and_then(|concluded| concluded.verdict);
    let subject = review.subject.0.clone();
    let about = review.system.as_ref().map(|system| system.subject.0.clone());
    let actions = move || {
        view! {
            {offered(&may.raise, || raise_finding(about.clone(), Some(subject.clone())))}
            {offered(&may.conclude, || conclude_review(&subject))}
        }
        .into_any()
    };
    let title = review.system.as_ref().map_or("Design review", |system| system.name.as_str());
    let kind = format!("Design review {} · {}", review.subject.name(), review.phase.word());
    view! {
        <PageHead
            title=title.to_owned()
            kind=kind
            back=("/reviews", "Design reviews")
            badges=move || verdict_badge(is_concluded, verdict)
            actions=actions
        />
    }
    .into_any()
}

fn progress(review: &Review) -> AnyView {
    match review.progress() {
        Progress::Concluded => ().into_any(),
        Progress::Answering(waiting, all) => {
            let words = format!("{waiting} of {all} questions wait for an answer");
            view! { <Notice tone=Tone::Info title=words/> }.into_any()
        }
        Progress::Answered => view! {
            <Notice tone=Tone::Info title="Every question is answered. Security has the word."/>
        }
        .into_any(),
    }
}

fn questions(review: &Review, answering: Option<Answering>) -> AnyView {
    if review.questions.is_empty() {
        let threats = review.concluded.as_ref().map(|one| catalogue_items(&one.threats));
        return view! {
            <Card title="Threats looked at" note="This review came from elsewhere, without its single questions.">{threats}</Card>
        }
        .into_any();
    }
    let open = review.questions.iter().filter(|question| question.answer.is_none()).count();
    let parts = vec![
        Part::tone(Tone::Good, "Covered", review.answered(ReviewAnswer::Covered)),
        Part::tone(Tone::Warn, "Open", review.answered(ReviewAnswer::Open)),
        Part::tone(Tone::Neutral, "Not applicable", review.answered(ReviewAnswer::NotApplicable)),
        Part::tone(Tone::Info, "Not answered", open),
    ];
    let list = review.questions.iter().map(|one| question(one, answering)).collect_view();
    view! {
        <Card title="Questions" note="One for every threat that can touch the system.">
            <StackedBar label="Answers" parts=parts/>
            {list}
        </Card>
    }
    .into_any()
}

fn question(question: &Question, answering: Option<Answering>) -> AnyView {
    let (id, title) = (question.threat.id.clone(), question.threat.title.clone());
    let badge = answer_badge(question.answer, question.severity);
    let said = question.by.clone().map(|by| {
        let at = question.at.clone().map(|at| view! { <Time at=at.0/> });
        view! { <p class="note">{by.words()}" · "{at}</p> }
    });
    let button = answering.map(|answering| {
        let (id, title) = (id.clone(), title.clone());
        let begin = move |()| answering.begin(id.clone(), title.clone());
        view! { <Button records=true on_press=begin>"Answer…"</Button> }
    });
    view! {
        <div class="scan">
            <div class="scan-head"><h3>{title}</h3><span class="code note">{id}</span>{badge}</div>
            <p>{question.text.clone()}</p>
            {question.note.clone().map(|note| view! { <p>{note}</p> })}
            {said}
            {button.map(|button| view! { <div>{button}</div> })}
        </div>
    }
    .into_any()
}

fn found(review: &Review) -> AnyView {
    let body = if review.findings.is_empty() {
        view! { <Empty title="Nothing was found" icon=icon::CHECK/> }.into_any()
    } else {
        let rows = review.findings.iter().cloned().map(line).collect();
        view! { <Table caption="Findings of this review" columns=columns(Findings::COLUMNS) rows=rows/> }
            .into_any()
    };
    view! { <Card title="Findings" flush=true>{body}</Card> }.into_any()
}

fn conclusion(review: &Review) -> AnyView {
    let Some(concluded) = review.concluded.clone() else { return ().into_any() };
    let (high, told) = (concluded.open_high.0, told(&review.notices, "it counts no longer"));
    let lapsed =
        (!concluded.fresh).then(|| view! { <Status tone=Tone::Warn text="Counts no longer"/> });
    let open = if high > 0 {
        view! { <Status tone=Tone::Bad text=high.to_string()/> }.into_any()
    } else {
        "None".into_any()
    };
    view! {
        <Card title="Conclusion">
            <Facts>
                <Fact name="High threats open">{open}</Fact>
                <Fact name="By">{person(concluded.by, "Unknown")}</Fact>
                <Fact name="On">{day(Some(&concluded.at))}</Fact>
                <Fact name="Counts until"><span class="inline">{day(concluded.fresh_until.as_ref())}{lapsed}</span></Fact>
            </Facts>
            {told}
            {concluded.note.map(|note| view! { <p>{note}</p> })}
        </Card>
    }
    .into_any()
}

fn people(review: &Review, join: Chance) -> AnyView {
    let line = |one: &Participant| {
        let (subject, roles) = (one.subject.0.clone(), one.roles.join(", "));
        let title = one.person.as_ref().map(PersonLink::words);
        let security = one.security.then(|| view! { <Status tone=Tone::Good text="Security"/> });
        view! { <li class="stacked-cell"><span class="inline"><Subject of=subject title=title/>{security}</span><span class="note">{roles}</span></li> }
    };
    let list = review.participants.iter().map(line).collect_view();
    let (about, by) = (review.system.clone(), review.opened_by.clone());
    let (subject, opened) = (review.subject.0.clone(), day(Some(&review.opened)));
    let actions = move || offered(&join, || add_participant(&subject));
    view! {
        <Card title="Who takes part" note="With the roles they held when it began for them." actions=actions>
            <ul class="plain-list">{list}</ul>
        </Card>
        <Card title="What it is about">
            <Facts>
                <Fact name="System">{system(about)}</Fact>
                <Fact name="Opened by">{person(by, "Unknown")}</Fact>
                <Fact name="Opened">{opened}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
