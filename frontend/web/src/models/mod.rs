//! Models and their exact versions: where they are from, where they are live.

pub mod list;
pub mod page;
pub mod version;

pub use list::models_page;
pub use page::model_page;
pub use version::version_page;
