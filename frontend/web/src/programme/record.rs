//! Recording an exercise and a survey.
use client::{
    programme::{
        commands::{RecordExercise, RecordExerciseInput, RecordSurvey, RecordSurveyInput},
        model::figures,
    },
    scalars::{Long, Subject},
};
use leptos::prelude::*;

use crate::{
    rows::form::{Form, Loose, buttons, unfilled},
    systems::choose::one_system,
    ui::{Button, Dialog, TextArea, TextField, icon},
};

/// The button that records an exercise, and its dialog.
pub fn record_exercise() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Record an exercise…"</Button>
        <Dialog open=open title="Record an exercise" lede="What was played and what it showed. Name no person in it.">
            {move || exercise_form(open)}
        </Dialog>
    }
    .into_any()
}

fn exercise_form(open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (scenario, system, minutes, hours) = (blank(), blank(), blank(), blank());
    let findings = RwSignal::new("0".to_owned());
    let form = Form::new(open);
    let send = move |()| {
        let said = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let maybe = |text: String| (!text.is_empty()).then_some(text);
        let Some(minutes) = form.maybe_whole("minutesToBlastRadius", &said(minutes)) else {
            return;
        };
        let Some(findings) = form.whole("findings", &said(findings)) else { return };
        let input = RecordExerciseInput {
            scenario: said(scenario),
            system: maybe(said(system)).map(Subject),
            minutes_to_blast_radius: minutes.map(Long),
            hours_to_contain: maybe(said(hours)),
            findings: Long(findings),
        };
        form.send::<RecordExercise>(input, |_, _| ());
    };
    view! {
        <div class="stack">
            <TextArea label="What was played" value=scenario required=true error=form.error("scenario")/>
            {one_system("On which system", "None", system, form.error("system"))}
            <div class="form-cols even">
                <TextField label="Minutes until the reach was known" kind="number" value=minutes error=form.error("minutesToBlastRadius")/>
                <TextField label="Hours until it was contained" value=hours hint="Such as 1.1." error=form.error("hoursToContain")/>
            </div>
            <TextField label="How much was found to mend" kind="number" value=findings required=true error=form.error("findings")/>
            <Loose form=form fields=&["scenario", "system", "minutesToBlastRadius", "hoursToContain", "findings"]/>
            {buttons(form, "Record", unfilled([scenario, findings]), send)}
        </div>
    }
    .into_any()
}

/// The button that records a survey, and its dialog.
pub fn record_survey() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button records=true icon=icon::PLUS on_press=move |()| open.set(true)>"Record a survey…"</Button>
        <Dialog open=open title="Record a survey" lede="Figures over all answers; nobody's own answer is kept.">
            {move || survey_form(open)}
        </Dialog>
    }
    .into_any()
}

fn survey_form(open: RwSignal<bool>) -> AnyView {
    let blank = || RwSignal::new(String::new());
    let (title, responses, numbers) = (blank(), blank(), blank());
    let bad = RwSignal::new(None::<String>);
    let form = Form::new(open);
    let send = move |()| match figures(&numbers.get_untracked()) {
        Err(sentence) => bad.set(Some(sentence)),
        Ok(metrics) => {
            bad.set(None);
            let Some(responses) = form.whole("responses", &responses.get_untracked()) else {
                return;
            };
            let title = title.get_untracked().trim().to_owned();
            let input = RecordSurveyInput {
                title: (!title.is_empty()).then_some(title),
                metrics,
                responses: Long(responses),
            };
            form.send::<RecordSurvey>(input, |_, _| ());
        }
    };
    let refused = form.error("metrics");
    let error = Signal::derive(move || bad.get().or_else(|| refused.get()));
    view! {
        <div class="stack">
            <TextField label="Title" value=title error=form.error("title")/>
            <TextField label="How many answered" kind="number" value=responses required=true error=form.error("responses")/>
            <TextArea label="Figures" value=numbers required=true hint="One a line, such as culture.score 0.74." error=error/>
            <Loose form=form fields=&["title", "responses", "metrics"]/>
            {buttons(form, "Record", unfilled([responses, numbers]), send)}
        </div>
    }
    .into_any()
}
