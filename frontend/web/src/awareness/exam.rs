//! The test of a module: begun, answered, sent, and what came of it.
use client::{
    awareness::{
        commands::{QuestionResult, SubmitTest, TestResult},
        lesson::{self, Module, ModulePage, Test, TestQuestion},
        model::Chosen,
    },
    words::counted,
};
use leptos::prelude::*;

use crate::{
    api::submit,
    rows::form::{Form, Loose},
    ui::{Button, Card, LinkButton, Notice, Status, Tone, Weight},
};

/// A test on its way. Copy it freely.
#[derive(Clone, Copy)]
pub struct Exam {
    module: RwSignal<String>,
    test: RwSignal<Option<Test>>,
    chosen: RwSignal<Chosen>,
    result: RwSignal<Option<TestResult>>,
    failed: RwSignal<Option<String>>,
    form: Form,
}

impl Exam {
    /// No test yet.
    pub fn new() -> Self {
        Self {
            module: RwSignal::default(),
            test: RwSignal::new(None),
            chosen: RwSignal::default(),
            result: RwSignal::new(None),
            failed: RwSignal::new(None),
            form: Form::new(RwSignal::new(false)),
        }
    }

    /// It is about this module; the test of another one is forgotten.
    pub fn about(self, module: &str) {
        if self.module.with_untracked(|known| known == module) {
            return;
        }
        self.module.set(module.to_owned());
        self.forget();
    }

    fn forget(self) {
        self.form.open.set(false);
        self.form.refusal.set(None);
        self.test.set(None);
        self.chosen.set(Chosen::default());
        self.result.set(None);
        self.failed.set(None);
    }

    /// Asks for a fresh attempt.
    fn begin(self) {
        self.forget();
        let module = self.module.get_untracked();
        submit(lesson::ask_test(&module), move |answer| {
            let said = answer.map_err(|failure| failure.to_string());
            match said.and_then(|said| lesson::read_test(&said)) {
                Ok(questions) => {
                    self.test.try_set(Some(questions));
                    self.form.open.try_set(true);
                }
                Err(sentence) => {
                    self.failed.try_set(Some(sentence));
                }
            }
        });
    }

    fn send(self) {
        let module = self.module.get_untracked();
        let input = self.test.with_untracked(|test| {
            let test = test.as_ref()?;
            self.chosen.with_untracked(|chosen| test.answers(&module, chosen))
        });
        if let Some(input) = input {
            self.form.send::<SubmitTest>(input, move |made, _| {
                self.result.try_set(made.result);
            });
        }
    }

    /// What came of the test, above everything else.
    pub fn outcome(self) -> AnyView {
        let shown = move || {
            let result = self.result.get()?;
            let tone = if result.passed { Tone::Good } else { Tone::Warn };
            let next = if result.passed {
                "The completion is recorded and counts from now on."
            } else {
                "Read what is explained below, then try again: the options stand in another order."
            };
            let on = move || {
                view! { <LinkButton to="/learning".to_owned()>"My training"</LinkButton> }
                    .into_any()
            };
            Some(
                view! { <div role="status"><Notice tone=tone title=result.words() actions=on><p>{next}</p></Notice></div> },
            )
        };
        view! { {shown} }.into_any()
    }
}

impl Default for Exam {
    fn default() -> Self {
        Self::new()
    }
}

/// The test of a module, wherever it has come to.
pub(super) fn exam_card(page: &ModulePage, module: &Module, exam: Exam) -> AnyView {
    let duty = page.duty();
    let is_done = duty.is_some_and(|duty| !duty.standing.is_open());
    let tries = duty.map(|duty| duty.tries_left);
    let may = page.me.may("submitTest");
    let title = format!("Test of {}", module.id);
    let body = move || {
        if exam.form.open.get() {
            return paper(exam);
        }
        if let Some(result) = exam.result.get() {
            return marked(exam, &result, tries);
        }
        before(exam, may, is_done, tries)
    };
    view! { <Card title=title>{body}</Card> }.into_any()
}

