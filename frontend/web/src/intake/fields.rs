//! The fields that describe a system: the same when it is registered and when it is described anew.
use client::{
    systems::draft::{Draft, Problem},
    words::{Autonomy, Criticality, RiskClass, SystemKind, Word},
};
use leptos::prelude::*;

use crate::{
    rows::form::Form,
    ui::{Checkbox, Group, Radios, Select, TextArea, TextField},
};

/// What stands in the fields. Copy it freely.
#[derive(Clone, Copy)]
pub struct Fields(StoredValue<All>);

/// Each field's value.
#[derive(Clone, Copy)]
struct All {
    name: RwSignal<String>,
    id: RwSignal<String>,
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
    team: RwSignal<String>,
    owner: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
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
        Self(StoredValue::new(All {
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
        }))
    }

    fn all(self) -> All {
        self.0.get_value()
    }

    /// Says what is wrong, as far as it was looked at.
    pub fn complain(self, problems: Vec<Problem>) {
        self.all().problems.set(problems);
    }

    /// The team. Reactive.
    pub fn team(self) -> String {
        self.all().team.get()
    }

    /// Writes a draft into the fields.
    pub fn fill(self, draft: Draft) {
        let all = self.all();
        for (kind, ticked) in all.kinds {
            ticked.set(draft.kinds.contains(&kind));
        }
        all.name.set(draft.name);
        all.id.set(draft.id);
        all.purpose.set(draft.purpose);
        all.vendor.set(draft.vendor);
        all.trained_in_house.set(draft.trained_in_house);
        all.personal_data.set(draft.processes_personal_data);
        all.affects_persons.set(draft.affects_persons);
        all.data_subjects.set(draft.data_subjects);
        all.autonomy.set(draft.autonomy);
        all.criticality.set(draft.criticality);
        all.risk.set(draft.risk);
        all.team.set(draft.team);
        all.owner.set(draft.owner);
        all.problems.set(Vec::new());
    }

    /// What stands in the fields. Reactive.
    pub fn draft(self) -> Draft {
        self.all().draft()
    }

    /// What stands in the fields when their page goes away.
    pub fn last(self) -> Option<Draft> {
        self.0.try_get_value().map(|all| untrack(|| all.draft()))
    }

    /// What is wrong with a field: as the form found, or as the server said.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        let All { problems, form, .. } = self.all();
        Signal::derive(move || {
            let own = problems.with(|found| {
                found
                    .iter()
                    .find(|(wrong, _)| *wrong == field)
                    .map(|(_, sentence)| sentence.clone())
            });
            own.or_else(|| form.refusal.with(|one| one.as_ref()?.beside(field)))
        })
    }

    /// What it is for.
    pub fn purpose_field(self) -> AnyView {
        let purpose = self.all().purpose;
        view! { <TextArea label="What it is for" value=purpose required=true error=self.error("purpose") hint="One or two sentences that somebody outside the team understands."/> }.into_any()
    }

    /// What it is called.
    pub fn name_field(self) -> AnyView {
        let name = self.all().name;
        view! { <TextField label="Name" value=name required=true error=self.error("name") hint="What people call it."/> }.into_any()
    }

    /// How other tools name it.
    pub fn id_field(self) -> AnyView {
        let id = self.all().id;
        view! { <TextField label="Identifier" value=id error=self.error("system") hint="How other tools name it; it cannot be changed later. It follows from the name when empty."/> }.into_any()
    }

    /// The team, out of those for which it may be registered.
    pub fn team_field(self, teams: Vec<(String, String)>) -> AnyView {
        let team = self.all().team;
        view! { <Select label="Team" value=team options=teams error=self.error("team") hint="The team that builds or runs it. Its members see the system."/> }.into_any()
    }

    /// Who answers for it.
    pub fn owner_field(self, people: Vec<(String, String)>) -> AnyView {
        let owner = self.all().owner;
        view! { <Select label="Accountable owner" value=owner options=people error=self.error("person") hint="One person, who answers for it until somebody else does."/> }.into_any()
    }

    /// What sorts of AI it is, and who makes it.
    pub fn kind_fields(self) -> AnyView {
        let All { kinds, vendor, trained_in_house, .. } = self.all();
        let boxes = kinds.map(|(kind, ticked)| {
            let (words, hint) = about(kind);
            view! { <Checkbox label=words hint=hint value=ticked/> }
        });
        let bought = kinds.into_iter().find(|(kind, _)| *kind == SystemKind::ThirdParty);
        let bought = move || bought.is_some_and(|(_, ticked)| ticked.get());
        let seller = move || {
            bought().then(|| {
                view! { <TextField label="Who sells or hosts it" value=vendor required=true error=self.error("vendor")/> }
            })
        };
        view! {
            <Group label="It is" hint="Several may apply." error=self.error("kinds")>{boxes.collect_view()}</Group>
            {seller}
            <Checkbox label="We train its models ourselves" value=trained_in_house hint="Then its data and its training runs are recorded here too."/>
        }
        .into_any()
    }

    /// Whom it touches.
    pub fn people_fields(self) -> AnyView {
        let All { personal_data, affects_persons, data_subjects, .. } = self.all();
        let touches = move || personal_data.get() || affects_persons.get();
        let subjects = move || {
            touches().then(|| {
                view! { <TextField label="Whose data, or about whom it decides" value=data_subjects required=true error=self.error("dataSubjects") hint="Separated by commas: patients, employees."/> }
            })
        };
        view! {
            <Checkbox label="Personal data goes through it" value=personal_data hint="Names, addresses, health, behaviour: anything about a person."/>
            <Checkbox label="Its output decides about people" value=affects_persons hint="Or is used when somebody decides about them."/>
            {subjects}
        }
        .into_any()
    }

    /// How much hangs on it.
    pub fn weight_fields(self) -> AnyView {
        let all = self.all();
        let risks = [
            ("high", "High: people or the business could be badly harmed"),
            ("medium", "Medium: harm is limited, or can be undone"),
            ("low", "Low: hardly any harm"),
        ];
        let risks = risks.map(|(key, words)| (key.to_owned(), words.to_owned()));
        debug_assert!(risks.iter().all(|(key, _)| RiskClass::read(key).is_some()));
        let (autonomy, criticality) = (words::<Autonomy>(), words::<Criticality>());
        view! {
            <Radios label="How far it acts by itself" value=all.autonomy options=autonomy error=self.error("autonomy")/>
            <Radios label="What hangs on a decision" value=all.criticality options=criticality error=self.error("criticality")/>
            <Radios label="Risk class" value=all.risk options=risks.to_vec() error=self.error("riskClass") hint="Our own scale. The class of the law follows from the questionnaire afterwards."/>
        }
        .into_any()
    }
}

impl All {
    fn draft(self) -> Draft {
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
}

/// The members of an enumeration as choices.
fn words<W: Word>() -> Vec<(String, String)> {
    W::ALL.iter().map(|one| (one.slug().to_owned(), one.word().to_owned())).collect()
}
