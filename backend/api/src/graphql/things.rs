//! A row as the schema shows it: the row itself and the question it belongs to.

use std::sync::Arc;

use app::{reviews::ActionRow, risks::RiskRow};
use kernel::Subject;

use super::scalars;
use crate::{
    reply::Answer,
    scope::{Ref, Thing},
};

/// A row, and the question it was read for. Cross links are read with that question's rights.
pub struct Shown<V> {
    pub(super) row: Arc<V>,
    pub(super) scope: Ref,
}

impl<V: Thing> Shown<V> {
    /// Shows a row.
    pub fn new(scope: &Ref, row: Arc<V>) -> Self {
        Self { row, scope: Arc::clone(scope) }
    }

    /// The thing of that name, if it may be seen.
    pub async fn by_name(scope: &Ref, subject: &Subject) -> Answer<Option<Self>> {
        Ok(scope.find(subject).await?.map(|row| Self::new(scope, row)))
    }

    /// The thing of that name, where there is one.
    pub async fn by_maybe(scope: &Ref, subject: Option<&Subject>) -> Answer<Option<Self>> {
        match subject {
            Some(subject) => Self::by_name(scope, subject).await,
            None => Ok(None),
        }
    }

    /// Some things by name, in the order asked.
    pub async fn by_names(scope: &Ref, subjects: &[Subject]) -> Answer<Vec<Self>> {
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        Ok(Self::all_of(scope, scope.pick(subjects).await?))
    }

    /// The things of a system.
    pub async fn by_system(scope: &Ref, system: &Subject) -> Answer<Vec<Self>> {
        Ok(Self::all_of(scope, scope.of_system(system).await?))
    }

    /// Those things a test holds for.
    pub async fn where_holds(scope: &Ref, holds: impl Fn(&V) -> bool) -> Answer<Vec<Self>> {
        let table = scope.table::<V>().await?;
        let rows = table.rows.iter().filter(|row| holds(row)).cloned().collect();
        Ok(Self::all_of(scope, rows))
    }

    /// Shows rows.
    pub fn all_of(scope: &Ref, rows: Vec<Arc<V>>) -> Vec<Self> {
        rows.into_iter().map(|row| Self::new(scope, row)).collect()
    }
}

/// Those risks and actions among some names that may be seen. What belongs to everybody may name them,
/// and says nothing of them to whoever may not see them.
pub async fn seen(scope: &Ref, subjects: &[Subject]) -> Answer<Vec<scalars::Subject>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let risks = scope.pick::<RiskRow>(subjects).await?;
    let actions = scope.pick::<ActionRow>(subjects).await?;
    let is_seen = |one: &&Subject| {
        let is_risk = risks.iter().any(|row| row.subject == **one);
        is_risk || actions.iter().any(|row| row.subject == **one)
    };
    Ok(subjects.iter().filter(is_seen).map(scalars::Subject::from).collect())
}
