mod acceptance;
mod life;
mod quantify;
mod score;

use kernel::{Micros, testing};

use super::{
    Acceptance, Acceptor, Assessment, Band, Category, Command, Event, Identification, Level,
    Refusal, Risks, Score, Scores, Terms, Treatment, scheme,
};
use crate::golden::{self, name, note, reason, subject};

fn now() -> Micros {
    testing::moment().now
}

fn in_days(days: i64) -> Micros {
    now().plus_days(days)
}

fn score(likelihood: i64, impact: i64) -> Score {
    Score::new(Level::parse(likelihood).unwrap(), Level::parse(impact).unwrap())
}

fn identification() -> Identification {
    Identification {
        title: name("False records in training data"),
        threat: name("THR-06"),
        system: Some(subject("system:care")),
        concerns: Vec::new(),
        category: Category::PeopleSafety,
        owner: subject("person:owner"),
        description: note("Whoever holds the upload key can add records"),
    }
}

fn identified() -> Event {
    let Identification { title, threat, system, concerns, category, owner, description } =
        identification();
    Event::Identified { title, threat, system, concerns, category, owner, description }
}

fn assessment(residual: Score) -> Assessment {
    let scores = Scores { inherent: score(5, 5), current: None, residual };
    Assessment { scores, effectiveness: None, rationale: reason() }
}

fn assessed(residual: Score) -> Event {
    let Assessment { scores, effectiveness, rationale } = assessment(residual);
    Event::Assessed { scores, effectiveness, scheme: scheme().version, rationale }
}

/// A score of a band.
fn of(band: Band) -> Score {
    match band {
        Band::Low => score(2, 2),
        Band::Medium => score(2, 4),
        Band::High => score(3, 4),
        Band::VeryHigh => score(4, 5),
    }
}

fn terms(days: i64) -> Terms {
    Terms {
        until: in_days(days),
        compensating: vec![name("weekly spot check")],
        review: None,
        reason: reason(),
    }
}

fn requested(days: i64) -> Event {
    let Terms { until, compensating, review, reason } = terms(days);
    Event::AcceptanceRequested { until, compensating, review, reason }
}

fn planned() -> Event {
    let due = Some(in_days(60));
    let description = note("One key per clinic");
    Event::TreatmentPlanned { treatment: Treatment::Mitigate, description, due }
}

fn acceptor(person: &str, roles: &[&str]) -> Acceptor {
    Acceptor {
        person: subject(&format!("person:{person}")),
        roles: roles.iter().map(|role| name(role)).collect(),
        owns: false,
        built: false,
        service: false,
    }
}

fn acceptance(acceptors: Vec<Acceptor>) -> Acceptance {
    Acceptance {
        acceptors,
        band: None,
        terms: None,
        reason: reason(),
        prohibited: false,
        unwaivable: Vec::new(),
        board: vec![subject("person:chair")],
    }
}

fn accepted(band: Band, days: i64, by: &[(&str, &str)]) -> Event {
    let agreed = |(person, role): &(&str, &str)| super::Agreed {
        person: subject(&format!("person:{person}")),
        role: name(role),
    };
    let Terms { until, compensating, review, .. } = terms(days);
    let reported_to =
        if band == Band::VeryHigh { vec![subject("person:chair")] } else { Vec::new() };
    Event::Accepted {
        band,
        until,
        accepted_by: by.iter().map(agreed).collect(),
        compensating,
        review,
        reported_to,
        reason: reason(),
    }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("risks");
}
