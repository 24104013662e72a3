//! The catalogue: the library of threats, the matrices of frameworks, files and own items.

pub mod act;
pub mod files;
pub mod framework;
pub mod frameworks;
pub mod threat;
pub mod threats;

pub use files::catalogue_page;
pub use framework::framework_page;
pub use frameworks::frameworks_page;
pub use threat::threat_page;
pub use threats::threats_page;
