//! Saved views: addresses of list pages that a person keeps under a name, for themselves or for others.
//!
//! A saved view is an address: the page of a list, its filters, its order and its columns. It holds no
//! rows, so whoever opens it sees what they may see, at the moment they look at. What it is called and
//! what it filters by are personal parts of its owner: both are free text.
//!
//! # Invariants
//! - Only pages of lists of this product are saved. (`only_pages_of_lists_are_saved`)
//! - An address keeps its filters and its order, and a moment only when that was asked for.
//!   (`an_address_keeps_its_moment_only_when_asked`)
//! - An address is at most 2,000 characters long. (`a_long_address_is_refused`)
//! - A view is saved once. (`a_view_is_saved_once`)
//! - A view is shared with a team or the organisation. (`a_view_is_shared_with_a_team_or_everybody`)
//! - Only its owner names it anew or removes it. (`only_the_owner_changes_a_view`)
//!
//! # Deliberately absent
//! - Rows: a view that kept them would show them to whoever it is shared with.
//! - Another audience later: a view is removed and saved again, so that nobody's menu fills by itself.
//! - Whether a name was used before: deciders never read personal text.

mod address;
mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use address::{Address, BadAddress};
pub use decider::{SavedViews, State};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// The lists of the product, by the path of their page.
    pub enum List {
        /// AI systems.
        Systems = "systems",
        /// Reported uses that nobody registered.
        Intakes = "intake",
        /// Sources of data.
        Sources = "sources",
        /// Batches that sources delivered.
        Batches = "batches",
        /// Datasets.
        Datasets = "datasets",
        /// What is stopped.
        Quarantine = "quarantine",
        /// Training runs.
        Runs = "runs",
        /// Training environments.
        Environments = "environments",
        /// Models.
        Models = "models",
        /// Evidence.
        Evidence = "evidence",
        /// Deployments.
        Deployments = "deployments",
        /// Incidents.
        Incidents = "incidents",
        /// Risks.
        Risks = "risks",
        /// Controls of systems.
        Controls = "controls",
        /// Design reviews.
        Reviews = "reviews",
        /// Findings.
        Findings = "findings",
        /// Actions that mend something.
        Actions = "actions",
        /// Policies.
        Policies = "policies",
        /// Initiatives.
        Initiatives = "initiatives",
        /// Meetings.
        Meetings = "meetings",
        /// Exercises.
        Exercises = "exercises",
        /// Surveys.
        Surveys = "surveys",
        /// Feedback.
        Feedback = "feedback",
        /// People.
        People = "people",
        /// Training modules.
        Modules = "learning/modules",
        /// What people must learn.
        Duties = "learning/duties",
        /// Training campaigns.
        Campaigns = "learning/campaigns",
        /// Frameworks.
        Frameworks = "frameworks",
        /// Threats.
        Threats = "threats",
        /// Items of the catalogue.
        CatalogueItems = "catalogue/items",
        /// The traceability matrix.
        Traceability = "traceability",
        /// Duties that nobody holds.
        Accountability = "accountability",
        /// Teams and their security champions.
        Champions = "accountability/teams",
        /// What does not add up.
        Consistency = "consistency",
    }
}

/// What can be asked of a saved view (stream `view:…`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Save an address under a name.
    Save {
        /// The list it is a page of.
        list: List,
        /// What people call it.
        name: Personal,
        /// Its filters and its order, as the address writes them.
        query: Personal,
        /// A team or the organisation that finds it too; nobody else when absent.
        with: Option<Subject>,
    },
    /// Call it something else.
    Rename {
        /// What people call it from now on.
        name: Personal,
    },
    /// Remove it.
    Remove,
}
