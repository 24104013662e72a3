//! What the pages of all rooms have in common: how they ask, how their lists turn pages, and how
//! the same thing looks the same everywhere.
//!
//! # Invariants
//! - Choosing a filter goes back to the first page of the list. (`a_filter_begins_the_list_again`)
//! - Taking the filters away keeps the moment, the order and the columns.
//!   (`the_moment_and_the_order_stay_without_filters`)
//! - Turning the page keeps the filters. (`turning_the_page_keeps_the_filters`)
//! - Choosing columns stays on the page of the list. (`other_columns_are_of_the_same_page`)
//!
//! # Deliberately absent
//! - No queries. `client` says what is asked.

pub mod address;
pub mod badges;
pub mod columns;
pub mod evidence;
pub mod export;
pub mod filters;
pub mod form;
pub mod frame;
pub mod list;
pub mod live;
pub mod offer;
pub mod pages;
pub mod views;
pub mod whole;

pub use address::{Address, use_address};
pub use badges::{
    outcome_badge, people_count, person, risk_badge, standing_badge, state_badge, subjects,
    suspects, system, thing, trust_badge,
};
pub use evidence::{evidence_bar, evidence_table, scan};
pub use filters::{members, one_of, only};
pub use frame::{asked, missing, note, one_page, shown};
pub use list::{Look, listed};
pub use live::{deployment_table, model_table, run_table, stop_badge, version_table};
pub use pages::Turner;
