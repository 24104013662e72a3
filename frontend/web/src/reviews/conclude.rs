//! Answering a question of a review, and concluding it.
use client::{
    reviews::commands::{AnswerReview, AnswerReviewInput, ConcludeReview, ConcludeReviewInput},
    reviews::words::{Grade, ReviewAnswer, ReviewVerdict},
    scalars::Subject,
};
use leptos::prelude::*;

use super::open::options;
use crate::{
    rows::form::{Form, Loose},
    ui::{Button, Dialog, Select, TextArea, Weight, icon},
};

/// Which question is being answered. Copy it freely.
#[derive(Clone, Copy)]
pub struct Answering {
    review: StoredValue<String>,
    /// Id and title of the threat.
    threat: RwSignal<(String, String)>,
    open: RwSignal<bool>,
}

impl Default for Answering {
    /// Nothing is being answered yet.
    fn default() -> Self {
        Self {
            review: StoredValue::new(String::new()),
            threat: RwSignal::new((String::new(), String::new())),
            open: RwSignal::new(false),
        }
    }
}

impl Answering {
    /// Says which review it is about.
    pub fn about(self, review: &str) {
        self.review.set_value(review.to_owned());
    }

    /// Opens the dialog for a question.
    pub fn begin(self, threat: String, title: String) {
        self.threat.set((threat, title));
        self.open.set(true);
    }
}

/// The dialog for the question that was begun.
#[component]
pub fn AnswerDialog(
    /// The question.
    of: Answering,
) -> impl IntoView {
    view! {
        <Dialog open=of.open title="Answer" lede="Your answer stays with your name. The last one counts.">
            {move || answer_form(of)}
        </Dialog>
    }
}

fn answer_form(of: Answering) -> AnyView {
    let (answer, severity) =
        (RwSignal::new("covered".to_owned()), RwSignal::new("medium".to_owned()));
    let note = RwSignal::new(String::new());
    let form = Form::new(of.open);
    let (threat, title) = of.threat.get_untracked();
    let send = move |()| {
        let Some(answer) = ReviewAnswer::read(&answer.get_untracked()) else { return };
        let severity = Grade::read(&severity.get_untracked());
        let input = AnswerReviewInput {
            review: Subject(of.review.get_value()),
            threat: threat.clone(),
            answer,
            severity: severity.filter(|_| answer == ReviewAnswer::Open),
            note: note.get_untracked(),
        };
        form.send::<AnswerReview>(input, |_, _| ());
    };
    let is_open = move || answer.with(|answer| answer == ReviewAnswer::Open.slug());
    let how_bad = move || {
        is_open().then(|| {
            let grades = options::<Grade>();
            view! { <Select label="How bad it is" value=severity options=grades error=form.error("severity")/> }
        })
    };
    let off = Signal::derive(move || note.with(|note| note.trim().is_empty()));
    let answers = options::<ReviewAnswer>();
    view! {
        <div class="stack">
            <p><b>{title}</b></p>
            <Select label="Answer" value=answer options=answers error=form.error("answer")/>
            {how_bad}
            <TextArea label="Why" value=note required=true error=form.error("note")/>
            <Loose form=form fields=&["answer", "severity", "note"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| of.open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Answer"</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The button that concludes a review, and its dialog.
pub fn conclude_review(review: &str) -> AnyView {
    let open = RwSignal::new(false);
    let review = StoredValue::new(review.to_owned());
    view! {
        <Button records=true weight=Weight::Primary icon=icon::SHIELD on_press=move |()| open.set(true)>"Conclude…"</Button>
        <Dialog open=open title="Conclude this review" lede="As somebody of security who took part. With a high threat open it cannot be approved.">
            {move || conclude_form(review, open)}
        </Dialog>
    }
    .into_any()
}

fn conclude_form(review: StoredValue<String>, open: RwSignal<bool>) -> AnyView {
    let (verdict, note) = (RwSignal::new("approved".to_owned()), RwSignal::new(String::new()));
    let form = Form::new(open);
    let send = move |()| {
        let Some(verdict) = ReviewVerdict::read(&verdict.get_untracked()) else { return };
        let (review, note) = (Subject(review.get_value()), note.get_untracked());
        form.send::<ConcludeReview>(ConcludeReviewInput { review, verdict, note }, |_, _| ());
    };
    let off = Signal::derive(move || note.with(|note| note.trim().is_empty()));
    let verdicts = options::<ReviewVerdict>();
    view! {
        <div class="stack">
            <Select label="Conclusion" value=verdict options=verdicts error=form.error("verdict")/>
            <TextArea label="Why" value=note required=true error=form.error("note")/>
            <Loose form=form fields=&["verdict", "note"]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Conclude"</Button>
            </div>
        </div>
    }
    .into_any()
}
