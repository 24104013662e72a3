use std::collections::BTreeSet;

use kernel::Micros;

use crate::{
    App, Filter, Instant, Sight, View, Visible,
    datasets::VersionRow,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    models::ModelVersionRow,
    people::PersonRow,
    systems::SystemRow,
    testing::{drill_app, empty_app},
    training::RunRow,
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
async fn nothing_is_kept_of_the_past() {
    let test = empty_app().await;
    let sight = test.sight(Instant::Time(Micros(1))).await;
    let table = test.app.table::<SystemRow>(&sight).await.unwrap();
    assert!(table.rows.is_empty());
    assert!(test.app.shelves.0.lock().unwrap().is_empty());
}
