//! The blast radius from the log itself.

use app::Instant;
use kernel::{Micros, Subject};

use super::{Live, Radius};
use crate::{config::Config, failure::Failure, local};

pub(super) async fn look(
    config: &Config,
    roots: &[Subject],
    as_of: Option<Micros>,
) -> Result<Radius, Failure> {
    let app = local::open_existing(config).await?;
    app.store.catch_up(&app::folds()).await?;
    let caller = local::reader(&app)?;
    let sight = app.sight(&caller, as_of.map_or(Instant::Now, Instant::Time)).await?;
    let blast = app.blast(&sight, roots).await?;
    let texts = |subjects: &[Subject]| subjects.iter().map(ToString::to_string).collect();
    let radius = Radius {
        roots: texts(&blast.roots),
        as_of: sight.time.to_string(),
        affected: blast
            .affected
            .iter()
            .map(|(kind, subjects)| ((*kind).to_owned(), texts(subjects)))
            .collect(),
        counts: std::collections::BTreeMap::default(),
        live_endpoints: blast
            .live
            .iter()
            .map(|live| Live {
                endpoint: live.endpoint.to_string(),
                deployment: live.deployment.to_string(),
                model: live.model.to_string(),
                stage: live.stage.as_str().to_owned(),
                owner: live.owner.as_ref().map(ToString::to_string),
                last_clean: live.last_clean.as_ref().map(ToString::to_string),
            })
            .collect(),
        owners: texts(&blast.owners),
        people_affected: blast.people,
        decisions_affected: blast.decisions,
        last_clean: blast
            .last_clean
            .iter()
            .map(|(model, clean)| (model.to_string(), clean.as_ref().map(ToString::to_string)))
            .collect(),
    };
    app.store.close().await;
    Ok(radius)
}
