//! Incidents: the list, and the page of one with everything that can be done about it.
//!
//! A stop that was asked for is never shown as a stop. What the server refuses is said where it
//! was asked.

pub mod act;
pub mod list;
pub mod page;
pub mod people;
pub mod rollbacks;
pub mod serving;
pub mod steps;
pub mod story;
pub mod words;

pub use list::incidents_page;
pub use page::incident_page;
