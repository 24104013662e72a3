//! The lists of policies, initiatives, exercises and surveys.
use client::programme::{
    exercises::{ExerciseFilter, ExerciseRow, Exercises},
    initiatives::{InitiativeFilter, InitiativeRow, Initiatives},
    policies::{Policies, PolicyFilter, PolicyRow},
    surveys::{SurveyFilter, SurveyRow, Surveys},
};
use leptos::prelude::*;

use super::{
    fund::fund_initiative,
    publish::publish_policy,
    record::{record_exercise, record_survey},
    text::read_link,
};
use crate::{
    charts::ShareBar,
    reviews::words::day,
    rows::{Look, listed, offer::sendable, one_of, only, person, system, use_address},
    ui::{Link, PageHead, Row, SearchField, Status, Tone, cell, icon, page_of},
};

const BACK: (&str, &str) = ("/programme", "Programme");

/// The page at `/policies`.
pub fn policies_page() -> AnyView {
    let address = use_address();
    let look = Look::<Policies> {
        caption: "Policies",
        filter: |address| PolicyFilter::read(&address.get("show"), &address.get("q")),
        line: policy_line,
        nothing: ("No policy", "At the moment you look at, none had been published."),
        no_match: |address| {
            let words = match address.get("show").as_str() {
                "mine" => ("Nothing waits for you", "You attested every policy that binds you."),
                "overdue" => (
                    "Nothing is overdue",
                    "Everybody attested in time, and every review lies ahead.",
                ),
                _ => return None,
            };
            Some(words)
        },
        icon: icon::EVIDENCE,
    };
    let shows = [
        ("mine", "Waits for me"),
        ("overdue", "Overdue"),
        ("current", "In force"),
        ("retired", "Retired"),
    ];
    let actions = || sendable("publishPolicy", || publish_policy(None));
    view! {
        <PageHead title="Policies" lede="What is mandated, whom it binds, and who attested it." back=BACK actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a policy" value=address.text("q")/>
            {one_of(address, "Show", "show", &shows)}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// A policy as a row.
pub fn policy_line(row: PolicyRow) -> Row {
    let (page, mine) = (page_of(&row.subject.0), mine(&row));
    let version = format!("Version {}", row.version.0);
    let coverage = &row.coverage;
    let share = f64::from(coverage.attested) / f64::from(coverage.bound.max(1));
    let words = format!("{} of {}", coverage.attested, coverage.bound);
    let tone = if coverage.attested >= coverage.bound { Tone::Good } else { Tone::Info };
    let overdue = match coverage.overdue {
        0 => "None".into_any(),
        late => view! { <Status tone=Tone::Bad text=late.to_string()/> }.into_any(),
    };
    let review = if row.review_overdue {
        view! { <Status tone=Tone::Warn text="Overdue"/>{day(Some(&row.review_by))} }.into_any()
    } else {
        day(Some(&row.review_by))
    };
    let (is_retired, is_late) = (row.retired.is_some(), coverage.overdue > 0);
    let title = row.title;
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{version}</span> },
        ),
        cell(view! { <span class="share">{words}<ShareBar share=share tone=tone/></span> }),
        overdue,
        mine,
        day(Some(&row.published)),
        cell(view! { <span class="stacked-cell">{review}</span> }),
    ];
    Row::new(cells).muted(is_retired).marked(is_late)
}

fn mine(row: &PolicyRow) -> AnyView {
    let tone = match &row.mine {
        _ if row.retired.is_some() => Tone::Neutral,
        None => return view! { <span class="note">{row.mine_words()}</span> }.into_any(),
        Some(mine) if mine.attested.is_some() => Tone::Good,
        Some(mine) if mine.overdue => Tone::Bad,
        Some(_) => Tone::Warn,
    };
    // Whoever has to attest it gets to the text from here.
    let read = (row.waits_for_me() && row.retired.is_none() && row.text.is_some())
        .then(|| read_link(row.subject.name(), row.version.0));
    view! { <span class="stacked-cell"><Status tone=tone text=row.mine_words()/>{read}</span> }
        .into_any()
}

