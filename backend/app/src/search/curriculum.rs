//! What is found of the curriculum: itself, its modules and its campaigns.
//!
//! # Deliberately absent
//! - The systems a module or a campaign is for: not everybody may see them.
//! - The text of a module: it is read where it belongs.

use domain::awareness::{Campaign, Module, Plan};
use kernel::Subject;

use super::rooms::{Findable, Found, Parted};
use crate::awareness::CurriculumRow;

impl Findable for CurriculumRow {
    const KIND: &'static str = "curriculum";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let last = self.plan.versions.last();
        let version = last.map(|last| last.version.to_string()).unwrap_or_default();
        let (modules, campaigns) = (modules(&self.plan).count(), self.plan.campaigns.len());
        Found {
            title: format!("Curriculum {version}").trim_end().to_owned(),
            detail: format!("modules: {modules} · campaigns: {campaigns}"),
            words: last.map(|last| last.basis.to_string()).into_iter().collect(),
            ..Found::default()
        }
    }
}

/// The modules of the version that was published for the latest day, then own ones.
fn modules(plan: &Plan) -> impl Iterator<Item = &Module> {
    let published = plan.versions.last().into_iter().flat_map(|version| &version.modules);
    published.chain(plan.own.iter().map(|own| &own.module))
}

/// Modules of the curriculum.
pub(super) struct Modules;

impl Parted for Modules {
    type Row = CurriculumRow;
    const KIND: &'static str = "module";

    fn subject(row: &CurriculumRow) -> &Subject {
        &row.subject
    }

    fn found(row: &CurriculumRow) -> Vec<(String, Found)> {
        let found = |module: &Module| Found {
            title: module.title.to_string(),
            detail: format!("training of {} minutes", module.minutes),
            ..Found::default()
        };
        modules(&row.plan).map(|module| (module.id.to_string(), found(module))).collect()
    }
}

/// Campaigns.
pub(super) struct Campaigns;

impl Parted for Campaigns {
    type Row = CurriculumRow;
    const KIND: &'static str = "campaign";

    fn subject(row: &CurriculumRow) -> &Subject {
        &row.subject
    }

    fn found(row: &CurriculumRow) -> Vec<(String, Found)> {
        let found = |campaign: &Campaign| {
            let modules: Vec<String> = campaign.modules.iter().map(ToString::to_string).collect();
            Found {
                title: campaign.title.to_string(),
                detail: format!("asks for {}", modules.join(", ")),
                words: modules,
                state: if campaign.stopped.is_some() { "stopped" } else { "running" },
                ..Found::default()
            }
        };
        let campaigns = row.plan.campaigns.iter();
        campaigns.map(|campaign| (campaign.id.to_string(), found(campaign))).collect()
    }
}
