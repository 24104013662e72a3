//! Every operation that the pages can send, with examples of what they send it with.
//!
//! The server's tests send all of them and read the answers with the types of this crate: a change
//! of the schema that breaks a page fails there, without a browser.
//!
//! # Invariants
//! - Every query, mutation and subscription of this crate is here. (`no_operation_is_forgotten`)
//! - What is sent changes only on purpose. (`every_operation_stays_as_it_is`)
//!
//! # Deliberately absent
//! - No answers: those of a real server count.
mod controls;

use serde::de::DeserializeOwned;

use crate::{
    accountability,
    ask::{self, OfAll, OfOne},
    awareness,
    command::{Command, Sent, sent},
    consistency, dashboard, datasets, deployments, evaluations, events, history, inbox, incidents,
    lineage,
    list::{List, OrderBy, Part},
    models, offer, people, programme, reviews, risks, saved_views,
    scalars::{Subject, Time},
    search, systems, training,
    words::{Direction, Severity, Stage},
};

pub use crate::sample::Sample;

/// Reads an answer and throws it away; the error is a sentence for people.
pub type Reader = fn(&str) -> Result<(), String>;

/// One operation, ready to be sent.
#[derive(Clone)]
pub struct Operation {
    /// The type that reads its answer, by its path in this crate.
    pub name: String,
    /// The request body.
    pub body: String,
    /// Reads the answer; a refusal is an error here.
    pub read: Reader,
}

/// The path of a type in this crate.
fn path<T: ?Sized>() -> String {
    let path = std::any::type_name::<T>();
    path.strip_prefix("client::").unwrap_or(path).to_owned()
}

pub(crate) fn of<T: DeserializeOwned>(body: String) -> Operation {
    Operation { name: path::<T>(), body, read: |text| ask::answer::<T>(text).map(drop) }
}

pub(crate) fn one<P: OfOne>(sample: &Sample, subject: &str) -> Operation {
    let body = P::ask(sample.moment.clone(), subject);
    Operation { name: path::<P>(), body, read: |text| P::read(text).map(drop) }
}

pub(crate) fn whole<P: OfAll>(sample: &Sample) -> Operation {
    let body = P::ask(sample.moment.clone());
    Operation { name: path::<P>(), body, read: |text| P::read(text).map(drop) }
}

fn list<L: List>(sample: &Sample, part: Part) -> Operation {
    Operation {
        name: path::<L>(),
        body: L::ask(sample.moment.clone(), L::Filter::default(), part),
        read: |text| {
            let page = L::read(text)?;
            let whole = |row| L::cells(row).len() == L::COLUMNS.len();
            if page.rows.iter().all(whole) { Ok(()) } else { Err("A row lacks a cell.".to_owned()) }
        },
    }
}

pub(crate) fn command<C: Command>(input: C::Input) -> Operation {
    let read: Reader = |text| match sent::<C>(text)? {
        Sent::Done { .. } => Ok(()),
        Sent::Refused(refusal) => Err(format!("{}: {}", refusal.code, refusal.sentence)),
    };
    Operation { name: path::<C>(), body: C::order(C::NAME, input), read }
}

/// A reason, as somebody gives it.
pub(crate) fn words() -> String {
    "A reason in a few words".to_owned()
}