/// The page at `/initiatives`.
pub fn initiatives_page() -> AnyView {
    let address = use_address();
    let look = Look::<Initiatives> {
        caption: "Initiatives",
        filter: |address| {
            let get = |key| address.get(key);
            InitiativeFilter::read(&get("state"), &get("owner"), &get("q"))
        },
        line: initiative_line,
        nothing: ("Nothing is funded", "At the moment you look at, no money had been given."),
        no_match: |_| None,
        icon: icon::PLUS,
    };
    let actions = || sendable("fundInitiative", fund_initiative);
    view! {
        <PageHead title="Funded initiatives" lede="What money was given for, what was spent of it, and what came of it." back=BACK actions=actions/>
        <div class="toolbar">
            <SearchField label="Find an initiative" value=address.text("q")/>
            {one_of(address, "State", "state", &[("open", "Running"), ("closed", "Closed")])}
            {only(address, "owner")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// An initiative as a row.
pub fn initiative_line(row: InitiativeRow) -> Row {
    let (title, page, budget) = (row.title.clone(), page_of(&row.subject.0), row.budget());
    let tone = if budget.share > 1.0 { Tone::Bad } else { Tone::Info };
    let amount = format!("{} {}", client::programme::model::grouped(&row.amount), row.currency);
    let spent = client::programme::model::grouped(&row.spent);
    let about = row.share_words().map(|words| view! { <span class="under note">{words}</span> });
    let closed = match &row.closed {
        Some(closed) => day(Some(closed)),
        None => view! { <Status tone=Tone::Info text="Running"/> }.into_any(),
    };
    let (is_closed, is_overspent) = (row.closed.is_some(), budget.share > 1.0);
    let cells = vec![
        cell(view! { <Link to=page class="row-link">{title}</Link>{about} }),
        cell(row.period.clone()),
        cell(amount),
        cell(view! { <span class="share">{spent}<ShareBar share=budget.share tone=tone/></span> }),
        person(row.owner, "Nobody named"),
        day(Some(&row.funded)),
        closed,
    ];
    Row::new(cells).muted(is_closed).marked(is_overspent)
}

/// The page at `/exercises`.
pub fn exercises_page() -> AnyView {
    let address = use_address();
    let look = Look::<Exercises> {
        caption: "Exercises",
        filter: |address| {
            let get = |key| address.get(key);
            ExerciseFilter::read(&get("show"), &get("system"), &get("q"))
        },
        line: exercise_line,
        nothing: (
            "Nothing was exercised",
            "An exercise shows how long it takes to know the reach of an incident and to contain it.",
        ),
        no_match: |_| None,
        icon: icon::INCIDENT,
    };
    let shows = [("findings", "With something to mend"), ("clean", "Without")];
    let actions = || sendable("recordExercise", record_exercise);
    view! {
        <PageHead title="Exercises" lede="Incidents that were played: how soon the reach was known, and how soon it was contained." back=BACK actions=actions/>
        <div class="toolbar">
            <SearchField label="Find an exercise" value=address.text("q")/>
            {one_of(address, "Show", "show", &shows)}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// An exercise as a row.
pub fn exercise_line(row: ExerciseRow) -> Row {
    let unknown = || view! { <span class="note">"—"</span> }.into_any();
    let to_mend = match row.findings.0 {
        0 => "None".into_any(),
        some => view! { <Status tone=Tone::Warn text=some.to_string()/> }.into_any(),
    };
    Row::new(vec![
        cell(row.scenario),
        system(row.system),
        row.minutes_to_blast_radius.map_or_else(unknown, |minutes| cell(minutes.0.to_string())),
        row.hours_to_contain.map_or_else(unknown, cell),
        to_mend,
        day(Some(&row.completed)),
    ])
}

/// The page at `/surveys`.
pub fn surveys_page() -> AnyView {
    let address = use_address();
    let look = Look::<Surveys> {
        caption: "Surveys",
        filter: |address| SurveyFilter::read(&address.get("metric"), &address.get("q")),
        line: survey_line,
        nothing: ("No survey", "At the moment you look at, none had been closed."),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let metrics =
        [("culture.score", "Culture score"), ("culture.reports_per_100", "Reports per 100 people")];
    let actions = || sendable("recordSurvey", record_survey);
    view! {
        <PageHead title="Surveys" lede="What people answered when they were asked, in figures; never who answered." back=BACK actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a survey" value=address.text("q")/>
            {one_of(address, "Measures", "metric", &metrics)}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn survey_line(row: SurveyRow) -> Row {
    let (words, figures) = (row.words(), row.figures_words());
    let SurveyRow { responses, closed, .. } = row;
    let answers = cell(responses.0.to_string());
    Row::new(vec![cell(words), cell(figures), answers, day(Some(&closed))])
}
