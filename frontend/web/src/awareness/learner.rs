//! The page at `/learning/people/:name`: somebody's training, for those who may see it.
use client::{
    awareness::{
        curriculum::Choice,
        learner::{LearnerPage, OfferedLearner, Pupil},
        model::standing_so,
    },
    offer::{Ask, Chance, chance},
    shared::{Me, TeamLink},
    words::{TrainingStanding, counted},
};
use leptos::prelude::*;

use super::{
    acts::{AssignForm, RecordForm, WaiveForm},
    mine::{beyond, happened, required, state},
};
use crate::{
    rows::{missing, note, offer::said, one_page},
    ui::{Button, Empty, LinkButton, PageHead, icon, page_of},
};

/// Somebody's training.
pub fn learner_page() -> AnyView {
    one_page("person", |page: LearnerPage| {
        note(&page.at);
        let LearnerPage { me, person, modules, .. } = page;
        match person {
            Some(person) => full(person, &me, &modules.choices()),
            None => missing("person", ("/learning/duties", "Who must learn what")),
        }
    })
}

fn full(person: Pupil, me: &Me, modules: &[Choice]) -> AnyView {
    let words = person.words();
    let title = format!("Training of {words}");
    let back = ("/learning/duties", "Who must learn what");
    let Some(learner) = person.training else {
        let why = "What people learnt is shown to themselves, their security champion, the owners of their systems, compliance and audit.";
        return view! {
            <PageHead title=title back=back/>
            <div class="card"><Empty title="This training is not yours to see" note=why icon=icon::SHIELD/></div>
        }
        .into_any();
    };
    let acts = Acts::of(&learner, me);
    let to = page_of(&person.subject.0);
    let actions = move || {
        view! {
            <LinkButton to=to.clone() icon=icon::PERSON>"Person"</LinkButton>
            {acts.buttons()}
        }
        .into_any()
    };
    let in_team = |team: TeamLink| format!("In the team {}.", team.name);
    let lede = person.team.map_or_else(|| "In no team.".to_owned(), in_team);
    let words_of_state = state_words(&learner);
    let forms = acts.forms(&person.subject.0, &words, modules);
    view! {
        <PageHead title=title lede=lede back=back actions=actions/>
        {state(&learner.duties, &words_of_state)}
        {said(&chance(&learner.offers, me, ASSIGN))}
        {required(learner.duties, false)}
        {beyond(learner.more)}
        {happened(learner.steps)}
        {forms}
    }
    .into_any()
}

fn state_words(learner: &OfferedLearner) -> String {
    let overdue = standing_so(&learner.duties, TrainingStanding::Overdue);
    let due = standing_so(&learner.duties, TrainingStanding::Due);
    format!(
        "{} overdue, {due} to do, about {} minutes together.",
        counted(overdue, "module", "modules"),
        learner.minutes_left
    )
}

/// What the reader may do about somebody's training. Copy it freely.
#[derive(Clone, Copy)]
struct Acts {
    assign: Option<RwSignal<bool>>,
    waive: Option<RwSignal<bool>>,
    record: Option<RwSignal<bool>>,
}

const ASSIGN: Ask<'static> =
    Ask { mutation: "assignModule", what: "ask for a module", not: None, waits: false };

impl Acts {
    fn of(learner: &OfferedLearner, me: &Me) -> Self {
        let open = |mutation, what| {
            let offered = chance(&learner.offers, me, Ask::of(mutation, what)) == Chance::Offered;
            offered.then(|| RwSignal::new(false))
        };
        Self {
            assign: open(ASSIGN.mutation, ASSIGN.what),
            waive: open("waiveModule", "excuse from a module"),
            record: open("recordCompletion", "record a result"),
        }
    }

    fn buttons(self) -> AnyView {
        let button = |open: Option<RwSignal<bool>>, words: &'static str| {
            open.map(|open| view! { <Button records=true on_press=move |()| open.set(true)>{words}</Button> })
        };
        view! {
            {button(self.assign, "Assign…")}
            {button(self.waive, "Excuse…")}
            {button(self.record, "Record a result…")}
        }
        .into_any()
    }

    fn forms(self, person: &str, name: &str, modules: &[Choice]) -> AnyView {
        let own = || (person.to_owned(), name.to_owned(), modules.to_vec());
        let assign = self.assign.map(|open| {
            let (person, name, modules) = own();
            view! { <AssignForm person=person name=name modules=modules open=open/> }
        });
        let waive = self.waive.map(|open| {
            let (person, name, modules) = own();
            view! { <WaiveForm person=person name=name modules=modules open=open/> }
        });
        let record = self.record.map(|open| {
            let (person, name, modules) = own();
            view! { <RecordForm person=person name=name modules=modules open=open/> }
        });
        view! { {assign}{waive}{record} }.into_any()
    }
}
