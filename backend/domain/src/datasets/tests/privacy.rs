use std::collections::BTreeMap;

use kernel::{Decimal, Fact, Micros, Personal, Refusal as _, testing::given};

use super::{Command, Datasets, Event, registered, version_registered};
use crate::{
    datasets::{PrivacyTechnique, Protection, Refusal},
    golden::{self, name, reason, subject},
};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn parameters(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Eleven look alike in version `v4`.
fn eleven() -> Protection {
    Protection {
        technique: PrivacyTechnique::KAnonymity,
        parameters: parameters(&[("k", "11")]),
        versions: vec![name("v4")],
        evidence: Some(subject("evidence:e-1")),
    }
}

fn declared(of: &Protection) -> Event {
    let Protection { technique, parameters, versions, evidence } = of.clone();
    Event::PrivacyTechniqueDeclared { technique, parameters, versions, evidence }
}

fn withdraw() -> Command {
    Command::WithdrawTechnique { technique: PrivacyTechnique::KAnonymity, reason: reason() }
}

fn withdrawn() -> Event {
    Event::PrivacyTechniqueWithdrawn { technique: PrivacyTechnique::KAnonymity, reason: reason() }
}

fn budget(epsilon: &str, delta: Option<&str>, period: Option<(i64, i64)>) -> Command {
    Command::SetPrivacyBudget {
        epsilon: decimal(epsilon),
        delta: delta.map(decimal),
        from: period.map(|(from, _)| Micros(from)),
        until: period.map(|(_, until)| Micros(until)),
        reason: reason(),
    }
}

fn budget_set(epsilon: &str, delta: Option<&str>) -> Event {
    let (epsilon, delta) = (decimal(epsilon), delta.map(decimal));
    Event::PrivacyBudgetSet { epsilon, delta, from: None, until: None, reason: reason() }
}

#[test]
fn a_technique_is_declared_and_may_be_declared_anew() {
    let known = || [registered(), version_registered()];
    given::<Datasets>(known())
        .when(Command::DeclareTechnique(eleven()))
        .then([declared(&eleven())]);
    let twenty = Protection { parameters: parameters(&[("k", "20")]), ..eleven() };
    given::<Datasets>(known().into_iter().chain([declared(&eleven())]))
        .when(Command::DeclareTechnique(twenty.clone()))
        .then([declared(&twenty)]);
    given::<Datasets>(known().into_iter().chain([declared(&eleven())]))
        .when(Command::DeclareTechnique(eleven()))
        .then_nothing();
}

#[test]
fn a_technique_names_known_versions() {
    given::<Datasets>([registered()])
        .when(Command::DeclareTechnique(eleven()))
        .then_refused(Refusal::UnknownVersion(name("v4")));
    let everywhere = Protection { versions: Vec::new(), ..eleven() };
    given::<Datasets>([registered()])
        .when(Command::DeclareTechnique(everywhere.clone()))
        .then([declared(&everywhere)]);
    given::<Datasets>([]).when(Command::DeclareTechnique(eleven())).then_refused(Refusal::Unknown);
}

#[test]
fn a_technique_states_its_figure() {
    for (technique, figure) in [
        (PrivacyTechnique::KAnonymity, "k"),
        (PrivacyTechnique::LDiversity, "l"),
        (PrivacyTechnique::TCloseness, "t"),
    ] {
        let silent = Protection { technique, parameters: parameters(&[(figure, " ")]), ..eleven() };
        let refusal = Refusal::TechniqueWithoutFigure(technique, figure);
        assert_eq!(refusal.field(), Some("parameters"));
        given::<Datasets>([registered(), version_registered()])
            .when(Command::DeclareTechnique(silent))
            .then_refused(refusal);
    }
    let noise = Protection {
        technique: PrivacyTechnique::DifferentialPrivacy,
        parameters: BTreeMap::new(),
        ..eleven()
    };
    given::<Datasets>([registered(), version_registered()])
        .when(Command::DeclareTechnique(noise.clone()))
        .then([declared(&noise)]);
}

#[test]
fn what_shows_a_technique_is_evidence() {
    let wrong = Protection { evidence: Some(subject("run:r-1")), ..eleven() };
    given::<Datasets>([registered(), version_registered()])
        .when(Command::DeclareTechnique(wrong))
        .then_refused(Refusal::WrongKind {
            field: "evidence",
            subject: subject("run:r-1"),
            expected: "a piece of evidence",
        });
}

#[test]
fn only_a_declared_technique_is_withdrawn() {
    let known = || [registered(), version_registered()];
    given::<Datasets>(known())
        .when(withdraw())
        .then_refused(Refusal::NoSuchTechnique(PrivacyTechnique::KAnonymity));
    let history = || known().into_iter().chain([declared(&eleven())]);
    given::<Datasets>(history()).when(withdraw()).then([withdrawn()]);
    given::<Datasets>(history().chain([withdrawn()])).when(withdraw()).then_nothing();
    given::<Datasets>(history().chain([withdrawn()]))
        .when(Command::DeclareTechnique(eleven()))
        .then([declared(&eleven())]);
}

#[test]
fn a_budget_has_limits_that_can_be_kept() {
    let refused = |command, refusal: Refusal| {
        given::<Datasets>([registered()]).when(command).then_refused(refusal);
    };
    refused(budget("-8", None, None), Refusal::NoLimit { field: "epsilon" });
    refused(budget("1e9", None, None), Refusal::NoLimit { field: "epsilon" });
    refused(budget("8", Some("1.5"), None), Refusal::NoLimit { field: "delta" });
    refused(budget("8", None, Some((9, 9))), Refusal::PeriodEndsBeforeItBegins);
    assert_eq!(Refusal::NoLimit { field: "delta" }.field(), Some("delta"));
    given::<Datasets>([registered()])
        .when(budget("8", Some("1e-5"), None))
        .then([budget_set("8", Some("1e-5"))]);
}

#[test]
fn the_same_budget_written_differently_is_nothing_new() {
    given::<Datasets>([registered(), budget_set("8", Some("1e-5"))])
        .when(budget("8.0", Some("0.00001"), None))
        .then_nothing();
    given::<Datasets>([registered(), budget_set("8", Some("1e-5"))])
        .when(budget("8", None, None))
        .then([budget_set("8", None)]);
}

#[test]
fn another_reason_for_the_same_budget_is_kept() {
    let set = |reason| Event::PrivacyBudgetSet {
        epsilon: decimal("8"),
        delta: None,
        from: None,
        until: None,
        reason,
    };
    let say = |reason| Command::SetPrivacyBudget {
        epsilon: decimal("8.0"),
        delta: None,
        from: None,
        until: None,
        reason,
    };
    let other = || golden::said("The policy was read anew");
    let kept = Event::PrivacyBudgetSet {
        epsilon: decimal("8.0"),
        delta: None,
        from: None,
        until: None,
        reason: other(),
    };
    given::<Datasets>([registered(), set(reason())]).when(say(other())).then([kept]);
    given::<Datasets>([registered(), set(reason())]).when(say(reason())).then_nothing();
    given::<Datasets>([registered(), set(reason())]).when(say(Personal::Erased)).then_nothing();
}

#[test]
fn a_technique_is_about_its_versions_and_what_shows_it() {
    let about = golden::example::<Event>("dataset.privacy_technique_declared")
        .about(&subject("dataset:train"));
    let expected = ["dataset:train", "dataset:train@v4", "evidence:e-1"].map(subject);
    assert_eq!(about, expected);
}
