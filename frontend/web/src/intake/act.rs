//! The page at `/systems/:name/act`: the class of a system under the EU AI Act, and the
//! questionnaire it follows from.
use client::{
    ask,
    offer::{Ask, Chance, chance},
    scalars::Subject as Name,
    shared::Me,
    systems::{
        act::{
            ActPage, Answers, Classified, Concluded, Conclusion, Question, conclude, option_words,
            section,
        },
        commands::{AnswerQuestionnaire, AnswerQuestionnaireInput},
    },
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{approve::standing, conclusion::conclusion};
use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        missing, note, offer, one_page,
    },
    ui::{Button, Card, Group, Link, Notice, PageHead, Radio, Tone, Weight, page_of},
};

/// What the parts of the page share. It outlives every answer of the server. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What was answered so far.
    pub answers: RwSignal<Answers>,
    /// What would follow from it.
    pub concluded: Memo<Conclusion>,
    /// Why it is not known what would follow.
    pub failed: Memo<Option<String>>,
    /// Sends the answers.
    pub form: Form,
    /// Where the questions stand.
    questions: NodeRef<html::Div>,
    /// Whether the answers recorded before were written into the form.
    is_filled: StoredValue<bool>,
}

impl Desk {
    fn new() -> Self {
        let answers = RwSignal::new(Answers::default());
        let answer = asked(move |moment| answers.with(|answers| conclude(moment, answers)));
        let read = Memo::new(move |_| match answer.get()? {
            Ok(text) => Some(ask::answer::<Concluded>(&text).map(|one| one.conclude)),
            Err(failure) => Some(Err(failure.to_string())),
        });
        // The last conclusion stands until the next one has come.
        let concluded = Memo::new(move |before: Option<&Conclusion>| {
            let new = read.get().and_then(Result::ok);
            new.or_else(|| before.cloned()).unwrap_or_default()
        });
        Self {
            answers,
            concluded,
            failed: Memo::new(move |_| read.get().and_then(Result::err)),
            form: Form::new(RwSignal::new(true)),
            questions: NodeRef::new(),
            is_filled: StoredValue::new(false),
        }
    }

    /// Goes to the first question that has no answer.
    pub fn to_next(self) {
        let next = self.concluded.with_untracked(|one| {
            let open = |id: &&String| self.answers.with_untracked(|answers| !answers.has(id));
            one.shown.iter().find(open).cloned()
        });
        let Some(id) = next else { return };
        let found = self
            .questions
            .get_untracked()
            .and_then(|all| all.query_selector(&format!("#{id} input")).ok().flatten());
        if let Some(field) = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A question that cannot take the focus is in view all the same.
            let _ = field.focus();
        }
    }
}

/// The class of one system.
pub fn act_page() -> AnyView {
    let desk = Desk::new();
    one_page("system", move |page: ActPage| {
        note(&page.at);
        match page.system.clone() {
            Some(system) => full(&system, &page, desk),
            None => missing("system", ("/systems", "AI systems")),
        }
    })
}

fn full(system: &Classified, page: &ActPage, desk: Desk) -> AnyView {
    let before = page.recorded();
    if let Some((answers, _)) = &before
        && !desk.is_filled.get_value()
    {
        let answers = answers.clone();
        request_animation_frame(move || {
            desk.answers.try_set(answers);
        });
    }
    desk.is_filled.set_value(true);
    let ask = Ask::of("answerQuestionnaire", "answer the questionnaire");
    let may = chance(&system.offers, &page.me, ask);
    let (to, name) = (page_of(&system.subject.0), system.name.clone());
    let lede =
        "Answer what applies, see what would follow, and propose it. A second person approves.";
    let questions = StoredValue::new(page.questionnaire.questions.clone());
    let body = match (&may, system.decommissioned.is_some()) {
        (_, true) => view! { <Notice tone=Tone::Info title="This system is out of use: its class rests as it was"/> }.into_any(),
        (Chance::Offered, false) => asking(system, desk, questions),
        (Chance::Said(_) | Chance::Hidden, false) => reading(&may, desk, questions, before.is_some()),
    };
    view! {
        <PageHead title=format!("{name} under the EU AI Act") kind="AI system" lede=lede back=("/systems", "AI systems")/>
        <p><Link to=to>{format!("To the page of {name}")}</Link></p>
        {standing(system, page)}
        {body}
    }
    .into_any()
}

