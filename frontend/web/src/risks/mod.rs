//! Risks: the register, the heat map, and the page of one risk with everything that can be done
//! about it.

pub mod act;
pub mod bulk;
pub mod heat;
pub mod history;
pub mod loss;
pub mod page;
pub mod parts;
pub mod register;
pub mod scores;
pub mod toolbar;
pub mod treatment;

pub use heat::heat_page;
pub use page::risk_page;
pub use register::register_page;
