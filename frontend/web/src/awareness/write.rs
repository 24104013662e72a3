//! The page at `/learning/write`: an own module, its text and its test.
use client::{
    ask::OfAll,
    awareness::{
        commands::PublishModule,
        curriculum::{Choice, CurriculumPage},
        draft::{ModuleDraft, QuestionDraft},
    },
    offer::{Ask, Chance, chance},
    shared::Refusal,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{mine::module_page_of, picks::Picks};
use crate::{
    rows::{
        asked,
        form::{Form, Loose},
        note,
        offer::said,
        shown,
    },
    ui::{
        Button, Card, Empty, LinkButton, Outline, PageHead, Select, TextArea, TextField, Weight,
        icon,
    },
};

/// Most questions of a module.
const MOST: usize = 12;

/// Fields that show what is wrong with them.
const FIELDS: &[&str] =
    &["module", "title", "minutes", "refreshMonths", "passScore", "roles", "systems", "text"];

/// Writing a module.
pub fn write_page() -> AnyView {
    let page = asked(CurriculumPage::ask);
    // The form keeps what was typed while the page around it is drawn anew.
    let fields = Fields::new();
    view! {
        <PageHead title="Write a module" lede="Something to read and a short test, for roles, for systems, or for whoever is asked. The same identifier again makes a new edition." back=("/learning/modules", "Modules")/>
        {shown(page, Outline::Page, CurriculumPage::read, move |page| draw(page, &fields))}
    }
    .into_any()
}

fn draw(page: CurriculumPage, fields: &Fields) -> AnyView {
    note(&page.at);
    let Some(curriculum) = &page.curriculum else {
        let why = "Publish the curriculum first: own modules stand beside it.";
        let actions = || {
            view! { <LinkButton to="/learning/modules".to_owned()>"Modules"</LinkButton> }
                .into_any()
        };
        return view! { <div class="card"><Empty title="No curriculum is published" note=why icon=icon::LEARNING actions=actions/></div> }.into_any();
    };
    let mut ask = Ask::of("publishModule", "publish own modules");
    ask.waits = true;
    let may = chance(&curriculum.offers, &page.me, ask);
    if may != Chance::Offered {
        return view! { <div class="card">{said(&may)}</div> }.into_any();
    }
    form(page.role_choices(), page.system_choices(), fields)
}

/// What was typed. Copy it freely.
#[derive(Clone, Copy)]
struct Fields {
    module: RwSignal<String>,
    title: RwSignal<String>,
    minutes: RwSignal<String>,
    months: RwSignal<String>,
    percent: RwSignal<String>,
    days: RwSignal<String>,
    roles: RwSignal<Vec<String>>,
    systems: RwSignal<Vec<String>>,
    text: RwSignal<String>,
    questions: RwSignal<Vec<QuestionFields>>,
    form: Form,
}

/// What was typed of a question.
#[derive(Clone, Copy, PartialEq)]
struct QuestionFields {
    question: RwSignal<String>,
    options: RwSignal<String>,
    answer: RwSignal<String>,
    explanation: RwSignal<String>,
}

impl QuestionFields {
    fn new() -> Self {
        Self {
            question: RwSignal::default(),
            options: RwSignal::default(),
            answer: RwSignal::new("1".to_owned()),
            explanation: RwSignal::default(),
        }
    }

    fn draft(self) -> QuestionDraft {
        QuestionDraft {
            question: self.question.get_untracked(),
            options: self.options.get_untracked(),
            answer: self.answer.get_untracked(),
            explanation: self.explanation.get_untracked(),
        }
    }
}

impl Fields {
    fn new() -> Self {
        let usual = |text: &str| RwSignal::new(text.to_owned());
        Self {
            module: RwSignal::default(),
            title: RwSignal::default(),
            minutes: usual("20"),
            months: usual("12"),
            percent: usual("80"),
            days: usual("30"),
            roles: RwSignal::default(),
            systems: RwSignal::default(),
            text: RwSignal::default(),
            questions: RwSignal::new(vec![QuestionFields::new()]),
            form: Form::new(RwSignal::new(true)),
        }
    }

    fn draft(self) -> ModuleDraft {
        ModuleDraft {
            module: self.module.get_untracked(),
            title: self.title.get_untracked(),
            minutes: self.minutes.get_untracked(),
            months: self.months.get_untracked(),
            percent: self.percent.get_untracked(),
            days: self.days.get_untracked(),
            roles: self.roles.get_untracked(),
            systems: self.systems.get_untracked(),
            text: self.text.get_untracked(),
            questions: self
                .questions
                .get_untracked()
                .into_iter()
                .map(QuestionFields::draft)
                .collect(),
        }
    }

    /// Sends the module, or says what is missing; `published` hears its id.
    fn send(self, published: impl Fn(String) + 'static) {
        match self.draft().read() {
            Ok(input) => {
                let id = input.module.clone();
                self.form.send::<PublishModule>(input, move |_, _| published(id));
            }
            Err(sentence) => {
                let incomplete = Refusal { code: "incomplete".to_owned(), sentence, field: None };
                self.form.refusal.set(Some(incomplete));
            }
        }
    }
}

fn form(roles: Vec<Choice>, systems: Vec<Choice>, fields: &Fields) -> AnyView {
    let fields = *fields;
    let go = use_navigate();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let go = go.clone();
        fields.send(move |id| go(&module_page_of(&id), NavigateOptions::default()));
    };
    let error = move |field| fields.form.error(field);
    let questions = move || {
        let all = fields.questions.get().into_iter().enumerate();
        all.map(|(number, one)| question(fields.questions, number, one)).collect_view()
    };
    let full = Signal::derive(move || fields.questions.with(|all| all.len() >= MOST));
    let add = move |()| fields.questions.update(|all| all.push(QuestionFields::new()));
    view! {
        <form class="stack" on:submit=send novalidate=true>
            <Card title="The module">
                <div class="stack">
                    <div class="form-cols">
                        <TextField label="Title" value=fields.title required=true error=error("title")/>
                        <TextField label="Identifier" value=fields.module required=true hint="Such as OUR-1." error=error("module")/>
                    </div>
                    <div class="form-four">
                        <TextField label="Minutes" kind="number" value=fields.minutes required=true error=error("minutes")/>
                        <TextField label="Months it counts" kind="number" value=fields.months required=true error=error("refreshMonths")/>
                        <TextField label="Percent that pass" kind="number" value=fields.percent required=true error=error("passScore")/>
                        <TextField label="Days a newcomer has" kind="number" value=fields.days required=true/>
                    </div>
                    <Picks label="Roles that need it" choices=roles chosen=fields.roles error=error("roles")/>
                    <Picks label="Systems whose people need it" choices=systems chosen=fields.systems hint="With no role and no system chosen only those need it who are asked." error=error("systems")/>
                </div>
            </Card>
            <Card title="To read" note="Markdown: headings, lists, tables, emphasis and links. HTML in it is shown as text.">
                <div class="long-text"><TextArea label="Text" value=fields.text required=true error=error("text")/></div>
            </Card>
            {questions}
            <div class="acts"><Button icon=icon::PLUS disabled=full on_press=add>"Add a question"</Button></div>
            <Loose form=fields.form fields=FIELDS/>
            <div class="acts"><Button submits=true weight=Weight::Primary records=true busy=fields.form.busy>"Publish"</Button></div>
        </form>
    }
    .into_any()
}

fn question(
    questions: RwSignal<Vec<QuestionFields>>,
    number: usize,
    one: QuestionFields,
) -> AnyView {
    let title = format!("Question {}", number.saturating_add(1));
    let label = format!("Remove question {}", number.saturating_add(1));
    let several = questions.with_untracked(|all| all.len() > 1);
    let remove = move |()| questions.update(|all| all.retain(|known| *known != one));
    let actions = move || {
        let label = label.clone();
        several
            .then(|| view! { <Button weight=Weight::Quiet label=label on_press=remove>"Remove"</Button> })
            .into_any()
    };
    let places = (1..=6).map(|place: u8| (place.to_string(), format!("Option {place}")));
    let places: Vec<Choice> = places.collect();
    view! {
        <Card title=title actions=actions>
            <div class="stack">
                <TextField label="What is asked" value=one.question required=true/>
                <div class="form-cols">
                    <TextArea label="Options" value=one.options required=true hint="One on each line, two to six."/>
                    <Select label="The right one" value=one.answer options=places hint="Counted from the top. Shown to nobody before the test is graded."/>
                </div>
                <TextField label="Why it is right" value=one.explanation required=true hint="Shown after the test."/>
            </div>
        </Card>
    }
    .into_any()
}
