use kernel::{Decimal, Fact, Refusal as _, testing::given};

use super::{Command, Event, Refusal, Start, Training, completed, start, started};
use crate::{
    golden::{self, name, reason, subject},
    training::Spending,
};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn spending(epsilon: &str, delta: Option<&str>) -> Spending {
    Spending {
        dataset: subject("dataset:train@v4"),
        mechanism: name("DP-SGD"),
        epsilon: decimal(epsilon),
        delta: delta.map(decimal),
        evidence: Some(subject("evidence:e-1")),
    }
}

fn spent(of: Spending) -> Event {
    let Spending { dataset, mechanism, epsilon, delta, evidence } = of;
    Event::PrivacySpent { dataset, mechanism, epsilon, delta, evidence }
}

fn correct(to: Spending) -> Command {
    let Spending { dataset, mechanism, epsilon, delta, evidence } = to;
    let reason = reason();
    Command::CorrectPrivacySpending { dataset, mechanism, epsilon, delta, evidence, reason }
}

fn corrected(to: Spending) -> Event {
    let Spending { dataset, mechanism, epsilon, delta, evidence } = to;
    let reason = reason();
    Event::PrivacySpendingCorrected { dataset, mechanism, epsilon, delta, evidence, reason }
}

#[test]
fn a_run_spends_of_what_went_in() {
    given::<Training>([started()])
        .when(Command::SpendPrivacy(spending("7.6", Some("1e-6"))))
        .then([spent(spending("7.6", Some("1e-6")))]);
    for other in ["dataset:train@v5", "dataset:train", "model:risk@1.0.0"] {
        let elsewhere = Spending { dataset: subject(other), ..spending("7.6", None) };
        given::<Training>([started()])
            .when(Command::SpendPrivacy(elsewhere))
            .then_refused(Refusal::NotAnInput(subject(other)));
    }
}

#[test]
fn a_model_that_went_in_has_no_privacy_to_spend() {
    let Start { kind, system, code_commit, environment, parameters, started, .. } = start(&[]);
    let inputs = vec![subject("model:risk@1.0.0")];
    let began =
        Event::Started { kind, system, inputs, code_commit, environment, parameters, started };
    let of_model = Spending { dataset: subject("model:risk@1.0.0"), ..spending("7.6", None) };
    given::<Training>([began])
        .when(Command::SpendPrivacy(of_model))
        .then_refused(Refusal::NotAnInput(subject("model:risk@1.0.0")));
}

#[test]
fn a_run_states_what_it_spent_also_after_its_end() {
    given::<Training>([started(), completed()])
        .when(Command::SpendPrivacy(spending("7.6", None)))
        .then([spent(spending("7.6", None))]);
    for command in [Command::SpendPrivacy(spending("7.6", None)), correct(spending("7.6", None))] {
        given::<Training>([]).when(command).then_refused(Refusal::UnknownRun);
    }
}

#[test]
fn what_was_spent_is_stated_once() {
    let history = || [started(), spent(spending("7.6", Some("1e-6")))];
    given::<Training>(history())
        .when(Command::SpendPrivacy(spending("7.60", Some("0.000001"))))
        .then_nothing();
    let refusal =
        Refusal::SpentOtherwise { dataset: subject("dataset:train@v4"), mechanism: name("DP-SGD") };
    assert_eq!(refusal.code(), "run.spent_otherwise");
    given::<Training>(history())
        .when(Command::SpendPrivacy(spending("7.7", Some("1e-6"))))
        .then_refused(refusal);
    let second = Spending { mechanism: name("Laplace"), ..spending("0.1", None) };
    given::<Training>(history()).when(Command::SpendPrivacy(second.clone())).then([spent(second)]);
}

#[test]
fn only_a_stated_spending_is_corrected() {
    given::<Training>([started()]).when(correct(spending("7.9", None))).then_refused(
        Refusal::NoSuchSpending { dataset: subject("dataset:train@v4"), mechanism: name("DP-SGD") },
    );
    let history = || [started(), spent(spending("7.6", None))];
    given::<Training>(history()).when(correct(spending("7.6", None))).then_nothing();
    for to in [spending("7.9", Some("1e-6")), spending("0", None)] {
        given::<Training>(history()).when(correct(to.clone())).then([corrected(to)]);
    }
    given::<Training>(history().into_iter().chain([corrected(spending("7.9", None))]))
        .when(correct(spending("7.9", None)))
        .then_nothing();
}

#[test]
fn what_cannot_be_spent_is_refused() {
    let not = |field| Refusal::NotSpendable { field };
    for (wrong, refusal) in [
        (spending("-1", None), not("epsilon")),
        (spending("1e7", None), not("epsilon")),
        (spending("1", Some("1.01")), not("delta")),
        (spending("0", None), Refusal::NothingSpent),
        (spending("0.0", Some("0")), Refusal::NothingSpent),
        (
            Spending { evidence: Some(subject("model:m@1")), ..spending("1", None) },
            Refusal::NotEvidence(subject("model:m@1")),
        ),
    ] {
        given::<Training>([started()]).when(Command::SpendPrivacy(wrong)).then_refused(refusal);
    }
    given::<Training>([started(), spent(spending("7.6", None))])
        .when(correct(spending("-1", None)))
        .then_refused(not("epsilon"));
}

#[test]
fn a_spending_is_about_the_dataset_too() {
    let about = golden::example::<Event>("run.privacy_spent").about(&subject("run:r-1"));
    for named in ["run:r-1", "dataset:train", "dataset:train@v4", "evidence:e-1"] {
        assert!(about.contains(&subject(named)), "{named} is missing");
    }
}
