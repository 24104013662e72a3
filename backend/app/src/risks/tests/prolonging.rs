//! Prolonging an acceptance that still counts, with the real roles of real people in the log.

use domain::risks::{Command, Terms};
use kernel::Micros;
use serde_json::json;

use super::{
    accepting::{World, accept, terms},
    subject,
};
use crate::{
    Instant,
    risks::{RiskRow, Status},
    testing::NOW,
};

impl World {
    async fn row(&self) -> RiskRow {
        let sight = self.test.sight(Instant::Now).await;
        self.test.app.find::<RiskRow>(&sight, &subject("risk:r")).await.unwrap().unwrap()
    }

    /// Until when it is accepted, as far as that counts at a moment.
    async fn ends(&self, at: Micros) -> Option<Micros> {
        let accepted = self.row().await.state.accepted?;
        accepted.counts(at).then_some(accepted.until)
    }
}

fn until(days: i64) -> Command {
    Command::RequestAcceptance(Terms { until: NOW.plus_days(days), ..terms() })
}

#[tokio::test]
async fn a_live_acceptance_goes_back_to_review_to_be_prolonged() {
    let world = World::with_risk((4, 4), (2, 4)).await;
    let second = json!({ "name": "second", "service": false });
    world.told("person.registered", "person:second", second).await;
    let role = json!({ "role": "system_owner", "scope": "team:a", "from": 0 });
    world.told("person.role_granted", "person:second", role).await;
    world.does("owner", accept()).await.unwrap();
    world.does("mrm", accept()).await.unwrap();
    let first = NOW.plus_days(60);
    assert_eq!(world.ends(NOW).await, Some(first));

    world.test.advance_days(20);
    let today = NOW.plus_days(20);
    world.does("owner", until(120)).await.unwrap();
    let row = world.row().await;
    let asked = row.request.as_ref().unwrap();
    assert_eq!((asked.terms.until, asked.agreed.len()), (NOW.plus_days(120), 0));
    assert_eq!(world.ends(today).await, Some(first), "the old end stands until it is decided");
    assert_eq!(row.state.status(today), Status::Accepted);
    assert_eq!(world.ends(first).await, None);
    assert_eq!(row.state.status(first), Status::AwaitingAcceptance);
    assert_eq!(world.refused("owner", accept()).await, "risk.requester_accepts");
    world.does("mrm", accept()).await.unwrap();
    assert_eq!(world.ends(today).await, Some(first), "one of two is not enough");
    assert_eq!(world.refused("owner", accept()).await, "risk.requester_accepts");
    world.does("second", accept()).await.unwrap();
    assert_eq!(world.ends(today).await, Some(NOW.plus_days(120)));

    // "Renewal at most once, then one level higher decides": a medium risk goes to those of a high one.
    world.does("owner", until(150)).await.unwrap();
    assert_eq!(world.refused("mrm", accept()).await, "risk.wrong_role");
    assert_eq!(world.refused("second", accept()).await, "risk.wrong_role");
    world.does("ciso", accept()).await.unwrap();
    assert_eq!(world.ends(today).await, Some(NOW.plus_days(120)));
    world.does("cro", accept()).await.unwrap();
    assert_eq!(world.ends(today).await, Some(NOW.plus_days(150)));
}

#[tokio::test]
async fn a_prolonging_that_is_turned_down_leaves_the_old_end() {
    let world = World::with_risk((4, 4), (2, 4)).await;
    world.does("owner", accept()).await.unwrap();
    world.does("mrm", accept()).await.unwrap();
    world.does("finder", until(120)).await.unwrap();
    let reason = kernel::Personal::Erased;
    world.does("mrm", Command::DeclineAcceptance { reason }).await.unwrap();
    assert_eq!(world.ends(NOW).await, Some(NOW.plus_days(60)));
    assert!(world.row().await.request.is_none());
}
