//! What has happened to the curriculum, or to what a person knows. The `rename` strings are bytes on disk.

use kernel::{Decimal, Digest, Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Asked, Markdown, Module, RolePlan, Told, person_of};
use crate::about::About;

/// A fact about the curriculum or about a person's learning. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A version of the curriculum was published.
    #[serde(rename = "curriculum.published")]
    Published {
        /// Its version.
        version: Name,
        /// From when it counts.
        valid_from: Micros,
        /// The rules it rests on.
        basis: Note,
        /// Its modules.
        modules: Vec<Module>,
        /// What each role needs.
        roles: Vec<RolePlan>,
    },
    /// An own module, or a new edition of it, was published.
    #[serde(rename = "curriculum.module_published")]
    ModulePublished {
        /// The module.
        module: Module,
        /// Roles that need it.
        #[serde(default)]
        roles: Vec<Name>,
        /// Systems: whoever works on one of them needs it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        systems: Vec<Subject>,
        /// Days a new holder of such a role, or a newcomer to such a system, has.
        grace_days: u32,
        /// What is to be read.
        text: Markdown,
        /// What is asked.
        questions: Vec<Asked>,
        /// The answers, as JSON, sealed under the curriculum's key.
        #[serde(default)]
        key: Personal,
    },
    /// An own module was taken away.
    #[serde(rename = "curriculum.module_withdrawn")]
    ModuleWithdrawn {
        /// Which.
        module: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A campaign started.
    #[serde(rename = "campaign.started")]
    CampaignStarted {
        /// Its id.
        campaign: Name,
        /// What people call it.
        title: Name,
        /// What it asks for.
        modules: Vec<Name>,
        /// Whom: holders of these roles.
        #[serde(default)]
        roles: Vec<Name>,
        /// Whom: members of these teams. Everybody when no role, team or system is named.
        #[serde(default)]
        teams: Vec<Subject>,
        /// Whom: those who work on these systems.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        systems: Vec<Subject>,
        /// Until when.
        due: Micros,
        /// Whether what was completed before does not count.
        #[serde(default)]
        anew: bool,
    },
    /// A campaign was stopped.
    #[serde(rename = "campaign.stopped")]
    CampaignStopped {
        /// Which.
        campaign: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A person was asked for a module.
    #[serde(rename = "awareness.assigned")]
    Assigned {
        /// Which.
        module: Name,
        /// Until when.
        due: Micros,
        /// Why.
        #[serde(default)]
        why: Personal,
    },
    /// A person took the test of a module.
    #[serde(rename = "awareness.attempted")]
    Attempted {
        /// Which.
        module: Name,
        /// The attempt.
        attempt: Name,
        /// The share of right answers.
        score: Decimal,
        /// Whether it was enough.
        passed: bool,
    },
    /// A person completed a module.
    #[serde(rename = "awareness.completed")]
    Completed {
        /// Which.
        module: Name,
        /// The score.
        score: Decimal,
        /// The version of the curriculum in force.
        curriculum: Subject,
        /// SHA-256 of the module's text and questions.
        digest: Digest,
        /// For how many calendar months it counts.
        refresh_months: u32,
        /// The attempt that passed; absent for a result from outside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attempt: Option<Name>,
        /// When it was reached, if not when it was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Micros>,
    },
    /// A person was excused from a module.
    #[serde(rename = "awareness.waived")]
    Waived {
        /// Which.
        module: Name,
        /// Until when.
        until: Micros,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Somebody was told what is due.
    #[serde(rename = "awareness.due_noticed")]
    DueNoticed {
        /// Which module.
        module: Name,
        /// Whether it is coming or overdue.
        what: Told,
        /// When it is or was due.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream).all(person_of(stream).as_ref());
        match self {
            Self::Published { version, .. } => about.version(version),
            Self::CampaignStarted { teams, systems, .. } => about.all(teams).all(systems),
            Self::ModulePublished { systems, .. } => about.all(systems),
            Self::Completed { curriculum, .. } => about.one(curriculum),
            Self::DueNoticed { told, .. } => about.all(told),
            Self::ModuleWithdrawn { .. }
            | Self::CampaignStopped { .. }
            | Self::Assigned { .. }
            | Self::Attempted { .. }
            | Self::Waived { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
