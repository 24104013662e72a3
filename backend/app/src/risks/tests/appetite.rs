//! What the board tolerates is what every door holds a risk against, each as of its own moment.

use domain::{
    programme::{self, Level as Appetite, Statement, Tolerance},
    risks::{Band, Category, Scores, Which},
};
use kernel::Subject;
use proptest::prelude::*;

use super::{assessed, fact, identified, name, register, score, scores, sight, subject};
use crate::{
    Fact, Instant,
    programme::appetite_subject,
    risks::{Register, RiskFilter, RiskOrder, RiskRow, Tolerances, heat},
    testing::{drill_app, with_roles},
};

fn statement(category: &str, tolerance_max_band: Tolerance) -> Statement {
    Statement { category: name(category), appetite: Appetite::Low, tolerance_max_band, limit: None }
}

/// The appetite set at a position.
fn set(pos: u64, statements: Vec<Statement>) -> Fact {
    let approved_by = subject("person:chair");
    let event = programme::Event::AppetiteSet { statements, approved_by };
    let event = domain::Event::Programme(event);
    Fact { stream: appetite_subject().unwrap(), event, ..fact(pos, "any", identified("A", "s")) }
}

#[test]
fn what_nobody_stated_is_as_it_ships() {
    let shipped = Tolerances::default();
    for category in Category::ALL.iter().copied() {
        assert_eq!(shipped.of(category), category.tolerance());
    }
    let stated = Tolerances::stated(&[
        statement("Privacy", Tolerance::VeryHigh),
        statement("people_safety", Tolerance::Low),
        statement("something else", Tolerance::Low),
    ]);
    for category in Category::ALL.iter().copied() {
        let expected = match category {
            Category::Privacy => Band::VeryHigh,
            Category::PeopleSafety => Band::Low,
            Category::Integrity
            | Category::Fairness
            | Category::Availability
            | Category::Innovation => category.tolerance(),
        };
        assert_eq!(stated.of(category), expected, "{category}");
    }
}

fn tolerances() -> impl Strategy<Value = Tolerance> {
    prop::sample::select(Tolerance::ALL.to_vec())
}

fn all_scores() -> impl Strategy<Value = Vec<Scores>> {
    let one = (1_i64..=5, 1_i64..=5).prop_map(|(a, b)| scores(score(5, 5), score(a, b)));
    prop::collection::vec(one, 1..12)
}

/// Those above the appetite, as the filter of the register, the lines of an export, the map and the
/// exposure say it at a moment.
fn above(register: &Register, upto: u64) -> [usize; 4] {
    let (now, all) = (sight(upto), RiskFilter::default());
    let filter = RiskFilter { above_appetite: Some(true), ..RiskFilter::default() };
    let page = register.page(&now, &filter, RiskOrder::default(), (500, None)).unwrap();
    let lines = register.lines(&now, &all, RiskOrder::default());
    let lines = lines.iter().filter(|line| line.state.is_above(line.tolerated) == Some(true));
    let map = heat::map(register, &now, &all, Which::Residual);
    let exposure = heat::exposure(register, &now, &all, now.time);
    let cells = map.cells.iter().map(|cell| cell.above).sum();
    [page.total, lines.count(), cells, exposure.above]
}

proptest! {
    #[test]
    fn every_door_holds_a_risk_against_the_appetite_of_its_moment(
        all in all_scores(), first in tolerances(), second in tolerances(),
    ) {
        let mut facts = Vec::new();
        for (number, scored) in all.iter().enumerate() {
            let id = format!("r-{number:02}");
            let next = |facts: &[Fact]| u64::try_from(facts.len()).unwrap();
            facts.push(fact(next(&facts), &id, identified("Title", "seen")));
            facts.push(fact(next(&facts), &id, assessed(*scored)));
        }
        let before = u64::try_from(facts.len()).unwrap();
        let integrity = |band| vec![statement("model and data integrity", band)];
        facts.push(set(before, integrity(first)));
        facts.push(set(before + 1, integrity(second)));
        let register = register(&facts);
        let shipped = Category::Integrity.tolerance().as_str();
        for (upto, tolerated) in
            [(before, shipped), (before + 1, first.as_str()), (before + 2, second.as_str())]
        {
            let tolerated: Band = tolerated.parse().unwrap();
            let expected = all.iter().filter(|scores| scores.residual.band() > tolerated).count();
            prop_assert_eq!(above(&register, upto), [expected; 4]);
            let map = heat::map(&register, &sight(upto), &RiskFilter::default(), Which::Residual);
            prop_assert_eq!(map.tolerance, tolerated);
            prop_assert_eq!(register.tolerances(&sight(upto)).of(Category::Integrity), tolerated);
        }
        // The exposure of an earlier time is held against what was tolerated then.
        let past = heat::exposure(&register, &sight(before + 2), &RiskFilter::default(), sight(before - 1).time);
        let shipped: Band = shipped.parse().unwrap();
        prop_assert_eq!(past.above, all.iter().filter(|scores| scores.residual.band() > shipped).count());
    }
}

#[tokio::test]
async fn a_lower_appetite_shows_at_once_and_not_in_the_past() {
    let test = drill_app(None).await;
    let app = &test.app;
    let before = test.sight(Instant::Now).await;
    let officer = with_roles("usr-cro", &["chief_risk_officer"]);
    let statements = Category::ALL.iter().map(|one| statement(one.title(), Tolerance::Low));
    let command = programme::Command::SetAppetite {
        statements: statements.collect(),
        approved_by: subject("person:usr-board-chair"),
    };
    let meta = crate::Meta { source: "test".into(), command: "1".into(), ..crate::Meta::default() };
    let stream: Subject = appetite_subject().unwrap();
    app.programme(&officer, &meta, &stream, command).await.unwrap();
    let after = test.sight(Instant::Now).await;

    let filter =
        RiskFilter { above_appetite: Some(true), open: Some(true), ..RiskFilter::default() };
    let mut counts = Vec::new();
    for sight in [&before, &after] {
        let page = app.risk_page(sight, &filter, RiskOrder::default(), (50, None)).await.unwrap();
        let map = app.heat_map(sight, RiskFilter::default(), Which::Residual).await.unwrap();
        let exposure = app.exposure(sight, RiskFilter::default()).await.unwrap();
        let rows = app.list::<RiskRow>(sight, crate::Filter::default()).await.unwrap().rows;
        let tolerances = app.tolerances(sight).await.unwrap();
        let is_above = |row: &&RiskRow| {
            !row.state.is_closed && row.state.is_above(tolerances.of(row.category)) == Some(true)
        };
        let of_rows = rows.iter().filter(is_above).count();
        let of_cells: usize = map.cells.iter().map(|cell| cell.above).sum();
        let last = exposure.last().unwrap();
        assert_eq!([page.unwrap().total, of_cells, last.above], [of_rows; 3]);
        counts.push(of_rows);
    }
    // At its end the drill has a high, a low and two medium residual risks, and the shipped appetite
    // ends at medium: one is above it. With an appetite that ends at low, the medium ones are too.
    assert_eq!(counts, [1, 3]);
}
