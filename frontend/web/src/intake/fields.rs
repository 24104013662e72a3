//! The fields that describe a system: the same when it is registered and when it is described anew.
use client::{
    systems::draft::{Draft, Problem},
    words::{Autonomy, Criticality, RiskClass, SystemKind, Word},
};
use leptos::prelude::*;

use crate::{
    rows::form::Form,
    ui::{Checkbox, Group, Radios, TextArea, TextField},
};

/// What stands in the fields. Copy it freely.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Name for people.
    pub name: RwSignal<String>,
    /// Identifier; empty while it follows from the name.
    pub id: RwSignal<String>,
    purpose: RwSignal<String>,
    kinds: [(SystemKind, RwSignal<bool>); 4],
    vendor: RwSignal<String>,
    trained_in_house: RwSignal<bool>,
    personal_data: RwSignal<bool>,
    affects_persons: RwSignal<bool>,
    data_subjects: RwSignal<String>,
    autonomy: RwSignal<String>,
    criticality: RwSignal<String>,
    risk: RwSignal<String>,
    /// The team.
    pub team: RwSignal<String>,
    /// Who answers for it.
    pub owner: RwSignal<String>,
    /// What is wrong, as far as it was looked at.
    pub problems: RwSignal<Vec<Problem>>,
    form: Form,
}

/// What a kind means for those who never heard of it.
fn about(kind: SystemKind) -> (&'static str, &'static str) {
    match kind {
        SystemKind::Predictive => ("Predictive", "It predicts, scores or sorts."),
        SystemKind::Generative => ("Generative", "It writes text, or makes images or sound."),
        SystemKind::Agent => ("Agent", "It acts by itself through tools."),
        SystemKind::ThirdParty => ("Third party", "It is bought, or hosted by somebody else."),
    }
}

impl Fields {
    /// Fields that hold a draft; refusals of `form` stand beside them.
    pub fn new(draft: Draft, form: Form) -> Self {
        let text = |text: String| RwSignal::new(text);
        let kind = |kind| (kind, RwSignal::new(draft.kinds.contains(&kind)));
        let all = [
            SystemKind::Predictive,
            SystemKind::Generative,
            SystemKind::Agent,
            SystemKind::ThirdParty,
        ];
        Self {
            kinds: all.map(kind),
            name: text(draft.name),
            id: text(draft.id),
            purpose: text(draft.purpose),
            vendor: text(draft.vendor),
            trained_in_house: RwSignal::new(draft.trained_in_house),
            personal_data: RwSignal::new(draft.processes_personal_data),
            affects_persons: RwSignal::new(draft.affects_persons),
            data_subjects: text(draft.data_subjects),
            autonomy: text(draft.autonomy),
            criticality: text(draft.criticality),
            risk: text(draft.risk),
            team: text(draft.team),
            owner: text(draft.owner),
            problems: RwSignal::new(Vec::new()),
            form,
        }
    }

    /// Writes a draft into the fields.
    pub fn fill(self, draft: Draft) {
        for (kind, ticked) in self.kinds {
            ticked.set(draft.kinds.contains(&kind));
        }
        self.name.set(draft.name);
        self.id.set(draft.id);
        self.purpose.set(draft.purpose);
        self.vendor.set(draft.vendor);
        self.trained_in_house.set(draft.trained_in_house);
        self.personal_data.set(draft.processes_personal_data);
        self.affects_persons.set(draft.affects_persons);
        self.data_subjects.set(draft.data_subjects);
        self.autonomy.set(draft.autonomy);
        self.criticality.set(draft.criticality);
        self.risk.set(draft.risk);
        self.team.set(draft.team);
        self.owner.set(draft.owner);
        self.problems.set(Vec::new());
    }

