//! People and teams: who may do what, who answers for what.

pub mod choose;
pub mod erase;
pub mod leave;
pub mod list;
pub mod person;
pub mod roles;
pub mod team;

pub use list::people_page;
pub use person::person_page;
pub use team::team_page;
