//! Models, prompts and their exact versions: where they are from, where they are live, what changed.

pub mod list;
pub mod page;
pub mod prompts;
pub mod provider;
pub mod version;

pub use list::models_page;
pub use page::model_page;
pub use prompts::{begin_prompt, prompt_page, prompt_version_page};
pub use version::version_page;
