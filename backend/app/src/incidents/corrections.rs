//! What came of an incident and what its measures are done to, as far as a question may see it.
//!
//! # Invariants
//! - A measure says nothing of what may not be seen. (`what_a_measure_is_done_to_elsewhere_is_not_shown`)
//! - A correction in a system that may not be seen is not shown. (`a_correction_elsewhere_is_not_shown`)

use kernel::{Kind, Subject};

use super::{Correction, IncidentRow, Measure};
use crate::{App, AppError, Sight};

impl App {
    /// What came of an incident, as far as it may be seen.
    pub async fn corrections(
        &self,
        sight: &Sight,
        row: &IncidentRow,
    ) -> Result<Vec<Correction>, AppError> {
        let mut seen = Vec::new();
        for one in &row.handling.corrections {
            if self.shows(sight, &one.to).await? {
                seen.push(one.clone());
            }
        }
        Ok(seen)
    }

    /// What a measure is done to, as far as it may be seen.
    pub async fn measured(
        &self,
        sight: &Sight,
        measure: &Measure,
    ) -> Result<Vec<Subject>, AppError> {
        let mut seen = Vec::new();
        for one in &measure.about {
            if self.shows(sight, one).await? {
                seen.push(one.clone());
            }
        }
        Ok(seen)
    }

    /// Whether a thing that an incident names belongs to what may be seen.
    async fn shows(&self, sight: &Sight, thing: &Subject) -> Result<bool, AppError> {
        let system = if thing.kind() == Kind::Control {
            system_of_control(thing)
        } else {
            self.system_of(sight, thing).await?
        };
        Ok(sight.sees(system.as_ref()))
    }
}

/// The system of `control:SYSTEM.CONTROL`; ids of controls hold no dot.
fn system_of_control(control: &Subject) -> Option<Subject> {
    let label = control.label();
    let (system, _) = label.rsplit_once('.')?;
    Subject::new(Kind::System, system, None).ok()
}
