//! The HTTP server: GraphQL, sign-in, proofs of the log, files of evidence, texts of policies, and the
//! frontend itself.
//!
//! # Invariants
//! - Every answer carries the security headers. (`every_answer_carries_the_security_headers`)
//! - A request that changes something and comes with a cookie proves that it comes from our pages.
//!   (`a_post_with_a_cookie_needs_the_csrf_proof`)
//! - Personas exist on a demonstration server only. (`personas_exist_in_the_demo_only`)
//! - A receipt is given to whoever sees the event, and to nobody else.
//!   (`a_receipt_is_for_those_who_see_the_event`)
//!
//! # Deliberately absent
//! - No rules and no reading of rows: both are asked of GraphQL and the app.

mod assets;
mod auth;
mod cookies;
mod events;
mod files;
mod graphql;
mod headers;
mod proofs;
mod risks;
mod server;
mod site;
mod socket;
mod table;
mod texts;
mod visitor;

pub use assets::Pages;
pub use auth::Persona;
pub use headers::Headers;
pub use server::{MoreRoutes, ServerConfig, routes, serve};
pub use site::Site;
pub use visitor::{Fault, Visitor};
