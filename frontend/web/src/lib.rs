//! The browser application: pages over the GraphQL door, and nothing else.
//!
//! `ui` and `charts` are the kit: parts that take values and signals, and give callbacks.
//! `shell` is the frame around every page. `state` is what the whole application shares.
//! `api` is the only way out of the browser. Every room has a folder of its own beside these.
//!
//! # Deliberately absent
//! - No business rules. The server decides; its refusals are shown.
//! - No second way into the data. Everything a page shows came through `api`.
#![recursion_limit = "512"]
#![expect(clippy::needless_pass_by_value, reason = "components own their properties")]

pub mod accountability;
pub mod api;
pub mod app;
pub mod awareness;
pub mod catalogue;
pub mod charts;
pub mod consistency;
pub mod controls;
pub mod dashboard;
pub mod datasets;
pub mod deployments;
pub mod evaluations;
pub mod events;
pub mod history;
pub mod inbox;
pub mod incidents;
pub mod intake;
pub mod lineage;
pub mod models;
pub mod pages;
pub mod people;
pub mod programme;
pub mod reviews;
pub mod risks;
pub mod rows;
pub mod search;
pub mod shell;
pub mod state;
pub mod systems;
pub mod training;
pub mod ui;

/// Mounts the application into the page and reports panics to the console.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
    leptos::mount::mount_to_body(app::App);
}