fn before(exam: Exam, may: bool, is_done: bool, tries: Option<i32>) -> AnyView {
    if !may {
        return view! { <p class="note">"Tests are taken by persons who hold a role."</p> }
            .into_any();
    }
    if tries == Some(0) {
        return view! {
            <Notice tone=Tone::Warn title="Your tries are used up">
                <p>"Talk with your security champion about what was difficult. They can assign the module again, and the test opens."</p>
            </Notice>
        }
        .into_any();
    }
    let left = tries.filter(|_| !is_done).map(|tries| {
        let tries = usize::try_from(tries).unwrap_or_default();
        format!(" You have {} left.", counted(tries, "try", "tries"))
    });
    let failed =
        move || exam.failed.get().map(|sentence| view! { <Notice tone=Tone::Bad title=sentence/> });
    let words = if is_done { "Take it again" } else { "Begin the test" };
    view! {
        <div class="stack">
            <p>"Every question has one right answer. What you answered is not kept, only the score."{left}</p>
            {failed}
            <div class="acts"><Button weight=Weight::Primary records=true on_press=move |()| exam.begin()>{words}</Button></div>
        </div>
    }
    .into_any()
}

fn paper(exam: Exam) -> AnyView {
    let Some(test) = exam.test.get_untracked() else { return ().into_any() };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        exam.send();
    };
    let questions = test.questions.clone().into_iter().enumerate();
    let questions = questions.map(|(number, one)| question(exam, number, one)).collect_view();
    let missing = Signal::derive(move || exam.chosen.with(|chosen| test.missing(chosen)));
    let left = move || match missing.get() {
        0 => "Every question is answered.".to_owned(),
        some => format!("{} not answered yet.", counted(some, "question", "questions")),
    };
    let off = Signal::derive(move || missing.get() > 0);
    view! {
        <form class="stack" on:submit=send novalidate=true>
            {questions}
            <Loose form=exam.form fields=&[]/>
            <p class="note" role="status">{left}</p>
            <div class="acts">
                <Button weight=Weight::Primary submits=true records=true busy=exam.form.busy disabled=off>"Send the answers"</Button>
                <Button on_press=move |()| exam.forget()>"Stop"</Button>
            </div>
        </form>
    }
    .into_any()
}

fn question(exam: Exam, number: usize, question: TestQuestion) -> AnyView {
    let TestQuestion { id, question, options } = question;
    let group = format!("answer-{id}");
    let option = |(place, words): (usize, String)| {
        let (id, place) = (id.clone(), i32::try_from(place).unwrap_or_default());
        let own = id.clone();
        let is_chosen = move || exam.chosen.with(|chosen| chosen.get(&own) == Some(&place));
        let choose = move |_| {
            exam.chosen.update(|chosen| {
                chosen.insert(id.clone(), place);
            });
        };
        view! {
            <label class="check">
                <input type="radio" name=group.clone() prop:checked=is_chosen on:change=choose/>
                <span>{words}</span>
            </label>
        }
    };
    let options: Vec<_> = options.into_iter().enumerate().map(option).collect();
    let words = format!("{}. {question}", number.saturating_add(1));
    view! { <fieldset class="quiz"><legend>{words}</legend>{options}</fieldset> }.into_any()
}

/// Question by question, with the explanations.
fn marked(exam: Exam, result: &TestResult, tries: Option<i32>) -> AnyView {
    let test = exam.test.get_untracked();
    let asked = |id: &str| {
        let mut questions = test.iter().flat_map(|test| &test.questions);
        let found = questions.find(|one| one.id == id);
        found.map(|one| one.question.clone()).unwrap_or_default()
    };
    let lines = result.questions.iter().map(|one| mark(one, asked(&one.id))).collect_view();
    let again = !result.passed && tries != Some(0);
    let used = !result.passed && tries == Some(0);
    view! {
        <div class="stack">
            <ol class="marks">{lines}</ol>
            {used.then(|| view! { <p class="note">"Your tries are used up: your security champion can assign the module again."</p> })}
            {again.then(|| view! { <div class="acts"><Button weight=Weight::Primary records=true on_press=move |()| exam.begin()>"Try again"</Button></div> })}
        </div>
    }
    .into_any()
}

fn mark(one: &QuestionResult, question: String) -> AnyView {
    let badge = if one.right {
        view! { <Status tone=Tone::Good text="Right"/> }.into_any()
    } else {
        view! { <Status tone=Tone::Bad text="Not right"/> }.into_any()
    };
    let explanation = one.explanation.clone();
    view! { <li><span class="inline"><b>{question}</b>{badge}</span><p>{explanation}</p></li> }
        .into_any()
}