/// The pages of one thing, and those without a choice.
pub fn pages(sample: &Sample) -> Vec<Operation> {
    let Sample { moment, .. } = sample;
    let roots = [sample.batch.clone()];
    let kinds = vec!["dataset.registered".to_owned()];
    let wanted =
        events::Wanted { kinds, subject: sample.dataset.clone(), ..events::Wanted::default() };
    vec![
        whole::<offer::MayPage>(sample),
        whole::<dashboard::queries::DashboardPage>(sample),
        one::<systems::queries::SystemPage>(sample, &sample.system),
        one::<datasets::queries::DatasetPage>(sample, &sample.dataset),
        one::<datasets::version::VersionPage>(sample, &sample.dataset_version),
        one::<datasets::origin::SourcePage>(sample, &sample.source),
        one::<datasets::origin::BatchPage>(sample, &sample.batch),
        one::<training::queries::RunPage>(sample, &sample.run),
        one::<training::environment::EnvironmentPage>(sample, &sample.environment),
        one::<models::queries::ModelPage>(sample, &sample.model),
        one::<models::queries::VersionPage>(sample, &sample.model_version),
        one::<models::prompts::PromptPage>(sample, &sample.model),
        one::<models::prompts::PromptVersionPage>(sample, &sample.model_version),
        one::<evaluations::queries::ItemPage>(sample, &sample.evidence),
        one::<deployments::queries::DeploymentPage>(sample, &sample.deployment),
        one::<incidents::queries::IncidentPage>(sample, &sample.incident),
        one::<people::queries::PersonPage>(sample, &sample.person),
        one::<people::queries::TeamPage>(sample, &sample.team),
        whole::<people::queries::TeamsPage>(sample),
        whole::<people::catalogue::CataloguePage>(sample),
        whole::<accountability::queries::CoveragePage>(sample),
        one::<accountability::queries::AnswerablePage>(sample, &sample.model_version),
        one::<risks::one::RiskPage>(sample, &sample.risk),
        whole::<risks::scheme::ChoicesPage>(sample),
        of::<risks::heat::HeatPage>(risks::heat::whole_map(moment.clone())),
        of::<risks::indicators::IndicatorsPage>(risks::indicators::ask_all(moment.clone(), None)),
        one::<history::queries::TimelineAnswer>(sample, &sample.dataset_version),
        of::<lineage::queries::LineageAnswer>(lineage::lineage(
            moment,
            &roots,
            Direction::Both,
            Some(3),
        )),
        whole::<lineage::start::StartAnswer>(sample),
        of::<lineage::queries::BlastAnswer>(lineage::blast(moment, &roots)),
        of::<events::queries::EventsAnswer>(events::events(moment, &wanted, 50, None)),
        of::<events::queries::EventAnswer>(events::event(moment, 7)),
        of::<inbox::queries::InboxAnswer>(inbox::inbox(moment, "actions", 50, None)),
        of::<inbox::queries::UnseenAnswer>(inbox::unseen(7)),
        of::<search::queries::SearchPage>(search::queries::ask(moment.clone(), "a", "", 20)),
    ]
    .into_iter()
    .chain(systems::operations::pages(sample))
    .chain(people::operations::pages(sample))
    .chain(controls::pages(sample))
    .chain(evaluations::operations::pages(sample))
    .chain(awareness::operations::pages(sample))
    .chain(reviews::operations::pages(sample))
    .chain(programme::operations::pages(sample))
    .chain(saved_views::operations::pages())
    .collect()
}

/// The lists, in their own order.
pub fn lists(sample: &Sample) -> Vec<Operation> {
    every(sample, |_| vec![None])
}

/// The lists, in every order that a column offers, both ways.
pub fn ordered_lists(sample: &Sample) -> Vec<Operation> {
    every(sample, |keys| {
        let both = |key: &&str| {
            [false, true].map(|descending| Some(OrderBy { key: (*key).to_owned(), descending }))
        };
        keys.iter().flat_map(both).collect()
    })
}

/// The orders to ask a list in, out of the keys of its columns.
pub(crate) type Orders = fn(&[&str]) -> Vec<Option<OrderBy>>;

pub(crate) fn each<L: List>(sample: &Sample, orders: Orders) -> Vec<Operation> {
    let keys: Vec<&str> = L::COLUMNS.iter().filter_map(|column| column.sort).collect();
    let part = |order| Part { order, first: Some(ask::PAGE), after: None };
    orders(&keys).into_iter().map(|order| list::<L>(sample, part(order))).collect()
}

