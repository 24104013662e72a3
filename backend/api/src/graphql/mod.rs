//! The schema: rooms as objects, commands as mutations, the log as a subscription.
//!
//! # Invariants
//! - The committed schema is the schema of the program. (`the_committed_schema_is_fresh`)
//! - A question has a largest depth and complexity. (`a_question_has_a_largest_depth`)
//! - Introspection is for those who are signed in. (`introspection_needs_a_caller`)
//!
//! # Deliberately absent
//! - No field that has no act: see `authority`.

#![expect(
    clippy::unused_async,
    reason = "the macro wants flattened fields to be async, also those that never wait"
)]

pub mod asking;
pub mod at;
pub mod awareness;
pub mod catalogue;
pub mod champions;
pub mod connection;
pub mod consistency;
pub mod controls;
pub mod coverage;
pub mod dashboard;
pub mod datasets;
pub mod deployments;
pub mod events;
pub mod evidence;
pub mod findings;
pub mod frameworks;
pub mod handling;
pub mod history;
pub mod incident_words;
pub mod incidents;
pub mod inputs;
pub mod intake;
pub mod lineage;
pub mod links;
pub mod meetings;
pub mod models;
pub mod mutation;
pub mod offers;
pub mod order;
pub mod people;
pub mod plan;
pub mod policies;
pub mod privacy;
pub mod programme;
pub mod quarantine;
pub mod query;
pub mod reviews;
pub mod risks;
pub mod saved_views;
pub mod scalars;
pub mod sources;
mod state;
pub mod subscription;
pub mod systems;
pub mod things;
pub mod training;
pub mod vacancies;
pub mod words;

use futures::future::BoxFuture;

pub use asking::Asking;
pub use query::Query;

/// The schema of the product.
pub type Schema = async_graphql::Schema<Query, mutation::Mutation, subscription::Subscription>;

/// Deepest nesting of a question.
const DEPTH: usize = 16;
/// Most fields of a question, lists counted by what they may hold.
const COMPLEXITY: usize = 20_000;

/// Builds the schema. Who asks comes with each request, as [`Asking`].
pub fn schema() -> Schema {
    async_graphql::Schema::build(
        Query::default(),
        mutation::Mutation::default(),
        subscription::Subscription,
    )
    .limit_depth(DEPTH)
    .limit_complexity(COMPLEXITY)
    .finish()
}

/// Answers a question inside this process, as JSON: for measuring. Boxed for the reason that
/// [`crate::serve`] is.
pub fn ask<'a>(
    app: &'a app::App,
    caller: &'a domain::authority::Caller,
    question: &'a str,
) -> BoxFuture<'a, serde_json::Value> {
    let asking = Asking::new(app, Some(caller.clone()), "bench");
    let request = async_graphql::Request::new(question).data(asking);
    Box::pin(
        async move { serde_json::to_value(schema().execute(request).await).unwrap_or_default() },
    )
}

/// The schema as text, the way it is committed.
pub fn sdl() -> String {
    schema().sdl()
}
