//! The inbox: what the reader was told. Only its bell is part of the first load, in the shell.

pub mod page;

pub use page::inbox_page;
