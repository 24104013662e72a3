//! Register, map and row say the same about every risk.

use std::collections::{BTreeMap, BTreeSet};

use domain::risks::{Band, Scores, Which};
use proptest::prelude::*;

use super::{assessed, fact, identified, register, score, scores, sight, subject};
use crate::{
    Fact, View, Visible,
    risks::{Hit, Register, RiskFilter, RiskOrder, RiskRow, RiskSort, Status, heat},
};

/// Risks, some scored and some not.
fn risks() -> impl Strategy<Value = Vec<Option<Scores>>> {
    let level = || 1_i64..=5;
    let one = (level(), level(), level(), level()).prop_map(|(a, b, c, d)| {
        let inherent = score(a.max(c), b.max(d));
        scores(inherent, score(a.min(c), b.min(d)))
    });
    prop::collection::vec(prop::option::of(one), 1..40)
}

fn facts(risks: &[Option<Scores>]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (number, scored) in risks.iter().enumerate() {
        let system = if number % 3 == 0 { "hidden" } else { "seen" };
        let id = format!("r-{number:03}");
        let next = |facts: &[Fact]| u64::try_from(facts.len()).unwrap();
        let event = identified(&format!("Title {}", number % 7), system);
        facts.push(fact(next(&facts), &id, event));
        if let Some(scores) = scored {
            facts.push(fact(next(&facts), &id, assessed(*scores)));
        }
    }
    facts
}

fn rows(facts: &[Fact]) -> BTreeMap<String, RiskRow> {
    let mut rows = BTreeMap::new();
    for fact in facts {
        let key = fact.stream.to_string();
        let row = RiskRow::fold(rows.remove(&key), &key, fact).unwrap();
        rows.insert(key, row);
    }
    rows
}

/// Every page of a register, joined.
fn joined(register: &Register, filter: &RiskFilter, order: RiskOrder, upto: u64) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = register.page(&sight(upto), filter, order, (3, after.as_ref())).unwrap();
        all.extend(page.subjects.iter().map(ToString::to_string));
        if !page.has_next {
            return all;
        }
        after = page.subjects.last().cloned();
    }
}

