//! The catalogue: the library of threats, the matrices of frameworks, files, items and own items, and
//! the traceability matrix.

pub mod act;
pub mod bulk;
pub mod files;
pub mod framework;
pub mod frameworks;
pub mod items;
pub mod threat;
pub mod threats;
pub mod trace;

pub use bulk::import_page;
pub use files::catalogue_page;
pub use framework::framework_page;
pub use frameworks::frameworks_page;
pub use items::{item_page, items_page};
pub use threat::threat_page;
pub use threats::threats_page;
pub use trace::traceability_page;
