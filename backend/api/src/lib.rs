//! The doors of Ledgerstone: GraphQL and HTTP over the use cases of `app`.
//!
//! A resolver translates and nothing else: it parses, does, and shows. Errors become answers in
//! one place (`reply`), and every field of the schema has its act in one table (`authority`).
//!
//! # Invariants
//! - Every query and mutation is in the authority table. (`every_field_has_its_act`)
//! - Every query and mutation is allowed or denied as the table says. (`every_field_as_every_role`)
//! - A reader of one team learns nothing of another. (`a_team_sees_nothing_of_another_team`)
//!
//! # Deliberately absent
//! - No rules: they are in `domain`, and their refusals pass through unchanged.

pub mod authority;
mod command_id;
pub mod graphql;
pub mod http;
pub mod identity;
mod reply;
mod scope;

pub use graphql::{Schema, schema};
pub use http::{ServerConfig, Site, serve};
pub use reply::{Answer, Reply};
pub use scope::{Ref, Scope};
