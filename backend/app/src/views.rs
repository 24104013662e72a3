//! The list of views, and the fold that feeds them all.

use std::sync::Mutex;

use store::{Fold, Row, Stored};

use crate::{Fact, View, recorded};

type Keys = fn(&Fact) -> Vec<String>;
type FoldRow = fn(&Fact, &str, Option<&str>) -> Result<Option<Row>, String>;

/// Stands for the rows of an event that this program cannot read.
const UNREADABLE: &str = "unreadable";

/// One view, without its row type.
struct Entry {
    name: &'static str,
    version: u32,
    keys: Keys,
    fold: FoldRow,
}

/// Every view of the product.
pub struct Views {
    entries: Vec<Entry>,
    /// The event decoded last: several views fold the same one after another.
    latest: Mutex<Option<Fact>>,
}

/// The views, in the order of the rooms.
pub fn folds() -> Views {
    let entries = vec![
        entry::<crate::systems::SystemRow>(),
        entry::<crate::systems::IntakeRow>(),
        entry::<crate::datasets::SourceRow>(),
        entry::<crate::datasets::BatchRow>(),
        entry::<crate::datasets::DatasetRow>(),
        entry::<crate::datasets::VersionRow>(),
        entry::<crate::training::EnvironmentRow>(),
        entry::<crate::training::RunRow>(),
        entry::<crate::models::ModelRow>(),
        entry::<crate::models::ModelVersionRow>(),
        entry::<crate::evaluations::EvidenceRow>(),
        entry::<crate::deployments::DeploymentRow>(),
        entry::<crate::incidents::IncidentRow>(),
        entry::<crate::risks::RiskRow>(),
        entry::<crate::people::TeamRow>(),
        entry::<crate::people::PersonRow>(),
        entry::<crate::awareness::CurriculumRow>(),
        entry::<crate::awareness::LearningRow>(),
        entry::<crate::controls::ControlRow>(),
        entry::<crate::controls::ChangeRow>(),
        entry::<crate::reviews::ReviewRow>(),
        entry::<crate::reviews::FindingRow>(),
        entry::<crate::reviews::ActionRow>(),
        entry::<crate::programme::PolicyRow>(),
        entry::<crate::programme::AttestationRow>(),
        entry::<crate::programme::AppetiteRow>(),
        entry::<crate::programme::InitiativeRow>(),
        entry::<crate::programme::MeetingRow>(),
        entry::<crate::programme::ExerciseRow>(),
        entry::<crate::programme::SurveyRow>(),
        entry::<crate::programme::FeedbackRow>(),
        entry::<crate::saved_views::SavedViewRow>(),
    ];
    Views { entries, latest: Mutex::new(None) }
}

fn entry<V: View>() -> Entry {
    Entry { name: V::NAME, version: V::VERSION, keys: V::keys, fold: fold_row::<V> }
}

fn fold_row<V: View>(fact: &Fact, key: &str, old: Option<&str>) -> Result<Option<Row>, String> {
    let old = old.map(serde_json::from_str::<V>).transpose().map_err(|e| e.to_string())?;
    let Some(row) = V::fold(old, key, fact) else { return Ok(None) };
    let body = serde_json::to_string(&row).map_err(|e| e.to_string())?;
    let scope = row.system().map(ToString::to_string).unwrap_or_default();
    Ok(Some(Row { scope, sort: row.sort(), body }))
}

impl Views {
    /// Runs a closure on the decoded event, decoding it once for all views.
    fn with<T>(&self, stored: &Stored, use_fact: impl FnOnce(&Fact) -> T) -> Result<T, String> {
        let mut latest = self.latest.lock().map_err(|e| e.to_string())?;
        let is_decoded = latest.as_ref().is_some_and(|fact| fact.pos == stored.pos);
        if !is_decoded {
            *latest = Some(recorded(stored).map_err(|e| e.to_string())?);
        }
        latest.as_ref().map(use_fact).ok_or_else(|| String::from("no event"))
    }
}

impl Fold for Views {
    fn views(&self) -> Vec<(&'static str, u32)> {
        self.entries.iter().map(|entry| (entry.name, entry.version)).collect()
    }

    fn touches(&self, stored: &Stored) -> Vec<(&'static str, String)> {
        let touched = self.with(stored, |fact| {
            let keys = |entry: &Entry| {
                (entry.keys)(fact).into_iter().map(|key| (entry.name, key)).collect::<Vec<_>>()
            };
            self.entries.iter().flat_map(keys).collect()
        });
        // An event that cannot be read must stop the views, so it touches a row that cannot fold.
        touched.unwrap_or_else(|_| vec![(UNREADABLE, stored.pos.to_string())])
    }

    fn fold(
        &self,
        stored: &Stored,
        view: &str,
        key: &str,
        old: Option<&str>,
    ) -> Result<Option<Row>, String> {
        if view == UNREADABLE {
            return recorded(stored).map(|_| None).map_err(|e| e.to_string());
        }
        let Some(entry) = self.entries.iter().find(|entry| entry.name == view) else {
            return Err(format!("there is no view {view}"));
        };
        self.with(stored, |fact| (entry.fold)(fact, key, old))?
    }
}
