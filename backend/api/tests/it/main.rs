//! The doors, asked like a client asks them, against the real app on a real log.
#![cfg(test)]

mod authority;
mod browser;
mod containment;
mod follow;
mod golden;
mod http;
mod isolation;
mod offers;
mod pages;
mod past;
mod prefix;
mod programme;
mod reviews;
mod schema;
mod serving;
mod talk;
mod world;