proptest! {
    #[test]
    fn every_surface_gives_the_same_score(risks in risks()) {
        let facts = facts(&risks);
        let upto = u64::try_from(facts.len()).unwrap();
        let (register, rows) = (register(&facts), rows(&facts));
        for which in [Which::Inherent, Which::Current, Which::Residual] {
            let map = heat::map(&register, &sight(upto), &RiskFilter::default(), which);
            prop_assert_eq!(map.cells.len(), 25);
            prop_assert_eq!(map.total, risks.len());
            prop_assert_eq!(map.cells.iter().map(|cell| cell.count).sum::<usize>() + map.unscored, map.total);
            prop_assert_eq!(map.unscored, risks.iter().filter(|scored| scored.is_none()).count());
            for cell in &map.cells {
                let expected = rows.values().filter(|row| row.state.score(which) == Some(cell.score));
                prop_assert_eq!(cell.count, expected.count());
                let filter = RiskFilter { cell: Some(cell.score), which: Some(which), ..RiskFilter::default() };
                let page = register.page(&sight(upto), &filter, RiskOrder::default(), (500, None)).unwrap();
                prop_assert_eq!(page.total, cell.count);
            }
        }
        for hit in register.hits(&sight(upto), &RiskFilter::default()) {
            let row = &rows[&hit.line.subject.to_string()];
            prop_assert_eq!(hit.state, &row.state);
        }
        let low = RiskFilter { bands: vec![Band::Low], ..RiskFilter::default() };
        let now = sight(upto);
        prop_assert!(register.hits(&now, &low).all(|hit| hit.state.scores.is_some()));
    }

    #[test]
    fn pages_of_the_register_join(risks in risks(), descending: bool) {
        let facts = facts(&risks);
        let upto = u64::try_from(facts.len()).unwrap();
        let register = register(&facts);
        for sort in [RiskSort::Residual, RiskSort::Inherent, RiskSort::Title, RiskSort::Identified, RiskSort::Review] {
            let order = RiskOrder { sort, descending };
            let all = joined(&register, &RiskFilter::default(), order, upto);
            prop_assert_eq!(all.len(), risks.len());
            prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), risks.len());
            let whole = register.page(&sight(upto), &RiskFilter::default(), order, (500, None)).unwrap();
            prop_assert_eq!(all, whole.subjects.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_page_is_the_beginning_of_the_whole_order(risks in risks(), descending: bool, first in 0_usize..12) {
        let facts = facts(&risks);
        let upto = u64::try_from(facts.len()).unwrap();
        let (register, all) = (register(&facts), RiskFilter::default());
        for (_, sort) in RiskSort::KEYS {
            let order = RiskOrder { sort, descending };
            let lines = register.lines(&sight(upto), &all, order);
            let page = register.page(&sight(upto), &all, order, (first, None)).unwrap();
            let beginning = lines.iter().take(first).map(|line| &line.subject);
            prop_assert_eq!(page.subjects.iter().collect::<Vec<_>>(), beginning.collect::<Vec<_>>());
            prop_assert_eq!((page.total, page.has_next), (lines.len(), lines.len() > first));
        }
    }
}

#[test]
fn an_unassessed_risk_has_no_score() {
    let facts = [fact(0, "r", identified("Nobody looked", "seen"))];
    let register = register(&facts);
    let (now, all) = (sight(1), RiskFilter::default());
    let hits: Vec<Hit<'_>> = register.hits(&now, &all).collect();
    let [Hit { state, .. }] = hits.as_slice() else { panic!("one risk") };
    for which in [Which::Inherent, Which::Current, Which::Residual] {
        assert_eq!((state.score(which), state.band(which)), (None, None));
    }
    assert_eq!(state.status(sight(1).time), Status::Unassessed);
    let map = heat::map(&register, &sight(1), &RiskFilter::default(), Which::Residual);
    assert_eq!((map.unscored, map.cells.iter().map(|cell| cell.count).sum()), (1, 0_usize));
    assert_eq!(map.unscored_examples[0].1.as_str(), "Nobody looked");
    for filter in [
        RiskFilter { bands: vec![Band::Low], ..RiskFilter::default() },
        RiskFilter { above_appetite: Some(false), ..RiskFilter::default() },
        RiskFilter { cell: Some(score(1, 1)), ..RiskFilter::default() },
    ] {
        assert!(register.hits(&sight(1), &filter).next().is_none(), "{filter:?}");
    }
    let exposure = heat::exposure(&register, &sight(1), &RiskFilter::default(), sight(1).time);
    assert_eq!((exposure.open, exposure.unscored, exposure.residual), (1, 1, None));
}

#[test]
fn the_gravest_comes_first_and_the_unscored_last() {
    let facts = [
        fact(0, "a", identified("A", "seen")),
        fact(1, "b", identified("B", "seen")),
        fact(2, "c", identified("C", "seen")),
        fact(3, "b", assessed(scores(score(5, 5), score(1, 5)))),
        fact(4, "c", assessed(scores(score(5, 5), score(1, 4)))),
    ];
    let register = register(&facts);
    let ids = |descending| {
        let order = RiskOrder { descending, ..RiskOrder::default() };
        let page = register.page(&sight(5), &RiskFilter::default(), order, (9, None)).unwrap();
        page.subjects.iter().map(|risk| risk.name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (ids(true), ids(false)),
        (vec!["b".into(), "c".into(), "a".into()], vec!["c".into(), "b".into(), "a".into()])
    );
}

#[test]
fn a_hidden_risk_is_in_no_count() {
    let facts = [
        fact(0, "a", identified("Secret", "hidden")),
        fact(1, "b", identified("Open", "seen")),
        fact(2, "a", assessed(scores(score(5, 5), score(5, 5)))),
        fact(3, "b", assessed(scores(score(3, 3), score(2, 2)))),
    ];
    let register = register(&facts);
    let visible = Visible::Only([String::from("system:seen")].into());
    let sight = crate::Sight { visible, ..sight(4) };
    let all =
        register.page(&sight, &RiskFilter::default(), RiskOrder::default(), (9, None)).unwrap();
    assert_eq!((all.total, all.subjects), (1, vec![subject("risk:b")]));
    let after = Some(&subject("risk:a"));
    let page = register.page(&sight, &RiskFilter::default(), RiskOrder::default(), (9, after));
    assert_eq!(page, None, "a cursor of a hidden risk is no cursor");
    let map = heat::map(&register, &sight, &RiskFilter::default(), Which::Residual);
    assert_eq!((map.total, map.moves.len()), (1, 1));
    let nothing = crate::Sight { visible: Visible::Nothing, ..sight };
    assert!(register.hits(&nothing, &RiskFilter::default()).next().is_none());
}

#[test]
fn a_filter_wants_what_it_says() {
    let facts = [
        fact(0, "a", identified("False records", "seen")),
        fact(1, "b", identified("Drift", "other")),
        fact(2, "a", assessed(scores(score(5, 5), score(3, 4)))),
    ];
    let register = register(&facts);
    let count = |filter: RiskFilter| register.hits(&sight(3), &filter).count();
    let any = RiskFilter::default;
    assert_eq!(count(RiskFilter { text: Some("  RECORDS ".into()), ..any() }), 1);
    assert_eq!(count(RiskFilter { text: Some("thr-06".into()), ..any() }), 2);
    assert_eq!(count(RiskFilter { threat: Some("THR-0".into()), ..any() }), 0);
    assert_eq!(count(RiskFilter { threat: Some("THR-06".into()), ..any() }), 2);
    assert_eq!(count(RiskFilter { system: Some(subject("system:other")), ..any() }), 1);
    assert_eq!(count(RiskFilter { scored: Some(false), ..any() }), 1);
    assert_eq!(count(RiskFilter { above_appetite: Some(true), ..any() }), 1);
    assert_eq!(count(RiskFilter { status: Some(Status::Assessed), ..any() }), 1);
    assert_eq!(count(RiskFilter { owner: Some(subject("person:nobody")), ..any() }), 0);
    assert_eq!(register.hits(&sight(1), &any()).count(), 1, "the second came later");
}