/// The questionnaire for those who answer it, and beside it what would follow.
fn asking(system: &Classified, desk: Desk, questions: StoredValue<Vec<Question>>) -> AnyView {
    let subject = system.subject.0.clone();
    let propose = move |()| {
        let shown = desk.concluded.get_untracked();
        let answers = desk.answers.with_untracked(|all| all.sent(|id| shown.applies(id)));
        let input = AnswerQuestionnaireInput { system: Name(subject.clone()), answers };
        desk.form.send::<AnswerQuestionnaire>(input, |_, _| ());
    };
    let off = Signal::derive(move || desk.concluded.with(|one| one.act_class.is_none()));
    let send = move || {
        view! {
            <Loose form=desk.form fields=&[]/>
            <div class="dialog-acts">
                <Button weight=Weight::Primary records=true disabled=off busy=desk.form.busy on_press=propose.clone()>"Propose this class"</Button>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="cols">
            <div class="loaded" node_ref=desk.questions>{sections(desk, questions)}</div>
            {conclusion(desk, questions, Some(send().into_any()))}
        </div>
    }
    .into_any()
}

/// The answers that were given, for those who only read them.
fn reading(
    may: &Chance,
    desk: Desk,
    questions: StoredValue<Vec<Question>>,
    is_answered: bool,
) -> AnyView {
    let who = offer::said(may);
    if !is_answered {
        let title = "Nobody answered the questionnaire yet";
        return view! { <Notice tone=Tone::Info title=title>{who}</Notice> }.into_any();
    }
    let lines = move || {
        let answers = desk.answers.get();
        let all = questions.get_value().into_iter();
        let given = all.filter_map(|question| Some((answers.words(&question)?, question.text)));
        given.map(|(said, text)| view! { <li>{text}" "<b>{said}</b></li> }).collect_view()
    };
    view! {
        {who}
        <div class="cols">
            <Card title="What was answered"><ol class="plain-list">{lines}</ol></Card>
            {conclusion(desk, questions, None)}
        </div>
    }
    .into_any()
}

/// The questions by what they are about.
fn sections(desk: Desk, questions: StoredValue<Vec<Question>>) -> AnyView {
    let mut parts: Vec<(&'static str, Vec<Question>)> = Vec::new();
    for question in questions.get_value() {
        let title = section(&question.id);
        match parts.last_mut() {
            Some((known, part)) if *known == title => part.push(question),
            _ => parts.push((title, vec![question])),
        }
    }
    parts.into_iter().map(|(title, part)| one_section(title, part, desk)).collect_view().into_any()
}

fn one_section(title: &'static str, questions: Vec<Question>, desk: Desk) -> AnyView {
    let flags: Vec<String> =
        questions.iter().filter(|one| one.options.is_empty()).map(|one| one.id.clone()).collect();
    let open = Memo::new(move |_| {
        let shown = desk.concluded.get();
        let answers = desk.answers.get();
        let open = flags.iter().filter(|id| shown.applies(id) && !answers.has(id));
        open.cloned().collect::<Vec<String>>()
    });
    let no_to_all = move |()| {
        let open = open.get_untracked();
        desk.answers.update(|answers| open.iter().for_each(|id| answers.say(id, false)));
    };
    let quick = move || {
        // One question is answered as quickly by itself.
        (open.with(Vec::len) > 1).then(|| {
            let label = format!("No to the rest of {title}");
            view! { <div class="acts"><Button label=label on_press=no_to_all>"No to the rest"</Button></div> }
        })
    };
    let lines = questions.into_iter().map(|question| one_question(question, desk)).collect_view();
    view! { <Card title=title>{lines}{quick}</Card> }.into_any()
}

fn one_question(question: Question, desk: Desk) -> AnyView {
    let Question { id, text, help, article, options } = question;
    let shown = StoredValue::new(id.clone());
    let hidden = move || !desk.concluded.with(|one| shown.with_value(|id| one.applies(id)));
    let hint = if help.is_empty() {
        format!("Article {article}")
    } else {
        format!("{help} Article {article}.")
    };
    let answer =
        if options.is_empty() { yes_or_no(&id, desk) } else { several(&id, options, desk) };
    view! {
        <div class="question" id=id hidden=hidden>
            <Group label=text hint=hint>{answer}</Group>
        </div>
    }
    .into_any()
}

fn yes_or_no(id: &str, desk: Desk) -> AnyView {
    let buttons = [(true, "Yes"), (false, "No")].map(|(yes, words)| {
        let own = StoredValue::new(id.to_owned());
        let chosen = move || desk.answers.with(|all| own.with_value(|id| all.is(id, yes)));
        let choose = move |()| desk.answers.update(|all| own.with_value(|id| all.say(id, yes)));
        view! { <Radio name=format!("answer-{id}") label=words chosen=Signal::derive(chosen) on_choose=choose/> }
    });
    view! { <div class="answers">{buttons.collect_view()}</div> }.into_any()
}

fn several(id: &str, options: Vec<String>, desk: Desk) -> AnyView {
    let boxes = options.into_iter().map(|option| {
        let words = option_words(id, &option);
        let own = StoredValue::new((id.to_owned(), option));
        let ticked = move || {
            desk.answers.with(|all| own.with_value(|(id, option)| all.has_chosen(id, option)))
        };
        let change = move |event| {
            let on = event_target_checked(&event);
            desk.answers
                .update(|all| own.with_value(|(id, option)| all.choose(id, option, on)));
        };
        view! { <label class="check"><input type="checkbox" prop:checked=ticked on:change=change/><span>{words}</span></label> }
    });
    view! { <div class="answers many">{boxes.collect_view()}</div> }.into_any()
}

/// Who may approve, where the class waits for it.
pub(super) fn approval(system: &Classified, page: &ActPage, me: &Me) -> Chance {
    let proposer = page.proposal().map(client::systems::act::Happening::who);
    let ask = Ask::of("approveClass", "approve the class").second(proposer.as_ref(), "proposed it");
    chance(&system.offers, me, ask)
}
