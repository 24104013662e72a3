use kernel::Micros;

use crate::{Instant, Visible, testing::drill_app};

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_trend_ends_at_the_figures() {
    let test = drill_app(None).await;
    for moment in ["2026-02-10T14:35:00Z", "2026-05-30T00:00:00Z", "2025-11-01T00:00:00Z"] {
        let sight = test.sight(Instant::Time(time(moment))).await;
        let portfolio = test.app.portfolio(&sight).await.unwrap();
        let trend = test.app.trend(&portfolio).await.unwrap();
        assert_eq!(trend.last(), Some(&portfolio.now()), "{moment}");
        assert!(trend.len() <= 26 && trend.is_sorted_by_key(|point| point.time));
    }
}

#[tokio::test]
async fn the_trend_is_the_past() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Time(time("2026-05-30T00:00:00Z"))).await;
    let portfolio = test.app.portfolio(&sight).await.unwrap();
    let trend = test.app.trend(&portfolio).await.unwrap();
    assert_eq!(trend.len(), 26);
    for point in trend {
        let then = test.sight(Instant::Time(point.time)).await;
        let figures = test.app.portfolio(&then).await.unwrap().now();
        assert_eq!(point, figures);
    }
}

#[tokio::test]
async fn a_hidden_system_is_in_no_figure() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Time(time("2026-02-10T15:00:00Z"))).await;
    let open = test.app.portfolio(&sight).await.unwrap();
    assert!(open.total_systems() > 1 && open.now().suspect_systems == 1);
    assert!(!test.app.attention(&open).await.unwrap().is_empty());

    sight.visible = Visible::Nothing;
    let closed = test.app.portfolio(&sight).await.unwrap();
    assert_eq!(closed.total_systems(), 0);
    assert_eq!((closed.now().live_systems, closed.evidence().total), (0, 0));
    assert_eq!(test.app.attention(&closed).await.unwrap(), Vec::new());
}

#[tokio::test]
async fn a_flagged_version_that_something_live_was_made_from_needs_an_eye() {
    let test = drill_app(None).await;
    let flagged = async |moment: &str| {
        let sight = test.sight(Instant::Time(time(moment))).await;
        let portfolio = test.app.portfolio(&sight).await.unwrap();
        let items = test.app.attention(&portfolio).await.unwrap();
        let about = items.into_iter().map(|item| item.subject.to_string());
        about.filter(|subject| subject.starts_with("dataset:ds-care-train@")).collect::<Vec<_>>()
    };
    // The scan of v6 failed first, but the model made from it never went live.
    assert_eq!(flagged("2026-02-10T09:50:00Z").await, Vec::<String>::new());
    // Of the two that failed after it, the later one stands for both.
    assert_eq!(flagged("2026-02-10T14:19:00Z").await, ["dataset:ds-care-train@v5"]);
    // Once stopped, what is live because of it says so.
    assert_eq!(flagged("2026-02-10T18:00:00Z").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_overdue_needs_an_eye_until_it_is_done() {
    let test = drill_app(None).await;
    let about = async |moment: &str, kind: &str| {
        let sight = test.sight(Instant::Time(time(moment))).await;
        let portfolio = test.app.portfolio(&sight).await.unwrap();
        let items = test.app.attention(&portfolio).await.unwrap();
        let subjects = items.into_iter().map(|item| item.subject.to_string());
        subjects.filter(|subject| subject.starts_with(kind)).collect::<Vec<_>>()
    };
    // Due on the fifth of December, closed on the eighth.
    assert_eq!(about("2025-12-05T23:59:59Z", "action:").await, Vec::<String>::new());
    assert_eq!(about("2025-12-06T00:00:00Z", "action:").await, ["action:ACT-2025-009"]);
    assert_eq!(about("2025-12-08T10:00:00Z", "action:").await, Vec::<String>::new());
    assert_eq!(about("2025-10-09T12:00:00Z", "finding:").await, ["finding:FND-2025-002"]);
    assert_eq!(about("2025-11-04T12:00:00Z", "finding:").await, Vec::<String>::new());
    assert_eq!(about("2026-09-03T12:00:00Z", "policy:").await, ["policy:POL-AI-LIFECYCLE"]);
}
