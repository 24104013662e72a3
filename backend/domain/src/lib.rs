//! The rooms: what is true, and who decides it. Pure functions over facts.
//!
//! Each room is a folder with the same files: `mod.rs` (purpose, invariants, values, commands),
//! `events.rs` (facts and their frozen names), `decider.rs` (rules), `examples.json` (each event as
//! the log writes it), `tests.rs`. `authority` says who may do what; `lineage` which facts are edges.
//!
//! # Deliberately absent
//! - No IO, no clock, no randomness: this crate builds for wasm32 too.
//! - No cross-room decisions: the app folds several rooms and appends under a condition.

#![deny(clippy::wildcard_enum_match_arm)]

mod about;
mod event;
mod examples;
mod words;

pub mod authority;
pub mod awareness;
pub mod catalogue;
pub mod controls;
pub mod datasets;
pub mod deployments;
pub mod evaluations;
pub mod incidents;
pub mod lineage;
pub mod models;
pub mod people;
pub mod privacy;
pub mod programme;
pub mod reviews;
pub mod risks;
pub mod saved_views;
pub mod systems;
pub mod training;

#[cfg(test)]
mod golden;

pub use event::{Event, Room, introduces, room, stream_kinds};
pub use words::UnknownWord;