    /// What stands in the fields. Reactive.
    pub fn draft(self) -> Draft {
        let ticked = self.kinds.iter().filter(|(_, ticked)| ticked.get());
        Draft {
            name: self.name.get(),
            id: self.id.get(),
            purpose: self.purpose.get(),
            kinds: ticked.map(|(kind, _)| *kind).collect(),
            vendor: self.vendor.get(),
            trained_in_house: self.trained_in_house.get(),
            processes_personal_data: self.personal_data.get(),
            affects_persons: self.affects_persons.get(),
            data_subjects: self.data_subjects.get(),
            autonomy: self.autonomy.get(),
            criticality: self.criticality.get(),
            risk: self.risk.get(),
            team: self.team.get(),
            owner: self.owner.get(),
        }
    }

    /// What is wrong with a field: as the form found, or as the server said.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let own = self.problems.with(|found| {
                found
                    .iter()
                    .find(|(wrong, _)| *wrong == field)
                    .map(|(_, sentence)| sentence.clone())
            });
            own.or_else(|| self.form.refusal.with(|one| one.as_ref()?.beside(field)))
        })
    }

    /// What it is for.
    pub fn purpose_field(self) -> AnyView {
        view! { <TextArea label="What it is for" value=self.purpose required=true error=self.error("purpose") hint="One or two sentences that somebody outside the team understands."/> }.into_any()
    }

    /// What sorts of AI it is, and who makes it.
    pub fn kind_fields(self) -> AnyView {
        let boxes = self.kinds.map(|(kind, ticked)| {
            let (words, hint) = about(kind);
            view! { <Checkbox label=words hint=hint value=ticked/> }
        });
        let bought = self.kinds.into_iter().find(|(kind, _)| *kind == SystemKind::ThirdParty);
        let bought = move || bought.is_some_and(|(_, ticked)| ticked.get());
        let vendor = move || {
            bought().then(|| {
                view! { <TextField label="Who sells or hosts it" value=self.vendor required=true error=self.error("vendor")/> }
            })
        };
        view! {
            <Group label="It is" hint="Several may apply." error=self.error("kinds")>{boxes.collect_view()}</Group>
            {vendor}
            <Checkbox label="We train its models ourselves" value=self.trained_in_house hint="Then its data and its training runs are recorded here too."/>
        }
        .into_any()
    }

    /// Whom it touches.
    pub fn people_fields(self) -> AnyView {
        let touches = move || self.personal_data.get() || self.affects_persons.get();
        let subjects = move || {
            touches().then(|| {
                view! { <TextField label="Whose data, or about whom it decides" value=self.data_subjects required=true error=self.error("dataSubjects") hint="Separated by commas: patients, employees."/> }
            })
        };
        view! {
            <Checkbox label="Personal data goes through it" value=self.personal_data hint="Names, addresses, health, behaviour: anything about a person."/>
            <Checkbox label="Its output decides about people" value=self.affects_persons hint="Or is used when somebody decides about them."/>
            {subjects}
        }
        .into_any()
    }

    /// How much hangs on it.
    pub fn weight_fields(self) -> AnyView {
        let risks = [
            ("high", "High: people or the business could be badly harmed"),
            ("medium", "Medium: harm is limited, or can be undone"),
            ("low", "Low: hardly any harm"),
        ];
        let risks = risks.map(|(key, words)| (key.to_owned(), words.to_owned()));
        debug_assert!(risks.iter().all(|(key, _)| RiskClass::read(key).is_some()));
        view! {
            <Radios label="How far it acts by itself" value=self.autonomy options=words::<Autonomy>() error=self.error("autonomy")/>
            <Radios label="What hangs on a decision" value=self.criticality options=words::<Criticality>() error=self.error("criticality")/>
            <Radios label="Risk class" value=self.risk options=risks.to_vec() error=self.error("riskClass") hint="Our own scale. The class of the law follows from the questionnaire afterwards."/>
        }
        .into_any()
    }
}

/// The members of an enumeration as choices.
fn words<W: Word>() -> Vec<(String, String)> {
    W::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned())).collect()
}
