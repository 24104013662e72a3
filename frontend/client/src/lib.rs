//! What the browser asks the server, and what it makes of the answers.
//!
//! One folder per room: `queries` holds the fragments (exactly what a part of a page shows),
//! `model` what they mean in words, and both are tested on the host. The schema comes from
//! `backend/api/schema.graphql`: a fragment that does not fit it does not compile.
//!
//! Every question of a page goes through [`ask::AsOf`], so that a page is written once and shows
//! the present and the past alike.
//!
//! # Invariants
//! - A question about the past asks as of that moment. (`a_question_carries_its_moment`)
//! - An answer with errors and no data is an error in words. (`errors_become_one_sentence`)
//! - A subject keeps its version apart from its name. (`a_subject_is_split_at_its_last_at_sign`)
//!
//! # Deliberately absent
//! - No transport, no signals, no browser. `web` carries the texts and draws the models.
//! - No rules: whether something may be done, the server says.
#![recursion_limit = "256"]

#[cynic::schema("ledgerstone")]
#[expect(unreachable_pub, reason = "generated; public inside a private module")]
mod schema {}

pub mod accountability;
pub mod answer;
pub mod ask;
pub mod awareness;
pub mod catalogue;
pub mod columns;
pub mod command;
pub mod consistency;
pub mod controls;
pub mod csv;
pub mod dashboard;
pub mod datasets;
pub mod deployments;
pub mod evaluations;
pub mod events;
pub mod history;
pub mod inbox;
pub mod incidents;
pub mod lineage;
pub mod list;
pub mod models;
pub mod moment;
pub mod offer;
pub mod operations;
pub mod people;
pub mod programme;
pub mod reviews;
pub mod risks;
pub mod rows;
mod sample;
pub mod saved_views;
pub mod scalars;
pub mod search;
pub mod shared;
pub mod systems;
pub mod training;
pub mod whole;
pub mod words;
