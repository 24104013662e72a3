//! The doors, asked like a client asks them, against the real app on a real log.
#![cfg(test)]

mod authority;
mod awareness;
mod browser;
mod consistency;
mod containment;
mod controls;
mod files;
mod follow;
mod golden;
mod http;
mod intake;
mod isolation;
mod learning;
mod offers;
mod pages;
mod past;
mod prefix;
mod programme;
mod reviews;
mod risks;
mod saved_views;
mod schema;
mod serving;
mod talk;
mod traceability;
mod world;
