//! What an answer counts from, and who asks.

use std::sync::Arc;

use async_graphql::Object;

use super::{
    people::{Person, Role},
    scalars::{Position, Time},
};
use crate::{authority, reply::Answer, scope::Ref};

/// What an answer counts from.
pub struct At {
    scope: Ref,
}

impl At {
    /// The moment of a question.
    pub fn new(scope: &Ref) -> Self {
        Self { scope: Arc::clone(scope) }
    }
}

/// What an answer counts from.
#[Object]
impl At {
    /// Position of the last event counted; 0 also when none is.
    async fn position(&self) -> Position {
        Position(self.scope.sight.upto.saturating_sub(1))
    }

    /// Number of events counted.
    async fn size(&self) -> Position {
        Position(self.scope.sight.upto)
    }

    /// The moment they stand for.
    async fn time(&self) -> Time {
        self.scope.sight.time.into()
    }

    /// Whether the question is about now.
    async fn live(&self) -> bool {
        self.scope.sight.live
    }

    /// Whether the last event counted came with a historic import.
    async fn imported(&self) -> Answer<bool> {
        let Some(last) = self.scope.sight.upto.checked_sub(1) else { return Ok(false) };
        let found = self.scope.app.store.read(last, 1).await?;
        Ok(found.first().is_some_and(|stored| stored.leaf.imported))
    }

    /// Merkle root over these events, in hex.
    async fn root(&self) -> Answer<String> {
        self.scope.root(self.scope.sight.upto).await
    }
}

/// Who asks.
pub struct Me {
    scope: Ref,
}

impl Me {
    /// The caller of a question.
    pub fn new(scope: &Ref) -> Self {
        Self { scope: Arc::clone(scope) }
    }
}

/// Who asks.
#[Object]
impl Me {
    /// The person or service.
    async fn person(&self) -> Answer<Person> {
        let subject = &self.scope.caller.person;
        let found = Person::by_name(&self.scope, subject).await?;
        Ok(found.unwrap_or_else(|| Person::unknown(&self.scope, subject)))
    }

    /// The roles they hold now.
    async fn roles(&self) -> Vec<Role> {
        self.scope.caller.current().map(Role::of).collect()
    }

    /// Questions with a right of their own that they may ask. What everybody with a role may ask is
    /// not listed.
    async fn may_ask(&self) -> Vec<&'static str> {
        authority::questions_of(&self.scope.caller)
    }

    /// Mutations they may ever send, somewhere.
    async fn may(&self) -> Vec<&'static str> {
        authority::mutations_of(&self.scope.caller)
    }
}
