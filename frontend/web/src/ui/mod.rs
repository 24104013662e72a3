//! The kit: parts that every page is made of.
//!
//! Values and signals go in, callbacks come out; no part talks to the server. Everything is
//! reachable by keyboard, has a name for screen readers, and looks right in light, dark, print and
//! on a phone. Styles are in `static/css`; never write a `style` attribute (the content security
//! policy forbids it): use a class, an SVG attribute, or leptos' `style:name=value`.
//!
//! | For | Use |
//! |---|---|
//! | the head of a page, surfaces, facts, numbers, warnings | [`PageHead`] [`Card`] [`Facts`] [`Fact`] [`Figure`] [`Notice`] [`Disclosure`] |
//! | showing an answer of the server | [`Loaded`] [`Skeleton`] [`Empty`] [`Broken`] |
//! | rows | [`Table`] with [`Column`] [`Row`] [`cell`] [`Sorting`] [`More`], [`Filters`] with [`Choice`], [`SearchField`] |
//! | doing something | [`Button`] (`records` when it writes) [`IconButton`] [`LinkButton`] [`Menu`] [`Dialog`] [`use_toasts`] |
//! | forms | [`TextField`] [`TextArea`] [`Select`] [`Checkbox`] [`FileField`], [`Group`] [`Radios`] with [`Radio`] |
//! | words with a meaning | [`LevelBadge`] [`Status`] with [`Tone`] [`Chip`] |
//! | things and times | [`Subject`] [`Hash`] [`CopyButton`] [`Time`] [`Link`] |
//! | parts of a page | [`Tabs`] with [`Tab`], [`TabPanel`] |
//!
//! # Invariants
//! - A subject leads to the page of its room. (`a_subject_leads_to_the_page_of_its_room`)
//! - A column head sorts, turns around, and lets go. (`a_third_press_leaves_the_rows_in_their_own_order`)
//! - A panel stays inside the window. (`a_panel_stays_inside_the_window`)
//! - What is no time is not guessed at. (`what_is_no_time_is_not_guessed_at`)
//!
//! # Deliberately absent
//! - No business words. Parts show what they are given.
//! - No styles in code.

pub mod badge;
pub mod button;
pub mod copy;
pub mod dialog;
pub mod field;
pub mod icon;
pub mod layout;
pub mod link;
pub mod menu;
pub mod subject;
pub mod table;
pub mod tabs;
pub mod time;
pub mod toast;
pub mod waiting;

pub use badge::{Chip, Level, LevelBadge, LevelShape, Status, Tone};
pub use button::{Button, IconButton, LinkButton, Weight};
pub use copy::{CopyButton, Hash};
pub use dialog::{Dialog, OpenDialogs};
pub use field::{
    Checkbox, FileField, Group, Radio, Radios, SearchField, Select, TextArea, TextField,
};
pub use icon::Icon;
pub use layout::{Card, Disclosure, Fact, Facts, Figure, Notice, PageHead};
pub use link::{Link, SvgLink};
pub use menu::{Menu, Panel};
pub use subject::{Subject, escaped, icon_of, kind_name, page_of, parts};
pub use table::{Align, Column, More, Row, Sort, Sorting, Table, cell, grouped};
pub use tabs::{Choice, Filters, Tab, TabPanel, Tabs};
pub use time::{Time, Written};
pub use toast::{ToastRack, Toasts, use_toasts};
pub use waiting::{Broken, Empty, Loaded, Outline, Skeleton};

/// An element id that no other element has.
pub(crate) fn fresh_id(kind: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{kind}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
