//! What does not add up, and where to mend it.

mod page;

pub use page::consistency_page;
