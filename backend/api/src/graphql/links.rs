//! What exact versions of data and of models have in common, and how far anything can be trusted:
//! written once, flattened into every type that has it.
//!
//! # Invariants
//! - A thing and what it came from are read with the caller's rights. (`a_team_sees_nothing_of_another_team`)
//!
//! # Deliberately absent
//! - No types of their own in the schema: their fields belong to the things.

use std::sync::Arc;

use app::{
    datasets::{VersionRow, VersionState as State},
    models::ModelVersionRow,
};
use async_graphql::Object;
use kernel::{Micros, Name, Subject as Names};

use super::{
    evidence::Evidence,
    people::Person,
    scalars::{Subject, Time, subjects},
    systems::System,
    things::Shown,
    words::{Standing, VersionState},
};
use crate::{
    reply::Answer,
    scope::{Ref, Thing},
};

/// How far a thing can be trusted.
pub struct Trust {
    scope: Ref,
    subject: Names,
}

/// How far a thing can be trusted.
#[Object]
impl Trust {
    /// Whether it can be trusted.
    async fn standing(&self) -> Answer<Standing> {
        Ok(self.scope.standings().await?.of_subject(&self.subject).into())
    }

    /// The quarantined or bad things it came from.
    async fn suspect_because(&self) -> Answer<Vec<Subject>> {
        Ok(subjects(&self.scope.because(&self.subject).await?))
    }
}

/// The row of an exact version.
pub trait Exact: Send + Sync {
    /// What the row says of its version.
    fn version(&self) -> Registered<'_>;
}

/// What the row of an exact version says of it.
pub struct Registered<'a> {
    subject: &'a Names,
    label: &'a Name,
    system: Option<&'a Names>,
    derived_from: &'a [Names],
    at: Micros,
    by: &'a Names,
    state: State,
}

macro_rules! exact {
    ($($row:ty),+) => {
        $(impl Exact for $row {
            fn version(&self) -> Registered<'_> {
                Registered {
                    subject: &self.subject,
                    label: &self.version,
                    system: self.system.as_ref(),
                    derived_from: &self.derived_from,
                    at: self.registered,
                    by: &self.registered_by,
                    state: self.state,
                }
            }
        })+
    };
}

exact!(VersionRow, ModelVersionRow);

/// An exact version of data or of a model.
pub struct Version {
    scope: Ref,
    row: Arc<dyn Exact>,
}

/// An exact version of data or of a model.
#[Object]
impl Version {
    /// Its label, `v4`.
    async fn version(&self) -> &str {
        self.row.version().label.as_str()
    }

    /// The exact versions it was made of.
    async fn derived_from(&self) -> Vec<Subject> {
        subjects(self.row.version().derived_from)
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.version().at.into()
    }

    /// By whom.
    async fn registered_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, self.row.version().by).await
    }

    /// What was decided about it.
    async fn state(&self) -> VersionState {
        self.row.version().state.into()
    }

    /// Evidence about it or computed with it.
    async fn evidence(&self) -> Answer<Vec<Evidence>> {
        Evidence::about(&self.scope, self.row.version().subject).await
    }

    /// The system it belongs to.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.version().system).await
    }
}

impl<V: Thing> Shown<V> {
    /// How far it can be trusted.
    pub(super) fn trusted(&self) -> Trust {
        Trust { scope: Arc::clone(&self.scope), subject: self.row.subject().clone() }
    }
}

impl<V: Exact + 'static> Shown<V> {
    /// What it has in common with every exact version.
    pub(super) fn exact(&self) -> Version {
        let row: Arc<dyn Exact> = self.row.clone();
        Version { scope: Arc::clone(&self.scope), row }
    }
}
