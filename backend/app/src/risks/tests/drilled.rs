//! The risks of the drill, held against what is written about them.

use domain::risks::Which;
use kernel::{Micros, Subject};
use serde_json::Value;

use super::subject;
use crate::{
    Filter, Instant, Sight,
    risks::{RiskFilter, RiskRow, Status},
    testing::{TestApp, drill_app},
};

fn expectations() -> Value {
    serde_json::from_str(include_str!("../../../drill/expectations.json")).unwrap()
}

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

async fn rows(drill: &TestApp, sight: &Sight) -> Vec<RiskRow> {
    drill.app.list::<RiskRow>(sight, Filter::default()).await.unwrap().rows
}

#[tokio::test]
async fn register_and_rows_agree_at_every_position() {
    let drill = drill_app(None).await;
    let all = drill.app.store.read(0, 10_000).await.unwrap();
    let places = all.iter().filter(|stored| stored.leaf.kind.starts_with("risk."));
    let mut places: Vec<u64> = places.flat_map(|stored| [stored.pos, stored.pos + 1]).collect();
    places.dedup();
    assert!(places.len() > 20);
    for upto in places.into_iter().rev() {
        let position = upto.saturating_sub(1);
        let sight = drill.sight(Instant::Position(position)).await;
        let rows = rows(&drill, &sight).await;
        let agree = |register: &crate::risks::Register| {
            let all = RiskFilter::default();
            let hits: Vec<_> = register.hits(&sight, &all).collect();
            assert_eq!(hits.len(), rows.len(), "at {position}");
            for hit in hits {
                let row = rows.iter().find(|row| row.subject == hit.line.subject).unwrap();
                assert_eq!(hit.state, &row.state, "{} at {position}", row.subject);
                assert_eq!((hit.owner, hit.system), (&row.owner, row.system.as_ref()));
                assert_eq!((&hit.line.title, &hit.line.threat), (&row.title, &row.threat));
            }
        };
        drill.app.register.ask(&drill.app.store, sight.upto, agree).await.unwrap();
    }
}

#[tokio::test]
async fn time_travel_answers_as_written_for_risks() {
    let drill = drill_app(None).await;
    let cases = expectations()["care"]["time_travel"].as_array().unwrap().clone();
    let mut seen = 0;
    for case in &cases {
        for (name, expected) in case.as_object().unwrap() {
            let Some(id) = name.strip_prefix("risk_") else { continue };
            let sight = drill.sight(Instant::Time(time(case["as_of"].as_str().unwrap()))).await;
            let risk = subject(&format!("risk:{id}"));
            let row = drill.app.find::<RiskRow>(&sight, &risk).await.unwrap().unwrap();
            let band = row.state.band(Which::Residual).unwrap();
            assert_eq!(band.as_str(), expected["residual_band"]);
            let accepted = row.state.accepted.unwrap();
            assert!(accepted.counts(sight.time));
            assert_eq!(accepted.until, time(expected["accepted_until"].as_str().unwrap()));
            seen += 1;
        }
    }
    assert!(seen > 0, "no case speaks of a risk");
}

#[tokio::test]
async fn the_portfolio_at_the_end_of_the_drill_is_scored_as_written() {
    let drill = drill_app(None).await;
    let expected = expectations();
    let at = time(expected["portfolio_as_of"].as_str().unwrap());
    let rows = rows(&drill, &drill.sight(Instant::Time(at)).await).await;
    for system in expected["portfolio"].as_array().unwrap() {
        let name = system["system"].as_str().unwrap();
        let of_it = |row: &&RiskRow| row.system.as_ref().is_some_and(|held| held.name() == name);
        let row = rows.iter().find(of_it).unwrap();
        let band = row.state.band(Which::Residual).unwrap();
        assert_eq!(band.as_str(), system["residual_band"], "{name}");
        let said = match row.state.accepted {
            Some(accepted) if accepted.counts(at) => format!("until {}", accepted.until.date()),
            Some(accepted) if accepted.is_expired(at) => {
                format!("expired {}", accepted.until.date())
            }
            Some(_) | None => String::new(),
        };
        assert_eq!(said, system["acceptance"].as_str().unwrap_or_default(), "{name}");
    }
}

#[tokio::test]
async fn the_bands_of_the_drill_are_ours() {
    let drill = drill_app(None).await;
    for event in crate::drill::events().unwrap().iter().filter(|e| e.kind == "risk.assessed") {
        let sight = drill.sight(Instant::Time(time(&event.at))).await;
        let risk: Subject = subject(&format!("risk:{}", event.subject.id));
        let row = drill.app.find::<RiskRow>(&sight, &risk).await.unwrap().unwrap();
        for which in [Which::Inherent, Which::Residual] {
            let score = row.state.score(which).unwrap();
            let written = &event.data[which.as_str()];
            assert_eq!(score.band().as_str(), written["band"], "{} {which}", event.id);
            assert_eq!(u64::from(score.likelihood.get()), written["likelihood"]);
            assert_eq!(u64::from(score.impact.get()), written["impact"]);
        }
    }
}

#[tokio::test]
async fn a_renewal_was_decided_one_level_higher() {
    let drill = drill_app(Some(time("2025-12-23T00:00:00Z"))).await;
    let sight = drill.sight(Instant::Now).await;
    let risk = subject("risk:RSK-HC-01");
    let row = drill.app.find::<RiskRow>(&sight, &risk).await.unwrap().unwrap();
    assert_eq!(row.identified_by, subject("person:usr-sec-lead"));
    assert_eq!(row.owner, subject("person:usr-care-owner"));
    let acceptance = row.acceptance.unwrap();
    let roles: Vec<&str> =
        acceptance.accepted_by.iter().map(|agreed| agreed.role.as_str()).collect();
    assert_eq!(roles, ["executive_sponsor", "chief_risk_officer"]);
    assert_eq!(row.noticed.len(), 1);
    assert_eq!(row.state.status(time("2025-12-23T00:00:00Z")), Status::Accepted);
}

#[tokio::test]
async fn a_history_reads_as_changes() {
    let drill = drill_app(None).await;
    let sight = drill.sight(Instant::Now).await;
    let steps = drill.app.risk_history(&sight, &subject("risk:RSK-HC-01")).await.unwrap();
    let said = steps.iter().map(|step| {
        let changes = step.changes.iter().map(|change| {
            let from = change.from.as_deref().unwrap_or("none");
            format!("\n    {} {from} → {}", change.what, change.to)
        });
        format!("{} {}{}", step.at.date(), step.sentence, changes.collect::<String>())
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn what_expired_is_due_until_somebody_decides() {
    let drill = drill_app(None).await;
    let sight = drill.sight(Instant::Time(time("2026-05-30T00:00:00Z"))).await;
    let due = drill.app.due_risks(&sight).await.unwrap();
    let due: Vec<String> = due
        .iter()
        .map(|(risk, owner, item)| format!("{risk} {owner} {} {}", item.what, item.due))
        .collect();
    assert_eq!(due, ["risk:RSK-CR-01 person:usr-credit-owner acceptance 2026-05-04T10:00:00Z"]);
}
