//! Data: datasets, their exact versions, where they came from, and stopping them.

pub mod access;
pub mod act;
pub mod dataset;
pub mod list;
pub mod origin;
pub mod privacy;
pub mod privacy_acts;
pub mod sources;
pub mod version;
pub mod version_parts;

pub use dataset::dataset_page;
pub use list::datasets_page;
pub use origin::{batch_page, source_page};
pub use sources::{batches_page, sources_page};
pub use version::version_page;
