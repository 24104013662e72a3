//! What the sources of the drill delivered.
//!
//! The figures were added up by hand from `batch.received` and `batch.marked` in `10_carerisk.jsonl`:
//! ten batches came through the gateway of the partner clinics, three of them were found to be
//! malicious on 2026-02-11, and none came from the hospitals.

use super::subject;
use crate::{
    Instant,
    datasets::{BatchRow, Delivered, Deliveries},
    testing::{TestApp, drill_app},
};

async fn deliveries(drill: &TestApp, instant: Instant) -> Deliveries {
    let sight = drill.sight(instant).await;
    Deliveries::of(drill.app.table::<BatchRow>(&sight).await.unwrap().iter())
}

#[tokio::test]
async fn deliveries_are_counted_by_source() {
    let drill = drill_app(None).await;
    let gateway = subject("source:src-partner-gateway");
    let now = deliveries(&drill, Instant::Now).await;
    let last = Some("2026-03-12T10:30:00Z".parse().unwrap());
    assert_eq!(now.by(&gateway), Delivered { batches: 10, records: 40_050, bad: 3, last });
    assert_eq!(now.by(&subject("source:src-core")), Delivered::default());

    // The day before anybody looked: the last batch had not come, and nothing was known to be wrong.
    let then = Instant::Time("2026-02-10T14:35:00Z".parse().unwrap());
    let last = Some("2026-01-19T09:40:00Z".parse().unwrap());
    let before = Delivered { batches: 9, records: 38_090, bad: 0, last };
    assert_eq!(deliveries(&drill, then).await.by(&gateway), before);
}
