use kernel::Decimal;
use proptest::prelude::*;
use serde_json::Value;

use super::score;
use crate::risks::{Band, Category, Circumstances, Level, OffTheScale, Score, scheme, suggest};

fn file() -> Value {
    serde_json::from_str(include_str!("../../../catalog/risk_scoring.json")).unwrap()
}

#[test]
fn every_cell_agrees_with_the_catalogue() {
    let file = file();
    let cells = file["matrix"].as_array().unwrap();
    assert_eq!(cells.len(), 25);
    for cell in cells {
        let score = score(cell["likelihood"].as_i64().unwrap(), cell["impact"].as_i64().unwrap());
        assert_eq!(u64::from(score.value()), cell["score"].as_u64().unwrap(), "{score}");
        assert_eq!(score.band().as_str(), cell["band"].as_str().unwrap(), "{score}");
    }
    assert_eq!(Score::all().count(), 25);
}

#[test]
fn the_scheme_is_that_of_the_catalogue() {
    let (scheme, file) = (scheme(), file());
    assert_eq!(scheme.version, file["version"].as_u64().unwrap());
    assert_eq!(scheme.rules.len(), Band::ALL.len());
    for (rule, entry) in scheme.rules.iter().zip(file["acceptance"].as_array().unwrap()) {
        assert_eq!(rule.band.as_str(), entry["residual_band"].as_str().unwrap());
        assert!(rule.roles.iter().all(|role| crate::people::role(role).is_some()), "{rule:?}");
    }
    let worst = scheme.rule(Band::VeryHigh).unwrap();
    assert_eq!(worst.roles, ["executive_sponsor", "chief_risk_officer"]);
    assert_eq!(worst.reported_to.as_deref(), Some("board_risk_committee"));
    let stated = file["appetite"].as_array().unwrap();
    assert_eq!(stated.len(), Category::ALL.len());
    for (category, entry) in Category::ALL.iter().zip(stated) {
        assert_eq!(category.title(), entry["category"]);
        assert_eq!(category.tolerance().as_str(), entry["tolerance_max_band"]);
    }
    assert_eq!((scheme.likelihood.len(), scheme.impact.len()), (5, 5));
}

#[test]
fn a_step_is_between_one_and_five() {
    assert_eq!(Level::parse(0), Err(OffTheScale(0)));
    assert_eq!(Level::parse(6), Err(OffTheScale(6)));
    assert!(serde_json::from_str::<Level>("0").is_err());
    assert_eq!(Level::parse(5).unwrap().get(), 5);
}

#[test]
fn a_red_indicator_raises_the_likelihood() {
    assert_eq!(score(4, 3).raised(), score(5, 3));
    assert_eq!(score(5, 3).raised(), score(5, 3));
}

fn given(effectiveness: &str, corrects: bool, contained_days: Option<i64>) -> Circumstances {
    let effectiveness = Decimal::parse(effectiveness).unwrap();
    Circumstances { effectiveness, corrects, harms_people: true, contained_days }
}

#[test]
fn what_is_left_follows_from_controls_and_incidents() {
    let table = [
        ((4, 5), given("0.48", true, None), (3, 4)),
        ((5, 5), given("0.42", true, Some(2)), (4, 5)),
        ((5, 5), given("0.42", true, Some(-1)), (4, 5)),
        ((4, 5), given("0.92", true, Some(47)), (2, 4)),
        ((4, 4), given("0.81", true, None), (2, 3)),
        ((5, 4), given("0.83", true, Some(29)), (3, 4)),
        ((4, 4), given("0.55", true, None), (3, 3)),
        ((4, 3), given("0.8", false, None), (2, 3)),
        ((4, 3), given("0.4", false, None), (3, 3)),
        ((4, 3), given("0.399", false, None), (4, 3)),
        ((1, 1), given("1", true, None), (1, 1)),
    ];
    for ((likelihood, impact), given, (then, so_bad)) in table {
        let suggested = suggest(score(likelihood, impact), &given);
        assert_eq!(suggested, score(then, so_bad), "{likelihood} × {impact} with {given:?}");
    }
}

proptest! {
    #[test]
    fn what_is_left_is_never_worse_and_never_off_the_scale(
        likelihood in 1_i64..=5, impact in 1_i64..=5, effectiveness in 0_u32..=1000, corrects: bool,
        harms_people: bool, days in proptest::option::of(-10_i64..100),
    ) {
        let effectiveness = Decimal::parse(&format!("{}", f64::from(effectiveness) / 1000.0)).unwrap();
        let given = Circumstances { effectiveness, corrects, harms_people, contained_days: days };
        let (before, after) = (score(likelihood, impact), suggest(score(likelihood, impact), &given));
        prop_assert!(after.likelihood <= before.likelihood && after.impact <= before.impact);
        prop_assert!(Score::all().any(|score| score == after));
        if harms_people && impact == 5 {
            prop_assert!(after.impact.get() >= 4);
        }
    }
}
