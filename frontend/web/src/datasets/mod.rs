//! Data: datasets, their exact versions, where they came from, and stopping them.

pub mod act;
pub mod dataset;
pub mod list;
pub mod origin;
pub mod version;
pub mod version_parts;

pub use dataset::dataset_page;
pub use list::datasets_page;
pub use origin::{batch_page, source_page};
pub use version::version_page;
