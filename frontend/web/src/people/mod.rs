//! People and teams: who may do what, who answers for what.

pub mod choose;
pub mod create;
pub mod delegation;
pub mod erase;
pub mod give;
pub mod leave;
pub mod list;
pub mod move_to;
pub mod person;
pub mod register;
pub mod roles;
pub mod roster;
pub mod team;

pub use list::people_page;
pub use person::person_page;
pub use roster::roster_page;
pub use team::team_page;