fn every(sample: &Sample, orders: Orders) -> Vec<Operation> {
    [
        each::<systems::list::Systems>(sample, orders),
        each::<systems::intake::Intakes>(sample, orders),
        each::<dashboard::quarantined::Quarantined>(sample, orders),
        each::<datasets::sources::Sources>(sample, orders),
        each::<datasets::batches::Batches>(sample, orders),
        each::<datasets::list::Datasets>(sample, orders),
        each::<training::list::Runs>(sample, orders),
        each::<training::environment::Environments>(sample, orders),
        each::<models::list::Models>(sample, orders),
        each::<evaluations::list::EvidenceList>(sample, orders),
        each::<deployments::list::Deployments>(sample, orders),
        each::<incidents::list::Incidents>(sample, orders),
        each::<risks::list::Risks>(sample, orders),
        each::<people::list::People>(sample, orders),
        each::<accountability::vacancies::Vacancies>(sample, orders),
        each::<accountability::teams::ChampionTeams>(sample, orders),
        each::<consistency::list::Inconsistencies>(sample, orders),
        awareness::operations::lists(sample, orders),
        controls::lists(sample, orders),
        reviews::operations::lists(sample, orders),
        programme::operations::lists(sample, orders),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What can be followed.
pub fn subscriptions(sample: &Sample) -> Vec<Operation> {
    let kinds = vec!["dataset.registered".to_owned()];
    let wanted =
        events::Wanted { kinds, subject: sample.dataset.clone(), ..events::Wanted::default() };
    vec![
        Operation {
            name: path::<events::queries::Follow>(),
            body: events::follow(Some(0), &wanted),
            read: |text| events::read_follow(text).map(drop),
        },
        Operation {
            name: path::<events::queries::News>(),
            body: events::follow_news(),
            read: |text| events::read_news(text).map(drop),
        },
    ]
}

/// The mutations, in an order in which each can be done.
pub fn commands(sample: &Sample) -> Vec<Operation> {
    let subject = |name: &String| Subject(name.clone());
    [about_data(sample), about_runs(sample), about_incidents(sample)]
        .into_iter()
        .flatten()
        .chain(people::operations::commands(sample))
        .chain(systems::operations::commands(sample))
        .chain(controls::commands(sample))
        .chain(risks::samples::commands(sample))
        .chain(awareness::operations::commands(sample))
        .chain(reviews::operations::commands(sample))
        .chain(programme::operations::commands(sample))
        .chain(saved_views::operations::commands(sample))
        .chain([command::<systems::commands::AssignOwner>(systems::commands::AssignOwnerInput {
            system: subject(&sample.system),
            person: subject(&sample.person),
            duty: "owner".to_owned(),
            stage: Some(Stage::Production),
        })])
        .chain([command::<systems::commands::ReleaseOwner>(systems::commands::ReleaseOwnerInput {
            system: subject(&sample.system),
            person: subject(&sample.person),
            duty: "owner".to_owned(),
            stage: Some(Stage::Production),
        })])
        .chain(training::operations::commands(sample))
        .chain(models::operations::commands(sample))
        .chain(evaluations::operations::commands(sample))
        .chain([
            command::<people::commands::DeactivatePerson>(
                people::commands::DeactivatePersonInput { person: subject(&sample.person) },
            ),
            command::<people::commands::ErasePerson>(people::commands::ErasePersonInput {
                person: subject(&sample.person),
                authority: words(),
            }),
        ])
        .collect()
}

fn about_data(sample: &Sample) -> Vec<Operation> {
    use datasets::commands::{
        CompleteAccessReview, CompleteAccessReviewInput, DeclarePrivacyTechnique,
        DeclarePrivacyTechniqueInput, GrantAccess, GrantAccessInput, LiftQuarantine, PairInput,
        QuarantineDatasetVersion, ReassignDataset, ReassignDatasetInput, RequestQuarantineLift,
        SetPrivacyBudget, SetPrivacyBudgetInput, VersionReasonInput, WithdrawPrivacyTechnique,
        WithdrawPrivacyTechniqueInput,
    };
    let dataset = || Subject(sample.dataset.clone());
    let input =
        || VersionReasonInput { version: Subject(sample.spare_version.clone()), reason: words() };
    vec![
        command::<QuarantineDatasetVersion>(input()),
        command::<RequestQuarantineLift>(input()),
        command::<LiftQuarantine>(input()),
        command::<DeclarePrivacyTechnique>(DeclarePrivacyTechniqueInput {
            dataset: dataset(),
            technique: "k_anonymity".to_owned(),
            parameters: Some(vec![PairInput { name: "k".to_owned(), value: "11".to_owned() }]),
            versions: None,
            evidence: None,
        }),
        command::<WithdrawPrivacyTechnique>(WithdrawPrivacyTechniqueInput {
            dataset: dataset(),
            technique: "k_anonymity".to_owned(),
            reason: words(),
        }),
        command::<SetPrivacyBudget>(SetPrivacyBudgetInput {
            dataset: dataset(),
            epsilon: "8".to_owned(),
            delta: None,
            from: None,
            until: None,
            reason: words(),
        }),
        command::<CompleteAccessReview>(CompleteAccessReviewInput {
            dataset: dataset(),
            scope: "readers and writers".to_owned(),
            kept: Vec::new(),
            withdrawn: Vec::new(),
            next_due: Time("2027-06-30T23:59:59Z".to_owned()),
        }),
        command::<GrantAccess>(GrantAccessInput {
            dataset: dataset(),
            principal: Subject(sample.person.clone()),
            right: "read".to_owned(),
            until: None,
        }),
        command::<ReassignDataset>(ReassignDatasetInput {
            dataset: dataset(),
            owner: Subject(sample.person.clone()),
        }),
    ]
}

fn about_runs(sample: &Sample) -> Vec<Operation> {
    use training::privacy::{
        CorrectPrivacySpending, CorrectPrivacySpendingInput, RecordPrivacySpending,
        RecordPrivacySpendingInput,
    };
    let (run, dataset) = (Subject(sample.run.clone()), Subject(sample.dataset_version.clone()));
    vec![
        command::<RecordPrivacySpending>(RecordPrivacySpendingInput {
            run: run.clone(),
            dataset: dataset.clone(),
            mechanism: "DP-SGD".to_owned(),
            epsilon: "1.5".to_owned(),
            delta: None,
            evidence: None,
        }),
        command::<CorrectPrivacySpending>(CorrectPrivacySpendingInput {
            run,
            dataset,
            mechanism: "DP-SGD".to_owned(),
            epsilon: "1.6".to_owned(),
            delta: None,
            evidence: None,
            reason: words(),
        }),
    ]
}

fn about_incidents(sample: &Sample) -> Vec<Operation> {
    use incidents::commands::{
        CloseIncident, ConfirmStop, Contain, ContainInput, DecideRollback, DecideRollbackInput,
        IncidentInput, IncidentNoteInput, MarkContained, NameIncidentThreatsInput, NameThreats,
        NoteIncident, RequestStop, StopInput,
    };
    let incident = || Subject(sample.incident.clone());
    let deployment = || Subject(sample.deployment.clone());
    let note = || IncidentNoteInput { incident: incident(), note: words() };
    let stop = || StopInput { deployment: deployment(), incident: Some(incident()), note: words() };
    vec![
        command::<Contain>(ContainInput {
            roots: vec![Subject(sample.dataset_version.clone())],
            title: words(),
            severity: Severity::Sev1,
            reason: words(),
        }),
        command::<NoteIncident>(note()),
        command::<NameThreats>(NameIncidentThreatsInput {
            incident: incident(),
            threats: vec!["THR-06".to_owned()],
        }),
        command::<RequestStop>(stop()),
        command::<ConfirmStop>(stop()),
        command::<DecideRollback>(DecideRollbackInput {
            incident: incident(),
            deployment: deployment(),
            approved: false,
            reason: words(),
        }),
        command::<MarkContained>(IncidentInput { incident: incident() }),
        command::<CloseIncident>(note()),
    ]
}

/// Everything, each once.
pub fn all(sample: &Sample) -> Vec<Operation> {
    [pages(sample), lists(sample), subscriptions(sample), commands(sample)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests;
