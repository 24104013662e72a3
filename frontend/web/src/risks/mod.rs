//! Risks: the register, the heat map, and the page of one risk with everything that can be done
//! about it.
//!
//! What nobody scored is said to be so; it is never drawn as low.

pub mod about;
pub mod accept;
pub mod act;
pub mod bulk;
pub mod heat;
pub mod history;
pub mod indicators;
pub mod loss;
pub mod matrix;
pub mod page;
pub mod parts;
pub mod register;
pub mod scores;
pub mod treatment;

pub use heat::heat_page;
pub use page::risk_page;
pub use register::register_page;
