use std::{collections::BTreeSet, sync::Arc};

use crate::{
    App, Filter, Instant, Sight, View, Visible, datasets::VersionRow, deployments::DeploymentRow,
    evaluations::EvidenceRow, models::ModelVersionRow, people::PersonRow, systems::SystemRow,
    testing::drill_app, training::RunRow,
};

async fn same<V: View>(app: &App, sight: &Sight) -> usize {
    let text = |row: &V| serde_json::to_string(row).unwrap();
    let listed = app.list::<V>(sight, Filter::default()).await.unwrap();
    let table = app.table::<V>(sight).await.unwrap();
    let wanted: Vec<String> = listed.rows.iter().map(text).collect();
    let kept: Vec<String> = table.rows.iter().map(|row| text(row)).collect();
    assert_eq!(kept, wanted, "{} after {} events", V::NAME, sight.upto);
    kept.len()
}

async fn all_same(app: &App, sight: &Sight) -> usize {
    same::<SystemRow>(app, sight).await
        + same::<VersionRow>(app, sight).await
        + same::<RunRow>(app, sight).await
        + same::<ModelVersionRow>(app, sight).await
        + same::<EvidenceRow>(app, sight).await
        + same::<DeploymentRow>(app, sight).await
        + same::<PersonRow>(app, sight).await
}

#[tokio::test]
async fn kept_rows_are_the_rows_of_the_view() {
    let test = drill_app(None).await;
    let now = test.sight(Instant::Now).await;
    // As the log grew: few events and many between two questions.
    let app = App::new(test.app.store.clone(), test.app.clock.clone());
    let mut upto = 0;
    let mut rows = BTreeSet::new();
    for step in [1, 2, 3, 7, 40, 1, 90, 150, 1, 1].into_iter().cycle() {
        upto = (upto + step).min(now.upto);
        rows.insert(all_same(&app, &Sight { upto, ..now.clone() }).await);
        if upto == now.upto {
            break;
        }
    }
    assert!(rows.len() > 10, "rows came and went: {rows:?}");
    // A question that began earlier than another one ended.
    all_same(&app, &Sight { upto: upto - 9, ..now.clone() }).await;
    all_same(&app, &now).await;
}

#[tokio::test]
async fn of_kept_rows_one_sees_what_one_may() {
    let test = drill_app(None).await;
    let now = test.sight(Instant::Now).await;
    let all = all_same(&test.app, &now).await;
    let table = test.app.table::<SystemRow>(&now).await.unwrap();
    let system = table.rows.first().unwrap().subject.to_string();
    let visible = Visible::Only(BTreeSet::from([system]));
    let some = all_same(&test.app, &Sight { visible, ..now.clone() }).await;
    let none = all_same(&test.app, &Sight { visible: Visible::Nothing, ..now }).await;
    assert!(0 < some && some < all, "{some} of {all}");
    assert_eq!(none, 0);
}

#[tokio::test]
async fn a_moment_of_the_past_stays_as_it_was() {
    let test = drill_app(None).await;
    let then = test.sight(Instant::Time("2026-02-10T14:35:00Z".parse().unwrap())).await;
    let now = test.sight(Instant::Now).await;
    let first = all_same(&test.app, &then).await;
    assert!(first < all_same(&test.app, &now).await, "there was less then");
    let kept = test.app.table::<SystemRow>(&then).await.unwrap();
    let again = test.app.table::<SystemRow>(&then).await.unwrap();
    assert!(Arc::ptr_eq(&kept, &again), "it is not read twice");
    assert_eq!(all_same(&test.app, &then).await, first);
}
