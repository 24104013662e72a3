//! `rebuild`: views folded again from the log, beside those in use.

use std::time::Duration;

use crate::{
    config::Config,
    failure::Failure,
    local,
    output::{progress, say},
};

pub(super) async fn run(views: Vec<String>, config: &Config) -> Result<(), Failure> {
    let app = local::open_existing(config).await?;
    let bar = progress(app.store.head(), "folding");
    bar.enable_steady_tick(Duration::from_millis(100));
    let reached = app.rebuild(&views).await?;
    bar.finish_and_clear();
    let what = if views.is_empty() { String::from("all views") } else { views.join(", ") };
    say(format!("{what}: folded from {reached} events"));
    app.store.close().await;
    Ok(())
}
